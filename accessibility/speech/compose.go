package speech

import (
	"unicode/utf8"

	"modu/accessibility/scene"
)

// Compose says what a change means to somebody who only listens. It reports
// false when there is nothing to say; a change whose cause is ByPerson silences
// older speech even then, unless the utterance is an overlay.
//
// ID is left for the caller to give.
func Compose(c scene.Change, o Options) (Utterance, bool) {
	k := &composer{opt: o, before: &c.Before, after: &c.After, said: map[string]bool{}, kept: map[scene.NodeID]bool{}}
	overlay := k.notices(c, scene.Overlay)
	if k.notices(c, scene.Assertive) {
		k.told, k.urgent, k.ordinary = true, true, true
	}
	lead := len(k.clauses)
	if Opened(&c.Before, &c.After) {
		k.open()
		k.late()
		k.how()
	} else {
		k.update(c)
	}
	k.optional = false
	if k.notices(c, scene.Polite) {
		k.ordinary = true
	}
	if len(k.clauses) == 0 {
		return Utterance{}, false
	}
	u := Utterance{Session: c.After.Session, Revision: c.After.Revision, Focus: c.After.Focus, Clauses: withheldOnce(k.clauses)}
	if c.After.Ear.Headset {
		u.Ear = InHeadset
	}
	switch {
	case overlay && len(k.clauses) == lead && !k.urgent:
		u.Priority = OverlayPri
	case c.Cause.Kind == scene.ByPerson || k.urgent:
		u.Priority = Interrupt
	case k.ordinary:
		u.Priority = PolitePri
	default:
		u.Priority = Progress
	}
	return u, true
}

// notices says the notices of one politeness. It reports whether there were any to say.
func (k *composer) notices(c scene.Change, p scene.Politeness) bool {
	said := false
	for _, n := range c.Notices {
		if n.Politeness == p && k.notice(n) {
			said = true
		}
	}
	return said
}

func (k *composer) notice(n scene.Notice) bool {
	if n.OnceAStay && n.Politeness == scene.Polite {
		k.afterPause() // who knows enough has pressed a key by then
		defer func() { k.optional = false }()
	}
	return k.say(part{text: n.Text, pause: pauseSentence, label: true, once: true, aloud: n.Aloud, stay: n.OnceAStay})
}

// Opened reports whether the person faces another screen than before, which is told from its
// title on.
func Opened(before, after *scene.Scene) bool {
	return before.Kind != after.Kind || before.Root.ID != after.Root.ID || before.Session != after.Session ||
		before.Lang != after.Lang || !before.Root.Label.Equal(after.Root.Label)
}

// open says a screen from the beginning.
func (k *composer) open() {
	k.ordinary = true
	root := &k.after.Root
	if !k.justChosen(root.Label) { // an alert explains it: a question comes before what answers it
		k.say(part{node: root.ID, text: root.Label, pause: pauseSentence, label: true, once: true})
	}
	k.eachAlert(func(n *scene.Node) { k.alert(n) })
	var questions questions
	k.outsideAlerts(func(n *scene.Node) {
		switch {
		case n.Pointer, n.Quiet, n.Late: // a page number beside the page buttons: speech tells the page in its own words; what notices tell
		case readOnOpen(n.Role):
			k.content(n)
		case n.Role == scene.RoleGroup:
			questions.add(n)
		case n.Role.Entry() && n.Privacy > scene.Public && n.ID != k.after.Focus:
			k.holds(n)
		}
	})
	k.breathe(pauseSentence)
	k.focus(nil)
	k.overview(questions)
}

// questions counts what a screen asks: groups with choices, and the choices in them.
type questions struct{ groups, choices int }

func (q *questions) add(group *scene.Node) {
	if !hasChoice(group) {
		return
	}
	q.groups++
	if group.Page.Count > 1 {
		q.choices += group.Page.Total
		return
	}
	for i := range group.Children {
		if group.Children[i].Role == scene.RoleChoice {
			q.choices++
		}
	}
}

// overview says how many choices there are. It is optional, and
// the position of what has focus tells it: the same is not said twice. Several questions
// on one screen have no number of choices in common. Pages are the hand's; keys meet one
// list.
func (k *composer) overview(q questions) {
	if k.opt.Verbosity < Normal || q.choices == 0 || q.groups != 1 {
		return
	}
	if p := k.after.Parent(k.after.Focus); p == nil || p.Role != scene.RoleGroup || !hasChoice(p) || q.choices == 1 {
		k.afterPause()
		k.phrase(k.after.Root.ID, MsgChoices, pausePart, map[string]int{argTotal: q.choices})
	}
}

