package screen

import (
	"slices"

	"modu/accessibility/scene"
	"modu/internal/kiosk/act"
	"modu/internal/kiosk/course"
	"modu/internal/service"
)

// languages offers the languages of this kiosk, each by its own name: people who read no
// Korean finds no word behind "help" (LNG-3). With one language there is nothing to choose.
// The group is quiet, so that it is neither counted nor read among what the screen asks.
func languages(b *builder) []scene.Node {
	if len(b.S.Languages) < 2 {
		return nil
	}
	row := scene.Node{ID: Languages, Role: scene.RoleGroup, Arrange: scene.ArrangeGrid, Quiet: true}
	for _, l := range b.S.Languages {
		row.Children = append(row.Children, b.node(scene.Node{ID: LanguagePrefix + scene.NodeID(l), Role: scene.RoleChoice,
			Label: b.OwnName(l), Selected: l == b.M.Prefs.Language}, act.Act{Kind: act.Language, ID: string(l)}))
	}
	return []scene.Node{row}
}

// languagesByEar puts the same row on the first step for people who listen: the first key
// leads past the first screen, and so past its row. It comes after what is asked and before
// the next act, where who presses "down" without understanding a word meets it; who has
// found the easy form has read their way there. Not beside a keyboard: its keys come first.
func languagesByEar(b *builder, step service.Step) {
	if !b.M.Prefs.Speech || b.M.Prefs.Easy || b.M.Here.Step != b.Service().Start || len(b.M.Trail) > 0 || b.M.Here.Question != course.What || step.Kind == service.Enter {
		return
	}
	rest := scene.Scene{Root: scene.Node{Children: b.nodes}}
	if len(rest.FocusOrder()) == 0 {
		b.first = Help // where focus starts without the row
	}
	at := len(b.nodes)
	if i := slices.IndexFunc(b.nodes, func(n scene.Node) bool { return n.ID == Actions }); i >= 0 {
		at = i
	}
	b.nodes = slices.Insert(b.nodes, at, languages(b)...)
}
