package kiosk

import (
	"maps"
	"slices"
	"time"

	"modu/accessibility"
	"modu/accessibility/input"
	"modu/accessibility/nav"
	"modu/accessibility/scene"
	"modu/internal/hold"
	"modu/internal/kiosk/course"
	"modu/internal/kiosk/focus"
	"modu/internal/kiosk/model"
	"modu/internal/kiosk/screen"
	"modu/internal/session"
	"modu/internal/staffcall"
	"modu/locales"
)

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

// at is the model as it is now.
func (u *update) at() model.Moment { return model.Moment{S: u.c.Setup, M: u.m} }

// handle routes an event to the owner of what it is about.
func (u *update) handle(ev input.Event) {
	if !u.byHand(ev) {
		u.byWorld(ev)
	}
}

// byHand routes what a person does.
func (u *update) byHand(ev input.Event) bool {
	switch ev := ev.(type) {
	case input.KeyPressed:
		keyPressed(u, ev)
	case input.KeyReleased:
		keyReleased(u, ev)
	case input.Touched:
		touched(u, ev)
	case input.Pointed:
		pointed(u, ev)
	case input.SecretChanged:
		u.typed(u.m.Entry.Step(ev))
	case input.Presented:
		presented(u, ev)
	case input.Quit:
		u.quit()
	default:
		return false
	}
	return true
}

// byWorld routes what outputs, devices and programs report.
func (u *update) byWorld(ev input.Event) {
	switch ev := ev.(type) {
	case input.SpeechStarted, input.SpeechFinished:
		if sessionOf(ev) == u.m.Session {
			u.m.Clock, _ = u.m.Clock.Step(ev, u.now, u.at().Stay())
		}
	case input.Fitted:
		u.fitted(ev)
	case input.DeviceChanged:
		u.deviceChanged(ev)
	case input.LiftChanged:
		u.moved(u.m.Lift.Step(ev, u.now, u.at().Held()))
	case input.JackChanged, input.HeadsetRouted:
		u.plugged(u.m.Headset.Step(ev, u.now, u.at().Plug()))
	case input.PaymentWaiting, input.PaymentEnded:
		u.paid(u.m.Pay.Step(ev))
	case input.CallChanged, input.StaffReplied, input.StaffTold:
		u.called(u.m.Call.Step(ev, u.now))
	case input.ServiceAnswered, input.EntryKept, input.PaperPrinted:
		u.went(u.m.Course.Step(ev, u.now, u.at().Way()))
	case input.MenuChanged:
		menuChanged(u, ev)
	}
}

func sessionOf(ev input.Event) scene.SessionID {
	switch ev := ev.(type) {
	case input.SpeechStarted:
		return ev.Session
	case input.SpeechFinished:
		return ev.Session
	}
	return scene.SessionID{}
}

func (u *update) quit() {
	if u.c.MayQuit {
		u.say(scene.Assertive, "stop.notice")
		u.effect(StopKiosk{})
	}
}

// byPerson marks an event as an act after all: a short press that acts on release.
func (u *update) byPerson() { u.cause.Kind = scene.ByPerson }

// enter starts a stay.
func (u *update) enter(speech bool) {
	u.m.Sessions++
	u.m.Session = scene.SessionID{Boot: u.m.Boot, Counter: u.m.Sessions}
	u.m.Clock = u.m.Clock.Begin(u.now)
	if !u.m.Call.Ringing() {
		u.m.Call = staffcall.State{} // an answered call was somebody else's
	}
	u.went(u.m.Course.Begin(u.now, u.at().Way()))
	if speech {
		u.m.Prefs.Speech = true
		u.say(scene.Assertive, "speech.welcome")
	}
}

// end forgets the person: what is not one of the machine's own counters is gone.
func (u *update) end() {
	u.moved(u.m.Lift.Halt())
	if u.m.Session != (scene.SessionID{}) {
		u.effect(EndSession{Session: u.m.Session})
	}
	keys := u.m.Keys // keys that are down now will still come up
	u.m.Stay = Stay{Prefs: accessibility.Defaults(u.c.Preferences), Keys: keys}
	u.m.Headset = u.m.Headset.Release()
}