// late says what is left for people who wait.
func (k *composer) late() {
	if k.opt.Verbosity < Normal {
		return
	}
	k.outsideAlerts(func(n *scene.Node) {
		if n.Late && !n.Pointer && !n.Quiet {
			k.afterPause()
			k.content(n)
		}
	})
}

// how says how the screen is worked, to who wants to be told every time, for as long as they
// press nothing.
func (k *composer) how() {
	if k.opt.Verbosity < Long || k.after.Root.Hint.IsZero() {
		return
	}
	k.afterPause()
	k.say(part{node: k.after.Root.ID, text: k.after.Root.Hint, pause: pauseSentence, once: true})
}

// justChosen reports whether a title is the name of what had focus a moment ago: who
// wants little said need not be told what they have chosen.
func (k *composer) justChosen(title scene.Text) bool {
	if k.opt.Verbosity > Brief {
		return false
	}
	old := k.before.Find(k.before.Focus)
	return old != nil && old.Label.String() == title.String()
}

// readOnOpen says which roles are read when a screen opens, although they
// never have focus: a person who cannot see them would never meet them (SPK-1).
func readOnOpen(r scene.Role) bool {
	switch r {
	case scene.RoleHeading, scene.RoleText, scene.RoleSummary, scene.RoleProgress, scene.RolePicture:
		return true
	}
	return false
}

func hasChoice(n *scene.Node) bool {
	for i := range n.Children {
		if n.Children[i].Role == scene.RoleChoice {
			return true
		}
	}
	return false
}

// eachAlert calls f for every alert in reading order.
func (k *composer) eachAlert(f func(*scene.Node)) {
	k.after.Walk(func(n *scene.Node, _ int) bool {
		if n.Role == scene.RoleAlert {
			f(n)
		}
		return true
	})
}

// outsideAlerts calls f for every node that is in no alert.
func (k *composer) outsideAlerts(f func(*scene.Node)) {
	var walk func(n *scene.Node)
	walk = func(n *scene.Node) {
		if n.Role == scene.RoleAlert {
			return
		}
		f(n)
		for i := range n.Children {
			walk(&n.Children[i])
		}
	}
	walk(&k.after.Root)
}

// alert says an alert and the texts in it; its buttons are said when they have
// focus. That time runs out comes before what to do about it.
func (k *composer) alert(n *scene.Node) {
	k.urgent, k.ordinary = true, true
	for i := range n.Children {
		if c := &n.Children[i]; c.Role == scene.RoleProgress && c.Span > 0 {
			k.content(c)
		}
	}
	k.content(n)
	var walk func(n *scene.Node)
	walk = func(n *scene.Node) {
		for i := range n.Children {
			if c := &n.Children[i]; readOnOpen(c.Role) {
				k.content(c)
			} else if c.Role != scene.RoleAlert {
				walk(c)
			}
		}
	}
	walk(n)
}

// content says a node that is only read: name, then details.
func (k *composer) content(n *scene.Node) {
	// Two lines of a basket may sound the same and are still two lines; a
	// sentence is said once.
	once := n.Role != scene.RoleSummary
	raise := n.Privacy
	k.say(part{node: n.ID, text: n.Label, pause: pausePart, label: true, once: once, raise: raise})
	for _, d := range n.Details {
		if isPlace(n, d) {
			k.breathe(pauseSentence) // a sentence of its own
		}
		k.say(part{node: n.ID, text: d, pause: pausePart, once: once, raise: raise, stay: isPlace(n, d)})
	}
	k.breathe(pauseSentence)
}

// isPlace reports whether a detail of a node tells where something beside the screen is: the
// first one, of a node that points there.
func isPlace(n *scene.Node, detail scene.Text) bool {
	return n.Toward != "" && len(n.Details) > 0 && detail.Equal(n.Details[0])
}

func (k *composer) page(n *scene.Node) bool {
	return k.phrase(n.ID, MsgPage, pauseSentence, map[string]int{argPage: n.Page.Index + 1, argPages: n.Page.Count})
}

// holder is the group or quantity that a node belongs to.
func holder(s *scene.Scene, id scene.NodeID) *scene.Node {
	for p := s.Parent(id); p != nil; p = s.Parent(p.ID) {
		if p.Role == scene.RoleQuantity || p.Role == scene.RoleGroup && !p.Label.IsZero() {
			return p
		}
	}
	return nil
}

