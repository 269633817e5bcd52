package kiosk

import (
	"fmt"

	"modu/accessibility/scene"
	"modu/internal/kiosk/act"
	"modu/internal/kiosk/model"
	"modu/internal/kiosk/screen"
	"modu/internal/service"
	"modu/locales"
)

// doer carries out the acts of one kind.
type doer func(u *update, a act.Act)

// doers has one row for every kind of act.
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

		act.Continue:     func(u *update, a act.Act) { u.proceed(u.stepOf(a)) },
		act.Answer:       (*update).answerChosen,
		act.SubmitEntry:  func(u *update, a act.Act) { u.confirmEntry(u.stepOf(a), u.m.Entry.Field, u.written()) },
		act.CallAgain:    func(u *update, a act.Act) { u.ask(u.stepOf(a)) },
		act.PrintAgain:   func(u *update, a act.Act) { u.print(u.stepOf(a)) },
		act.Otherwise:    func(u *update, a act.Act) { u.goTo(u.stepOf(a).Otherwise) },
		act.Category:     (*update).categoryChosen,
		act.Item:         (*update).itemChosen,
		act.Option:       (*update).optionChosen,
		act.OptionCount:  func(u *update, a act.Act) { u.pick(u.m.Here.Picked.SetCount(a.ID, a.N)) },
		act.NextOption:   (*update).nextOption,
		act.Add:          (*update).addChosen,
		act.OpenBasket:   func(u *update, _ act.Act) { u.goToBasket(service.Step{}) },
		act.Quantity:     (*update).setQuantity,
		act.Remove:       (*update).removeLine,
		act.More:         func(u *update, a act.Act) { u.goTo(u.stepOf(a).More) },
		act.Reviewed:     (*update).reviewed,
		act.Pay:          func(u *update, _ act.Act) { u.startPayment() },
		act.StopPaying:   (*update).stopPaying,
		act.Search:       (*update).openSearch,
		act.SubmitSearch: (*update).search,
		act.TakeNote:     func(u *update, _ act.Act) { u.tookNote() },

		act.Practise:      func(u *update, _ act.Act) { u.beginPractice() },
		act.Practised:     func(u *update, a act.Act) { u.practised(u.stepOf(a)) },
		act.PractisePay:   func(u *update, _ act.Act) { u.practisePaid() },
		act.PractiseAgain: (*update).practiseAgain,
		act.EndPractice:   func(u *update, _ act.Act) { u.endPractice() },
		act.ForReal:       func(u *update, _ act.Act) { u.beginForReal() },
	}
}

// do carries out an act.
func (u *update) do(a act.Act) {
	f, ok := u.c.doers[a.Kind]
	if !ok {
		panic(fmt.Sprintf("kiosk: no such act: %+v", a))
	}
	f(u, a)
}

// turnPage shows another page; the hand lands on its first, whichever way it came.
func (u *update) turnPage(a act.Act) {
	if c := u.m.Scene.Find(scene.NodeID(a.ID)); c != nil {
		u.showPage(c, c.Page.Index+a.N, false)
	}
}

func (u *update) answerChosen(a act.Act) {
	step := u.stepOf(a)
	u.m.Order = u.m.Order.WithAnswer(step.Field, a.Value)
	u.forgetOtherWays(step)
	u.proceed(step)
}

func (u *update) categoryChosen(a act.Act) {
	u.m.Here.Category = a.ID
	u.proceed(u.stepOf(a))
}

func (u *update) itemChosen(a act.Act) {
	item, _ := u.at().Service().Item(a.ID)
	picked, err := u.at().Service().Settle(item.ID, nil, u.m.Order)
	if err != nil {
		u.cannot()
		return
	}
	u.m.Here.Item, u.m.Here.Picked = item.ID, picked
	if u.m.Here.Search != "" { // found by its name: "more" leads to its like; else to the list it was in
		u.m.Here.Category = item.Category
	}
	step := u.stepOf(a)
	if len(item.Options) == 0 {
		if u.addToBasket() {
			u.goToBasket(step)
		}
		return
	}
	u.proceed(step)
}

func (u *update) optionChosen(a act.Act) {
	o, _ := u.at().Service().Option(a.ID)
	if o.Pick == service.PickMany {
		u.pick(u.m.Here.Picked.Toggle(a.ID, a.Value))
		return
	}
	u.pick(u.m.Here.Picked.Pick(a.ID, a.Value))
}

func (u *update) nextOption(act.Act) {
	u.m.Here.Asked++
	u.m.Here.Focus = ""
}

func (u *update) addChosen(a act.Act) {
	if !u.addToBasket() {
		return
	}
	u.proceed(u.stepOf(a))
	if _, has := u.at().Service().StepOf(service.Basket); has {
		u.forgetOptionTrail()
	}
}

func (u *update) setQuantity(a act.Act) {
	next, err := u.m.Order.SetQuantity(u.lineAt(a.ID), a.N)
	if err != nil {
		u.say(scene.Assertive, "reason.most")
		return
	}
	u.m.Order = next
}

func (u *update) removeLine(a act.Act) {
	i := u.lineAt(a.ID)
	line, ok := u.m.Order.Line(i)
	if !ok {
		return // it is gone already
	}
	u.m.Order = must(u.m.Order.Remove(i))
	u.m.Here.Focus = "" // what it was on is gone: the next act is at hand again
	u.notice(scene.Assertive, u.at().Text("basket.removed", locales.Words("Name", u.at().ItemName(line.Item))))
}

func (u *update) reviewed(a act.Act) {
	u.proceed(u.stepOf(a))
	if st, _ := u.at().Service().Step(u.m.Here.Step); st.Kind == service.Pay {
		u.startPayment()
	}
}

func (u *update) stopPaying(act.Act) {
	u.say(scene.Assertive, "pay.stopping") // the terminal takes its time to answer
	u.effect(CancelPayment{ID: u.m.Pay.Effect, Stamp: u.stamp()})
}

func (u *update) openSearch(act.Act) {
	u.goTo(u.m.Here.Step)
	u.m.Here.Search = model.SearchTyping
	u.m.Entry = u.m.Entry.Clear()
}

func (u *update) search(act.Act) {
	text := u.written()
	if ids, _ := u.at().Search(text); len(ids) == 0 {
		u.say(scene.Assertive, "find.none")
		return
	}
	u.goTo(u.m.Here.Step)
	u.m.Here.Search, u.m.Here.Query = model.SearchFound, text
}

func (u *update) practiseAgain(act.Act) {
	u.restart()
	u.say(scene.Assertive, "practice.begun")
}
