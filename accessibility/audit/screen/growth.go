package screen

import (
	"math"

	"modu/accessibility/scene"
	"modu/ui/frame"
)

// How much larger pictures and boxes are at twice the size, at least (TXT-6 asks that all
// that is seen grows). A picture is seen to be larger from a third on; a box that filled its
// column is only higher.
const (
	pictureGrowth = 4.0 / 3
	boxGrowth     = 1.15
	growthSlack   = 0.01 // what whole pixels may cost
)

// Growth finds pictures and boxes that do not grow with the letters (TXT-6; "good" asks for
// all visual information, not text alone). small and large are pictures of one screen, large
// at a larger size. What stands on one of them only is on another page; the bar, the same
// everywhere, grows with its letters (theme.BarGrowth).
func Growth(small, large frame.Frame) []Finding {
	var out findings
	bar, now := inBar(small.Scene), map[scene.NodeID]frame.Node{}
	for _, n := range targets(large) {
		now[n.ID] = n
	}
	for _, n := range targets(small) {
		l, ok := now[n.ID]
		if !ok || bar[n.ID] {
			continue
		}
		if k := side(l.Rect) / side(n.Rect); k < boxGrowth-growthSlack {
			out.add("TXT-6", n.ID, "is %.2f times as large at %.1f times the size, %.2f is the least", k, large.Size/small.Size, boxGrowth)
		}
	}
	pictures := map[scene.NodeID]frame.Picture{}
	for _, p := range large.Pictures {
		pictures[p.Node] = p
	}
	for _, p := range small.Pictures {
		l, ok := pictures[p.Node]
		if _, here := now[p.Node]; !ok && !here || bar[p.Node] {
			continue
		}
		if !ok {
			out.add("TXT-6", p.Node, "its picture %q is gone at %.1f times the size", p.Name, large.Size/small.Size)
		} else if k := min(l.W, l.H) / min(p.W, p.H); k < pictureGrowth-growthSlack {
			out.add("TXT-6", p.Node, "its picture %q is %.2f times as large at %.1f times the size, %.2f is the least", p.Name, k, large.Size/small.Size, pictureGrowth)
		}
	}
	return by("growth", out)
}

// side is that of a square of the same area.
func side(r frame.Rect) float64 { return math.Sqrt(r.W * r.H) }
