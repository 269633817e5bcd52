package kiosk

import (
	"time"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/session"
	"modu/locales"
)

// The screen on which the height is changed, and its two buttons.
const (
	talkLift = "height"

	idLift     scene.NodeID = "help.height" // leads there
	idLiftUp   scene.NodeID = "lift.up"
	idLiftDown scene.NodeID = "lift.down"
	liftState  scene.NodeID = "lift.state"

	liftDevice = "lift" // in events (config.LiftID)
)

const (
	// liftDelay: a button that was only brushed moves nothing.
	liftDelay = 300 * time.Millisecond
	// liftTell is how often the actuator is told to go on; its driver stops after twice
	// that.
	liftTell = 100 * time.Millisecond
	// liftLimit bounds one hold: a hand that lies on a button moves the screen no farther.
	liftLimit = 10 * time.Second
)

// lift is a hold of one of the two buttons. The zero value is none. Nothing but a hold
// moves the screen, and everything ends it: letting go, another key or finger, leaving the
// button, the screen or the stay, a lost device, an end, ten seconds.
type lift struct {
	Move   input.LiftMove
	Node   scene.NodeID
	Device string // whose key is held; "" is a finger
	Key    input.Key
	Since  time.Duration
	Tell   time.Duration // when it is to be told (again)
	Ran    bool          // it has been told at least once
}

var liftMoves = map[scene.NodeID]input.LiftMove{idLiftUp: input.Raise, idLiftDown: input.Lower}

// liftDoor leads to the height, where the screen has an actuator.
func (b *builder) liftDoor() []scene.Node {
	if !b.c.Lift {
		return nil
	}
	return []scene.Node{b.button(idLift, b.text("help.height"), Act{Kind: ActHeight})}
}

// fromLift leads back up to the door.
func (u *update) fromLift() {
	u.halt()
	u.m.Talk = talk{Kind: talkHelp, Focus: idLift, Back: u.m.Talk.Back}
}

// liftScreen is two buttons to hold, and what the actuator says that it does. It is always
// in the low position: whoever needs the screen lower must reach what lowers it (RCH-1).
func (b *builder) liftScreen() {
	b.kind = talkLift
	b.title = b.text("lift.title")
	b.says("lift.lead", scene.RoleText, b.text("lift.lead"))
	state := scene.Node{ID: liftState, Role: scene.RoleText, Label: b.text("lift.stopped"), Quiet: true}
	if id, ok := liftTold[b.m.LiftDoes]; ok && !b.m.LiftGone {
		state.Label = b.text(id)
	}
	if b.m.LiftDoes == input.LiftRising || b.m.LiftDoes == input.LiftSinking {
		state.Role = scene.RoleProgress
	}
	g := scene.Node{ID: "lift", Role: scene.RoleGroup, Arrange: scene.ArrangeGrid}
	for _, id := range []scene.NodeID{idLiftUp, idLiftDown} {
		n := scene.Node{ID: id, Role: scene.RoleChoice, Label: b.text(string(id)), Hint: b.text("lift.hint"), Picture: "lift-" + string(id[len("lift."):])}
		if b.m.LiftGone {
			n.Disabled, n.Reason = true, b.text("lift.lost")
		}
		g.Children = append(g.Children, b.node(n, Act{Kind: ActMoveScreen, ID: string(id)}))
	}
	b.add(g)
	b.add(state)
	b.actions(primary(b.button("lift.close", b.text("help.close"), Act{Kind: ActLeaveHeight})))
}

// hold begins where a key is really down; whatever else activates the button, a tap or a
// braille routing key, only learns how it works.
func (u *update) hold(id scene.NodeID) {
	if ev, ok := u.ev.(input.KeyPressed); ok {
		for _, h := range u.m.Keys.Held {
			if h.Device == ev.Device && h.Key == ev.Key {
				u.m.Lift = lift{Move: liftMoves[id], Node: id, Device: ev.Device, Key: ev.Key, Since: u.now, Tell: u.now + liftDelay}
				return
			}
		}
	}
	u.notice(scene.Assertive, u.text("lift.hint"))
}

