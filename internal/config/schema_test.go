package config

import (
	"strconv"
	"strings"
	"testing"

	"modu/internal/datafile/datafiletest"
)

const wholeSite = `version: 1
service: ""
kiosk: {id: a-1, numbers: {from: 100, to: 299}}
languages: [ko]
accept_unreviewed: [ko]
panel: {pixels: {w: 1080, h: 1920}, mm: {w: 399, h: 709}, bottom: 690, tilt: 0, distance: 500, approach: side, obstacle: {depth: 300, height: 800}, orientation: portrait}
places: {terminal: {direction: down, distance: 200, height: 620, sentence: {ko: a, en: {text: a, spoken: b, easy: c}}}}
devices:
  - {id: keypad, driver: keypad, profile: x, sentence: {ko: a}, port: {usb: {vid: 0403, pid: "6001", serial: A1}}}
terminal: {driver: none}
lamp: {driver: relay, port: {path: /dev/lamp}}
lift: {driver: none}
audio:
  speaker: {device: "hw:CARD=A", measured: 80, ceiling: 85}
  headset: {device: "hw:CARD=B", measured: 0, ceiling: 85}
  separate: cards
  ambient: {level: 0, microphone: "", full_scale: 0}
  earcons: true
headset: {source: key, port: {}, name: "", card: "", control: "", device: keypad, in: help, out: "", lent: ""}
speech: {engine: espeak, rate: 100}
timing: {inactivity: 2m, warning: 45s, factors: {speech: 2, switch: 2, braille: 2, easy: 2, large: 2, most: 5}}
attested: [FLA-3]
lock: false
state_dir: state
health: {file: h}
backend: {url: "http://127.0.0.1:9000"}
staff: {kiosk: A, listen: "127.0.0.1:8443", key: "popcorn-and-tickets-2026"}
push: {listen: "127.0.0.1:8080", key: "popcorn-and-tickets-2026"}
`

// withPorts is wholeSite with every device that there can be, each at such a port.
func withPorts(way string) string {
	mocks := []string{"terminal", "lamp", "lift", "jack"}
	ports := make([]string, len(mocks))
	for i, mock := range mocks {
		ports[i] = "port: {" + strings.Replace(strings.Replace(way, "%d", strconv.Itoa(10+i), 1), "%s", mock, 1) + "}"
	}
	return strings.NewReplacer(
		"terminal: {driver: none}", `terminal: {id: "", driver: terminal, profile: "", sentence: {ko: a}, `+ports[0]+"}",
		"lamp: {driver: relay, port: {path: /dev/lamp}}", `lamp: {id: "", driver: relay, profile: "", sentence: {ko: a}, `+ports[1]+"}",
		"lift: {driver: none}", `lift: {id: "", driver: lift, profile: "", sentence: {ko: a}, `+ports[2]+"}",
		"{source: key, port: {}", "{source: evdev, "+ports[3]).Replace(wholeSite)
}

// Schema and loader of site files agree; the file with all defaults passes both.
func TestSchema(t *testing.T) {
	f := datafiletest.New(t, Schema(), func(data []byte) error {
		_, issues := Parse("site.yaml", data, Known{DirExists: func(string) bool { return true }})
		return issues.Err()
	})
	f.Break(t, "default.yaml", []byte(Reference()))
	files := []string{wholeSite}
	for _, way := range []string{`usb: {vid: "04%d", pid: "1234", serial: x}`, "path: /dev/x%d", "mock: %s"} {
		files = append(files, withPorts(way))
	}
	f.BreakEveryRule(t, files...)
	f.BothRefuse(t, wholeSite, []datafiletest.Edit{
		{Old: "w: 1080", New: `w: "1080"`}, {Old: "w: 1080", New: "w: 0"}, {Old: "lock: false", New: `lock: "false"`}, {Old: "lock: false", New: "lock: yes"}, {Old: "inactivity: 2m", New: "inactivity: 120"},
		{Old: "portrait", New: "upright"}, {Old: "direction: down", New: "direction: under"}, {Old: "places: {terminal", New: "places: {till"}, {Old: "distance: 200,", New: "distance: -1,"}, {Old: "height: 620", New: "height: 2501"}, {Old: "height: 620", New: "height: high"}, {Old: "{text: a, spoken: b", New: "{spoken: b"}, {Old: "spoken: b", New: "said: b"}, {Old: "{ko: a, en", New: "{ko: [a], en"}, {Old: "separate: cards", New: "separate: card"}, {Old: "source: key", New: "source: jack"}, {Old: "in: help", New: "in: halp"}, {Old: "vid: 0403", New: "vid: usb1"},
		{Old: "rate: 100", New: "rate: 500"}, {Old: "most: 5", New: "most: 11"}, {Old: "bottom: 690", New: "bottom: 60"}, {Old: "tilt: 0", New: "tilt: -1"}, {Old: "approach: side", New: "approach: behind"}, {Old: "depth: 300", New: "depth: 636"}, {Old: "height: 800", New: "height: 866"}, {Old: "distance: 500", New: "distance: 2000"}, {Old: "ceiling: 85}\n  headset", New: "ceiling: 120}\n  headset"},
		{Old: "id: a-1", New: "id: -a"}, {Old: "id: a-1", New: `id: ""`}, {Old: "id: a-1", New: "id: a b"}, {Old: "from: 100", New: "from: 0"}, {Old: "to: 299", New: "to: -1"}, {Old: "to: 299", New: "to: 1000000"},
		{Old: "languages: [ko]", New: "languages: ko"}, {Old: "attested", New: "atested"}, {Old: "version: 1", New: "version: 2"}, {Old: "devices:\n", New: "devices:\n  -\n"},
	})
	f.BothAccept(t, wholeSite, []datafiletest.Edit{ // the bounds themselves
		{Old: "from: 100, to: 299", New: "from: 1, to: 100"}, {Old: "to: 299", New: "to: 0"}, {Old: "from: 100, to: 299", New: "from: 999900, to: 999999"}, {Old: "id: a-1", New: "id: " + strings.Repeat("x", 40)},
		{Old: "rate: 100", New: "rate: 50"}, {Old: "rate: 100", New: "rate: 300"}, {Old: "most: 5", New: "most: 10"}, {Old: "bottom: 690", New: "bottom: 100"}, {Old: "bottom: 690", New: "bottom: 1100"},
		{Old: "tilt: 0", New: "tilt: 90"}, {Old: "approach: side", New: "approach: front"}, {Old: "approach: side", New: `approach: ""`}, {Old: "depth: 300", New: "depth: 610"}, {Old: "height: 800", New: "height: 865"}, {Old: "distance: 500", New: "distance: 300"}, {Old: "distance: 500", New: "distance: 1500"}, {Old: "ceiling: 85}\n  headset", New: "ceiling: 100}\n  headset"}, {Old: "device: \"hw:CARD=A\", measured: 80, ceiling: 85", New: "device: \"hw:CARD=A\", measured: 66, ceiling: 66"},
		{Old: "portrait", New: `""`}, {Old: "distance: 200,", New: "distance: 20000,"}, {Old: "height: 620", New: "height: 2500"}, {Old: "direction: down, ", New: "direction: up-left, "}, {Old: "vid: 0403", New: "vid: 0x28cd"}, {Old: "vid: 0403", New: "vid: 1e10"}, {Old: "lock: false", New: "lock: null"}, {Old: "languages: [ko]", New: "languages: null"},
	})
}
