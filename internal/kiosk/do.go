package kiosk

import (
	"fmt"

	"modu/accessibility/scene"
	"modu/internal/kiosk/act"
	"modu/internal/kiosk/model"
	"modu/internal/kiosk/screen"
)

// doer carries out the acts of one kind.
type doer func(u *update, a act.Act)

// doers has one row for every kind of act that is not the course's own.
func doers() map[act.Kind]doer {
	return map[act.Kind]doer{
		act.Help:      func(u *update, _ act.Act) { u.openHelp() },
		act.Back:      func(u *update, _ act.Act) { u.back() },
		act.Home:      func(u *update, _ act.Act) { u.home() },
		act.CallStaff: func(u *update, _ act.Act) { u.callStaff() },
		act.TurnPage:  (*update).turnPage,
		act.Close:     func(u *update, _ act.Act) { u.closeOverlay() },
		act.Leave:     func(u *update, _ act.Act) { u.leave() },
		act.Stay:      func(*update, act.Act) {},
		act.Repeat:    func(u *update, _ act.Act) { u.effect(Respeak{}) },
		act.ReadAloud: func(u *update, _ act.Act) { u.readAloud(u.m.Scene.Find(u.m.Focus())) },
		act.SignAgain: func(u *update, _ act.Act) { u.m.Again++ },
		act.GoOnAloud: func(u *update, _ act.Act) { u.resume(u.m.Headset.Left) },

		act.Start:    func(u *update, _ act.Act) { u.enter(false) },
		act.Language: func(u *update, a act.Act) { u.speakIn(scene.Lang(a.ID)) },
		act.Practise: func(u *update, _ act.Act) { u.practise() },

		act.Need:        (*update).needChosen,
		act.Undo:        func(u *update, _ act.Act) { u.undo() },
		act.Settings:    func(u *update, _ act.Act) { u.openSettings() },
		act.Preference:  (*update).preferenceChosen,
		act.Reset:       func(u *update, _ act.Act) { u.reset() },
		act.Keys:        func(u *update, _ act.Act) { u.deeper(model.OverlayKeys, "") },
		act.Headset:     (*update).headsetByHand,
		act.Height:      func(u *update, _ act.Act) { u.deeper(model.OverlayHeight, screen.HeightDown) },
		act.MoveScreen:  (*update).holdByKey,
		act.LeaveHeight: func(u *update, _ act.Act) { u.leaveHeight() },

		act.Manner:        (*update).mannerChosen,
		act.WriteToStaff:  (*update).writeToStaff,
		act.Phrase:        func(u *update, a act.Act) { u.tell(u.c.SiteText("call.phrase." + a.ID).String()) },
		act.SubmitMessage: func(u *update, _ act.Act) { u.tell(u.written()) },

		act.Key:    (*update).keyTyped,
		act.Erase:  func(u *update, _ act.Act) { u.typed(u.m.Entry.Erase()) },
		act.Space:  func(u *update, _ act.Act) { u.typed(u.m.Entry.Insert(' ')) },
		act.Layout: (*update).nextLayout,

		act.SubmitEntry:  (*update).submitEntry,
		act.SubmitSearch: func(u *update, _ act.Act) { u.search() },
		act.StopPaying:   (*update).stopPaying,
		act.TakeNote:     func(u *update, _ act.Act) { u.takeNote() },
	}
}

// do carries out an act.
func (u *update) do(a act.Act) {
	if f, ok := u.c.doers[a.Kind]; ok {
		f(u, a)
		return
	}
	next, outcomes, ok := u.m.Course.Do(a, u.now, u.at().Way())
	if !ok {
		panic(fmt.Sprintf("kiosk: no such act: %+v", a))
	}
	u.went(next, outcomes)
}

// turnPage shows another page; the hand lands on its first, whichever way it came.
func (u *update) turnPage(a act.Act) {
	if c := u.m.Scene.Find(scene.NodeID(a.ID)); c != nil {
		u.showPage(c, c.Page.Index+a.N, false)
	}
}

func (u *update) submitEntry(a act.Act) {
	st, _ := u.at().Service().Step(a.Step)
	u.went(u.m.Course.Submit(st, u.written(), u.now, u.at().Way()))
}
