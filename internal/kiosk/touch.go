package kiosk

import (
	"modu/accessibility/gesture"
	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/kiosk/model"
	"modu/internal/kiosk/screen"
)

// touched takes one event of a finger.
func touched(u *update, ev input.Touched) {
	u.m.Paused = u.m.Paused && ev.Phase != input.TouchBegan
	u.gestured(u.m.Touch.Step(ev, u.now, u.at().Finger()))
}

var refusals = map[gesture.Refusal]string{gesture.HoldLonger: "touch.hold", gesture.TooShort: "touch.short", gesture.TooLong: "touch.long"}

// gestured takes up what a finger has led to.
func (u *update) gestured(next gesture.State, outcome gesture.Outcome) {
	u.m.Touch = next
	switch o := outcome.(type) {
	case gesture.Ignored:
		u.cause.Kind = scene.ByOutput // a palm must not even silence the voice
	case gesture.Landed:
		landed(u)
	case gesture.Moved:
		explore(u, o.Node, o.Rev)
	case gesture.Lifted:
		lifted(u, o.Contact)
	case gesture.Refused: // a press that silently does nothing looks like a broken machine
		u.say(scene.Assertive, refusals[o.Why])
	case gesture.Tapped:
		if next.Down { // it acts while it rests
			u.byPerson()
		}
		tap(u, o.Contact)
	case gesture.SpeechAsked:
		u.byPerson()
		u.enter(true)
	case gesture.Rested:
		rested(u, o.Contact)
	case gesture.CurtainOpened:
		u.byPerson()
		u.m.Prefs.Curtain = false
		u.say(scene.Assertive, "curtain.open")
	}
}

// lifted takes up a contact on the first screen, or on what lies over it before a stay has
// begun: wherever it was, a stay begins with it, but for what the first screen itself offers.
func lifted(u *update, c gesture.Contact) {
	u.byPerson()
	if screen.BeginsItself(c.Node) {
		tap(u, c)
		return
	}
	u.enter(false)
	if u.m.Overlay.Kind != model.NoOverlay { // opened from the first screen: a touch on it is meant for it
		tap(u, c)
	}
}

// rested brings the controls to the side on which a finger rests: who sits close beside the
// screen reaches the other side with pain, or not at all (RCH-6). A finger on something to
// press is only slow.
func rested(u *update, c gesture.Contact) {
	if n := u.m.Scene.Find(c.Node); n != nil && n.Role.Focusable() || c.Side == u.m.Side {
		return
	}
	u.byPerson()
	u.m.Side, u.m.Touch = c.Side, u.m.Touch.Spend()
	u.forAll(u.at().Text("pref.taken"))
}

// landed takes a finger down as an act of the person.
func landed(u *update) {
	if !u.awake() {
		u.m.Touch = u.m.Touch.Spend() // this touch has answered the warning, and does nothing else
		return
	}
	c := u.m.Touch.Contact
	if u.turns(c.Node) && u.m.Changed[c.Node] <= c.Rev {
		u.hold(c.Node)
	}
	explore(u, c.Node, c.Rev)
	holdByFinger(u, c)
}

// explore says what is under the finger while speech is on: things to act on get the
// focus, everything else is read. A finger that searches must not order.
func explore(u *update, id scene.NodeID, rev uint64) {
	n := u.m.Scene.Find(id)
	if !u.m.Prefs.Speech || n == nil || u.m.Changed[id] > rev || u.m.Touch.Found == id {
		return
	}
	switch {
	case n.Role == scene.RoleGroup || n.Role == scene.RoleScreen || n.Label.IsZero():
		return
	case n.Focusable() && u.m.Focus() != id:
		u.setFocus(id) // which says it
	default:
		readOut(u, n)
	}
	u.byPerson()
	u.m.Touch = u.m.Touch.Find(id)
}

// readOut says a node that has no news.
func readOut(u *update, n *scene.Node) {
	for _, t := range model.Telling(n) {
		u.notice(scene.Assertive, t)
	}
	if n.Disabled && !n.Reason.IsZero() {
		u.notice(scene.Assertive, n.Reason)
	}
}

// tap acts on the node where a contact began and ended. While speech is on, the first
// touch only says what is there and a second one acts (TGT-8), however much later.
func tap(u *update, c gesture.Contact) {
	n := u.m.Scene.Find(c.Node)
	if n == nil || u.m.Changed[c.Node] > c.Rev {
		u.byPerson()
		u.say(scene.Assertive, "refuse.changed")
		return
	}
	if !n.Role.Focusable() && !n.Stop || u.m.Prefs.Speech && !c.Known && u.at().Finger().Active {
		return
	}
	u.byPerson()
	if u.m.Curtained() {
		u.say(scene.Assertive, "curtain.touch")
		return
	}
	if !n.Pointer {
		u.setFocus(c.Node)
	}
	activate(u, c.Node)
}

// pointed is a routing key: it moves focus, and acts where focus already is.
func pointed(u *update, ev input.Pointed) {
	u.m.Braille, u.m.Paused = true, false
	if !u.awake() {
		return
	}
	n := u.m.Scene.Find(ev.Node)
	switch {
	case n == nil || u.m.Changed[ev.Node] > ev.Revision:
		u.say(scene.Assertive, "refuse.changed")
	case !n.Focusable():
	case u.m.Focus() == ev.Node:
		activate(u, ev.Node)
	default:
		u.setFocus(ev.Node)
	}
}