// leave ends the stay and says so, still in the person's own language.
func (u *update) leave() {
	over := u.at().Text("session.over")
	u.end()
	u.notice(scene.Assertive, over)
}

// awake takes an act of the person into account. It reports false when the act
// has been used up by answering the warning.
func (u *update) awake() bool {
	var extended bool
	u.m.Clock, extended = u.m.Clock.Act(u.now)
	if extended {
		u.byPerson()
		u.m.Headset = u.m.Headset.Extend(u.now) // somebody is there: they get their time again
		u.say(scene.Assertive, "warn.extended")
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
		intend(u, intent)
	}
	passed := input.TimePassed{}
	u.gestured(u.m.Touch.Step(passed, u.now, u.at().Finger()))
	u.moved(u.m.Lift.Step(passed, u.now, u.at().Held()))
	u.plugged(u.m.Headset.Step(passed, u.now, u.at().Plug()))
	u.went(u.m.Course.Step(passed, u.now, u.at().Way()))
	u.called(u.m.Call.Step(passed, u.now))
	u.elapsed(u.m.Clock.Step(passed, u.now, u.at().Stay()))
}

// elapsed takes up what the clock of the stay has led to.
func (u *update) elapsed(next session.State, outcomes []session.Outcome) {
	u.m.Clock = next
	for _, o := range outcomes {
		switch o := o.(type) {
		case session.Over:
			u.leave()
		case session.Left:
			if u.m.Prefs.Speech || u.m.Braille { // the screen counts by itself
				u.say(scene.Polite, "warn.left", locales.Count("N", o.Seconds, "second"))
			}
		case session.Idle:
			readIdle(u)
		}
	}
}

// draw makes the next scene and notes which nodes changed their meaning, so that
// pointing at an older picture can be refused.
func (u *update) draw(cause scene.Cause) {
	m := u.m
	u.at().Settle()
	after, acts := screen.View(u.at())
	m.Course = m.Course.Await(course.PendingFocus{})
	if cause.Kind == scene.ByOutput && len(u.notices) == 0 && after.Same(&m.Scene) {
		return // a report that changes nothing must not be answered with a picture
	}
	m.Revision++
	after.Revision = m.Revision
	m.Changed = changed(m, &after)
	if m.Scene.Root.ID != after.Root.ID {
		m.Touch = m.Touch.Find("") // nothing has been found here yet
	}
	m.Scene, m.Acts = after, acts
	if m.Clock.Phase != session.Warned { // the warning has a focus of its own; theirs waits
		if !m.Headset.Held() {
			u.setFocus(after.Focus)
		}
		if m.Aloud != after.Focus {
			m.Aloud = ""
		}
		u.anchor()
	}
}

// changed says since which revision each node means what it means.
func changed(m *Model, after *scene.Scene) map[scene.NodeID]uint64 {
	old := map[scene.NodeID]*scene.Node{}
	if m.Scene.Root.ID == after.Root.ID {
		m.Scene.Walk(func(n *scene.Node, _ int) bool { old[n.ID] = n; return true })
	}
	since := make(map[scene.NodeID]uint64, len(m.Changed))
	after.Walk(func(n *scene.Node, _ int) bool {
		if o := old[n.ID]; o != nil && o.Equal(n) {
			since[n.ID] = m.Changed[n.ID]
		} else {
			since[n.ID] = m.Revision
		}
		return true
	})
	return since
}

// notice says something that has no lasting node.
func (u *update) notice(p scene.Politeness, t scene.Text) *scene.Notice {
	u.m.NoticeSeq++
	u.notices = append(u.notices, scene.Notice{Seq: u.m.NoticeSeq, Text: t, Politeness: p, Cause: u.cause})
	return &u.notices[len(u.notices)-1]
}

// say is notice for a message.
func (u *update) say(p scene.Politeness, id string, args ...locales.Arg) {
	u.notice(p, u.at().Text(id, args...))
}

