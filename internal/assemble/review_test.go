package assemble_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"modu/accessibility"
	"modu/accessibility/reading"
	"modu/accessibility/scene"
	"modu/assets"
	"modu/internal/assemble"
	"modu/internal/service"
	"modu/locales"
)

// Nobody has reviewed any language yet: a kiosk that serves people offers only what
// its site file accepts, a development kiosk offers all.
func TestLockedSiteHidesWhatNobodyHasReviewed(t *testing.T) {
	const real = "lock: true\ndevices: []\nterminal: {driver: none}\nlamp: {driver: none}\n"
	for _, tc := range []struct {
		text, offered, hidden string
	}{
		{"", "ko en zh-Hans ja", ""},
		{real + "accept_unreviewed: [ko, en]\n", "ko en", "zh-Hans ja"},
		{real + "accept_unreviewed: [ja]\n", "ja", "ko en zh-Hans"},
		{real + "accept_unreviewed: [ko, en, zh-Hans, ja]\n", "ko en zh-Hans ja", ""},
		{real + "languages: [en, ko]\naccept_unreviewed: [en]\n", "en", "ko"},
	} {
		site, issues := assemble.Read(siteFile(t, "version: 1\n"+tc.text))
		if issues.Err() != nil {
			t.Fatalf("%s: %v", tc.text, issues)
		}
		var offered, hidden []string
		for _, l := range site.Parts.Languages {
			offered = append(offered, string(l))
		}
		for _, u := range site.Parts.Hidden {
			hidden = append(hidden, string(u.Lang))
			if u.Messages < 100 || u.Pos.Line == 0 || !strings.Contains(u.String(), string(u.Lang)+".yaml:") {
				t.Errorf("%s", u)
			}
		}
		if o, h := strings.Join(offered, " "), strings.Join(hidden, " "); o != tc.offered || h != tc.hidden {
			t.Errorf("%q offers %q, hides %q", tc.text, o, h)
		}
		if n := len(site.Parts.Unreviewed()); n != len(offered)+len(hidden) {
			t.Errorf("%d languages are told to be unreviewed", n)
		}
	}
	_, issues := assemble.Read(siteFile(t, "version: 1\n"+real))
	if len(issues) != 1 || !strings.Contains(issues.Error(), "no language is left") || !strings.Contains(issues.Error(), "accept_unreviewed: [ko, en, zh-Hans, ja]") {
		t.Errorf("%v", issues)
	}
}

// A language whose every file names a reviewer is offered without being accepted.
func TestReviewedLanguageIsOffered(t *testing.T) {
	c := locales.New("ko")
	for file, reviewer := range map[string]string{"a.yaml": "Kim", "b.yaml": ""} {
		c.Add(file, []byte("version: 1\nlanguage: ko\nreviewed_by: \""+reviewer+"\"\nmessages: {"+strings.TrimSuffix(file, ".yaml")+": 글}\n"))
	}
	if ids, pos := c.Unreviewed("ko"); !slices.Equal(ids, []string{"b"}) || pos.File != "b.yaml" || pos.Line != 3 {
		t.Errorf("%v at %v", ids, pos)
	}
	if is := c.Add("b.yaml", []byte("version: 1\nlanguage: ko\nreviewed_by: Lee\nmessages: {b: 글자}\n")); is.Err() != nil {
		t.Fatal(is)
	}
	if ids, _ := c.Unreviewed("ko"); len(ids) != 0 {
		t.Errorf("%v", ids)
	}
}

