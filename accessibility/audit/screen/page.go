package screen

import (
	"cmp"
	"math"
	"slices"

	"modu/accessibility/scene"
	"modu/ui/frame"
	"modu/ui/theme"
)

// PagesMeasure is a measure of all pages of one screen, in their order, as one person sees
// them.
type PagesMeasure struct {
	Name string
	Of   func([]frame.Frame) []Finding
}

// Turned are all of them.
func Turned() []PagesMeasure {
	return []PagesMeasure{{"instruction", Instruction}, {"commit", Commit}, {"rows", Full}, {"split", Split}, {"alone", Alone}, {"single", Single}}
}

// Pages is every measure of all pages of one screen.
func Pages(pages []frame.Frame) []Finding {
	var out []Finding
	for _, m := range Turned() {
		out = append(out, by(m.Name, m.Of(pages))...)
	}
	return out
}

// Instruction finds what a person must know or do now on a page that is turned: whoever is
// on another page does not see it (TXT-7). How a call for staff stands (Quiet) is no
// instruction, and several alerts are news, which are read one after the other.
func Instruction(pages []frame.Frame) []Finding {
	var out findings
	alerts := map[scene.NodeID]bool{}
	for _, f := range pages {
		f.Scene.Walk(func(n *scene.Node, _ int) bool {
			if n.Role == scene.RoleAlert {
				alerts[n.ID] = true
			}
			return true
		})
	}
	for _, f := range pages {
		eachPaged(f.Scene, func(list, n *scene.Node) {
			if n.Role == scene.RoleProgress && !n.Quiet || n.Role == scene.RoleAlert && len(alerts) == 1 {
				out.add("TXT-7", n.ID, "is on page %d of %d of %s: it must be in sight on each of them", list.Page.Index+1, list.Page.Count, list.ID)
			}
		})
	}
	return out
}

// eachPaged calls f for every node below a list that has pages.
func eachPaged(s *scene.Scene, f func(list, n *scene.Node)) {
	s.Walk(func(list *scene.Node, _ int) bool {
		if list.Page.Count > 1 {
			list.Find(func(n *scene.Node) bool {
				f(list, n)
				return false
			})
		}
		return true
	})
}

// Commit finds what pays, sends, prints or signs and can be pressed while a part of the
// screen has not been in sight (ERR-2). Pages are turned in their order, so that all is
// unread behind the last page that was seen; what tells nothing of the matter (Quiet, Late)
// may stay so.
func Commit(pages []frame.Frame) []Finding {
	var out findings
	for i, f := range pages {
		unread := scene.NodeID("")
		for _, later := range pages[i+1:] {
			eachPaged(later.Scene, func(list, n *scene.Node) {
				now := f.Scene.Find(list.ID)
				if unread == "" && now != nil && now.Page.Index < list.Page.Index && f.Scene.Find(n.ID) == nil && !n.Quiet && !n.Late {
					unread = n.ID
				}
			})
		}
		if unread == "" {
			continue
		}
		f.Scene.Walk(func(n *scene.Node, _ int) bool {
			if n.Commits && !n.Disabled {
				out.add("ERR-2", n.ID, "can be pressed on page %d of %d, before %s was in sight", i+1, len(pages), unread)
			}
			return true
		})
	}
	return out
}

// Full finds lists that are cut although another row of them would fit on each of their
// pages but the last (TXT-7: what has room is not elsewhere).
func Full(pages []frame.Frame) []Finding {
	var out findings
	lists := map[scene.NodeID]*cutList{}
	var order []scene.NodeID
	for _, f := range pages {
		f.Scene.Walk(func(n *scene.Node, _ int) bool {
			if n.Page.Count < 2 || n.Page.Most > 0 && len(n.Children) >= n.Page.Most {
				return true
			}
			if lists[n.ID] == nil {
				lists[n.ID] = &cutList{free: math.Inf(1)}
				order = append(order, n.ID)
			}
			lists[n.ID].see(f, n)
			return true
		})
	}
	for _, id := range order {
		if l := lists[id]; l.row > 0 && !math.IsInf(l.free, 1) && l.free >= l.row+theme.Gap {
			out.add("TXT-7", id, "%.0f mm are free on each page, and a row needs %.0f with its gap", l.free, l.row+theme.Gap)
		}
	}
	return out
}

// cutList is what the pages of a list have in common, in millimetres.
type cutList struct {
	row  float64 // the highest row of all pages
	free float64 // the height that is free on all pages but the last
}

