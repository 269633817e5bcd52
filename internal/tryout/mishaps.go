package tryout

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/accessibility/speech"
	"modu/internal/kiosk/screen"
	"modu/internal/runtime"
	"modu/internal/scenario"
	"modu/internal/service"
	"modu/locales"
)

func plainWords(lang scene.Lang) (locales.Plain, error) {
	p, issues := locales.PlainWords(lang)
	return p, issues.Err()
}

// mishaps are what happens on a new screen, before anything is done there.
func (c *customer) mishaps() {
	switch {
	case c.opt.RunOutAt == c.count && c.count > 0:
		c.fallAsleep()
	case c.opt.LeaveAt == c.count && c.count > 0:
		c.giveUp()
	case c.opt.Push:
		c.pricesChange()
	case c.opt.Switch:
		c.changeLanguage()
	case c.opt.Mishaps:
		c.think()
		c.callStaff()
		c.openHelp()
		c.askHome()
		c.wrongTurn()
	}
}

// paying: while money is in the balance the terminal's own time rules.
func (c *customer) paying() bool { return c.m.Model().Pay.Stage != input.NoPayment }

// back checks that the customer is where they were.
func (c *customer) back(r Rule, after string, was place) {
	now := c.place()
	if now.root != was.root || now.asked != was.asked {
		c.flag(r, "%s leads to %q, not back to %q", after, now.root, was.root)
	}
	if now.order != was.order || now.picks != was.picks {
		c.flag(r, "%s has changed what was chosen", after)
	}
	switch n := c.scene.Find(now.focus); {
	case was.focus == fromBar:
		if p := c.scene.Parent(now.focus); p != nil && p.Arrange == scene.ArrangeBar && c.hasContent() {
			c.flag(Focus, "after %s it is on %q, below everything that there is to choose", after, now.focus)
		}
	case now.focus != was.focus:
		c.flag(Focus, "after %s it is on %q, before it was on %q", after, now.focus, was.focus)
	case n == nil || !n.Focusable():
		c.flag(Focus, "after %s it is on nothing", after)
	}
	if c.opt.Hand != Touch && len(c.said) == 0 {
		c.flag(Silent, "%s ends in silence", after)
	}
}

// fromBar stands for the focus of somebody who opened something from the bar: closing it
// leads to the top of the screen, not below all its choices.
const fromBar scene.NodeID = "(the bar)"

// hasContent reports whether keys stop at anything above the bar that the screen is about;
// a quiet row, of languages, is not.
func (c *customer) hasContent() bool {
	for _, id := range c.scene.FocusOrder() {
		if p := c.scene.Parent(id); p == nil || p.Arrange != scene.ArrangeBar && !p.Quiet {
			return true
		}
	}
	return false
}

// The longest that a warning can take to come, and to end: 2 min and 45 s, at most five
// times (TIM-5), and what is said meanwhile.
const (
	longestIdle    = 15 * time.Minute
	longestWarning = 6 * time.Minute
	look           = 5 * time.Second
)

// idleUntil does nothing until the screen is of a kind; it reports whether it came.
func (c *customer) idleUntil(kind scene.Kind, most time.Duration) bool {
	for t := time.Duration(0); t < most; t += look {
		if c.scene.Kind == kind {
			return true
		}
		c.v.Wait(look)
	}
	return c.scene.Kind == kind
}

// pricesChange: the register reports a price, and takes it back, while the person has the
// thing in the basket. They are told both, and nothing goes on before they have answered.
func (c *customer) pricesChange() {
	m := c.m.Model()
	if m.Order.Len() == 0 || c.paying() || m.Number != 0 {
		return
	}
	l, _ := m.Order.Line(0)
	item, ok := c.parts.Service.Item(l.Item)
	if !ok || c.parts.Service.Charged(l.Item) {
		return
	}
	c.hand.settle()
	was := c.place()
	for _, price := range []int64{item.Price + 300, item.Price} {
		c.forget()
		if err := c.v.Push(l.Item, strconv.FormatInt(price, 10)); err != nil {
			c.flag(Told, "%v", err)
			return
		}
		c.hand.settle()
		if c.scene.Kind != scene.KindQuestion || !c.hand.perceives("news.ok") || !c.tells("news.price") {
			c.flag(Told, "a new price is not told")
			return
		}
	}
	c.mustFind(Told, "news.ok")
	c.hand.act()
	c.back(Told, "news of a price", was)
}

