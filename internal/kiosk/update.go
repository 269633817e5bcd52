package kiosk

import (
	"maps"
	"slices"
	"time"

	"modu/accessibility"
	"modu/accessibility/input"
	"modu/accessibility/nav"
	"modu/accessibility/scene"
	"modu/internal/order"
	"modu/internal/search"
	"modu/internal/service"
	"modu/internal/session"
	"modu/locales"
)

// Config is what the core is made of. Everything in it is immutable from then on.
type Config struct {
	Service   *service.Service
	Catalogue *locales.Catalogue
	Languages []scene.Lang // offered, the default first
	Keymap    *nav.Keymap
	Timing    session.Timing
	Speaker   accessibility.Output // what the loudspeaker's levels are
	Headset   accessibility.Output // and the headset's
	Switches  map[string]bool      // devices with so few keys that people call them switches
	Socket    Socket
	Lift      bool // the screen has a height actuator
	StaffPage bool // staff have a page of their own on which they see calls and answer
	NoEarcons bool // the site wants no short sounds: nobody is offered them
	MayQuit   bool // development mode: input.Quit ends the program
}

// Core is the machine without its state. It is immutable; Update and View are
// pure functions of their arguments.
type Core struct {
	Config
	table []accessibility.Descriptor
	locs  map[scene.Lang]*locales.Localizer
	hands map[string]bool // messages that have a wording of their own for some hand
	index map[scene.Lang]func() *search.Index
	doers map[ActKind]doer
}

// NewCore makes a core.
func NewCore(cfg Config) *Core {
	c := &Core{Config: cfg, table: accessibility.Table(cfg.Languages), locs: map[scene.Lang]*locales.Localizer{}, hands: handed(cfg.Catalogue, cfg.Languages)}
	if cfg.NoEarcons {
		c.table = slices.DeleteFunc(c.table, func(d accessibility.Descriptor) bool { return d.Field == accessibility.FieldEarcons })
	}
	for _, l := range cfg.Languages {
		c.locs[l] = cfg.Catalogue.Localizer(l)
	}
	c.index = indexes(c)
	c.doers = doers()
	return c
}

// update is one event being worked on.
type update struct {
	c       *Core
	m       *Model
	now     time.Duration
	cause   scene.Cause
	notices []scene.Notice
	effects []Effect
	ev      input.Event  // what it is
	earcon  scene.Earcon // what no notice below tells by its message
	resumed bool         // the person goes on where they were: a notice says so, not the whole screen
}

// Update takes one event. It returns the next model, what changed for the person
// and what the world must do. now is monotonic time since start and never runs
// backwards. Every act of a person yields a Change with a new revision, even if the
// scene is equal: its cause is what silences old speech.
func (c *Core) Update(m Model, ev input.Event, now time.Duration) (Model, scene.Change, []Effect) {
	before := m.Scene
	m.Inputs++
	m.Intent = nav.None
	u := &update{c: c, m: &m, now: now}
	u.cause = scene.Cause{Kind: kindOf(ev), Seq: m.Inputs}
	prefs := m.Prefs
	u.handle(ev)
	u.confirm(prefs)
	u.expire()
	u.draw(u.cause)
	from, earcon := before.Revision, u.signal(&before)
	if u.resumed {
		before = m.Scene
	}
	return m, scene.Change{From: from, To: m.Scene.Revision, Cause: u.cause, Before: before, After: m.Scene, Notices: u.notices, Earcon: earcon}, u.effects
}

// Abandon ends the stay, because its scene is broken and must not be worked unseen. A
// payment under way is kept: its answer must still find its order.
func (c *Core) Abandon(m Model, now time.Duration) (Model, scene.Change, []Effect) {
	before := m.Scene
	m.Inputs++
	u := &update{c: c, m: &m, now: now, cause: scene.Cause{Kind: scene.ByPerson, Seq: m.Inputs}}
	if !m.paying() {
		u.leave()
	}
	u.draw(u.cause)
	return m, scene.Change{From: before.Revision, To: m.Scene.Revision, Cause: u.cause, Before: before, After: m.Scene, Notices: u.notices}, u.effects
}

// View is the scene of a model: what Update last showed.
func (c *Core) View(m Model) scene.Scene { return m.Scene }

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
		input.ServiceAnswered, input.EntryKept, input.PaperPrinted, input.MenuChanged, input.LiftChanged:
		return scene.ByDevice
	}
	return scene.ByOutput
}

