package screen

import (
	"modu/accessibility/input"
	"modu/accessibility/nav"
	"modu/accessibility/scene"
	"modu/internal/kiosk/act"
	"modu/internal/kiosk/model"
)

// drawnKeys are the keys that have a picture, "key-up" for example, in the order in which they
// are drawn; where each stands is the screen's to say.
var drawnKeys = []input.Key{input.KeyUp, input.KeyDown, input.KeyLeft, input.KeyRight, input.KeySelect,
	input.KeyBack, input.KeyHelp, input.KeyHome, input.KeyCall, input.KeyPause, input.KeyRepeat, input.KeyWhereAmI, input.KeySpell,
	input.KeyLanguage, input.KeyRateUp, input.KeyRateDown, input.KeyVolumeUp, input.KeyVolumeDown}

// usualKeys is how many of them, from the first, are drawn where it is not known which keys
// there are.
const usualKeys = 9

// allDigits stands for the ten digits, which are drawn as one.
const allDigits input.Key = "digits"

// KeyPicture is what the picture of a key is called.
func KeyPicture(key input.Key) string { return "key-" + string(key) }

// isDigit reports whether a key may be part of a number that nobody else must see.
func isDigit(key input.Key) bool {
	return len(key) == 1 && key[0] >= '0' && key[0] <= '9'
}

// keyPractice is the practice screen. It ends by pressing the same key, select, twice, or by
// touch: a way out that everybody has.
func keyPractice(b *builder) {
	b.kind, b.picture = scene.KindKeys, "keypad"
	b.title = b.Text("keys.title")
	if key := b.M.Overlay.LastKey; key != "" && !isDigit(key) { // a notice has said it
		said := scene.Node{ID: "keys.pressed", Role: scene.RoleText, Label: b.KeyName(key), Quiet: true}
		if press, _ := b.S.Keymap.Meaning(model.AnyContext, key); press != nav.None {
			said.Details = []scene.Text{b.Meaning(press)}
		}
		said.Children = keypad(b, said.ID, func(k input.Key) bool { return k == key })
		b.add(said)
	} else {
		lead := scene.Node{ID: "keys.lead", Role: scene.RoleText, Label: b.Text("keys.lead")}
		lead.Children = keypad(b, lead.ID, func(input.Key) bool { return true })
		b.add(lead)
		if _, where := b.Where(scene.Keypad); !where.IsZero() { // in words: no arrow has room beside the keys
			b.says("keys.where", scene.RoleText, where)
		}
	}
	b.says("keys.out", scene.RoleText, b.Text("keys.out"))
	b.first = "keys.end"
	b.actions(primary(b.button("keys.end", b.Text("keys.end"), act.Act{Kind: act.Close})))
}

// keypad is the keys that there are here, each with its picture; meant says which of them the
// words beside them speak of. Digits have one picture for all of them: what is pressed may be
// part of a number.
func keypad(b *builder, of scene.NodeID, meant func(input.Key) bool) (keys []scene.Node) {
	known, digits := b.S.Keys, false
	add := func(key input.Key, name scene.Text, picture string) {
		keys = append(keys, scene.Node{ID: of + "." + scene.NodeID(key), Role: scene.RolePicture, Quiet: true, Label: name,
			Picture: picture, Selected: meant(key)})
	}
	for i, key := range drawnKeys {
		if known[key] || len(known) == 0 && i < usualKeys {
			add(key, b.KeyName(key), KeyPicture(key))
		}
	}
	for key := range known {
		digits = digits || isDigit(key)
	}
	if digits {
		add(allDigits, b.Text("typing.digits"), KeyPicture(allDigits))
	}
	return keys
}
