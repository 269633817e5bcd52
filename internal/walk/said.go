package walk

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"modu/accessibility/reading"
	"modu/accessibility/scene"
	"modu/internal/kiosk/focus"
	"modu/internal/kiosk/screen"
)

// Silent is a text that is seen on a screen and not heard.
type Silent struct {
	Node scene.NodeID
	Text scene.Text
}

// Unsaid names the texts of a scene that are seen and not heard (SPK-1). heard is everything
// that is said when it opens and when the focus comes to each thing on it; sound is a text as
// it is said, value the same for one that stands behind a name.
func Unsaid(sc *scene.Scene, heard []string, sound, value func(scene.Text) string) (out []Silent) {
	all := strings.Join(heard, " | ")
	sc.Walk(func(n *scene.Node, _ int) bool {
		if _, spared := Spared(n); spared {
			return true
		}
		look := func(t scene.Text, p scene.Privacy, as func(scene.Text) string) {
			if n.Role.Focusable() && n.KeptBack() && max(t.Privacy(), p) == scene.Personal {
				return // its name says that it is personal, and select has all of it read aloud
			}
			if said := as(t.WithPrivacy(p)); said != "" && !strings.Contains(all, said) {
				out = append(out, Silent{n.ID, t})
			}
		}
		look(n.Label, n.LabelPrivacy(), sound)
		for _, d := range n.Details {
			look(d, n.Privacy, value)
		}
		if n.Disabled {
			look(n.Reason, n.Privacy, sound)
		}
		return true
	})
	return out
}

// Exception is a kind of node whose texts are seen and not said.
type Exception struct {
	Name, Why string
	is        func(n *scene.Node) bool
}

// Exceptions are all of them: nobody who listens misses what they show.
func Exceptions() []Exception {
	id := func(prefix string) func(n *scene.Node) bool {
		return func(n *scene.Node) bool { return strings.HasPrefix(string(n.ID), prefix) }
	}
	is := func(ids ...scene.NodeID) func(n *scene.Node) bool {
		return func(n *scene.Node) bool { return slices.Contains(ids, n.ID) }
	}
	quiet := func(of func(n *scene.Node) bool) func(n *scene.Node) bool {
		return func(n *scene.Node) bool { return n.Quiet && of(n) }
	}
	return []Exception{
		{"bar", "the bar is the same on every screen; keys come to its buttons, which then say their names", id(string(screen.Bar))},
		{"keys", "keys of a keyboard say their names when they are come to; who has digits on a keypad types without them", id(focus.KeyPrefix)},
		{"keyboard", "it is named with the first of its keys", func(n *scene.Node) bool { return n.Arrange == scene.ArrangeKeys }},
		{"list", "the title says what is listed, and the focus what it comes to", func(n *scene.Node) bool { return n.ID == screen.BasketLines || n.ID == screen.ReviewLines }},
		{"so far", "what was chosen was said when it was chosen; these pictures only show it", func(n *scene.Node) bool { return n.ID == screen.SoFar && n.Role == scene.RoleGroup }},
		{"steps", "step and stage are said to who asks where they are", func(n *scene.Node) bool { return n.Role == scene.RoleSteps }},
		{"pointer", "pages and what turns them are for the hand: keys meet one list", func(n *scene.Node) bool { return n.Pointer }},
		{"pictures", "they repeat what the name that they stand with says", quiet(func(n *scene.Node) bool { return n.Role == scene.RolePicture })},
		{"course", "who has just chosen something, or begun to pay, has heard it", quiet(is(screen.SoFar))},
		{"sum", "it is said with the lines of the order, on the button that pays, and with the card that is asked for", quiet(is(screen.PayAmount, screen.Total))},
		{"paid", "a notice has said that money was paid", quiet(is(screen.Paid))},
		{"order", "it was heard when it was reviewed, and before it was paid", quiet(id("ordered."))},
		{"paper", "it was heard when it was reviewed, or is heard with the next screen; of one that failed, what stands large is said with the failure", quiet(id("paper."))},
		{"way", "the sentence of the place says it", quiet(func(n *scene.Node) bool { return strings.HasSuffix(string(n.ID), ".way") })},
		{"practice", "a notice says so when practice begins", quiet(is(screen.PracticeNothing, screen.PracticeMark))},
		{"time left", "that it takes a while is said with what is waited for", quiet(is(screen.TaskLeft))},
	}
}

// Spared reports which exception a node is, if it is one.
func Spared(n *scene.Node) (name string, spared bool) {
	for _, e := range Exceptions() {
		if e.is(n) {
			return e.Name, true
		}
	}
	return "", false
}

// Disagreement says how the numbers and amounts of what a text shows differ from those of its
// spoken form, if it has one; empty where they are the same. What shows no number at all may
// name things with numbers in them: a short button is said with what it belongs to.
func Disagreement(t scene.Text, lang scene.Lang) string {
	if len(t.Spoken) == 0 {
		return ""
	}
	shown, said := typed(t.Spans), typed(t.Spoken)
	if !slices.Equal(shown, said) {
		return fmt.Sprintf("it shows the values %v and says %v", shown, said)
	}
	seen, heard := numbers(t.Spans), numbers(t.Spoken)
	spoken := " " + reading.Read(lang, t.Spoken).Text + " "
	for _, n := range seen {
		if !slices.Contains(heard, n) && !slices.ContainsFunc(numerals(n, lang), func(w string) bool { return strings.Contains(spoken, w) }) {
			return fmt.Sprintf("it shows %s and does not say it", n)
		}
	}
	for _, n := range heard {
		if len(seen)+len(shown) > 0 && !slices.Contains(seen, n) {
			return fmt.Sprintf("it says %s and does not show it", n)
		}
	}
	return ""
}

// typed are the values of spans that are more than words, in order of their names.
func typed(spans []scene.Span) (out []string) {
	for _, s := range spans {
		switch s.Kind {
		case scene.Price, scene.Count, scene.Time, scene.Date:
			out = append(out, fmt.Sprintf("%v %d%s", s.Kind, s.Value.Number, s.Value.Currency))
		case scene.Code, scene.Phone:
			out = append(out, fmt.Sprintf("%v %s", s.Kind, s.Text))
		}
	}
	slices.Sort(out)
	return out
}

// numbers are those that stand in the words of a text.
func numbers(spans []scene.Span) (out []string) {
	for _, s := range spans {
		if s.Kind == scene.Plain || s.Kind == scene.Name {
			out = append(out, strings.FieldsFunc(s.Text, func(r rune) bool { return !unicode.IsDigit(r) })...)
		}
	}
	return out
}

// counted is a thing with a number of its own words before it, in the languages that have them.
var counted = map[scene.Lang]string{"ko": "개", "zh-Hans": "个", "ja": "つ"}

// numerals are the words for a number: as it is read alone, and before what is counted.
func numerals(n string, lang scene.Lang) []string {
	words := []string{reading.Read(lang, []scene.Span{{Text: n}}).Text}
	thing, counts := counted[lang]
	if number, err := strconv.Atoi(n); counts && err == nil {
		said := reading.Read(lang, []scene.Span{{Text: strconv.Itoa(number) + thing}}).Text
		if first, _, more := strings.Cut(said, " "); more {
			said = first
		}
		words = append(words, strings.TrimSuffix(said, thing))
	}
	return slices.DeleteFunc(words, func(w string) bool { return w == "" })
}
