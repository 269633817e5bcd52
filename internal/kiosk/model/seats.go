package model

import (
	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/service"
	"modu/locales"
)

// ZoneName is what a part of a plan of seats is called.
func ZoneName(n Moment, st service.Step, z service.Zone) scene.Text {
	if z.Wheelchair {
		return n.Text("seats.wheelchair")
	}
	return n.Text("value.plain", locales.Words("Value", said(n.M.Prefs.Language, z.Name)).Private(planPrivacy(n, st)))
}

func planPrivacy(n Moment, st service.Step) scene.Privacy {
	if n.M.Facts[st.From].Public {
		return scene.Public
	}
	return scene.Personal
}

// SeatWords name the seats of a proposal, as they are found in the room.
func SeatWords(n Moment, st service.Step, p service.Proposal) scene.Text {
	return n.Text("value.plain", locales.Words("Value", placesWords(n, p.Rows())).Private(planPrivacy(n, st)))
}

// SeatDetails say how one sits there, and where that is.
func SeatDetails(n Moment, st service.Step, p service.Proposal) (out []scene.Text) {
	if p.Companion {
		out = append(out, n.Text("seats.companion"))
	}
	if p.Together != "" && (!p.Companion || p.Together != service.TogetherBeside) {
		out = append(out, n.Text("seats."+string(p.Together)))
	}
	where := "seats.where"
	switch {
	case p.Aisle && p.Window && len(p.Places) > 1: // nobody sits at both
	case p.Aisle && p.Window:
		where += ".both"
	case p.Aisle:
		where += ".aisle"
	case p.Window:
		where += ".window"
	}
	return append(out, n.Text(where, locales.Count("N", p.Line, "").Private(planPrivacy(n, st))))
}

// ChosenSeats are the seats that were chosen for the field of a step, and how private they
// are. It reports false where none were.
func ChosenSeats(n Moment, st service.Step) (label scene.Text, p scene.Privacy, ok bool) {
	if _, ok = n.M.Facts.Chosen(st, service.SeatPlaces); !ok || n.M.Order.Answer(st.Field) == "" {
		return scene.Text{}, scene.Public, false
	}
	name := func(column string) string { return st.Field + "." + column }
	return n.Text("seats.chosen", n.FactArg("Zone", name(service.SeatZone)), n.FactArg("Places", name(service.SeatPlaces))), planPrivacy(n, st), true
}

// placesWords name places row by row.
func placesWords(n Moment, rows []input.SeatRow) scene.Text {
	var all scene.Text
	for i, row := range rows {
		t := n.Text("seats.places", locales.Words("Row", scene.Text{Spans: []scene.Span{{Text: row.Name}}}), locales.Words("Places", placeNames(row)))
		if i == 0 {
			all = t
			continue
		}
		all = n.Text("seats.and", locales.Words("First", all), locales.Words("Next", t))
	}
	return all
}

// placeNames are the names of places, said one by one.
func placeNames(row input.SeatRow) scene.Text {
	var t scene.Text
	for i, s := range row.Places {
		if i > 0 {
			t.Spans = append(t.Spans, scene.Span{Text: "·", Spoken: ", "})
		}
		t.Spans = append(t.Spans, scene.Span{Text: s.Name})
	}
	return t
}
