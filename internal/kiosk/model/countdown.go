package model

import (
	"time"

	"modu/accessibility/input"
	"modu/internal/service"
	"modu/internal/session"
)

// Countdown is time that runs out on a screen, which shows what is left of it (TIM-1).
type Countdown struct {
	Until, Span time.Duration
	Step        time.Duration // how often the screen shows another figure
}

const (
	everySecond = time.Second
	// calm is how often a wait of minutes is shown anew.
	calm = 10 * time.Second
)

// Seconds are what is left, and all of it, as a node tells them.
func (c Countdown) Seconds(now time.Duration) (remaining, span int) {
	span = session.Seconds(c.Span)
	step := session.Seconds(c.Step)
	left := session.Seconds(max(0, c.Until-now))
	return min((left+step-1)/step*step, span), span
}

// Next is when another figure is to be shown; false where none is left.
func (c Countdown) Next(now time.Duration) (time.Duration, bool) {
	left := c.Until - now
	if left <= 0 {
		return 0, false
	}
	return c.Until - (left-1)/c.Step*c.Step, true
}

// Countdown is what runs out on the screen that is shown; false where nothing does. The
// warning has a clock of its own (package session).
func (n Moment) Countdown() (Countdown, bool) {
	m := n.M
	switch m.Showing() {
	case ShowHeadsetOut:
		if until, span, ok := m.Headset.Patience(n.Plug()); ok {
			return Countdown{Until: until, Span: span, Step: everySecond}, true
		}
	case ShowOverlay:
		if c := m.Call; m.Overlay.Kind == OverlayStaff && c.State == input.CallAnswered && c.Reply.Answer == input.StaffMinutes {
			return Countdown{Until: c.Until, Span: c.Expected(), Step: calm}, true
		}
	case ShowStep:
		if st := n.Step(); st.Kind == service.Call && m.Task.Running() && !m.Practice {
			return Countdown{Until: m.Task.Since + st.Wait(), Span: st.Wait(), Step: everySecond}, true
		}
	}
	return Countdown{}, false
}
