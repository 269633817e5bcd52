package locales

import (
	"strings"
	"testing"

	"modu/accessibility/scene"
)

const koSample = `version: 1
language: ko
messages:
  currency.KRW: "{{.Amount}}원"
  counter.cup: "{{.N}}잔"
  item.latte: {text: 카페라떼, spoken: 카페 라떼, easy: 카페라떼 (우유 커피)}
  added: "{{josa .Name \"을/를\"}} 담았습니다. {{.Price}}입니다."
  cups: "{{josa .N \"이/가\"}} 있습니다"
  only.ko: 한국어만
  where: "{{josa .Name \"으로/로\"}} 가세요"
`

const enSample = `version: 1
language: en
messages:
  currency.KRW: "{{.Amount}} won"
  counter.cup: {one: "{{.N}} cup", text: "{{.N}} cups"}
  item.latte: Latte
  added: "{{.Name}} added. {{.Price}}."
  cups: "{{.N}} here"
  where: "Go to {{.Name}}"
`

func sample(t *testing.T) *Catalogue {
	t.Helper()
	c := New("ko")
	for f, s := range map[string]string{"ko.yaml": koSample, "en.yaml": enSample} {
		if is := c.Add(f, []byte(s)); is != nil {
			t.Fatal(is)
		}
	}
	return c
}

func TestPlaceholdersBecomeSpans(t *testing.T) {
	c := sample(t)
	ko := c.Localizer("ko")
	got := ko.Text("added", Words("Name", ko.Text("item.latte")), Price("Price", 8500, "KRW"))
	if s := got.String(); s != "카페라떼를 담았습니다. 8,500원입니다." {
		t.Errorf("written %q", s)
	}
	var spoken strings.Builder
	for _, s := range got.SpokenSpans() {
		spoken.WriteString(s.Text)
	}
	if spoken.String() != "카페 라떼를 담았습니다. 8,500원입니다." {
		t.Errorf("spoken %q", spoken.String())
	}
	if e := got.EasyString(); e != "카페라떼를 담았습니다. 8,500원입니다." {
		t.Errorf("easy %q", e)
	}
	var price *scene.Span
	for i := range got.Spans {
		if got.Spans[i].Kind == scene.Price {
			price = &got.Spans[i]
		}
	}
	if price == nil || price.Value.Number != 8500 || price.Value.Currency != "KRW" || price.Text != "8,500원" {
		t.Errorf("price span %+v", price)
	}
}

func TestPluralsAndCounters(t *testing.T) {
	c := sample(t)
	en, ko := c.Localizer("en"), c.Localizer("ko")
	for _, tc := range []struct {
		l    *Localizer
		n    int
		want string
	}{{en, 1, "1 cup here"}, {en, 2, "2 cups here"}, {ko, 2, "2잔이 있습니다"}} {
		if got := tc.l.Text("cups", Count("N", tc.n, "cup")).String(); got != tc.want {
			t.Errorf("%d: %q, want %q", tc.n, got, tc.want)
		}
	}
}

// A message that one language lacks comes in the fallback language, and says so,
// because a voice must be chosen for it.
func TestFallbackTellsItsLanguage(t *testing.T) {
	c := sample(t)
	if got := c.Localizer("en").Text("only.ko"); got.Lang != "ko" || got.String() != "한국어만" {
		t.Errorf("got %q in %q", got, got.Lang)
	}
	var missing []string
	c.OnMissing(func(id string, _ scene.Lang) { missing = append(missing, id) })
	if got := c.Localizer("en").Text("no.such"); got.String() != "no.such" || len(missing) != 1 {
		t.Errorf("a missing message must show its id and be reported, got %q, %v", got, missing)
	}
}

// A name keeps its own language inside a sentence of another.
func TestLanguageOfArgument(t *testing.T) {
	c := sample(t)
	got := c.Localizer("en").Text("where", Words("Name", scene.Literal("zh-Hans", "厕所", scene.Public)))
	if len(got.Spans) != 2 || got.Spans[1].Lang != "zh-Hans" {
		t.Errorf("spans %+v", got.Spans)
	}
}

func TestParticles(t *testing.T) {
	for _, tc := range []struct{ word, pair, want string }{
		{"물", "을/를", "을"}, {"커피", "을/를", "를"}, {"서울", "으로/로", "로"}, {"집", "으로/로", "으로"},
		{"ㄷㅈ", "을/를", "을"}, {"ㄹ", "으로/로", "로"}, {"ㅏ", "을/를", "를"},
		{"103", "이/가", "이"}, {"102", "이/가", "가"}, {"10", "을/를", "을"}, {"7", "으로/로", "로"},
		{"USB", "을/를", "를"}, {"XL", "으로/로", "로"}, {"라떼(아이스)", "은/는", "는"}, {"Latte", "은/는", "은(는)"},
		{"8,500원", "을/를", "을"}, {"厕所", "으로/로", "으로(로)"},
	} {
		if got := particle(tc.word, particles[tc.pair]); got != tc.want {
			t.Errorf("%s + %s = %s, want %s", tc.word, tc.pair, got, tc.want)
		}
	}
}

func TestMistakesAreNamed(t *testing.T) {
	c := New("ko")
	is := c.Add("bad.yaml", []byte("version: 1\nlanguage: ko\nmessages:\n  a: \"{{.Name\"\n  b: \"{{josa .X \\\"을/은\\\"}}\"\n  c: \"{{range .X}}{{end}}\"\n  d: {txt: x}\n  e: \"\"\n"))
	got := is.Error()
	for _, want := range []string{"bad.yaml:4", "bad.yaml:5", "을/은", "bad.yaml:6", "bad.yaml:7", `did you mean "text"?`, "bad.yaml:8"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in\n%s", want, got)
		}
	}
}

func TestCheckComparesLanguages(t *testing.T) {
	c := sample(t)
	if got := c.Check([]scene.Lang{"ko", "en"}).Error(); !strings.Contains(got, `"only.ko" is missing in "en"`) {
		t.Errorf("got %s", got)
	}
	if is := c.Add("x.yaml", []byte("version: 1\nlanguage: en\nmessages:\n  only.ko: \"has {{.Extra}}\"\n")); is != nil {
		t.Fatal(is)
	}
	if got := c.Check([]scene.Lang{"ko", "en"}).Error(); !strings.Contains(got, "[Extra]") {
		t.Errorf("got %s", got)
	}
}

// The embedded catalogue is complete: every language has every message.
func TestEmbeddedCatalogueIsComplete(t *testing.T) {
	c := New("ko")
	entries, err := Files.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		data, _ := Files.ReadFile(e.Name())
		if is := c.Add(e.Name(), data); is != nil {
			t.Error(is)
		}
	}
	if is := c.Check(c.Languages()); is != nil {
		t.Error(is)
	}
}

func BenchmarkText(b *testing.B) {
	c := New("ko")
	c.Add("ko.yaml", []byte(koSample))
	l := c.Localizer("ko")
	for b.Loop() {
		l.Text("added", Words("Name", l.Text("item.latte")), Price("Price", 8500, "KRW"))
	}
}

func FuzzAdd(f *testing.F) {
	f.Add([]byte(koSample))
	f.Fuzz(func(t *testing.T, data []byte) {
		c := New("ko")
		c.Add("f.yaml", data)
		for _, lang := range c.Languages() {
			for _, id := range c.IDs(lang) {
				c.Localizer(lang).Text(id, Price("Price", 1, "KRW"), Count("N", 1, ""))
			}
		}
	})
}