// tells reports whether a message with arguments is perceived: drawn, or said.
func (c *customer) tells(id string) bool {
	found := false
	if c.opt.Hand == Touch {
		c.scene.Walk(func(n *scene.Node, _ int) bool { found = found || n.Label.ID == id; return !found })
	}
	for _, u := range c.said {
		for _, cl := range u.Clauses {
			found = found || c.opt.Hand != Touch && cl.Message == id
		}
	}
	return found
}

// changeLanguage goes once round all languages: each time the place is said again, in the
// new language, and nothing else changes.
func (c *customer) changeLanguage() {
	c.hand.settle()
	was, own := c.place(), c.lang
	for range c.parts.Languages {
		c.forget()
		c.v.Press(scenario.DefaultDevice, input.KeyLanguage)
		again := false
		n := c.scene.Find(c.scene.Focus)
		for _, u := range c.said {
			for _, cl := range u.Clauses {
				again = again || cl.Node == c.scene.Focus && (cl.Lang == c.lang || cl.Privacy > scene.Public)
			}
		}
		if !again && n != nil {
			c.flag(Language, "in %s what has the focus is not said again", c.lang)
		}
		now := c.place()
		if now.focus != was.focus {
			c.flag(Focus, "in %s it is on %q, before it was on %q", c.lang, now.focus, was.focus)
		}
		if now.root != was.root || now.asked != was.asked || now.order != was.order || now.picks != was.picks {
			c.flag(Language, "the change to %s has changed more than the language", c.lang)
		}
	}
	if c.lang != own {
		c.flag(Language, "once round does not lead back to %s", own)
	}
}

// think lets the time run out, reads the warning, and extends.
func (c *customer) think() {
	c.hand.settle()
	was := c.place()
	c.log("waits", "")
	c.forget()
	if c.paying() {
		if c.idleUntil(scene.KindWarning, longestIdle) {
			c.flag(Time, "somebody who pays is asked whether they are there")
		}
		return
	}
	if !c.idleUntil(scene.KindWarning, longestIdle) {
		c.flag(Time, "nobody asks whether more time is needed")
		return
	}
	if !c.hand.perceives("warn.title") || !c.hand.perceives("warn.more") {
		c.flag(Time, "the question is not perceived")
	}
	counted := c.countdown()
	if !counted {
		c.flag(Time, "the time that is left is not told")
	}
	c.forget()
	c.hand.anything()
	c.back(Time, "more time", was)
	if c.opt.Hand != Touch && !c.hand.perceives("warn.extended") {
		c.flag(Time, "that the time goes on is not said")
	}
}

// countdown waits until some of the time that is left has been told: to the eye it
// changes, to the ear it is said.
func (c *customer) countdown() bool {
	before := ""
	if n := c.scene.Find(screen.TimeLeft); n != nil {
		before = n.Label.String()
	}
	for t := time.Duration(0); t < longestWarning && c.scene.Kind == scene.KindWarning; t += time.Second {
		if c.opt.Hand == Touch {
			if n := c.scene.Find(screen.TimeLeft); n != nil && n.Label.String() != before && before != "" {
				return true
			}
		}
		for _, u := range c.said {
			for _, cl := range u.Clauses {
				if c.opt.Hand != Touch && t > 0 && cl.Message == "warn.left" {
					return true
				}
			}
		}
		c.v.Wait(time.Second)
	}
	return false
}