// liftTouched begins a hold by a finger: on a button that may be used, and while speech is
// on only on one that the finger has found before (TGT-8).
func (u *update) liftTouched() {
	t := u.m.Touch
	n := u.m.Scene.Find(t.Node)
	if n == nil || n.Disabled || liftMoves[t.Node] == input.Halt || u.m.Talk.Kind != talkLift || u.m.changed[t.Node] > t.Rev || u.curtained() || u.m.Prefs.Speech && !t.Known {
		return
	}
	u.setFocus(t.Node)
	wait := max(liftDelay, time.Duration(u.m.Prefs.AcceptMS)*time.Millisecond)
	u.m.Lift = lift{Move: liftMoves[t.Node], Node: t.Node, Since: u.now, Tell: u.now + wait}
}

// letGo ends a hold before the event is handled: any key, any other finger, and of the
// finger that holds everything but staying.
func (u *update) letGo(ev input.Event) {
	l := u.m.Lift
	if l.Move == input.Halt {
		return
	}
	switch ev := ev.(type) {
	case input.KeyPressed, input.Pointed, input.Quit:
		u.halt()
	case input.KeyReleased:
		if ev.Device == l.Device && ev.Key == l.Key {
			u.halt()
		}
	case input.Touched:
		still := l.Device == "" && ev.Phase == input.TouchMoved && ev.Contact == u.m.Touch.Contact && ev.Node == l.Node
		if still {
			return
		}
		ran := l.Ran
		u.halt()
		if ran {
			u.m.Touch.Used = true // the contact has done what it could do
		}
	case input.DeviceChanged:
		if ev.State != input.DeviceReady && (ev.Device == l.Device || ev.Device == liftDevice) {
			u.halt()
		}
	}
}

// halt stops the actuator, if this person moves it.
func (u *update) halt() {
	if u.m.Lift.Ran {
		u.effects = append(u.effects, MoveLift{Move: input.Halt})
	}
	u.m.Lift = lift{}
}

// liftDue tells the actuator to go on while everything is as it was when the hold began.
func (u *update) liftDue() {
	l := &u.m.Lift
	if l.Move == input.Halt {
		return
	}
	switch {
	case u.m.Talk.Kind != talkLift, u.m.focus() != l.Node, u.m.Clock.Phase != session.Active, u.m.Pulled.held(), u.m.LiftGone,
		l.Device == "" && (!u.m.Touch.Down || u.m.Touch.Slid || u.m.Touch.Node != l.Node):
		u.halt()
	case u.now >= l.Since+liftLimit:
		u.halt()
		u.m.Touch.Used = true
		u.notice(scene.Assertive, u.text("lift.limit", locales.Count("N", int(liftLimit/time.Second), "second")))
	case u.now >= l.Tell:
		l.Ran, l.Tell = true, u.now+liftTell
		u.m.Touch.Used = u.m.Touch.Used || l.Device == ""
		u.effects = append(u.effects, MoveLift{Move: l.Move})
	}
}

// liftDeadline is when a hold needs to be looked at again.
func (m *Model) liftDeadline() (time.Duration, bool) {
	l := m.Lift
	return min(l.Tell, l.Since+liftLimit), l.Move != input.Halt
}

// liftTold are the words for what the actuator does.
var liftTold = map[input.LiftState]string{input.LiftStopped: "lift.stopped", input.LiftRising: "lift.rising", input.LiftSinking: "lift.sinking",
	input.LiftTop: "lift.top", input.LiftBottom: "lift.bottom", input.LiftStuck: "lift.stuck", input.LiftLost: "lift.lost"}

// liftChanged tells what the actuator really does to whoever stands before it.
func (u *update) liftChanged(ev input.LiftChanged) {
	if ev.State != input.LiftRising && ev.State != input.LiftSinking {
		u.halt() // at an end, blocked, deaf: holding on moves nothing
	}
	if u.m.LiftDoes == ev.State && ev.State != input.LiftStuck {
		return
	}
	u.m.LiftDoes = ev.State
	if u.m.Clock.Phase != session.Attract && u.m.Talk.Kind == talkLift {
		u.notice(scene.Assertive, u.text(liftTold[ev.State]))
	}
}

// liftDevice: the actuator came or went.
func (u *update) liftDevice(ev input.DeviceChanged) {
	u.m.LiftGone = ev.State != input.DeviceReady
	if !u.m.LiftGone {
		u.m.LiftDoes = input.LiftStopped
		return
	}
	u.halt()
	if u.m.Talk.Kind == talkLift && u.m.LiftDoes != input.LiftLost {
		u.notice(scene.Assertive, u.text("lift.lost"))
	}
	u.m.LiftDoes = input.LiftLost
}
