package kiosk

import (
	"time"

	"modu/accessibility/gesture"
	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/hold"
	"modu/internal/kiosk/act"
	"modu/internal/kiosk/model"
	"modu/internal/kiosk/screen"
	"modu/locales"
)

var moves = map[scene.NodeID]input.LiftMove{screen.HeightUp: input.Raise, screen.HeightDown: input.Lower}

// holdByKey begins a hold where a key is really down; whatever else activates the button,
// a tap or a braille routing key, only learns how it works.
func holdByKey(u *update, a act.Act) {
	if ev, ok := u.ev.(input.KeyPressed); ok {
		for _, h := range u.m.Keys.Held {
			if h.Device == ev.Device && h.Key == ev.Key {
				id := scene.NodeID(a.ID)
				u.m.Lift = u.m.Lift.Press(moves[id], id, ev.Device, ev.Key, u.now)
				return
			}
		}
	}
	u.say(scene.Assertive, "lift.hint")
}

// holdByFinger begins a hold on a button that may be used, and while speech is on only on
// one that the finger has found before (TGT-8).
func holdByFinger(u *update, c gesture.Contact) {
	n := u.m.Scene.Find(c.Node)
	if n == nil || n.Disabled || moves[c.Node] == input.Halt || u.m.Overlay.Kind != model.OverlayHeight {
		return
	}
	if u.m.Changed[c.Node] > c.Rev || u.m.Curtained() || u.m.Prefs.Speech && !c.Known {
		return
	}
	u.setFocus(c.Node)
	u.m.Lift = u.m.Lift.Touch(moves[c.Node], c.Node, time.Duration(u.m.Prefs.DwellMS)*time.Millisecond, u.now)
}

// moved takes up what a hold, or the actuator, has led to.
func (u *update) moved(next hold.State, outcomes []hold.Outcome) {
	u.m.Lift = next
	for _, o := range outcomes {
		switch o := o.(type) {
		case hold.Move:
			u.effect(MoveLift{Move: o.Move})
		case hold.Spent:
			u.m.Touch = u.m.Touch.Spend()
		case hold.Limited:
			u.say(scene.Assertive, "lift.limit", locales.Count("N", int(hold.Limit/time.Second), "second"))
		case hold.Told:
			if u.m.Overlay.Kind == model.OverlayHeight {
				u.say(scene.Assertive, screen.HeightTold[o.Does])
			}
		}
	}
}

// leaveHeight leads back up to the help menu.
func leaveHeight(u *update) {
	u.moved(u.m.Lift.Halt())
	up(u, screen.Height)
}
