package kiosk

import (
	"slices"

	"modu/accessibility/scene"
)

// focus is where the person is: in the question over the step, or in the step.
func (m *Model) focus() scene.NodeID {
	if m.Talk.Kind != "" {
		return m.Talk.Focus
	}
	return m.Here.Focus
}

func (u *update) setFocus(id scene.NodeID) {
	if id != u.m.focus() {
		u.m.Part = 0
	}
	if u.m.Talk.Kind != "" {
		u.m.Talk.Focus = id
	} else {
		u.m.Here.Focus = id
	}
}

// move goes to the next or previous node. It crosses the borders of pages, so
// that a keypad user meets one list, and stops audibly at either end.
func (u *update) move(by int) {
	order := u.m.order
	i := slices.Index(order, u.m.focus())
	j := i + by
	at, to := u.pagedAround(u.m.focus()), (*scene.Node)(nil)
	if j >= 0 && j < len(order) {
		to = u.pagedAround(order[j])
	}
	switch {
	case at != nil && (to == nil || to.ID != at.ID) && u.turn(at, by):
	case to != nil && (at == nil || to.ID != at.ID) && u.enter(to, by):
	case j < 0:
		u.notice(scene.Assertive, u.text("list.start"))
	case j >= len(order):
		u.notice(scene.Assertive, u.text("list.end"))
	default:
		u.setFocus(order[j])
	}
}

// pagedAround is the container of several pages that a node stands in, or nil.
func (u *update) pagedAround(id scene.NodeID) *scene.Node { return u.around(id, 2) }

// around is the container of at least so many pages that a node stands in, or nil.
func (u *update) around(id scene.NodeID, pages int) *scene.Node {
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
	look(&u.m.Scene.Root, nil)
	return found
}

// turn shows the next or previous page of a container; it reports false where
// there is none.
func (u *update) turn(c *scene.Node, by int) bool {
	page := c.Page.Index + by
	if page < 0 || page >= c.Page.Count {
		return false
	}
	u.showPage(c, page, by < 0)
	return true
}

// enter steps into a container from outside: from above onto its first page, from
// below onto its last.
func (u *update) enter(c *scene.Node, by int) bool {
	page := 0
	if by < 0 {
		page = c.Page.Count - 1
	}
	if c.Page.Index == page {
		return false
	}
	u.showPage(c, page, by < 0)
	return true
}

func (u *update) showPage(c *scene.Node, page int, last bool) {
	per := u.m.perPage(c.ID, c.Arrange)
	u.m.Here.Anchors = clone(u.m.Here.Anchors)
	u.m.Here.Anchors[c.ID] = min(page*per, c.Page.Total-1)
	u.m.Here.wish = wish{container: c.ID, last: last}
}

// nextGroup jumps to the first node of the next group, and from the last group to
// the first: in a long menu that is the short way out.
func (u *update) nextGroup() {
	root := &u.m.Scene.Root
	var starts []scene.NodeID
	at := -1
	for i := range root.Children {
		first := scene.NodeID("")
		here := false
		sub := scene.Scene{Root: root.Children[i]}
		for _, id := range sub.FocusOrder() {
			if first == "" {
				first = id
			}
			here = here || id == u.m.focus()
		}
		if first == "" {
			continue
		}
		if here {
			at = len(starts)
		}
		starts = append(starts, first)
	}
	if len(starts) < 2 {
		u.notice(scene.Assertive, u.text("list.no-group"))
		return
	}
	u.setFocus(starts[(at+1)%len(starts)])
}

// anchorFocus keeps the page that holds the focus in view, also when the screen
// reports later that fewer or more things fit on it.
func (u *update) anchorFocus() {
	c := u.around(u.m.focus(), 1)
	if c == nil {
		return
	}
	for i := range c.Children {
		sub := scene.Scene{Root: c.Children[i]}
		if sub.Find(u.m.focus()) != nil && u.m.Here.Anchors[c.ID] != c.Page.First+i {
			u.m.Here.Anchors = clone(u.m.Here.Anchors)
			u.m.Here.Anchors[c.ID] = c.Page.First + i
		}
	}
}
