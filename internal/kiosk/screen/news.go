package screen

import (
	"strconv"

	"modu/accessibility/scene"
	"modu/internal/kiosk/act"
	"modu/internal/kiosk/model"
	"modu/locales"
)

// menuNews shows what changed, with one thing to do: take note.
func menuNews(b *builder) {
	b.kind = scene.KindQuestion
	b.title = b.Text("news.title")
	if outcome := unpaid[b.M.Pay.Outcome]; outcome != "" {
		b.title = b.Text(outcome + ".title") // what became of the money comes before what changed
		b.says("news.unpaid", scene.RoleText, b.Text(outcome))
	}
	b.first = "news.ok"
	for i, n := range b.M.Overlay.News {
		name := locales.Words("Name", b.ItemName(n.Item))
		t := b.Text("news.price", name, model.PriceArg("Price", n.Price))
		switch {
		case n.Had:
			t = b.Text("news.gone", name)
		case n.Gone:
			t = b.Text("news.sold-out", name)
		case n.Left > 0:
			t = b.Text("news.left", name, model.CountArg(b.Moment, "N", n.Left, n.Item))
		}
		b.says(scene.NodeID("news."+strconv.Itoa(i)), scene.RoleAlert, t)
	}
	if b.M.Order.Len() > 0 {
		b.add(totalNode(b))
	}
	b.actions(primary(b.button("news.ok", b.Text("news.ok"), act.Act{Kind: act.TakeNote})))
}
