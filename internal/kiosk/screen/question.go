package screen

import (
	"cmp"

	"modu/accessibility/scene"
	"modu/internal/kiosk/act"
	"modu/internal/session"
)

// keyPractice is the practice screen. It ends by pressing the same key, select, twice, or by
// touch: a way out that everybody has.
func keyPractice(b *builder) {
	b.kind = scene.KindKeys
	b.title = b.Text("keys.title")
	b.says("keys.lead", scene.RoleText, b.Text("keys.lead"))
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
	b.add(scene.Node{ID: "home.alert", Role: scene.RoleAlert, Label: b.Text(cmp.Or(b.M.Loss(), "home.loss")),
		Children: []scene.Node{discard, keep}})
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
