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
func Earphones(n Moment) []scene.Text {
	lead := n.Text("speech.earphones.own")
	if n.S.Lent != "" {
		lead = n.Text("speech.earphones.lent", locales.Words("Name", n.Text("place.name."+string(n.S.Lent))))
	}
	out := []scene.Text{lead}
	for _, name := range [...]scene.Place{n.S.Lent, scene.Headset} {
		if _, where := n.Where(name); !where.IsZero() {
			out = append(out, where)
		}
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
