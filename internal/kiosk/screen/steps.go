package screen

import (
	"cmp"
	"fmt"
	"strconv"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/kiosk/act"
	"modu/internal/kiosk/course"
	"modu/internal/kiosk/model"
	"modu/internal/order"
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

func categoriesStep(b *builder, step service.Step) {
	cats := b.Service().Categories()
	b.paged(scene.Node{ID: "categories", Arrange: scene.ArrangeGrid}, len(cats), func(i int) scene.Node {
		cat := cats[i]
		n := scene.Node{ID: scene.NodeID("category." + cat.ID), Role: scene.RoleChoice, Label: b.Text(cat.Label),
			Picture: cat.Picture, Tint: b.Service().CategoryTint(cat.ID)}
		if showsPhotos(b) {
			n.Photo = b.Service().CategoryPhoto(cat.ID)
		}
		return b.node(n, act.Act{Kind: act.Category, Step: step.ID, ID: cat.ID})
	})
	withBasket(b, searchButton(b)...)
}

// withBasket leads to the basket, beside other ways on: the next act of a screen that offers
// things.
func withBasket(b *builder, others ...scene.Node) {
	for _, n := range basketButton(b) {
		others = append(others, primary(n))
	}
	b.actions(others...)
}

// basketButton leads to the basket and says what is in it; none in a service without one, and
// none while it is empty: its place belongs to what can be chosen.
func basketButton(b *builder) []scene.Node {
	if _, has := b.Service().StepOf(service.Basket); !has || b.M.Order.Len() == 0 {
		return nil
	}
	n := b.button(OpenBasket, b.Text("basket.open"), act.Act{Kind: act.OpenBasket})
	n.Details = []scene.Text{b.Count(b.M.Order.Count()), b.Price(b.Total())}
	return []scene.Node{n}
}

// Called is what the screen of a step is called to who asks where they are: its title, without the
// question that is heard with some.
func Called(n model.Moment, title scene.Text) scene.Text {
	if n.M.Showing() != model.ShowStep {
		return title
	}
	switch step := n.Step(); step.Kind {
	case service.Basket:
		return model.Said(n, step.Title)
	case service.Items:
		if cat, ok := n.Service().Category(n.M.Here.Category); ok && !step.All {
			return n.Text(cat.Label)
		}
	case service.Options:
		return n.ItemName(n.M.Here.Item)
	}
	return title
}

// basketAsk asks whether there is more to be chosen.
const basketAsk = "basket.ask"

// heardAsked is a title that says what a screen is about, with the question that who sees it reads
// off its cards and buttons: a listener hears that they are asked something (SPK-1).
func heardAsked(b *builder, title, question scene.Text) scene.Text {
	if b.M.Prefs.Easy {
		title, question = title.InEasyForm(), question.InEasyForm()
		title.Easy = nil // it is in it
	}
	if question.ID == basketAsk { // that it is in the basket has been said
		title.Spoken = question.SpokenSpans()
		return title
	}
	title.Spoken = b.Text("short.of", locales.Words("Name", title), locales.Words("Question", question)).SpokenSpans()
	return title
}

func itemsStep(b *builder, step service.Step) {
	items := b.Service().Menu()
	if !step.All {
		cat, _ := b.Service().Category(b.M.Here.Category)
		b.title, b.picture, b.tint = heardAsked(b, b.Text(cat.Label), b.title), cat.Picture, b.Service().CategoryTint(cat.ID)
		if showsPhotos(b) {
			b.photo = b.Service().CategoryPhoto(cat.ID)
		}
		items = b.Service().Items(cat.ID)
	}
	itemChoices(b, items, step)
}

// itemChoices are things of the menu; choosing one asks for its options, if it has any.
func itemChoices(b *builder, items []service.Item, step service.Step) {
	photos := service.Photographed(items)
	b.paged(scene.Node{ID: "items", Arrange: scene.ArrangeGrid}, len(items), func(i int) scene.Node {
		return itemChoice(b, items[i], photos, step)
	})
	withBasket(b)
}

func itemChoice(b *builder, item service.Item, photos bool, step service.Step) scene.Node {
	n := scene.Node{ID: scene.NodeID("item." + item.ID), Role: scene.RoleChoice, Label: b.Text(item.Label),
		Details: []scene.Text{b.Price(b.Service().Amount(item.Price))}, Tint: b.Service().CategoryTint(item.Category)}
	n.Picture, n.Photo = looksLike(b, item, nil, photos)
	switch most, full := mostOf(b, item.ID); {
	case item.SoldOut:
		n.Disabled, n.Reason = true, b.Text("reason.sold-out")
	case item.Sale.Closed:
		n.Disabled, n.Reason = true, whenSold(b, item.Sale)
	case full:
		n.Disabled, n.Reason = true, most
	}
	return b.node(n, act.Act{Kind: act.Item, Step: step.ID, ID: item.ID})
}

// whenSold is when an item is sold that is not sold now.
func whenSold(b *builder, s input.Sale) scene.Text {
	id := "reason.closed"
	switch whole := s.From == s.To; { // all of the day
	case s.Opens == input.OpensToday:
		id = "reason.hours"
	case s.Opens == input.OpensTomorrow && whole:
		id = "reason.tomorrow"
	case s.Opens == input.OpensTomorrow:
		id = "reason.hours-tomorrow"
	case s.Opens == input.OpensThisWeek && whole:
		id = "reason.day"
	case s.Opens == input.OpensThisWeek:
		id = "reason.hours-day"
	case s.Opens == input.OpensLater:
		id = "reason.date"
	}
	return b.Text(id, locales.TimeOfDay("From", s.From), locales.TimeOfDay("To", s.To), locales.Date("Date", s.Day), locales.Words("Day", b.Text(locales.Weekday(s.Day))))
}

// mostOf is why no more of an item can be had; false where more can.
func mostOf(b *builder, item string) (scene.Text, bool) {
	most, left, full := course.Full(b.M.Order, item, 1, b.Service())
	if !full {
		return scene.Text{}, false
	}
	return b.Text(course.MostReason(left), model.CountArg(b.Moment, "N", most, item)), true
}

func optionsStep(b *builder, step service.Step) {
	svc := b.Service()
	item, _ := svc.Item(b.M.Here.Item)
	picked := b.M.Here.Picked
	b.title, b.tint = heardAsked(b, b.Text(item.Label), b.title), svc.CategoryTint(item.Category)
	b.picture, b.photo = looksLike(b, item, picked, true)
	offers, err := svc.Offers(item.ID, picked, b.M.Order)
	if err != nil {
		offers = nil // Settle has refused such picks; nothing to ask is better than a crash
	}
	asked, last := offers, true
	if b.M.OneByOne() && len(offers) > 1 {
		k := min(b.M.Here.Asked, len(offers)-1)
		asked, last = offers[k:k+1], k == len(offers)-1
	}
	for _, o := range asked {
		if o.Pick == service.PickCount {
			countOption(b, o)
			continue
		}
		g := scene.Node{ID: scene.NodeID("option." + o.ID), Role: scene.RoleGroup, Arrange: scene.ArrangeGrid, Label: b.Text(o.Label)}
		for _, v := range o.Values {
			n := scene.Node{ID: scene.NodeID("option." + o.ID + "." + v.ID), Role: scene.RoleChoice, Label: b.Text(v.Label),
				Picture: v.Picture, Selected: picked.Has(o.ID, v.ID)}
			if v.Adds.Minor != 0 {
				n.Details = []scene.Text{b.Text("options.extra", model.PriceArg("Price", v.Adds))}
			}
			g.Children = append(g.Children, b.node(n, act.Act{Kind: act.Option, ID: o.ID, Value: v.ID}))
		}
		b.add(g)
	}
	b.moreAsked = !last
	var price []scene.Text // with what is picked so far
	if unit, err := svc.UnitPrice(item.ID, picked, b.M.Order); err == nil {
		price = []scene.Text{b.Price(unit)}
	}
	if !last {
		next := primary(b.button("options.next", onward(b, step), act.Act{Kind: act.NextOption}))
		if b.M.Crowded() == 0 { // its second line would cost an answer
			next.Details = price
		}
		b.actions(append(basketButton(b), next)...)
		return
	}
	_, hasBasket := svc.StepOf(service.Basket)
	add := primary(b.button("options.add", addWords(b, step), act.Act{Kind: act.Add, Step: step.ID}))
	if add.Details = price; len(price) > 0 && !hasBasket {
		add.Details = []scene.Text{b.Text("options.so-far", locales.Words("Price", price[0]))} // the step that it leads to does not cost that
	}
	if missing, err := svc.Missing(item.ID, picked, b.M.Order); err != nil || len(missing) > 0 {
		add.Disabled, add.Reason = true, b.Text("reason.choose-first")
	}
	b.actions(append(basketButton(b), add)...)
}

// addWords are what taking a thing with the options that were picked is called.
func addWords(b *builder, step service.Step) scene.Text {
	if _, has := b.Service().StepOf(service.Basket); !has {
		return onward(b, step)
	}
	if b.M.Here.Change.Line != "" {
		return b.Text("options.change")
	}
	return b.Text("options.add")
}

func countOption(b *builder, o service.Offer) {
	n := b.M.Here.Picked.Count(o.ID)
	id := "option." + o.ID
	set := func(n int) act.Act { return act.Act{Kind: act.OptionCount, ID: o.ID, N: n} }
	details := []scene.Text{b.Text("options.none")}
	if all := n + o.Included; all > 0 {
		details[0] = b.Number(all, o.Counter)
	}
	if o.Each.Minor != 0 {
		details = append(details, b.Text("options.each", locales.Words("One", b.Number(1, o.Counter)), model.PriceArg("Price", o.Each)))
	}
	b.add(quantity(b, id, b.Text(o.Label), details, n > o.Min, n < o.Max, set(n-1), set(n+1)))
}

// quantity is minus, number, plus.
func quantity(b *builder, id string, label scene.Text, details []scene.Text, less, more bool, minus, plus act.Act) scene.Node {
	m := b.button(scene.NodeID(id+".minus"), b.Text("line.minus"), minus)
	p := b.button(scene.NodeID(id+".plus"), b.Text("line.plus"), plus)
	if !less {
		m.Disabled, m.Reason = true, b.Text("reason.least")
		m.Pointer = b.M.Focus() != m.ID // keys need not meet what cannot be done; who is on it stays there
	}
	if !more {
		p.Disabled, p.Reason = true, b.Text("reason.most")
		p.Pointer = b.M.Focus() != p.ID
	}
	return scene.Node{ID: scene.NodeID(id), Role: scene.RoleQuantity, Label: label, Details: details, Children: []scene.Node{m, p}}
}

func basketStep(b *builder, step service.Step) {
	lines := b.M.Order.Lines()
	b.picture = "act-basket"
	if len(lines) > 0 {
		b.title = heardAsked(b, b.title, b.Text(basketAsk))
	}
	if len(lines) == 0 {
		b.says("basket.empty", scene.RoleText, b.Text("basket.empty"))
	} else {
		photos := photographed(b, lines)
		b.paged(scene.Node{ID: BasketLines, Arrange: scene.ArrangeList, Label: b.Text("basket.list")}, len(lines), func(i int) scene.Node {
			return basketLine(b, lines[i], photos)
		})
		addDiscounts(b)
		total := totalNode(b)
		total.Quiet = len(lines) == 1 && len(b.M.Order.Discounts()) == 0 // its line tells the same, as did the button that took it
		b.add(total)
	}
	more := b.button(BasketMore, b.Text("basket.more"), act.Act{Kind: act.More, Step: step.ID})
	if len(lines) == 0 {
		b.actions(primary(more))
		return
	}
	b.first = "basket.next" // the next act is at hand; the lines stand above it
	b.actions(more, primary(b.button("basket.next", onward(b, step), act.Act{Kind: act.Continue, Step: step.ID})))
}

func basketLine(b *builder, l order.Line, photos bool) scene.Node {
	id := course.LineID(l)
	item, _ := b.Service().Item(l.Item)
	label := b.Text(item.Label)
	set := func(n int) act.Act { return act.Act{Kind: act.Quantity, ID: id, N: n} }
	details := append([]scene.Text{b.Quantity(l)}, b.OptionWords(l)...)
	details = append(details, b.LinePrice(l))
	most, full := mostOf(b, l.Item)
	n := quantity(b, id, label, details, l.Quantity > 1, l.Quantity < order.MaxQuantity && !full, set(l.Quantity-1), set(l.Quantity+1))
	if full {
		n.Children[1].Reason = most
	}
	n.Picture, n.Photo = looksLike(b, item, l.Options, photos)
	n.Tint = b.Service().CategoryTint(item.Category)
	n.Children = append(n.Children, b.button(scene.NodeID(id+".remove"), b.Text("line.remove"), act.Act{Kind: act.Remove, ID: id}))
	return n
}

func reviewStep(b *builder, step service.Step) {
	chosen := func() {
		for _, a := range answers(b) {
			if step.Charge != nil && a.step == step.Charge.Counts {
				continue // each is a line of what is paid for
			}
			line := answerLine(a)
			called := line.Label
			if st, _ := b.Service().Step(a.step); st.Kind == service.Count && a.name.IsZero() {
				called = scene.Text{} // how many there are is told by the line
			}
			b.add(changeable(b, line, called, act.Act{Kind: act.Change, Step: a.step}))
		}
	}
	onOnePage := b.M.Crowded() == 0 || b.M.Order.Len() == 0
	if onOnePage {
		chosen()
	}
	lines := b.M.Order.Lines()
	photos := photographed(b, lines)
	b.paged(scene.Node{ID: ReviewLines, Arrange: scene.ArrangeList, Label: b.Text("review.list")}, len(lines), func(i int) scene.Node {
		l := lines[i]
		item, _ := b.Service().Item(l.Item)
		n := scene.Node{ID: scene.NodeID("review." + strconv.Itoa(i)), Role: scene.RoleSummary, Label: b.Text(item.Label),
			Details: append(b.LineWords(l), b.LinePrice(l)), Amount: true, Tint: b.Service().CategoryTint(item.Category)}
		n.Picture, n.Photo = looksLike(b, item, l.Options, photos)
		if counted, is := changesCounts(step); is {
			return changeable(b, n, n.Label, counted)
		}
		if b.Service().Charged(l.Item) {
			return n // a bill is not the person's to change
		}
		return changeable(b, n, n.Label, act.Act{Kind: act.Change, ID: course.LineID(l)})
	})
	addDiscounts(b)
	if !onOnePage { // the first page is about what is paid for
		chosen()
	}
	total := totalNode(b)
	total.Quiet = len(lines) == 1 && len(b.M.Order.Discounts()) == 0 // its line has just told the same amount
	b.add(total)
	b.first = "review.pay" // the lines have been read; they stand above it
	b.saysNext = true
	label := "review.pay"
	if b.Total().Minor == 0 {
		label = "review.agree" // nothing is to be paid
	}
	pay := primary(b.button("review.pay", b.Text(label), act.Act{Kind: act.Reviewed, Step: step.ID}))
	if b.Total().Minor != 0 {
		pay.Details = []scene.Text{b.Price(b.Total())}
	}
	b.actions(append(moreOfReview(b, step), pay)...)
}

// changeable is a line of a review with the button that leads back to where it was made. Its
// words to the ear name the line as it is called, if it is: one sees beside which it stands.
func changeable(b *builder, line scene.Node, called scene.Text, a act.Act) scene.Node {
	words := b.Text("line.change")
	if !called.IsZero() {
		words.Spoken = b.Text("line.change.this", locales.Words("Name", called)).SpokenSpans()
	}
	line.Children = []scene.Node{b.button(line.ID+".change", words, a)}
	return line
}

// answer is a choice that was made, and the question it answered.
type answer struct {
	step, field string
	label       scene.Text   // as it was offered
	values      []scene.Text // of several that were chosen: each
	name, value scene.Text   // what was asked, and the answer behind that; name is zero where the service does not say
	picture     string
	privacy     scene.Privacy
}

// answerLine is an answer to be checked, behind what was asked.
func answerLine(a answer) scene.Node {
	n := scene.Node{ID: scene.NodeID(AnswerPrefix + a.field), Role: scene.RoleSummary, Label: a.label, Picture: a.picture, Privacy: a.privacy}
	if !a.name.IsZero() { // what was asked is no secret: the answer keeps its own
		n.Label, n.Details, n.Amount, n.Privacy = a.name, []scene.Text{a.value}, true, scene.Public
	}
	if len(a.values) > 1 && !a.name.IsZero() { // a line each
		n.Details, n.Amount = a.values, false
	}
	return n
}

// sentence is an answer as part of a sentence. A label that is one itself ("no, I have none")
// cannot be: such an answer has a name, which is understood behind that of its question.
func (a answer) sentence(b *builder) scene.Text {
	if a.name.IsZero() || a.value.Equal(a.label) {
		return a.label
	}
	return b.Text("line.option", locales.Words("Option", a.name), locales.Words("Value", a.value))
}

// answers are what was chosen on the way here, to be checked with the rest.
func answers(b *builder) []answer {
	var out []answer
	seen := map[string]bool{}
	for _, at := range b.M.Trail {
		st, _ := b.Service().Step(at.Step)
		if a, ok := answered(b, st); ok && !seen[a.field] {
			seen[a.field] = true
			out = append(out, a)
		}
	}
	return out
}

// answered is what was chosen at a step.
func answered(b *builder, st service.Step) (answer, bool) {
	a := answer{step: st.ID, field: st.Field}
	if st.Kind == service.Seats {
		ok := false
		a.label, a.privacy, ok = model.ChosenSeats(b.Moment, st)
		a.picture = seatPicture(b, st)
		return a, ok
	}
	if st.Kind == service.Count {
		ok := false
		a.field = st.Counts[0].Field
		a.label, ok = model.ChosenCounts(b.Moment, st)
		a.value = a.label
		if st.Name != "" {
			a.name = b.Text(st.Name)
		}
		return a, ok
	}
	if st.Kind != service.Choose || st.Field == "" {
		return a, false
	}
	if st.Name != "" {
		a.name = b.Text(st.Name)
	}
	if st.IsMany() {
		ok := false
		a.values, a.picture, a.privacy, ok = model.ChosenOf(b.Moment, st)
		a.label = model.Joined(b.Moment, a.values)
		if len(a.values) == 0 {
			a.label = noneOf(b, st)
		}
		a.value = a.label
		return a, ok
	}
	if st.From != "" {
		ok := false
		a.label, a.picture, a.privacy, ok = model.ChosenRow(b.Moment, st)
		a.value = a.label
		return a, ok
	}
	if st.IsWhen() {
		a.label = model.Told(b.Moment, st.Field)
		a.value = a.label
		return a, b.M.Order.Answer(st.Field) != ""
	}
	for _, ch := range st.Choices {
		if b.M.Order.Answer(st.Field) == ch.Value {
			a.label, a.value, a.picture = b.Text(ch.Label), b.Text(cmp.Or(ch.Name, ch.Label)), ch.Picture
			return a, true
		}
	}
	return a, false
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
