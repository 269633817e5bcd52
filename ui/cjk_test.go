package ui

import (
	"bytes"
	"strings"
	"testing"

	"modu/accessibility/scene"
	"modu/ui/theme"
)

// Where a line may end in a text without spaces: never before a closing character or a
// small kana, never after an opening one, never inside a word of katakana.
func TestLinesOfChineseAndJapanese(t *testing.T) {
	for _, tc := range []struct {
		lang scene.Lang
		text string
		want string
	}{
		{"zh-Hans", "卡被拒绝。没有扣款。", "卡|被|拒|绝。|没|有|扣|款。"},
		{"zh-Hans", "按住屏幕3秒", "按|住|屏|幕|3|秒"},
		{"ja", "カードを「確認」", "カード|を|「確|認」"},
		{"ja", "ゆっくり・スイッチ", "ゆっ|く|り・|スイッチ"},
		{"zh-Hans", "Wi-Fi 付款", "Wi-Fi| |付|款"},
		{"ko", "카드를 넣으세요", "카드를| |넣으세요"},
		{"en", "Insert card", "Insert| |card"},
	} {
		var words []string
		var all tokens
		all.cut([]scene.Span{{Text: tc.text}}, tc.lang, false)
		for _, tok := range all.tokens {
			w := ""
			for _, p := range all.of(tok) {
				w += p.text
			}
			words = append(words, w)
		}
		if got := strings.Join(words, "|"); got != tc.want {
			t.Errorf("%s %q: %s, want %s", tc.lang, tc.text, got, tc.want)
		}
	}
}

// TestWhatAnotherLanguageLeft: what a person typed in Korean is drawn with the Korean
// typeface after they have gone on in another language, and not as missing characters.
func TestWhatAnotherLanguageLeft(t *testing.T) {
	r := itemsRig(t)
	for lang := range r.s.cfg.Fonts.ByLang {
		own, ko := r.s.font(face{lang: lang}), r.s.font(face{lang: "ko"})
		got := r.s.words.Shape("라떼", own.Name(), own.Content(), 50)
		want := r.s.words.Shape("라떼", ko.Name(), ko.Content(), 50)
		if !bytes.Equal(got.Cover, want.Cover) || want.Rect.Empty() {
			t.Errorf("%s: Korean is drawn in %v, in its own typeface in %v", lang, got.Rect, want.Rect)
		}
	}
}

// TestInkOfEveryTypeface: a syllable, a character, has at least the ink that a size in
// millimetres promises, in every typeface, at every size (TXT-1, TXT-2).
func TestInkOfEveryTypeface(t *testing.T) {
	r := itemsRig(t)
	px := float32(theme.DefaultPanel().PxPerMM())
	ty := theme.Types(theme.DefaultPanel())
	characters := map[scene.Lang]string{"ko": "를", "zh-Hans": "国", "ja": "国"}
	for lang := range r.s.cfg.Fonts.ByLang {
		if characters[lang] == "" {
			t.Fatalf("no character to measure for %q", lang)
		}
	}
	for lang, character := range characters {
		for _, bold := range []bool{false, true} {
			for _, ink := range []float64{ty.Body, ty.Name, ty.Title} {
				for _, size := range []float64{1, 4. / 3, 5. / 3, 2} {
					want := float32(ink*size) * px
					res := r.s.font(face{lang: lang, bold: bold})
					got := r.s.words.Shape(character, res.Name(), res.Content(), want/theme.InkPerEm).Rect.Dy()
					if float32(got) < want*0.98-1 {
						t.Errorf("%s, bold %v: %q at %.1f mm has %.1f mm of ink", lang, bold, character, ink*size, float32(got)/px)
					}
				}
			}
		}
	}
}

// A short word does not stand alone on the last line where the lines before it can spare one.
func TestNoWordStandsAlone(t *testing.T) {
	b := newBreaker(func(s string, _ face, _ float32) float32 { return float32(len([]rune(s))) })
	for _, tc := range []struct {
		text string
		w    float32
		want string
	}{
		{"쫄깃한 알갱이를 넣은 차", 12, "쫄깃한 알갱이를|넣은 차"},
		{"지금까지 고른 것이 모두 지워집니다", 14, "지금까지 고른 것이|모두 지워집니다"},
		{"카드를 읽지 못했습니다", 8, "카드를 읽지|못했습니다"},
		{"알갱이를넣은버블 차", 8, "알갱이를넣은버블|차"}, // nothing can be spared
	} {
		var lines []string
		for _, l := range b.balanced([]scene.Span{{Text: tc.text}}, "ko", 1, false, tc.w, 0).lines {
			line := ""
			for _, r := range l.runs {
				line += r.text
			}
			lines = append(lines, line)
		}
		if got := strings.Join(lines, "|"); got != tc.want {
			t.Errorf("%q in %.0f: %s, want %s", tc.text, tc.w, got, tc.want)
		}
	}
}
