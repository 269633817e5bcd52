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
TEST_PKGS  := xvfb x11-xserver-utils chromium chromium-driver pocketsphinx pocketsphinx-en-us alsa-utils pulseaudio pulseaudio-utils libasound2-plugins
SCREEN_PKGS := chromium
RACE_PKGS  := pulseaudio pulseaudio-utils libasound2-plugins alsa-utils speech-dispatcher speech-dispatcher-espeak-ng

.DEFAULT_GOAL := help

# The tests that draw and judge every screen; they have a stage of their own, and no
# other stage runs them.
PICTURES := TestGeometry|TestLooksKeepTheirPlaces|TestStatesInPixels|TestGround|TestTesseractReadsTheScreens
# So have the simulated customers.
STAYS := ./internal/tryout
# What only computes (sound, pixels, layouts, whole files) starts no goroutine, and the
# race detector makes it ten times slower.
UNRACED := TestStretchChangesLengthOnly|TestNothingIsCutOrCovered|TestTargets|TestInk|TestSettles|TestEverythingGrows|TestEndlessLabel|TestContrastInPixels|TestInkInPixels|TestPartsEqualTheWhole|TestWordsAsTheToolkitDrawsThem|TestRingShows|TestTappingNeverFlashes|TestTurnsNeverFlash|TestStatesInGrey|TestSettings|TestMake|TestStaff|TestShots
# The packages with tests of these names.
holding = $$(git ls-files '*_test.go' | xargs grep -lE '^func ($(1))\(' | xargs -n1 dirname | sort -u | sed 's|^|./|')

.PHONY: help run demo build test stages test-pure test-race test-stays test-real test-pictures test-rest checks vet static tidy generate tools bench bench-screen soak-screen bench-speech bench-voices soak-voices listen fmt clean go-version deps-build deps-run deps-demo deps-test

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

test: go-version ## everything: checks, both lanes, the race detector and the outside judges, with the seconds of each stage
	@.ci/stage --begin
	@status=0; $(MAKE) --no-print-directory stages || status=$$?; .ci/stage --table; exit $$status

# The minutes are ceilings on an idle machine of two cores; see .ci/stage.
stages:
	@.ci/stage "packages and build" 0 $(MAKE) --no-print-directory deps-test build tools
	@.ci/stage "checks" 3 $(MAKE) --no-print-directory checks
	@.ci/stage "pure lane (no C, no display)" 5 $(MAKE) --no-print-directory test-pure
	@.ci/stage "race detector" 3 $(MAKE) --no-print-directory test-race
	@.ci/stage "stays of simulated customers" 4 $(MAKE) --no-print-directory test-stays
	@.ci/stage "real lane (cgo, X11, ALSA), outside judges" 16 $(MAKE) --no-print-directory test-real
	@.ci/stage "pictures" 3 $(MAKE) --no-print-directory test-pictures
	@.ci/stage "rest" 3 $(MAKE) --no-print-directory test-rest

# What walks through whole services keeps every screen that it meets, and what judges the code
# keeps all of it: a third of the time went to collecting what is not garbage yet.
ROOMY := GOGC=400 GOMEMLIMIT=3GiB

# What takes a minute by itself is begun first: at the end of the list it would leave a core idle.
LONGEST := ./ui ./cmd/kioskctl ./internal/walk ./internal/kiosk/model ./internal/lab/gallery

test-pure: go-version ## tests without C and without any outside program, but for the stays
	@# go vet is a check of its own, here and under the race detector.
	@$(ROOMY) CGO_ENABLED=0 $(GO) test -vet=off -timeout 30m -tags ci -skip '^($(PICTURES))$$' $(LONGEST) $$(CGO_ENABLED=0 $(GO) list -tags ci ./... | grep -v '$(STAYS:.%=%)$$')

test-stays: go-version ## simulated customers go through every service, without C too
	@$(ROOMY) CGO_ENABLED=0 $(GO) test -vet=off -timeout 30m -tags ci $(STAYS)

test-race: go-version ## the race detector, over the packages that start goroutines (.ci/race)
	@CGO_ENABLED=1 $(GO) test -race -vet=off -timeout 30m -tags ci -skip '^($(PICTURES)|$(UNRACED))$$' $$(cat .ci/race)

test-real: deps-test build ## tests of the real window, sound and ports, with outside judges (.ci/real)
	@# One package at a time: sound and windows are judged in real time.
	@$(GO) test -p 1 -tags $(UITAGS),peers -timeout 30m -skip '^($(PICTURES))$$' $$(cat .ci/real)

