package kiosk

import (
	"fmt"
	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/kiosk/model"
)

// goTo opens a step; where the person was stays on the trail for "back".
func (u *update) goTo(step string) {
	st, ok := u.at().Service().Step(step)
	if !ok {
		panic(fmt.Sprintf("kiosk: step %q does not exist although the service was checked", step))
	}
	if u.practiceOver(st) {
		return
	}
	if u.m.Here.Step != "" && !u.at().Passing() {
		u.m.Trail = append(append([]model.Place(nil), u.m.Trail...), u.m.Here)
	}
	next := u.m.Here
	next.Over = false
	next.Step, next.Asked, next.Search, next.Query, next.Focus, next.Anchors, next.Pending = step, 0, "", "", "", nil, model.PendingFocus{}
	u.m.Here = next
	u.arrive()
}

// back undoes the last step; from the first one it leads to the start.
func (u *update) back() {
	m := u.m
	if m.Overlay.Kind == model.OverlaySettings {
		u.leaveSettings()
		return
	}
	if m.Overlay.Kind == model.OverlayHeight {
		u.leaveHeight()
		return
	}
	if m.Overlay.Kind != model.NoOverlay {
		u.closeOverlay()
		return
	}
	if m.Here.Asked > 0 && m.Overlay.Kind == model.NoOverlay && u.m.OneByOne() {
		m.Here.Asked--
		m.Here.Focus = ""
		return
	}
	prev, rest, ok := last(m.Trail)
	if !ok {
		u.home()
		return
	}
	m.Here, m.Trail = prev, rest
	m.Task, m.Checking = model.Task{}, input.EffectID{} // a late answer finds nobody waiting
}

// home starts again; what would be lost is asked about first.
func (u *update) home() {
	m := u.m
	if m.Overlay.Kind == model.OverlayHome {
		u.closeOverlay()
		return
	}
	if m.Paying() { // nobody may leave while money is in the balance
		u.say(scene.Assertive, "reason.paying")
		return
	}
	if m.Loss() == "" && (!m.AtStake() || m.Spent()) {
		u.leave()
		return
	}
	u.openOverlay(model.OverlayHome)
}
