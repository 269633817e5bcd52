package screen

import (
	"strconv"
	"unicode"

	"modu/accessibility/scene"
	"modu/accessibility/typing"
	"modu/internal/kiosk/act"
	"modu/internal/kiosk/course"
	"modu/internal/kiosk/model"
	"modu/internal/service"
	"modu/locales"
)

// searchButton leads to the search. The easy form has none: who is new to the machine does
// not know that ㅇㅁㄹㅋㄴ finds something, and must not be asked to type.
func searchButton(b *builder) []scene.Node {
	if b.M.Prefs.Easy || !model.CanType(b.M.Prefs.Language) {
		return nil
	}
	n := b.button("find.open", b.Text("find.open"), act.Act{Kind: act.Search})
	n.Picture = "find"
	return []scene.Node{n}
}

func searchScreen(b *builder) {
	b.title = b.Text("find.title")
	if b.M.Here.Search == course.SearchFound {
		searchResults(b)
		return
	}
	b.kind = scene.KindSearch
	addField(b, field{Label: b.Text("find.name"), Hint: searchHint(b), Done: b.Text("find.show"), Submit: act.Act{Kind: act.SubmitSearch}})
	if text := b.M.Entry.Text.Text(); text != "" { // what is found so far stands on the button that shows it
		ids, more := b.Search(text)
		last := &b.nodes[len(b.nodes)-1]
		last.Children[0].Details = []scene.Text{foundCount(b, len(ids), more)}
	}
}

func foundCount(b *builder, n int, more bool) scene.Text {
	switch {
	case n == 0:
		return b.Text("find.nothing")
	case more:
		return b.Text("find.many", locales.Count("N", n, "item"))
	}
	return b.Count(n)
}

// searchHint says what to type, by an example: of a list that is one of its own names. A list of
// somebody's own is not read to the waiting room.
func searchHint(b *builder) scene.Text {
	step := b.Step()
	rows := b.M.Facts.Rows(step)
	if step.Kind != service.Choose || len(rows) == 0 {
		return b.Text("find.hint")
	}
	if !b.M.Facts[step.From].Public {
		return b.Text("find.hint.own")
	}
	name := model.Cell(b.Moment, step, rows[0], step.Row.Label)
	letters := scene.Literal(b.M.Prefs.Language, initials(name.String()), scene.Public)
	return b.Text("find.hint.rows", locales.Words("Name", name), locales.Words("Letters", letters))
}

// mostInitials of a name are enough for an example.
const mostInitials = 3

// initials are the letters with which the first syllables of a name begin.
func initials(name string) string {
	var out []rune
	for _, r := range name {
		if unicode.IsLetter(r) && len(out) < mostInitials {
			out = append(out, typing.Initial(r))
		}
	}
	return string(out)
}

func searchResults(b *builder) {
	b.kind = scene.KindFound
	ids, more := b.Search(b.M.Here.Query)
	step, privacy := b.Step(), scene.Public
	rows := step.Kind == service.Choose
	if rows && !b.M.Facts[step.From].Public {
		privacy = scene.Personal
	}
	b.title = b.Text("find.found", locales.Words("Name", scene.Literal(b.M.Prefs.Language, b.M.Here.Query, privacy)), locales.Words("Count", foundCount(b, len(ids), more)))
	if rows {
		foundRows(b, step, ids)
		return
	}
	step, _ = b.Service().StepOf(service.Items)
	items := make([]service.Item, len(ids))
	for i, id := range ids {
		items[i], _ = b.Service().Item(id)
	}
	itemChoices(b, items, step)
}

// foundRows are the rows at the places that a search has found.
func foundRows(b *builder, step service.Step, places []string) {
	rows := b.M.Facts.Rows(step)
	b.paged(scene.Node{ID: "rows", Arrange: scene.ArrangeGrid}, len(places), func(i int) scene.Node {
		at, _ := strconv.Atoi(places[i])
		return rowChoice(b, step, rows[at], at, false)
	})
}
