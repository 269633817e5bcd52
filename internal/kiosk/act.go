package kiosk

import (
	"fmt"

	"modu/accessibility"
	"modu/accessibility/scene"
	"modu/accessibility/typing"
	"modu/internal/service"
	"modu/locales"
)

// Act is what activating a node does, as a value: it can be compared, printed and sent
// to another process. Which fields count depends on Kind.
type Act struct {
	Kind  ActKind
	Step  string // the service's step that it belongs to
	ID    string // what it is about: an item, an option, a basket line, a list, a preference …
	Value string // the value that is chosen
	N     int    // a count, or a direction
}

// ActKind names what an act does.
type ActKind string

// The acts. What they need beside their kind stands behind each.
const (
	// Everywhere.
	ActHelp      ActKind = "help"
	ActBack      ActKind = "back"
	ActHome      ActKind = "home"
	ActCallStaff ActKind = "call-staff"
	ActTurnPage  ActKind = "turn-page" // ID: the list; N: +1 or -1
	ActClose     ActKind = "close"     // what lies over the step
	ActLeave     ActKind = "leave"     // ends the stay
	ActStay      ActKind = "stay"      // only answers the warning, as any act does
	ActRepeat    ActKind = "repeat"
	ActReadAloud ActKind = "read-aloud"
	ActSignAgain ActKind = "sign-again"
	ActGoOnAloud ActKind = "go-on-aloud" // without the headset

	// The first screen.
	ActStart    ActKind = "start"
	ActLanguage ActKind = "language" // ID: the language

	// The help menu and what lies behind it.
	ActNeed        ActKind = "need" // ID: the need
	ActUndo        ActKind = "undo"
	ActSettings    ActKind = "settings"
	ActPreference  ActKind = "preference" // ID: the field
	ActReset       ActKind = "reset"
	ActKeys        ActKind = "keys"
	ActHeadset     ActKind = "headset" // N: 1 to use it, 0 to leave it
	ActHeight      ActKind = "height"
	ActMoveScreen  ActKind = "move-screen" // ID: the button
	ActLeaveHeight ActKind = "leave-height"

	// A call for staff.
	ActManner        ActKind = "manner" // ID: the way of talking
	ActWriteToStaff  ActKind = "write-to-staff"
	ActPhrase        ActKind = "phrase" // ID: the phrase
	ActSubmitMessage ActKind = "submit-message"

	// Typing.
	ActKey    ActKind = "key" // ID: the layout; Value: the key
	ActErase  ActKind = "erase"
	ActSpace  ActKind = "space"
	ActLayout ActKind = "layout"

	// Steps of a service.
	ActContinue     ActKind = "continue"     // Step
	ActAnswer       ActKind = "answer"       // Step; Value: the choice
	ActSubmitEntry  ActKind = "submit-entry" // Step
	ActCallAgain    ActKind = "call-again"   // Step
	ActPrintAgain   ActKind = "print-again"  // Step
	ActOtherwise    ActKind = "otherwise"    // Step
	ActCategory     ActKind = "category"     // Step; ID: the category
	ActItem         ActKind = "item"         // Step; ID: the item
	ActOption       ActKind = "option"       // ID: the option; Value
	ActOptionCount  ActKind = "option-count" // ID: the option; N: how many
	ActNextOption   ActKind = "next-option"
	ActAdd          ActKind = "add" // Step
	ActOpenBasket   ActKind = "open-basket"
	ActQuantity     ActKind = "quantity" // ID: the basket line; N: how many
	ActRemove       ActKind = "remove"   // ID: the basket line
	ActMore         ActKind = "more"     // Step
	ActReviewed     ActKind = "reviewed" // Step
	ActPay          ActKind = "pay"
	ActStopPaying   ActKind = "stop-paying"
	ActSearch       ActKind = "search"
	ActSubmitSearch ActKind = "submit-search"
	ActTakeNote     ActKind = "take-note" // of what changed about the menu

	// Practice.
	ActPractise      ActKind = "practise"
	ActPractised     ActKind = "practised" // Step
	ActPractisePay   ActKind = "practise-pay"
	ActPractiseAgain ActKind = "practise-again"
	ActEndPractice   ActKind = "end-practice"
	ActForReal       ActKind = "for-real"
)

// doer carries out the acts of one kind.
type doer func(u *update, a Act)

