package kiosk

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
	"time"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/accessibility/typing"
	"modu/internal/service"
	"modu/locales"
)

// task is something that the world does while the person waits: a call or a print.
type task struct {
	Effect input.EffectID
	Failed bool
	Due    time.Duration // in practice: when it has seemed to take long enough; 0 outside it
}

// running reports whether an answer is awaited.
func (t task) running() bool { return (t.Effect != (input.EffectID{}) || t.Due != 0) && !t.Failed }

// svc is the service as it is now: with the prices and what is sold out today.
func (u *update) svc() *service.Service {
	if u.m.Menu != nil {
		return u.m.Menu
	}
	return u.c.Service
}

// deskStep makes the screens of a service desk.
func (b *builder) deskStep(step service.Step) {
	switch step.Kind {
	case service.Enter:
		b.enterStep(step)
	case service.Present:
		b.presentStep(step)
	case service.Call:
		b.callStep(step)
	case service.Print:
		b.printStep(step)
	case service.Show:
		b.shown(step)
		b.first = "show.next"
		b.actions(primary(b.button("show.next", b.text("go.on"), Act{Kind: ActContinue, Step: step.ID})))
	}
}

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
		if to, ok := u.svc().Step(c.Go); ok && to.Field != "" {
			u.m.Order = u.m.Order.WithAnswer(to.Field, "")
		}
	}
}

// passing reports whether the step is one that people pass without acting: "back"
// must not lead into it, since it would only lead forward again.
func (u *update) passing() bool {
	st, _ := u.svc().Step(u.m.Here.Step)
	return st.Kind == service.Call || st.Kind == service.Print
}

// arrive does what a step does of itself when it opens.
func (u *update) arrive() {
	u.m.Task, u.m.Checking = task{}, input.EffectID{}
	st, _ := u.svc().Step(u.m.Here.Step)
	switch {
	case st.Kind == service.Enter:
		u.m.Visits++
	case st.Kind == service.Call:
		u.ask(st)
	case st.Kind == service.Print:
		u.print(st)
	case st.Charge != nil:
		if billed, err := u.svc().Bill(st, u.m.Facts, u.m.Order); err == nil {
			u.m.Order = billed
		}
	}
}

// enterStep has something typed, checked and kept.
func (b *builder) enterStep(step service.Step) {
	id := scene.NodeID("enter." + step.ID)
	privacy := scene.Personal // whoever stands behind must not hear a number
	if step.Secret {
		// Nobody can see what a secret began with, so each visit begins anew.
		privacy, id = scene.Secret, id+scene.NodeID("."+strconv.Itoa(b.m.Visits))
	}
	b.first = id
	fewest := step.Fewest()
	if b.m.Practice {
		fewest = 1
		b.says("practice.any", scene.RoleText, b.text("practice.any"))
	}
	b.field(field{ID: id, Label: b.text("enter.field"), Alphabet: typing.Alphabet(cmp.Or(step.Alphabet, service.Digits)), Privacy: privacy,
		Min: fewest, Max: step.Most(), Done: b.text(cmp.Or(step.Confirm, "enter.confirm")),
		Submit: Act{Kind: ActSubmitEntry, Step: step.ID}})
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
	u.effects = append(u.effects, KeepEntry{ID: u.m.Checking, Stamp: u.stamp(), Node: id, Step: step, Typed: text})
}

func (u *update) entryKept(ev input.EntryKept) {
	if ev.Effect != u.m.Checking || ev.Effect == (input.EffectID{}) {
		return
	}
	u.m.Checking = input.EffectID{}
	st, _ := u.svc().Step(u.m.Here.Step)
	if !ev.OK {
		u.wrongEntry(st)
		return
	}
	u.m.Order = u.m.Order.WithAnswer(st.Field, service.Given)
	if st.Secret { // it has left the field: who comes back begins anew
		u.m.Writing.Count = 0
	}
	u.proceed(st)
}

// wrongEntry says what is wrong and how to mend it (ERR-3); what was typed stays.
func (u *update) wrongEntry(st service.Step) {
	u.earcon = scene.EarconError
	u.notice(scene.Assertive, u.text(cmp.Or(st.Wrong, "enter.wrong")))
}

// presentStep waits for a card, a code or a finger.
func (b *builder) presentStep(step service.Step) {
	b.says("present.wait", scene.RoleProgress, b.text("present."+string(step.Reader)))
	var row []scene.Node
	prev, _, ok := last(b.m.Trail)
	if from, _ := b.svc().Step(prev.Step); ok && from.Kind == service.Identify {
		b.first = "present.other" // elsewhere there is no other way; "back" is where it always is
		row = append(row, b.button("present.other", b.text("present.other"), Act{Kind: ActBack}))
	}
	if b.m.Practice {
		row = append(row, b.practisePresenting(step))
	}
	b.actions(row...)
}