// forAll says something to everybody, also to somebody who has not asked for speech.
func (u *update) forAll(t scene.Text) { u.notice(scene.Assertive, t).ForAll = t }

// effect has the world do something.
func (u *update) effect(e Effect) { u.effects = append(u.effects, e) }

// stamp is of the scene that this event leads to.
func (u *update) stamp() Stamp { return Stamp{Session: u.m.Session, Revision: u.m.Revision + 1} }

func (u *update) newEffect() input.EffectID {
	u.m.Effects++
	return input.EffectID{Boot: u.m.Boot, Counter: u.m.Effects}
}

// confirm tells somebody who has not asked for speech that their choice was taken, and
// not which: bystanders need not know what somebody needs. Who listens hears the new
// value, for the screen says it.
func (u *update) confirm(before accessibility.Preferences) {
	after := u.m.Prefs
	if before.Speech || after.Speech || before == after || u.m.Clock.Phase != session.Active || u.cause.Kind != scene.ByPerson {
		return
	}
	taken := u.at().Text("pref.taken")
	if len(u.notices) == 0 {
		u.forAll(taken) // what is heard is also seen
		return
	}
	if last := &u.notices[len(u.notices)-1]; last.ForAll.IsZero() { // a language is confirmed in its own words
		last.ForAll = taken
	}
}

func (u *update) fitted(ev input.Fitted) {
	key := u.m.FitKey(ev.Container)
	if ev.PerPage < 1 || u.m.PerPage[key] == ev.PerPage {
		return
	}
	u.m.PerPage = clone(u.m.PerPage)
	u.m.PerPage[key] = ev.PerPage
}

// deviceChanged: somebody whose keypad is pulled out hears why nothing answers, and
// when it is back, where they are. Other devices are staff's business.
func (u *update) deviceChanged(ev input.DeviceChanged) {
	if ev.Device == hold.Device && u.c.Lift {
		u.moved(u.m.Lift.Step(ev, u.now, u.at().Held()))
		return
	}
	if ev.Device == u.c.Socket.Device && ev.Device != "" {
		u.plugged(u.m.Headset.Step(ev, u.now, u.at().Plug()))
		return
	}
	held := u.m.Devices[ev.Device] && u.m.Prefs.Speech
	switch ev.State {
	case input.DeviceLost, input.DeviceAbsent:
		u.m.Keys = u.m.Keys.Forget(ev.Device)
		if held && ev.State == input.DeviceLost && ev.Code != "" {
			u.say(scene.Assertive, ev.Code)
		}
	case input.DeviceReady:
		if held {
			whereAmI(u, &u.m.Scene)
		}
	}
}

// setFocus puts focus on a node: of what lies over the step, or of the step.
func (u *update) setFocus(id scene.NodeID) {
	if id != u.m.Focus() {
		u.m.Part = 0
	}
	if u.m.Overlay.Kind != model.NoOverlay {
		u.m.Overlay.Focus = id
	} else {
		u.m.Course = u.m.Course.Focus(id)
	}
}

// follow goes where a move leads, or says that it leads nowhere.
func (u *update) follow(t focus.Target) {
	edges := map[focus.Edge]string{focus.Start: "list.start", focus.End: "list.end", focus.Sides: "typing.edge", focus.NoGroup: "list.no-group"}
	switch {
	case t.Edge != focus.NoEdge:
		u.say(scene.Assertive, edges[t.Edge])
	case t.Page != nil:
		u.showPage(t.Page.Container, t.Page.Index, t.Page.Last)
	default:
		u.setFocus(t.Node)
	}
}

func (u *update) showPage(c *scene.Node, page int, last bool) {
	per := u.m.Fits(c.ID, c.Arrange)
	u.m.Course = u.m.Course.Show(c.ID, min(page*per, c.Page.Total-1)).Await(course.PendingFocus{Container: c.ID, Last: last})
}

// anchor keeps the page that holds the focus in view.
func (u *update) anchor() {
	if list, at, ok := focus.Anchor(&u.m.Scene, u.m.Focus()); ok && u.m.Here.Anchors[list] != at {
		u.m.Course = u.m.Course.Show(list, at)
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
