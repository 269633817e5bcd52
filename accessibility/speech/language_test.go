package speech

import (
	"fmt"
	"strings"
	"testing"

	"modu/accessibility/scene"
)

// A Chinese name on a Korean screen is said by a Chinese voice (SPK-9), whether the
// service marks its language or not; the words still point to what is written.
func TestLanguagePerNodeAndSpan(t *testing.T) {
	for name, label := range map[string]scene.Text{
		"marked node": {Lang: "zh-Hans", Spans: []scene.Span{{Text: "麻婆豆腐"}}},
		"marked span": {Lang: "ko", Spans: []scene.Span{{Text: "麻婆豆腐", Lang: "zh-Hans"}, {Text: " 2인분"}}},
		"free text":   {Lang: "ko", Spans: []scene.Span{{Text: "麻婆豆腐 2인분"}}},
	} {
		sc := scene.Scene{Kind: scene.KindItems, Lang: "ko", Root: scene.Node{ID: "root", Role: scene.RoleScreen, Label: label}}
		u, ok := Compose(scene.Change{After: sc}, Options{Words: catalogue{}})
		if !ok || len(u.Clauses) == 0 {
			t.Fatalf("%s: nothing is said", name)
		}
		got := ""
		for _, c := range u.Clauses {
			got += fmt.Sprintf("%s:%s ", c.Lang, c.Text)
		}
		want := "zh-Hans:麻婆豆腐 ko:이 인분 "
		if name == "marked node" {
			want = "zh-Hans:麻婆豆腐 "
		}
		if got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
		written := []rune(label.String())
		for _, c := range u.Clauses {
			for _, w := range c.Words {
				if s := string(written[w.WrittenAt : w.WrittenAt+w.WrittenLen]); c.Lang == "ko" && !strings.Contains("2인분", strings.TrimSpace(s)) {
					t.Errorf("%s: %q of %q points to %q", name, string([]rune(c.Text)[w.At:w.At+w.Len]), c.Text, s)
				}
			}
		}
	}
}