test-pictures: deps-test build ## every screen is measured on every panel, and read back by tesseract
	@# Nothing is judged in real time here, and what a layout makes lives shortly.
	@GOGC=400 $(GO) test -tags $(UITAGS),peers -timeout 30m -run '^($(PICTURES))$$' $(call holding,$(PICTURES))

test-rest: deps-test build ## the voice worker's module, and the real window under Fyne's own check of goroutines
	@cd cmd/modu-voice-espeak && $(GO) vet ./... && $(GO) test -race ./...
	@# The check is in a build without migrated_fynedo.
	@$(GO) build -tags x11,no_emoji,no_metadata -o $(BIN)/kiosk-checked ./cmd/kiosk
	@MODU_KIOSK=$(abspath $(BIN))/kiosk-checked $(GO) test -count=1 -p 1 -tags $(UITAGS),peers -run OnTheRealWindow $(call holding,Test\w+OnTheRealWindow)

checks: vet static tidy generate ## what looks at the code without running it
	@.ci/selftest

vet: ## gofmt and go vet
	@bad=$$(gofmt -l $$(git ls-files '*.go')); [ -z "$$bad" ] || { echo "not gofmt-clean: $$bad"; exit 1; }
	@CGO_ENABLED=0 $(GO) vet -tags ci ./...

static: deps-build tools ## staticcheck in both lanes, and functions that no program and no test reaches
	@printf '%s\n' 'pure: CGO_ENABLED=0 -tags=ci' 'real: CGO_ENABLED=1 -tags=$(UITAGS),peers' | $(ROOMY) $(BIN)/tools/staticcheck -matrix ./...
	@cd cmd/modu-voice-espeak && ../../$(BIN)/tools/staticcheck ./...
	@cd internal/peertest && ../../$(BIN)/tools/staticcheck -tags peers ./...
	@dead=$$($(ROOMY) $(BIN)/tools/deadcode -test -tags $(UITAGS),peers ./...); [ -z "$$dead" ] || { echo "$$dead"; exit 1; }

tidy: go-version ## go.mod and go.sum of every module name what is used
	@for m in $$(git ls-files go.mod '*/go.mod'); do (cd $$(dirname $$m) && $(GO) mod tidy -diff) || { echo "run go mod tidy in $$(dirname $$m)"; exit 1; }; done

generate: go-version ## what "go generate" writes is what is committed
	@CGO_ENABLED=0 .ci/unchanged $(GO) generate -tags ci ./...

tools: go-version
	@cd internal/tools && $(GO) build -o ../../$(BIN)/tools/ honnef.co/go/tools/cmd/staticcheck golang.org/x/tools/cmd/deadcode

bench: deps-test build ## measure: key to scene, key to sound, scene to frame, start, memory
	@$(BIN)/kioskctl bench

bench-screen: deps-demo build ## the race: the same menu in Chromium: start, memory, pages, looks, focus, idle
	@.ci/need $(SCREEN_PKGS)
	@$(BIN)/kioskctl race

soak-screen: deps-demo build ## 10,000 page changes: is memory flat? About twenty minutes
	@$(BIN)/kioskctl race --only kiosk --rounds 1 --count 20 --idle 5s --pages 10000

bench-speech: deps-run build ## the race: key to speech beside espeak-ng, aplay and speech-dispatcher; fails where it is lost
	@.ci/need $(RACE_PKGS)
	@$(BIN)/kioskctl speechrace

bench-voices: deps-run build ## measure every engine beside the espeak-ng program: text, first sound, whole sentence, cancel
	@$(BIN)/kioskctl voices --bench --count 100

soak-voices: deps-run build ## 20,000 sentences with every engine: memory, goroutines and files must stay flat (a bounded run is in make test)
	@$(BIN)/kioskctl voices --soak --count 20000

listen: deps-run build ## a sheet of the 60 commonest prompts for a native listener, with their sound, into out/listen
	@$(BIN)/kioskctl clips listen --locale ko --out $(OUT)/listen

fmt: ## format the Go code
	@gofmt -w $$(git ls-files '*.go')

clean: ## remove what was built and made
	@rm -rf $(BIN) $(OUT)

# What reads the photographs of the screen back, and what the bounded runs of the races need.
TEST_PKGS += tesseract-ocr tesseract-ocr-kor $(SCREEN_PKGS) $(RACE_PKGS)
.PHONY: looks
looks: deps-test build ## measure every screen of the site, photograph it and let tesseract read it, and paint all of all services into out/looks/index.html; PREVIOUS=dir shows old beside new
	@$(BIN)/kioskctl looks
	@$(BIN)/kioskctl looks --out $(OUT)/looks/read --ocr
	@$(BIN)/kioskctl looks --out $(OUT)/looks --all $(if $(PREVIOUS),--previous $(PREVIOUS))
