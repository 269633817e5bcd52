package screen

import (
	"fmt"
	"strconv"

	"modu/accessibility/scene"
	"modu/internal/kiosk/act"
	"modu/internal/kiosk/course"
	"modu/internal/kiosk/model"
	"modu/internal/service"
	"modu/locales"
)

// stepScreen makes the screen of the service's current step.
func stepScreen(b *builder) {
	step, _ := b.Service().Step(b.M.Here.Step)
	if b.M.Here.Search != "" {
		searchScreen(b)
		return
	}
	b.kind = scene.Kind(step.Kind)
	b.title = model.Said(b.Moment, step.Title)
	reachNotice(b)
	addPaid(b, step)
	asks := step.Kind == service.Choose || step.Kind == service.Identify
	if asks { // what is told stands before the question, which its answers follow
		addShown(b, step)
	}
	for i, id := range step.Says {
		b.says(scene.NodeID("says."+strconv.Itoa(i)), scene.RoleText, model.Said(b.Moment, id))
	}
	stepContent(b, step)
	languagesByEar(b, step)
	addCourse(b, step)
}

// stepContent adds what only a step of its kind shows.
func stepContent(b *builder, step service.Step) {
	switch step.Kind {
	case service.Choose, service.Identify:
		chooseStep(b, step)
	case service.Seats:
		seatsStep(b, step)
	case service.Short:
		shortStep(b, step)
	case service.Count:
		countStep(b, step)
	case service.Categories:
		categoriesStep(b, step)
	case service.Items:
		itemsStep(b, step)
	case service.Options:
		optionsStep(b, step)
	case service.Basket:
		basketStep(b, step)
	case service.Review:
		reviewStep(b, step)
	case service.Pay:
		payStep(b)
	case service.Done:
		doneStep(b, step)
	default:
		deskStep(b, step)
	}
}

// reachNotice says before the first choice that not everybody reaches the card terminal, and
// what to do then: nobody is to choose for nothing.
func reachNotice(b *builder) {
	if _, pays := b.Service().StepOf(service.Pay); pays && b.S.TerminalBeyond && len(b.M.Trail) == 0 && b.M.Here.Search == "" && b.M.Here.Question == course.What && !b.M.Practice {
		b.says("reach.terminal", scene.RoleText, b.Text("reach.terminal"))
	}
}

func chooseStep(b *builder, step service.Step) {
	if step.IsMany() {
		manyStep(b, step)
		return
	}
	if step.From != "" {
		rowsStep(b, step)
		return
	}
	if step.IsWhen() {
		whenStep(b, step)
		return
	}
	chosen := b.M.Order.Answer(step.Field)
	choices(b, step, func(n scene.Node, value string) scene.Node {
		n.Selected = value == chosen
		return b.node(n, act.Act{Kind: act.Answer, Step: step.ID, Value: value})
	})
}

// choices shows the choices of a step; work makes of a card, which has all but its state, the node
// of a value.
func choices(b *builder, step service.Step, work func(n scene.Node, value string) scene.Node) {
	all, _ := b.Service().Choices(step.ID, b.M.Order, b.M.Facts) // a guard that fails closes nothing
	if len(all) > 0 {                                            // what is shown above may be personal, and is not what is asked
		b.first = scene.NodeID("choice." + all[0].Value)
	}
	b.paged(scene.Node{ID: "choices", Arrange: scene.ArrangeGrid}, len(all), func(i int) scene.Node {
		ch := all[i]
		return work(scene.Node{ID: scene.NodeID("choice." + ch.Value), Role: scene.RoleChoice, Label: b.Text(ch.Label), Picture: ch.Picture}, ch.Value)
	})
}

// addDiscounts shows what is taken off, and why, before what is left to pay.
func addDiscounts(b *builder) {
	for i, d := range b.M.Order.Discounts() {
		b.add(scene.Node{ID: scene.NodeID("discount." + strconv.Itoa(i)), Role: scene.RoleSummary, Label: b.Text(d.Reason),
			Details: []scene.Text{model.Off(b.Moment, d.Amount)}, Amount: true})
	}
}

func totalNode(b *builder) scene.Node {
	return inPieces(b, scene.Node{ID: Total, Role: scene.RoleSummary, Label: b.Text("basket.total"), Amount: true,
		Details: []scene.Text{b.Price(b.Total())}}, b.Total())
}

func doneStep(b *builder, step service.Step) {
	if b.M.Practice {
		practiceDone(b, step)
		return
	}
	if len(step.Show) > 0 {
		addShown(b, step)
		finish(b)
		return
	}
	b.says("done.number", scene.RoleHeading, orderNumber(b))
	addOrdered(b)
	message := "done.wait"
	if b.HasPlace(scene.Display) { // only a site that has one says that numbers can be seen
		message = "done.wait.shown"
	}
	wait := b.outside("done.wait", b.Text(message), "handed", scene.Tray, scene.Counter)
	switch {
	case wait.Toward != "":
	case b.M.Prefs.Easy: // what comes next is seen, not only read
		if b.HasPlace(scene.Display) {
			wait.Picture = "number-called"
		}
	default:
		wait.Role = scene.RoleText // nowhere to point to: a line that is read once, not on every page
	}
	b.add(wait)
	finish(b)
}

// mostOrdered is how many lines of an order are shown beside its number.
const mostOrdered = 3

// addOrdered shows what was ordered, as a receipt does: it was heard before it was paid. A
// screen that is cut into pages has no room for it, and who sees one thing at a time needs the
// number, and where to go with it.
func addOrdered(b *builder) {
	if b.M.Crowded() == 0 && !b.M.Prefs.Easy {
		for _, n := range orderLines(b, "ordered.") {
			n.Quiet = true
			b.add(n)
		}
	}
}

// orderLines are the lines of the order with their pictures, the last of many saying how many
// more there are.
func orderLines(b *builder, id string) []scene.Node {
	lines := b.M.Order.Lines()
	photos := photographed(b, lines)
	var out []scene.Node
	for i, l := range lines {
		node := scene.NodeID(id + strconv.Itoa(i))
		if rest := len(lines) - i; i == mostOrdered-1 && rest > 1 {
			return append(out, scene.Node{ID: node, Role: scene.RoleSummary, Label: b.Text("ordered.more", locales.Count("N", rest, "item"))})
		}
		item, _ := b.Service().Item(l.Item)
		n := scene.Node{ID: node, Role: scene.RoleSummary, Label: b.Text(item.Label), Details: b.LineWords(l), Tint: b.Service().CategoryTint(item.Category)}
		n.Picture, n.Photo = looksLike(b, item, l.Options, photos)
		out = append(out, n)
	}
	return out
}

// orderNumber is the number by which an order is called.
func orderNumber(b *builder) scene.Text {
	return b.Text("done.number", locales.Code("Number", fmt.Sprint(b.M.Number)))
}

// finish ends the stay.
func finish(b *builder) {
	b.saysNext, b.first = true, "done.finish"
	b.actions(primary(b.button("done.finish", b.Text("done.finish"), act.Act{Kind: act.Leave})))
}
