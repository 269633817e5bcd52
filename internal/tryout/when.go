package tryout

import (
	"strings"

	"modu/accessibility/scene"
	"modu/internal/kiosk/act"
	"modu/internal/kiosk/model"
	"modu/internal/service"
)

// slotCalled is what a day or a time is called that is wished for as files write it, on the
// screen that offers it or the part it lies in; false on another screen, and for other words.
func (s *stay) slotCalled(words string) (scene.Text, bool) {
	n, st, slots := s.slots()
	parts, rest := st.Parts(slots, n.M.Here.Within)
	for _, p := range parts {
		if st.SlotValue(p.From) <= words && words <= st.SlotValue(p.To) {
			label, _ := model.PartWords(n, p)
			return label, true
		}
	}
	for _, x := range rest {
		if st.SlotValue(x) == words {
			label, _ := model.SlotWords(n, st, x)
			return label, true
		}
	}
	return scene.Text{}, false
}

// slots are the days or times that the step of the customer has, each.
func (s *stay) slots() (model.Moment, service.Step, []service.Slot) {
	n := s.moment()
	st := n.Step()
	slots, _ := n.Service().Slots(st, n.M.Order, n.M.Facts, model.Clock(n)) // what cannot be told is told as a guard
	return n, st, slots
}

// moment is where the customer is.
func (s *stay) moment() model.Moment {
	m := s.m.Model()
	return model.Moment{S: s.parts.Core.Setup, M: &m}
}

// offered: every day and time that can be chosen lies in its bounds, and is called as it is.
func (j *judge) offered(sc *scene.Scene) {
	if sc.Kind != scene.KindChoose || j.m == nil {
		return
	}
	n, st, slots := j.slots()
	if !st.IsWhen() || n.M.Showing() != model.ShowStep {
		return
	}
	names := map[string]string{}
	for _, x := range slots {
		label, _ := model.SlotWords(n, st, x)
		names[st.SlotValue(x)] = label.String()
	}
	sc.Walk(func(node *scene.Node, _ int) bool {
		value, is := strings.CutPrefix(string(node.ID), "choice.")
		if a := n.M.Acts[node.ID]; a.Kind == act.Answer {
			value = a.Value
		}
		switch name, can := names[value]; {
		case !is:
		case !can:
			j.flag(Offered, "%q is offered, and lies outside its bounds", value)
		case name != node.Label.String():
			j.flag(Offered, "%q is called %q, and is %q", value, node.Label.Redacted(), name)
		}
		return true
	})
}
