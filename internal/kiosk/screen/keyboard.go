package screen

import (
	"strconv"

	"modu/accessibility"
	"modu/accessibility/scene"
	"modu/accessibility/typing"
	"modu/internal/entry"
	"modu/internal/kiosk/act"
	"modu/internal/kiosk/focus"
	"modu/internal/kiosk/model"
	"modu/locales"
)

// field is what the screen asks to be typed: the words for the model's Field.
type field struct {
	Label   scene.Text // what is asked for
	Hint    scene.Text // what may be typed; without room it is only said, and shown with the focus
	Privacy scene.Privacy
	Done    scene.Text // what the button below is called
	Submit  act.Act
}

// addField adds what was typed, a keyboard and the way on, and returns the field's id.
// Everything on it is a button in a row, so that touch, four arrows and select, and a
// single switch meet the same keys.
func addField(b *builder, f field) scene.NodeID {
	spec, ok := b.Field()
	if !ok {
		panic("screen: a field on a screen that asks for nothing")
	}
	b.add(fieldNode(b, spec, f))
	if overheard(b, spec, f.Privacy) {
		addWays(b)
	}
	addKeyboard(b, spec, f.Privacy)
	done := primary(b.button(Submit, f.Done, f.Submit))
	if b.M.Entry.Len() < max(1, spec.Min) {
		done.Disabled, done.Reason = true, b.Text("reason.type-first")
		switch {
		case spec.Min > 1 && spec.Min == spec.Max:
			done.Reason = b.Text("reason.type-all", locales.Count("N", spec.Min, "sign"))
		case spec.Min > 1:
			done.Reason = b.Text("reason.type-more", locales.Count("N", spec.Min, "sign"))
		}
	}
	b.actions(done)
	return spec.Field
}

// fieldNode is what was typed.
func fieldNode(b *builder, spec entry.Spec, f field) scene.Node {
	n := scene.Node{ID: spec.Field, Role: scene.RoleTextEntry, Label: f.Label, Privacy: f.Privacy}
	if b.M.Crowded() > 0 {
		n.Hint = f.Hint
	} else if !f.Hint.IsZero() {
		b.says(spec.Field+".hint", scene.RoleText, f.Hint)
	}
	e := b.M.Entry
	if spec.Secret {
		n.Role, n.Count, n.Most = scene.RoleSecretEntry, e.Count, spec.Max
	} else if !e.Text.Empty() {
		n.Details = []scene.Text{scene.Literal(b.M.Prefs.Language, e.Text.Text(), f.Privacy)}
	}
	n.Groups = spec.Groups
	return b.node(n, act.Act{Kind: act.Repeat})
}

// overheard reports whether others would hear the digits that somebody listens for: then its
// keys have no names that can be told apart (SPK-6).
func overheard(b *builder, spec entry.Spec, privacy scene.Privacy) bool {
	return b.M.Prefs.Speech && !b.Ear().Private && privacy > scene.Public && spec.Alphabet == typing.Digits
}

// counts reports whether this person can give digits by presses: whoever reads with the fingers
// reads the keys, and a finger on the screen presses none.
func counts(b *builder) bool { return !b.M.Braille && b.M.Hand != accessibility.Touch }

// addWays says how digits are entered that are not read out, what nobody overhears and needs
// nothing learned first: by number keys, else with a headset, or by staff. Then comes what
// everybody can do who has two keys and a loudspeaker.
func addWays(b *builder) {
	for i, t := range OtherWays(b.Moment) {
		b.says(scene.NodeID("typing.way."+strconv.Itoa(i)), scene.RoleText, t)
	}
	if !counts(b) {
		return
	}
	ways := []scene.Node{b.button(Dial, b.Text("typing.dial"), act.Act{Kind: act.Dial})}
	if !b.M.Entry.Pad {
		ways = append(ways, b.button(pad, b.Text("typing.pad"), act.Act{Kind: act.Pad}))
	}
	b.add(scene.Node{ID: waysID, Role: scene.RoleGroup, Arrange: scene.ArrangeRow, Children: ways})
	if b.S.NoNumberKeys {
		b.first = Dial
	}
}

// OtherWays says how digits are entered without counting, where nobody overhears them.
func OtherWays(m model.Moment) []scene.Text {
	if !m.S.NoNumberKeys {
		return []scene.Text{m.Text("typing.number-keys")}
	}
	ways := []scene.Text{m.Text("typing.not-read")}
	if m.Ear().Socket {
		ways[0] = m.Text("typing.plug-in")
		if _, where := m.Where(scene.Headset); !where.IsZero() {
			ways = append(ways, where)
		}
	}
	return append(ways, m.Text("typing.staff"))
}

// keyboardName is what the keys of a field are called together.
func keyboardName(b *builder) scene.Text {
	if spec, _ := b.Field(); spec.Alphabet == typing.Digits {
		return b.Text("typing.digits")
	}
	return b.Text("typing.keyboard")
}

func addKeyboard(b *builder, spec entry.Spec, privacy scene.Privacy) {
	byHand := overheard(b, spec, privacy) && counts(b) && !b.M.Entry.Pad // who only listens would pass ten keys of one name
	privacy = min(privacy, scene.Personal)                               // who hears which key a finger is on, hears the number
	keyboard := b.Keyboard(spec.Alphabet)
	rows := keyboard.Rows
	b.paged(scene.Node{ID: focus.KeyboardID, Arrange: scene.ArrangeKeys, Label: keyboardName(b)}, len(rows), func(i int) scene.Node {
		row := scene.Node{ID: scene.NodeID(focus.RowPrefix + string(rune('1'+i))), Role: scene.RoleGroup, Arrange: scene.ArrangeRow}
		for _, k := range rows[i] {
			if k.Erase {
				key := b.button(scene.NodeID(focus.KeyPrefix+k.ID), b.Text("typing.erase").WithPrivacy(privacy), act.Act{Kind: act.Erase})
				key.Picture, key.Privacy = "key-erase", privacy
				row.Children = append(row.Children, key)
				continue
			}
			label := keyLabel(b, k)
			row.Children = append(row.Children, b.node(scene.Node{ID: scene.NodeID(focus.KeyPrefix + k.ID), Role: scene.RoleButton,
				Label: label.WithPrivacy(privacy), Privacy: privacy, Pointer: byHand}, act.Act{Kind: act.Key, ID: keyboard.ID, Value: k.ID}))
		}
		return row
	})
	tools := []scene.Node{b.button(erase, b.Text("typing.erase"), act.Act{Kind: act.Erase})}
	if spec.Alphabet != typing.Digits {
		tools = append(tools, b.button(space, b.Text("typing.space"), act.Act{Kind: act.Space}))
		change := b.button(layout, b.Text("typing.layout"), act.Act{Kind: act.Layout})
		change.Details = []scene.Text{b.Text("layout." + keyboard.ID)}
		tools = append(tools, change)
	}
	b.add(scene.Node{ID: "typing.tools", Role: scene.RoleGroup, Arrange: scene.ArrangeRow, Children: tools})
}

// keyLabel is what stands on a key, and what it is called where that is no letter.
func keyLabel(b *builder, k typing.Key) scene.Text {
	if k.Next {
		return b.Text("typing.next-letter")
	}
	return b.Character(string(k.Rune))
}
