package walk

import (
	"fmt"
	"slices"
	"strings"

	"modu/accessibility/scene"
	"modu/internal/kiosk/act"
	"modu/internal/kiosk/model"
	"modu/internal/order"
	"modu/internal/service"
)

// alikeRows are the rows on a screen that lead where another one before them leads: one of
// each kind is enough.
func (w *walker) alikeRows(s state) map[scene.NodeID]bool {
	again, met := map[scene.NodeID]bool{}, map[string]bool{}
	s.m.Scene.Walk(func(n *scene.Node, _ int) bool {
		kind, ok := w.rowKind(s, n.ID)
		if a := s.m.Acts[n.ID]; a.Kind == act.Tick && !n.Selected {
			if kind, ok = w.tickKind(s, a); kind == "" {
				again[n.ID] = ok
				return true
			}
		}
		if ok {
			again[n.ID] = met[kind]
			met[kind] = true
		}
		return true
	})
	return again
}

// chosen are the kinds of the rows that have been chosen once a node has been acted on. They
// tell screens apart: those behind another row may lead elsewhere.
func (w *walker) chosen(s state, id scene.NodeID) string {
	kind, ok := w.rowKind(s, id)
	if !ok {
		return s.chose
	}
	return s.m.Acts[id].Step + ": " + kind + "; "
}

// rowKind is the kind of a row that a node of a screen chooses.
func (w *walker) rowKind(s state, id scene.NodeID) (string, bool) {
	a := s.m.Acts[id]
	st, ok := w.parts.Service.Step(a.Step)
	if ok && (a.Kind == act.Zone || a.Kind == act.Seats) {
		return w.seatKind(s, st, a), true
	}
	if ok && st.IsWhen() && (a.Kind == act.Answer || a.Kind == act.Within) {
		return w.slotKind(s, st, a), true
	}
	rows := s.m.Facts.Rows(st)
	if !ok || a.Kind != act.Row || a.N >= len(rows) {
		return "", false
	}
	return w.parts.Service.RowKind(st, rows[a.N], s.m.Order, s.m.Facts), true
}

// seatKind is the kind of seats that a node of a screen leads to: spaces for wheelchairs, and
// parts with room and without.
func (w *walker) seatKind(s state, st service.Step, a act.Act) string {
	plan := w.parts.Service.SeatPlan(st, s.m.Order, s.m.Facts)
	at := a.N
	if a.Kind == act.Seats {
		at, _ = s.m.Here.ZoneOf(plan)
	}
	if at < 0 || at >= len(plan.Zones) {
		return string(a.Kind)
	}
	return fmt.Sprint(a.Kind, plan.Zones[at].Wheelchair, plan.Zones[at].Fits)
}

// slotKind is where days or times lead, one or a part of them: those that lead alike are of one
// kind.
func (w *walker) slotKind(s state, st service.Step, a act.Act) string {
	values := []string{a.Value}
	if a.Kind == act.Within {
		slots, _ := w.parts.Service.Slots(st, s.m.Order, s.m.Facts, model.Clock(model.Moment{S: w.parts.Core.Setup, M: &s.m}))
		part, _ := st.PartWithin(slots, a.ID, a.Value)
		values = nil
		for _, x := range part.Of(slots) {
			values = append(values, st.SlotValue(x))
		}
	}
	var kinds []string
	for _, value := range values {
		if k := w.leading(s.m.Order.WithAnswer(st.Field, value), s.m.Facts); !slices.Contains(kinds, k) {
			kinds = append(kinds, k)
		}
	}
	slices.Sort(kinds)
	return string(a.Kind) + strings.Join(kinds, "; ")
}

// leading is where the steps with guards lead with these answers.
func (w *walker) leading(o order.Order, f service.Facts) (kind string) {
	for _, id := range w.parts.Service.Steps() {
		if other, _ := w.parts.Service.Step(id); len(other.Next) > 1 {
			to, _ := w.parts.Service.Next(id, o, f)
			kind += id + "→" + to + " "
		}
	}
	return kind
}
