package screen

import (
	"strconv"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/kiosk/act"
	"modu/internal/kiosk/model"
	"modu/internal/service"
	"modu/locales"
)

const (
	// mostSeats is how many ways to sit are proposed: whoever likes none of the dozen best ones
	// likes another part of the room better.
	mostSeats = 12
	// mostSeatsEasy is the same in the easy form: three can be compared.
	mostSeatsEasy = 3
)

// seatsStep asks where one would like to sit, and then proposes seats. Nobody has to hit a
// square of a plan: the plan is seen, and where a seat is in it is said.
func seatsStep(b *builder, step service.Step) {
	plan := b.Service().SeatPlan(step, b.M.Order, b.M.Facts)
	if at, known := b.M.Here.ZoneOf(plan); known {
		if step.Seats.Title != "" {
			b.title = model.Said(b.Moment, step.Seats.Title)
		}
		proposals(b, step, plan, at)
		return
	}
	open := -1
	for i := len(plan.Zones) - 1; i >= 0; i-- {
		if plan.Zones[i].Fits {
			open = i
		}
	}
	if open < 0 {
		noSeats(b, plan)
	} else {
		b.first = zoneID(open)
	}
	b.paged(scene.Node{ID: "zones", Arrange: scene.ArrangeGrid}, len(plan.Zones), func(i int) scene.Node {
		return zoneChoice(b, step, plan.Zones[i], i)
	})
}

func zoneID(i int) scene.NodeID { return scene.NodeID("zone." + strconv.Itoa(i)) }

func zoneChoice(b *builder, step service.Step, z service.Zone, i int) scene.Node {
	n := scene.Node{ID: zoneID(i), Role: scene.RoleChoice, Label: model.ZoneName(b.Moment, step, z), Picture: "seats",
		Details: []scene.Text{b.Text("seats.free", locales.Count("N", z.Free, "seat"))}}
	if z.Wheelchair {
		n.Picture = "seats-wheelchair"
	}
	if !b.M.Facts[step.From].Public {
		n.Privacy = scene.Personal
	}
	switch {
	case z.Free == 0:
		n.Details, n.Disabled, n.Reason = nil, true, b.Text("seats.full")
	case !z.Fits:
		n.Disabled, n.Reason = true, b.Text("seats.few")
	}
	return b.node(n, act.Act{Kind: act.Zone, Step: step.ID, N: i})
}

// proposals are ways to sit in a part of the room, the best first.
func proposals(b *builder, step service.Step, plan service.SeatPlan, zone int) {
	most := mostSeats
	if b.M.Prefs.Easy {
		most = mostSeatsEasy
	}
	proposed := plan.Proposals(zone, most)
	b.first = seatsID(0)
	b.paged(scene.Node{ID: "seats", Arrange: scene.ArrangeGrid}, len(proposed), func(i int) scene.Node {
		p := proposed[i]
		n := scene.Node{ID: seatsID(i), Role: scene.RoleChoice, Label: model.SeatWords(b.Moment, step, p), Details: model.SeatDetails(b.Moment, step, p),
			Picture: planPicture(plan, p), Selected: b.M.Facts.Sits(step, p)}
		if !b.M.Facts[step.From].Public {
			n.Privacy = scene.Personal
		}
		return b.node(n, act.Act{Kind: act.Seats, Step: step.ID, N: i})
	})
}

// mostSpots is how many places a plan may have to be drawn: more would be dust on a card, and
// say nothing of where a seat is.
const mostSpots = 400

// planPicture shows where in its room a proposal is. Around it stand the rows of its room.
func planPicture(plan service.SeatPlan, p service.Proposal) string {
	var rows [][]scene.Spot
	spots := 0
	room := plan.Room(p)
	for i := range room {
		row := make([]scene.Spot, len(room[i].Places))
		for j, s := range room[i].Places {
			switch {
			case p.Has(&room[i], s):
				row[j] = scene.SpotHere
			case s.Name == "":
				row[j] = scene.SpotAisle
			default:
				row[j] = scene.SpotOther
			}
		}
		spots += len(row)
		rows = append(rows, row)
	}
	if spots > mostSpots {
		return "seats"
	}
	return scene.PlanPicture(rows)
}

func seatsID(i int) scene.NodeID { return scene.NodeID(SeatsPrefix + strconv.Itoa(i)) }

// noSeats says that there is no room for so many, and what to do then.
func noSeats(b *builder, plan service.SeatPlan) {
	b.title, b.first = b.Text("seats.none"), "rows.back"
	if plan.Take > service.MaxSeats {
		b.title = b.Text("seats.many", locales.Count("N", service.MaxSeats, "person"))
	}
	back := primary(b.button("rows.back", b.Text("rows.back"), act.Act{Kind: act.Back}))
	b.add(scene.Node{ID: "rows.alert", Role: scene.RoleAlert, Label: b.Text("rows.again"), Picture: "unknown", Children: []scene.Node{back}})
}

// seatPicture is the picture of what was chosen at a step.
func seatPicture(b *builder, st service.Step) string {
	if kind, _ := b.M.Facts.Chosen(st, service.SeatsKind); kind.Text == string(input.Wheelchair) {
		return "seats-wheelchair"
	}
	return "seats"
}

// chosenZone is the part of the room whose seats are proposed, where the person was asked for it.
func chosenZone(b *builder) (scene.Text, bool) {
	st := b.Step()
	if st.Kind != service.Seats {
		return scene.Text{}, false
	}
	plan := b.Service().SeatPlan(st, b.M.Order, b.M.Facts)
	at, known := b.M.Here.ZoneOf(plan)
	if !known || len(plan.Zones) == 1 {
		return scene.Text{}, false
	}
	return model.ZoneName(b.Moment, st, plan.Zones[at]), true
}