// doers has one row for every kind of act.
func doers() map[ActKind]doer {
	return map[ActKind]doer{
		ActHelp:      func(u *update, _ Act) { u.openHelp() },
		ActBack:      func(u *update, _ Act) { u.back() },
		ActHome:      func(u *update, _ Act) { u.home() },
		ActCallStaff: func(u *update, _ Act) { u.callStaff() },
		ActTurnPage:  (*update).turnPage,
		ActClose:     func(u *update, _ Act) { u.closeTalk() },
		ActLeave:     func(u *update, _ Act) { u.leave() },
		ActStay:      func(*update, Act) {},
		ActRepeat:    func(u *update, _ Act) { u.effects = append(u.effects, Respeak{}) },
		ActReadAloud: func(u *update, _ Act) { u.readAloud(u.m.Scene.Find(u.m.focus())) },
		ActSignAgain: func(u *update, _ Act) { u.m.Again++ },
		ActGoOnAloud: func(u *update, _ Act) { u.resume() },

		ActStart:    func(u *update, _ Act) { u.begin(false) },
		ActLanguage: func(u *update, a Act) { u.speakIn(scene.Lang(a.ID)) },

		ActNeed:        (*update).needChosen,
		ActUndo:        func(u *update, _ Act) { u.undo() },
		ActSettings:    func(u *update, _ Act) { u.toSettings() },
		ActPreference:  (*update).preferenceChosen,
		ActReset:       func(u *update, _ Act) { u.reset() },
		ActKeys:        func(u *update, _ Act) { u.m.Talk = talk{Kind: talkKeys, Back: u.m.Talk.Back} },
		ActHeadset:     (*update).headsetByHand,
		ActHeight:      func(u *update, _ Act) { u.m.Talk = talk{Kind: talkLift, Focus: idLiftDown, Back: u.m.Talk.Back} },
		ActMoveScreen:  func(u *update, a Act) { u.hold(scene.NodeID(a.ID)) },
		ActLeaveHeight: func(u *update, _ Act) { u.fromLift() },

		ActManner:        (*update).mannerChosen,
		ActWriteToStaff:  (*update).writeToStaff,
		ActPhrase:        func(u *update, a Act) { u.tell(u.c.locs[u.c.Languages[0]].Text("call.phrase." + a.ID).String()) },
		ActSubmitMessage: func(u *update, _ Act) { u.tell(u.typed()) },

		ActKey:    (*update).keyTyped,
		ActErase:  func(u *update, _ Act) { u.erase() },
		ActSpace:  func(u *update, _ Act) { u.insert(' ') },
		ActLayout: func(u *update, _ Act) { u.nextLayout() },

		ActContinue:     func(u *update, a Act) { u.proceed(u.stepOf(a)) },
		ActAnswer:       (*update).answerChosen,
		ActSubmitEntry:  func(u *update, a Act) { u.confirmEntry(u.stepOf(a), u.m.Writing.Field, u.typed()) },
		ActCallAgain:    func(u *update, a Act) { u.ask(u.stepOf(a)) },
		ActPrintAgain:   func(u *update, a Act) { u.print(u.stepOf(a)) },
		ActOtherwise:    func(u *update, a Act) { u.goTo(u.stepOf(a).Otherwise) },
		ActCategory:     (*update).categoryChosen,
		ActItem:         (*update).itemChosen,
		ActOption:       (*update).optionChosen,
		ActOptionCount:  func(u *update, a Act) { u.pick(u.m.Here.Picked.SetCount(a.ID, a.N)) },
		ActNextOption:   (*update).nextOption,
		ActAdd:          (*update).addChosen,
		ActOpenBasket:   func(u *update, _ Act) { u.goToBasket(service.Step{}) },
		ActQuantity:     (*update).setQuantity,
		ActRemove:       (*update).removeLine,
		ActMore:         func(u *update, a Act) { u.goTo(u.stepOf(a).More) },
		ActReviewed:     (*update).reviewed,
		ActPay:          func(u *update, _ Act) { u.startPayment() },
		ActStopPaying:   (*update).stopPaying,
		ActSearch:       (*update).openSearch,
		ActSubmitSearch: (*update).search,
		ActTakeNote:     func(u *update, _ Act) { u.tookNote() },

		ActPractise:      func(u *update, _ Act) { u.beginPractice() },
		ActPractised:     func(u *update, a Act) { u.practised(u.stepOf(a)) },
		ActPractisePay:   func(u *update, _ Act) { u.practisePaid() },
		ActPractiseAgain: (*update).practiseAgain,
		ActEndPractice:   func(u *update, _ Act) { u.endPractice() },
		ActForReal:       func(u *update, _ Act) { u.beginForReal() },
	}
}

// do carries out an act.
func (u *update) do(a Act) {
	f, ok := u.c.doers[a.Kind]
	if !ok {
		panic(fmt.Sprintf("kiosk: no such act: %+v", a))
	}
	f(u, a)
}

// stepOf is the step of the service that an act belongs to.
func (u *update) stepOf(a Act) service.Step {
	st, _ := u.svc().Step(a.Step)
	return st
}

// typed is what stands in the field on the screen, unless it is secret.
func (u *update) typed() string { return u.m.Writing.Text.Text() }

// turnPage shows another page; the hand lands on its first, whichever way it came.
func (u *update) turnPage(a Act) {
	if c := u.m.Scene.Find(scene.NodeID(a.ID)); c != nil {
		u.showPage(c, c.Page.Index+a.N, false)
	}
}

func (u *update) needChosen(a Act) {
	for _, n := range accessibility.Needs() {
		if n.ID == a.ID {
			u.choose(n)
		}
	}
}

