package screen

import (
	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/kiosk/act"
)

// heightButton leads to the height, where the screen has an actuator.
func heightButton(b *builder) []scene.Node {
	if !b.S.Lift {
		return nil
	}
	return []scene.Node{b.button(Height, b.Text("help.height"), act.Act{Kind: act.Height})}
}

// HeightTold are the words for what the actuator does.
var HeightTold = map[input.LiftState]string{input.LiftStopped: "lift.stopped", input.LiftRising: "lift.rising", input.LiftSinking: "lift.sinking",
	input.LiftTop: "lift.top", input.LiftBottom: "lift.bottom", input.LiftStuck: "lift.stuck", input.LiftLost: "lift.lost"}

// heightScreen is two buttons to hold, and what the actuator says that it does. It is always
// in the low position: who needs the screen lower must reach what lowers it (RCH-1).
func heightScreen(b *builder) {
	b.kind = scene.KindHeight
	b.title = b.Text("lift.title")
	b.says("lift.lead", scene.RoleText, b.Text("lift.lead"))
	state := scene.Node{ID: liftState, Role: scene.RoleText, Label: b.Text("lift.stopped"), Quiet: true}
	if id, ok := HeightTold[b.M.Lift.Does]; ok && !b.M.Lift.Gone {
		state.Label = b.Text(id)
	}
	if b.M.Lift.Does == input.LiftRising || b.M.Lift.Does == input.LiftSinking {
		state.Role = scene.RoleProgress
	}
	g := scene.Node{ID: "lift", Role: scene.RoleGroup, Arrange: scene.ArrangeGrid}
	for _, id := range []scene.NodeID{HeightUp, HeightDown} {
		n := scene.Node{ID: id, Role: scene.RoleChoice, Label: b.Text(string(id)), Hint: b.Text("lift.hint"), Picture: "lift-" + string(id[len("lift."):])}
		if b.M.Lift.Gone {
			n.Disabled, n.Reason = true, b.Text("lift.lost")
		}
		g.Children = append(g.Children, b.node(n, act.Act{Kind: act.MoveScreen, ID: string(id)}))
	}
	b.add(g)
	b.add(state)
	b.actions(primary(b.button("lift.close", b.Text("help.close"), act.Act{Kind: act.LeaveHeight})))
}
