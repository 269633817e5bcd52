package kiosk

import (
	"modu/accessibility/scene"
	"modu/internal/service"
)

// tellsAgain says what a screen is there to tell: keys stop at what can be worked only,
// and a number that was missed must be heard again. Lists to choose from tell themselves.
// What is personal is left to the headset, or to a stop of its own.
func (u *update) tellsAgain(s *scene.Scene) {
	st, _ := u.svc().Step(u.m.Here.Step)
	switch st.Kind {
	case service.Review, service.Pay, service.Print, service.Done, service.Show:
	default:
		return
	}
	if u.m.Talk.Kind != "" {
		return
	}
	for _, late := range [...]bool{false, true} { // what comes next, last
		s.Walk(func(n *scene.Node, _ int) bool {
			switch n.Role {
			case scene.RoleHeading, scene.RoleSummary, scene.RoleText, scene.RoleAlert:
				if n.Late == late && !n.Quiet && (u.ear().Private || !n.KeptBack()) {
					for _, t := range tells(n) {
						u.notice(scene.Assertive, t)
					}
				}
			}
			return true
		})
	}
}
