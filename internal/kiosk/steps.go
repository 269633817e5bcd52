package kiosk

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"modu/accessibility/scene"
	"modu/internal/money"
	"modu/internal/order"
	"modu/internal/service"
	"modu/locales"
)

// stepScreen makes the screen of the service's current step.
func (b *builder) stepScreen() {
	step, _ := b.svc().Step(b.m.Here.Step)
	if b.m.Here.Find != "" {
		b.findScreen()
		return
	}
	b.kind = string(step.Kind)
	b.title = b.text(step.Title)
	for i, id := range step.Says {
		b.says(scene.NodeID("says."+strconv.Itoa(i)), scene.RoleText, b.text(id))
	}
	switch step.Kind {
	case service.Choose, service.Identify:
		b.shown(step)
		b.chooseStep(step)
	case service.Categories:
		b.categoriesStep(step)
	case service.Items:
		b.itemsStep(step)
	case service.Options:
		b.optionsStep(step)
	case service.Basket:
		b.basketStep(step)
	case service.Review:
		b.reviewStep(step)
	case service.Pay:
		b.payStep(step)
	case service.Done:
		b.doneStep(step)
	default:
		b.deskStep(step)
	}
	b.languagesByEar(step)
	b.course(step)
}

// proceed follows the step's way on, whose guards look at the order.
func (u *update) proceed(step service.Step) {
	next, err := u.svc().Next(step.ID, u.m.Order, u.m.Facts)
	if err != nil {
		// A guard that fails at run time (its cost limit) must not trap a person.
		u.cannot()
		return
	}
	u.goTo(next)
}

func (b *builder) chooseStep(step service.Step) {
	chosen := b.m.Order.Answer(step.Field)
	choices, err := b.svc().Choices(step.ID, b.m.Order, b.m.Facts)
	if err != nil {
		choices = step.Choices // a guard that cannot be told closes nothing
	}
	if len(choices) > 0 { // what is shown above may be personal, and is not what is asked
		b.first = scene.NodeID("choice." + choices[0].Value)
	}
	b.paged(scene.Node{ID: "choices", Arrange: scene.ArrangeGrid}, len(choices), func(i int) scene.Node {
		ch := choices[i]
		return b.node(scene.Node{ID: scene.NodeID("choice." + ch.Value), Role: scene.RoleChoice, Label: b.text(ch.Label),
			Picture: ch.Picture, Selected: ch.Value == chosen}, Act{Kind: ActAnswer, Step: step.ID, Value: ch.Value})
	})
}

func (b *builder) categoriesStep(step service.Step) {
	cats := b.svc().Categories()
	b.paged(scene.Node{ID: "categories", Arrange: scene.ArrangeGrid}, len(cats), func(i int) scene.Node {
		cat := cats[i]
		return b.node(scene.Node{ID: scene.NodeID("category." + cat.ID), Role: scene.RoleChoice, Label: b.text(cat.Label),
			Picture: cat.Picture}, Act{Kind: ActCategory, Step: step.ID, ID: cat.ID})
	})
	b.basketDoor(b.findDoor()...)
}

// basketDoor leads to the basket once something is in it, beside other ways on.
func (b *builder) basketDoor(others ...scene.Node) {
	if _, has := b.svc().StepOf(service.Basket); b.m.Order.Len() == 0 || !has {
		b.actions(others...)
		return
	}
	n := b.button("basket.open", b.text("basket.open"), Act{Kind: ActOpenBasket})
	n.Details = []scene.Text{b.count(b.m.Order.Count()), b.price(b.total())}
	b.actions(append(others, primary(n))...)
}

func (b *builder) itemsStep(step service.Step) {
	items := b.svc().Menu()
	if !step.All {
		cat, _ := b.svc().Category(b.m.Here.Category)
		b.title = b.text(cat.Label)
		items = b.svc().Items(cat.ID)
	}
	b.paged(scene.Node{ID: "items", Arrange: scene.ArrangeGrid}, len(items), func(i int) scene.Node {
		return b.item(items[i], step)
	})
	b.basketDoor()
}

// item is one thing of the menu; choosing it asks for its options, if it has any.
func (b *builder) item(item service.Item, step service.Step) scene.Node {
	n := scene.Node{ID: scene.NodeID("item." + item.ID), Role: scene.RoleChoice, Label: b.text(item.Label),
		Details: []scene.Text{b.price(b.svc().Amount(item.Price))}, Picture: item.Picture}
	if item.SoldOut {
		n.Disabled, n.Reason = true, b.text("reason.sold-out")
	}
	return b.node(n, Act{Kind: ActItem, Step: step.ID, ID: item.ID})
}

