package kiosk

import (
	"fmt"

	"modu/accessibility/scene"
	"modu/internal/kiosk/act"
	"modu/internal/kiosk/course"
	"modu/internal/kiosk/model"
	"modu/internal/kiosk/screen"
)

// doer carries out the acts of one kind.
type doer func(u *update, a act.Act)

// doers has one row for every kind of act that is not the course's own.
func doers() map[act.Kind]doer {
	return map[act.Kind]doer{
		act.Help:      func(u *update, _ act.Act) { openHelp(u) },
		act.Size:      func(u *update, _ act.Act) { nextSize(u) },
		act.Back:      func(u *update, _ act.Act) { back(u) },
		act.Home:      func(u *update, _ act.Act) { home(u) },
		act.CallStaff: func(u *update, _ act.Act) { callStaff(u) },
		act.TurnPage:  turnPage,
		act.Close:     func(u *update, _ act.Act) { closeOverlay(u) },
		act.Leave:     func(u *update, _ act.Act) { u.leave() },
		act.Stay:      func(*update, act.Act) {},
		act.Repeat:    func(u *update, _ act.Act) { u.effect(Respeak{}) },
		act.ReadAloud: func(u *update, _ act.Act) { readAloud(u, u.m.Scene.Find(u.m.Focus())) },
		act.SignAgain: func(u *update, _ act.Act) { signAgain(u) },
		act.SignPause: func(u *update, _ act.Act) { signPause(u, screen.ClipPlays(&u.m.Scene)) },
		act.GoOnAloud: func(u *update, _ act.Act) { resume(u, u.m.Headset.Left) },

		act.Start:    func(u *update, _ act.Act) { u.enter(false) },
		act.Language: func(u *update, a act.Act) { speakIn(u, scene.Lang(a.ID)) },
		act.Practise: func(u *update, _ act.Act) { practise(u) },

		act.Need:       needChosen,
		act.Undo:       func(u *update, _ act.Act) { undo(u) },
		act.Settings:   func(u *update, _ act.Act) { deeper(u, model.Overlay{Kind: model.OverlaySettings}) },
		act.Section:    showSection,
		act.Values:     showValues,
		act.Preference: preferenceChosen,
		act.Reset:      func(u *update, _ act.Act) { reset(u) },
		act.Keys:       func(u *update, _ act.Act) { deeper(u, model.Overlay{Kind: model.OverlayKeys}) },
		act.Headset:    headsetByHand,
		act.Height: func(u *update, _ act.Act) {
			deeper(u, model.Overlay{Kind: model.OverlayHeight, Focus: screen.HeightDown})
		},
		act.MoveScreen:  holdByKey,
		act.LeaveHeight: func(u *update, _ act.Act) { leaveHeight(u) },

		act.Manner:        mannerChosen,
		act.WithdrawCall:  withdrawCall,
		act.WriteToStaff:  writeToStaff,
		act.Phrase:        func(u *update, a act.Act) { tell(u, u.c.SiteText("call.phrase."+a.ID).String()) },
		act.SubmitMessage: func(u *update, _ act.Act) { tell(u, written(u)) },

		act.Key:    keyTyped,
		act.Erase:  func(u *update, _ act.Act) { u.typed(u.m.Entry.Erase()) },
		act.Space:  func(u *update, _ act.Act) { u.typed(u.m.Entry.Insert(' ')) },
		act.Layout: nextLayout,
		act.Dial:   func(u *update, _ act.Act) { count(u) },
		act.Pad:    func(u *update, _ act.Act) { showPad(u) },

		act.SubmitEntry:  submitEntry,
		act.SubmitSearch: func(u *update, _ act.Act) { search(u) },
		act.AskStop:      func(u *update, _ act.Act) { openOverlay(u, model.OverlayStop) },
		act.StopPaying:   stopPaying,
		act.TakeNote:     func(u *update, _ act.Act) { takeNote(u) },
	}
}

// do carries out an act.
func do(u *update, a act.Act) {
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

// turnPage shows another page; the hand lands on its first, whichever way it came. Who reads
// on stays where that is done, also beside what could be changed.
func turnPage(u *update, a act.Act) {
	c := u.m.Scene.Find(scene.NodeID(a.ID))
	if c == nil {
		return
	}
	u.showPage(c, c.Page.Index+a.N, false)
	if u.m.Focus() == screen.ReadOn {
		u.m.Course = u.m.Course.Await(course.PendingFocus{})
	}
}

func submitEntry(u *update, a act.Act) {
	st, _ := u.at().Service().Step(a.Step)
	u.went(u.m.Course.Submit(st, written(u), u.now, u.at().Way()))
}
