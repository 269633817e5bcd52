package screen

import (
	"slices"

	"modu/accessibility"
	"modu/accessibility/scene"
	"modu/internal/kiosk/act"
	"modu/internal/kiosk/model"
	"modu/internal/service"
)

// sampled are the preferences whose values are seen before they are chosen: each has a screen
// of its own, on which they stand side by side with a sample.
var sampled = map[accessibility.Field]struct {
	overlay model.OverlayKind
	kind    scene.Kind
	sample  func(b *builder, value string) scene.Sample
}{
	accessibility.FieldSize: {model.OverlaySizes, scene.KindSizes, sizeSample},
	accessibility.FieldLook: {model.OverlayLooks, scene.KindLooks, lookSample},
}

// ValuesOf is the overlay with the values of a preference; false where they follow each other
// on the screen of all preferences.
func ValuesOf(field accessibility.Field) (model.OverlayKind, bool) {
	s, ok := sampled[field]
	return s.overlay, ok
}

// PreferenceNode is the node of a preference.
func PreferenceNode(field accessibility.Field) scene.NodeID {
	return scene.NodeID(preferencePrefix + string(field))
}

// ValueNode is the node of one of its values.
func ValueNode(field accessibility.Field, value string) scene.NodeID {
	return PreferenceNode(field) + "." + scene.NodeID(value)
}

// values shows the values of a preference, each with a sample of what it does. Choosing one
// takes effect at once, and the screen stays, so that others can be tried.
func values(b *builder, field accessibility.Field) {
	d := accessibility.Find(b.S.Preferences, field)
	now := d.Value(b.M.Prefs)
	b.kind = sampled[field].kind
	b.title = b.Text(preferencePrefix + string(field))
	b.paged(scene.Node{ID: PreferenceNode(field) + ".values", Arrange: scene.ArrangeGrid}, len(d.Values), func(i int) scene.Node {
		id := ValueNode(field, d.Values[i])
		return b.node(scene.Node{ID: id, Role: scene.RoleChoice, Label: b.Text(string(id)), Selected: d.Values[i] == now,
			Sample: sampled[field].sample(b, d.Values[i])}, act.Act{Kind: act.Preference, ID: string(field), Value: d.Values[i]})
	})
	b.actions(closeSettings(b))
}

// sizeSample is the name of a size, as large as words then are.
func sizeSample(b *builder, value string) scene.Sample {
	return scene.Sample{Size: accessibility.Size(value), Name: b.Text(string(ValueNode(accessibility.FieldSize, value)))}
}

// lookSample is the first thing on the menu, as it would look; a service without a menu shows
// itself.
func lookSample(b *builder, value string) scene.Sample {
	s := b.Service()
	out := scene.Sample{Theme: value, Name: b.Text(s.Name), Button: b.Text("attract.start")}
	items := s.Menu()
	i := slices.IndexFunc(items, func(it service.Item) bool { return !it.SoldOut && !s.Charged(it.ID) })
	if _, has := s.StepOf(service.Basket); !has || i < 0 {
		return out
	}
	out.Picture, out.Name, out.Price, out.Button = items[i].Picture, b.Text(items[i].Label), b.Price(s.Amount(items[i].Price)), b.Text("options.add")
	return out
}
