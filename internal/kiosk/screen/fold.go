package screen

import (
	"fmt"
	"slices"

	"modu/accessibility/scene"
	"modu/internal/kiosk/focus"
)

// pair is how many answers stay together when a question is cut: whoever sees one at a time
// cannot compare.
const pair = 2

// scarceFrom is the size of text, in per cent, from which a page of the easy form has room for
// a line of a list or for what the list comes to, not for both.
const scarceFrom = 150

// splitsQuestions reports that there is a question that does not fit on a page with all its answers.
func splitsQuestions(b *builder) bool { return b.M.PerPage[b.M.FitKey(scene.FinePage)] > 0 }

// fold cuts a crowded screen into pages. What tells the person what to do and the next act
// stay where they are, on every page; whatever else there is, be it text, questions, the
// lines of a list or other acts, goes into one list that is turned like any other.
func fold(b *builder) {
	if b.M.Crowded() < 1 {
		return
	}
	if slices.ContainsFunc(b.nodes, isEntry) {
		foldTyping(b)
		return
	}
	f := sorted(b)
	for i := range f.acts {
		if f.acts[i].ID == Actions {
			f.parts = append(f.parts, keepPrimary(&f.acts[i])...)
		}
	}
	parts := append(f.parts, f.notes...)
	b.nodes, b.notes = f.stay, len(f.notes)
	if len(parts) > 0 {
		b.paged(scene.Node{ID: scene.WholePage, Arrange: arrangement(parts)}, len(parts), func(i int) scene.Node { return parts[i] })
	}
	b.nodes = append(b.nodes, f.acts...)
}

// arrangement is how the parts of a crowded screen stand on its pages: where each is a thing to
// press, and most are alike, beside each other as they do elsewhere.
func arrangement(parts []scene.Node) scene.Arrange {
	choices := 0
	for _, n := range parts {
		switch n.Role {
		case scene.RoleChoice:
			choices++
		case scene.RoleButton:
		default:
			return scene.ArrangeList
		}
	}
	if choices <= pair {
		return scene.ArrangeList
	}
	return scene.ArrangeGrid
}

// folded is a crowded screen, sorted: what stays on every page, what the pages are made of,
// what is told on the last ones, and the next acts.
type folded struct{ stay, parts, notes, acts []scene.Node }

func sorted(b *builder) (f folded) {
	alerts := 0
	for _, n := range b.nodes {
		if n.Role == scene.RoleAlert {
			alerts++
		}
	}
	for _, n := range slices.DeleteFunc(slices.Clone(b.nodes), func(n scene.Node) bool { return showsCourse(n) || saidByBar(b, &n) }) {
		switch {
		case n.Role == scene.RoleAlert && alerts > 1:
			f.parts = append(f.parts, n) // a list of news, which is read
		case instruction(&n):
			f.stay = append(f.stay, n)
		case staysBelow(b, &n):
			f.acts = append(f.acts, n)
		case n.Quiet && n.Role != scene.RoleSummary, n.Late: // an amount is read, whether or not it is said
			f.notes = append(f.notes, n) // how a call stands must not push the choices onto another page
		case n.ID == Actions || n.Arrange == scene.ArrangeSign:
			f.acts = append(f.acts, n)
		case splitsQuestions(b) && n.IsQuestion():
			f.parts = append(f.parts, inPairs(n)...)
		default:
			f.parts = append(f.parts, n)
		}
	}
	return f
}

// showsCourse reports whether a node is nothing but pictures of what was done before: a page of them
// alone would tell nothing.
func showsCourse(n scene.Node) bool { return n.ID == SoFar && n.Role == scene.RoleGroup }

// saidByBar reports whether a node says only what the button of the bar says in a word, that staff
// are being called: it is worth no page. When somebody comes, is.
func saidByBar(b *builder, n *scene.Node) bool {
	return n.ID == callState && b.M.Call.Ringing() && !b.M.Call.Answered()
}

// inPairs cuts a question that is larger than a page into groups of two answers. Its words
// stay with the first two.
func inPairs(q scene.Node) (parts []scene.Node) {
	for i := 0; i < len(q.Children); i += pair {
		g := q
		g.Children = slices.Clone(q.Children[i:min(len(q.Children), i+pair)])
		if i > 0 {
			g.ID, g.Label = scene.NodeID(fmt.Sprintf("%s.from%d", q.ID, i)), scene.Text{}
		}
		parts = append(parts, g)
	}
	return parts
}

// instruction reports whether a node tells the person what to do, what has to be known before
// anything is done, or the number for which they came: it is on every page.
func instruction(n *scene.Node) bool {
	return n.Role == scene.RoleAlert || n.Role == scene.RoleProgress && !n.Quiet || n.Role == scene.RoleHeading && n.HasCode()
}

// staysBelow reports whether a node is what a list comes to, which is never on the last page
// only where there is room for it on each.
func staysBelow(b *builder, n *scene.Node) bool {
	return n.ID == Total && !(b.M.Prefs.Easy && b.M.Prefs.Size >= scarceFrom)
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

// foldTyping cuts a crowded screen on which something is typed. What was typed, what to do
// and the next act stay; rows of keys come first, then what else can be pressed, one below the
// other, then what is only read. Who gives digits by presses meets first how.
func foldTyping(b *builder) {
	var stay, ways, keys, tools, texts, acts []scene.Node
	for _, n := range b.nodes {
		switch {
		case isEntry(n), instruction(&n):
			stay = append(stay, n)
		case n.ID == Actions || n.Arrange == scene.ArrangeSign:
			acts = append(acts, n)
		case focus.IsKeyRow(&n):
			keys = append(keys, n)
		case n.ID == waysID:
			ways = n.Children
		case n.Role == scene.RoleGroup && n.Arrange == scene.ArrangeRow:
			tools = append(tools, toolsOf(n, keys)...)
		default:
			texts = append(texts, n)
		}
	}
	parts := slices.Concat(keys, ways, tools, texts)
	if len(ways) > 0 && !b.M.Entry.Pad { // keys pass over rows for the hand only
		parts = slices.Concat(ways, tools, texts, keys)
	}
	b.nodes = stay
	b.paged(scene.Node{ID: scene.WholePage, Arrange: scene.ArrangeKeys, Label: keyboardName(b)}, len(parts), func(i int) scene.Node { return parts[i] })
	b.nodes = append(b.nodes, acts...)
}

// toolsOf are the parts that the row of what can be pressed beside the keys is cut into. Where
// the keys themselves take back a letter, what is left is seldom needed, and one part.
func toolsOf(row scene.Node, keys []scene.Node) []scene.Node {
	erases := slices.ContainsFunc(keys, func(n scene.Node) bool {
		return slices.ContainsFunc(n.Children, func(k scene.Node) bool { return k.Picture != "" })
	})
	if !erases || len(row.Children) < 2 {
		return row.Children
	}
	row.Arrange, row.Children = scene.ArrangeList, row.Children[1:]
	return []scene.Node{row}
}

func isEntry(n scene.Node) bool {
	return n.Role.Entry()
}