// focus says what has focus. before is the scene it came from, nil when the
// screen has just opened.
func (k *composer) focus(before *scene.Scene) {
	n := k.after.Find(k.after.Focus)
	if n == nil {
		return
	}
	k.ordinary = true
	k.holder(before, n)
	k.name(n)
	k.heard = before == nil && n.Role == scene.RoleButton // the total has just been read with the screen
	k.details(n, k.hearable(n), before == nil)
	k.heard = false
	k.offer(n)
	if n.Role == scene.RoleSecretEntry && (n.Count > 0 || before != nil) { // one that has just come is empty
		k.entered(n)
	}
	k.state(n)
	if k.opt.Verbosity >= Long && !n.Hint.IsZero() {
		k.afterPause()
		k.say(part{node: n.ID, text: n.Hint, pause: pausePart, once: true})
	}
	k.position(n)
}

// holder names the group or quantity that the focus has come into.
func (k *composer) holder(before *scene.Scene, n *scene.Node) {
	h := holder(k.after, n.ID)
	if h == nil {
		return
	}
	if before != nil {
		if old := holder(before, before.Focus); old != nil && old.ID == h.ID {
			return
		}
	}
	quantity := h.Role == scene.RoleQuantity
	if !quantity && (k.opt.Verbosity < Normal || h.Arrange == scene.ArrangeBar) {
		return
	}
	k.say(part{node: h.ID, text: h.Label, pause: pausePart, label: true, once: true, raise: h.Privacy})
	if quantity {
		k.details(h, h.Details, false)
	}
	k.breathe(pauseSentence)
}

func (k *composer) name(n *scene.Node) {
	k.say(part{node: n.ID, text: n.Label, pause: pausePart, label: true, once: true, raise: n.LabelPrivacy()})
	switch {
	case n.Role == scene.RoleSecretEntry && n.Count == 0 && k.opt.Verbosity >= Normal: // who has begun knows
		k.phrase(n.ID, MsgSecret, pausePart, nil)
	case n.Role == scene.RoleTextEntry && k.opt.Verbosity >= Normal:
		k.phrase(n.ID, MsgEntry, pausePart, nil)
	}
}

// details says what a node has beside its name. Nobody has come to a node of a screen that has
// just opened; who comes to one asks where its place is.
func (k *composer) details(n *scene.Node, ds []scene.Text, opened bool) {
	if n.Role == scene.RoleSecretEntry {
		return // a count is all that may be known (SPK-6)
	}
	for _, d := range ds {
		if isPlace(n, d) {
			k.breathe(pauseSentence)
		}
		k.say(part{node: n.ID, text: d, pause: pausePart, once: k.heard, raise: n.Privacy, stay: opened && isPlace(n, d)})
	}
}

// holds says how many signs there are in a private field to somebody who comes back to another
// place on its screen: what they are is not said.
func (k *composer) holds(n *scene.Node) {
	total := n.Count
	for _, d := range n.Details {
		total += utf8.RuneCountInString(d.String())
	}
	if total > 0 {
		k.phrase(n.ID, MsgEntered, pauseSentence, map[string]int{argTotal: total})
	}
}

func (k *composer) entered(n *scene.Node) {
	if n.Count == 0 {
		k.phrase(n.ID, MsgEmpty, pausePart, nil)
		return
	}
	k.phrase(n.ID, MsgEntered, pausePart, map[string]int{argTotal: n.Count})
}

func (k *composer) state(n *scene.Node) {
	if n.Disabled {
		k.phrase(n.ID, MsgUnavailable, pauseSentence, nil)
		k.say(part{node: n.ID, text: n.Reason, pause: pausePart, once: true})
	}
	if n.Selected {
		k.phrase(n.ID, MsgSelected, pausePart, nil)
	}
}

// position says where a node is among its neighbours, counted over all pages.
func (k *composer) position(n *scene.Node) {
	p := k.after.Parent(n.ID)
	if k.opt.Verbosity < Normal || p == nil || p.Role != scene.RoleGroup || p.Arrange == scene.ArrangeRow {
		return
	}
	if p.Arrange == scene.ArrangeBar && k.opt.Verbosity < Long {
		return // four buttons in the same place on every screen
	}
	index, total := 0, 0
	for i := range p.Children {
		if p.Children[i].Focusable() {
			total++
			if p.Children[i].ID == n.ID {
				index = total
			}
		}
	}
	if p.Page.Count > 1 {
		index, total = index+p.Page.First, p.Page.Total
	}
	if total > 1 {
		k.afterPause()
		k.phrase(n.ID, MsgPosition, pausePart, map[string]int{argIndex: index, argTotal: total})
	}
}