// Kanji without a reading are a mistake with file and line; counters after a figure
// are read by rule.
func TestLintDemandsAReadingForKanji(t *testing.T) {
	dir := t.TempDir()
	file := "version: 1\nlanguage: ja\nmessages:\n" +
		"  a: 注文\n" + // 4: mistake
		"  b: {text: 注文, reading: ちゅうもん}\n" +
		"  c: {text: 注文, spoken: ちゅう文}\n" + // 6: mistake
		"  d: {text: おちゃ, easy: お茶}\n" + // 7: mistake
		"  e: \"{{.N}}個\"\n" +
		"  f: ラテを 3杯\n" +
		"  g: {text: 注文, reading: ちゅうもん, spoken: ちゅうもん}\n" // 10: mistake
	if err := os.WriteFile(filepath.Join(dir, "ja.yaml"), []byte(file), 0o644); err != nil {
		t.Fatal(err)
	}
	c := locales.New("ko")
	first := c.Add("ja.yaml", []byte(file)).Error()
	if !strings.Contains(first, "ja.yaml:10") || !strings.Contains(first, "keep one") {
		t.Errorf("%s", first)
	}
	is := c.CheckReadings([]scene.Lang{"ja"}, reading.Unread)
	if len(is) != 3 {
		t.Errorf("%v", is)
	}
	for _, want := range []string{`ja.yaml:4:6: no voice can say "注文"`, "ja.yaml:6", `"文"`, `ja.yaml:7`, "the easy form", "reading:"} {
		if !strings.Contains(is.Error(), want) {
			t.Errorf("%q is not in\n%v", want, is)
		}
	}
	// The same through a site, as kioskctl lint and the kiosk see it.
	_, issues := assemble.Read(siteFile(t, "version: 1\nlocales: "+dir+"\n"))
	if !strings.Contains(issues.Error(), "ja.yaml:4") {
		t.Errorf("%v", issues)
	}
}

// Every embedded service and the runtime say the same in each of the four languages,
// in every form, with readings where the voice needs them. A new message needs four.
func TestFourLanguagesAreComplete(t *testing.T) {
	four := []scene.Lang{"ko", "en", "zh-Hans", "ja"}
	services, err := assets.Files.ReadDir("services")
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range services {
		if !s.IsDir() {
			continue
		}
		c := locales.New("ko")
		files := 0
		for _, dir := range []string{"", "services/" + s.Name() + "/locales/"} {
			for _, lang := range four {
				var data []byte
				if name := string(lang) + ".yaml"; dir == "" {
					data, err = locales.Files.ReadFile(name)
				} else {
					data, err = assets.Files.ReadFile(dir + name)
				}
				if err != nil {
					t.Errorf("%s%s.yaml: %v", dir, lang, err)
					continue
				}
				files++
				if is := c.Add(dir+string(lang)+".yaml", data); is.Err() != nil {
					t.Error(is)
				}
			}
		}
		if files != 2*len(four) {
			t.Errorf("service %s: %d files", s.Name(), files)
		}
		for _, is := range append(c.Check(four), c.CheckReadings(four, reading.Unread)...) {
			t.Errorf("service %s: %v", s.Name(), is)
		}
		for _, id := range c.IDs("ko") { // who asked for easy words gets them in every language
			ko, _ := c.Forms(id, "ko")
			for _, lang := range four[2:] {
				if f, ok := c.Forms(id, lang); ok && ko.Easy != "" && ko.Easy != ko.Text && f.Easy == "" {
					t.Errorf("service %s: message %q has an easy form in ko, none in %s (%s)", s.Name(), id, lang, f.File)
				}
			}
		}
	}
}

// Every preference, each of its values, every need and every counter have their words: a row of a table
// alone would be a panic at the kiosk.
func TestPreferencesAndNeedsHaveWords(t *testing.T) {
	catalogue, four := locales.New("ko"), []scene.Lang{"ko", "en", "zh-Hans", "ja"}
	for _, lang := range four {
		name := string(lang) + ".yaml"
		data, err := locales.Files.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if issues := catalogue.Add(name, data); issues.Err() != nil {
			t.Fatal(issues)
		}
	}
	var want []string
	for _, d := range accessibility.Table(four) {
		want = append(want, "pref."+string(d.Field))
		if d.Field == accessibility.FieldVolume {
			continue // a level is a number
		}
		for _, v := range d.Values {
			want = append(want, "pref."+string(d.Field)+"."+v)
		}
	}
	for _, c := range service.Counters() {
		want = append(want, "counter."+string(c))
	}
	for _, n := range accessibility.Needs() {
		want = append(want, "need."+n.ID, "need."+n.ID+".hint", "need."+n.ID+".on")
	}
	for _, id := range want {
		for _, lang := range four {
			if !catalogue.Has(id, lang) {
				t.Errorf("locales/%s.yaml has no %q", lang, id)
			}
		}
	}
}

