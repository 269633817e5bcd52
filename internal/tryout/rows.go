package tryout

import (
	"slices"
	"strings"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/accessibility/speech"
)

// inWords stands before the words of a row, which are in no catalogue.
const inWords = "row "

// firstOffered is what somebody chooses who takes whatever is offered first, such as the best
// seats: they know it once they see or hear it.
const firstOffered = "1"

// picked chooses the row that was wished for, where one is asked for.
func (c *customer) picked() bool {
	for title, words := range c.wish.Pick {
		if !c.hand.perceives(title) && !(c.judge.rehears && c.hand.perceives(practised+title)) {
			continue
		}
		if o, ok := c.hand.find([]string{inWords + words}); ok && !o.disabled {
			c.hand.act()
			return true
		}
	}
	return false
}

// ticked chooses one more of the rows that were wished for, where several can be chosen.
func (c *customer) ticked() bool {
	if !c.ticks() {
		return false
	}
	for title, rows := range c.wish.Tick {
		at := c.here() + "\x00" + title
		if !c.asked[at] && !c.hand.perceives(title) && !(c.judge.rehears && c.hand.perceives(practised+title)) {
			continue
		}
		c.asked[at] = true // who chooses the next one still knows what was asked
		for _, words := range rows {
			if o, ok := c.hand.find([]string{inWords + words}); ok && !o.disabled && !o.chosen {
				c.hand.act()
				c.marked(inWords + words)
				return true
			}
		}
	}
	return false
}

// rowCalled is what a row with such a label is called on this screen: in which language, and
// how it is said, its program alone knows.
func (s *stay) rowCalled(words string) scene.Text {
	if t, is := s.slotCalled(words); is {
		return t
	}
	n := s.scene.Root.Find(func(n *scene.Node) bool {
		return n.Role == scene.RoleChoice && (n.Label.String() == words || words == firstOffered && !n.Disabled)
	})
	if n == nil {
		return scene.Literal(s.lang, words, scene.Public)
	}
	t := n.Label
	for _, spans := range [...]*[]scene.Span{&t.Spans, &t.Spoken, &t.Easy} {
		*spans = slices.Clone(*spans)
		for i := range *spans {
			(*spans)[i].Privacy = scene.Public // the customer knows it
		}
	}
	return t
}

// readsRow has something read aloud that the loudspeaker keeps back, where it may be the row
// that is looked for. What was read is then what was named last.
func (l *listener) readsRow(ids []string) bool {
	if !slices.ContainsFunc(ids, func(id string) bool { return strings.HasPrefix(id, inWords) }) || !l.hears(speech.MsgOffer) && !l.hears(speech.MsgOfferSocket) {
		return false
	}
	l.press(input.KeySelect)
	l.last = nil
	for _, u := range l.recent() {
		for _, c := range u.Clauses {
			l.last = append(l.last, c.Text)
		}
	}
	_, ok := l.match(ids)
	return ok
}
