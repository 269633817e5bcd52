package screen

import (
	"modu/accessibility/scene"
	"modu/internal/kiosk/act"
	"modu/internal/kiosk/course"
	"modu/internal/kiosk/model"
	"modu/internal/service"
	"modu/locales"
)

// searchDoor leads to the search. The easy form has none: who is new to the machine does
// not know that ㅇㅁㄹㅋㄴ finds something, and must not be asked to type.
func searchDoor(b *builder) []scene.Node {
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
	addField(b, field{Label: b.Text("find.name"), Hint: b.Text("find.hint"), Done: b.Text("find.show"), Submit: act.Act{Kind: act.SubmitSearch}})
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

func searchResults(b *builder) {
	b.kind = scene.KindFound
	ids, more := b.Search(b.M.Here.Query)
	b.title = b.Text("find.found", locales.Words("Name", scene.Literal(b.M.Prefs.Language, b.M.Here.Query, scene.Public)), locales.Words("Count", foundCount(b, len(ids), more)))
	step, _ := b.Service().StepOf(service.Items)
	items := make([]service.Item, len(ids))
	for i, id := range ids {
		items[i], _ = b.Service().Item(id)
	}
	itemChoices(b, items, step)
}
