package profile

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"

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
		{"frame: {payload: 2, start: \"02\", layout: [payload]}\nkeys: {names: {\"00\": up}}\n", `the layout does not say where "start" stands`},
		{"frame: {payload: 2, layout: [payload, chekc]}\nkeys: {names: {\"00\": up}}\n", `did you mean "check"?`},
		{"frame: {payload: 2, check: lrc, covers: [end]}\nkeys: {names: {\"00\": up}}\n", `the check covers "end", which does not stand before it`},
		{"frame: {payload: 1-2, length: 1, counts: [id]}\nkeys: {names: {\"00\": up}}\n", "the length must count the payload"},
		{"frame: {payload: 2}\nkeys: {mask: \"3F\", names: {\"41\": up}}\n", "code 41 has bits that the mask leaves out; the mask is 3F: write the code under it, 01"},
		{"frame: {payload: 2}\nkeys: {mask: \"00\", names: {\"00\": up}}\n", "a mask of 00 leaves nothing"},
		{"frame: {payload: 2}\nkeys: {state: 0, state_mask: \"40\", down: \"41\", up: \"00\", names: {\"00\": up}}\n", "state 41 has bits that the mask leaves out"},
		{"frame: {payload: 2}\nkeys: {bits: 3, names: {\"000001\": up}}\n", "the bits reach beyond the payload"},
		{"frame: {payload: 9}\nkeys: {bits: 9, names: {\"000000000000000001\": up}}\n", "9 bytes of bits are not possible"},
		{"frame: {payload: 2}\nkeys: {bits: 2, names: {\"0003\": up}}\n", `"0003" is not one bit of 2 bytes`},
		{"frame: {payload: 2}\nkeys: {bits: 2, names: {\"01\": up}}\n", `"01" is not one bit of 2 bytes; write 4 hex digits`},
		{"frame: {payload: 2}\nkeys: {bits: 2, repeats: true, names: {\"0001\": up}}\n", `keys that are bits have no "repeats"`},
		{"frame: {payload: 2}\nkeys: {low: true, names: {\"01\": up}}\n", "only bits have a level"},
		{"lines: {pattern: '^(?P<code>.)$', example: '{code}'}\nkeys: {bits: 1, names: {u: up}}\n", "a device that sends lines has no frames"},
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

func TestMistakesOfBoardsAndKeyboards(t *testing.T) {
	const board = "version: 1\nname: x\nkind: firmata\nsource: own\n"
	const hid = "version: 1\nname: x\nkind: hid\nsource: own\n"
	const usb = hid + "match: {usb: {vid: \"1234\", pid: \"5678\"}}\n"
	for _, c := range []struct{ text, want string }{
		{board + "keys: {names: {128: up}}\n", "there is no pin 128"},
		{board + "keys: {names: {-1: up}}\n", "there is no pin -1"},
		{board + "keys: {names: {A0: up}}\n", `"A0" is not a pin`},
		{board + "keys: {names: {4: up, \"04\": down}}\n", "code 4 is given twice"},
		{board + "keys: {names: {4: upp}}\n", `did you mean "up"?`},
		{board + "keys: {names: {}}\n", "no key is named"},
		{board + "keys: {names: {4: up}, down: \"1\"}\n", `a profile of kind firmata has no "keys.down"`},
		{board + "keys: {names: {4: up}}\nframe: {payload: 2}\n", `a profile of kind firmata has no "frame"`},
		{board + "keys: {names: {4: up}}\nprobe: {send: x}\n", `a profile of kind firmata has no "probe"`},
		{board + "keys: {names: {4: up}}\nboard: {jack: {pin: 4, in: open}}\n", "pin 4 is for key up and for the jack"},
		{board + "keys: {names: {4: up}}\nboard: {jack: {pin: 5, in: shut}}\n", `"shut" is not possible here; use one of: open, closed`},
		{board + "keys: {names: {4: up}}\nboard: {lamps: {a: 5, b: 5}}\n", "pin 5 is for lamp a and for lamp b"},
		{board + "keys: {names: {4: up}}\nboard: {lamps: {a b: 5}}\n", "a lamp's name is one word"},
		{board + "keys: {names: {4: up}}\nboard: {debounce: 2s}\n", "2s is no time that a contact bounces"},
		{board + "keys: {names: {4: up}}\nboard: {boot: -1s}\n", `"-1s" is not a length of time`},
		{usb + "keys: {names: {KEY_UPP: up}}\n", `did you mean "KEY_UP"?`},
		{usb + "keys: {names: {0: up}}\n", "there is no key code 0"},
		{usb + "keys: {names: {768: up}}\n", "there is no key code 768"},
		{usb + "keys: {names: {103: up, KEY_UP: down}}\n", "code 103 is given twice"},
		{usb + "keys: {names: {103: up, 104: up}}\n", "codes 103 and 104 are both named"},
		{usb + "keys: {names: {103: up}}\nline: {baud: 9600}\n", `a profile of kind hid has no "line"`},
		{usb + "keys: {names: {103: up}}\nboard: {boot: 1s}\n", `a profile of kind hid has no "board"`},
		{hid + "keys: {names: {103: up}}\n", "nothing says which keyboard is meant"},
		{"version: 1\nname: x\nkind: keypad\nsource: own\nboard: {boot: 1s}\nlines: {pattern: '^(?P<code>.)$', example: '{code}'}\nkeys: {names: {u: up}}\n", "only a Firmata board has pins"},
	} {
		_, issues := Load("p.yaml", []byte(c.text))
		if got := issues.Error(); !strings.Contains(got, c.want) || !strings.Contains(got, "p.yaml:") || len(issues) != 1 {
			t.Errorf("%swant only %q, got:\n%s", c.text, c.want, got)
		}
	}
	p, issues := Load("p.yaml", []byte(usb+"keys: {names: {KEY_UP: up, 0x6c: down, KEY_0: \"0\", KEY_9: \"9\", KEY_M: home}}\n"))
	if issues != nil {
		t.Fatal(issues)
	}
	if n := p.Keys.Names; n["103"] != "up" || n["108"] != "down" || n["11"] != "0" || n["10"] != "9" || n["50"] != "home" || p.Port.Baud != 0 {
		t.Errorf("%v, %+v", n, p.Port)
	}
}

func FuzzLoad(f *testing.F) {
	f.Add(read(f, controller))
	f.Add([]byte("version: 1\nname: x\nkind: firmata\nsource: x\nboard: {jack: {pin: 3, in: open}, lamps: {a: 4}}\nkeys: {names: {2: up}}"))
	f.Add([]byte("version: 1\nlines: {pattern: '(?P<code>x)'}\nkeys: {names: {}}"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if p, issues := Load("f.yaml", data); (p == nil) == (issues.Err() == nil) {
			t.Errorf("profile %v with issues %v", p, issues)
		}
	})
}

// A folder is read as a whole, in order; one file that is no profile is told.
func TestAll(t *testing.T) {
	data, err := os.ReadFile(controller)
	if err != nil {
		t.Fatal(err)
	}
	folder := fstest.MapFS{"b.yaml": {Data: data}, "a.yaml": {Data: data}, "profile.schema.json": {Data: []byte("{}")}}
	all, err := All(folder)
	if err != nil || len(all) != 2 || all[0].File != "a.yaml" || all[1].File != "b.yaml" {
		t.Errorf("%v, %v", all, err)
	}
	folder["c.yaml"] = &fstest.MapFile{Data: []byte("version: 1\nkind: drum\n")}
	if _, err := All(folder); err == nil || !strings.Contains(err.Error(), "c.yaml:2") {
		t.Errorf("a file that is no profile: %v", err)
	}
}
