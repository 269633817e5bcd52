package screen

import (
	"slices"
	"strconv"

	"modu/accessibility/scene"
	"modu/internal/kiosk/act"
	"modu/internal/kiosk/course"
	"modu/internal/kiosk/model"
	"modu/internal/money"
	"modu/internal/order"
	"modu/internal/service"
	"modu/locales"
)

// shortStep asks one of the few questions of the short way. Each looks as its like does
// elsewhere: things as on the menu, answers as those of any question.
func shortStep(b *builder, step service.Step) {
	switch b.M.Here.Question {
	case course.How:
		howQuestion(b, step)
	case course.Many:
		manyQuestion(b, step)
	default:
		whatQuestion(b, step)
	}
}

// whatQuestion offers what most people come for, and leads to everything else.
func whatQuestion(b *builder, step service.Step) {
	b.kind = scene.KindItems
	usuals := b.Service().Usuals(step)
	items := make([]service.Item, len(usuals))
	for i, u := range usuals {
		items[i], _ = b.Service().Item(u.Item)
	}
	photos := service.Photographed(items)
	full := b.button("short.full", b.Text("short.full"), act.Act{Kind: act.FullMenu, Step: step.ID})
	full.Picture = "act-menu" // who cannot read finds the rest by it
	if len(items) == 0 {
		none := "short.none"
		if slices.ContainsFunc(step.Items, func(u service.Usual) bool {
			it, ok := b.Service().Item(u.Item)
			return ok && !it.SoldOut // it is not the time for it
		}) {
			none = "short.closed"
		}
		b.says("short.none", scene.RoleText, b.Text(none))
		b.actions(primary(full))
		return
	}
	b.first = scene.NodeID("item." + items[0].ID)
	list := roomFor(b, len(items))
	b.paged(scene.Node{ID: list, Arrange: scene.ArrangeGrid}, len(items), func(i int) scene.Node {
		picked, _ := b.Service().Picks(usuals[i], b.M.Order) // what cannot be told is refused when it is chosen
		return usualChoice(b, step, items[i], picked, photos)
	})
	acts := []scene.Node{full}
	if list == usualList {
		acts = append(acts, alwaysButton(b, step)...)
	}
	b.actions(acts...) // one key away by ear: the key that goes past the list
}

// The list of what most people come for, beside the button for the commonest order and without
// it: what fits of the one says nothing of the other.
const (
	usualList scene.NodeID = "items"
	aloneList scene.NodeID = "items.alone"
)

// roomFor is the list to be shown. Where the screen has reported that less than a page fits
// beside that button, its place belongs to what can be chosen: the same is had by the questions.
func roomFor(b *builder, n int) scene.NodeID {
	if most := b.M.Most(usualList, scene.ArrangeGrid); most > 0 {
		n = min(n, most)
	}
	if b.M.Crowded() > 0 || b.M.Fits(usualList, scene.ArrangeGrid) < n {
		return aloneList
	}
	return usualList
}

// usualChoice is a thing as people usually have it.
func usualChoice(b *builder, step service.Step, item service.Item, picked order.Choices, photos bool) scene.Node {
	n := itemChoice(b, item, photos, step)
	n.Picture, n.Photo = looksLike(b, item, picked, photos)
	if unit, err := b.Service().UnitPrice(item.ID, picked, b.M.Order); err == nil {
		n.Details = []scene.Text{b.Price(unit)}
	}
	return n
}

// alwaysButton orders what is ordered most with one press, and says what that is.
func alwaysButton(b *builder, step service.Step) []scene.Node {
	u, ok := b.Service().AlwaysNow(step)
	if !ok {
		return nil
	}
	picked, err := b.Service().Picks(u, b.M.Order)
	if err != nil {
		return nil
	}
	line, err := b.Service().Line(u.Item, picked, 1, b.M.Order)
	if err != nil {
		return nil
	}
	n := b.button("short.always", b.Text("short.always"), act.Act{Kind: act.Always, Step: step.ID})
	n.Details = []scene.Text{b.ItemName(u.Item)}
	if item, found := b.Service().Item(u.Item); found {
		n.Picture, n.Photo = looksLike(b, item, picked, true)
	}
	if value, ok := askedValue(b, step, u, picked); ok {
		n.Details = append(n.Details, b.Text(value.Label))
	}
	n.Details = append(n.Details, b.Price(line.UnitPrice))
	if most, full := mostOf(b, u.Item); full {
		n.Disabled, n.Reason = true, most
	}
	return []scene.Node{n}
}

