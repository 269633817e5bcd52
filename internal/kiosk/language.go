package kiosk

import (
	"slices"

	"modu/accessibility/scene"
	"modu/internal/service"
	"modu/internal/session"
)

// The row of languages, and what stands before each in its node's id.
const (
	languagesID    scene.NodeID = "languages"
	languagePrefix              = "language."
)

// languages offers the languages of this kiosk, each by its own name: whoever reads no
// Korean finds no word behind "help" (LNG-3). With one language there is nothing to choose.
// The group is quiet, so that it is neither counted nor read among what the screen asks.
func (b *builder) languages() []scene.Node {
	if len(b.c.Languages) < 2 {
		return nil
	}
	row := scene.Node{ID: languagesID, Role: scene.RoleGroup, Arrange: scene.ArrangeGrid, Quiet: true}
	for _, l := range b.c.Languages {
		row.Children = append(row.Children, b.node(scene.Node{ID: languagePrefix + scene.NodeID(l), Role: scene.RoleChoice,
			Label: b.ownName(l), Selected: l == b.m.Prefs.Language}, Act{Kind: ActLanguage, ID: string(l)}))
	}
	return []scene.Node{row}
}

// ownName is what a language calls itself, in its own letters and voice.
func (u *update) ownName(l scene.Lang) scene.Text {
	own := u.c.locs[l].Text("language.self")
	in := func(spans []scene.Span) []scene.Span {
		spans = slices.Clone(spans)
		for i := range spans {
			spans[i].Lang = l
		}
		return spans
	}
	return scene.Text{Lang: u.m.Prefs.Language, Spans: in(own.Spans), Spoken: in(own.Spoken)}
}

// speakIn goes on in another language, on the first step of the service. It is said aloud
// in that language, also to somebody who has not asked for speech: words that changed are
// no news to who cannot read them.
func (u *update) speakIn(l scene.Lang) {
	u.m.Prefs.Language = l
	u.forAll(u.text("language.chosen"))
	if u.m.Clock.Phase == session.Attract {
		u.begin(u.m.Prefs.Speech)
		return
	}
	u.m.Here.Focus = "" // who has found their language begins at the top
}

// languagesByEar puts the same row on the first step for whoever listens: the first key
// leads past the first screen, and so past its row. It comes after what is asked and before
// the next act, where who presses "down" without understanding a word meets it; who has
// found the easy form has read their way there. Not beside a keyboard: its keys come first.
func (b *builder) languagesByEar(step service.Step) {
	if !b.m.Prefs.Speech || b.m.Prefs.Easy || b.m.Here.Step != b.svc().Start || len(b.m.Trail) > 0 || step.Kind == service.Enter {
		return
	}
	rest := scene.Scene{Root: scene.Node{Children: b.nodes}}
	if len(rest.FocusOrder()) == 0 {
		b.first = idHelp // where focus starts without the row
	}
	at := len(b.nodes)
	if i := slices.IndexFunc(b.nodes, func(n scene.Node) bool { return n.ID == actionsID }); i >= 0 {
		at = i
	}
	b.nodes = slices.Insert(b.nodes, at, b.languages()...)
}

// offersLanguage reports whether a node is one of the languages.
func offersLanguage(id scene.NodeID) bool {
	return len(id) > len(languagePrefix) && id[:len(languagePrefix)] == languagePrefix
}
