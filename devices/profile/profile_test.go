package profile

import (
	"os"
	"strings"
	"testing"

	"modu/accessibility/input"
)

const controller = "../../assets/profiles/accessible-controller.yaml"

func read(t testing.TB, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestAccessibleController(t *testing.T) {
	p, issues := Load("c.yaml", read(t, controller))
	if issues != nil {
		t.Fatal(issues)
	}
	if p.Keys.Names["0A"] != input.KeyPause || p.Keys.Names["07"] != input.KeyUp || len(p.Keys.Names) != 11 {
		t.Errorf("keys: %v", p.Keys.Names)
	}
	if p.Port.Baud != 9600 || p.Port.USB.VID != "28CD" || p.Port.USB.PID != "4008" {
		t.Errorf("port: %+v", p.Port)
	}
	if string(p.Probe.Send) != "\x10\x00\x05\x01\x02\x03\x04\x05\xFC\xBD" {
		t.Errorf("probe: % X", p.Probe.Send)
	}
	if p.Timing.Gap != DefaultGap || p.Timing.Stuck != DefaultStuck {
		t.Errorf("timing: %+v", p.Timing)
	}
}

// The text profiles of the two shapes: keys that go up, and keys that do not.
func TestLineProfiles(t *testing.T) {
	const head = "version: 1\nname: x\nkind: keypad\nsource: own\n"
	p, issues := Load("l.yaml", []byte(head+"lines: {pattern: '^K (?P<code>\\S+) (?P<state>[01])$', example: 'K {code} {state}'}\nkeys: {down: \"1\", up: \"0\", names: {u: up}}\n"))
	if issues != nil {
		t.Fatal(issues)
	}
	if p.Frame != nil || p.Pattern == nil || p.Keys.Names["u"] != input.KeyUp {
		t.Errorf("%+v", p)
	}
	if _, issues := Load("t.yaml", []byte(head+"lines: {pattern: '^(?P<code>\\d+)$', example: '{code}'}\nkeys: {names: {\"1\": \"1\", \"2\": \"2\"}}\n")); issues != nil {
		t.Error(issues)
	}
}

// Every mistake is named, with its line and what to do about it.
func TestAllMistakesAtOnce(t *testing.T) {
	bad := `version: 1
name: Broken
kind: keybad
match:
  usb: {vid: "28C", pid: "4008"}
line: {baud: 9601000, data: 9, parity: evn, stop: "3"}
frame:
  id: {"1": 5, "30": two}
  length: 2
  check: crc-16
keys:
  frame: "31"
  code: 0
  names:
    "00": rate-upp
    "0G": up
    "02": select
    "03": select
    "0a": help
    "0A": pause
timing: {gap: 10us}
probe: {frame: "10", send: "0102zz"}
`
	_, issues := Load("broken.yaml", []byte(bad))
	got := issues.Error()
	for _, want := range []string{
		`no "source"`,
		`broken.yaml:3:7: kind "keybad" is not known; did you mean "keypad"?`,
		`broken.yaml:5:14: "28C" is not a USB id`,
		`a speed of 9601000 is not possible`,
		`broken.yaml:6:29: "9" is not possible here; use one of: 7, 8`,
		`"evn" is not possible here; use one of: none, odd, even`,
		`"3" is not possible here; use one of: 1, 2`,
		`"1" is not one byte; write two hex digits`,
		`"two" is not a length`,
		`broken.yaml:10:10: unknown checksum "crc-16"; known: `,
		`frame id 31 is not declared`,
		`broken.yaml:15:11: there is no key named "rate-upp"; did you mean "rate-up"?`,
		`broken.yaml:16:11: "0G" is not one byte`,
		`codes 02 and 03 are both named "select"`,
		`broken.yaml:21:15: a gap of 10µs is shorter than four bytes on this line`,
		`code 0A is given twice`,
		`"0102zz" is not hexadecimal`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("not said: %s\nbut:\n%s", want, got)
		}
	}
	for i := 1; i < len(issues); i++ {
		if issues[i].Line < issues[i-1].Line {
			t.Errorf("line %d is reported after line %d", issues[i].Line, issues[i-1].Line)
		}
	}
}

func TestMistakesOfOneKind(t *testing.T) {
	const head = "version: 1\nname: x\nkind: keypad\nsource: own\n"
	for _, c := range []struct{ text, want string }{
		{"keys: {names: {\"00\": up}}\n", "nothing says how the device sends keys"},
		{"frame: {payload: 2}\nlines: {pattern: 'x', example: 'x'}\nkeys: {names: {\"00\": up}}\n", "frames or lines, not both"},
		{"frame: {payload: 2}\nkeys: {code: 2, names: {\"00\": up}}\n", "offset 2 is outside the payload"},
		{"frame: {payload: 2}\nkeys: {state: 1, names: {\"00\": up}}\n", "nothing says which state is pressed"},
		{"frame: {payload: 2}\nkeys: {state: 1, down: \"01\", up: \"01\", names: {\"00\": up}}\n", "pressed and released are both"},
		{"frame: {payload: 1-2}\nkeys: {names: {\"00\": up}}\n", "need a fixed payload length"},
		{"frame: {check: xor8}\nkeys: {names: {\"00\": up}}\n", "how long its payload is"},
		{"frame: {payload: 2}\nkeys: {names: {}}\n", "no key is named"},
		{"lines: {pattern: '(', example: 'x'}\nkeys: {names: {u: up}}\n", "not a regular expression"},
		{"lines: {pattern: '^K (.)$', example: 'K {code}'}\nkeys: {names: {u: up}}\n", "no group named code"},
		{"lines: {pattern: '^K (?P<code>.)$', example: 'Key {code}'}\nkeys: {names: {u: up}}\n", `the line "Key u" does not fit the pattern`},
		{"match: {}\nlines: {pattern: '^(?P<code>.)$', example: '{code}'}\nkeys: {names: {u: up}}\n", "match names no port"},
	} {
		_, issues := Load("p.yaml", []byte(head+c.text))
		if got := issues.Error(); !strings.Contains(got, c.want) || !strings.Contains(got, "p.yaml:") {
			t.Errorf("%swant %q, got:\n%s", c.text, c.want, got)
		}
	}
}

func FuzzLoad(f *testing.F) {
	f.Add(read(f, controller))
	f.Add([]byte("version: 1\nlines: {pattern: '(?P<code>x)'}\nkeys: {names: {}}"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if p, issues := Load("f.yaml", data); (p == nil) == (issues.Err() == nil) {
			t.Errorf("profile %v with issues %v", p, issues)
		}
	})
}
