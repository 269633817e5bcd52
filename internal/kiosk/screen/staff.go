package screen

import (
	"strconv"
	"time"

	"modu/accessibility/scene"
	"modu/internal/kiosk/act"
	"modu/internal/kiosk/model"
	"modu/internal/staffcall"
	"modu/locales"
)

// callLine shows where the call is, on every screen (STF-3) but the one that is about it.
func callLine(b *builder) {
	if t := b.CallState(); !t.IsZero() && b.kind != scene.KindStaff {
		// Notices have said it; it must not be heard again on every screen.
		b.add(scene.Node{ID: "call.state", Role: scene.RoleProgress, Label: t, Picture: callPicture(b), Quiet: true})
	}
}

// callPicture tells a call that rings from one that somebody comes for.
func callPicture(b *builder) string {
	switch {
	case b.M.Call.Answered():
		return "staff-coming"
	case b.M.Call.Ringing():
		return "staff-called"
	}
	return "staff-failed"
}

// callScreen tells where the call is. Where staff have a page, a person can say how they
// talk, and tell staff something in writing.
func callScreen(b *builder) {
	b.kind = scene.KindStaff
	b.title = b.Text("call.title")
	up := b.M.Call.Open()
	t := b.CallState()
	if !t.IsZero() {
		b.title = t
	}
	switch {
	case up:
		b.add(b.outside("call.wait", b.Text("call.wait"), callPicture(b))) // nobody is sent away who is to wait here
		callTime(b)
	case !t.IsZero():
		b.picture = callPicture(b)
	}
	var row []scene.Node
	if b.MayWithdraw() {
		row = append(row, b.button("call.withdraw", b.Text("call.withdraw"), act.Act{Kind: act.WithdrawCall}))
	}
	if b.MayTalk() {
		manners := staffcall.Manners()
		b.paged(scene.Node{ID: "manners", Arrange: scene.ArrangeGrid, Label: b.Text("call.manner")}, len(manners), func(i int) scene.Node {
			m := string(manners[i])
			return b.node(scene.Node{ID: scene.NodeID("manner." + m), Role: scene.RoleChoice, Label: b.Text("call.manner." + m),
				Picture: "manner-" + m, Selected: b.M.Call.Manner == manners[i]}, act.Act{Kind: act.Manner, ID: m})
		})
		row = append(row, b.button("call.write", b.Text("call.write"), act.Act{Kind: act.WriteToStaff}))
	}
	b.first = "call.close"
	b.actions(append(row, primary(b.button("call.close", b.Text("call.close"), act.Act{Kind: act.Close})))...)
}

// callTime says how long ago the call was made, or how long it will still take.
func callTime(b *builder) {
	if b.M.Call.Expected() != 0 {
		b.addCountdown("call.time", "call.left")
		return
	}
	if !b.M.Call.Ringing() {
		return
	}
	t := b.Text("call.now")
	if ago := int((b.M.Now - b.M.Call.Rung) / time.Minute); ago > 0 {
		t = b.Text("call.ago", locales.Count("N", ago, "minute"))
	}
	b.add(scene.Node{ID: "call.time", Role: scene.RoleHeading, Label: t, Quiet: true})
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

// callButton is what the bar's button for a call does now, in words: it leads to the call
// that there is.
func callButton(m model.Moment) string {
	switch {
	case m.M.Overlay.Kind == model.OverlayStaff: // it is here: what takes the call back stands on the page
		return string(Call)
	case m.MayTalk():
		return "bar.call.talk"
	case m.MayWithdraw():
		return "bar.call.withdraw"
	}
	return string(Call)
}
