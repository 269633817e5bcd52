package picture

import (
	"fmt"
	"strings"

	"modu/accessibility/scene"
)

// Measures of a plan of seats, in parts of the distance from place to place.
const (
	planStep  = 10.0
	planHere  = 4.6  // half the side of a place that is meant: large, and a square
	planOther = 1.7  // half the side of another one: a dot
	planFront = 2.4  // thickness of the line at the front
	planLong  = 1.35 // a room this much longer than it is wide is seen from its side
)

// Plan is the drawing of a plan, by the name of its picture: the front is a line, above, or to
// the left of a room that is longer than it is wide. It reports false where it is the name of
// a file.
func Plan(name string) ([]byte, bool) {
	rows, ok := scene.PlanOf(name)
	if !ok {
		return nil, false
	}
	wide := 0
	for _, row := range rows {
		wide = max(wide, len(row))
	}
	side := float64(len(rows)) > planLong*float64(wide)
	w, h := planStep*float64(wide), planStep*float64(len(rows)+1)
	var path strings.Builder
	box := func(x, y, halfX, halfY float64) {
		if side { // what was above is to the left, and what was left is below
			x, y, halfX, halfY = y, w-x, halfY, halfX
		}
		fmt.Fprintf(&path, "M%.4g %.4gH%.4gV%.4gH%.4gZ", x-halfX, y-halfY, x+halfX, y+halfY, x-halfX)
	}
	box(w/2, planStep/2, w/2-planOther, planFront/2)
	for i, row := range rows {
		for j, s := range row {
			x, y := planStep*(float64(j)+0.5), planStep*(float64(i)+1.5)
			switch scene.Spot(s) {
			case scene.SpotHere:
				box(x, y, planHere, planHere)
			case scene.SpotOther:
				box(x, y, planOther, planOther)
			}
		}
	}
	if side {
		w, h = h, w
	}
	return fmt.Appendf(nil, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %.4g %.4g"><path fill="currentColor" d="%s"/></svg>`, w, h, path.String()), true
}
