package screen

import (
	"modu/accessibility"
	"modu/accessibility/scene"
	"modu/internal/kiosk/act"
)

// helpMenu offers six needs. Choosing one changes everything that belongs to it at once;
// choosing it again takes it back, and so does "undo", whatever came last.
func helpMenu(b *builder) {
	b.kind = scene.KindHelp
	b.title = b.Text("help.title")
	if b.M.Roomy() && b.M.Crowded() == 0 { // elsewhere the needs themselves have the room
		b.says("help.lead", scene.RoleText, b.Text("help.lead"))
	}
	needs := accessibility.Needs()
	b.paged(scene.Node{ID: Needs, Arrange: scene.ArrangeGrid}, len(needs), func(i int) scene.Node {
		return need(b, needs[i])
	})
	row := []scene.Node{b.button(More, b.Text("help.more"), moreSettings(b))}
	row = append(row, heightButton(b)...)
	row = append(row, headsetSwitch(b)...)
	if len(b.M.Undo) > 0 {
		row = append(row, b.button(Undo, b.Text("help.undo"), act.Act{Kind: act.Undo}))
	}
	b.actions(append(row, primary(b.button("help.close", b.Text("help.close"), act.Act{Kind: act.Close})))...)
}

// need is a card that turns one need on.
func need(b *builder, n accessibility.Need) scene.Node {
	id := NeedPrefix + n.ID
	return b.node(scene.Node{
		ID: scene.NodeID(id), Role: scene.RoleChoice, Label: b.Text(id), Hint: b.Text(id + ".hint"),
		Picture: n.Picture, Selected: n.Met(b.S.Preferences, b.M.Prefs),
	}, act.Act{Kind: act.Need, ID: n.ID})
}
