package screen

import (
	"cmp"
	"slices"

	"modu/accessibility/input"
	"modu/accessibility/nav"
	"modu/accessibility/scene"
	"modu/internal/kiosk/act"
	"modu/internal/kiosk/model"
	"modu/internal/session"
)

// drawnKeys are the keys of the keypad that is drawn: there is a picture of it with each of
// them pressed, "keypad-up" for example.
var drawnKeys = []input.Key{input.KeyUp, input.KeyDown, input.KeyLeft, input.KeyRight, input.KeySelect,
	input.KeyBack, input.KeyHelp, input.KeyHome, input.KeyCall}

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
		if slices.Contains(drawnKeys, key) {
			b.picture += "-" + string(key)
		}
		b.add(said)
	} else {
		b.says("keys.lead", scene.RoleText, b.Text("keys.lead"))
	}
	b.says("keys.out", scene.RoleText, b.Text("keys.out"))
	b.first = "keys.end"
	b.actions(primary(b.button("keys.end", b.Text("keys.end"), act.Act{Kind: act.Close})))
}

// homeQuestion asks before anything is lost (ERR-2).
func homeQuestion(b *builder) {
	b.kind = scene.KindQuestion
	b.title = b.Text("home.title")
	b.first = "home.keep"
	keep := primary(b.button("home.keep", b.Text("home.keep"), act.Act{Kind: act.Close}))
	discard := b.button("home.discard", b.Text("home.discard"), act.Act{Kind: act.Leave})
	alert := scene.Node{ID: "home.alert", Role: scene.RoleAlert, Label: b.Text(cmp.Or(b.M.Loss(), "home.loss"))}
	if b.M.Loss() == "" { // what is in the balance is no basket
		alert.Picture = "act-again"
		if b.M.Order.Len() > 0 {
			alert.Picture = "basket-emptied"
			alert.Children = orderLines(b, "lost.")
		}
	}
	alert.Children = append(alert.Children, keep, discard) // what loses nothing is met first (ERR-2)
	b.add(alert)
}

// warning asks whether somebody is still there; any act is an answer.
func warning(b *builder) {
	b.kind = scene.KindWarning
	b.title = b.Text("warn.title")
	all := b.Timing()
	left := session.Seconds(b.M.Clock.Left(all, b.M.Now))
	b.first = "warn.more"
	more := primary(b.button("warn.more", b.Text("warn.more"), act.Act{Kind: act.Stay}))
	b.add(scene.Node{ID: "warn.alert", Role: scene.RoleAlert, Label: b.Text("warn.any"), Picture: "wait", Children: []scene.Node{
		{ID: "warn.left", Role: scene.RoleProgress, Quiet: true, Label: b.TimeIn("warn.left", left), Remaining: left, Span: session.Seconds(all.Warning)},
		more,
	}})
}
