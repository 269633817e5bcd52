# Modu: the barrier-free kiosk runtime. "make" alone lists what there is.

SHELL   := /bin/sh
GO      ?= go
OUT     ?= out
BIN     := bin
SUDO    := $(shell [ "$$(id -u)" = 0 ] || echo sudo)
export SUDO
# Go's tool chain is never replaced by a download behind somebody's back.
export GOTOOLCHAIN := local

# Fyne's default Linux build wants Wayland headers too; x11 leaves them out.
# migrated_fynedo drops the thread checks and their locks, no_emoji 4 MB of font.
UITAGS  := x11,migrated_fynedo,no_emoji,no_metadata

# What to install, by purpose. Recipes ask apt only for what is missing.
BUILD_PKGS := gcc libc6-dev pkg-config libespeak-ng-dev libasound2-dev libgl1-mesa-dev libx11-dev libxcursor-dev libxrandr-dev libxinerama-dev libxi-dev libxxf86vm-dev
RUN_PKGS   := espeak-ng libgl1-mesa-dri x11-utils
DEMO_PKGS  := xvfb
TEST_PKGS  := xvfb chromium chromium-driver pocketsphinx pocketsphinx-en-us alsa-utils pulseaudio pulseaudio-utils libasound2-plugins
SCREEN_PKGS := chromium
RACE_PKGS  := pulseaudio pulseaudio-utils libasound2-plugins alsa-utils speech-dispatcher speech-dispatcher-espeak-ng

.DEFAULT_GOAL := help
.PHONY: help run demo build test test-pure test-real vet bench bench-screen soak-screen bench-speech bench-voices soak-voices listen fmt clean go-version deps-build deps-run deps-demo deps-test

help: ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*##/\t/' | expand -t 16

go-version:
	@v=$$($(GO) env GOVERSION 2>/dev/null | sed 's/^go//'); \
	[ -n "$$v" ] || { echo "Go is not installed: install Go 1.26 or newer and try again."; exit 1; }; \
	printf '1.26\n%s\n' "$$v" | sort -VC || { echo "Go $$v is too old: Modu needs Go 1.26 or newer."; exit 1; }

deps-build: go-version
	@.ci/need $(BUILD_PKGS)
deps-run: deps-build
	@.ci/need $(RUN_PKGS)
deps-demo: deps-run
	@.ci/need $(DEMO_PKGS)
deps-test: deps-run
	@.ci/need $(TEST_PKGS)
	@command -v npm >/dev/null 2>&1 || .ci/need nodejs npm

build: deps-build ## build bin/kiosk, bin/kioskctl and the voice worker
	@[ -x $(BIN)/kiosk ] || echo "building: the first time takes about three minutes, for Fyne's C parts"
	@$(GO) build -tags $(UITAGS) -o $(BIN)/ ./cmd/kiosk ./cmd/kioskctl
	@cd cmd/modu-voice-espeak && $(GO) build -o ../../$(BIN)/modu-voice-espeak .

run: deps-run build ## run the kiosk on simulated devices, with ARGS="…"; without a display, the demonstration
	@if [ -n "$$DISPLAY" ] && xdpyinfo >/dev/null 2>&1; then \
	  exec $(BIN)/kiosk --dev $(ARGS); \
	else \
	  echo "no display answers: a scripted customer who cannot see will order an iced latte"; \
	  exec $(MAKE) --no-print-directory demo; \
	fi

demo: deps-demo build ## the demonstration, under a virtual display, into out/demo
	@$(BIN)/kioskctl demo --out $(OUT)/demo

test: go-version ## everything: both lanes and the outside judges
	@.ci/stage "packages" $(MAKE) --no-print-directory deps-test
	@.ci/stage "vet" $(MAKE) --no-print-directory vet
	@.ci/stage "pure lane (no C, no display)" $(MAKE) --no-print-directory test-pure
	@.ci/stage "real lane (cgo, X11, ALSA) and outside judges" $(MAKE) --no-print-directory test-real

vet: ## gofmt and go vet
	@bad=$$(gofmt -l $$(git ls-files '*.go')); [ -z "$$bad" ] || { echo "not gofmt-clean: $$bad"; exit 1; }
	@CGO_ENABLED=0 $(GO) vet -tags ci ./...

test-pure: go-version ## tests without C and without any outside program
	@CGO_ENABLED=0 $(GO) test -tags ci ./...

test-real: deps-test build ## tests of the real window, sound and ports, with outside judges
	@# One package at a time: sound and windows are judged in real time.
	@$(GO) test -p 1 -tags $(UITAGS),peers -timeout 30m ./...
	@cd cmd/modu-voice-espeak && $(GO) vet ./... && $(GO) test ./...
	@echo "the real window once more, with Fyne's own check of goroutines (a build without migrated_fynedo)"
	@$(GO) build -tags x11,no_emoji,no_metadata -o $(BIN)/kiosk-checked ./cmd/kiosk
	@MODU_KIOSK=../../$(BIN)/kiosk-checked $(GO) test -count=1 -tags $(UITAGS),peers -run OnTheRealWindow ./cmd/kioskctl

bench: deps-test build ## measure: key to scene, key to sound, scene to frame, start, memory
	@$(BIN)/kioskctl bench

bench-screen: deps-demo build ## the race: the same menu in Chromium: start, memory, pages, looks, focus, idle
	@.ci/need $(SCREEN_PKGS)
	@$(BIN)/kioskctl race

soak-screen: deps-demo build ## 10,000 page changes: is memory flat? About twenty minutes
	@$(BIN)/kioskctl race -only kiosk -rounds 1 -n 20 -idle 5s -pages 10000

bench-speech: deps-run build ## the race: key to speech beside espeak-ng, aplay and speech-dispatcher; fails where it is lost
	@.ci/need $(RACE_PKGS)
	@$(BIN)/kioskctl speechrace

bench-voices: deps-run build ## measure every engine beside the espeak-ng program: text, first sound, whole sentence, cancel
	@$(BIN)/kioskctl voices --bench 100

soak-voices: deps-run build ## 20,000 sentences with every engine: memory, goroutines and files must stay flat (a bounded run is in make test)
	@$(BIN)/kioskctl voices --bench 10 --soak 20000

listen: deps-run build ## a sheet of the 60 commonest prompts for a native listener, with their sound, into out/listen
	@$(BIN)/kioskctl clips listen --locale ko --out $(OUT)/listen

fmt: ## format the Go code
	@gofmt -w $$(git ls-files '*.go')

clean: ## remove what was built and made
	@rm -rf $(BIN) $(OUT)

# What reads the photographs of the screen back.
TEST_PKGS += tesseract-ocr tesseract-ocr-kor
.PHONY: looks
looks: deps-test build ## measure every screen of the site, photograph all looks and sizes into out/looks, let tesseract read them
	@$(BIN)/kioskctl looks
	@$(BIN)/kioskctl looks --out $(OUT)/looks --all --read
