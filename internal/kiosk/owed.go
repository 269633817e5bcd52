package kiosk

import (
	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/service"
)

// owed is the message that says what would be lost by leaving now, though nothing can
// be changed any more: paid for and not yet in the hand, or nobody knows whether it was
// paid. It is empty where nothing is.
func (m *Model) owed() string {
	switch {
	case m.Practice: // nothing is
	case m.Pay.Outcome == input.Unknown:
		return "home.unknown"
	case m.Number != 0 && m.Task.running():
		return "home.printing"
	case m.Number != 0 && m.Task.Failed:
		return "home.unprinted"
	}
	return ""
}

// paperFailed calls staff by itself where paper was paid for and did not come: the
// screen says that they will help, so they must know.
func (u *update) paperFailed() {
	st, _ := u.svc().Step(u.m.Here.Step)
	if st.Kind != service.Print || u.m.Number == 0 || u.m.Pay.Outcome != input.Approved {
		return
	}
	if u.m.Pulled.held() {
		u.forAll(u.pulledText())
	}
	if s := u.m.Call.State; s != input.CallRinging && s != input.CallAnswered {
		u.callStaff()
	}
}

// pulledText is what anybody may hear when the headset is out: never what was ordered,
// but that it is paid, and that paper lies there.
func (u *update) pulledText() scene.Text {
	m := u.m
	st, _ := u.svc().Step(m.Here.Step)
	switch {
	case m.Pay.Outcome == input.Unknown:
		return u.text("pay.unknown")
	case m.Number == 0 || m.Pay.Outcome != input.Approved:
		return u.text("headset.pulled")
	case st.Kind == service.Print && m.Task.Failed:
		return u.text("home.unprinted")
	case st.Kind == service.Print, m.Papered:
		return u.text("headset.paid-paper")
	}
	return u.text("headset.paid")
}
