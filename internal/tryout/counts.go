package tryout

import (
	"maps"
	"slices"
	"strings"

	"modu/accessibility/scene"
	"modu/internal/service"
	"modu/locales"
)

// Before the message that names what is counted: one more of it, one less.
const (
	moreOf = "more of "
	lessOf = "less of "
)

// counts makes one of the things that are counted on this screen as many as were wished.
func (c *customer) counts() bool {
	for _, label := range slices.Sorted(maps.Keys(c.wish.Count)) {
		want := c.wish.Count[label]
		now, there := c.stay.counted(label)
		if !there || now == want {
			continue
		}
		id := moreOf + label
		if now > want {
			id = lessOf + label
		}
		if _, ok := c.hand.find([]string{id}); !ok {
			c.flag(Counted, "no way to change how many of %q is to be found", label)
			continue
		}
		c.hand.act()
		next, _ := c.stay.counted(label)
		if next == now {
			c.flag(Counted, "%q stays at %d", label, now)
			return false
		}
		if !c.hand.perceivesCount(label, next) {
			c.flag(Counted, "%d of %q is neither seen nor heard", next, label)
		}
		return true
	}
	return false
}

// counted is how many there are of what a message names, on the screen that counts it; false
// on another.
func (s *stay) counted(label string) (int, bool) {
	m := s.m.Model()
	st, _ := s.parts.Service.Step(m.Here.Step)
	if st.Kind != service.Count || s.scene.Kind != scene.KindCount {
		return 0, false
	}
	t, _ := s.parts.Service.Counts(st, m.Order, m.Facts)
	for i, c := range t.Offers {
		if c.Label == label {
			return c.N, !m.OneByOne() || i == min(m.Here.Asked, len(t.Offers)-1)
		}
	}
	return 0, false
}

// countWords is so many of what a message names, as this kiosk says it.
func (s *stay) countWords(label string, n int) scene.Text {
	l := s.parts.Catalogue.Localizer(s.lang)
	if n == 0 {
		return l.Text("value.none")
	}
	st, _ := s.parts.Service.Step(s.m.Model().Here.Step)
	counter := service.Thing
	for _, c := range st.Counts {
		if c.Label == label {
			counter, _ = s.parts.Service.CounterOf(c.Field)
		}
	}
	return l.Text("value.count", locales.Count("N", n, string(counter)))
}

// quantityOf is the thing on a screen that bears a name and can be counted.
func (f *finger) quantityOf(label string) *scene.Node {
	want := f.written(label)
	return f.scene.Root.Find(func(n *scene.Node) bool { return n.Role == scene.RoleQuantity && n.Label.String() == want })
}

// ofQuantity is the node of minus or plus that an id asks for; false for another id.
func (f *finger) ofQuantity(id string) (n *scene.Node, is bool) {
	at, label := 1, ""
	if label, is = strings.CutPrefix(id, moreOf); !is {
		if label, is = strings.CutPrefix(id, lessOf); !is {
			return nil, false
		}
		at = 0
	}
	if q := f.quantityOf(label); q != nil && len(q.Children) > at {
		return &q.Children[at], true
	}
	return nil, true
}

func (f *finger) perceivesCount(label string, n int) bool {
	q := f.quantityOf(label)
	want := f.countWords(label, n)
	return q != nil && len(q.Details) > 0 && (q.Details[0].String() == want.String() || f.easy && q.Details[0].String() == want.EasyString())
}

// within is what of the things that are counted was named last.
func (l *listener) within() string {
	for i := len(l.said) - 1; i >= 0; i-- {
		for j := len(l.said[i].Clauses) - 1; j >= 0; j-- {
			for label := range l.wish.Count {
				if l.said[i].Clauses[j].Text == l.sounds(label) {
					return label
				}
			}
		}
	}
	return l.counting
}

// matchCount compares what was named last with minus or plus of a thing; is is false for
// another id.
func (l *listener) matchCount(id string) (o offer, ok, is bool) {
	label, more := strings.CutPrefix(id, moreOf)
	button := "line.plus"
	if !more {
		if label, is = strings.CutPrefix(id, lessOf); !is {
			return offer{}, false, false
		}
		button = "line.minus"
	}
	if l.counting = l.within(); l.counting != label {
		return offer{}, false, true
	}
	o, ok = l.match([]string{button})
	o.id = id
	return o, ok, true
}

func (l *listener) perceivesCount(label string, n int) bool {
	want := strings.Join(l.voice(l.countWords(label, n), l.lang, l.easy), " ")
	for _, u := range l.recent() {
		for _, c := range u.Clauses {
			if c.Text == want {
				return true
			}
		}
	}
	return false
}
