package kiosk

import (
	"cmp"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/kiosk/model"
	"modu/internal/kiosk/screen"
	"modu/internal/service"
)

// deskEvent takes what the world of a service desk reports.
func (u *update) deskEvent(ev input.Event) {
	switch ev := ev.(type) {
	case input.ServiceAnswered:
		u.answered(ev)
	case input.EntryKept:
		u.entryKept(ev)
	case input.Presented:
		u.presented(ev)
	case input.PaperPrinted:
		u.printed(ev)
	case input.MenuChanged:
		u.menuChanged(ev)
	}
}

// forgetOtherWays takes back what was given another way: who turns from their number to
// their card is not known by both.
func (u *update) forgetOtherWays(step service.Step) {
	if step.Kind != service.Identify {
		return
	}
	for _, c := range step.Choices {
		if to, ok := u.at().Service().Step(c.Go); ok && to.Field != "" {
			u.m.Order = u.m.Order.WithAnswer(to.Field, "")
		}
	}
}

// arrive does what a step does of itself when it opens.
func (u *update) arrive() {
	u.m.Task, u.m.Checking = model.Task{}, input.EffectID{}
	st, _ := u.at().Service().Step(u.m.Here.Step)
	switch {
	case st.Kind == service.Enter:
		u.m.Visits++
	case st.Kind == service.Call:
		u.ask(st)
	case st.Kind == service.Print:
		u.print(st)
	case st.Charge != nil:
		if billed, err := u.at().Service().Bill(st, u.m.Facts, u.m.Order); err == nil {
			u.m.Order = billed
		}
	}
}

// confirmEntry has what was typed checked and kept, then goes on.
func (u *update) confirmEntry(step service.Step, id scene.NodeID, text string) {
	if u.m.Checking != (input.EffectID{}) {
		return // a check is under way: a second press means the same
	}
	if u.m.Practice {
		u.practised(step)
		return
	}
	if !step.Secret && !step.Pattern.Match([]byte(text)) {
		u.wrongEntry(step)
		return
	}
	u.m.Checking = u.newEffect()
	u.effect(KeepEntry{ID: u.m.Checking, Stamp: u.stamp(), Node: id, Step: step, Typed: text})
}

func (u *update) entryKept(ev input.EntryKept) {
	if ev.Effect != u.m.Checking || ev.Effect == (input.EffectID{}) {
		return
	}
	u.m.Checking = input.EffectID{}
	st, _ := u.at().Service().Step(u.m.Here.Step)
	if !ev.OK {
		u.wrongEntry(st)
		return
	}
	u.m.Order = u.m.Order.WithAnswer(st.Field, service.Given)
	if st.Secret { // it has left the field: who comes back begins anew
		u.m.Entry = u.m.Entry.ForgetSecret()
	}
	u.proceed(st)
}

// wrongEntry says what is wrong and how to mend it (ERR-3); what was typed stays.
func (u *update) wrongEntry(st service.Step) {
	u.earcon = scene.EarconError
	u.say(scene.Assertive, cmp.Or(st.Wrong, "enter.wrong"))
}

// presented goes on with what was held to a reader, where the screen asks for it. What
// it is stays with the runtime, under the name of the field.
func (u *update) presented(ev input.Presented) {
	st, _ := u.at().Service().Step(u.m.Here.Step)
	if st.Kind != service.Present || string(st.Reader) != ev.Reader {
		return // nobody asked for it
	}
	u.awake()
	if u.m.Overlay.Kind != model.NoOverlay { // help is open: what they did with their card comes first
		u.closeOverlay()
	}
	if !ev.OK {
		u.say(scene.Assertive, "present.unreadable")
		return
	}
	if u.m.Practice {
		u.practised(st)
		return
	}
	u.effect(KeepPresented{Stamp: u.stamp(), Field: st.Field})
	u.m.Order = u.m.Order.WithAnswer(st.Field, service.Given)
	u.proceed(st)
}

// ask sends a call.
func (u *update) ask(st service.Step) {
	if u.m.Practice {
		u.pretend(pretendCall)
		return
	}
	u.m.Task = model.Task{Effect: u.newEffect()}
	u.effect(AskService{ID: u.m.Task.Effect, Stamp: u.stamp(), Step: st, Turn: u.m.Here.Calls, Fields: u.at().Sent(st), Language: u.m.Prefs.Language})
}

func (u *update) answered(ev input.ServiceAnswered) {
	if ev.Effect != u.m.Task.Effect || !u.m.Task.Running() {
		return // a late answer to somebody who has left or gone back
	}
	st, _ := u.at().Service().Step(u.m.Here.Step)
	if ev.Values == nil {
		u.failed()
		return
	}
	u.takeAnswer(st, ev.Values)
}

// takeAnswer goes on with what a call has answered.
func (u *update) takeAnswer(st service.Step, values map[string]input.Value) {
	u.m.Facts = u.m.Facts.With(st, values)
	u.m.Here.Calls++
	u.goOn(st)
}

// goOn leads on from a step that nobody acts on. Help may be open over it: the person
// comes back from it to the new step.
func (u *update) goOn(st service.Step) {
	u.m.Clock = u.m.Clock.Restart(u.now) // waiting for a machine is no idling
	u.m.Headset = u.m.Headset.Extend(u.now)
	u.proceed(st)
	if u.m.Overlay.Kind != model.NoOverlay {
		u.m.Overlay.Back = ""
	}
}

func (u *update) failed() {
	u.m.Task.Failed = true
	u.m.Here.Focus = ""
	u.m.Clock = u.m.Clock.Restart(u.now)
	u.paperFailed()
}

// print has paper printed.
func (u *update) print(st service.Step) {
	if u.m.Practice {
		u.pretend(pretendPrint)
		return
	}
	u.m.Task = model.Task{Effect: u.newEffect()}
	u.effect(PrintPaper{ID: u.m.Task.Effect, Stamp: u.stamp(), Step: st.ID, Turn: u.m.Here.Prints, Sheets: screen.Sheets(u.at(), st)})
}

func (u *update) printed(ev input.PaperPrinted) {
	if ev.Effect != u.m.Task.Effect || !u.m.Task.Running() {
		return
	}
	if !ev.OK {
		u.failed()
		return
	}
	u.m.Papered = true
	u.m.Here.Prints++
	st, _ := u.at().Service().Step(u.m.Here.Step)
	u.goOn(st)
}

// paperFailed calls staff by itself where paper was paid for and did not come: the
// screen says that they will help, so they must know.
func (u *update) paperFailed() {
	st, _ := u.at().Service().Step(u.m.Here.Step)
	if st.Kind != service.Print || u.m.Number == 0 || u.m.Pay.Outcome != input.Approved {
		return
	}
	if u.m.Headset.Held() {
		u.forAll(u.at().HeadsetOut())
	}
	if s := u.m.Call.State; s != input.CallRinging && s != input.CallAnswered {
		u.callStaff()
	}
}