// Korean particles agree with what is heard: digits, units, Latin, brackets, other
// scripts.
func TestParticlesAgreeWithWhatIsHeard(t *testing.T) {
	site, issues := assemble.Read("")
	if issues.Err() != nil {
		t.Fatal(issues)
	}
	cat := site.Parts.Catalogue
	if is := cat.Add("t.yaml", []byte(`version: 1
language: ko
messages:
  t.topic: "{{josa .X \"은/는\"}}"
  t.subject: "{{josa .X \"이/가\"}}"
  t.object: "{{josa .X \"을/를\"}}"
  t.to: "{{josa .X \"으로/로\"}}"
  t.and: "{{josa .X \"과/와\"}}"
`)); is.Err() != nil {
		t.Fatal(is)
	}
	l := cat.Localizer("ko")
	ids := []string{"t.topic", "t.subject", "t.object", "t.to", "t.and"}
	for word, want := range map[string]string{
		"물":            "은 이 을 로 과",
		"커피":           "는 가 를 로 와",
		"집":            "은 이 을 으로 과",
		"서울":           "은 이 을 로 과",
		"0":            "은 이 을 으로 과", // 영
		"1":            "은 이 을 로 과",  // 일
		"2":            "는 가 를 로 와",
		"3":            "은 이 을 으로 과",
		"7":            "은 이 을 로 과",
		"10":           "은 이 을 으로 과",
		"100":          "은 이 을 으로 과",
		"1000":         "은 이 을 으로 과",
		"10000":        "은 이 을 으로 과",
		"105":          "는 가 를 로 와",
		"3,500원":       "은 이 을 으로 과",
		"2개":           "는 가 를 로 와",
		"500ml":        "는 가 를 로 와", // 밀리리터
		"2kg":          "은 이 을 으로 과",
		"50%":          "는 가 를 로 와",
		"35℃":          "는 가 를 로 와",
		"A":            "는 가 를 로 와",
		"L":            "은 이 을 로 과",
		"M":            "은 이 을 으로 과",
		"R":            "은 이 을 로 과",
		"KTX":          "는 가 를 로 와",
		"USB":          "는 가 를 로 와",
		"Wi-Fi":        "는 가 를 로 와",
		"Latte":        "는 가 를 로 와",
		"HOT":          "은 이 을 으로 과",
		"A-103":        "은 이 을 으로 과",
		"라떼(아이스)":      "는 가 를 로 와",
		"아메리카노(뜨거운 것)": "은 이 을 으로 과",
		"'물'":          "은 이 을 로 과",
		"콜라 [1.5L]":    "는 가 를 로 와",
		"①":            "은 이 을 로 과",
		"½":            "은 이 을 로 과",
		"中":            "은 이 을 으로 과",
		"麻婆豆腐":         "은(는) 이(가) 을(를) 으로(로) 과(와)", // another voice says it: both, as careful writers do
		"Bibimguksu":   "은(는) 이(가) 을(를) 으로(로) 과(와)",
	} {
		var got []string
		for _, id := range ids {
			s := l.Text(id, locales.Words("X", scene.Literal("ko", word, scene.Public))).String()
			got = append(got, strings.TrimPrefix(s, word))
		}
		if g := strings.Join(got, " "); g != want {
			t.Errorf("%s: %s, want %s", word, g, want)
		}
	}
	// Typed arguments, as the core gives them.
	for want, arg := range map[string]locales.Arg{
		"3,500원을": locales.Price("X", 3500, "KRW"), "2잔을": locales.Count("X", 2, "cup"), "3개를": locales.Count("X", 3, "item"), "A-102를": locales.Code("X", "A-102"),
	} {
		if got := l.Text("t.object", arg).String(); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}
