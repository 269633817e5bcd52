package screen

import (
	"strconv"

	"modu/accessibility/scene"
	"modu/internal/kiosk/act"
	"modu/internal/kiosk/model"
	"modu/internal/staffcall"
)

// callLine shows where the call is, on every screen (STF-3).
func callLine(b *builder) {
	if t := b.CallState(); !t.IsZero() {
		// Notices have said it; it must not be heard again on every screen.
		b.add(scene.Node{ID: "call.state", Role: scene.RoleProgress, Label: t, Quiet: b.M.Overlay.Kind != model.OverlayStaff})
	}
}

// callScreen lets a person say how they talk, and tell staff something in writing.
func callScreen(b *builder) {
	b.kind = scene.KindStaff
	b.title = b.Text("call.title")
	manners := staffcall.Manners()
	b.paged(scene.Node{ID: "manners", Arrange: scene.ArrangeGrid, Label: b.Text("call.manner")}, len(manners), func(i int) scene.Node {
		m := string(manners[i])
		return b.node(scene.Node{ID: scene.NodeID("manner." + m), Role: scene.RoleChoice, Label: b.Text("call.manner." + m),
			Picture: "manner-" + m, Selected: b.M.Call.Manner == manners[i]}, act.Act{Kind: act.Manner, ID: m})
	})
	b.first = "call.close"
	b.actions(
		b.button("call.write", b.Text("call.write"), act.Act{Kind: act.WriteToStaff}),
		primary(b.button("call.close", b.Text("call.close"), act.Act{Kind: act.Close})),
	)
}

// phrases are what is often told, without typing.
var phrases = []string{"lost", "reach", "hear", "paper"}

// writeScreen is the channel for people who do not speak: a phrase, or words of their
// own.
func writeScreen(b *builder) {
	b.kind = scene.KindMessage
	b.title = b.Text("call.write")
	row := scene.Node{ID: "phrases", Role: scene.RoleGroup, Arrange: scene.ArrangeRow}
	for i, p := range phrases {
		t := b.Text("call.phrase." + p)
		row.Children = append(row.Children, b.button(scene.NodeID("phrase."+strconv.Itoa(i+1)), t, act.Act{Kind: act.Phrase, ID: p}))
	}
	b.add(row)
	addField(b, field{Label: b.Text("call.text"), Privacy: scene.Personal, Done: b.Text("call.send"), Submit: act.Act{Kind: act.SubmitMessage}})
}
