package ui

import (
	"slices"
	"unicode/utf8"

	"modu/accessibility/scene"
)

// The greatest size of keys: larger ones would only make the way from key to key longer. A
// number pad has few keys, and people type their most important numbers on it.
const (
	keyWidth          = 2.6  // in targets
	keyHeight         = 1.15 // in the width of a key
	padKeys           = 4    // a row of a number pad has no more
	padKeyWidth       = 7    // of a number pad, in targets
	padKeyLeast       = 4    // the same that it has whatever the next one says
	padKeyShare       = 0.86 // most of its share of the row at 100 %: it has to grow (TXT-6)
	padKeyHeight      = 0.6  // in the width of such a key,
	padKeyLeastHeight = 0.8  // and in its least width
	typedRow          = 10   // a longer row is the letters of one kind, which goes on in the next line
	lettersInLine     = 8    // of those letters
	letterHeight      = 0.72 // least height of such a key on a small panel, in its width
	largeKey          = 4    // width from which what is written on a key is a step larger, in targets
)

// keyWidthMost is the greatest width of the keys of a keyboard whose longest row has that
// many, each with this share of the width.
func (p *pass) keyWidthMost(row int, share float32) float32 {
	if row > padKeys {
		return min(share, p.target()*keyWidth)
	}
	if p.size == 1 {
		share = max(min(share, p.target()*padKeyLeast), share*padKeyShare)
	}
	return min(share, p.target()*padKeyWidth)
}

// keyHeightMost is their greatest height.
func (p *pass) keyHeightMost(row int, share float32) float32 {
	w := p.keyWidthMost(row, share)
	if row > padKeys {
		return w * keyHeight
	}
	return max(w*padKeyHeight, min(w, p.target()*padKeyLeast)*padKeyLeastHeight)
}

// keyRow is one row of an on-screen keyboard. All keys of the keyboard are equally wide,
// that of the longest row, so that a key stands under the one it belongs to; shorter
// rows are centred, as on keyboards people know. Where the panel is too narrow for keys
// of the least size, a row goes on in the next line.
func (p *pass) keyRow(n *scene.Node, w float32, longestRow int) *box {
	cols := p.keysAbreast(n, longestRow, w)
	kw := p.keyWidthMost(longestRow, (w-p.gap*float32(cols-1))/float32(cols))
	keys := make([]*box, len(n.Children))
	fits, high := true, float32(0)
	for i := range n.Children {
		var label *para
		if p.drawn(&n.Children[i]) {
			keys[i] = p.signKey(&n.Children[i], kw)
			continue
		}
		keys[i], label = p.key(&n.Children[i], kw)
		fits = fits && label.w <= kw+widthTolerance
		high = max(high, keys[i].h)
	}
	lines := slices.Collect(slices.Chunk(keys, cols))
	least := max(p.keySide(nil), high+p.pad())
	if longestRow > typedRow && !p.wide() && p.panel.OrDefault().Small() {
		least = max(least, kw*letterHeight)
	}
	b := &box{w: w, h: float32(len(lines))*(least+p.gap) - p.gap, draw: func(out *plan, x, y, h float32) {
		kh := (h+p.gap)/float32(len(lines)) - p.gap
		for i, line := range lines {
			used := float32(len(line))*(kw+p.gap) - p.gap
			for at, k := range line {
				k.draw(out, x+(w-used)/2+float32(at)*(kw+p.gap), y+float32(i)*(kh+p.gap), kh)
			}
		}
	}}
	return b.as(n).overflowing(!fits)
}

// keysAbreast is how many keys of a row stand side by side in a width; the others go on in the
// next line.
func (p *pass) keysAbreast(n *scene.Node, longestRow int, w float32) int {
	cols := max(1, min(longestRow, int((w+p.gap)/(p.keySide(n)+p.gap))))
	if longestRow > typedRow && !p.wide() {
		cols = min(cols, lettersInLine) // the letters of one kind: larger keys are found sooner
	}
	if cols < longestRow { // lines alike
		lines := (longestRow + cols - 1) / cols
		cols = (longestRow + lines - 1) / lines
	}
	return cols
}

// keySide is the least side of a key. On a small panel with large letters it is what the
// largest letter on them needs: as many keys as can be seen at once are worth more than room
// around their letters.
func (p *pass) keySide(row *scene.Node) float32 {
	if !p.cramped() {
		return p.target()
	}
	side := p.head().target()
	if row != nil {
		for i := range row.Children {
			if k := &row.Children[i]; !p.drawn(k) && utf8.RuneCountInString(k.Label.String()) == 1 {
				side = max(side, p.lineWidth(k.Label, p.ty.Body, true))
			}
		}
	}
	return side
}

// drawn reports whether a key has a sign in place of its words.
func (p *pass) drawn(n *scene.Node) bool { return n.Picture != "" && p.exists(n.Picture) }

// signKey is a key with a sign that stands for its words, which are said.
func (p *pass) signKey(n *scene.Node, w float32) *box {
	ground, side := p.surface(n), p.font(p.ty.Body)
	return ground.under(&box{w: w, h: side, draw: func(out *plan, x, y, h float32) {
		out.image(n.Picture, rect{x, y + (h-side)/2, w, side}, n.Disabled, ground.ink)
	}}).as(n)
}

// key is one key of width w, and what is written on it.
func (p *pass) key(n *scene.Node, w float32) (*box, *para) {
	ink := p.ty.Title
	if p.pic == largePictures && w > p.target()*largeKey {
		ink = p.ty.Verb
	}
	if p.tight {
		ink = p.ty.Body // as large as TXT-1 asks for; the height is worth another row
	}
	label := p.text(n.Label, ink, true, unbounded)
	if label.w > w {
		label = p.text(n.Label, p.ty.Body, true, w) // a word, such as "next letter"
	}
	ground := p.surface(n)
	b := center(block(label, w, alignCenter, ground.ink, n.ID))
	if p.tight {
		b.h -= label.leading()
	}
	return ground.under(b).as(n), label
}

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
func isKeyRow(n *scene.Node) bool { return isGroup(n, scene.ArrangeRow) }
