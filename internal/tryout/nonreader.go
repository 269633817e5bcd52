package tryout

import (
	"slices"
	"strings"
	"unicode"

	"modu/accessibility/scene"
	"modu/internal/kiosk/focus"
	"modu/internal/kiosk/screen"
)

// nonReader is somebody who sees the screen, taps it and cannot read. They know things by
// their pictures, as long as no other thing has the same one, the next act by its colour and
// its place, and the signs that turn pages.
type nonReader struct{ *finger }

func (r *nonReader) act() { r.tap(r.at, glimpse(r.scene.Find(r.at))) }

// glimpse is what is to be seen of a node without its words: its picture, the figures on it,
// where its arrow points, and whether it is the next act; empty where there is nothing.
func glimpse(n *scene.Node) string {
	var parts []string
	if n.Picture != "" {
		parts = append(parts, "["+n.Picture+"]")
	}
	if n.Primary {
		parts = append(parts, "the next act")
	}
	for _, t := range append([]scene.Text{n.Label}, n.Details...) {
		parts = append(parts, figures(t.Redacted())...)
	}
	if n.Toward != "" {
		parts = append(parts, "arrow "+string(n.Toward))
	}
	if n.Selected && len(parts) > 0 {
		parts = append(parts, "✓")
	}
	return strings.Join(parts, " ")
}

// figures are the numbers in a text.
func figures(text string) []string {
	out := strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsDigit(r) && r != ',' && r != '.' })
	return slices.DeleteFunc(out, func(s string) bool { return !strings.ContainsFunc(s, unicode.IsDigit) })
}

// pictured is what is to be seen of a screen without its words, in one line.
func pictured(sc *scene.Scene) string {
	var parts []string
	var walk func(n *scene.Node)
	walk = func(n *scene.Node) {
		if n.ID == screen.Bar {
			return
		}
		if g := glimpse(n); g != "" && n.Role != scene.RoleScreen && !strings.HasPrefix(string(n.ID), focus.KeyPrefix) {
			parts = append(parts, g)
		}
		for i := range n.Children {
			walk(&n.Children[i])
		}
	}
	walk(&sc.Root)
	return strings.Join(parts, " · ")
}

// told reports whether a node is told from all others without its words: by its picture, or by
// the figures that are its name, such as a time.
func (r *nonReader) told(n *scene.Node) bool {
	if n.Primary {
		return true
	}
	if q := r.scene.Parent(n.ID); q != nil && q.Role == scene.RoleQuantity && n.Role == scene.RoleButton { // minus and plus are signs, and stand beside its picture
		return r.told(q)
	}
	named := func(o *scene.Node) string { return strings.Join(figures(o.Label.Redacted()), " ") }
	pictures, names := 0, 0
	r.scene.Walk(func(o *scene.Node, _ int) bool {
		if o.Role.Focusable() == n.Role.Focusable() {
			if o.Picture == n.Picture {
				pictures++
			}
			if named(o) == named(n) {
				names++
			}
		}
		return true
	})
	return n.Picture != "" && pictures == 1 || named(n) != "" && names == 1
}

func (r *nonReader) perceives(id string) bool {
	if text, typed := r.wish.Enter[id]; typed && r.placesFor(text) {
		return true
	}
	if words, picks := r.wish.Pick[id]; picks { // they know it when they see it
		_, ok := r.onPage([]string{inWords + words})
		return ok && (words != firstOffered || r.scene.Root.Find(isPlan) != nil)
	}
	want := r.written(id)
	return r.scene.Root.Find(func(n *scene.Node) bool { return n.Label.String() == want && r.told(n) }) != nil
}

// isPlan reports whether a node shows where in a room something is.
func isPlan(n *scene.Node) bool {
	_, is := scene.PlanOf(n.Picture)
	return is
}

// placesFor reports whether the screen asks for as many signs as a number has that the person
// knows by heart, and shows a place for each.
func (r *nonReader) placesFor(text string) bool {
	entry := r.scene.Root.Find(func(n *scene.Node) bool { return n.Role.Entry() && len(n.Groups) > 0 })
	if entry == nil {
		return false
	}
	places := 0
	for _, g := range entry.Groups {
		places += g
	}
	return places == len([]rune(text))
}

func (r *nonReader) find(ids []string) (offer, bool) {
	if o, ok := r.onPage(ids); ok {
		return o, true
	}
	for _, sign := range [...]string{".next", ".previous"} {
		for range maxPages {
			turn := r.scene.Root.Find(func(n *scene.Node) bool {
				return strings.HasSuffix(string(n.ID), sign) && n.Role.Focusable() && !n.Disabled && !n.Primary
			})
			if turn == nil {
				break
			}
			r.tap(turn.ID, "a sign")
			if o, ok := r.onPage(ids); ok {
				return o, true
			}
		}
	}
	return offer{}, false
}

// onPage looks for one of several things, known by their pictures, among what can be tapped.
func (r *nonReader) onPage(ids []string) (offer, bool) {
	o, ok := r.finger.onPage(ids)
	if !ok || !r.told(r.scene.Find(r.at)) {
		return offer{}, false
	}
	return o, true
}
