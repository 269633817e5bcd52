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

// Where something beside the screen is, is said when a screen opens and when it comes up, but
// not to who wants little said; they hear it when they come to it.
func TestPlaces(t *testing.T) {
	word := func(s string) scene.Text { return scene.Literal("en", s, scene.Public) }
	with := func(children ...scene.Node) scene.Scene {
		return scene.Scene{Kind: scene.KindPay, Lang: "en", Focus: "pay", Root: scene.Node{ID: "screen", Label: word("Pay"), Children: children}}
	}
	place := scene.Node{ID: "pay", Role: scene.RoleProgress, Stop: true, Label: word("Tap your card"), Details: []scene.Text{word("It is below")}, Toward: scene.Down}
	wait := scene.Node{ID: "pay", Role: scene.RoleProgress, Stop: true, Label: word("One moment")}
	other := scene.Node{ID: "stop", Role: scene.RoleButton, Label: word("Stop")}
	elsewhere := with(place, other)
	elsewhere.Focus = "stop"
	for _, c := range []struct {
		name          string
		before, after scene.Scene
		brief         bool // said even then
	}{
		{"opens", scene.Scene{}, with(place), false},
		{"comes up", with(wait), with(place), false},
		{"is come to", elsewhere, with(place, other), true},
	} {
		for v, want := range map[Verbosity]bool{Brief: c.brief, Normal: true} {
			u, _ := Compose(scene.Change{Cause: scene.Cause{Kind: scene.ByPerson}, Before: c.before, After: c.after}, Options{Verbosity: v})
			said := ""
			for _, k := range u.Clauses {
				said += k.Text + " | "
			}
			if got := strings.Contains(said, "It is below"); got != want || !strings.Contains(said, "Tap your card") {
				t.Errorf("%s, verbosity %d: %s", c.name, v, said)
			}
		}
	}
}

// Who wants little said is not told again by which buttons the kiosk is worked.
func TestWelcomeForThoseWhoKnow(t *testing.T) {
	notice := scene.Notice{Politeness: scene.Assertive, OnceAStay: true, Text: scene.Text{ID: "speech.welcome@touch", Spans: []scene.Span{{Text: "Touch it"}}}}
	for v, want := range map[Verbosity]bool{Brief: false, Normal: true} {
		u, _ := Compose(scene.Change{Cause: scene.Cause{Kind: scene.ByPerson}, Notices: []scene.Notice{notice}}, Options{Verbosity: v})
		said := len(u.Clauses) > 0 && u.Clauses[0].Message == notice.Text.ID
		if said != want {
			t.Errorf("verbosity %d: %v", v, u.Clauses)
		}
	}
}

// In an alert that time runs out is said before what to do about it, each once.
func TestTimeIsSaidBeforeWhatToDo(t *testing.T) {
	text := func(s string) scene.Text { return scene.Text{Lang: "en", Spans: []scene.Span{{Text: s}}} }
	s := scene.Scene{Kind: scene.KindWarning, Lang: "en", Focus: "more", Root: scene.Node{ID: "warning", Label: text("Go on?"), Children: []scene.Node{
		{ID: "alert", Role: scene.RoleAlert, Label: text("Press any key"), Children: []scene.Node{
			{ID: "note", Role: scene.RoleText, Label: text("Nothing is lost")},
			{ID: "left", Role: scene.RoleProgress, Quiet: true, Label: text("One minute is left"), Remaining: 60, Span: 90},
			{ID: "more", Role: scene.RoleButton, Label: text("Continue")},
		}},
	}}}
	u, _ := Compose(scene.Change{After: s}, Options{Verbosity: Normal})
	var said []string
	for _, c := range u.Clauses {
		said = append(said, c.Text)
	}
	if got := strings.Join(said, " | "); got != "Go on? | One minute is left | Press any key | Nothing is lost | Continue" {
		t.Error(got)
	}
}

// What a late text says is left out where it is quiet: it was heard before.
func TestLateAndQuiet(t *testing.T) {
	text := func(s string) scene.Text { return scene.Text{Lang: "en", Spans: []scene.Span{{Text: s}}} }
	for _, quiet := range []bool{false, true} {
		s := scene.Scene{Kind: scene.KindPay, Lang: "en", Root: scene.Node{ID: "pay", Label: text("Tap"), Children: []scene.Node{{ID: "sum", Role: scene.RoleSummary, Label: text("Sum"), Late: true, Quiet: quiet}}}}
		u, _ := Compose(scene.Change{After: s}, Options{Verbosity: Normal})
		if said := len(u.Clauses) == 2; said == quiet || !quiet && !u.Clauses[1].Optional {
			t.Errorf("quiet %v: %+v", quiet, u.Clauses)
		}
	}
}