func (b *builder) optionsStep(step service.Step) {
	svc := b.svc()
	item, _ := svc.Item(b.m.Here.Item)
	picked := b.m.Here.Picked
	b.title = b.text(item.Label)
	offers, err := svc.Offers(item.ID, picked, b.m.Order)
	if err != nil {
		offers = nil // Settle has refused such picks; nothing to ask is better than a crash
	}
	asked, last := offers, true
	if b.oneByOne() && len(offers) > 1 {
		k := min(b.m.Here.Asked, len(offers)-1)
		asked, last = offers[k:k+1], k == len(offers)-1
	}
	for _, o := range asked {
		if o.Pick == service.PickCount {
			b.countOption(o)
			continue
		}
		g := scene.Node{ID: scene.NodeID("option." + o.ID), Role: scene.RoleGroup, Arrange: scene.ArrangeGrid, Label: b.text(o.Label)}
		for _, v := range o.Values {
			n := scene.Node{ID: scene.NodeID("option." + o.ID + "." + v.ID), Role: scene.RoleChoice, Label: b.text(v.Label),
				Picture: v.Picture, Selected: picked.Has(o.ID, v.ID)}
			if v.Adds.Minor != 0 {
				n.Details = []scene.Text{b.text("options.extra", price("Price", v.Adds))}
			}
			g.Children = append(g.Children, b.node(n, Act{Kind: ActOption, ID: o.ID, Value: v.ID}))
		}
		b.add(g)
	}
	b.moreAsked = !last
	if !last {
		b.actions(primary(b.button("options.next", b.text("go.on"), Act{Kind: ActNextOption})))
		return
	}
	label := "options.add"
	if _, has := svc.StepOf(service.Basket); !has {
		label = "go.on"
	}
	add := primary(b.button("options.add", b.text(label), Act{Kind: ActAdd, Step: step.ID}))
	if unit, err := svc.UnitPrice(item.ID, picked, b.m.Order); err == nil {
		add.Details = []scene.Text{b.price(unit)}
	}
	if missing, err := svc.Missing(item.ID, picked, b.m.Order); err != nil || len(missing) > 0 {
		add.Disabled, add.Reason = true, b.text("reason.choose-first")
	}
	b.actions(add)
}

// oneByOne: the easy form asks one thing a screen, and at the large sizes several
// questions do not fit on one (TXT-6 wants everything larger, TXT-7 nothing cut).
func (u *update) oneByOne() bool { return u.m.Prefs.Easy || u.m.Prefs.Size > onePageSize }

// onePageSize is the largest size at which the options of a long item fit together
// on the usual panel.
const onePageSize = 133

// pick takes another choice of options, and what follows from it.
func (u *update) pick(picked order.Choices) {
	settled, err := u.svc().Settle(u.m.Here.Item, picked, u.m.Order)
	if err != nil {
		u.cannot()
		return
	}
	before, errBefore := u.svc().UnitPrice(u.m.Here.Item, u.m.Here.Picked, u.m.Order)
	u.m.Here.Picked = settled
	if after, err := u.svc().UnitPrice(u.m.Here.Item, settled, u.m.Order); err == nil && errBefore == nil && after != before {
		u.notice(scene.Polite, u.text("options.total", price("Price", after)))
	}
}

// cannot says that something did not work without ending anything.
func (u *update) cannot() { u.notice(scene.Assertive, u.text("refuse.cannot")) }

func (b *builder) countOption(o service.Offer) {
	n := b.m.Here.Picked.Count(o.ID)
	id := "option." + o.ID
	set := func(n int) Act { return Act{Kind: ActOptionCount, ID: o.ID, N: n} }
	details := []scene.Text{b.text("value.none")}
	if n > 0 {
		details[0] = b.number(n, o.Counter)
	}
	if o.Each.Minor != 0 {
		details = append(details, b.text("options.each", locales.Count("N", 1, o.Counter), price("Price", o.Each)))
	}
	b.add(b.quantity(id, b.text(o.Label), details, n > o.Min, n < o.Max, set(n-1), set(n+1)))
}