// askedValue is what was picked of the option that a step asks of a thing.
func askedValue(b *builder, step service.Step, u service.Usual, picked order.Choices) (service.OfferedValue, bool) {
	o, _ := b.Service().Asked(step, u, b.M.Order) // of none, nothing was picked
	for _, v := range o.Values {
		if picked.Has(o.ID, v.ID) {
			return v, true
		}
	}
	return service.OfferedValue{}, false
}

// howQuestion asks for the one option that cannot be guessed; its answer leads on.
func howQuestion(b *builder, step service.Step) {
	asked, _ := b.Service().Asked(step, step.UsualOf(b.M.Here.Item), b.M.Order)
	question := b.Text("short.how")
	if step.How != "" {
		question = model.Said(b.Moment, step.How)
	}
	aboutThing(b)
	b.title = b.Text("short.of", locales.Words("Name", b.ItemName(b.M.Here.Item)), locales.Words("Question", question))
	b.paged(scene.Node{ID: "choices", Arrange: scene.ArrangeGrid}, len(asked.Values), func(i int) scene.Node {
		v := asked.Values[i]
		n := scene.Node{ID: scene.NodeID("option." + asked.ID + "." + v.ID), Role: scene.RoleChoice, Label: b.Text(v.Label), Picture: v.Picture,
			Selected: b.M.Here.Take.N > 0 && b.M.Here.Picked.Has(asked.ID, v.ID)}
		if v.Adds.Minor != 0 {
			n.Details = []scene.Text{b.Text("options.extra", model.PriceArg("Price", v.Adds))}
		}
		return b.node(n, act.Act{Kind: act.How, Step: step.ID, ID: asked.ID, Value: v.ID})
	})
}

// manyQuestion asks how many; who wants more than are offered adds them in the basket.
func manyQuestion(b *builder, step service.Step) {
	question := b.Text("short.many")
	if step.Many != "" {
		question = model.Said(b.Moment, step.Many)
	}
	aboutThing(b)
	b.title = question
	if _, asked := b.Service().Asked(step, step.UsualOf(b.M.Here.Item), b.M.Order); !asked { // the question before has named it
		b.title = b.Text("short.of", locales.Words("Name", b.ItemName(b.M.Here.Item)), locales.Words("Question", question))
	}
	here := b.M.Here
	unit, err := b.Service().UnitPrice(here.Item, here.Picked, b.M.Order)
	b.paged(scene.Node{ID: Counts, Arrange: scene.ArrangeGrid}, mostAtOnce(b, here.Item), func(i int) scene.Node {
		n := scene.Node{ID: scene.NodeID(CountPrefix + strconv.Itoa(i+1)), Role: scene.RoleChoice, Picture: "count-" + strconv.Itoa(i+1),
			Label: b.Quantity(order.Line{Item: here.Item, Quantity: i + 1}), Selected: here.Take.N == i+1}
		if sum, bad := times(unit, err, i+1); bad == nil {
			n.Details = []scene.Text{b.Price(sum)}
		}
		return b.node(n, act.Act{Kind: act.Many, Step: step.ID, N: i + 1})
	})
}

func times(unit money.Amount, err error, n int) (money.Amount, error) {
	if err != nil {
		return unit, err
	}
	return unit.Times(n)
}

// mostAtOnce is how many of an item can be taken with one press.
func mostAtOnce(b *builder, item string) int {
	most, _ := b.Service().Most(item)
	return max(1, min(course.MostAtOnce, most-b.M.Order.CountOf(item)))
}

// aboutThing shows what a question is about.
func aboutThing(b *builder) {
	b.kind = scene.KindChoose
	item, _ := b.Service().Item(b.M.Here.Item)
	b.picture, b.photo = looksLike(b, item, b.M.Here.Picked, true)
	b.tint = b.Service().CategoryTint(item.Category)
}

// moreOfReview leads from a review to another thing. Who has come by the basket has been
// offered that there.
func moreOfReview(b *builder, step service.Step) []scene.Node {
	if step.More == "" {
		return nil
	}
	for _, p := range b.M.Trail {
		if st, _ := b.Service().Step(p.Step); st.Kind == service.Basket {
			return nil
		}
	}
	return []scene.Node{b.button(ReviewMore, b.Text("basket.more"), act.Act{Kind: act.More, Step: step.ID})}
}
