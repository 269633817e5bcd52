package screen

import (
	"cmp"

	"modu/accessibility/scene"
	"modu/internal/kiosk/act"
	"modu/internal/session"
)

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
		{ID: TimeLeft, Role: scene.RoleProgress, Quiet: true, Label: b.TimeIn("warn.left", left), Remaining: left, Span: session.Seconds(all.Warning)},
		more,
	}})
}
