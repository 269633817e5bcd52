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

// plain does what needs nothing of the act but its kind.
func plain(f func(u *update)) doer { return func(u *update, _ act.Act) { f(u) } }

// doers has one row for every kind of act that is not the course's own.
func doers() map[act.Kind]doer {
	return map[act.Kind]doer{
		act.Help:      plain(openHelp),
		act.Size:      plain(nextSize),
		act.Back:      plain(back),
		act.Home:      plain(home),
		act.CallStaff: plain(callStaff),
		act.TurnPage:  turnPage,
		act.Close:     plain(closeOverlay),
		act.Leave:     plain((*update).leave),
		act.Stay:      plain(func(*update) {}),
		act.Repeat:    plain(func(u *update) { u.effect(Respeak{}) }),
		act.ReadAloud: plain(func(u *update) { readAloud(u, u.m.Scene.Find(u.m.Focus())) }),
		act.SignAgain: plain(signAgain),
		act.SignPause: plain(func(u *update) { signPause(u, screen.ClipPlays(&u.m.Scene)) }),
		act.GoOnAloud: plain(func(u *update) { resume(u, u.m.Headset.Left) }),

		act.Start:    plain(func(u *update) { u.enter(false) }),
		act.Language: func(u *update, a act.Act) { speakIn(u, scene.Lang(a.ID)) },
		act.Practise: plain(practise),

		act.Need:        needChosen,
		act.Undo:        plain(undo),
		act.Settings:    plain(func(u *update) { deeper(u, model.Overlay{Kind: model.OverlaySettings}) }),
		act.Section:     showSection,
		act.Values:      showValues,
		act.Preference:  preferenceChosen,
		act.Reset:       plain(reset),
		act.Keys:        plain(func(u *update) { deeper(u, model.Overlay{Kind: model.OverlayKeys}) }),
		act.Headset:     headsetByHand,
		act.Height:      plain(func(u *update) { deeper(u, model.Overlay{Kind: model.OverlayHeight, Focus: screen.HeightDown}) }),
		act.MoveScreen:  holdByKey,
		act.LeaveHeight: plain(leaveHeight),

		act.Manner:        mannerChosen,
		act.WithdrawCall:  plain(withdrawCall),
		act.WriteToStaff:  plain(writeToStaff),
		act.Phrase:        func(u *update, a act.Act) { tell(u, u.c.SiteText("call.phrase."+a.ID).String()) },
		act.SubmitMessage: plain(func(u *update) { tell(u, written(u)) }),

		act.Key:    keyTyped,
		act.Erase:  plain(func(u *update) { u.typed(u.m.Entry.Erase()) }),
		act.Space:  plain(func(u *update) { u.typed(u.m.Entry.Insert(' ')) }),
		act.Layout: plain(nextLayout),
		act.Dial:   plain(count),
		act.Pad:    plain(showPad),

		act.SubmitEntry:  submitEntry,
		act.SubmitSearch: plain(search),
		act.AskStop:      plain(func(u *update) { openOverlay(u, model.OverlayStop) }),
		act.StopPaying:   plain(stopPaying),
		act.TakeNote:     plain(takeNote),
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
