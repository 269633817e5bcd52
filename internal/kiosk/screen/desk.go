package screen

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"modu/accessibility/scene"
	"modu/internal/kiosk/act"
	"modu/internal/kiosk/model"
	"modu/internal/service"
)

// deskStep makes the screens of a service desk.
func deskStep(b *builder, step service.Step) {
	switch step.Kind {
	case service.Enter:
		enterStep(b, step)
	case service.Present:
		presentStep(b, step)
	case service.Call:
		callStep(b, step)
	case service.Print:
		printStep(b, step)
	case service.Show:
		addShown(b, step)
		b.first = "show.next"
		b.actions(committing(b, step, primary(b.button("show.next", onward(b, step), act.Act{Kind: act.Continue, Step: step.ID}))))
	default:
		panic(fmt.Sprintf("screen: steps of kind %q have no screen", step.Kind))
	}
}

// enterStep has something typed, checked and kept.
func enterStep(b *builder, step service.Step) {
	privacy := scene.Personal // bystanders must not hear a number
	if step.Secret {
		privacy = scene.Secret
	}
	if b.M.Practice {
		b.says("practice.any", scene.RoleText, b.Text("practice.any"))
	}
	first := addField(b, field{Label: b.Text("enter.field"), Privacy: privacy, Done: b.Text(cmp.Or(step.Confirm, "enter.confirm")),
		Submit: act.Act{Kind: act.SubmitEntry, Step: step.ID}})
	if b.first == "" {
		b.first = first
	}
}

// presentStep waits for a card, a code or a finger.
func presentStep(b *builder, step service.Step) {
	b.addTask(b.presented(step.Reader))
	var row []scene.Node
	if cameFrom(b) == service.Identify {
		row = append(row, b.button(PresentOther, b.Text("present.other"), act.Act{Kind: act.Back}))
	}
	if b.M.Practice {
		row = append(row, practisePresenting(b, step))
	}
	b.actions(row...)
}

// wait is a step that does something of itself.
type wait struct {
	busy                   scene.Node // what goes on
	title, failed, picture string     // what went wrong: the title says no longer that it goes on
	retry, otherwise       string
	again                  act.Act
}

func callStep(b *builder, step service.Step) {
	waiting(b, step, wait{
		busy:  b.outside(Busy, model.Said(b.Moment, cmp.Or(step.Busy, "ask.busy")), "wait"),
		title: "ask.failed.title", failed: cmp.Or(step.Failed, "ask.failed"), picture: "unknown",
		retry: "ask.retry", otherwise: "ask.otherwise", again: act.Act{Kind: act.CallAgain, Step: step.ID},
	})
	b.nodes = append(b.nodes, b.countdown(TaskLeft, "wait.most")...)
}

// waiting shows what goes on, or what went wrong and what the person can do about it.
func waiting(b *builder, step service.Step, w wait) {
	if !b.M.Task.Failed {
		b.addTask(w.busy)
		return
	}
	b.title, b.first = b.Text(w.title), "task.retry"
	buttons := []scene.Node{primary(b.button("task.retry", b.Text(w.retry), w.again))}
	if step.Otherwise != "" {
		buttons = append([]scene.Node{b.button("task.otherwise", b.Text(w.otherwise), act.Act{Kind: act.Otherwise, Step: step.ID})}, buttons...)
	}
	b.add(scene.Node{ID: "task.alert", Role: scene.RoleAlert, Label: model.Said(b.Moment, w.failed), Picture: w.picture, Children: buttons})
}

// addShown adds the lines of a step.
func addShown(b *builder, step service.Step) {
	for i, sh := range b.Service().Shown(step, b.M.Order, b.M.Facts) {
		b.add(shownLine(b, i, sh))
	}
}

// shownLine is one line of a step.
func shownLine(b *builder, i int, sh service.Shown) scene.Node {
	n := scene.Node{ID: scene.NodeID("show." + strconv.Itoa(i)), Role: scene.RoleText, Label: model.Said(b.Moment, sh.Label)}
	switch {
	case sh.Place != "":
		n = b.errand(n.ID, n.Label, sh.Place)
		if printed(b) && (sh.Place == scene.Printer || sh.Place == scene.Tray) {
			n = back(n) // where paper comes out was told while it was printed
		}
		return n
	case sh.From == "" && sh.Big:
		n.Role = scene.RoleHeading
	case sh.From == "":
	case sh.Big:
		n.Role, n.Label = scene.RoleHeading, model.Said(b.Moment, sh.Label, b.FactArg("Value", sh.From))
	default:
		n.Role, n.Amount, n.Details = scene.RoleSummary, true, []scene.Text{b.Text("value.plain", b.FactArg("Value", sh.From))}
	}
	return n
}

// printed reports whether paper has come out on the way to this step.
func printed(b *builder) bool {
	return slices.ContainsFunc(b.Service().Steps(), func(id string) bool {
		st, _ := b.Service().Step(id)
		return st.Kind == service.Print && slices.Contains(st.Next.All(), b.M.Here.Step)
	})
}

// toldAfter reports whether the screen that follows a step shows all of its lines once more: they
// are said there, and not twice within a few seconds. What was paid for is on the paper alone.
func toldAfter(b *builder, step service.Step) bool {
	next, ok := b.Service().Step(step.Next.Otherwise())
	return ok && next.Kind == service.Done && b.M.Number == 0 && len(step.Show) > 0 && !slices.ContainsFunc(step.Show, func(sh service.Shown) bool {
		return !slices.Contains(next.Show, sh)
	})
}

// printStep shows what is being printed: a person who cannot read paper hears it all
// (SPK-11).
func printStep(b *builder, step service.Step) {
	// On failure it still stands there: it is then nowhere else.
	_, reviewed := b.Service().StepOf(service.Review)
	again := toldAfter(b, step)
	for i, sheet := range Sheets(b.Moment, step) {
		for j, l := range sheet.Lines {
			b.add(scene.Node{ID: scene.NodeID(fmt.Sprintf("paper.%d.%d", i, j)), Role: scene.RoleSummary, Label: l.Label, Details: l.Details, Amount: l.Amount,
				Late:  reviewed && step.Paper == service.Document, // the order was heard when it was reviewed
				Quiet: again || b.M.Task.Failed || l.Same})        // it was heard when printing began, or is at the end or in another line; it is told again on request
		}
	}
	places := []scene.Place{scene.Printer, scene.Tray}
	if b.M.Practice { // no paper comes out anywhere
		places = nil
		b.says("practice.print", scene.RoleText, b.Text("practice.print"))
	}
	waiting(b, step, wait{
		busy:  b.outside(Busy, b.Text("print.busy"), "paper-out", places...),
		title: "print.failed.title", failed: cmp.Or(step.Failed, "print.failed"), picture: "paper-failed",
		retry: "print.retry", otherwise: "print.otherwise", again: act.Act{Kind: act.PrintAgain, Step: step.ID},
	})
	if n := len(b.nodes) - 1; b.M.Task.Failed { // and said with it: what stands large
		for _, sh := range b.Service().Shown(step, b.M.Order, b.M.Facts) {
			if sh.Big && sh.From != "" {
				b.nodes[n].Details = append(b.nodes[n].Details, model.Said(b.Moment, sh.Label, b.FactArg("Value", sh.From)))
			}
		}
	}
}