func (l *cutList) see(f frame.Frame, n *scene.Node) {
	mm := f.PxPerMM()
	in := map[scene.NodeID]bool{}
	for i := range n.Children {
		in[n.Children[i].ID] = true
	}
	var left, right = math.Inf(1), 0.0
	for _, p := range f.Nodes {
		if in[p.ID] {
			l.row = max(l.row, p.H/mm)
			left, right = min(left, p.X), max(right, p.X+p.W)
		}
	}
	if n.Page.Index == n.Page.Count-1 {
		return
	}
	free := 0.0
	for _, b := range blanks(f, left, right) {
		free = max(free, b.H/mm)
	}
	l.free = min(l.free, free)
}

// blanks are the bands between left and right in which nothing is drawn and nothing has its
// place, in pixels, from the first thing on the page to the last; in the low position from
// the height below which all must be.
func blanks(f frame.Frame, left, right float64) []frame.Rect {
	var taken []frame.Rect
	take := func(r frame.Rect) {
		if r.W > 0 && r.H > 0 && r.X < right && left < r.X+r.W {
			taken = append(taken, r)
		}
	}
	for _, n := range f.Nodes {
		if n.Role != scene.RoleScreen && n.Role != scene.RoleGroup {
			take(n.Rect)
		}
	}
	for _, t := range f.Texts {
		take(inked(t))
	}
	for _, p := range f.Pictures {
		take(p.Rect)
	}
	take(f.Strip)
	slices.SortFunc(taken, func(a, b frame.Rect) int { return cmp.Compare(a.Y, b.Y) })
	if len(taken) == 0 {
		return nil
	}
	low := taken[0].Y
	if p := f.Panel.OrDefault(); f.Scene.Look.Low && p.BottomMM > 0 {
		low = max(0, p.Down(p.High())) * f.H / p.HeightMM
	}
	var out []frame.Rect
	for _, r := range taken {
		if r.Y > low {
			out = append(out, frame.Rect{X: left, Y: low, W: right - left, H: r.Y - low})
		}
		low = max(low, r.Y+r.H)
	}
	return out
}

// Lower finds what is to be pressed above the reach of hands in the normal position
// although there is room for it further down: at least the least side of a target
// (RCH-1).
func Lower(f frame.Frame) []Finding {
	var out findings
	p := f.Panel.OrDefault()
	if p.BottomMM <= 0 || f.Scene.Look.Low {
		return nil
	}
	bar, mm := inBar(f.Scene), f.PxPerMM()
	end := f.H // where the bar begins, if it is at the lower edge
	for _, n := range f.Nodes {
		if bar[n.ID] && n.Y > f.H/2 {
			end = min(end, n.Y)
		}
	}
	left, right := contentWidth(f, bar)
	spare := blanks(f, left, right)
	for _, n := range targets(f) {
		upper := p.Height(n.Y / f.H * p.HeightMM)
		if bar[n.ID] || n.Disabled || upper <= p.High()+rulerMM {
			continue
		}
		room := 0.0
		for _, b := range spare {
			if b.Y >= n.Y+n.H-slack && b.Y < end {
				room = max(room, b.H/mm-2*theme.Gap)
			}
		}
		if room >= leastSide {
			out.add("RCH-1", n.ID, "begins %.0f mm above the floor although %.0f mm are free below it; hands reach %.0f", upper, room, p.High())
		}
	}
	return out
}

// contentWidth is from where to where nodes stand that are not in the bar.
func contentWidth(f frame.Frame, bar map[scene.NodeID]bool) (left, right float64) {
	left = math.Inf(1)
	for _, n := range f.Nodes {
		if n.Role != scene.RoleScreen && n.Role != scene.RoleGroup && !bar[n.ID] {
			left, right = min(left, n.X), max(right, n.X+n.W)
		}
	}
	return left, right
}

// Height finds words that are too high to be read in the normal position (RCH-2).
func Height(f frame.Frame) []Finding {
	var out findings
	p := f.Panel.OrDefault()
	if p.BottomMM <= 0 || f.Scene.Look.Low {
		return nil
	}
	for _, t := range f.Texts {
		if top := p.Height(tightInk(t).Y / f.H * p.HeightMM); top > theme.InfoHigh+rulerMM {
			out.add("RCH-2", t.Node, "%q is %.0f mm above the floor, nothing is above %.0f", t.Text, top, theme.InfoHigh)
		}
	}
	return out
}

// OnlyLow reports whether something of a picture in the normal position is above or below
// the reach of hands, so that the reach is met in the low position only (RCH-1).
func OnlyLow(f frame.Frame) bool {
	p := f.Panel.OrDefault()
	if p.BottomMM <= 0 || f.Scene.Look.Low {
		return false
	}
	return slices.ContainsFunc(targets(f), func(n frame.Node) bool {
		upper, lower := p.Height(n.Y/f.H*p.HeightMM), p.Height((n.Y+n.H)/f.H*p.HeightMM)
		return upper > p.High()+rulerMM || lower < theme.ReachLow-rulerMM
	})
}
