package kiosk

import (
	"time"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/session"
)

// acceptLimit is the end of the window in which a touch counts: what rests longer on the
// glass is a hand, not a press. The person's own settings lengthen it.
const acceptLimit = 10 * time.Second

// curtainHold is how long a finger must rest for the curtain to open: without keys there
// is no other way, for touch under it only explores (PRV-2).
const curtainHold = 3 * time.Second

// touched follows one contact; a further one is ignored and neither cancels nor blocks
// it. A contact acts on release, and only if it stayed on one node: sliding off cancels
// (TGT-7). One contact makes at most one act.
func (u *update) touched(ev input.Touched) {
	t := &u.m.Touch
	if t.Down && ev.Contact != t.Contact {
		u.cause.Kind = scene.ByOutput // a palm must not even silence the voice
		return
	}
	switch ev.Phase {
	case input.TouchBegan:
		soon := u.m.Lifted != 0 && u.now < u.m.Lifted+time.Duration(u.m.Prefs.StrikeMS)*time.Millisecond
		*t = touch{Down: true, Contact: ev.Contact, Node: ev.Node, Rev: ev.Revision, Since: u.now, Known: ev.Node != "" && u.m.Spoken == ev.Node}
		if u.m.Clock.Phase == session.Attract {
			return
		}
		if soon {
			t.Used = true // the finger bounced (KEY-6)
			u.cause.Kind = scene.ByOutput
			return
		}
		if !u.awake() {
			t.Used = true // this touch has answered the warning, and does nothing else
			return
		}
		u.explore(ev.Node, ev.Revision)
		u.liftTouched()
	case input.TouchMoved:
		t.Slid = t.Slid || ev.Node != t.Node
		if t.Down && !t.Used && u.m.Clock.Phase == session.Active {
			u.explore(ev.Node, ev.Revision)
		}
	case input.TouchCancelled:
		*t = touch{}
	case input.TouchEnded:
		down := *t
		*t = touch{}
		if !down.Down {
			return
		}
		if u.m.Clock.Phase != session.Attract {
			u.m.Lifted = u.now
		}
		if down.Used {
			return
		}
		if u.m.Clock.Phase == session.Attract {
			u.byPerson()
			if down.Node == idHelp || down.Node == idCall || down.Node == idPractice || offersLanguage(down.Node) {
				u.tap(down)
				return
			}
			u.begin(false)
			return
		}
		if ev.Node != "" && ev.Node == down.Node && !down.Slid && u.accepted(u.now-down.Since) {
			u.tap(down)
		}
	}
}

// accepted reports whether a touch of that length is meant, and says what to do where it
// is not: a press that silently does nothing looks like a broken machine.
func (u *update) accepted(d time.Duration) bool {
	p := u.m.Prefs
	switch {
	case p.HoldMS > 0: // acts while the finger is down, in heldLong
		u.notice(scene.Assertive, u.text("touch.hold"))
	case d < time.Duration(p.AcceptMS)*time.Millisecond:
		u.notice(scene.Assertive, u.text("touch.short"))
	case d > acceptLimit*time.Duration(p.Pace)/100:
		u.notice(scene.Assertive, u.text("touch.long"))
	default:
		return true
	}
	return false
}

// heldLong lets a contact act that has rested long enough: with hold-to-press on what
// it rests on, under the curtain by opening it.
func (u *update) heldLong() {
	at, ok := u.c.touchDeadline(u.m)
	if !ok || u.now < at {
		return
	}
	down := u.m.Touch
	u.m.Touch.Used = true
	u.byPerson()
	if u.curtained() {
		u.m.Prefs.Curtain = false
		u.notice(scene.Assertive, u.text("curtain.open"))
		return
	}
	u.tap(down)
}

// touchDeadline is when the finger that is down will have rested long enough.
func (c *Core) touchDeadline(m *Model) (time.Duration, bool) {
	t := m.Touch
	if !t.Down || t.Used || t.Slid || m.Clock.Phase != session.Active {
		return 0, false
	}
	if m.Prefs.Curtain && m.Prefs.Speech {
		return t.Since + curtainHold, true
	}
	if m.Prefs.HoldMS > 0 && t.Node != "" && (!m.Prefs.Speech || t.Known) {
		return t.Since + time.Duration(m.Prefs.HoldMS)*time.Millisecond, true
	}
	return 0, false
}

// explore says what is under the finger while speech is on: things to act on get the
// focus, everything else is read. A finger that searches must not order.
func (u *update) explore(id scene.NodeID, rev uint64) {
	n := u.m.Scene.Find(id)
	if !u.m.Prefs.Speech || n == nil || u.m.changed[id] > rev || u.m.Spoken == id {
		return
	}
	switch {
	case n.Role == scene.RoleGroup || n.Role == scene.RoleScreen || n.Label.IsZero():
		return
	case n.Focusable() && u.m.focus() != id:
		u.setFocus(id) // which says it
	default:
		u.readOut(n)
	}
	u.byPerson()
	u.m.Spoken = id
}

// readOut says a node that has no news.
func (u *update) readOut(n *scene.Node) {
	for _, t := range tells(n) {
		u.notice(scene.Assertive, t)
	}
	if n.Disabled && !n.Reason.IsZero() {
		u.notice(scene.Assertive, n.Reason)
	}
}

// tap acts on the node where a contact began and ended. While speech is on, the first
// touch only says what is there and a second one acts (TGT-8), however much later.
func (u *update) tap(t touch) {
	n := u.m.Scene.Find(t.Node)
	if n == nil || u.m.changed[t.Node] > t.Rev {
		u.byPerson()
		u.notice(scene.Assertive, u.text("refuse.changed"))
		return
	}
	if !n.Role.Focusable() && !n.Stop || u.m.Prefs.Speech && !t.Known && u.m.Clock.Phase == session.Active {
		return
	}
	u.byPerson()
	if u.curtained() {
		u.notice(scene.Assertive, u.text("curtain.touch"))
		return
	}
	if !n.Pointer {
		u.setFocus(t.Node)
	}
	u.activate(t.Node)
}

// pointAt is a routing key: it moves focus, and acts where focus already is.
func (u *update) pointAt(id scene.NodeID, rev uint64) {
	n := u.m.Scene.Find(id)
	if n == nil || u.m.changed[id] > rev {
		u.notice(scene.Assertive, u.text("refuse.changed"))
		return
	}
	if !n.Focusable() {
		return
	}
	if u.m.focus() == id {
		u.activate(id)
		return
	}
	u.setFocus(id)
}
