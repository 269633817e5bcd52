package looks

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/assemble"
	"modu/internal/kiosk"
	"modu/internal/walk"
)

// Find finds the screens of a service: of each kind and form, for every part of a shape that
// such a screen can have (a list, an instruction, a row of buttons), the one on which there
// is most to read in it. It walks every way there is, in the ordinary form, in practice and in
// the easy form, and on each screen with a new part taps everything, lets time pass and pulls
// the headset. It takes some seconds.
func Find(p *assemble.Parts) []Place {
	f := &finder{core: p.Core, met: map[string]int{}, best: map[string]found{}}
	f.take(p.Core.New(1, 100), 0)
	for _, o := range []walk.Options{{}, {Practice: true}, {Easy: true}} {
		o.Lang, o.Met = p.Languages[0], f.take
		walk.Walk(p, o)
	}
	for i := 0; i < len(f.todo) && i < most; i++ {
		on(f.core, f.todo[i], f.take)
		f.pull(f.todo[i])
	}
	return f.places()
}

// finder keeps for each part the screen with the most to read in it.
type finder struct {
	core *kiosk.Core
	met  map[string]int // structure of a screen → the most to read on one
	best map[string]found
	todo []Place // on which nothing was tried yet
}

// found is a screen with a part.
type found struct {
	place     Place
	structure string
	words     int // in the part
}

// take looks at a moment as somebody sees it who does not listen.
func (f *finder) take(m kiosk.Model, now time.Duration) {
	if raw := structure(m); f.isMet(raw, &m.Scene) {
		return
	}
	if m.Prefs.Speech {
		m.Prefs.Speech = false
		m, _, _ = f.core.Update(m, input.JackChanged{}, now) // an event that changes nothing, to draw it anew
	}
	place, is := Place{Model: m, Easy: m.Prefs.Easy, now: now}, structure(m)
	isNew := false
	root := &m.Scene.Root
	for i := range root.Children {
		part := &root.Children[i]
		key, n := kindOf(m)+shapeOf(part), nodeWords(part)
		was, ok := f.best[key]
		isNew = isNew || !ok
		if !ok || n > was.words {
			f.best[key] = found{place, is, n}
		}
	}
	if isNew {
		f.todo = append(f.todo, place)
	}
}

// isMet reports whether a screen like this one was met with as much to read.
func (f *finder) isMet(structure string, s *scene.Scene) bool {
	n := words(s)
	most, ok := f.met[structure]
	if ok && n <= most {
		return true
	}
	f.met[structure] = n
	return false
}

// places are the screens that are kept, by kind.
func (f *finder) places() []Place {
	var out []Place
	kept := map[string]bool{}
	for _, key := range slices.Sorted(maps.Keys(f.best)) {
		if b := f.best[key]; !kept[b.structure] {
			kept[b.structure] = true
			out = append(out, b.place)
		}
	}
	number := map[string]int{}
	for i := range out {
		s := &out[i].Model.Scene
		key := fmt.Sprintf("%s %q", s.Kind, s.Root.Label.Redacted())
		number[key]++
		out[i].Name = fmt.Sprintf("%s %d", key, number[key])
	}
	return out
}

// pull plugs a headset in and pulls it, where there is a socket.
func (f *finder) pull(at Place) {
	if !f.core.Socket.Present || at.Model.Session == (scene.SessionID{}) {
		return
	}
	m, now := at.Model, at.now
	for _, ev := range []input.Event{input.JackChanged{In: true}, input.TimePassed{}, input.JackChanged{}} {
		now += time.Second
		m, _, _ = f.core.Update(m, ev, now)
	}
	f.take(m, now)
}

// kindOf is the kind of a screen, and its form.
func kindOf(m kiosk.Model) string {
	if m.Prefs.Easy {
		return string(m.Scene.Kind) + " easy"
	}
	return string(m.Scene.Kind)
}

// structure tells screens apart by what kinds of things stand on them, not by which they
// are: the lists of two categories are one structure where both hold many things of the same
// kinds.
func structure(m kiosk.Model) string { return kindOf(m) + shapeOf(&m.Scene.Root) }

func shapeOf(n *scene.Node) string {
	var b strings.Builder
	shape(&b, n)
	return b.String()
}

// many is the number from which on things are as many as can be.
const many = 5

// shape writes what kind of thing a node is, and what kinds of things it holds.
func shape(b *strings.Builder, n *scene.Node) {
	fmt.Fprintf(b, "(%d %d %d", n.Role, n.Arrange, len(n.Details))
	for _, is := range []bool{n.Disabled, n.Selected, n.Primary, n.Pointer, n.Picture != "", n.Role.Entry() && n.Count > 0} {
		if is {
			b.WriteByte('+')
		} else {
			b.WriteByte('-')
		}
	}
	if (n.Role == scene.RoleProgress || n.Role == scene.RoleAlert) && !n.Quiet {
		b.WriteString(n.Label.ID) // what a person is to do or to know tells states apart
	}
	if n.Role != scene.RoleGroup {
		for i := range n.Children {
			shape(b, &n.Children[i])
		}
	} else {
		kinds := map[string]bool{}
		for i := range n.Children {
			kinds[shapeOf(&n.Children[i])] = true
		}
		fmt.Fprint(b, min(len(n.Children), many), slices.Sorted(maps.Keys(kinds)))
	}
	b.WriteByte(')')
}

// In keeps the places that were met in one form.
func In(places []Place, easy bool) []Place {
	return slices.DeleteFunc(slices.Clone(places), func(p Place) bool { return p.Easy != easy })
}

// StateOf names what kind of screen a place is and what a person is to do or to know there:
// a payment that waits for a card and one that was declined are two.
func StateOf(p Place) string {
	var b strings.Builder
	b.WriteString(string(p.Model.Scene.Kind))
	if p.Easy {
		b.WriteString(" easy")
	}
	p.Model.Scene.Walk(func(n *scene.Node, _ int) bool {
		if (n.Role == scene.RoleProgress || n.Role == scene.RoleAlert) && !n.Quiet {
			b.WriteString(" " + n.Label.ID)
		}
		return true
	})
	return b.String()
}

// States keeps of each state the place with the most to read.
func States(places []Place) []Place {
	at := map[string]int{}
	var out []Place
	for _, p := range places {
		key := StateOf(p)
		i, ok := at[key]
		switch {
		case !ok:
			at[key] = len(out)
			out = append(out, p)
		case Words(p) > Words(out[i]):
			out[i] = p
		}
	}
	return out
}

// Words is how much there is to read on a place.
func Words(p Place) int { return words(&p.Model.Scene) }
