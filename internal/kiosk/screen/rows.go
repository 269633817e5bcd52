package screen

import (
	"cmp"
	"slices"
	"strconv"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/kiosk/act"
	"modu/internal/kiosk/model"
	"modu/internal/service"
)

// rowsStep offers the rows of a list that a call has answered.
func rowsStep(b *builder, step service.Step) {
	rows := b.M.Facts.Rows(step)
	open := slices.IndexFunc(rows, func(r input.Row) bool { return !b.Service().Closed(step, r, b.M.Order, b.M.Facts) })
	if open < 0 {
		nothingToChoose(b, step, len(rows))
	} else {
		b.first = rowID(open)
	}
	chosen := -1
	if b.M.Order.Answer(step.Field) != "" {
		chosen = b.M.Facts.ChosenRow(step)
	}
	b.paged(scene.Node{ID: "rows", Arrange: scene.ArrangeGrid}, len(rows), func(i int) scene.Node {
		return rowChoice(b, step, rows[i], i, i == chosen)
	})
	if len(rows) >= searchFrom {
		b.actions(searchButton(b)...)
	}
}

// searchFrom is from how many rows on a name is found sooner than by turning pages.
const searchFrom = 13

// rowID names a row by its place: what the program calls it is personal, and an id is part
// of what logs hold.
func rowID(i int) scene.NodeID { return scene.NodeID("row." + strconv.Itoa(i)) }

func rowChoice(b *builder, step service.Step, row input.Row, i int, chosen bool) scene.Node {
	show := step.Row
	n := scene.Node{ID: rowID(i), Role: scene.RoleChoice, Label: model.Cell(b.Moment, step, row, show.Label), Selected: chosen}
	for _, column := range [...]string{show.Second, show.Price} {
		if column != "" {
			n.Details = append(n.Details, model.Cell(b.Moment, step, row, column))
		}
	}
	if show.Picture != "" {
		n.Picture = row[show.Picture].Text
	}
	if !b.M.Facts[step.From].Public {
		n.Privacy = scene.Personal
	}
	if b.Service().Closed(step, row, b.M.Order, b.M.Facts) {
		n.Disabled, n.Reason = true, b.Text(show.Why)
	}
	return b.node(n, act.Act{Kind: act.Row, Step: step.ID, N: i})
}

// nothingToChoose says that a list is empty, or that all of it is closed, and what to do then.
func nothingToChoose(b *builder, step service.Step, rows int) {
	title := cmp.Or(step.Row.Empty, "rows.empty")
	if rows > 0 {
		title = "rows.closed"
	}
	emptyList(b, title)
}

// emptyList says that there is nothing to choose, and what to do then.
func emptyList(b *builder, title string) {
	b.title, b.first = b.Text(title), "rows.back"
	back := primary(b.button("rows.back", b.Text("rows.back"), act.Act{Kind: act.Back}))
	b.add(scene.Node{ID: "rows.alert", Role: scene.RoleAlert, Label: b.Text("rows.again"), Picture: "unknown", Children: []scene.Node{back}})
}
