package screen

import (
	"slices"

	"modu/accessibility"
	"modu/accessibility/scene"
	"modu/internal/kiosk/act"
	"modu/locales"
)

// moreSettings leads to the sections of all preferences; who reads the easy form meets a few
// of them first.
func moreSettings(b *builder) act.Act {
	if b.M.Prefs.Easy {
		return act.Act{Kind: act.Section, ID: string(accessibility.SectionFew)}
	}
	return act.Act{Kind: act.Settings}
}

// settings leads to each section of the preferences.
func settings(b *builder) {
	b.kind = scene.KindSections
	b.title = b.Text("help.settings")
	sections := accessibility.SettingsSections()
	b.paged(scene.Node{ID: Sections, Arrange: scene.ArrangeGrid}, len(sections), func(i int) scene.Node {
		d := sections[i]
		return b.node(scene.Node{ID: SectionNode(d.Section), Role: scene.RoleChoice, Label: sectionName(b, d.Section), Picture: d.Picture},
			act.Act{Kind: act.Section, ID: string(d.Section)})
	})
	row := append(practiceButton(b),
		b.button("help.keys", b.Text("help.keys"), act.Act{Kind: act.Keys}),
		b.button("help.reset", b.Text("help.reset"), act.Act{Kind: act.Reset}),
		closeSettings(b))
	b.actions(row...)
}

// section lists the preferences of a section with their values. Select goes to the next value, at
// once, and says it; to a screen of their own where values have samples. The next section is one
// press away, so that whoever looks for something need not go back to the list of sections.
func section(b *builder) {
	b.kind = scene.KindSettings
	now := b.M.Overlay.Section
	var acts []scene.Node
	if now == accessibility.SectionFew {
		b.title = b.Text("help.settings")
		acts = append(practiceButton(b), b.button(AllSettings, b.Text("settings.all"), act.Act{Kind: act.Settings}))
	} else {
		b.title = b.Text("settings.section", locales.Words("Section", sectionName(b, now)))
		next := nextSection(now)
		acts = append(acts, b.button("settings.next", b.Text("settings.next", locales.Words("Section", sectionName(b, next))), act.Act{Kind: act.Section, ID: string(next)}))
	}
	b.picture = sectionPicture(now)
	table := accessibility.In(b.S.Preferences, now)
	b.paged(scene.Node{ID: preferencesOf(now), Arrange: scene.ArrangeGrid}, len(table), func(i int) scene.Node { return preference(b, table[i]) })
	b.actions(append(acts, closeSettings(b))...)
}

// preference is one of them, with its value.
func preference(b *builder, d accessibility.Descriptor) scene.Node {
	n := scene.Node{
		ID: PreferenceNode(d.Field), Role: scene.RoleChoice, Label: b.Text(preferencePrefix + string(d.Field)),
		Details: []scene.Text{b.PreferenceValue(d)}, Picture: d.Picture, Switch: d.Switch(b.M.Prefs),
	}
	if d.Field == accessibility.FieldCurtain && !b.M.Prefs.Speech {
		n.Disabled, n.Reason = true, b.Text("reason.speech-first") // a dark and silent screen is of no use
	}
	if _, ok := ValuesOf(d.Field); ok {
		return b.node(n, act.Act{Kind: act.Values, ID: string(d.Field)})
	}
	return b.node(n, act.Act{Kind: act.Preference, ID: string(d.Field)})
}

func closeSettings(b *builder) scene.Node {
	return primary(b.button("help.close", b.Text("settings.close"), act.Act{Kind: act.Close}))
}

// nextSection is the one after another, and after the last the first.
func nextSection(s accessibility.Section) accessibility.Section {
	sections := accessibility.SettingsSections()
	i := slices.IndexFunc(sections, func(d accessibility.SettingsSection) bool { return d.Section == s })
	return sections[(i+1)%len(sections)].Section
}

// sectionName is what the preferences of a section are about.
func sectionName(b *builder, s accessibility.Section) scene.Text {
	return b.Text("pref.section." + string(s))
}

// sectionPicture is the picture that leads to it; "" for the few of the easy form.
func sectionPicture(s accessibility.Section) string {
	for _, d := range accessibility.SettingsSections() {
		if d.Section == s {
			return d.Picture
		}
	}
	return ""
}

// SectionNode is what leads to a section.
func SectionNode(s accessibility.Section) scene.NodeID {
	return scene.NodeID(sectionPrefix + string(s))
}

// preferencesOf is the list of a section. Each has a name of its own: what fits of one says nothing of
// another.
func preferencesOf(s accessibility.Section) scene.NodeID { return "help.list." + scene.NodeID(s) }
