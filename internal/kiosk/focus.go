package kiosk

import (
	"modu/accessibility/scene"
	"modu/internal/kiosk/course"
	"modu/internal/kiosk/focus"
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
	u.m.Course = u.m.Course.Show(c.ID, min(page*per, c.Page.Total-1)).Await(course.PendingFocus{Container: c.ID, Last: last})
}

// anchor keeps the page that holds the focus in view.
func (u *update) anchor() {
	if list, at, ok := focus.Anchor(&u.m.Scene, u.m.Focus()); ok && u.m.Here.Anchors[list] != at {
		u.m.Course = u.m.Course.Show(list, at)
	}
}
