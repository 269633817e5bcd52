package ui

import (
	"modu/accessibility/scene"
)

// keyRow is one row of an on-screen keyboard. All keys of the keyboard are equally wide,
// that of the longest row, so that a key stands under the one it belongs to; shorter
// rows are centred, as on keyboards people know. Where the panel is too narrow for keys
// of the least size, a row goes on in the next line.
func (p *pass) keyRow(n *scene.Node, w float32, widestRow int) *box {
	keys := n.Children
	cols := max(1, min(widestRow, int((w+p.gap)/(p.target()+p.gap))))
	kw := (w - p.gap*float32(cols-1)) / float32(cols)
	kw = min(kw, p.target()*keyWidest(widestRow))
	labels := make([]*para, len(keys))
	fits, lh := true, float32(0)
	best := p.ty.Title
	if p.tight {
		best = p.ty.Body // as large as TXT-1 asks for; the height is worth another row
	}
	for i := range keys {
		ink := best
		if labels[i] = p.text(keys[i].Label, ink, true, 1e6); labels[i].w > kw {
			labels[i] = p.text(keys[i].Label, p.ty.Body, true, kw) // a word, such as "next letter"
		}
		fits = fits && labels[i].w <= kw+1
		need := labels[i].h
		if p.tight {
			need -= labels[i].leading()
		}
		lh = max(lh, need)
	}
	lines := (len(keys) + cols - 1) / cols
	least := max(p.target(), lh+p.pad())
	b := &box{w: w, h: float32(lines)*(least+p.gap) - p.gap}
	if !fits {
		b.w = w + 10 // the caller tries another level
	}
	b.draw = func(out *plan, x, y, h float32) {
		kh := (h+p.gap)/float32(lines) - p.gap
		out.node(n, rect{x, y, w, h})
		for i := range keys {
			line, at := i/cols, i%cols
			count := min(cols, len(keys)-line*cols)
			used := float32(count)*(kw+p.gap) - p.gap
			r := rect{x + (w-used)/2 + float32(at)*(kw+p.gap), y + float32(line)*(kh+p.gap), kw, kh}
			out.node(&keys[i], r)
			ink := p.surface(out, &keys[i], r, false, false)
			out.para(labels[i], r.x, r.y+(r.h-labels[i].h)/2, r.w, center, ink, keys[i].ID)
		}
	}
	return b
}

// keyWidest and keyTallest bound keys, in targets and in their own width: larger ones
// would only make the way from key to key longer. A number pad has few keys, and people
// type their most important numbers on it.
func keyWidest(row int) float32 {
	if row <= 4 {
		return 4
	}
	return 2.6
}

const keyTallest = 0.8

// longestRow is the number of keys in a keyboard's longest row.
func longestRow(n *scene.Node) int {
	most := 1
	for i := range n.Children {
		if isKeyRow(&n.Children[i]) {
			most = max(most, len(n.Children[i].Children))
		}
	}
	return most
}

// isKeyRow tells rows of keys from what else stands among them on a crowded screen.
func isKeyRow(n *scene.Node) bool {
	return n.Role == scene.RoleGroup && n.Arrange == scene.ArrangeRow
}