// busy: staff can be called while the kiosk does something of itself; what it does goes
// on meanwhile.
func (s *stay) busy() {
	m := s.m.Model()
	if !s.opt.Mishaps || s.called == m.Here.Step {
		return
	}
	s.called = m.Here.Step
	mark := len(s.said)
	s.log("call", "while the kiosk is busy")
	if s.opt.Hand == Touch {
		s.v.Touch(screen.Call, 100*time.Millisecond)
	} else { // the key that most keypads have: the way through a list takes longer than a third of a second
		s.v.Press(scenario.DefaultDevice, input.KeyCall)
	}
	shown := s.scene.Find(screen.Call).Label.String() == s.written("bar.call.ringing")
	if !shown && s.m.Model().Here.Step != m.Here.Step {
		return // it was done while the finger was on the button: a press that began on another screen is none
	}
	rings := s.sounds("call.ringing")
	if !shown || !slices.ContainsFunc(s.said[mark:], func(u speech.Utterance) bool { return strings.Contains(runtime.Spoken(u), rings) }) {
		s.flag(Staff, "a call is not shown and said while the kiosk is busy")
	}
	if err := s.v.Call(true); err != nil {
		s.flag(Staff, "%v", err)
	}
}

// callStaff calls them, reads what became of it, and goes on.
func (c *customer) callStaff() {
	was := c.place()
	if o := c.mustFind(Staff, "bar.call"); o.disabled {
		c.flag(Staff, "the button cannot be used")
	}
	c.hand.act()
	if !c.hears("call.ringing") || !c.shows("bar.call.ringing") {
		c.flag(Staff, "that they are being called is not shown and said")
	}
	was.focus = screen.Call
	c.back(Staff, "calling staff", was)
	c.v.Wait(time.Second)
	c.forget()
	failed := c.count%3 == 0
	if err := c.v.Call(!failed); err != nil {
		c.flag(Staff, "%v", err)
		return
	}
	answer, seen := "call.answered", "bar.call.coming"
	if failed {
		answer, seen = "call.failed", "bar.call.again"
	}
	if !c.hears(answer) || !c.shows(seen) {
		c.flag(Staff, "%q is not shown and said", answer)
	}
	c.back(Staff, "an answer of staff", was)
}

// hears and shows look at both senses, for every customer: a call is told to
// everybody.
func (c *customer) hears(id string) bool {
	want := c.sounds(id)
	for _, u := range c.said {
		for _, cl := range u.Clauses {
			if cl.Text == want || cl.Message == id {
				return true
			}
		}
	}
	return false
}

func (c *customer) shows(id string) bool {
	found := false
	c.scene.Walk(func(n *scene.Node, _ int) bool {
		found = found || n.Label.String() == c.written(id)
		return !found
	})
	return found
}

// openHelp opens help and closes it again.
func (c *customer) openHelp() {
	was := c.place()
	c.mustFind(Leave, "bar.help")
	was.focus = fromBar
	c.hand.act()
	if c.scene.Kind != scene.KindHelp || c.scene.Focus == "" {
		c.flag(Leave, "help does not open")
		return
	}
	c.mustFind(Leave, "help.close")
	c.hand.act()
	c.back(Focus, "help", was)
}

// askHome wants to start again, and thinks better of it.
func (c *customer) askHome() {
	if c.order() == "empty" && len(c.m.Model().Facts) == 0 && !typing(&c.scene) || c.m.Model().Number != 0 {
		return // there is nothing to lose, so nothing is asked
	}
	was := c.place()
	o := c.mustFind(Leave, "bar.home")
	was.focus = fromBar
	if o.disabled {
		if !c.paying() {
			c.flag(Leave, "nobody can start again")
		}
		return
	}
	c.hand.act()
	if c.scene.Kind != scene.KindQuestion || !c.hand.perceives("home.title") {
		c.flag(Leave, "nothing is asked before everything is lost")
		c.over = true
		return
	}
	c.mustFind(Leave, "home.keep")
	c.hand.act()
	c.back(Focus, "the question before everything is lost", was)
}

func typing(sc *scene.Scene) bool {
	found := false
	sc.Walk(func(n *scene.Node, _ int) bool {
		found = found || n.Role.Entry() && (n.Count > 0 || len(n.Details) > 0)
		return !found
	})
	return found
}

