package kiosk

import (
	"modu/accessibility/scene"
	"modu/internal/kiosk/act"
	"modu/internal/kiosk/model"
	"modu/internal/staffcall"
)

// callStaff rings; pressed once more it opens the screen that tells where the call is, and
// on which the person can tell staff more or take the call back.
func callStaff(u *update) {
	c, n := u.m.Call, u.at()
	over := u.m.Overlay.Kind == model.OverlayStaff
	switch {
	case over && c.Open():
		closeOverlay(u)
	case n.MayTalk() || n.MayWithdraw():
		openOverlay(u, model.OverlayStaff)
	case c.Ringing():
		u.forAll(u.at().CallState())
	default:
		u.m.Call = c.Call(u.newEffect(), manner(u), u.now)
		u.forAll(u.at().Text("call.ringing"))
		if u.c.StaffPage && !over {
			u.say(scene.Polite, "call.more")
		}
		ring(u)
	}
}

// withdrawCall takes the call back.
func withdrawCall(u *update) {
	u.effect(WithdrawCall{ID: u.m.Call.Effect, Stamp: u.stamp()})
	u.m.Call = u.m.Call.Withdraw()
	u.forAll(u.at().Text("call.withdrawn"))
	closeOverlay(u)
}

// manner is what the way a person uses the kiosk says about how to talk to them.
func manner(u *update) staffcall.Manner {
	switch {
	case u.m.Prefs.Sign:
		return staffcall.BySign
	case u.m.Prefs.Speech:
		return staffcall.ByVoice
	}
	return staffcall.NoManner
}

// ring asks for staff. What they are told of the person is the name of the screen and
// the way of talking; nothing that is personal.
func ring(u *update) {
	title := "attract.start"
	if u.m.Here.Step != "" {
		title = u.at().Step().Title
	}
	u.effect(CallStaff{ID: u.m.Call.Effect, Stamp: u.stamp(), Where: model.Unfilled(u.at(), title).Redacted(), Manner: u.m.Call.Manner, Again: u.m.Call.Late})
}

// called takes up what has become of a call.
func (u *update) called(next staffcall.State, outcome staffcall.Outcome) {
	u.m.Call = next
	switch outcome {
	case staffcall.Ring:
		ring(u)
	case staffcall.RingLate:
		u.forAll(u.at().CallState())
		ring(u)
	case staffcall.Changed:
		u.forAll(u.at().CallState())
	case staffcall.Replied:
		u.notice(scene.Assertive, u.at().CallState())
	case staffcall.Seen:
		u.say(scene.Assertive, "call.told")
	case staffcall.Unseen:
		u.say(scene.Assertive, "call.untold")
	}
}

func mannerChosen(u *update, a act.Act) {
	u.m.Call = u.m.Call.Talk(staffcall.Manner(a.ID))
	u.effect(TellStaff{ID: u.m.Call.Effect, Manner: u.m.Call.Manner})
}

func writeToStaff(u *update) {
	deeper(u, model.Overlay{Kind: model.OverlayMessage})
	u.m.Entry = u.m.Entry.Stash()
}

// tell sends the person's words to staff and forgets them. Whether anybody sees them is
// said when it is known.
func tell(u *update, words string) {
	u.effect(TellStaff{ID: u.m.Call.Effect, Words: words})
	u.m.Entry = u.m.Entry.Clear()
	up(u, "")
}
