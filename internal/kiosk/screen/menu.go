package screen

import (
	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/kiosk/act"
	"modu/internal/kiosk/course"
	"modu/internal/kiosk/model"
	"modu/internal/order"
	"modu/internal/service"
	"modu/locales"
)

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

// heardAsked is a title that says what a screen is about, with the question that who sees it reads
// off its cards and buttons: a listener hears that they are asked something (SPK-1).
func heardAsked(b *builder, title, question scene.Text) scene.Text {
	title = asShown(b, title)
	title.Spoken = b.Text("short.of", locales.Words("Name", title), locales.Words("Question", asShown(b, question))).SpokenSpans()
	return title
}

// asShown is a text in the form that is shown, and in no other.
func asShown(b *builder, t scene.Text) scene.Text {
	if b.M.Prefs.Easy {
		t = t.InEasyForm()
		t.Easy = nil
	}
	return t
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
	if len(lines) > 0 { // that it is in the basket has been said
		b.title = asShown(b, b.title)
		b.title.Spoken = asShown(b, b.Text("basket.ask")).SpokenSpans()
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
