package config

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"modu/accessibility/scene"
)

func known() Known {
	return Known{
		Drivers: []string{"keypad", "terminal", "relay", "lift"}, Profiles: []string{"accessible-controller"},
		Mocks: []string{"keypad", "terminal", "lamp"}, Engines: []string{"espeak", "silence"},
		Languages: []scene.Lang{"ko", "en"}, DirExists: func(d string) bool { return filepath.Base(d) == "shop" },
	}
}

func TestDefaults(t *testing.T) {
	for name, data := range map[string]string{"absent": "", "comments only": "# nothing yet\n\n", "version only": "version: 1\n"} {
		s, issues := Parse("site.yaml", []byte(data), known())
		if issues.Err() != nil {
			t.Errorf("%s: %v", name, issues)
		}
		if s.Kiosk != (Kiosk{"kiosk", Numbers{1, 0}}) {
			t.Errorf("%s: %+v", name, s.Kiosk)
		}
		if s.Timing != (Timing{2 * time.Minute, 45 * time.Second, Factors{2, 2, 2, 2, 2, 5}}) || s.Panel.Pixels != (Size{1080, 1920}) || s.Terminal.Port.Mock != "terminal" || s.Terminal.ID != "terminal" || s.Lock {
			t.Errorf("%s: %+v", name, s)
		}
	}
}