// quantity is minus, number, plus.
func (b *builder) quantity(id string, label scene.Text, details []scene.Text, less, more bool, minus, plus Act) scene.Node {
	m := b.button(scene.NodeID(id+".minus"), b.text("line.minus"), minus)
	p := b.button(scene.NodeID(id+".plus"), b.text("line.plus"), plus)
	if !less {
		m.Disabled, m.Reason = true, b.text("reason.least")
		m.Pointer = b.m.focus() != m.ID // keys need not meet what cannot be done; who is on it stays there
	}
	if !more {
		p.Disabled, p.Reason = true, b.text("reason.most")
		p.Pointer = b.m.focus() != p.ID
	}
	return scene.Node{ID: scene.NodeID(id), Role: scene.RoleQuantity, Label: label, Details: details, Children: []scene.Node{m, p}}
}

// addToBasket puts what was picked into the basket; it reports whether it could.
func (u *update) addToBasket() bool {
	here := u.m.Here
	line, err := u.svc().Line(here.Item, here.Picked, 1, u.m.Order)
	if err != nil {
		u.cannot()
		return false
	}
	o, told := u.m.Order, "basket.added"
	if _, has := u.svc().StepOf(service.Basket); !has {
		// Without a basket there is one thing at a time: choosing again replaces it.
		told = "basket.chosen"
		for o.Len() > 0 {
			o = must(o.Remove(0))
		}
	}
	next, _, err := o.Add(line)
	if err != nil {
		u.notice(scene.Assertive, u.text("reason.most"))
		return false
	}
	u.m.Order = next
	u.notice(scene.Assertive, u.text(told, locales.Words("Name", u.itemName(here.Item))))
	return true
}

func (u *update) itemName(id string) scene.Text {
	item, _ := u.svc().Item(id)
	return u.text(item.Label)
}

// goToBasket leads to the basket; a service without one goes on from the step.
func (u *update) goToBasket(from service.Step) {
	if st, ok := u.svc().StepOf(service.Basket); ok {
		u.goTo(st.ID)
		return
	}
	// What follows the options of a thing follows the thing that has none.
	if st, ok := u.svc().StepOf(service.Options); ok {
		from = st
	}
	u.proceed(from)
}

// forgetOptionTrail takes the options screen of something already in the basket
// off the trail: "back" from the basket leads to the menu, not to a second copy.
func (u *update) forgetOptionTrail() {
	if prev, rest, ok := last(u.m.Trail); ok {
		if st, _ := u.svc().Step(prev.Step); st.Kind == service.Options {
			u.m.Trail = rest
		}
	}
}

func (b *builder) basketStep(step service.Step) {
	lines := b.m.Order.Lines()
	if len(lines) == 0 {
		b.says("basket.empty", scene.RoleText, b.text("basket.empty"))
	} else {
		b.paged(scene.Node{ID: "lines", Arrange: scene.ArrangeList, Label: b.text("basket.list")}, len(lines), func(i int) scene.Node {
			return b.basketLine(lines[i])
		})
		b.add(b.totalNode())
	}
	more := b.button("basket.more", b.text("basket.more"), Act{Kind: ActMore, Step: step.ID})
	if len(lines) == 0 {
		b.actions(primary(more))
		return
	}
	b.first = "basket.next" // the next act is at hand; the lines stand above it
	b.actions(more, primary(b.button("basket.next", b.text("go.on"), Act{Kind: ActContinue, Step: step.ID})))
}

// lineID names a line by what it is, not by where it stands: taking one away must not
// give its name to the next.
func lineID(l order.Line) string {
	return "line." + l.Item + ":" + strings.ReplaceAll(l.Options.String(), " ", ",") + "@" + strconv.FormatInt(l.UnitPrice.Minor, 10)
}

// lineAt finds a line again.
func (u *update) lineAt(id string) int {
	return slices.IndexFunc(u.m.Order.Lines(), func(l order.Line) bool { return lineID(l) == id })
}

func (b *builder) basketLine(l order.Line) scene.Node {
	id := lineID(l)
	item, _ := b.svc().Item(l.Item)
	label := b.text(item.Label)
	set := func(n int) Act { return Act{Kind: ActQuantity, ID: id, N: n} }
	details := append([]scene.Text{b.count(l.Quantity)}, b.optionWords(l)...)
	details = append(details, b.price(must(l.Total())))
	n := b.quantity(id, label, details, l.Quantity > 1, l.Quantity < order.MaxQuantity, set(l.Quantity-1), set(l.Quantity+1))
	n.Picture = item.Picture
	n.Children = append(n.Children, b.button(scene.NodeID(id+".remove"), b.text("line.remove"), Act{Kind: ActRemove, ID: id}))
	return n
}

