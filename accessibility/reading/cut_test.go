package reading

import (
	"strings"
	"testing"

	"modu/accessibility/scene"
)

// What a text in one language leaves to other voices: [language:text].
func TestCut(t *testing.T) {
	for _, tc := range []struct {
		in   scene.Lang
		text string
		want string
	}{
		{"ko", "아메리카노 2잔", "아메리카노 2잔"},
		{"ko", "Wi-Fi 비밀번호", "Wi-Fi 비밀번호"},
		{"ko", "HOT 아메리카노 500ml", "HOT 아메리카노 500ml"},
		{"ko", "麻婆豆腐 1인분", "[zh-Hans:麻婆豆腐 ]1인분"},
		{"ko", "오늘의 ラーメン 정식", "오늘의 [ja:ラーメン ]정식"},
		{"ko", "味噌ラーメン", "[ja:味噌ラーメン]"},
		{"ko", "大 사이즈", "大 사이즈"},
		{"ko", "Have a nice day!", "[en:Have a nice day!]"},
		{"ko", "안녕하세요, See you tomorrow 여러분", "안녕하세요, [en:See you tomorrow ]여러분"},
		{"ko", "A-103 좌석", "A-103 좌석"},
		{"ko", "R&D 센터", "R&D 센터"},
		{"zh-Hans", "使用Wi-Fi付款", "使用[en:Wi-Fi]付款"},
		{"zh-Hans", "冰拿铁 Iced Latte 2杯", "冰拿铁 [en:Iced Latte ]2杯"},
		{"zh-Hans", "500ml", "500ml"},
		{"zh-Hans", "欢迎光临 모두 카페", "欢迎光临 [ko:모두 카페]"},
		{"zh-Hans", "味噌ラーメン", "[ja:味噌ラーメン]"},
		{"zh-Hans", "A座 3号", "A座 3号"},
		{"ja", "QRコード", "QRコード"},
		{"ja", "カフェラテ 注文", "カフェラテ 注文"},
		{"ja", "Thank you ありがとう", "[en:Thank you ]ありがとう"},
		{"ja", "김치チゲ", "[ko:김치]チゲ"},
		{"en", "Bibimbap 비빔밥, 9,000 won", "Bibimbap [ko:비빔밥, ]9,000 won"},
		{"en", "Latte 拿铁", "Latte [zh-Hans:拿铁]"},
		{"fr", "café 비빔밥", "café 비빔밥"},
	} {
		var b strings.Builder
		for _, s := range Cut(tc.in, []scene.Span{{Text: tc.text}}) {
			if s.Lang != "" && s.Lang != tc.in {
				b.WriteString("[" + string(s.Lang) + ":" + s.Text + "]")
			} else {
				b.WriteString(s.Text)
			}
		}
		if b.String() != tc.want {
			t.Errorf("%s %q is cut %q, want %q", tc.in, tc.text, b.String(), tc.want)
		}
	}
}

// What the author says himself, and what is typed, stays whole.
func TestCutLeavesTypedSpans(t *testing.T) {
	spans := []scene.Span{{Text: "麻婆豆腐", Spoken: "마파두부"}, {Kind: scene.Code, Text: "Hall-103"}, {Text: "拿铁", Lang: "zh-Hans"}}
	if got := Cut("ko", spans); len(got) != 3 || got[0].Lang != "" || got[1].Lang != "" || got[2].Lang != "zh-Hans" {
		t.Errorf("%+v", got)
	}
	own, issues := ParseWords("w", []byte("Modudagak = 모두다각\n"))
	if issues.Err() != nil {
		t.Fatal(issues)
	}
	if got := own.Cut("ko", []scene.Span{{Text: "Modudagak 카페"}}); len(got) != 1 {
		t.Errorf("a site's own word is left to another voice: %+v", got)
	}
}

func FuzzCut(f *testing.F) {
	f.Add("ko", "안녕 麻婆豆腐, Wi-Fi ラーメン 3개 hello")
	f.Add("zh-Hans", "使用Wi-Fi付款 500ml")
	f.Fuzz(func(t *testing.T, lang, s string) {
		joined := ""
		for _, p := range Cut(scene.Lang(lang), []scene.Span{{Text: s}}) {
			joined += p.Text
		}
		if joined != s && strings.ToValidUTF8(s, "\ufffd") == s {
			t.Errorf("%q became %q", s, joined)
		}
	})
}