func TestRead(t *testing.T) {
	dir := t.TempDir()
	if _, issues := Read(filepath.Join(dir, "none.yaml"), Known{}); issues.Err() != nil {
		t.Error("a site without a file:", issues)
	}
	if err := os.Mkdir(filepath.Join(dir, "shop"), 0o755); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, "site.yaml")
	if err := os.WriteFile(file, []byte("version: 1\nservice: shop\nstate_dir: /var/lib/x\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	s, issues := Read(file, Known{})
	if issues.Err() != nil || s.Service != filepath.Join(dir, "shop") || s.StateDir != "/var/lib/x" {
		t.Errorf("%+v, %v", s, issues)
	}
	if _, issues := Read(dir, Known{}); issues.Err() == nil {
		t.Error("a directory was read as a site file")
	}
}

// A range of pick-up numbers leaves each number to one person who waits.
func TestNumbers(t *testing.T) {
	for numbers, says := range map[string]string{
		"{from: 100, to: 199}": "", "{from: 100}": "", "{to: 100}": "", "{from: 1, to: 99}": "two people wait with one number", "{from: 300, to: 200}": "two people wait with one number",
		"{from: 500, to: 500}": "two people wait with one number", "{from: 0, to: 200}": "cannot be called",
	} {
		_, issues := Parse("site.yaml", []byte("version: 1\nkiosk: {numbers: "+numbers+"}\n"), known())
		if (issues.Err() == nil) != (says == "") || says != "" && !strings.Contains(issues.Error(), says) {
			t.Errorf("%s: %v, want %q", numbers, issues, says)
		}
	}
}

const site = `version: 1
service: shop
languages: [en, ko]
panel:
  pixels: {w: 1920, h: 1080}
  mm: {w: 477, h: 268}
devices:
  - {id: keys, driver: keypad, profile: accessible-controller, port: {usb: {vid: 0403, pid: 0x6001, serial: A1}}}
terminal: {driver: terminal, port: {path: /dev/ttyS0}}
lamp: {driver: none}
audio: {speaker: {device: "hw:1,0"}}
speech: {engine: espeak, rate: 120}
timing: {inactivity: 3m, warning: 20s}
lock: true
health: {file: health.json}
`

func TestSite(t *testing.T) {
	s, issues := Parse("etc/site.yaml", []byte(site), known())
	if issues.Err() != nil {
		t.Fatal(issues)
	}
	want := USB{VID: 0x0403, PID: 0x6001, Serial: "A1"}
	if got := s.Devices[0].Port.USB; got == nil || *got != want {
		t.Errorf("USB ids are hexadecimal: %+v", got)
	}
	if s.Service != "etc/shop" || s.Health.File != "etc/health.json" || s.Lamp.Present() || s.Terminal.Port.Mock != "" || s.Devices[0].Port.String() != "USB 0403:6001 A1" {
		t.Errorf("%+v", s)
	}
}

// Every mistake, with its line and what to do; each case changes one thing in a
// sound file.
func TestLint(t *testing.T) {
	for _, c := range []struct{ old, new, want string }{
		{"service: shop", "service: shpo", `site.yaml:2:10: there is no directory "shpo"`},
		{"service: shop", "servise: shop", `site.yaml:2:1: unknown key "servise"; did you mean "service"?`},
		{"[en, ko]", "[en, en]", `language "en" is there twice`},
		{"[en, ko]", "[en, kr]", `site.yaml:3:17: language "kr" is not known; did you mean "ko"?`},
		{"mm: {w: 477, h: 268}", "mm: {w: 268, h: 477}", "was the panel turned?"},
		{"mm: {w: 477, h: 268}", "mm: {w: 47, h: 26}", "40.9 pixels a millimetre is no panel"},
		{"mm: {w: 477, h: 268}", "mm: {w: 0, h: 268}", "0 cannot be the size of a panel"},
		{"mm: {w: 477, h: 268}", "mm: {w: 477}", `mm has no "h"`},
		{"{id: keys, ", "{", "a device has no id"},
		{"{id: keys, ", "{id: terminal, ", `the id "terminal" is taken`},
		{"driver: keypad", "driver: keypat", `driver "keypat" is not known; did you mean "keypad"?`},
		{"driver: keypad, ", "", "the device has no driver"},
		{"profile: accessible-controller", "profile: accessible-controler", `did you mean "accessible-controller"?`},
		{"vid: 0403", "vid: 04030", "four hexadecimal digits"},
		{"vid: 0403", "vid: zz", "four hexadecimal digits"},
		{"{path: /dev/ttyS0}", "{path: /dev/ttyS0, mock: terminal}", "exactly one of path, usb, mock"},
		{"{path: /dev/ttyS0}", "{}", "this one has 0"},
		{"{path: /dev/ttyS0}", "{mock: terminal}", "site.yaml:9:43: a simulated device has no place on a kiosk that serves people (lock: true)"},
		{"{driver: none}", "{driver: none, port: {path: /dev/x}}", "a device that is not there has no port"},
		{"{driver: none}", "{driver: relay, port: {path: /dev/ttyS0}}", `"lamp" is on the same port as "terminal": /dev/ttyS0`},
		{"{driver: none}", "{id: bell, driver: none}", `the id of the lamp is always "lamp"`},
		{"lamp: {driver: none}", "lamp: {driver: none}\nlift: {driver: lift}", "site.yaml:11:7: a port has one place, this one has 0"},
		{"lamp: {driver: none}", "lamp: {driver: none}\nlift: {driver: lift, port: {mock: lift}}", "a simulated device has no place on a kiosk that serves people (lock: true)"},
		{"lamp: {driver: none}", "lamp: {driver: none}\nlift: {driver: lift, port: {path: /dev/ttyS0}}", `"lift" is on the same port as "terminal": /dev/ttyS0`},
		{"lamp: {driver: none}", "lamp: {driver: none}\nlift: {driver: lfit, port: {path: /dev/ttyS1}}", `driver "lfit" is not known; did you mean "lift"?`},
		{"{id: keys, ", "{id: lift, ", `the id "lift" is taken`},
		{"lamp: {driver: none}", "", "site.yaml: a simulated device"},
		{`"hw:1,0"`, `""`, "the speaker's sound device has no name"},
		{`"hw:1,0"`, `"hw:1,0", measured: 60`, "60 dB(A) at full level is too quiet (VOL-1 asks for 65 dB(A), with room above)"},
		{`"hw:1,0"`, `"hw:1,0", measured: 100`, "100 dB(A) at full level, under a ceiling of 85, leaves nothing for the quiet levels; turn the amplifier down until 91 dB(A)"},
		{`"hw:1,0"`, `"hw:1,0", ceiling: 120`, "120 dB(A) is no ceiling; write 66 to 100"},
		{`{device: "hw:1,0"}`, `{device: "hw:1,0"}, headset: {ceiling: 40}`, "40 dB(A) is no ceiling"},
		{`{device: "hw:1,0"}`, `{device: "hw:1,0"}, ambient: {level: 5}`, "5 dB(A) cannot be the noise of a place"},
		{`{device: "hw:1,0"}`, `{device: "hw:1,0"}, ambient: {microphone: mic}`, "0 dB(A) cannot be a microphone's full scale"},
		{"engine: espeak", "engine: espaek", `did you mean "espeak"?`},
		{"rate: 120", "rate: 1200", "cannot be followed"},
		{"inactivity: 3m", "inactivity: 30s", `30s is too short for many people (TIM-5 asks for at least 2m); write "2m" or more`},
		{"inactivity: 3m", "inactivity: 3h", "3h is too long"},
		{"inactivity: 3m", "inactivity: 180", "is not a length of time"},
		{"warning: 20s", "warning: 10s", `10s is too short for many people (TIM-2 asks for at least 20s)`},
		{"lock: true", "lock: true\nplaces: {terminla: {direction: down}}", `site.yaml:15:20: "terminla" is no place of a kiosk; did you mean "terminal"?`},
		{"lock: true", "lock: true\nplaces:\n  terminal: {direction: below}", `site.yaml:16:25: "below" is no direction`},
		{"lock: true", "lock: true\nplaces: {terminal: {height: 700}}", `terminal has no "direction"`},
		{"lock: true", "lock: true\nplaces: {terminal: {direction: down, distance: -4}}", "site.yaml:15:48: -4 mm is no such length; measure from the edge of the screen to it, in millimetres: 0 to 20000"},
		{"lock: true", "lock: true\nplaces: {terminal: {direction: down, height: 7000}}", "measure from the floor to where hands have to be"},
		{"lock: true", "lock: true\nplaces: {terminal: {direction: down, sentence: {kr: a}}}", `language "kr" is not known`},
		{"lock: true", "lock: true\nplaces: {terminal: {direction: down, sentence: {ko: ' '}}}", `the sentence of "terminal" in "ko" is empty`},
		{"lock: true", "lock: true\nattested: [FLA-3, FLA-5]", `rule "FLA-5" is not known`},
		{"lock: true", "lock: yes", "lock must be true or false"},
	} {
		if !strings.Contains(site, c.old) {
			t.Fatalf("%q is not in the site file", c.old)
		}
		_, issues := Parse("site.yaml", []byte(strings.Replace(site, c.old, c.new, 1)), known())
		if !strings.Contains(issues.Error(), c.want) {
			t.Errorf("%s → %s\nwant %s\ngot  %v", c.old, c.new, c.want, issues)
		}
	}
}

// A site is asked for what concerns it only.
func TestAttested(t *testing.T) {
	for text, want := range map[string]int{"": 2, "attested: [FLA-3]": 1, "attested: [FLA-4, FLA-3]": 0, "lamp: {driver: none}": 1} {
		s, issues := Parse("site.yaml", []byte("version: 1\n"+text+"\n"), known())
		if got := s.Unattested(); issues.Err() != nil || len(got) != want {
			t.Errorf("%q: %v, %v", text, got, issues)
		}
	}
}

func TestLintTellsAll(t *testing.T) {
	_, issues := Parse("site.yaml", []byte("version: 1\nservice: nowhere\nspeech: {rate: 1}\ntiming: {inactivity: 1s, warning: 1s}\n"), known())
	if len(issues) != 4 {
		t.Errorf("4 mistakes, %d reported:\n%v", len(issues), issues)
	}
}

// Every key of the site file is documented in default.yaml.
func TestReferenceIsWhole(t *testing.T) {
	var walk func(reflect.Type)
	walk = func(typ reflect.Type) {
		switch typ.Kind() {
		case reflect.Pointer, reflect.Slice:
			walk(typ.Elem())
		case reflect.Struct:
			for i := range typ.NumField() {
				key, _, _ := strings.Cut(typ.Field(i).Tag.Get("yaml"), ",")
				if key != "" && !strings.Contains(Reference(), key+":") {
					t.Errorf("default.yaml does not tell about %q", key)
				}
				walk(typ.Field(i).Type)
			}
		}
	}
	walk(reflect.TypeFor[Site]())
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(site))
	f.Add([]byte("version: 1\nterminal: {}\nlamp:\npanel: {mm: {w: 0, h: 0}}"))
	f.Fuzz(func(t *testing.T, data []byte) {
		s, issues := Parse("site.yaml", data, known())
		if issues.Err() == nil && (s.Terminal == nil || s.Lamp == nil || s.Timing.Inactivity < minInactivity || s.Timing.Warning < minWarning) {
			t.Fatalf("accepted %+v", s)
		}
	})
}
