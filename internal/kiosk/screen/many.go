package screen

import (
	"cmp"
	"slices"

	"modu/accessibility/scene"
	"modu/internal/kiosk/act"
	"modu/internal/kiosk/course"
	"modu/internal/kiosk/model"
	"modu/internal/service"
	"modu/locales"
)

// manyStep has several things chosen, each with a mark. In the easy form they stand on the same
// cards, four a page: a question for each of them would be as many decisions, while the button
// that leads on tells how many are chosen, on whichever page.
func manyStep(b *builder, step service.Step) {
	m := b.Service().Several(step, b.M.Order, b.M.Facts)
	if m.Of == 0 && step.From != "" {
		nothingToChoose(b, step, len(b.M.Facts.Rows(step)))
		return
	}
	b.says("many.how", scene.RoleText, howMany(b, m))
	if step.From != "" {
		manyRows(b, step, m)
	} else {
		manyChoices(b, step, m)
	}
	b.actions(onFromMany(b, step, m))
}

func manyChoices(b *builder, step service.Step, m service.Several) {
	choices(b, step, func(n scene.Node, value string) scene.Node {
		n.Selected = slices.Contains(m.Chosen, value)
		return ticked(b, m, n, act.Act{Kind: act.Tick, Step: step.ID, Value: value})
	})
}

func manyRows(b *builder, step service.Step, m service.Several) {
	rows := b.M.Facts.Rows(step)
	for i := len(rows) - 1; i >= 0; i-- {
		if !b.Service().Closed(step, rows[i], b.M.Order, b.M.Facts) {
			b.first = rowID(i)
		}
	}
	b.paged(scene.Node{ID: "rows", Arrange: scene.ArrangeGrid}, len(rows), func(i int) scene.Node {
		n := rowChoice(b, step, rows[i], i, slices.Contains(m.Chosen, b.M.Facts.RowID(step, rows[i])))
		return ticked(b, m, n, act.Act{Kind: act.Tick, Step: step.ID, N: i})
	})
}

// ticked is a thing that can be chosen beside others; once there are as many as there may be, only
// what is chosen can be worked, and the rest says why.
func ticked(b *builder, m service.Several, n scene.Node, a act.Act) scene.Node {
	if !n.Selected && !n.Disabled && m.Full() && m.Most < m.Of {
		n.Disabled, n.Reason = true, bounds(b, course.TooManyOf(m))
	}
	return b.node(n, a)
}

// howMany tells before the choice that several may be made, and how many.
func howMany(b *builder, m service.Several) scene.Text {
	n := func(name string, k int) locales.Arg { return locales.Count(name, k, string(service.Thing)) }
	bounded := m.Most < m.Of
	switch {
	case m.Least > 0 && m.Least == m.Most:
		return b.Text("many.exactly", n("N", m.Least))
	case m.Least > 0 && bounded:
		return b.Text("many.between", n("Least", m.Least), n("Most", m.Most))
	case bounded:
		return b.Text("many.most", n("N", m.Most))
	case m.Least > 1:
		return b.Text("many.least", n("N", m.Least))
	}
	return b.Text("many.any")
}

// onFromMany leads on: with what is chosen, or with none of it where nothing is.
func onFromMany(b *builder, step service.Step, m service.Several) scene.Node {
	if len(m.Chosen) == 0 && m.Least == 0 {
		n := primary(b.button("many.none", noneOf(b, step), act.Act{Kind: act.None, Step: step.ID}))
		n.Details = []scene.Text{onward(b, step)}
		return n
	}
	n := primary(b.button("many.next", onward(b, step), act.Act{Kind: act.Continue, Step: step.ID}))
	if len(m.Chosen) > 0 {
		n.Details = []scene.Text{b.Text("many.chosen", locales.Count("N", len(m.Chosen), string(service.Thing)))}
	}
	if !m.Enough() {
		n.Disabled, n.Reason = true, bounds(b, course.TooFewOf(m))
	}
	return n
}

// noneOf is what it is called to choose none of several.
func noneOf(b *builder, step service.Step) scene.Text {
	return model.Said(b.Moment, cmp.Or(step.None, "many.none"))
}
