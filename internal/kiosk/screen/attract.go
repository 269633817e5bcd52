package screen

import (
	"modu/accessibility/scene"
	"modu/internal/kiosk/act"
	"modu/internal/kiosk/model"
)

// bar is the same four buttons in the same place on every screen (LNG-2, ERR-1,
// STF-1). One that cannot act says why.
func bar(b *builder) {
	m := b.M
	bar := scene.Node{ID: "bar", Role: scene.RoleGroup, Arrange: scene.ArrangeBar, Label: b.Text("bar")}
	item := func(id scene.NodeID, a act.Act, disabled string) {
		n := b.button(id, b.Text(string(id)), a)
		n.Hint, n.Picture = b.Text(string(id)+".hint"), "bar-"+string(id)[len("bar."):]
		if disabled != "" {
			n.Disabled, n.Reason = true, b.Text(disabled)
		}
		bar.Children = append(bar.Children, n)
	}
	back, home := "", ""
	if m.Idle() && m.Overlay.Kind == model.NoOverlay {
		back, home = "reason.first", "reason.first"
	} else if m.Paying() {
		home = "reason.paying"
		if m.Overlay.Kind == model.NoOverlay {
			back = "reason.paying"
		}
	} else if m.Spent() && m.Overlay.Kind == model.NoOverlay {
		back = "reason.paid"
	}
	item(Help, act.Act{Kind: act.Help}, "")
	item(Back, act.Act{Kind: act.Back}, back)
	item(Home, act.Act{Kind: act.Home}, home)
	item(Call, act.Act{Kind: act.CallStaff}, "")
	b.add(bar)
}

// attract invites. It keeps no trace of anybody.
func attract(b *builder) {
	b.kind = scene.KindAttract
	b.title = b.Text(b.Service().Name)
	row := languages(b)
	if len(row) == 0 { // beside names to press and "start" it tells nothing, and takes room on ten inches
		b.says("attract.touch", scene.RoleText, b.Text("attract.touch"))
	}
	b.says("attract.speech", scene.RoleText, b.Text("attract.speech"))
	b.first = Start
	b.nodes = append(b.nodes, row...)
	b.actions(append(practiceDoor(b), primary(b.button(Start, b.Text("attract.start"), act.Act{Kind: act.Start})))...)
}
