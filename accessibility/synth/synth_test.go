package synth_test

import (
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"modu/accessibility/scene"
	"modu/accessibility/synth"
)

func TestEstimate(t *testing.T) {
	// 9 syllables last 2 s at SyllablesPerSecond 4.5.
	for _, c := range []struct {
		text string
		lang scene.Lang
		rate int
		want time.Duration
	}{
		{"", "ko", 100, 0},
		{" , .", "ko", 100, 0},
		{"가나다라마바사아자", "ko", 100, 2 * time.Second},
		{"가나다라마바사아자", "ko", 0, 2 * time.Second},
		{"가나다라마바사아자", "ko", 200, time.Second},
		{"가나다라마바사아자", "ko", 1000, 670 * time.Millisecond}, // clamped to 300
		{"가나다, 라마바사아자", "ko", 100, 2200 * time.Millisecond},
		{"가나다라마바사아자.", "ko", 100, 2 * time.Second},
		{"123456789", "ko", 100, 2 * time.Second},
		{"123", "en", 100, 1340 * time.Millisecond},
		{"banana banana banana", "en", 100, 2 * time.Second},
		{"hmm", "en", 100, 230 * time.Millisecond},
		{"谢谢", "zh-Hans", 100, 450 * time.Millisecond},
	} {
		if got := synth.Estimate(c.text, c.lang, c.rate); got != c.want {
			t.Errorf("Estimate(%q, %s, %d) = %v, want %v", c.text, c.lang, c.rate, got, c.want)
		}
	}
}

func TestShareMarks(t *testing.T) {
	got := synth.ShareMarks("가나 다라", "ko", time.Second)
	want := []synth.Mark{{At: 0, Len: 2}, {At: 3, Len: 2, Offset: 500 * time.Millisecond}}
	if len(got) != 2 || got[0] != want[0] || got[1].At != 3 || got[1].Len != 2 ||
		(got[1].Offset-want[1].Offset).Abs() > 10*time.Millisecond {
		t.Errorf("%+v", got)
	}
}

func TestVoiceFor(t *testing.T) {
	vs := []synth.Voice{{Name: "a", Lang: "en"}, {Name: "b", Lang: "zh"}, {Name: "c", Lang: "en-GB"}}
	for lang, want := range map[scene.Lang]string{"en": "a", "zh-Hans": "b", "en-GB": "c", "en-AU": "a", "ko": ""} {
		v, ok := synth.VoiceFor(vs, lang)
		if v.Name != want || ok != (want != "") {
			t.Errorf("%s: %q %v", lang, v.Name, ok)
		}
	}
}

func FuzzClean(f *testing.F) {
	f.Add("아이스\x01 라떼\xff", 10)
	f.Add("<speak>[[h]]</speak>", 100)
	f.Add(strings.Repeat("가", 10000), synth.MaxText)
	f.Add("👨‍👩‍👧‍👦\u202e\ufeff\ue000", 50)
	f.Fuzz(func(t *testing.T, s string, limit int) {
		limit &= 0x3fff
		c := synth.Clean(s, limit)
		if !utf8.ValidString(c) {
			t.Fatal("invalid UTF-8")
		}
		in, out := []rune(s), []rune(c)
		if len(out) != min(len(in), limit) {
			t.Fatalf("%d runes of %d, limit %d", len(out), len(in), limit)
		}
		for i, r := range out {
			if unicode.IsControl(r) || strings.ContainsRune("<>[]", r) {
				t.Fatalf("%q passed", r)
			}
			if r != ' ' && r != in[i] {
				t.Fatalf("rune %d became %q", i, r)
			}
		}
		if d := synth.Estimate(c, "ko", 100); d < 0 || d%synth.Tick != 0 {
			t.Fatal(d)
		}
		last := -1
		for _, m := range synth.ShareMarks(c, "ko", time.Minute) {
			if m.At <= last || m.At+m.Len > len(out) || m.Offset < 0 || m.Offset > time.Minute {
				t.Fatalf("%+v", m)
			}
			last = m.At
		}
		if synth.Clean(c, limit) != c {
			t.Fatal("not stable")
		}
	})
}
