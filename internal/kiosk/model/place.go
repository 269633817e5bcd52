package model

import (
	"modu/accessibility/scene"
	"modu/locales"
)

// Place is where something beside the screen is.
type Place struct {
	Direction scene.Direction           // as the person sees it from the middle of the screen
	Distance  int                       // mm from the edge of the screen; 0: not said
	Sentence  map[scene.Lang]scene.Text // told instead of direction and distance, where the site has one
}

// metre is from how many millimetres on a distance is told in metres.
const metre = 1000

// Where tells where the first of some places is that the site has: which way, and in words;
// zero where it has none of them.
func (n Moment) Where(places ...scene.Place) (scene.Direction, scene.Text) {
	for _, name := range places {
		if p, ok := n.S.Places[name]; ok {
			return p.Direction, n.place(name, p)
		}
	}
	return "", scene.Text{}
}

// HasPlace reports whether the site has said where something is.
func (n Moment) HasPlace(name scene.Place) bool { _, ok := n.S.Places[name]; return ok }

// Earphones tells somebody at a kiosk with a socket where earphones are plugged in, and whose.
// It stands in the welcome, which must be short: the socket is told by its side of the screen
// alone, and where it is told there is no need to say what it is good for.
func Earphones(n Moment) []scene.Text {
	var out []scene.Text
	if n.S.Lent != "" {
		out = append(out, n.Text("speech.earphones.lent", locales.Words("Name", n.Text("place.name."+string(n.S.Lent)))))
		if _, where := n.Where(n.S.Lent); !where.IsZero() {
			out = append(out, where)
		}
	}
	if socket, known := n.S.Places[scene.Headset]; known {
		socket.Distance = 0
		return append(out, n.place(scene.Headset, socket))
	}
	if n.S.Lent == "" && n.Ear().Socket { // else it might be heard by others, too
		out = append(out, n.Text("speech.earphones.own"))
	}
	return out
}

func (n Moment) place(name scene.Place, p Place) scene.Text {
	if t := p.Sentence[n.M.Prefs.Language]; !t.IsZero() {
		if n.M.Prefs.Easy {
			t = t.InEasyForm()
		}
		return t
	}
	what := locales.Words("Name", n.Text("place.name."+string(name)))
	way := locales.Words("Where", n.Text("place."+string(p.Direction)))
	if p.Distance == 0 {
		return n.Text("place.at", what, way)
	}
	far := locales.Count("N", (p.Distance+5)/10, "centimetre")
	if p.Distance >= metre {
		far = locales.Count("N", (p.Distance+metre/2)/metre, "metre")
	}
	return n.Text("place.at.far", what, way, locales.Words("Distance", n.Text("value.count", far)))
}
