package kiosk

import (
	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/session"
)

// touched follows one contact. A contact acts on release, and only if it stayed on
// one node: sliding off cancels (TGT-7). One contact makes at most one act.
func (u *update) touched(ev input.Touched) {
	t := &u.m.Touch
	switch ev.Phase {
	case input.TouchBegan:
		*t = touch{Down: true, Node: ev.Node, Rev: ev.Revision, Since: u.now, Known: u.m.focus() == ev.Node}
		if u.m.Clock.Phase == session.Attract {
			return
		}
		if !u.awake() {
			t.Used = true // this touch has answered the warning, and does nothing else
			return
		}
		u.explore(ev.Node, ev.Revision)
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
		if !down.Down || down.Used {
			return
		}
		u.byPerson()
		if u.m.Clock.Phase == session.Attract {
			if down.Node == idHelp || down.Node == idCall {
				u.tap(down)
				return
			}
			u.begin(false)
			return
		}
		if ev.Node != "" && ev.Node == down.Node && !down.Slid {
			u.tap(down)
		}
	}
}

// explore says what is under the finger while speech is on: things to act on get the
// focus, everything else is read. A finger that searches must not order.
func (u *update) explore(id scene.NodeID, rev uint64) {
	n := u.m.Scene.Find(id)
	if !u.m.Prefs.Speech || n == nil || u.m.changed[id] > rev {
		return
	}
	switch {
	case n.Focusable():
		if u.m.focus() != id {
			u.byPerson()
			u.setFocus(id)
		}
	case n.Role == scene.RoleGroup || n.Role == scene.RoleScreen || n.Label.IsZero():
	default:
		u.byPerson()
		u.notice(scene.Assertive, n.Label)
		for _, d := range n.Details {
			u.notice(scene.Assertive, d)
		}
	}
}

// tap acts on the node where a contact began and ended. While speech is on, the first
// touch only says what is there and a second one acts (TGT-8).
func (u *update) tap(t touch) {
	n := u.m.Scene.Find(t.Node)
	if n == nil || u.m.changed[t.Node] > t.Rev {
		u.notice(scene.Assertive, u.text("refuse.changed"))
		return
	}
	if !n.Role.Focusable() || u.m.Prefs.Speech && !t.Known && !n.Pointer {
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
