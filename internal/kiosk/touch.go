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
		*t = touch{Down: true, Node: ev.Node, Rev: ev.Revision, Since: u.now}
		if u.m.Clock.Phase != session.Attract && !u.awake() {
			t.Used = true // this touch has answered the warning, and does nothing else
		}
	case input.TouchMoved:
		if ev.Node != t.Node {
			t.Node = ""
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
				u.tap(down.Node, down.Rev)
				return
			}
			u.begin(false)
			return
		}
		if ev.Node != "" && ev.Node == down.Node {
			u.tap(ev.Node, down.Rev)
		}
	}
}

// tap acts on a node. While speech is on, the first touch only says what is there
// and a second one acts (TGT-8): a finger that searches must not order.
func (u *update) tap(id scene.NodeID, rev uint64) {
	n := u.m.Scene.Find(id)
	if n == nil || u.m.changed[id] > rev {
		u.notice(scene.Assertive, u.text("refuse.changed"))
		return
	}
	if !n.Role.Focusable() {
		return
	}
	if n.Pointer {
		u.activate(id)
		return
	}
	explored := u.m.focus() == id
	u.setFocus(id)
	if u.m.Prefs.Speech && !explored {
		return
	}
	u.activate(id)
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
