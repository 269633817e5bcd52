package walk_test

import (
	"strings"
	"testing"

	"modu/accessibility/scene"
	"modu/internal/assemble"
	"modu/internal/service"
	"modu/internal/walk"
)

// Practice goes through the whole of every service, in every language: every screen of it
// is marked, nothing leaves the kiosk (the walk looks at every effect), and each end says
// in words of the service that nothing has been done, and leads back to where the real
// thing begins.
func TestPracticeIsWholeAndHasNoConsequence(t *testing.T) {
	for _, name := range assemble.Services() {
		p := parts(t, name)
		for _, lang := range p.Languages {
			for _, easy := range []bool{false, true} {
				if !easy && lang != "ko" {
					continue // the walk without practice has met every text of the ordinary form
				}
				c, err := walk.Cover(p, walk.CoverOptions{Options: walk.Options{Lang: lang, Easy: easy, Practice: true}})
				if err != nil {
					t.Fatal(err)
				}
				screens := c.Screens
				for _, f := range c.Findings {
					t.Errorf("%s %s easy=%v: %s", name, lang, easy, f)
				}
				met, ends := map[string]bool{}, 0
				for _, s := range screens {
					if s.Kind == scene.KindPractice {
						ends++
						undone(t, p, s)
					} else {
						met[s.Step] = true
					}
				}
				for _, id := range p.Service.Steps() {
					if st, _ := p.Service.Step(id); !met[id] {
						t.Errorf("%s %s: practice never meets step %q of kind %s", name, lang, id, st.Kind)
					}
				}
				if ends == 0 {
					t.Errorf("%s %s: practice has no end", name, lang)
				}
			}
		}
	}
}

// undone: the end is in words of the service's own.
func undone(t *testing.T, p *assemble.Parts, s walk.Screen) {
	t.Helper()
	st, _ := p.Service.Step(s.Step)
	over := s.Scene.Find("practice.over")
	if over == nil || st.Kind != service.Done || over.Label.ID != st.Undone {
		t.Fatalf("practice ends on step %q with %v", s.Step, over)
	}
	if real := s.Scene.Find("practice.real"); real == nil || real.Label.ID != st.Real {
		t.Errorf("%s: the way to the real thing is not in words of the service", s.Step)
	}
	if s.Scene.Lang != "ja" && !strings.Contains(s.Opens, over.Label.String()) {
		t.Errorf("%s: it is not said that nothing has been done: %s", s.Step, s.Opens)
	}
}

// What is practised is carried as far as nothing depends on a sample; the rest is asked
// for again, and the screen says so before.
func TestPracticeBecomesReal(t *testing.T) {
	const took = "it has taken its time"
	for name, c := range map[string]struct {
		acts        []string
		step, asked string
	}{
		"cafe": {[]string{"short.full", "choice.here", "category.usual", "item.americano", "options.add", "basket.next", "review.pay", "practice.paid", "practice.end", "practice.real"}, "review", ""},
		"certificate": {[]string{"item.land", "options.add", "choice.number", "typing.done", took, "review.pay", "practice.paid", took, "practice.end", "practice.real"},
			"number", "practice.carry"},
		"clinic":  {[]string{"choice.visit", "choice.card", "practice.presented", took, "choice.eyes", took, took, "practice.end", "practice.real"}, "card", "practice.carry"},
		"library": {[]string{"practice.presented", took, "choice.no", "practice.end", "practice.real"}, "scan", "practice.ask"},
	} {
		screens, err := walk.Follow(parts(t, name), walk.Options{Lang: "ko", Practice: true}, c.acts)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		end, real := screens[len(screens)-2], screens[len(screens)-1]
		if real.Step != c.step || real.Scene.Find("practice.mark") != nil {
			t.Errorf("%s: for real it goes on at %q", name, real.Step)
		}
		told := end.Scene.Find("practice.ask")
		if (told != nil) != (c.asked != "") || told != nil && told.Label.ID != c.asked {
			t.Errorf("%s: what is asked again is told as %v", name, told)
		}
		for _, s := range screens[:len(screens)-2] {
			if !strings.Contains(s.Opens, "연습") {
				t.Errorf("%s, %s: who only listens does not hear that it is practice: %s", name, s.Step, s.Opens)
			}
		}
	}
}