// presented goes on with what was held to a reader, where the screen asks for it. What
// it is stays with the runtime, under the name of the field.
func (u *update) presented(ev input.Presented) {
	st, _ := u.svc().Step(u.m.Here.Step)
	if st.Kind != service.Present || string(st.Reader) != ev.Reader {
		return // nobody asked for it
	}
	u.awake()
	if u.m.Talk.Kind != "" { // help is open: what they did with their card comes first
		u.closeTalk()
	}
	if !ev.OK {
		u.notice(scene.Assertive, u.text("present.unreadable"))
		return
	}
	if u.m.Practice {
		u.practised(st)
		return
	}
	u.effects = append(u.effects, KeepPresented{Stamp: u.stamp(), Field: st.Field})
	u.m.Order = u.m.Order.WithAnswer(st.Field, service.Given)
	u.proceed(st)
}

// ask sends a call.
func (u *update) ask(st service.Step) {
	if u.m.Practice {
		u.pretend(pretendCall)
		return
	}
	u.m.Task = task{Effect: u.newEffect()}
	u.effects = append(u.effects, AskService{ID: u.m.Task.Effect, Stamp: u.stamp(), Step: st, Turn: u.m.Here.Calls, Fields: u.sent(st), Language: u.m.Prefs.Language})
}

// sent are the fields of a call, as far as the core knows them.
func (u *update) sent(st service.Step) map[string]string {
	sent := map[string]string{}
	for _, f := range st.Send {
		if v := u.m.Order.Answer(f); v != "" {
			sent[f] = v
		}
	}
	return sent
}

func (u *update) answered(ev input.ServiceAnswered) {
	if ev.Effect != u.m.Task.Effect || !u.m.Task.running() {
		return // a late answer to somebody who has left or gone back
	}
	st, _ := u.svc().Step(u.m.Here.Step)
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
	u.m.Clock, _ = u.m.Clock.Act(u.now) // waiting for a machine is no idling
	if u.m.Pulled.held() {
		u.m.Pulled.Since = u.now
	}
	u.proceed(st)
	if u.m.Talk.Kind != "" {
		u.m.Talk.Back = ""
	}
}

func (u *update) failed() {
	u.m.Task.Failed = true
	u.m.Here.Focus = ""
	u.m.Clock, _ = u.m.Clock.Act(u.now)
	u.paperFailed()
}

func (b *builder) callStep(step service.Step) {
	b.waiting(step, cmp.Or(step.Busy, "ask.busy"), cmp.Or(step.Failed, "ask.failed"), "ask.retry", Act{Kind: ActCallAgain, Step: step.ID})
}

// waiting is the screen of a step that does something of itself: what goes on, or
// what went wrong and what the person can do about it.
func (b *builder) waiting(step service.Step, busy, failed, retry string, again Act) {
	if !b.m.Task.Failed {
		b.says("task.busy", scene.RoleProgress, b.text(busy))
		return
	}
	b.first = "task.retry"
	buttons := []scene.Node{primary(b.button("task.retry", b.text(retry), again))}
	if step.Otherwise != "" {
		buttons = append([]scene.Node{b.button("task.otherwise", b.text("ask.otherwise"), Act{Kind: ActOtherwise, Step: step.ID})}, buttons...)
	}
	b.add(scene.Node{ID: "task.alert", Role: scene.RoleAlert, Label: b.text(failed), Children: buttons})
}

// shown adds the lines of a step.
func (b *builder) shown(step service.Step) {
	for i, sh := range b.svc().Shown(step, b.m.Order, b.m.Facts) {
		id := scene.NodeID("show." + strconv.Itoa(i))
		switch {
		case sh.From == "" && sh.Big:
			b.says(id, scene.RoleHeading, b.text(sh.Label))
		case sh.From == "":
			b.says(id, scene.RoleText, b.text(sh.Label))
		case sh.Big:
			b.says(id, scene.RoleHeading, b.text(sh.Label, b.factArg("Value", sh.From)))
		default:
			b.add(scene.Node{ID: id, Role: scene.RoleSummary, Label: b.text(sh.Label), Details: []scene.Text{b.text("value.plain", b.factArg("Value", sh.From))}})
		}
	}
}

// factArg is an answer or the answer to a field, as an argument of a message. What
// comes from outside is personal unless the service says that anybody may hear it.
func (b *builder) factArg(name, from string) locales.Arg {
	f, ok := b.m.Facts[from]
	if !ok {
		if _, known := b.svc().Result(from); known {
			return locales.Words(name, b.text("value.none")) // nobody has answered yet
		} else {
			return locales.Words(name, b.choiceWords(from))
		}
	}
	var arg locales.Arg
	switch f.Type {
	case service.ResultCount:
		arg = locales.Count(name, int(f.Number), f.Counter)
		if f.Number == 0 {
			arg = locales.Words(name, b.text("value.none"))
		}
	case service.ResultPrice:
		arg = price(name, b.svc().Amount(f.Number))
	case service.ResultChoice:
		arg = locales.Words(name, b.text(service.AnswerLabel(from, f.Text)))
	case service.ResultCode:
		arg = locales.Code(name, f.Text)
	default:
		arg = locales.Words(name, scene.Literal(b.m.Prefs.Language, f.Text, scene.Public))
	}
	if !f.Public {
		arg = arg.Private(scene.Personal)
	}
	return arg
}

