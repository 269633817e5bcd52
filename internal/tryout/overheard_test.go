package tryout_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"modu/accessibility/scene"
	"modu/accessibility/speech"
	"modu/internal/assemble"
	"modu/internal/runtime"
	"modu/internal/tryout"
)

// another is a number of the same form of which no digit is the same.
func another(number string) string {
	return strings.Map(func(r rune) rune { return '0' + (r-'0'+1)%10 }, number)
}

// met is everything that is heard, and shown while it is, in the order in which it came. How far
// apart two things are in a stay tells nothing that is not already to be heard of the keypad.
func met(r tryout.Report) (out []string) {
	for _, t := range r.Turns {
		t.After.Revision = 0
		shown, err := json.Marshal(t.After.Disclose(scene.Unredacted))
		if err != nil {
			panic(err)
		}
		var said []string
		for _, c := range t.Said.Clauses {
			said = append(said, c.Text)
		}
		out = append(out, fmt.Sprintf("%s\n%s", strings.Join(said, " | "), shown))
	}
	return out
}

// betrayal is where two stays differ that should be met alike; "" if they do not.
func betrayal(a, b tryout.Report) string {
	x, y := met(a), met(b)
	if len(x) != len(y) {
		return fmt.Sprintf("%d utterances, and %d", len(x), len(y))
	}
	for i := range x {
		if x[i] != y[i] {
			return x[i] + "\n\n" + y[i]
		}
	}
	return ""
}

// secret reports whether something that a wish has typed may be seen and heard by nobody.
func secret(p *assemble.Parts, w tryout.Wish) bool {
	return slices.ContainsFunc(p.Service.Steps(), func(id string) bool {
		st, _ := p.Service.Step(id)
		_, typed := w.Enter[st.Title]
		return st.Secret && typed
	})
}

// Whoever stands beside the kiosk, hears everything and sees the screen, learns no digit: two
// numbers without a digit in common are met alike. So it is with number keys, and with three keys
// at a kiosk with and without number keys.
func TestNobodyOverhearsANumber(t *testing.T) {
	stays := 0
	for _, name := range assemble.Services() {
		p := parts(t, name)
		wishes, issues := tryout.Load(p)
		if issues.Err() != nil {
			t.Fatal(issues)
		}
		for _, w := range wishes {
			if !secret(p, w) {
				continue // what is typed is shown, as the number of a car
			}
			other := w
			other.Enter = maps.Clone(w.Enter)
			for title, number := range other.Enter {
				other.Enter[title] = another(number)
			}
			for _, o := range []tryout.Options{{Hand: tryout.Ear, Lang: "ko"}, {Hand: tryout.Keys, Lang: "ko"}, {Hand: tryout.Keys, Lang: "en"}, {Hand: tryout.Keys, Lang: "ko", Easy: true}} {
				a, b := try(t, p, w, o), try(t, p, other, o)
				if found := betrayal(a, b); found != "" {
					t.Errorf("%s, %s, %+v: a number is betrayed:\n%s", name, w.Name, o, found)
				}
				stays++
			}
		}
	}
	if stays < 8 {
		t.Errorf("only %d stays", stays)
	}
}

// A kiosk that says or shows something that depends on the digits is found out.
func TestABetrayalIsFound(t *testing.T) {
	p := parts(t, "clinic")
	wishes, issues := tryout.Load(p)
	if issues.Err() != nil {
		t.Fatal(issues)
	}
	w := wishes[0]
	other := w
	other.Enter = map[string]string{"number.title": another(w.Enter["number.title"])}
	downs := func(change func(out *runtime.Output, presses int)) tryout.Options {
		presses := 0
		return tryout.Options{Hand: tryout.Keys, Lang: "ko", Tamper: on(scene.KindEnter, func(out *runtime.Output) {
			if presses++; out.Utterance != nil {
				change(out, presses)
				presses = 0
			}
		})}
	}
	for fault, change := range map[string]func(*runtime.Output, int){
		"said": func(out *runtime.Output, presses int) {
			u := *out.Utterance
			u.Clauses = append(slices.Clone(u.Clauses), speech.Clause{Lang: "ko", Text: fmt.Sprint(presses, "번")})
			out.Utterance = &u
		},
		"shown": func(out *runtime.Output, presses int) {
			node("typing.dial", func(n *scene.Node) { n.Label = scene.Literal("ko", fmt.Sprint(presses), scene.Public) })(out)
		},
	} {
		if betrayal(tryout.Run(p, w, downs(change)), tryout.Run(p, other, downs(change))) == "" {
			t.Errorf("nothing is found although the presses are %s", fault)
		}
	}
}
