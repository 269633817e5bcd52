package assemble_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"modu/accessibility"
	"modu/accessibility/scene"
	"modu/devices/kinds"
	"modu/internal/assemble"
	"modu/internal/config"
)

func siteFile(t *testing.T, text string) string {
	t.Helper()
	dir := t.TempDir()
	file := filepath.Join(dir, "site.yaml")
	if err := os.WriteFile(filepath.Join(dir, "broken.yaml"), []byte("version: 1\nkind: keypad\nnmae: x\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(strings.ReplaceAll(text, "DIR", dir)), 0o644); err != nil {
		t.Fatal(err)
	}
	return file
}

// Everything a kiosk would refuse at start is named, each thing once.
func TestReadNamesEveryMistake(t *testing.T) {
	for _, tc := range []struct {
		text string
		n    int // how many mistakes; 0: at least one
		want []string
	}{
		{"devices: [{id: k, driver: keypad, profile: nonsense, port: {path: /dev/x}}]", 1, []string{"site.yaml:2", `profile "nonsense" is not known`, "accessible-controller"}},
		{"devices: [{id: k, driver: keypad, profile: DIR/none.yaml, port: {path: /dev/x}}]", 1, []string{"none.yaml: this profile cannot be read", "accessible-controller"}},
		{"devices: [{id: k, driver: keypad, profile: DIR/broken.yaml, port: {path: /dev/x}}]", 0, []string{"broken.yaml:3", `did you mean "name"?`}},
		{"devices: [{id: k, driver: keypad, port: {path: /dev/x}}]", 1, []string{`the keypad "k" has no profile`}},
		{"devices: [{id: k, driver: keypda, port: {path: /dev/x}}]", 1, []string{`did you mean "keypad"?`}},
		{"devices: [{id: c, driver: keypad, profile: firmata-keypad, port: {path: /dev/x}}]", 1, []string{`this profile is for the driver "firmata", but device "c" has the driver "keypad"; write "driver: firmata"`}},
		{"clips: DIR/nowhere", 0, []string{"nowhere"}},
		{"words: DIR/broken.yaml", 0, []string{"broken.yaml:1"}},
		{"keymap: DIR/none.yaml", 1, []string{"none.yaml: the keymap cannot be read"}},
		{"keymap: DIR/broken.yaml", 0, []string{"broken.yaml:"}},
		{"devices: [{id: t, driver: terminal, port: {path: /dev/x}}]", 1, []string{`the driver "terminal" does not belong under "devices"; write it under "terminal"`}},
		{"terminal: {driver: relay, port: {path: /dev/x}}", 1, []string{`write it under "lamp"`}},
		{"speech: {engine: espeek}", 1, []string{`did you mean "espeak"?`}},
		{"terminal: {driver: terminal, port: {mock: terminl}}", 1, []string{`did you mean "terminal"?`}},
		{"speech: {engine: espeek}\nservice: DIR\ndevices: [{id: k, driver: keypad, profile: DIR/broken.yaml, port: {path: /dev/x}}]", 0,
			[]string{"espeek", "service.yaml", "broken.yaml:3"}},
	} {
		site, issues := assemble.Read(siteFile(t, "version: 1\n"+tc.text+"\n"))
		if site.Parts != nil || len(issues) == 0 || tc.n > 0 && len(issues) != tc.n {
			t.Errorf("%s: %d mistakes\n%v", tc.text, len(issues), issues)
		}
		for _, want := range tc.want {
			if !strings.Contains(issues.Error(), want) {
				t.Errorf("%s: %q is not in\n%v", tc.text, want, issues)
			}
		}
	}
	if _, issues := assemble.Read(filepath.Join(t.TempDir(), "none.yaml")); len(issues) != 1 || !strings.Contains(issues.Error(), "the site file cannot be read: no such file or directory; check the name") {
		t.Errorf("a missing site file: %v", issues)
	}
}

// The embedded defaults are a whole kiosk.
func TestReadDefaults(t *testing.T) {
	site, issues := assemble.Read("")
	if issues.Err() != nil {
		t.Fatal(issues)
	}
	p := site.Plan
	var classes []string
	for _, d := range p {
		classes = append(classes, d.Kind.Class)
	}
	if site.Parts == nil || strings.Join(classes, " ") != "keypad terminal call" || p[0].Profile == nil {
		t.Errorf("plan %+v", p)
	}
}

func planned(p assemble.Plan, class string) (n int) {
	for _, d := range p {
		if d.Kind.Class == class {
			n++
		}
	}
	return n
}

// A height actuator is offered where there is one, only there, and not with another
// device's simulation.
func TestLift(t *testing.T) {
	for text, want := range map[string]int{"": 0, "lift: {driver: none}\n": 0, "lift: {driver: lift, port: {path: /dev/l}}\n": 1, "lift: {driver: lift, port: {mock: lift}}\n": 1} {
		site, issues := assemble.Read(siteFile(t, "version: 1\n"+text))
		if issues.Err() != nil || planned(site.Plan, "lift") != want || site.Parts.Core.Lift != (want == 1) {
			t.Errorf("%q: %v, %+v", text, issues, site.Plan)
		}
	}
	for text, want := range map[string]string{
		"lift: {driver: lift, port: {mock: keypad}}\n":    "write port: {mock: lift}",
		"lamp: {driver: relay, port: {mock: terminal}}\n": "write port: {mock: lamp}",
		"lift: {driver: relay, port: {path: /dev/l}}\n":   `write it under "lamp"`,
	} {
		if _, issues := assemble.Read(siteFile(t, "version: 1\n"+text)); !strings.Contains(issues.Error(), want) {
			t.Errorf("%q: %v", text, issues)
		}
	}
}

// A location beacon has a sentence in every language that the site offers, and only a device
// that speaks has one.
func TestSentences(t *testing.T) {
	const port = "port: {mock: beacon}"
	for text, want := range map[string]string{
		"languages: [ko, en]\ndevices: [{id: e, driver: beacon, " + port + ", sentence: {ko: 승강기 옆, en: by the lift}}]":                                          "",
		"languages: [ko, en]\ndevices: [{id: e, driver: beacon, profile: location-beacon, " + port + ", sentence: {ko: 승강기 옆, en: by the lift}}]":                "",
		"languages: [ko, en]\ndevices: [{id: e, driver: beacon, " + port + ", sentence: {ko: 승강기 옆}}]":                                                           `sentence: {en: "…"}`,
		"languages: [ko, en]\ndevices: [{id: e, driver: beacon, " + port + "}]":                                                                                  `sentence: {ko: "…", en: "…"}`,
		"devices: [{id: e, driver: beacon, " + port + ", sentence: {ko: ' '}}]":                                                                                  "is empty",
		"devices: [{id: e, driver: beacon, " + port + ", sentence: {ko: " + strings.Repeat("길", 161) + "}}]":                                                     "has 161 characters",
		"devices: [{id: e, driver: beacon, profile: text-keypad, " + port + ", sentence: {ko: a, en: b, zh-Hans: c, ja: d}}]":                                    `name a profile of the kind "firmata"`,
		"devices: [{id: e, driver: beacon, port: {mock: lamp}, sentence: {ko: a}}]":                                                                              "write port: {mock: beacon}",
		"devices: [{id: k, driver: keypad, profile: text-keypad, port: {mock: keypad}, sentence: {ko: a}}]":                                                      `nothing is said for a device with the driver "keypad"`,
		"lock: true\naccept_unreviewed: [ko, en, zh-Hans, ja]\ndevices: [{id: e, driver: beacon, " + port + "}]\nterminal: {driver: none}\nlamp: {driver: none}": "no place on a kiosk that serves people",
	} {
		site, issues := assemble.Read(siteFile(t, "version: 1\n"+text+"\n"))
		if want == "" && (issues.Err() != nil || site.Parts.Core.Sentences["e"]["en"] != "by the lift") || !strings.Contains(issues.Error(), want) {
			t.Errorf("%s: %v", text, issues)
		}
	}
}

// Places are read, and a sentence of one is there in every language that the site offers.
func TestPlaces(t *testing.T) {
	site, issues := assemble.Read(siteFile(t, "version: 1\nlanguages: [ko, en]\nplaces: {tray: {direction: down, distance: 300}, counter: {direction: right, sentence: {ko: 문 옆, en: by the door}}}\n"))
	if issues.Err() != nil {
		t.Fatal(issues)
	}
	places := site.Parts.Core.Places
	if tray := places[scene.Tray]; len(places) != 2 || tray.Direction != scene.Down || tray.Distance != 300 || places[scene.Counter].Sentence["en"].String() != "by the door" {
		t.Errorf("%+v", places)
	}
	for text, want := range map[string]string{
		"languages: [ko, en]\nplaces: {counter: {direction: right, sentence: {ko: 문 옆}}}": `site.yaml:3:19: the place "counter" has no sentence in every language of the site; add to its sentence: en: "…"`,
		"places: {counter: {direction: right, sentence: {ko: 문 옆, ja: ドア}}}":              `en: "…", zh-Hans: "…"`,
	} {
		if _, issues := assemble.Read(siteFile(t, "version: 1\n"+text+"\n")); !strings.Contains(issues.Error(), want) {
			t.Errorf("%s: %v", text, issues)
		}
	}
}

// A site's own words reach the ear.
func TestOwnWords(t *testing.T) {
	file := siteFile(t, "version: 1\nwords: words.txt\n")
	if err := os.WriteFile(filepath.Join(filepath.Dir(file), "words.txt"), []byte("MODU = 모두\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	site, issues := assemble.Read(file)
	if issues.Err() != nil {
		t.Fatal(issues)
	}
	before := scene.Scene{Kind: scene.KindAttract}
	after := scene.Scene{Kind: scene.KindChoose, Lang: "ko", Root: scene.Node{ID: "r", Role: scene.RoleScreen, Label: scene.Literal("ko", "MODU 카페", scene.Public)}}
	u, ok := site.Parts.Words.Compose(scene.Change{Before: before, After: after}, accessibility.Preferences{})
	if !ok || u.Clauses[0].Text != "모두 카페" {
		t.Errorf("said %+v", u)
	}
}

// A device with three keys or fewer is worked like switches, and people are told so.
func TestFewKeysAreSwitches(t *testing.T) {
	profile := "version: 1\nname: two buttons\nkind: keypad\nsource: a made-up device of this test\nlines: {pattern: '^(?P<code>[a-c])$', example: '{code}'}\nkeys: {names: {a: down, b: select}}\n"
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "two.yaml"), []byte(profile), 0o644); err != nil {
		t.Fatal(err)
	}
	site, issues := assemble.Read(siteFile(t, "version: 1\ndevices:\n  - {id: foot, driver: keypad, profile: "+filepath.Join(dir, "two.yaml")+", port: {path: /dev/x}}\n  - {id: pad, driver: keypad, profile: accessible-controller, port: {path: /dev/y}}\n"))
	if issues.Err() != nil {
		t.Fatal(issues)
	}
	if s := site.Parts.Core.Switches; !s["foot"] || s["pad"] {
		t.Errorf("switches: %v", s)
	}
}

// Of number keys people are told where a keypad has all ten, or may have them.
func TestNumberKeysAreKnown(t *testing.T) {
	for devices, want := range map[string]bool{
		"": true, // the controller that a kiosk has of itself: no digits
		"\ndevices:\n  - {id: pad, driver: keypad, profile: text-keypad, port: {path: /dev/y}}\n":                                                                                       false,
		"\ndevices:\n  - {id: pad, driver: keypad, profile: text-keypad, port: {path: /dev/y}}\n  - {id: more, driver: keypad, profile: accessible-controller, port: {path: /dev/z}}\n": false,
		"\ndevices: []\n": false,
	} {
		site, issues := assemble.Read(siteFile(t, "version: 1"+devices))
		if issues.Err() != nil {
			t.Fatal(issues)
		}
		if got := site.Parts.Core.NoNumberKeys; got != want {
			t.Errorf("%q: no number keys %v, want %v", devices, got, want)
		}
	}
}

// Whatever the table of devices has, the reference of the site file tells of.
func TestReferenceKnowsEveryKind(t *testing.T) {
	for _, k := range kinds.Table() {
		if k.Driver != "" && !strings.Contains(config.Reference(), k.Driver) || k.Place != "" && !strings.Contains(config.Reference(), "\n"+k.Place+":") {
			t.Errorf("the reference does not tell of the %s (driver %q, place %q)", k.Name, k.Driver, k.Place)
		}
	}
}

// Every shipped service has a sample site that says where things are, in every language and
// in easy words; a service in a directory brings its own, or has the defaults, and a site file
// never gets places that it does not name.
func TestSampleSite(t *testing.T) {
	for _, name := range assemble.Services() {
		site, issues := assemble.SampleSite(name)
		if issues.Err() != nil || site.Service != name || len(site.Places) < 3 || len(site.Beyond()) > 0 {
			t.Errorf("%s: %+v, out of reach %v, %v", name, site.Places, site.Beyond(), issues)
		}
		parts, issues := assemble.Load(site)
		if issues.Err() != nil {
			t.Fatal(issues)
		}
		if issues := site.Unsaid(parts.Languages); issues.Err() != nil {
			t.Error(issues)
		}
		for place, p := range site.Places {
			for lang, w := range p.Sentence {
				if w.Easy == "" {
					t.Errorf("%s: the sentence of %s in %s has no easy form", name, place, lang)
				}
			}
		}
	}
	if site, issues := assemble.Read(""); issues.Err() != nil || len(site.Parts.Core.Places) == 0 {
		t.Errorf("where no site is named, nothing is anywhere: %v", issues)
	}
	if site, issues := assemble.Read(siteFile(t, "version: 1\nservice: cafe\n")); issues.Err() != nil || len(site.Parts.Core.Places) != 0 {
		t.Errorf("a site file that names no place: %v", issues)
	}
	dir := t.TempDir()
	if site, issues := assemble.SampleSite(dir); issues.Err() != nil || site.Service != dir || len(site.Places) != 0 {
		t.Errorf("a service without a sample site: %+v, %v", site.Places, issues)
	}
	for text, want := range map[string]string{
		"version: 1\nservice: cafe\nplaces: {tray: {direction: left}}\n": "",
		"version: 1\nplaces: {tray: {direction: under}}\n":               `site.yaml:2:`,
	} {
		if err := os.WriteFile(filepath.Join(dir, assemble.SampleFile), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		site, issues := assemble.SampleSite(dir)
		if site.Service != dir || !strings.Contains(issues.Error(), want) || want == "" && (issues.Err() != nil || site.Places[scene.Tray].Direction != scene.Left) {
			t.Errorf("%s: %+v, %v", text, site.Places, issues)
		}
	}
	if _, issues := assemble.SampleSite("no-such-service"); issues.Err() == nil {
		t.Error("a service that is not there has a sample site")
	}
}

// A service is read again after an edit on the site as it was read; one with a mistake gives
// nothing but its mistakes.
func TestAgain(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "shop")
	if err := os.CopyFS(dir, os.DirFS("../../assets/services/library")); err != nil {
		t.Fatal(err)
	}
	site, issues := assemble.ReadService(dir)
	if issues.Err() != nil {
		t.Fatal(issues)
	}
	file := filepath.Join(dir, "locales", "ko.yaml")
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	write := func(text string) {
		t.Helper()
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write(strings.Replace(string(data), "library.name:", "library.nmae:", 1))
	if parts, issues := site.Again(""); parts != nil || !strings.Contains(issues.Error(), "library.name") {
		t.Errorf("%v", issues)
	}
	write(string(data))
	if parts, issues := site.Again(""); issues.Err() != nil || parts == site.Parts || parts.Service.ID != "library" {
		t.Errorf("%v", issues)
	}
	if err := os.Remove(filepath.Join(dir, "sample.yaml")); err != nil {
		t.Fatal(err)
	}
	if _, issues := site.Again("site.yaml"); !strings.Contains(issues.Error(), "asks a program beside the kiosk, and the site names none") {
		t.Errorf("without samples: %v", issues)
	}
}
