package screen

import (
	"slices"

	"modu/accessibility/scene"
	"modu/internal/kiosk/focus"
)

// splitsQuestions reports that there is a question that does not fit on a page with all its answers.
func splitsQuestions(b *builder) bool { return b.M.PerPage[b.M.FitKey(scene.FinePage)] > 0 }

// fold cuts a crowded screen into pages. The next act stays where it is; whatever else
// there is, be it an alert, text, questions, the lines of a list or other acts, goes into
// one list that is turned like any other, an alert first.
func fold(b *builder) {
	if b.M.Crowded() < 1 {
		return
	}
	if slices.ContainsFunc(b.nodes, isEntry) {
		foldTyping(b)
		return
	}
	var alerts, parts, quiet, acts []scene.Node
	for _, n := range b.nodes {
		switch {
		case n.Role == scene.RoleAlert:
			alerts = append(alerts, n)
		case n.Quiet, n.Late:
			quiet = append(quiet, n) // how a call stands must not push the choices onto another page
		case n.ID == Actions || n.Arrange == scene.ArrangeSign:
			acts = append(acts, n)
		case splitsQuestions(b) && n.IsQuestion():
			// A question larger than a page: its words stay with the first of its answers.
			rest := n.Children[1:]
			n.Children = n.Children[:1:1]
			parts = append(append(parts, n), rest...)
		default:
			parts = append(parts, n)
		}
	}
	for i := range acts {
		parts = append(parts, keepPrimary(&acts[i])...)
	}
	parts = append(append(alerts, parts...), quiet...)
	b.nodes = nil
	b.paged(scene.Node{ID: scene.WholePage, Arrange: scene.ArrangeList}, len(parts), func(i int) scene.Node { return parts[i] })
	b.nodes = append(b.nodes, acts...)
}

// keepPrimary leaves a row its next act and returns the others; a row without one stays as
// it is.
func keepPrimary(row *scene.Node) []scene.Node {
	var stay, others []scene.Node
	for _, n := range row.Children {
		if n.Primary {
			stay = append(stay, n)
		} else {
			others = append(others, n)
		}
	}
	if len(stay) == 0 {
		return nil
	}
	row.Children = stay
	return others
}

// foldTyping cuts a crowded screen on which something is typed. What was typed and the
// next act stay; rows of keys come first, then what else can be pressed, one below the
// other, then what is only read.
func foldTyping(b *builder) {
	var stay, alerts, keys, tools, texts, acts []scene.Node
	for _, n := range b.nodes {
		switch {
		case isEntry(n):
			stay = append(stay, n)
		case n.ID == Actions || n.Arrange == scene.ArrangeSign:
			acts = append(acts, n)
		case n.Role == scene.RoleAlert:
			alerts = append(alerts, n)
		case focus.IsKeyRow(&n):
			keys = append(keys, n)
		case n.Role == scene.RoleGroup && n.Arrange == scene.ArrangeRow:
			tools = append(tools, n.Children...)
		default:
			texts = append(texts, n)
		}
	}
	parts := slices.Concat(alerts, keys, tools, texts)
	b.nodes = stay
	b.paged(scene.Node{ID: scene.WholePage, Arrange: scene.ArrangeKeys, Label: b.Text("typing.keyboard")}, len(parts), func(i int) scene.Node { return parts[i] })
	b.nodes = append(b.nodes, acts...)
}

func isEntry(n scene.Node) bool {
	return n.Role.Entry()
}
