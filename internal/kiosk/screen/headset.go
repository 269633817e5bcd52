package screen

import (
	"modu/accessibility/scene"
	"modu/internal/kiosk/act"
	"modu/internal/kiosk/model"
)

// headsetOut is the neutral screen: nothing of the person, nothing to focus, so that the
// loudspeaker says this one sentence and no more.
func headsetOut(b *builder) {
	b.kind = scene.KindHeadsetOut
	b.title = b.HeadsetOut()
	b.add(b.outside("pulled.plug", b.Text(PlugWords(b.Moment)), "headset-plug", scene.Headset))
	b.nodes = append(b.nodes, b.countdown("pulled.left", "headset.waits")...)
	call := callButton(b)
	call.Pointer = true
	defer b.add(scene.Node{ID: Bar, Role: scene.RoleGroup, Arrange: scene.ArrangeBar, Label: b.Text("bar"), Children: []scene.Node{call}}) // STF-1
	if b.M.Paying() {
		return
	}
	on := b.button(GoOn, b.Text("headset.go-on"), act.Act{Kind: act.GoOnAloud})
	on.Pointer = true // keys are told of it when one is pressed
	b.actions(primary(on))
}

// PlugWords is the message that says what plugging in again does, after what is said of a
// headset that is out.
func PlugWords(m model.Moment) string {
	if m.HeadsetOut().ID == "headset.pulled" {
		return "headset.plug"
	}
	return "headset.plug-in"
}

// stopAtPrivate makes keys stop at what can only be heard on request.
func stopAtPrivate(b *builder, nodes []scene.Node) {
	if !b.M.Prefs.Speech || b.Ear().Private {
		return
	}
	for i := range nodes {
		n := &nodes[i]
		if !n.Role.Focusable() && n.KeptBack() {
			n.Stop = true
			b.acts[n.ID] = act.Act{Kind: act.ReadAloud}
		}
		stopAtPrivate(b, n.Children)
	}
}

// byHand is the switch for sites where nothing tells of a plug.
func headsetSwitch(b *builder) []scene.Node {
	if !b.S.Socket.Manual {
		return nil
	}
	id, use := "headset.use", 1
	if b.M.Headset.In {
		id, use = "headset.leave", 0
	}
	n := b.button("help.headset", b.Text(id), act.Act{Kind: act.Headset, N: use})
	n.Disabled, n.Reason = b.M.Headset.Deaf, b.Text("health.headset")
	return []scene.Node{n}
}
