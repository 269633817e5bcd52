package focus

import (
	"slices"

	"modu/accessibility/scene"
)

// Target is where a move leads: to a node, to a page, or nowhere.
type Target struct {
	Node scene.NodeID // "" where a page is to be shown, or Edge is set
	Page *Page
	Edge Edge
}

// Page is a page to show; focus goes to its first or last node.
type Page struct {
	Container *scene.Node
	Index     int
	Last      bool
}

// Edge is why a move leads nowhere.
type Edge uint8

const (
	NoEdge  Edge = iota
	Start        // of the screen
	End          // of the screen
	Sides        // of a keyboard
	NoGroup      // there is one group only
)

// Move goes to the next (+1) or previous (-1) node. It crosses the borders of pages, so
// that a keypad user meets one list, and stops at either end.
func Move(s *scene.Scene, at scene.NodeID, by int) Target {
	order := s.FocusOrder()
	j := slices.Index(order, at) + by
	from, to := around(s, at, 2), (*scene.Node)(nil)
	if j >= 0 && j < len(order) {
		to = around(s, order[j], 2)
	}
	if from != nil && (to == nil || to.ID != from.ID) {
		if page := from.Page.Index + by; page >= 0 && page < from.Page.Count {
			return Target{Page: &Page{from, page, by < 0}}
		}
	}
	if to != nil && (from == nil || to.ID != from.ID) {
		// From outside: from above onto its first page, from below onto its last.
		page := 0
		if by < 0 {
			page = to.Page.Count - 1
		}
		if to.Page.Index != page {
			return Target{Page: &Page{to, page, by < 0}}
		}
	}
	switch {
	case j < 0:
		return Target{Edge: Start}
	case j >= len(order):
		return Target{Edge: End}
	}
	return Target{Node: order[j]}
}

// Paged is the container that a node stands in and that is cut into pages, be it one; nil
// if there is none.
func Paged(s *scene.Scene, id scene.NodeID) *scene.Node { return around(s, id, 1) }

// around is the container of at least so many pages that a node stands in, or nil.
func around(s *scene.Scene, id scene.NodeID, pages int) *scene.Node {
	var found *scene.Node
	var look func(n, paged *scene.Node)
	look = func(n, paged *scene.Node) {
		if n.Page.Count >= pages {
			paged = n
		}
		if n.ID == id {
			found = paged
		}
		for i := range n.Children {
			look(&n.Children[i], paged)
		}
	}
	look(&s.Root, nil)
	return found
}

// NextGroup goes to the first node of the next group, and from the last group to the
// first: in a long menu that is the short way out.
func NextGroup(s *scene.Scene, now scene.NodeID) Target {
	var starts []scene.NodeID
	at := -1
	for i := range s.Root.Children {
		group := scene.Scene{Root: s.Root.Children[i]}
		stops := group.FocusOrder()
		if len(stops) == 0 {
			continue
		}
		if slices.Contains(stops, now) {
			at = len(starts)
		}
		starts = append(starts, stops[0])
	}
	if len(starts) < 2 {
		return Target{Edge: NoGroup}
	}
	return Target{Node: starts[(at+1)%len(starts)]}
}

// Anchor is the position, within a paged container, of the child that a node stands in.
// Keeping it on the page keeps the focus in view, also when the screen reports later that
// fewer or more things fit on it. It reports false for a node outside such containers.
func Anchor(s *scene.Scene, id scene.NodeID) (container scene.NodeID, position int, ok bool) {
	c := Paged(s, id)
	if c == nil {
		return "", 0, false
	}
	for i := range c.Children {
		part := scene.Scene{Root: c.Children[i]}
		if part.Find(id) != nil {
			return c.ID, c.Page.First + i, true
		}
	}
	return "", 0, false
}
