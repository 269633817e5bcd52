package screen

import (
	"cmp"

	"modu/accessibility/scene"
	"modu/internal/kiosk/act"
	"modu/internal/kiosk/model"
	"modu/internal/service"
)

// whenStep offers days or times; where there are many, first the parts that they lie in.
func whenStep(b *builder, step service.Step) {
	slots, err := b.Service().Slots(step, b.M.Order, b.M.Facts, model.Clock(b.Moment))
	parts, slots := step.Parts(slots, b.M.Here.Within)
	switch {
	case err != nil: // whose words for a full calendar would be wrong
		emptyList(b, "when.unknown")
		return
	case len(parts) > 0:
		partChoices(b, step, parts)
		return
	case len(slots) == 0 && step.Days != nil:
		emptyList(b, cmp.Or(step.Days.Empty, "when.no-day"))
		return
	case len(slots) == 0:
		emptyList(b, cmp.Or(step.Times.Empty, "when.no-time"))
		return
	}
	chosen := b.M.Order.Answer(step.Field)
	b.first = slotID(step, slots[0])
	b.paged(scene.Node{ID: "choices", Arrange: scene.ArrangeGrid}, len(slots), func(i int) scene.Node {
		value := step.SlotValue(slots[i])
		n := scene.Node{ID: slotID(step, slots[i]), Role: scene.RoleChoice, Selected: value == chosen}
		n.Label, n.Details = model.SlotWords(b.Moment, step, slots[i])
		return b.node(n, act.Act{Kind: act.Answer, Step: step.ID, Value: value})
	})
}

func slotID(step service.Step, s service.Slot) scene.NodeID {
	return scene.NodeID("choice." + step.SlotValue(s))
}

func partChoices(b *builder, step service.Step, parts []service.Part) {
	id := func(p service.Part) scene.NodeID { return scene.NodeID("part." + step.SlotValue(p.From)) }
	b.first = id(parts[0])
	parted := scene.ArrangeGrid
	if parts[0].Kind == service.SpanWeek || parts[0].Kind == service.SpanHour { // from when to when: too long for a narrow card
		parted = scene.ArrangeList
	}
	b.paged(scene.Node{ID: "parts", Arrange: parted}, len(parts), func(i int) scene.Node {
		p := parts[i]
		n := scene.Node{ID: id(p), Role: scene.RoleChoice}
		n.Label, n.Details = model.PartWords(b.Moment, p)
		return b.node(n, act.Act{Kind: act.Within, Step: step.ID, ID: step.SlotValue(p.From), Value: step.SlotValue(p.To)})
	})
}
