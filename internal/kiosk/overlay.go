package kiosk

import (
	"slices"

	"modu/accessibility"
	"modu/accessibility/scene"
	"modu/internal/kiosk/model"
	"modu/internal/kiosk/screen"
)

func openOverlay(u *update, kind model.OverlayKind) {
	u.m.Overlay = model.Overlay{Kind: kind, Back: backFrom(&u.m.Scene, u.m.Focus())}
}

// backFrom is where the focus goes when what was opened from it is closed. From the bar it
// goes to the top of the screen: who walked down to "help" has heard the choices, and must
// not walk up all of them to choose.
func backFrom(s *scene.Scene, at scene.NodeID) scene.NodeID {
	if inBar(s, at) {
		return ""
	}
	return at
}

func closeOverlay(u *update) {
	back := u.m.Overlay.Back
	u.m.Overlay = model.Overlay{}
	if back == "" && u.m.Hand != accessibility.Touch { // a hand keeps the page that it sees
		u.m.Course = u.m.Course.Top()
	}
	u.setFocus(back)
}

// leaveOverlay goes one level up: from the values of a preference to those of its section, from
// there to the list of all sections, from what lies behind the help menu to the menu, from
// anything else back to the step.
func leaveOverlay(u *update) {
	switch u.m.Overlay.Kind {
	case model.OverlaySettings:
		leaveSettings(u)
	case model.OverlaySection:
		leaveSection(u)
	case model.OverlaySizes:
		up(u, screen.PreferenceNode(accessibility.FieldSize))
	case model.OverlayLooks:
		up(u, screen.PreferenceNode(accessibility.FieldLook))
	case model.OverlayHeight:
		leaveHeight(u)
	default:
		closeOverlay(u)
	}
}

// deeper goes from one overlay to another, which begins at its top; leaving either leads to
// the same place.
func deeper(u *update, to model.Overlay) {
	from := u.m.Overlay
	to.Back = from.Back
	to.Under = append(slices.Clone(from.Under), model.Under{Kind: from.Kind, Section: from.Section, Pages: from.Pages})
	u.m.Overlay = to
}

// up goes back to the overlay from which this one was opened, as it was left.
func up(u *update, focus scene.NodeID) {
	from := u.m.Overlay
	last := len(from.Under) - 1
	if last < 0 {
		closeOverlay(u)
		return
	}
	under := from.Under[last]
	u.m.Overlay = model.Overlay{Kind: under.Kind, Section: under.Section, Focus: focus, Back: from.Back, Pages: under.Pages, Under: slices.Clone(from.Under[:last])}
}
