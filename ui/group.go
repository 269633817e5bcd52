package ui

import (
	"slices"

	"modu/accessibility/scene"
	"modu/ui/theme"
)

const (
	// sideGain is the least gain in height of the pictures from which they stand beside the
	// words, where as much stands on a page.
	sideGain = 1.15
	// sideLossMost is the least height of pictures beside the words, of those above them, where
	// more stands on a page.
	sideLossMost = 0.8
	// crampedColumns is how many columns there may be on a small panel with large letters where
	// no word is broken for it.
	crampedColumns = 2
	// pictogramColumns is how many there may be of a page of short words at the usual size.
	pictogramColumns = 3
	// fourRows is how many rows such a page has.
	fourRows = 2
	// lonePart is what pictures are worth where the last one of three or more columns stands
	// alone: as wide as the group, it looks as if it were more than the others.
	lonePart = 0.75
)

// sidePictures are the heights of pictures beside the words that are tried, in the least
// height of a picture; 0 is what costs no height.
var sidePictures = []float32{0, 1.6, 2.6}

// variants is a group with its pictures above the words, in as many columns as the words allow
// and in one less, and beside them in several sizes, where they can stand there. Two answers
// may stand beside each other in columns that are narrower than others.
func (p *pass) variants(n *scene.Node, w float32) []*cellGroup {
	above := p.cells(n, w)
	all := []*cellGroup{above}
	if beside := p.pairBeside(n, w); beside != nil && above.cols == 1 && !above.large {
		all = append(all, beside)
	}
	if g := p.narrowList(n, w, above); g != nil {
		all = append(all, g)
	}
	if n.Arrange != scene.ArrangeGrid || above.side || above.large || !above.hasPictures() || above.fewPictograms() {
		return all
	}
	add := func(g *cellGroup, most float32) {
		q := *p
		g.pass, g.n, g.w, g.cols, g.fits = &q, n, w, 1, true
		if g.fill(most); g.fits {
			all = append(all, g)
		}
	}
	if pageable(n) && above.cols > 2 {
		add(&cellGroup{atMost: above.cols - 1}, 0)
	}
	for _, k := range sidePictures {
		add(&cellGroup{side: true}, p.leastPicture()*k)
	}
	return all
}

// narrowList is a list in columns as narrow as its words allow, where height is scarce and the
// usual ones leave room for one column; nil where that is no way to lay it out.
func (p *pass) narrowList(n *scene.Node, w float32, above *cellGroup) *cellGroup {
	if !p.cramped() || p.k < p.size*yieldedSize || n.Arrange != scene.ArrangeGrid || !pageable(n) || above.cols > 1 {
		return nil
	}
	if !above.hasPictures() || above.hasSettings() || above.hasSamples() {
		return nil
	}
	q := *p
	g := (&cellGroup{pass: &q, n: n, w: w, cols: 1, fits: true, side: true, narrow: true, atMost: crampedColumns}).fill(0)
	if !g.fits || g.cols == 1 {
		return nil
	}
	return g
}

// pairBeside is two answers beside each other in narrow columns; nil where that is no way
// to lay the group out.
func (p *pass) pairBeside(n *scene.Node, w float32) *cellGroup {
	if n.Arrange != scene.ArrangeGrid || !isPair(n) {
		return nil
	}
	q := *p
	if g := (&cellGroup{pass: &q, n: n, w: w, cols: 1, fits: true, narrow: true}).fill(0); g.fits && g.cols == pairOf {
		return g
	}
	return nil
}

// total is how many things the group holds on all its pages.
func (g *cellGroup) total() int { return max(g.n.Page.Total, len(g.n.Children)) }

// mostOnPage is how many of them may stand on one page.
func (g *cellGroup) mostOnPage() int {
	if n := g.n.Page.Most; n > 0 {
		return min(n, g.total())
	}
	return g.total()
}

// per is how many things stand on a page with this height for rows.
func (g *cellGroup) per(h float32) int { return min(g.mostOnPage(), g.rowsIn(h)*g.cols) }

// rowOf is the height of the rows on a page with this height for them.
func (g *cellGroup) rowOf(h float32) float32 {
	rows := max(1, min(g.rowsFor(g.mostOnPage()), g.rowsIn(h)))
	return min(g.most, (h+g.gap)/float32(rows)-g.gap)
}