func (u *update) handle(ev input.Event) {
	u.m.Hand = u.c.handOf(ev, u.m.Hand)
	u.ev = ev
	u.letGo(ev)
	switch ev := ev.(type) {
	case input.KeyPressed:
		u.keyPressed(ev)
	case input.KeyReleased:
		var intent nav.Intent
		u.m.Keys, intent = u.c.Keymap.Release(u.m.Keys, ev.Device, ev.Key)
		if intent != nav.None {
			u.byPerson()
			u.intend(intent)
		}
	case input.Touched:
		u.m.Paused = u.m.Paused && ev.Phase != input.TouchBegan
		u.touched(ev)
	case input.Pointed:
		u.m.Braille = true
		u.m.Paused = false
		if u.awake() {
			u.pointAt(ev.Node, ev.Revision)
		}
	case input.Fitted:
		u.fitted(ev)
	case input.SpeechStarted:
		if ev.Session == u.m.Session {
			u.m.Clock = u.m.Clock.SpeechStarted(u.now, ev.Estimate)
		}
	case input.SpeechFinished:
		if ev.Session == u.m.Session {
			u.m.Clock = u.m.Clock.SpeechFinished(u.now)
		}
	case input.DeviceChanged:
		u.deviceChanged(ev)
	case input.LiftChanged:
		u.liftChanged(ev)
	case input.PaymentWaiting:
		u.paymentWaiting(ev)
	case input.PaymentEnded:
		u.paymentEnded(ev)
	case input.StaffReplied:
		u.staffReplied(ev)
	case input.StaffTold:
		u.staffTold(ev)
	case input.CallChanged:
		u.callChanged(ev)
	case input.ServiceAnswered, input.EntryKept, input.Presented, input.PaperPrinted, input.MenuChanged:
		u.deskEvent(ev)
	case input.JackChanged:
		u.jackChanged(ev)
	case input.HeadsetRouted:
		u.m.Jack.routed = ev.Private
	case input.SecretChanged:
		u.secretChanged(ev)
	case input.Quit:
		if u.c.MayQuit {
			u.notice(scene.Assertive, u.text("stop.notice"))
			u.effects = append(u.effects, StopKiosk{})
		}
	}
}

// byPerson marks an event as an act after all: a short press that acts on release.
func (u *update) byPerson() { u.cause.Kind = scene.ByPerson }

// begin starts a stay.
func (u *update) begin(speech bool) {
	u.m.Sessions++
	u.m.Session = scene.SessionID{Boot: u.m.Boot, Counter: u.m.Sessions}
	u.m.Clock = u.m.Clock.Begin(u.now)
	if u.m.Call.State != input.CallRinging {
		u.m.Call = call{} // an answered call was somebody else's
	}
	u.goTo(u.svc().Start)
	u.m.Trail = nil
	if speech {
		u.m.Prefs.Speech = true
		u.notice(scene.Assertive, u.text("speech.welcome"))
	}
}

// end forgets the person: what is not one of the machine's own counters is gone.
func (u *update) end() {
	u.halt()
	if u.m.Session != (scene.SessionID{}) {
		u.effects = append(u.effects, EndSession{Session: u.m.Session})
	}
	keys := u.m.Keys // keys that are down now will still come up
	u.m.Stay = Stay{Prefs: accessibility.Defaults(u.c.table), Keys: keys}
	u.m.Order = order.Order{}
}

// leave ends the stay and says so, still in the person's own language.
func (u *update) leave() {
	over := u.text("session.over")
	u.end()
	u.notice(scene.Assertive, over)
}

// awake takes an act of the person into account. It reports false when the act
// has been used up by answering the warning.
func (u *update) awake() bool {
	var extended bool
	u.m.Clock, extended = u.m.Clock.Act(u.now)
	u.m.ToldAt = 0
	u.m.IdleRead = false
	if extended {
		u.byPerson()
		if u.m.Pulled.held() {
			u.m.Pulled.Since = u.now // somebody is there: they get their time again
		}
		u.notice(scene.Assertive, u.text("warn.extended"))
	}
	return !extended
}

