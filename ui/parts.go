package ui

import "modu/accessibility/scene"

// parts is the scene sorted into the places it has on every screen.
type parts struct {
	title   *scene.Node // nil: the label of the root is the title
	alerts  []*scene.Node
	body    []*scene.Node
	actions *scene.Node
	bar     *scene.Node
	clip    *scene.Node   // a sign-language clip, and what stands beside it
	steps   *scene.Node   // the bar of stages
	mark    *scene.Node   // what holds for the whole screen
	photos  []*scene.Node // what a first screen invites with; only that shows them
}

func sortParts(root *scene.Node) parts {
	var q parts
	for i := range root.Children {
		n := &root.Children[i]
		switch {
		case isGroup(n, scene.ArrangeBar):
			q.bar = n
		case isGroup(n, scene.ArrangeSign):
			q.clip = n
		case n.Role == scene.RoleSteps:
			q.steps = n
		case n.Role == scene.RoleMark:
			q.mark = n
		case n.Role == scene.RolePicture && n.Quiet:
			q.photos = append(q.photos, n)
		case n.Role == scene.RoleAlert:
			q.alerts = append(q.alerts, n)
		case q.title == nil && n.Role == scene.RoleHeading && n.Label.String() == root.Label.String():
			q.title = n
		default:
			q.body = append(q.body, n)
		}
	}
	q.takeActions()
	return q
}

// takeActions takes out of the body the last row that holds the one obvious next act: it has
// a place of its own.
func (q *parts) takeActions() {
	for i := len(q.body) - 1; i >= 0; i-- {
		if n := q.body[i]; isGroup(n, scene.ArrangeRow) && hasPrimary(n) {
			q.actions = n
			q.body = append(append([]*scene.Node(nil), q.body[:i]...), q.body[i+1:]...)
			return
		}
	}
}

// list is the first list of the body; nil if there is none.
func (q *parts) list() *scene.Node {
	for _, n := range q.body {
		if n.ID == scene.WholePage && len(n.Children) > 0 && n.Children[0].IsQuestion() {
			return &n.Children[0]
		}
		if pageable(n) || n.IsQuestion() {
			return n
		}
	}
	return nil
}

func isGroup(n *scene.Node, a scene.Arrange) bool {
	return n.Role == scene.RoleGroup && n.Arrange == a
}

func hasPrimary(n *scene.Node) bool {
	for i := range n.Children {
		if n.Children[i].Primary {
			return true
		}
	}
	return false
}

// crowded is of how many parts a scene is made that could be cut into pages: 0 where
// it is cut already, or where there is nothing to cut.
func crowded(sc *scene.Scene) int {
	if sc.Find(scene.WholePage) != nil || sc.Kind == scene.KindAttract {
		return 0
	}
	q, n := sortParts(&sc.Root), 0
	spare := false // something is left out where the screen is cut
	for _, c := range q.body {
		spare = spare || isSpare(c)
		switch {
		case pageable(c):
			n += c.Page.Total
		case c.IsQuestion():
			n += 1 + len(c.Children)
		case stays(c):
			// what is to be done stays on every page, and so do a number, a sum and a row without a next step
		default:
			n++
		}
	}
	switch {
	case n == 1 && spare:
		return pairOf
	case n < 2:
		return 0
	}
	return n
}

// hasManyActs reports whether there are so many buttons beside the next act that they take
// more than its row.
func hasManyActs(root *scene.Node) bool {
	q := sortParts(root)
	return q.actions != nil && len(q.actions.Children) > manyActs
}

// manyActs is how many buttons, the next act among them, have one row or two.
const manyActs = 2

// isList reports whether all there is on a screen is one list to choose from, with its pager
// and perhaps a button: cut into pages as a whole, it would show no more of it.
func isList(root *scene.Node) bool {
	q := sortParts(root)
	body := q.body
	if q.actions != nil && len(q.actions.Children) > 1 || len(body) == 0 || !pageable(body[0]) || !body[0].IsQuestion() || body[0].ID == scene.WholePage {
		return false
	}
	rest := body[1:]
	if len(rest) > 0 && isPager(rest[0]) {
		rest = rest[1:]
	}
	return len(rest) == 0 || len(rest) == 1 && len(buttonsOf(rest[0])) > 0
}

// isSpare reports whether a line is left out of a screen that is cut.
func isSpare(n *scene.Node) bool { return n.Role == scene.RoleSummary && n.Quiet && !isSum(n) }

// stays reports whether a part is on every page of a screen that is cut, so that nothing is
// gained by cutting it.
func stays(n *scene.Node) bool {
	switch n.Role {
	case scene.RoleProgress:
		return !n.Quiet
	case scene.RoleHeading:
		return n.HasCode()
	case scene.RoleSummary:
		return isSum(n)
	}
	return isGroup(n, scene.ArrangeRow) && !hasPrimary(n)
}

// pairOf is how many answers of a question are never parted by a page.
const pairOf = 2

// isPair reports whether all that a group holds is two things to choose from: each is chosen
// against the other, so that no page may part them.
func isPair(n *scene.Node) bool {
	return n.IsQuestion() && max(n.Page.Total, len(n.Children)) == pairOf
}

// hasFinePages reports that a page of a scene that was cut holds a question with more than two
// answers, which can be cut further.
func hasFinePages(sc *scene.Scene) bool {
	page := sc.Find(scene.WholePage)
	return page != nil && page.Find(func(n *scene.Node) bool { return n.IsQuestion() && len(n.Children) > pairOf }) != nil
}
