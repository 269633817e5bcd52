package kiosk

import (
	"modu/accessibility"
	"modu/accessibility/scene"
	"modu/internal/kiosk/model"
	"modu/internal/service"
	"modu/internal/staffcall"
	"modu/locales"
)

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
		u.say(scene.Assertive, "speech.here", locales.Words("Name", u.at().Text(u.at().Service().Name))) // who cannot see stands before they know not what
		welcome(u)
	}
}

// welcome tells who listens how to move and choose, where help is, how long the way is, and, after
// the first question, where earphones are to be had. What can wait is told later: a first utterance of
// more than twenty seconds is not kept in mind.
func welcome(u *update) {
	u.tell(scene.Assertive, "speech.welcome")
	u.tell(scene.Assertive, "speech.welcome.help")
	if stages := len(u.at().Service().Stages()); stages > 0 {
		u.tell(scene.Assertive, "speech.stages", locales.Count("N", stages, "stage"))
	}
	if u.c.Socket.Present && !u.m.Headset.In && !u.m.Headset.Deaf {
		for _, t := range model.Earphones(u.at()) {
			u.tellText(scene.Polite, t.String(), t)
		}
	}
}

// onTheWay tells who listens, at the first screen after the first one that asks them for something,
// by which key they skip what is left of a list; and who wants everything explained, that one
// choice goes on by itself.
func onTheWay(u *update) {
	if !u.m.Prefs.Speech || len(u.m.Trail) == 0 {
		return
	}
	switch st := u.at().Step(); st.Kind {
	case service.Call, service.Print, service.Pay, service.Done: // it would be cut off, or there is nothing to go on to
		return
	case service.Choose, service.Identify, service.Categories, service.Items, service.Seats, service.Short:
		if u.m.Prefs.Verbosity == accessibility.VerbosityLong && !st.IsMany() {
			u.tell(scene.Polite, "how.one")
		}
	}
	if u.m.Hand != accessibility.Touch && u.m.Hand != accessibility.Switch {
		u.tell(scene.Polite, "speech.welcome.more")
	}
}

// tell says a message about how the kiosk is worked, unless this person has heard it.
func (u *update) tell(p scene.Politeness, id string, args ...locales.Arg) {
	t := u.at().Text(id, args...)
	u.tellText(p, t.ID, t)
}

// tellText is tell for a text, under the name by which it is known to have been heard.
func (u *update) tellText(p scene.Politeness, name string, t scene.Text) {
	if u.m.Told[name] {
		return
	}
	u.m.Told = clone(u.m.Told)
	u.m.Told[name] = true
	u.notice(p, t).OnceAStay = true
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
	if len(u.m.Waiting) > 0 || u.m.NextCatalogue != "" {
		settleMenu(u.m, u.c.Service)
	}
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