// expire lets everything act whose time has come.
func (u *update) expire() {
	for {
		var intent nav.Intent
		if u.m.Keys, intent = u.c.Keymap.Expire(u.m.Keys, u.now); intent == nav.None {
			break
		}
		u.byPerson()
		u.intend(intent)
	}
	if u.m.Touch.Down && !u.m.Touch.Used && u.m.Clock.Phase == session.Attract && u.now >= u.m.Touch.Since+speechHold {
		u.m.Touch.Used = true
		u.byPerson()
		u.begin(true)
	}
	u.heldLong()
	u.liftDue()
	u.jackDue()
	u.pulledDue()
	u.pretended()
	u.callLate()
	u.callShownLongEnough()
	if u.clockHeld() {
		return
	}
	phase := u.m.Clock.Phase
	next := u.m.Clock.Expire(u.c.timing(u.m), u.now)
	switch {
	case phase != session.Attract && next.Phase == session.Attract:
		u.leave()
	default:
		u.m.Clock = next
		if phase == session.Active && next.Phase == session.Warned {
			u.m.ToldAt = int(u.c.timing(u.m).Warning / time.Second)
		}
	}
	u.countDown()
	u.readIdle()
}

// clockHeld: while money is under way the terminal's own time-out rules, and a
// person who pays must not be thrown out.
func (u *update) clockHeld() bool { return u.m.paying() }

// timing is how long a stay waits for this person (TIM-3).
func (c *Core) timing(m *Model) session.Timing {
	f := c.Timing.Factors
	var apply []int
	for _, need := range [...]struct {
		there bool
		by    int
	}{{m.Prefs.Speech, f.Speech}, {c.switched(m), f.Switch}, {m.Braille, f.Braille}, {m.Prefs.Easy, f.Easy}, {m.Prefs.Size >= largeSize, f.Large}} {
		if need.there {
			apply = append(apply, need.by)
		}
	}
	return c.Timing.Times(m.Prefs.Pace, apply...)
}

// switched reports whether the person has used switches.
func (c *Core) switched(m *Model) bool {
	for device := range m.Hands {
		if c.Switches[device] {
			return true
		}
	}
	return false
}

// largeSize is from which size on everything is read piece by piece.
const largeSize = 200

// countDown says how much time is left at 45, 20 and 10 s, to those who listen: the
// number on the screen changes every second, which nobody wants to hear.
func (u *update) countDown() {
	if u.m.Clock.Phase != session.Warned {
		return
	}
	remaining := u.m.Clock.Left(u.c.timing(u.m), u.now)
	tick := remaining % time.Second
	if tick == 0 {
		tick = time.Second
	}
	u.m.NextTick = u.now + tick
	left := seconds(remaining)
	for _, at := range [...]int{45, 20, 10} {
		if left <= at && u.m.ToldAt > at {
			u.m.ToldAt = at
			if u.m.Prefs.Speech || u.m.Braille { // the screen counts by itself
				u.notice(scene.Polite, u.text("warn.left", locales.Count("N", at, "second")))
			}
			return
		}
	}
}

// seconds rounds up: a countdown that shows 0 has ended.
func seconds(d time.Duration) int { return int((d + time.Second - 1) / time.Second) }

// speechHold is how long a finger must rest anywhere on the attract screen for
// speech to start: most people carry no earphone (SPK-14).
const speechHold = 3 * time.Second

// Deadline is when the core wants a TimePassed even if nothing happens.
func (c *Core) Deadline(m Model) (time.Duration, bool) {
	var at time.Duration
	found := false
	consider := func(t time.Duration, ok bool) {
		if ok && (!found || t < at) {
			at, found = t, true
		}
	}
	consider(c.Keymap.Deadline(m.Keys))
	if m.Touch.Down && !m.Touch.Used && m.Clock.Phase == session.Attract {
		consider(m.Touch.Since+speechHold, true)
	}
	consider(c.idleDeadline(&m))
	consider(c.touchDeadline(&m))
	consider(c.headsetDeadline(&m))
	consider(m.liftDeadline())
	consider(m.callDeadline())
	consider(m.Task.Due, m.Task.Due != 0)
	if !m.paying() {
		end, ok := m.Clock.Deadline(c.timing(&m))
		consider(end, ok)
		if m.Clock.Phase == session.Warned {
			consider(m.NextTick, true)
		}
	}
	return at, found
}

