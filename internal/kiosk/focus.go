package kiosk

import (
	"modu/accessibility/scene"
	"modu/internal/kiosk/act"
	"modu/internal/kiosk/course"
	"modu/internal/kiosk/focus"
	"modu/internal/kiosk/model"
)

// edges say that a move leads nowhere.
var edges = map[focus.Edge]string{focus.Start: "list.start", focus.End: "list.end", focus.Sides: "typing.edge", focus.NoGroup: "list.no-group"}

// follow goes where a move leads, or says that it leads nowhere.
func (u *update) follow(t focus.Target) {
	switch {
	case t.Edge != focus.NoEdge:
		u.say(scene.Assertive, edges[t.Edge])
	case t.Page != nil:
		u.showPage(t.Page.Container, t.Page.Index, t.Page.Last)
	default:
		u.setFocus(t.Node)
	}
}

func (u *update) showPage(c *scene.Node, page int, last bool) {
	per := u.m.Fits(c.ID, c.Arrange)
	u.turn(u.m.Pages().Show(c.ID, min(page*per, c.Page.Total-1)))
	u.m.Course = u.m.Course.Await(course.PendingFocus{Container: c.ID, Last: last})
}

// stay keeps the page in view that holds what the person last put the focus or a finger on,
// however the screen is cut next. turned: a page has just been turned to. A focus that the
// screen has given of itself takes nobody anywhere.
func (u *update) stay(turned bool) {
	s, at := &u.m.Scene, u.m.Pages().At.Node
	switch {
	case turned && u.turns(u.m.Focus()):
		u.hold(u.m.Focus())
	case turned: // to a page that is only read
		if c := s.Root.Find(func(n *scene.Node) bool { return n.Page.Count > 1 && len(n.Children) > 0 }); c != nil {
			u.hold(c.Children[0].ID)
		}
	case s.Find(at) != nil:
		u.hold(at)
	}
}

// turns reports whether a node can be turned out of view: the bar, the next act and what
// turns pages stay where they are on all of them.
func (u *update) turns(id scene.NodeID) bool {
	s := &u.m.Scene
	n := s.Find(id)
	return n != nil && n.Role != scene.RoleGroup && n.Role != scene.RoleScreen && !n.Primary && !inBar(s, id) && u.m.Acts[id].Kind != act.TurnPage
}

// hold notes that the person is on a node.
func (u *update) hold(id scene.NodeID) {
	p := u.m.Pages()
	if list, item, ok := focus.Anchor(&u.m.Scene, id); ok {
		p = p.Hold(list, item, id)
	} else {
		p = p.On(id)
	}
	u.turn(p)
}

func inBar(s *scene.Scene, id scene.NodeID) bool {
	p := s.Parent(id)
	return p != nil && p.Arrange == scene.ArrangeBar
}

// meet notes which pages of the step are shown now (ERR-2).
func (u *update) meet() {
	if u.m.Overlay.Kind != model.NoOverlay {
		return
	}
	u.m.Scene.Walk(func(n *scene.Node, _ int) bool {
		if n.Page.Count > 1 {
			u.m.Course = u.m.Course.Meet(n.ID, n.Page, u.m.Fits(n.ID, n.Arrange))
		}
		return true
	})
}