func (u *update) preferenceChosen(a Act) {
	d := accessibility.Find(u.c.table, a.ID)
	switch d.Field {
	case "speech":
		u.cycle(d.Field) // says that it is off while it still can
	case "curtain":
		u.m.Prefs = d.Cycle(u.m.Prefs)
		if u.m.Prefs.Curtain {
			u.notice(scene.Assertive, u.text("curtain.drawn"))
		}
	case "volume":
		u.nextVolume()
	default:
		u.m.Prefs = d.Cycle(u.m.Prefs) // the new value is news by itself
	}
}

// reset takes every preference back to what it was at first.
func (u *update) reset() {
	u.remember(idMore)
	speech, lang := u.m.Prefs.Speech, u.m.Prefs.Language
	u.m.Prefs = accessibility.Defaults(u.c.table) // TXT-10: the order is not touched
	u.m.Prefs.Speech = speech                     // who listens must not be left in silence
	u.m.Prefs.Language = lang                     // nor anybody before words that they cannot read
	u.notice(scene.Assertive, u.text("help.was-reset"))
}

// headsetByHand is for sites where nothing tells of a plug.
func (u *update) headsetByHand(a Act) {
	if a.N != 0 {
		u.headsetIn()
		return
	}
	u.m.Jack.in = false // chosen, not pulled: nothing is held
	u.notice(scene.Assertive, u.text("headset.left"))
}

func (u *update) mannerChosen(a Act) {
	u.m.Call.Manner = a.ID
	u.effects = append(u.effects, TellStaff{ID: u.m.Call.Effect, Manner: a.ID})
}

func (u *update) writeToStaff(Act) {
	u.m.Talk = talk{Kind: talkWrite, Back: u.m.Talk.Back}
	u.setAside()
}

func (u *update) keyTyped(a Act) {
	l := typing.LayoutOf(u.m.Writing.alphabet, a.ID)
	for _, row := range l.Rows {
		for _, k := range row {
			if k.ID == a.Value {
				u.typeKey(l, k)
				return
			}
		}
	}
}

func (u *update) answerChosen(a Act) {
	step := u.stepOf(a)
	u.m.Order = u.m.Order.WithAnswer(step.Field, a.Value)
	u.forgetOtherWays(step)
	u.proceed(step)
}

func (u *update) categoryChosen(a Act) {
	u.m.Here.Category = a.ID
	u.proceed(u.stepOf(a))
}

func (u *update) itemChosen(a Act) {
	item, _ := u.svc().Item(a.ID)
	picked, err := u.svc().Settle(item.ID, nil, u.m.Order)
	if err != nil {
		u.cannot()
		return
	}
	u.m.Here.Item, u.m.Here.Picked = item.ID, picked
	if u.m.Here.Find != "" { // found by its name: "more" leads to its like; else to the list it was in
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

func (u *update) optionChosen(a Act) {
	o, _ := u.svc().Option(a.ID)
	if o.Pick == service.PickMany {
		u.pick(u.m.Here.Picked.Toggle(a.ID, a.Value))
		return
	}
	u.pick(u.m.Here.Picked.Pick(a.ID, a.Value))
}

func (u *update) nextOption(Act) {
	u.m.Here.Asked++
	u.m.Here.Focus = ""
}

func (u *update) addChosen(a Act) {
	if !u.addToBasket() {
		return
	}
	u.proceed(u.stepOf(a))
	if _, has := u.svc().StepOf(service.Basket); has {
		u.forgetOptionTrail()
	}
}

func (u *update) setQuantity(a Act) {
	next, err := u.m.Order.SetQuantity(u.lineAt(a.ID), a.N)
	if err != nil {
		u.notice(scene.Assertive, u.text("reason.most"))
		return
	}
	u.m.Order = next
}

func (u *update) removeLine(a Act) {
	i := u.lineAt(a.ID)
	line, ok := u.m.Order.Line(i)
	if !ok {
		return // it is gone already
	}
	u.m.Order = must(u.m.Order.Remove(i))
	u.m.Here.Focus = "" // what it was on is gone: the next act is at hand again
	u.notice(scene.Assertive, u.text("basket.removed", locales.Words("Name", u.itemName(line.Item))))
}

func (u *update) reviewed(a Act) {
	u.proceed(u.stepOf(a))
	if st, _ := u.svc().Step(u.m.Here.Step); st.Kind == service.Pay {
		u.startPayment()
	}
}

func (u *update) stopPaying(Act) {
	u.notice(scene.Assertive, u.text("pay.stopping")) // the terminal takes its time to answer
	u.effects = append(u.effects, CancelPayment{ID: u.m.Pay.Effect, Stamp: u.stamp()})
}

func (u *update) openSearch(Act) {
	u.goTo(u.m.Here.Step)
	u.m.Here.Find = findTyping
	u.m.Writing = writing{Sideways: u.m.Writing.Sideways}
}

func (u *update) search(Act) {
	text := u.typed()
	if ids, _ := u.find(text); len(ids) == 0 {
		u.notice(scene.Assertive, u.text("find.none"))
		return
	}
	u.goTo(u.m.Here.Step)
	u.m.Here.Find, u.m.Here.Query = findResults, text
}

func (u *update) practiseAgain(Act) {
	u.restart()
	u.notice(scene.Assertive, u.text("practice.begun"))
}
