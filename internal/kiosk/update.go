package kiosk

import (
	"time"

	"modu/accessibility"
	"modu/accessibility/input"
	"modu/accessibility/nav"
	"modu/accessibility/scene"
	"modu/internal/hold"
	"modu/internal/kiosk/course"
	"modu/internal/kiosk/screen"
	"modu/internal/service"
	"modu/internal/session"
)

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
	case input.WallClock:
		u.m.Civil = service.ClockOf(ev.Now) - service.Clock(u.now/time.Second)
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
	way := u.at().Way()
	way.Before = u.clock
	u.went(u.m.Course.Step(passed, u.now, way))
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
				u.notice(scene.Polite, u.at().TimeIn("warn.left", o.Seconds))
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
	turned := m.Here.Pending != course.PendingFocus{}
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
	if screen.ClipPlays(&after) {
		m.Still = "" // what was stopped was on another screen
	}
	if m.Clock.Phase == session.Warned { // it has a focus of its own; theirs waits
		return
	}
	if m.Aloud != after.Focus {
		m.Aloud = ""
	}
	if !m.Headset.Held() {
		u.focus(after.Focus)
		u.stay(turned)
		u.meet()
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