// draw makes the next scene and notes which nodes changed their meaning, so that
// pointing at an older picture can be refused.
func (u *update) draw(cause scene.Cause) {
	m := u.m
	u.takeUp()
	after, acts := u.view()
	if cause.Kind == scene.ByOutput && len(u.notices) == 0 && after.Same(&m.Scene) {
		return // a report that changes nothing must not be answered with a picture
	}
	m.Revision++
	after.Revision = m.Revision
	old := map[scene.NodeID]*scene.Node{}
	m.Scene.Walk(func(n *scene.Node, _ int) bool { old[n.ID] = n; return true })
	changed := make(map[scene.NodeID]uint64, len(m.changed))
	after.Walk(func(n *scene.Node, _ int) bool {
		if o := old[n.ID]; o != nil && m.Scene.Root.ID == after.Root.ID && o.Equal(n) {
			changed[n.ID] = m.changed[n.ID]
		} else {
			changed[n.ID] = m.Revision
		}
		return true
	})
	if m.Scene.Root.ID != after.Root.ID {
		m.Spoken = "" // nobody has found anything here yet
	}
	m.Scene, m.acts, m.changed = after, acts, changed
	m.order = after.FocusOrder()
	if m.Clock.Phase != session.Warned { // the warning has a focus of its own; theirs waits
		if !m.Pulled.held() {
			u.setFocus(after.Focus)
		}
		if m.Aloud != after.Focus {
			m.Aloud = ""
		}
		u.anchorFocus()
	}
}

// notice says something that has no lasting node.
func (u *update) notice(p scene.Politeness, t scene.Text) {
	u.m.NoticeSeq++
	u.notices = append(u.notices, scene.Notice{Seq: u.m.NoticeSeq, Text: t, Politeness: p, Cause: u.cause})
}

func (u *update) loc() *locales.Localizer { return u.c.locs[u.m.Prefs.Language] }

// text is a message in the person's language and form.
func (u *update) text(id string, args ...locales.Arg) scene.Text {
	t := u.loc().Text(u.c.inHand(id, u.m.Hand), args...)
	if u.m.Prefs.Easy {
		t = t.InEasyForm()
	}
	return t
}

// stamp is of the scene that this event leads to.
func (u *update) stamp() Stamp { return Stamp{Session: u.m.Session, Revision: u.m.Revision + 1} }

func (u *update) newEffect() input.EffectID {
	u.m.Effects++
	return input.EffectID{Boot: u.m.Boot, Counter: u.m.Effects}
}

func (u *update) fitted(ev input.Fitted) {
	key := u.m.fitKey(ev.Container)
	if ev.PerPage < 1 || u.m.PerPage[key] == ev.PerPage {
		return
	}
	u.m.PerPage = maps.Clone(u.m.PerPage)
	if u.m.PerPage == nil {
		u.m.PerPage = map[fitKey]int{}
	}
	u.m.PerPage[key] = ev.PerPage
}

func (m *Model) fitKey(container scene.NodeID) fitKey {
	step := m.Here.Step + m.Here.Find
	if m.Talk.Kind != "" {
		step = "?" + m.Talk.Kind
	}
	return fitKey{step, container, m.Prefs.Size, m.Prefs.Low, m.Prefs.Easy, m.Prefs.Language}
}

// deviceChanged: somebody whose keypad is pulled out hears why nothing answers, and
// when it is back, where they are. Other devices are staff's business.
func (u *update) deviceChanged(ev input.DeviceChanged) {
	if ev.Device == liftDevice && u.c.Lift {
		u.liftDevice(ev)
		return
	}
	if ev.Device == u.c.Socket.Device && ev.Device != "" {
		u.headsetSound(ev.State)
		return
	}
	held := u.m.Hands[ev.Device] && u.m.Prefs.Speech
	switch ev.State {
	case input.DeviceLost, input.DeviceAbsent:
		u.m.Keys = u.m.Keys.Forget(ev.Device)
		if held && ev.State == input.DeviceLost && ev.Code != "" {
			u.notice(scene.Assertive, u.text(ev.Code))
		}
	case input.DeviceReady:
		if held {
			u.whereAmI()
		}
	}
}

func clone[K comparable, V any](m map[K]V) map[K]V {
	if m == nil {
		return map[K]V{}
	}
	return maps.Clone(m)
}

func last[T any](s []T) (T, []T, bool) {
	var zero T
	if len(s) == 0 {
		return zero, s, false
	}
	return s[len(s)-1], slices.Clone(s[:len(s)-1]), true
}
