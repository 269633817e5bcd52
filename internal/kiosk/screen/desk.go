package screen

import (
	"cmp"
	"fmt"
	"strconv"

	"modu/accessibility/scene"
	"modu/internal/kiosk/act"
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
		b.actions(committing(b, step, primary(b.button("show.next", b.Text("go.on"), act.Act{Kind: act.Continue, Step: step.ID}))))
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
	b.first = addField(b, field{Label: b.Text("enter.field"), Privacy: privacy, Done: b.Text(cmp.Or(step.Confirm, "enter.confirm")),
		Submit: act.Act{Kind: act.SubmitEntry, Step: step.ID}})
}

// presentStep waits for a card, a code or a finger.
func presentStep(b *builder, step service.Step) {
	b.says("present.wait", scene.RoleProgress, b.Text("present."+string(step.Reader)))
	var row []scene.Node
	if b.cameFrom() == service.Identify {
		b.first = "present.other" // elsewhere there is no other way; "back" is where it always is
		row = append(row, b.button("present.other", b.Text("present.other"), act.Act{Kind: act.Back}))
	}
	if b.M.Practice {
		row = append(row, practisePresenting(b, step))
	}
	b.actions(row...)
}

func callStep(b *builder, step service.Step) {
	waiting(b, step, cmp.Or(step.Busy, "ask.busy"), cmp.Or(step.Failed, "ask.failed"), "ask.retry", act.Act{Kind: act.CallAgain, Step: step.ID})
}

// waiting is the screen of a step that does something of itself: what goes on, or
// what went wrong and what the person can do about it.
func waiting(b *builder, step service.Step, busy, failed, retry string, again act.Act) {
	if !b.M.Task.Failed {
		b.says("task.busy", scene.RoleProgress, b.Text(busy))
		return
	}
	b.first = "task.retry"
	buttons := []scene.Node{primary(b.button("task.retry", b.Text(retry), again))}
	if step.Otherwise != "" {
		buttons = append([]scene.Node{b.button("task.otherwise", b.Text("ask.otherwise"), act.Act{Kind: act.Otherwise, Step: step.ID})}, buttons...)
	}
	b.add(scene.Node{ID: "task.alert", Role: scene.RoleAlert, Label: b.Text(failed), Children: buttons})
}

// addShown adds the lines of a step.
func addShown(b *builder, step service.Step) {
	for i, sh := range b.Service().Shown(step, b.M.Order, b.M.Facts) {
		id := scene.NodeID("show." + strconv.Itoa(i))
		switch {
		case sh.From == "" && sh.Big:
			b.says(id, scene.RoleHeading, b.Text(sh.Label))
		case sh.From == "":
			b.says(id, scene.RoleText, b.Text(sh.Label))
		case sh.Big:
			b.says(id, scene.RoleHeading, b.Text(sh.Label, b.FactArg("Value", sh.From)))
		default:
			b.add(scene.Node{ID: id, Role: scene.RoleSummary, Label: b.Text(sh.Label), Details: []scene.Text{b.Text("value.plain", b.FactArg("Value", sh.From))}})
		}
	}
}

// printStep shows what is being printed: a person who cannot read paper hears it all
// (SPK-11).
func printStep(b *builder, step service.Step) {
	// On failure all the more: it is then nowhere else.
	for i, sheet := range Sheets(b.Moment, step) {
		for j, l := range sheet.Lines {
			b.add(scene.Node{ID: scene.NodeID(fmt.Sprintf("paper.%d.%d", i, j)), Role: scene.RoleSummary, Label: l.Label, Details: l.Details})
		}
	}
	if b.M.Practice {
		b.says("practice.print", scene.RoleText, b.Text("practice.print"))
	}
	waiting(b, step, "print.busy", cmp.Or(step.Failed, "print.failed"), "print.retry", act.Act{Kind: act.PrintAgain, Step: step.ID})
	if n := len(b.nodes) - 1; b.M.Task.Failed { // and said with it: what stands large
		for _, sh := range b.Service().Shown(step, b.M.Order, b.M.Facts) {
			if sh.Big && sh.From != "" {
				b.nodes[n].Details = append(b.nodes[n].Details, b.Text(sh.Label, b.FactArg("Value", sh.From)))
			}
		}
	}
}