// wrongTurn takes something that was not wished for, and undoes it.
func (c *customer) wrongTurn() {
	if c.hand.perceives("done.finish") || c.over {
		return
	}
	was := c.place()
	ids := append(append([]string{}, c.wish.Wrong...), wrongTurns...)
	o, ok := c.hand.find(ids)
	if !ok || o.disabled {
		c.backAndForth(was)
		return
	}
	c.hand.act()
	c.hand.settle()
	if o.id == "pay.cancel" {
		c.mustFind(Leave, "stop.pay")
		c.hand.act()
		c.hand.settle()
	}
	if st, _ := c.parts.Service.Step(c.m.Model().Here.Step); st.Kind == service.Pay || strings.HasPrefix(string(was.root), "screen.pay") {
		return // given up and asked for again by the way on
	}
	if o.id == "present.other" {
		c.settleAgain(was)
		return
	}
	c.undo(was)
}

// backAndForth is the wrong turn of a screen that offers none: back.
func (c *customer) backAndForth(was place) {
	if c.count == 1 {
		return // back from the first screen is the end
	}
	if o, ok := c.hand.find([]string{"bar.back"}); !ok || o.disabled {
		return
	}
	c.hand.act()
	c.hand.settle()
	if c.place().same(was) {
		c.flag(Undo, "back leads nowhere")
	}
	c.settleAgain(was)
}

// undo goes back until the screen of before is there again.
func (c *customer) undo(was place) {
	for range 4 {
		if c.place().same(was) {
			return // chosen on the screen itself: the wish corrects it
		}
		if o := c.mustFind(Undo, "bar.back"); o.disabled {
			c.flag(Undo, "back cannot be used")
			return
		}
		c.hand.act()
		c.hand.settle()
	}
	c.flag(Undo, "four times back do not undo one wrong turn")
}

// settleAgain goes forward to a screen that was left by going back, without further
// mishaps on the screens between.
func (c *customer) settleAgain(was place) {
	mishaps := c.opt.Mishaps
	c.opt.Mishaps = false
	defer func() { c.opt.Mishaps = mishaps }()
	c.typed = ""
	for range maxRounds {
		c.hand.settle()
		if now := c.place(); now.root == was.root && now.asked == was.asked {
			return
		}
		c.screen = c.here()
		if !c.prompted() && !c.wished() && !c.goOn() && !c.again() {
			break
		}
	}
	c.flag(Undo, "the way forward again does not lead to %q", was.root)
}

// fallAsleep lets the time run out: they are asked, and then everything is gone.
func (c *customer) fallAsleep() {
	if c.paying() {
		return // the terminal ends it
	}
	c.over = true
	c.log("sleeps", "")
	c.forget()
	if !c.idleUntil(scene.KindWarning, longestIdle) {
		c.flag(Time, "nobody asks whether more time is needed")
		return
	}
	if !c.idleUntil(scene.KindAttract, longestWarning) {
		c.flag(Time, "the stay of somebody who has gone does not end")
		return
	}
	c.ended()
}

// giveUp leaves from wherever they are.
func (c *customer) giveUp() {
	c.over = true
	o := c.mustFind(Leave, "bar.home")
	if o.disabled && c.paying() {
		if _, ok := c.hand.find([]string{"pay.cancel"}); !ok {
			c.flag(Leave, "a payment cannot be given up")
			return
		}
		c.hand.act()
		c.hand.settle()
		c.mustFind(Leave, "stop.pay")
		c.hand.act()
		c.v.Wait(time.Second)
		o = c.mustFind(Leave, "bar.home")
	}
	if o.disabled {
		c.flag(Leave, "nobody can start again")
		return
	}
	stake := c.order() != "empty" && c.m.Model().Number == 0
	c.hand.act()
	if c.scene.Kind == scene.KindQuestion {
		c.mustFind(Leave, "home.discard")
		c.hand.act()
	} else if stake {
		c.flag(Leave, "what was chosen is lost without a question")
	}
	c.ended()
}
