package screen

import (
	"modu/accessibility/scene"
	"modu/internal/kiosk/act"
	"modu/internal/kiosk/model"
)

// bar is the same five buttons in the same place on every screen (LNG-2, ERR-1, STF-1,
// TXT-6). One that cannot act says why.
func bar(b *builder) {
	m := b.M
	bar := scene.Node{ID: Bar, Role: scene.RoleGroup, Arrange: scene.ArrangeBar, Label: b.Text("bar")}
	item := func(id scene.NodeID, words string, a act.Act, disabled string) {
		n := b.button(id, b.Text(words), a)
		n.Hint, n.Picture = b.Text(words+".hint"), "bar-"+string(id)[len(BarPrefix):]
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
	item(Help, string(Help), act.Act{Kind: act.Help}, "")
	item(Size, string(Size), act.Act{Kind: act.Size}, "")
	// What is in hand keeps the focus, and by ear no screen has one more stop: keys have it
	// behind "help".
	bar.Children[len(bar.Children)-1].Pointer = true
	item(Back, string(Back), act.Act{Kind: act.Back}, back)
	item(Home, string(Home), act.Act{Kind: act.Home}, home)
	bar.Children = append(bar.Children, callButton(b))
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
	b.nodes = append(append(append(invitation(b), b.nodes...), row...), firstNeeds(b)...)
	start := primary(b.button(Start, b.Text("attract.start"), act.Act{Kind: act.Start}))
	start.Picture = "act-touch"
	b.actions(append(practiceButton(b), start)...)
}

// firstNeeds are ways in beside "start": one touch begins with what a person needs, before
// they have met a screen that they cannot use. The group is quiet as that of the languages
// is; by ear, speech is on already and the rest is behind "help".
func firstNeeds(b *builder) []scene.Node {
	g := scene.Node{ID: FirstNeeds, Role: scene.RoleGroup, Arrange: scene.ArrangeGrid, Quiet: true}
	for _, n := range b.S.FirstNeeds {
		g.Children = append(g.Children, need(b, n))
	}
	return []scene.Node{g}
}
