package kiosk

import (
	"modu/accessibility/input"
	"modu/accessibility/nav"
	"modu/accessibility/scene"
	"modu/internal/headset"
	"modu/internal/kiosk/act"
	"modu/internal/kiosk/model"
	"modu/internal/kiosk/screen"
)

// plugged takes up what has become of the headset.
func (u *update) plugged(next headset.State, outcome headset.Outcome) {
	u.m.Headset = next
	switch outcome {
	case headset.PluggedIn:
		headsetIn(u)
	case headset.PulledOut:
		headsetOut(u)
	case headset.PatienceOver:
		u.m.Clock = u.m.Clock.Ask(u.now, u.at().Timing())
	}
}

// headsetIn: from now on everything is said in the headset (SPK-12), and speech is on:
// who plugs in wants to listen (SPK-14).
func headsetIn(u *update) {
	m := u.m
	u.byPerson()
	if m.Idle() {
		u.enter(true)
		return
	}
	m.Clock = m.Clock.Restart(u.now)
	silent := !m.Prefs.Speech
	m.Prefs.Speech = true
	left := m.Headset.Left
	if !m.Headset.Held() {
		left = m.Scene.Root.ID
		u.say(scene.Assertive, "headset.in")
	}
	if silent {
		welcome(u)
	}
	resume(u, left)
}

// resume goes on where the person was, and says where that is. If the screen has
// become another in the meantime, a payment has ended for example, it is read as any
// new one.
func resume(u *update, left scene.NodeID) {
	u.m.Headset = u.m.Headset.Release()
	u.at().Settle()
	s, _ := screen.View(u.at())
	if u.resumed = s.Root.ID == left; u.resumed {
		whereAmI(u, &s)
	}
}

// headsetOut: the stay is held. What was on the screen or being said must not be met by
// anybody else.
func headsetOut(u *update) {
	m := u.m
	u.byPerson() // and so it cuts what is being said
	switch {
	case m.Idle() || !m.Prefs.Speech:
	case m.Number != 0 && m.Loss() == "":
		// Paid, told and gone: the next person must not meet the order number.
		over := u.at().HeadsetOut()
		if m.Pay.Outcome != input.Approved {
			over = u.at().Text("session.over") // it cost nothing
		}
		u.end()
		u.forAll(over)
	default:
		m.Headset = m.Headset.Hold(u.now, m.Scene.Root.ID)
		m.Clock = m.Clock.Restart(u.now)
	}
}

// whilePulled takes an intent while the stay is held. Only two things are possible:
// to call staff, and to go on aloud.
func whilePulled(u *update, intent nav.Intent) {
	switch {
	case intent == nav.Call:
		callStaff(u)
	case u.m.Paying():
		u.notice(scene.Assertive, u.at().HeadsetOut())
	case intent == nav.Select:
		resume(u, u.m.Headset.Left)
	default:
		u.notice(scene.Assertive, u.at().HeadsetOut())
		u.say(scene.Assertive, screen.PlugWords(u.at()))
		u.say(scene.Assertive, "headset.or-aloud")
	}
}

// headsetByHand is for sites where nothing tells of a plug.
func headsetByHand(u *update, a act.Act) {
	if a.N != 0 {
		u.plugged(u.m.Headset.Plug())
		return
	}
	u.m.Headset = u.m.Headset.Leave() // chosen, not pulled: nothing is held
	u.say(scene.Assertive, "headset.left")
}

// guarded reports whether a node tells something personal that its person has not
// asked for: then select reads it before it does anything (SPK-7).
func guarded(u *update, n *scene.Node) bool {
	return u.m.Prefs.Speech && !u.at().Ear().Private && u.m.Aloud != n.ID && n.KeptBack()
}

// readAloud says a node on the loudspeaker, this once. The consent ends when focus
// leaves the node.
func readAloud(u *update, n *scene.Node) {
	u.m.Aloud = n.ID
	for _, t := range model.Telling(n) {
		u.notice(scene.Assertive, t).Aloud = true
	}
}