// pictureIn is the height of the pictures in rows of this height.
func (g *cellGroup) pictureIn(row float32) float32 {
	if g.cards == nil {
		return 0
	}
	free := row - 2*g.pad()
	if g.side {
		if g.hasPhotos() { // they run to the edges
			return min(g.cards.side+g.pad(), row)
		}
		return min(g.cards.side, free)
	}
	var words float32
	for _, w := range g.cards.words {
		words = max(words, w)
	}
	return min(free-words, g.cell-2*g.pad(), g.u(theme.PictureMost))
}

// hasPhotos reports whether there are photographs of the things. It is the same in every
// look: no look moves anything.
func (g *cellGroup) hasPhotos() bool {
	return slices.ContainsFunc(g.n.Children, func(c scene.Node) bool { return c.Photo != "" && g.exists(c.Photo) })
}

// worth is the height of the pictures on a page of this height, less where the last of them
// stands alone.
func (g *cellGroup) worth(h float32) float32 {
	v := g.pictureIn(g.rowOf(h))
	if n := g.per(h); g.cols > 2 && n == g.total() && n%g.cols == 1 {
		v *= lonePart
	}
	return v
}

// better reports whether a group is a better one than another in this height for rows: it
// holds more, or its pictures are larger.
func (g *cellGroup) better(than *cellGroup, h float32) bool {
	mine, its := g.worth(h), than.worth(h)
	gain := float32(1)
	if !than.side {
		gain = sideGain
	}
	switch a, b := g.per(h), than.per(h); {
	case a < b:
		return false
	case a > b:
		return mine >= its*sideLossMost || its <= 0
	}
	return g.cards != nil && mine >= its*gain
}

// paged is the variant of a group that is best in a height for its rows and a pager. All pages
// of a group have their pictures at the same place: where those of the first page are that was
// seen.
func (p *pass) paged(n *scene.Node, w float32, room func(g *cellGroup) float32) *cellGroup {
	all := p.variants(n, w)
	best, m := all[0], p.memo[n.ID]
	seen := m != nil && m.total == n.Page.Total
	if at := slices.IndexFunc(all, func(g *cellGroup) bool { return g.side }); seen && m.side && at > 0 {
		best, all = all[at], all[at:]
	}
	for _, g := range all[1:] {
		if (!seen || g.side == m.side) && g.better(best, room(g)) {
			best = g
		}
	}
	return best
}

// group is a titled set of things, all of which must be on the screen. Its pictures may
// grow where room is left; they stand above the words, or beside them where they are larger
// there.
func (p *pass) group(n *scene.Node, w float32) *box {
	all := p.variants(n, w)
	above := all[0]
	all = slices.DeleteFunc(all, func(g *cellGroup) bool { return g.cols < above.cols })
	b := &box{w: w, h: above.need(), most: above.need()}
	for _, g := range all {
		b.h = min(b.h, g.need())
		if n.Arrange == scene.ArrangeGrid && (g == above || g.narrow) && g.most > g.rowH*unpagedGrowthLeast {
			b.most = max(b.most, g.need()+g.allRows()*(min(g.most, g.rowH*unpagedGrowth)-g.rowH))
		}
	}
	b.draw = func(out *plan, x, y, h float32) {
		best, height := above, float32(-1)
		for _, g := range all {
			row := g.rowH + (h-g.need())/g.allRows()
			if len(all) == 1 || row < g.rowH-heightTolerance {
				continue // there is no other, or no room for it
			}
			if picture := g.pictureIn(row); height < 0 || picture > 0 && picture >= height*sideGain {
				best, height = g, picture
			}
		}
		row := best.rowH + max(0, h-best.need())/best.allRows()
		best.show(out, x, y, slices.Repeat([]float32{row}, int(best.allRows())), len(best.boxes))
	}
	return b.overflowing(!above.fits)
}

// allRows is how many rows all that the group holds now takes.
func (g *cellGroup) allRows() float32 { return float32(g.rowsFor(len(g.boxes))) }

// need is the height of the group with all of its rows as high as the highest.
func (g *cellGroup) need() float32 { return max(0, g.labelH+g.allRows()*(g.rowH+g.gap)-g.gap) }

// mostlyPictures reports whether the pictures of things above their words take half of the cards in
// a row of that height, or there are none above words.
func (g *cellGroup) mostlyPictures(row float32) bool {
	if g.side || g.cards == nil || g.large || !pageable(g.n) || g.pictograms() || g.hasSettings() || g.hasSamples() || !g.hasPictures() {
		return true
	}
	row = min(g.most, row-g.gap)
	return g.pictureIn(row) >= row*pictureHalf
}

// pictureHalf is the least share of a card for the picture in the easy form with larger type.
const pictureHalf = 0.45
