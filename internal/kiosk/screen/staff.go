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

// callWords are what the bar's button for a call says of where it is (STF-3), by the message
// that says all of it. What they leave out stands in a line of its own.
var callWords = map[string]struct {
	message string
	all     bool // nothing is left out
}{
	"call.ringing":  {"bar.call.ringing", true},
	"call.late":     {"bar.call.ringing", false},
	"call.answered": {"bar.call.coming", true},
	"call.minutes":  {"bar.call.coming", false},
	"call.words":    {"bar.call.coming", false},
	"call.failed":   {"bar.call.again", true},
}

// callLine says what the bar's button does not of a call, on every screen but those that are
// about it.
func callLine(b *builder) {
	if t := b.CallState(); !t.IsZero() && b.kind != scene.KindStaff && !callWords[t.ID].all && !(b.kind == scene.KindPay && b.M.Pay.Unknown() && !b.M.Call.Answered()) {
		// Notices have said it; it must not be heard again on every screen.
		b.add(scene.Node{ID: callState, Role: scene.RoleProgress, Label: t, Picture: callPicture(b), Quiet: true})
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
		wait := b.outside("call.wait", b.Text("call.wait"), callPicture(b)) // nobody is sent away who is to wait here
		wait.Children = append(wait.Children, callTime(b)...)
		b.add(wait)
	case !t.IsZero():
		b.picture = callPicture(b)
	default: // the call is over, and nothing stands here any more
		b.picture = "bar-call"
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

// callTime says how long ago the call was made, or how long it will still take: with what the
// person waits for, on every page.
func callTime(b *builder) []scene.Node {
	if b.M.Call.Expected() != 0 {
		return b.countdown("call.time", "call.left")
	}
	if !b.M.Call.Ringing() {
		return nil
	}
	t := b.Text("call.now")
	if ago := int((b.M.Now - b.M.Call.Rung) / time.Minute); ago > 0 {
		t = b.Text("call.ago", locales.Count("N", ago, "minute"))
	}
	return []scene.Node{{ID: "call.time", Role: scene.RoleHeading, Label: t, Quiet: true}}
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

// callButton is the bar's button for a call. It says where the call is that there is, and
// leads to it.
func callButton(b *builder) scene.Node {
	n := b.button(Call, b.Text(string(Call)), act.Act{Kind: act.CallStaff})
	n.Hint, n.Picture = b.Text(string(Call)+".hint"), "bar-call"
	if w, ok := callWords[b.CallState().ID]; ok {
		n.Label, n.Picture = b.Text(w.message), callPicture(b)
	} else if b.M.Call.Missed {
		n.Picture = "staff-failed" // what it does is what it did: it calls
	}
	switch {
	case b.M.Overlay.Kind == model.OverlayStaff: // it is here: what takes the call back stands on the page
	case b.MayTalk():
		n.Hint = b.Text("bar.call.talk.hint")
	case b.MayWithdraw():
		n.Hint = b.Text("bar.call.withdraw.hint")
	}
	return n
}
