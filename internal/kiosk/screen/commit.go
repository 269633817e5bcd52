package screen

import (
	"slices"

	"modu/accessibility/scene"
	"modu/internal/kiosk/act"
	"modu/internal/service"
	"modu/locales"
)

// readFirst takes what commits off a screen until every page of it has been shown: nobody
// pays, sends or signs for what they have not met (ERR-2). The next act is then to read on.
func readFirst(b *builder) {
	root := scene.Node{Children: b.nodes}
	if root.Find(func(n *scene.Node) bool { return n.Commits }) == nil {
		return
	}
	list, to, ok := unread(b, &root)
	if !ok {
		return
	}
	on := b.button(ReadOn, b.Text("read-on"), act.Act{Kind: act.TurnPage, ID: string(list.ID), N: to - list.Page.Index})
	on.Details = []scene.Text{b.Text("read-on.page", locales.Count("Page", list.Page.Index+1, ""), locales.Count("Pages", list.Page.Count, ""))}
	b.nodes, _ = replaced(b, b.nodes, &on)
}

// unread is the first group of which a page has not been shown, and the next such page. A
// page that holds only what tells nothing of the matter, how a call stands for example,
// may stay unread.
func unread(b *builder, root *scene.Node) (list *scene.Node, to int, ok bool) {
	list = root.Find(func(n *scene.Node) bool {
		per, last := b.M.Fits(n.ID, n.Arrange), n.Page.Total
		if n.ID == scene.WholePage {
			last -= b.notes
		}
		for i := 1; i < n.Page.Count; i++ {
			to = (n.Page.Index + i) % n.Page.Count
			if to*per < last && !b.M.Here.Met.Has(n.ID, n.Page, to, per, b.M.Order) {
				return true
			}
		}
		return false
	})
	return list, to, list != nil
}

// replaced is the nodes with one in the place of the first that commits, and without the
// others that do. It returns nil for what has no place any more.
func replaced(b *builder, nodes []scene.Node, by *scene.Node) ([]scene.Node, *scene.Node) {
	out := make([]scene.Node, 0, len(nodes))
	for _, n := range nodes {
		if !n.Commits {
			n.Children, by = replaced(b, n.Children, by)
			out = append(out, n)
			continue
		}
		delete(b.acts, n.ID)
		if by == nil {
			continue
		}
		by.Primary = n.Primary
		if b.first == n.ID {
			b.first = by.ID
		}
		out, by = append(out, *by), nil
	}
	return out, by
}

// turnByKeys lets keys meet the buttons of a page on which they can stop at nothing else:
// elsewhere they cross its borders by themselves.
func turnByKeys(b *builder) {
	root := scene.Scene{Root: scene.Node{Children: b.nodes}}
	if root.Find(ReadOn) != nil {
		return
	}
	for i := range b.nodes {
		g := scene.Scene{Root: b.nodes[i]}
		pager := root.Find(pagerOf(g.Root.ID))
		if g.Root.Page.Count < 2 || pager == nil || len(g.FocusOrder()) > 0 {
			continue
		}
		for j := range pager.Children {
			if n := &pager.Children[j]; n.Role == scene.RoleButton {
				n.Pointer = n.Disabled && b.M.Focus() != n.ID // who is on it stays there
			}
		}
	}
}

// committing marks a button that goes on where going on may send or print what is shown.
func committing(b *builder, st service.Step, n scene.Node) scene.Node {
	n.Commits = slices.ContainsFunc(waysOn(b, st), func(to string) bool {
		next, _ := b.Service().Step(to)
		return next.Kind == service.Call || next.Kind == service.Print
	})
	return n
}

// pagerOf is the row of buttons that turn the pages of a group.
func pagerOf(list scene.NodeID) scene.NodeID { return list + ".pager" }
