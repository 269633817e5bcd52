package screen

import (
	"slices"

	"modu/accessibility"
	"modu/accessibility/scene"
	"modu/internal/kiosk/act"
)

// helpMenu offers six needs. Choosing one changes everything that belongs to it at once;
// choosing it again takes it back, and so does "undo", whatever came last.
func helpMenu(b *builder) {
	b.kind = scene.KindHelp
	b.title = b.Text("help.title")
	if b.M.Roomy() { // at the large sizes the needs themselves have the room
		b.says("help.lead", scene.RoleText, b.Text("help.lead"))
	}
	needs := accessibility.Needs()
	b.paged(scene.Node{ID: Needs, Arrange: scene.ArrangeGrid}, len(needs), func(i int) scene.Node {
		return need(b, needs[i])
	})
	row := []scene.Node{b.button(More, b.Text("help.more"), act.Act{Kind: act.Settings})}
	row = append(row, heightDoor(b)...)
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

// settings lists every preference with its value. Select goes to the next value, at once, and
// says it; to a screen of their own where values have samples.
func settings(b *builder) {
	b.kind = scene.KindSettings
	b.title = b.Text("help.settings")
	table := b.S.Preferences
	b.paged(scene.Node{ID: Preferences, Arrange: scene.ArrangeGrid}, len(table), func(i int) scene.Node {
		d := table[i]
		n := scene.Node{
			ID: PreferenceNode(d.Field), Role: scene.RoleChoice, Label: b.Text(preferencePrefix + d.Field),
			Details: []scene.Text{b.PreferenceValue(d)}, Picture: d.Picture, Switch: d.Switch(b.M.Prefs),
		}
		if i == 0 || table[i-1].Section != d.Section {
			n.Over = sectionName(b, d)
		}
		if d.Field == "curtain" && !b.M.Prefs.Speech {
			n.Disabled, n.Reason = true, b.Text("reason.speech-first") // a dark and silent screen is of no use
		}
		if _, ok := ValuesOf(d.Field); ok {
			return b.node(n, act.Act{Kind: act.Values, ID: d.Field})
		}
		return b.node(n, act.Act{Kind: act.Preference, ID: d.Field})
	})
	if i := slices.IndexFunc(b.nodes, func(n scene.Node) bool { return n.ID == Preferences }); i >= 0 { // every page begins with what it is about
		if g := &b.nodes[i]; len(g.Children) > 0 {
			g.Children[0].Over = sectionName(b, table[g.Page.First])
		}
	}
	row := append(practiceDoor(b),
		b.button("help.keys", b.Text("help.keys"), act.Act{Kind: act.Keys}),
		b.button("help.reset", b.Text("help.reset"), act.Act{Kind: act.Reset}),
		primary(b.button("help.close", b.Text("settings.close"), act.Act{Kind: act.Close})))
	b.actions(row...)
}

// sectionName is what a preference and those beside it are about.
func sectionName(b *builder, d accessibility.Descriptor) scene.Text {
	return b.Text("pref.section." + string(d.Section))
}
