package profile

import (
	"fmt"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"modu/internal/datafile"
	"modu/internal/datafile/datafiletest"
)

func shipped(t testing.TB) (profiles []*Profile) {
	t.Helper()
	files, err := filepath.Glob("../../assets/profiles/*.yaml")
	if err != nil || len(files) < 4 {
		t.Fatal("profiles are missing", err)
	}
	for _, f := range files {
		p, issues := Load(filepath.Base(f), read(t, f))
		if issues != nil {
			t.Fatal(issues)
		}
		profiles = append(profiles, p)
	}
	return profiles
}

// Every key of the format is explained, and every shipped profile with all its keys.
func TestEverythingIsDocumented(t *testing.T) {
	var look func(typ reflect.Type, path string)
	page := string(Reference(shipped(t)))
	look = func(typ reflect.Type, path string) {
		for _, k := range datafile.Keys(typ) {
			at := below(path, k.Name)
			if k.Doc() == "" || !strings.Contains(page, "`"+at+"`") {
				t.Errorf("%s is not explained", at)
			}
			if k.Type.Kind() == reflect.Struct {
				look(k.Type, at)
			}
		}
	}
	look(reflect.TypeFor[file](), "")
	for _, p := range shipped(t) {
		_, part, found := strings.Cut(page, "### "+p.File+"\n")
		part, _, _ = strings.Cut(part, "\n###")
		if !found || !strings.Contains(part, p.Source) {
			t.Errorf("%s is not documented", p.File)
		}
		for code, name := range p.Keys.Names {
			if !strings.Contains(part, fmt.Sprintf("| `%s` | %s |", code, name)) {
				t.Errorf("%s: key %s is not documented", p.File, name)
			}
		}
	}
}

// What the schema refuses, lint refuses. Every shipped profile is broken in every place.
func TestSchemaAgreesWithLint(t *testing.T) {
	f := datafiletest.New(t, Schema(), lint)
	refused := 0
	for _, p := range shipped(t) {
		refused += f.Break(t, p.File, read(t, "../../assets/profiles/"+p.File))
	}
	if refused < 200 {
		t.Errorf("the schema refused only %d broken profiles", refused)
	}
}

func lint(data []byte) error { return Lint("p.yaml", data).Err() }

// Every rule of the schema can say no, and lint then says no, too.
func TestEveryRuleOfTheSchemaIsBroken(t *testing.T) {
	datafiletest.New(t, Schema(), lint).BreakEveryRule(t, wholeFrames, string(read(t, "testdata/stx-keypad.yaml")), string(read(t, "testdata/bit-keypad.yaml")), wholePayload, wholeLines, wholeBoard, wholeKeyboard)
}

// Profiles that together have every key.
const (
	wholeFrames = `version: 1
name: x
kind: keypad
source: own
match: {path: /dev/x, usb: {vid: "1234", pid: "5678", serial: "1", product: y}}
line: {baud: 9600, data: 8, parity: even, stop: "1", dtr: true, rts: false}
frame: {start: "02", id: {"30": "2", "10": 1-3}, length: 1, order: big, check: xor8, end: "03"}
keys: {frame: "30", code: 0, state: 1, down: "01", up: "00", repeats: true, names: {"01": up}}
probe: {frame: "10", send: "01", expect: "02", every: 1s, wait: 5s}
timing: {gap: 100ms, stuck: 10s}
`
	wholePayload = `version: 1
name: x
kind: keypad
source: own
frame: {payload: "2"}
keys: {names: {"01": up}}
`
	wholeLines = `version: 1
name: x
kind: keypad
source: own
lines: {pattern: '^(?P<code>.)(?P<state>.)$', example: '{code}{state}'}
keys: {down: "1", up: "0", names: {u: up}}
probe: {send: x, expect: y}
`
	wholeBoard = `version: 1
name: x
kind: firmata
source: own
line: {baud: 57600}
board: {pullup: true, jack: {pin: 3, in: open}, lamps: {a: 4}, debounce: 20ms, boot: 1s}
keys: {names: {2: up}}
`
	wholeKeyboard = `version: 1
name: x
kind: hid
source: own
match: {usb: {vid: "1234", pid: "5678"}}
keys: {names: {KEY_UP: up}}
`
)

// Mistakes that a person makes, and both must see.
func TestBothSee(t *testing.T) {
	f := datafiletest.New(t, Schema(), lint)
	f.BothRefuse(t, wholeKeyboard, []datafiletest.Edit{
		{Old: "version: 1", New: "version: 2"}, {Old: "version: 1", New: `version: "1"`}, {Old: ": up}", New: ": upp}"}, {Old: "{KEY_UP: up}", New: "{}"}, {Old: "{KEY_UP: up}}", New: "{KEY_UP: up}, down: \"1\"}"},
		{Old: "keys", New: "line: {baud: 9600}\nkeys"}, {Old: "keys", New: "line: {}\nkeys"}, {Old: "keys", New: "timing: {gap: 20}\nkeys"}, {Old: "keys", New: "timing: {gap: -20ms}\nkeys"},
		{Old: `"1234"`, New: `"12345"`}, {Old: `match: {usb: {vid: "1234", pid: "5678"}}`, New: "match: {usb: {vid: \"1234\"}}"}, {Old: "match", New: "mach"}, {Old: "name: x", New: "name:"},
	})
	f.BothRefuse(t, wholeFrames, []datafiletest.Edit{
		{Old: "xor8", New: "crc"}, {Old: "frame: {start", New: "flame: {start"}, {Old: "probe", New: "lines: {pattern: '(?P<code>.)', example: x}\nprobe"}, {Old: "baud: 9600", New: `baud: "9600"`},
		{Old: "code: 0", New: "code: -1"}, {Old: "repeats: true", New: `repeats: "true"`}, {Old: "data: 8", New: "data: 9"}, {Old: "length: 1", New: "length: 3"},
	})
	f.BothRefuse(t, wholeBoard, []datafiletest.Edit{
		{Old: "pin: 3", New: "pin: 200"}, {Old: "in: open", New: "in: shut"}, {Old: "board", New: "probe: {send: x}\nboard"}, {Old: "boot: 1s", New: "boot: 0"}, {Old: "a: 4", New: "a:"},
		{Old: "keys: {", New: "keys: {code: 0, "},
	})
	f.BothAccept(t, wholeFrames, []datafiletest.Edit{
		{Old: `stop: "1"`, New: "stop: 1"}, {Old: "order: big", New: "order: null"}, {Old: "baud: 9600", New: "baud: 0x2580"}, {Old: "gap: 100ms", New: "gap: null"}, {Old: "repeats: true", New: "repeats: null"}, {Old: "name: x", New: "name: 12"},
	})
}
