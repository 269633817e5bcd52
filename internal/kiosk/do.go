package kiosk

import (
	"fmt"

	"modu/accessibility/scene"
	"modu/internal/kiosk/model"
	"modu/internal/kiosk/screen"
	"modu/internal/service"
	"modu/locales"
)

// doer carries out the acts of one kind.
type doer func(u *update, a model.Act)

// doers has one row for every kind of act.
func doers() map[model.ActKind]doer {
	return map[model.ActKind]doer{
		model.ActHelp:      func(u *update, _ model.Act) { u.openHelp() },
		model.ActBack:      func(u *update, _ model.Act) { u.back() },
		model.ActHome:      func(u *update, _ model.Act) { u.home() },
		model.ActCallStaff: func(u *update, _ model.Act) { u.callStaff() },
		model.ActTurnPage:  (*update).turnPage,
		model.ActClose:     func(u *update, _ model.Act) { u.closeOverlay() },
		model.ActLeave:     func(u *update, _ model.Act) { u.leave() },
		model.ActStay:      func(*update, model.Act) {},
		model.ActRepeat:    func(u *update, _ model.Act) { u.effect(Respeak{}) },
		model.ActReadAloud: func(u *update, _ model.Act) { u.readAloud(u.m.Scene.Find(u.m.Focus())) },
		model.ActSignAgain: func(u *update, _ model.Act) { u.m.Again++ },
		model.ActGoOnAloud: func(u *update, _ model.Act) { u.resume(u.m.Headset.Left) },

		model.ActStart:    func(u *update, _ model.Act) { u.enter(false) },
		model.ActLanguage: func(u *update, a model.Act) { u.speakIn(scene.Lang(a.ID)) },

		model.ActNeed:        (*update).needChosen,
		model.ActUndo:        func(u *update, _ model.Act) { u.undo() },
		model.ActSettings:    func(u *update, _ model.Act) { u.openSettings() },
		model.ActPreference:  (*update).preferenceChosen,
		model.ActReset:       func(u *update, _ model.Act) { u.reset() },
		model.ActKeys:        func(u *update, _ model.Act) { u.deeper(model.OverlayKeys, "") },
		model.ActHeadset:     (*update).headsetByHand,
		model.ActHeight:      func(u *update, _ model.Act) { u.deeper(model.OverlayHeight, screen.HeightDown) },
		model.ActMoveScreen:  (*update).holdByKey,
		model.ActLeaveHeight: func(u *update, _ model.Act) { u.leaveHeight() },

		model.ActManner:        (*update).mannerChosen,
		model.ActWriteToStaff:  (*update).writeToStaff,
		model.ActPhrase:        func(u *update, a model.Act) { u.tell(u.c.SiteText("call.phrase." + a.ID).String()) },
		model.ActSubmitMessage: func(u *update, _ model.Act) { u.tell(u.written()) },

		model.ActKey:    (*update).keyTyped,
		model.ActErase:  func(u *update, _ model.Act) { u.typed(u.m.Entry.Erase()) },
		model.ActSpace:  func(u *update, _ model.Act) { u.typed(u.m.Entry.Insert(' ')) },
		model.ActLayout: (*update).nextLayout,

		model.ActContinue:     func(u *update, a model.Act) { u.proceed(u.stepOf(a)) },
		model.ActAnswer:       (*update).answerChosen,
		model.ActSubmitEntry:  func(u *update, a model.Act) { u.confirmEntry(u.stepOf(a), u.m.Entry.Field, u.written()) },
		model.ActCallAgain:    func(u *update, a model.Act) { u.ask(u.stepOf(a)) },
		model.ActPrintAgain:   func(u *update, a model.Act) { u.print(u.stepOf(a)) },
		model.ActOtherwise:    func(u *update, a model.Act) { u.goTo(u.stepOf(a).Otherwise) },
		model.ActCategory:     (*update).categoryChosen,
		model.ActItem:         (*update).itemChosen,
		model.ActOption:       (*update).optionChosen,
		model.ActOptionCount:  func(u *update, a model.Act) { u.pick(u.m.Here.Picked.SetCount(a.ID, a.N)) },
		model.ActNextOption:   (*update).nextOption,
		model.ActAdd:          (*update).addChosen,
		model.ActOpenBasket:   func(u *update, _ model.Act) { u.goToBasket(service.Step{}) },
		model.ActQuantity:     (*update).setQuantity,
		model.ActRemove:       (*update).removeLine,
		model.ActMore:         func(u *update, a model.Act) { u.goTo(u.stepOf(a).More) },
		model.ActReviewed:     (*update).reviewed,
		model.ActPay:          func(u *update, _ model.Act) { u.startPayment() },
		model.ActStopPaying:   (*update).stopPaying,
		model.ActSearch:       (*update).openSearch,
		model.ActSubmitSearch: (*update).search,
		model.ActTakeNote:     func(u *update, _ model.Act) { u.tookNote() },

		model.ActPractise:      func(u *update, _ model.Act) { u.beginPractice() },
		model.ActPractised:     func(u *update, a model.Act) { u.practised(u.stepOf(a)) },
		model.ActPractisePay:   func(u *update, _ model.Act) { u.practisePaid() },
		model.ActPractiseAgain: (*update).practiseAgain,
		model.ActEndPractice:   func(u *update, _ model.Act) { u.endPractice() },
		model.ActForReal:       func(u *update, _ model.Act) { u.beginForReal() },
	}
}