// lineWords are how many of a line there are, and its chosen options. Where there is
// no basket there is one thing, which needs no counting.
func (b *builder) lineWords(l order.Line) []scene.Text {
	if _, has := b.svc().StepOf(service.Basket); !has {
		return b.optionWords(l)
	}
	return append([]scene.Text{b.count(l.Quantity)}, b.optionWords(l)...)
}

// optionWords are the chosen options of a line, in words.
func (b *builder) optionWords(l order.Line) []scene.Text {
	var words []scene.Text
	item, _ := b.svc().Item(l.Item)
	for _, id := range item.Options { // in the order in which they were asked
		o, _ := b.svc().Option(id)
		if n := l.Options.Count(id); o.Pick == service.PickCount && n > 0 {
			words = append(words, b.text(o.Label), b.number(n, o.Counter))
		}
		for _, v := range o.Values {
			if l.Options.Has(id, v.ID) {
				words = append(words, b.text(v.Label))
			}
		}
	}
	return words
}

func (b *builder) reviewStep(step service.Step) {
	for _, a := range b.answers() {
		b.says(scene.NodeID("answer."+a.field), scene.RoleSummary, b.text(a.Label))
	}
	lines := b.m.Order.Lines()
	b.paged(scene.Node{ID: "review", Arrange: scene.ArrangeList, Label: b.text("review.list")}, len(lines), func(i int) scene.Node {
		l := lines[i]
		details := b.lineWords(l)
		return scene.Node{ID: scene.NodeID("review." + strconv.Itoa(i)), Role: scene.RoleSummary,
			Label: b.itemName(l.Item), Details: append(details, b.price(must(l.Total())))}
	})
	b.add(b.totalNode())
	label := "review.pay"
	if b.total().Minor == 0 {
		label = "review.agree" // nothing is to be paid
	}
	pay := primary(b.button("review.pay", b.text(label), Act{Kind: ActReviewed, Step: step.ID}))
	if b.total().Minor != 0 {
		pay.Details = []scene.Text{b.price(b.total())}
	}
	b.actions(pay)
}

// answers are what was chosen on the way here, to be checked with the rest.
func (b *builder) answers() []answer {
	var out []answer
	seen := map[string]bool{}
	for _, at := range b.m.Trail {
		st, _ := b.svc().Step(at.Step)
		for _, ch := range st.Choices {
			if st.Kind == service.Choose && st.Field != "" && !seen[st.Field] && b.m.Order.Answer(st.Field) == ch.Value {
				seen[st.Field] = true
				out = append(out, answer{ch, st.Field})
			}
		}
	}
	return out
}

// answer is a choice that was made, and the question it answered.
type answer struct {
	service.Choice
	field string
}

func (b *builder) totalNode() scene.Node {
	return scene.Node{ID: "total", Role: scene.RoleSummary, Label: b.text("basket.total"),
		Details: []scene.Text{b.price(b.total())}}
}

func (b *builder) doneStep(step service.Step) {
	if len(step.Show) > 0 {
		b.shown(step)
		b.finish()
		return
	}
	number := b.text("done.number", locales.Code("Number", fmt.Sprint(b.m.Number)))
	b.says("done.number", scene.RoleHeading, number)
	b.says("done.wait", scene.RoleText, b.text("done.wait"))
	b.finish()
}

// finish ends the stay.
func (b *builder) finish() {
	if b.m.Practice {
		b.first = "practice.end"
		b.actions(primary(b.button("practice.end", b.text("go.on"), Act{Kind: ActEndPractice})))
		return
	}
	b.first = "done.finish"
	b.actions(primary(b.button("done.finish", b.text("done.finish"), Act{Kind: ActLeave})))
}

func (b *builder) total() money.Amount {
	// Add and SetQuantity refuse what would overflow, so a basket has a total.
	return must(b.m.Order.Total())
}

func price(name string, a money.Amount) locales.Arg { return locales.Price(name, a.Minor, a.Currency) }

// price is an amount, or in words that there is nothing to pay.
func (b *builder) price(a money.Amount) scene.Text {
	if a.Minor == 0 {
		return b.text("value.free")
	}
	return b.text("value.price", price("Price", a))
}

func (b *builder) count(n int) scene.Text { return b.number(n, "item") }

func (b *builder) number(n int, counter string) scene.Text {
	return b.text("value.count", locales.Count("N", n, counter))
}

// must unwraps what a check at load has made impossible to fail.
func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}
