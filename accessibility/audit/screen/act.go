package screen

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"modu/accessibility/scene"
	"modu/ui/frame"
)

// actLeast is the least side of the picture of what is done beside the screen, and of the arrow
// to it, in millimetres: a third more than the letters that are seen at half a metre (TXT-1).
const actLeast = 9.5

// Acts finds what is to be done beside the screen, or has gone wrong there, without its picture
// or its arrow: words get smaller and fewer before those do (TXT-7), for who reads little goes
// by them. How something stands beside what the screen is about (Quiet) is no act.
func Acts(f frame.Frame) []Finding {
	var out findings
	if f.Scene.Curtain {
		return nil
	}
	least := actLeast * f.PxPerMM()
	f.Scene.Walk(func(n *scene.Node, _ int) bool {
		if !isAct(n) {
			return true
		}
		if n.Picture != "" && !isDialled(n, f, least) {
			largest := 0.0
			for _, p := range f.Pictures {
				if p.Node == n.ID {
					largest = max(largest, math.Min(p.W, p.H))
				}
			}
			if largest < least {
				out.add("TXT-7", n.ID, "its picture is %.0f mm high, %.1f is the least", largest/f.PxPerMM(), actLeast)
			}
		}
		if n.Toward != "" && f.Arrow.W < least {
			out.add("TXT-7", n.ID, "the arrow to where it is done is %.0f mm long, %.1f is the least", f.Arrow.W/f.PxPerMM(), actLeast)
		}
		return true
	})
	return out
}

// isDialled reports whether the time that is left for an act stands in place of its picture: a
// dial around its seconds, at least as large.
func isDialled(n *scene.Node, f frame.Frame, least float64) bool {
	for i := range n.Children {
		c := &n.Children[i]
		if c.Role != scene.RoleProgress || c.Span <= 0 {
			continue
		}
		seconds := strconv.Itoa(c.Remaining % 60)
		drawn := slices.ContainsFunc(f.Texts, func(t frame.Text) bool {
			return t.Node == c.ID && strings.Trim(t.Text, "0123456789:") == "" && strings.HasSuffix(t.Text, seconds)
		})
		i := slices.IndexFunc(f.Nodes, func(b frame.Node) bool { return b.ID == c.ID })
		return drawn && i >= 0 && math.Min(f.Nodes[i].W, f.Nodes[i].H) >= least
	}
	return false
}

// isAct reports whether a node is about something outside the screen.
func isAct(n *scene.Node) bool {
	switch n.Role {
	case scene.RoleProgress, scene.RoleAlert:
		return !n.Quiet
	case scene.RoleText:
		return n.Toward != ""
	}
	return false
}
