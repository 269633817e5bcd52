package kiosk

import (
	"modu/accessibility/scene"
	"modu/internal/service"
)

// What was begun on a step outlives whatever comes over it: what was typed comes back,
// a digit meant for it is not taken for anything else, and leaving it all is asked about.

// setAside keeps what was typed on the step while something is written to staff. Of a
// secret the vault keeps the signs; without the count beside them the field would say
// that it is empty, and the next sign would join those that nobody knows of.
func (u *update) setAside() {
	u.m.Aside, u.m.Writing = u.m.Writing, writing{Sideways: u.m.Writing.Sideways}
}

// takeUp goes on with what was set aside, whichever way the writing to staff has ended.
func (u *update) takeUp() {
	if u.m.Talk.Kind != talkWrite && u.m.Aside.Field != "" {
		u.m.Writing, u.m.Aside = u.m.Aside, writing{}
	}
}

// covered reports whether something private is being typed on the step, or to staff, and
// something else is shown.
func (u *update) covered(shown []scene.Node) bool {
	st, _ := u.svc().Step(u.m.Here.Step)
	if u.m.Talk.Kind != talkWrite && (st.Kind != service.Enter || u.m.Here.Find != "") {
		return false
	}
	s := scene.Scene{Root: scene.Node{Children: shown}}
	field := false
	s.Walk(func(n *scene.Node, _ int) bool {
		field = field || n.Role == scene.RoleTextEntry || n.Role == scene.RoleSecretEntry
		return !field
	})
	return !field
}

// hiddenKey is a digit that was meant for a covered field. It answers whatever asks
// whether somebody is there, and does nothing else; the person is told that it was not
// typed.
func (u *update) hiddenKey(device string) {
	u.handled(device)
	held := u.m.Pulled.held()
	switch awake := u.awake(); {
	case held && awake:
		u.whilePulled(false, false)
	case awake && u.m.Talk.Kind == talkKeys:
		u.notice(scene.Assertive, u.keyName("hidden"))
	default:
		u.notice(scene.Assertive, u.text("typing.lost"))
	}
}

// atStake reports whether the person has done anything that leaving would undo (ERR-2).
func (m *Model) atStake() bool {
	for _, w := range [...]writing{m.Writing, m.Aside} {
		if w.Count > 0 || !w.Text.Empty() {
			return true
		}
	}
	return !m.Order.IsZero() || len(m.Facts) > 0
}