// do carries out an act.
func (u *update) do(a model.Act) {
	f, ok := u.c.doers[a.Kind]
	if !ok {
		panic(fmt.Sprintf("kiosk: no such act: %+v", a))
	}
	f(u, a)
}

// turnPage shows another page; the hand lands on its first, whichever way it came.
func (u *update) turnPage(a model.Act) {
	if c := u.m.Scene.Find(scene.NodeID(a.ID)); c != nil {
		u.showPage(c, c.Page.Index+a.N, false)
	}
}

func (u *update) answerChosen(a model.Act) {
	step := u.stepOf(a)
	u.m.Order = u.m.Order.WithAnswer(step.Field, a.Value)
	u.forgetOtherWays(step)
	u.proceed(step)
}

func (u *update) categoryChosen(a model.Act) {
	u.m.Here.Category = a.ID
	u.proceed(u.stepOf(a))
}

func (u *update) itemChosen(a model.Act) {
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

func (u *update) optionChosen(a model.Act) {
	o, _ := u.at().Service().Option(a.ID)
	if o.Pick == service.PickMany {
		u.pick(u.m.Here.Picked.Toggle(a.ID, a.Value))
		return
	}
	u.pick(u.m.Here.Picked.Pick(a.ID, a.Value))
}

func (u *update) nextOption(model.Act) {
	u.m.Here.Asked++
	u.m.Here.Focus = ""
}

func (u *update) addChosen(a model.Act) {
	if !u.addToBasket() {
		return
	}
	u.proceed(u.stepOf(a))
	if _, has := u.at().Service().StepOf(service.Basket); has {
		u.forgetOptionTrail()
	}
}

func (u *update) setQuantity(a model.Act) {
	next, err := u.m.Order.SetQuantity(u.lineAt(a.ID), a.N)
	if err != nil {
		u.say(scene.Assertive, "reason.most")
		return
	}
	u.m.Order = next
}

func (u *update) removeLine(a model.Act) {
	i := u.lineAt(a.ID)
	line, ok := u.m.Order.Line(i)
	if !ok {
		return // it is gone already
	}
	u.m.Order = must(u.m.Order.Remove(i))
	u.m.Here.Focus = "" // what it was on is gone: the next act is at hand again
	u.notice(scene.Assertive, u.at().Text("basket.removed", locales.Words("Name", u.at().ItemName(line.Item))))
}

func (u *update) reviewed(a model.Act) {
	u.proceed(u.stepOf(a))
	if st, _ := u.at().Service().Step(u.m.Here.Step); st.Kind == service.Pay {
		u.startPayment()
	}
}

func (u *update) stopPaying(model.Act) {
	u.say(scene.Assertive, "pay.stopping") // the terminal takes its time to answer
	u.effect(CancelPayment{ID: u.m.Pay.Effect, Stamp: u.stamp()})
}

func (u *update) openSearch(model.Act) {
	u.goTo(u.m.Here.Step)
	u.m.Here.Search = model.SearchTyping
	u.m.Entry = u.m.Entry.Clear()
}

func (u *update) search(model.Act) {
	text := u.written()
	if ids, _ := u.at().Search(text); len(ids) == 0 {
		u.say(scene.Assertive, "find.none")
		return
	}
	u.goTo(u.m.Here.Step)
	u.m.Here.Search, u.m.Here.Query = model.SearchFound, text
}

func (u *update) practiseAgain(model.Act) {
	u.restart()
	u.say(scene.Assertive, "practice.begun")
}