// choiceWords is what was chosen for a field, in words.
func (b *builder) choiceWords(field string) scene.Text {
	return b.text(cmp.Or(b.svc().ChoiceLabel(field, b.m.Order.Answer(field)), "value.none"))
}

// print has paper printed.
func (u *update) print(st service.Step) {
	if u.m.Practice {
		u.pretend(pretendPrint)
		return
	}
	u.m.Task = task{Effect: u.newEffect()}
	b := &builder{update: u, acts: map[scene.NodeID]Act{}}
	u.effects = append(u.effects, PrintPaper{ID: u.m.Task.Effect, Stamp: u.stamp(), Step: st.ID, Turn: u.m.Here.Prints, Sheets: b.sheets(st)})
}

func (u *update) printed(ev input.PaperPrinted) {
	if ev.Effect != u.m.Task.Effect || !u.m.Task.running() {
		return
	}
	if !ev.OK {
		u.failed()
		return
	}
	u.m.Papered = true
	u.m.Here.Prints++
	st, _ := u.svc().Step(u.m.Here.Step)
	u.goOn(st)
}

// printStep shows what is being printed: whoever cannot read paper hears it all
// (SPK-11).
func (b *builder) printStep(step service.Step) {
	// On failure all the more: it is then nowhere else.
	for i, sheet := range b.sheets(step) {
		for j, l := range sheet.Lines {
			b.add(scene.Node{ID: scene.NodeID(fmt.Sprintf("paper.%d.%d", i, j)), Role: scene.RoleSummary, Label: l.Label, Details: l.Details})
		}
	}
	if b.m.Practice {
		b.says("practice.print", scene.RoleText, b.text("practice.print"))
	}
	b.waiting(step, "print.busy", cmp.Or(step.Failed, "print.failed"), "print.retry", Act{Kind: ActPrintAgain, Step: step.ID})
	if n := len(b.nodes) - 1; b.m.Task.Failed { // and said with it: what stands large
		for _, sh := range b.svc().Shown(step, b.m.Order, b.m.Facts) {
			if sh.Big && sh.From != "" {
				b.nodes[n].Details = append(b.nodes[n].Details, b.text(sh.Label, b.factArg("Value", sh.From)))
			}
		}
	}
}

// largeFrom is the size of the screen from which paper is printed large too.
const largeFrom = 160

// sheets are the pages of a print step.
func (b *builder) sheets(step service.Step) []Sheet {
	large := b.m.Prefs.Size >= largeFrom
	lines := b.m.Order.Lines()
	if step.Paper == service.Document {
		var out []Sheet
		for _, l := range lines {
			s := Sheet{Title: b.itemName(l.Item), Large: large || b.svc().PrintsLarge(l.Item, l.Options), Copies: l.Quantity, Item: l.Item, Options: l.Options}
			s.Lines = []PaperLine{{s.Title, b.lineWords(l)}}
			out = append(out, s)
		}
		return out
	}
	s := Sheet{Title: b.text(b.svc().Name), Large: large, Copies: 1}
	if b.m.Number != 0 {
		for _, l := range lines {
			s.Lines = append(s.Lines, PaperLine{b.itemName(l.Item), append(b.lineWords(l), b.price(must(l.Total())))})
		}
		s.Lines = append(s.Lines, PaperLine{b.text("basket.total"), []scene.Text{b.price(b.total())}})
	}
	for _, sh := range b.svc().Shown(step, b.m.Order, b.m.Facts) {
		switch {
		case sh.From == "":
			s.Lines = append(s.Lines, PaperLine{Label: b.text(sh.Label)})
		case sh.Big:
			s.Lines = append(s.Lines, PaperLine{Label: b.text(sh.Label, b.factArg("Value", sh.From))})
		default:
			s.Lines = append(s.Lines, PaperLine{b.text(sh.Label), []scene.Text{b.text("value.plain", b.factArg("Value", sh.From))}})
		}
	}
	return []Sheet{s}
}

// String is one sheet as text, for printers that print text and for tests; private
// lines are written, since paper is the person's own.
func (s Sheet) String() string {
	var out strings.Builder
	out.WriteString(s.Title.String() + "\n")
	for _, l := range s.Lines {
		out.WriteString(l.Label.String())
		for _, d := range l.Details {
			out.WriteString("  " + d.String())
		}
		out.WriteString("\n")
	}
	return out.String()
}
