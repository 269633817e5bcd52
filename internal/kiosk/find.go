package kiosk

import (
	"sync"

	"modu/accessibility/scene"
	"modu/accessibility/typing"
	"modu/internal/search"
	"modu/internal/service"
	"modu/locales"
)

// Stages of looking for something by its name. They are places of their own on the
// trail, over the step from which the search was opened.
const (
	findTyping  = "find"  // the name is being typed
	findResults = "found" // what bears such a name
)

const findField scene.NodeID = "find.name"

// indexes are made when somebody first searches in a language: most stays never do.
func indexes(c *Core) map[scene.Lang]func() *search.Index {
	all := map[scene.Lang]func() *search.Index{}
	for _, lang := range c.Languages {
		all[lang] = sync.OnceValue(func() *search.Index {
			var things []search.Thing
			for _, item := range c.Service.Menu() {
				things = append(things, search.Thing{ID: item.ID, Name: c.locs[lang].Text(item.Label).String()})
			}
			return search.New(things)
		})
	}
	return all
}

// findDoor leads to the search. The easy form has none: who is new to the machine does
// not know that ㅇㅁㄹㅋㄴ finds something, and must not be asked to type.
func (b *builder) findDoor() []scene.Node {
	if b.m.Prefs.Easy || !typable(b.m.Prefs.Language) {
		return nil
	}
	n := b.button("find.open", b.text("find.open"), Act{Kind: ActSearch})
	n.Picture = "find"
	return []scene.Node{n}
}

func (b *builder) findScreen() {
	b.title = b.text("find.title")
	if b.m.Here.Find == findResults {
		if ids, _ := b.find(b.m.Here.Query); len(ids) > 0 {
			b.found()
			return
		}
		// Things have other names in another language: whoever changed it among what was
		// found types anew, instead of meeting an empty screen.
		b.m.Here.Find = findTyping
	}
	b.kind = findTyping
	b.field(field{ID: findField, Label: b.text("find.name"), Hint: b.text("find.hint"), Alphabet: alphabetOf(b.m.Prefs.Language), Max: 20,
		Done: b.text("find.show"), Submit: Act{Kind: ActSubmitSearch}})
	if text := b.m.Writing.Text.Text(); text != "" { // what is found so far stands on the button that shows it
		ids, more := b.find(text)
		last := &b.nodes[len(b.nodes)-1]
		last.Children[0].Details = []scene.Text{b.foundText(len(ids), more)}
	}
}

func (b *builder) foundText(n int, more bool) scene.Text {
	switch {
	case n == 0:
		return b.text("find.nothing")
	case more:
		return b.text("find.many", locales.Count("N", n, "item"))
	}
	return b.count(n)
}

func (b *builder) found() {
	b.kind = findResults
	ids, _ := b.find(b.m.Here.Query)
	step, _ := b.svc().StepOf(service.Items)
	b.paged(scene.Node{ID: "items", Arrange: scene.ArrangeGrid}, len(ids), func(i int) scene.Node {
		item, _ := b.svc().Item(ids[i])
		return b.item(item, step)
	})
	b.basketDoor()
}

func (u *update) find(text string) ([]string, bool) {
	return u.c.index[u.m.Prefs.Language]().Find(text)
}

// typable reports whether the keyboard has the signs in which names are written. Chinese
// and Japanese ones have none here: until there is an input method, the search would
// find nothing that is on the menu, so that it is not offered.
func typable(lang scene.Lang) bool { return lang == "ko" || lang == "en" }

// alphabetOf is what a person types in; Chinese and Japanese in Latin letters at best.
func alphabetOf(lang scene.Lang) typing.Alphabet {
	if lang == "ko" {
		return typing.Hangul
	}
	return typing.Latin
}
