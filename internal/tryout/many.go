package tryout

import (
	"slices"

	"modu/accessibility/scene"
	"modu/internal/kiosk/model"
	"modu/internal/kiosk/screen"
)

// ticks reports whether the customer is where several things are chosen, each with a mark.
func (s *stay) ticks() bool {
	n := s.moment()
	return s.scene.Kind == scene.KindChoose && n.Step().IsMany() && n.M.Showing() == model.ShowStep
}

// isCard reports whether a message names a card on the screen, rather than a button.
func (s *stay) isCard(id string) bool {
	return s.scene.Root.Find(func(n *scene.Node) bool { return n.Role == scene.RoleChoice && n.Label.ID == id }) != nil
}

// marked: what was just chosen of several is marked as chosen, where they find it again.
func (c *customer) marked(id string) {
	if !c.ticks() {
		c.flag(Marked, "choosing %q of several leads away", id)
		return
	}
	if o, ok := c.hand.find([]string{id}); !ok || !o.chosen {
		c.flag(Marked, "%q was chosen of several, and is not marked", id)
	}
}

// reviewed: a review tells everything that was chosen of several on the way to it.
func (j *judge) reviewed(sc *scene.Scene) {
	if sc.Kind != scene.KindReview || j.m == nil {
		return
	}
	n := j.moment()
	if n.M.Showing() != model.ShowStep || n.M.Crowded() > 0 { // on another page, maybe
		return
	}
	for _, p := range n.M.Trail {
		st, _ := n.Service().Step(p.Step)
		if !st.IsMany() {
			continue
		}
		labels, _, _, _ := model.ChosenOf(n, st)
		line := sc.Root.Find(func(x *scene.Node) bool { return x.ID == scene.NodeID(screen.AnswerPrefix+st.Field) })
		if line == nil {
			j.flag(Marked, "what was chosen for %q is not reviewed", st.Field)
			continue
		}
		told := append([]scene.Text{line.Label}, line.Details...)
		all := model.Joined(n, labels)
		for i, label := range labels {
			if !slices.ContainsFunc(told, func(t scene.Text) bool { return t.String() == label.String() || t.String() == all.String() }) {
				j.flag(Marked, "no. %d of what was chosen for %q is not reviewed", i+1, st.Field)
			}
		}
	}
}
