package kiosk

import (
	"time"

	"modu/accessibility"
	"modu/accessibility/input"
	"modu/accessibility/nav"
	"modu/accessibility/scene"
	"modu/internal/beacon"
	"modu/internal/headset"
	"modu/internal/kiosk/act"
	"modu/internal/kiosk/model"
	"modu/internal/kiosk/screen"
)

// What the core works on, under the names by which everything above it knows them.
type (
	Model  = model.Model
	Stay   = model.Stay
	Config = model.Config
	Socket = headset.Socket
	Place  = model.Place
	Sheet  = screen.Sheet
)

// JackDebounce is how long a plug must have contact to count.
const JackDebounce = headset.Debounce

// Core is the machine without its state. It is immutable; Update and View are pure
// functions of their arguments.
type Core struct {
	*model.Setup
	doers map[act.Kind]doer
}

// NewCore makes a core.
func NewCore(cfg Config) *Core { return &Core{Setup: model.NewSetup(cfg), doers: doers()} }

// New is the model at power-on. nextNumber is the order number behind the last that was
// given out; where the range of the kiosk does not hold it, it begins at its first.
func (c *Core) New(boot uint32, nextNumber int) Model {
	m := Model{Boot: boot, NextNumber: c.Numbers.First(nextNumber), Civil: c.Config.Clock}
	m.Prefs = accessibility.Defaults(c.Preferences)
	u := &update{c: c, m: &m}
	u.draw(scene.Cause{Kind: scene.ByStart})
	return m
}

// Update takes one event. It returns the next model, what changed for the person
// and what the world must do. now is monotonic time since start and never runs
// backwards. Every act of a person yields a Change with a new revision, even if the
// scene is equal: its cause is what silences old speech.
func (c *Core) Update(m Model, ev input.Event, now time.Duration) (Model, scene.Change, []Effect) {
	before, prefs := m.Scene, m.Prefs
	u := c.begin(&m, kindOf(ev), now)
	u.ev = ev
	m.Hand = c.handOf(ev, m.Hand)
	u.moved(m.Lift.Release(ev, u.at().Held()))
	u.handle(ev)
	u.confirm(prefs)
	u.expire()
	u.announced(m.Beacon.Step(ev, now, u.at().Asked(ev)))
	u.draw(u.cause)
	from, earcon := before.Revision, u.signal(&before)
	if u.resumed {
		before = m.Scene
	}
	return m, scene.Change{From: from, To: m.Scene.Revision, Cause: u.cause, Before: before, After: m.Scene, Notices: u.notices, Earcon: earcon}, u.effects
}

// announced has the sentence that a beacon asks for said to everybody, and shown as a
// caption.
func (u *update) announced(next beacon.State, says []beacon.Say) {
	u.m.Beacon = next
	for _, s := range says {
		t := u.at().Sentences(s.Device)[s.Language]
		u.notice(scene.Polite, t).ForAll = t
	}
}

// Abandon ends the stay, because its scene is broken and must not be worked unseen. A
// payment under way is kept: its answer must still find its order.
func (c *Core) Abandon(m Model, now time.Duration) (Model, scene.Change, []Effect) {
	before := m.Scene
	u := c.begin(&m, scene.ByPerson, now)
	if !m.Paying() {
		u.leave()
	}
	u.draw(u.cause)
	return m, scene.Change{From: before.Revision, To: m.Scene.Revision, Cause: u.cause, Before: before, After: m.Scene, Notices: u.notices}, u.effects
}

func (c *Core) begin(m *Model, kind scene.CauseKind, now time.Duration) *update {
	m.Inputs++
	before := model.Clock(model.Moment{S: c.Setup, M: m})
	m.Now = now
	m.Intent = nav.None
	return &update{c: c, m: m, now: now, clock: before, cause: scene.Cause{Kind: kind, Seq: m.Inputs}}
}

// View is the scene of a model and what activating its nodes does, made anew. The scene
// bears the revision that was last shown.
func (c *Core) View(m Model) (scene.Scene, map[scene.NodeID]act.Act) {
	s, acts := screen.View(model.Moment{S: c.Setup, M: &m})
	s.Revision = m.Revision
	return s, acts
}

// ClipNames names the sign-language clips that would do for what a model shows, the one that
// says most about it first (screen.ClipNames).
func (c *Core) ClipNames(m Model) []string {
	return screen.ClipNames(model.Moment{S: c.Setup, M: &m})
}

// Deadline is when the core wants a TimePassed even if nothing happens.
func (c *Core) Deadline(m Model) (time.Duration, bool) {
	n := model.Moment{S: c.Setup, M: &m}
	var at time.Duration
	found := false
	consider := func(t time.Duration, ok bool) {
		if ok && (!found || t < at) {
			at, found = t, true
		}
	}
	consider(c.Keymap.Deadline(m.Keys))
	consider(m.Touch.Deadline(n.Finger()))
	consider(m.Headset.Deadline(n.Plug()))
	consider(m.Lift.Deadline())
	consider(m.Beacon.Deadline())
	consider(m.Call.Deadline())
	consider(m.Course.Deadline())
	consider(m.Clock.Deadline(n.Stay()))
	consider(model.SlotsChange(n))
	if c, ok := n.Countdown(); ok {
		consider(c.Next(m.Now))
	}
	return at, found
}

// kindOf says what an event means for running output. A key going up is no act:
// it must not cut the speech that its going down started.
func kindOf(ev input.Event) scene.CauseKind {
	switch ev := ev.(type) {
	case input.KeyPressed, input.Pointed, input.SecretChanged, input.Presented, input.Quit:
		return scene.ByPerson
	case input.Touched:
		if ev.Phase == input.TouchBegan {
			return scene.ByPerson
		}
		return scene.ByOutput
	case input.TimePassed:
		return scene.ByClock
	case input.JackChanged, input.HeadsetRouted, input.DeviceChanged, input.PaymentEnded, input.PaymentWaiting, input.CallChanged, input.StaffReplied, input.StaffTold,
		input.ServiceAnswered, input.EntryKept, input.PaperPrinted, input.MenuChanged, input.LiftChanged, input.Signalled:
		return scene.ByDevice
	}
	return scene.ByOutput
}

// handOf is what the person used last.
func (c *Core) handOf(ev input.Event, before accessibility.Hand) accessibility.Hand {
	switch ev := ev.(type) {
	case input.KeyPressed:
		if c.Switches[ev.Device] {
			return accessibility.Switch
		}
		return accessibility.Keypad
	case input.Touched:
		return accessibility.Touch
	}
	return before
}
