package reading_test

import (
	"testing"

	"modu/accessibility/reading"
	"modu/accessibility/scene"
)

func TestSpell(t *testing.T) {
	for _, c := range []struct {
		lang          scene.Lang
		text          string
		names         bool
		written, said string
	}{
		{"ko", "카페", false, "카, 페", "카, 페"},
		{"ko", "카페", true, "ㅋ ㅏ, ㅍ ㅔ", "키읔 아, 피읖 에"},
		{"ko", "닭", true, "ㄷ ㅏ ㄺ", "디귿 아 리을 기역"},
		{"ko", "힣", true, "ㅎ ㅣ ㅎ", "히읗 이 히읗"},
		{"ko", "물 1", true, "ㅁ ㅜ ㄹ, 1", "미음 우 리을, 일"},
		{"ko", "ㅋ", false, "ㅋ", "키읔"},
		{"en", "Tea!", false, "T, e, a", "T, E, A"},
		{"en", "Tea", true, "T Tango, e Echo, a Alfa", "T Tango, e Echo, a Alfa"},
		{"ko", "  ?", true, "", ""},
	} {
		spans := reading.Spell(c.lang, c.text, c.names)
		written, said := "", ""
		for _, s := range spans {
			written += s.Text
		}
		for i := 0; i < len(spans); { // as speech cuts a text: by language
			n := i + 1
			for n < len(spans) && (spans[n].Lang == spans[i].Lang || spans[n].Lang == "") {
				n++
			}
			lang := spans[i].Lang
			if lang == "" {
				lang = c.lang
			}
			said += reading.Read(lang, spans[i:n]).Text
			i = n
		}
		if written != c.written || said != c.said {
			t.Errorf("%q: written %q, said %q, want %q, %q", c.text, written, said, c.written, c.said)
		}
	}
}

func FuzzSpell(f *testing.F) {
	f.Add("카페라떼 L")
	f.Fuzz(func(t *testing.T, s string) {
		for _, names := range []bool{false, true} {
			for _, sp := range reading.Spell("ko", s, names) {
				if sp.Text == "" {
					t.Fatalf("%q has an empty part", s)
				}
			}
		}
	})
}
