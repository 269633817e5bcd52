package ui

import (
	"slices"

	"modu/accessibility/scene"
)

// heightTolerance is what rounding may add to a height that still counts as fitting.
const heightTolerance = 0.5

// Proportions of the body of a page.
const (
	columnGutter = 3 // between two columns, in gaps
)

// body fills the place between title and caption. It reports whether everything that the
// scene holds was shown at this level.
func (p *pass) body(out *plan, q parts, t turning, r rect) bool {
	nodes := append(append([]*scene.Node(nil), q.alerts...), q.body...)
	if p.act != nil && p.wide() {
		nodes = sumLast(nodes)
	}
	if t.pager != nil { // it stands beside another node
		nodes = slices.DeleteFunc(nodes, func(n *scene.Node) bool { return n == t.pager })
	}
	for i, n := range nodes {
		if p.four && n.Page.Total <= pairOf {
			continue
		}
		if pageable(n) {
			return p.pagedBody(out, nodes, i, t, len(q.alerts) > 0 && n.ID != scene.WholePage, r)
		}
	}
	if p.four {
		return false
	}
	return p.stack(out, nodes, r)
}

// pagedBody is the body of a page with a group that the scene's maker cuts by what fits.
type pagedBody struct {
	*pass
	nodes     []*scene.Node
	main      int        // which of them is the group
	page      scene.Page // of the group
	boxes     []*box     // of all nodes but the group
	from, to  int        // those that stand on a sheet
	turn      turning    // of its pager
	cells     *cellGroup // of the group
	available float32    // height for its rows
	hasPager  bool       // the scene has one
	pagerH    float32    // of its pager, with a gap
	overflows bool       // a part is wider than its place
	memo      *fitMemo   // what fitted before; nil: nothing was seen
	bound     bool       // there is an alert, which does not allow another cut
}

// capacity is how much of a group fits.
type capacity struct {
	rows          int // now
	alone, beside int // rows without and with a pager
	per           int // things on a page
}

func (p *pass) pagedBody(out *plan, nodes []*scene.Node, main int, t turning, bound bool, r rect) bool {
	b := &pagedBody{pass: p, nodes: nodes, main: main, turn: t, page: nodes[main].Page, memo: p.memo[nodes[main].ID], bound: bound}
	if b.memo != nil && b.memo.total == b.page.Total && b.rank < b.memo.rank && !bound {
		return false
	}
	b.measure(r)
	c, ok := b.capacity(out)
	if !ok {
		return false
	}
	visible := min(len(b.cells.boxes), c.rows*b.cells.cols)
	if visible < len(b.cells.boxes) && (bound || b.memo != nil && b.memo.ignored >= ignoredMost) {
		return false // this group will not be cut: it must fit as it is
	}
	shown := shownPer(nodes[main])
	rank := b.rank
	if b.k < b.size {
		rank = 0 // cut in another way, it may fit at the size that was asked for
	}
	if !bound {
		out.fits = append(out.fits, fitReport{container: nodes[main].ID, per: c.per, cols: b.cells.cols, side: b.cells.side, total: b.page.Total,
			children: len(b.cells.boxes), shown: shown, rank: rank})
	}
	return b.draw(out, r, b.heights(c.per, shown, visible), visible)
}

// ignoredMost is after how many scenes that held more than was reported to fit a group is
// taken for one that is never cut.
const ignoredMost = 2

// measure lays out everything and finds the height that is left for the group.
func (b *pagedBody) measure(r rect) {
	b.boxes = make([]*box, len(b.nodes))
	b.from, b.to = sheetOf(b.nodes)
	var fixed float32
	if b.to > 0 {
		fixed = 2 * b.sheetPad()
	}
	for i := range b.nodes {
		if i != b.main {
			b.boxes[i] = b.part(i, r.w-2*b.indent(i))
			fixed += b.boxes[i].h + b.gap
			b.overflows = b.overflows || !b.boxes[i].within(r.w-2*b.indent(i))
		}
	}
	switch next := b.main + 1; {
	case b.turn.saved:
		b.hasPager = b.turn.pager != nil
	case next < len(b.nodes) && b.page.Count > 1 && b.nodes[next].Arrange == scene.ArrangeRow:
		b.hasPager, b.pagerH = true, b.boxes[next].h+b.gap
	default:
		b.pagerH = max(b.target(), b.font(b.ty.Body)*lineInk+2*b.pad()) + b.gap
	}
	b.cells = b.paged(b.nodes[b.main], r.w-2*b.indent(b.main), func(g *cellGroup) float32 {
		switch h := r.h - fixed - g.labelH; {
		case b.hasPager && g.rowsIn(h+b.pagerH)*g.cols >= g.total():
			return h + b.pagerH
		case !b.hasPager && g.rowsIn(h)*g.cols < g.total():
			return h - b.pagerH
		default:
			return h
		}
	})
	b.available = r.h - fixed - b.cells.labelH
}

// part is the box of one of the nodes that is not the group.
func (b *pagedBody) part(i int, w float32) *box {
	if n := b.nodes[i]; b.turn.pager == nil || n != b.turn.beside {
		return b.onLines(i >= b.from && i < b.to).pagePart(n, w, leads(b.nodes, i))
	}
	return b.lastBesideTurner(b.turn, w)
}

// capacity is how many things fit on a page; ok is false where those are too few for this
// level.
func (b *pagedBody) capacity(out *plan) (c capacity, ok bool) {
	g := b.cells
	c.rows = g.rowsIn(b.available)
	if b.hasPager {
		c.alone, c.beside = g.rowsIn(b.available+b.pagerH), c.rows
	} else {
		c.alone, c.beside = c.rows, g.rowsIn(b.available-b.pagerH)
	}
	if b.up && !g.mostlyPictures(b.available/float32(max(1, c.rows))) {
		return c, false // larger letters are not worth the pictures by which things are known
	}
	c.per = c.alone * g.cols
	capped := b.page.Most > 0 && b.page.Total > b.page.Most // there is a pager, whatever fits
	if b.page.Total > c.per || capped {
		c.per = c.beside * g.cols
	}
	if c.rows < 1 || !b.holdsEnough(c.per) {
		out.lack = g.height(1) - b.available
		if !b.hasPager && b.page.Total > g.cols {
			out.lack += b.pagerH
		}
		return c, false
	}
	if capped {
		c.per = min(c.per, b.page.Most)
	}
	if b.memo != nil && b.memo.total == b.page.Total {
		if c.per = min(c.per, b.memo.per); b.page.Total > c.per {
			c.per = min(c.per, c.beside*g.cols) // it needs its pager after all
		}
	}
	return c, true
}

// holdsEnough reports whether that many things a page are enough for this level. Smaller letters
// are a price for things to compare, not for what is read.
func (b *pagedBody) holdsEnough(per int) bool {
	if b.k < b.size && b.minRows > 1 && !choosable(b.nodes[b.main]) {
		return false
	}
	return per >= b.least()
}

// choosable reports whether a list begins with things to choose from or to press.
func choosable(list *scene.Node) bool {
	return list.IsQuestion() || len(list.Children) > 0 && list.Children[0].Role == scene.RoleButton
}

// leastRows is how many rows of the group a page must have at this level. Samples are there to
// be compared: as long as they can be made smaller, all of them stand on one page. So do two
// answers, however small.
func (b *pagedBody) leastRows() int {
	all := b.cells.rowsFor(b.page.Total)
	if isPair(b.nodes[b.main]) || b.cells.hasSamples() && b.pic != noPictures {
		return all
	}
	return min(b.minRows, all)
}

// least is how many things a page must hold at this level. On a small panel with large letters
// two beside each other are as good as two rows.
func (b *pagedBody) least() int {
	rows := b.leastRows()
	if b.four {
		return min(fourRows*b.abreast(), b.page.Total)
	}
	if b.cramped() && rows == b.minRows {
		return min(b.minRows, b.page.Total)
	}
	return rows * b.cells.cols
}

// heights are those of the rows on the page: as high as on a full page of the group.
func (b *pagedBody) heights(per, shown, visible int) []float32 {
	g := b.cells
	rows := g.rowsFor(b.page.Total)
	if b.page.Total > per {
		rows = max(1, per/g.cols)
		if b.hasPager && shown < per {
			rows = g.rowsFor(shown) // the easy form shows fewer than fit
		}
	}
	return g.shareHeight(max(rows, g.rowsFor(visible)), visible, b.available)
}

// indent is the space at either side of a node: that of the sheet that it stands on.
func (b *pagedBody) indent(i int) float32 {
	if i >= b.from && i < b.to {
		return b.sheetPad()
	}
	return 0
}

// grow gives height that is left to those parts that make good use of it, and returns what
// nobody takes.
func (b *pagedBody) grow(extra float32) float32 {
	var wanted float32
	for _, part := range b.boxes {
		if part != nil {
			wanted += max(0, part.most-part.h)
		}
	}
	share := min(1, extra/max(1, wanted))
	for _, part := range b.boxes {
		if part != nil {
			part.h += max(0, part.most-part.h) * share
		}
	}
	return max(0, extra-wanted)
}

// draw shows everything, low, where hands are, and reports whether it fitted.
func (b *pagedBody) draw(out *plan, r rect, rows []float32, visible int) bool {
	high := func(from, to int) (h float32) {
		for i := from; i < to; i++ {
			if i == b.main {
				h += b.cells.labelH + sumOf(rows, b.gap) + b.gap
			} else {
				h += b.boxes[i].h + b.gap
			}
		}
		return h - b.gap
	}
	used, pad := high(0, len(b.nodes)), float32(0)
	if b.to > 0 {
		pad = b.sheetPad()
	}
	extra := max(0, r.h-used-2*pad)
	y := r.y + b.grow(extra)
	for i, part := range b.boxes {
		x := r.x + b.indent(i)
		if b.to > 0 && i == b.from {
			b.sheet().paint(out, rect{r.x, y, r.w, high(b.from, b.to) + 2*pad})
			y += pad
		}
		if i == b.main {
			y += b.cells.show(out, x, y, rows, visible) + b.gap
		} else {
			part.draw(out, x, y, part.h)
			y += part.h + b.gap
		}
		if i == b.to-1 {
			y += pad
		}
	}
	return b.cells.fits && !b.overflows && y-b.gap <= r.y+r.h+heightTolerance
}

// stack shows nodes one below the other, low, where hands are. Of the height that is left,
// those take a part that make good use of it.
func (p *pass) stack(out *plan, nodes []*scene.Node, r rect) bool {
	boxes := p.stacked(nodes, r.w)
	var sum, wanted float32 // the height needed; what could be used beyond it
	for _, b := range boxes {
		sum += b.h + p.gap
		wanted += max(0, b.most-b.h)
	}
	sum -= p.gap
	out.lack = sum - r.h
	if sum > r.h && p.wide() && len(nodes) > 1 && !p.up && p.act == nil { // larger letters are not worth what stands beside each other then
		return p.twoColumns(out, nodes, r)
	}
	extra := max(0, r.h-sum)
	y := r.y + max(0, extra-wanted)
	p.raiseSubject(out, rect{r.x, r.y, r.w, extra - wanted - p.gap})
	share := min(1, extra/max(1, wanted))
	for _, b := range boxes {
		h := b.h + max(0, b.most-b.h)*share
		b.draw(out, r.x, y, h)
		y += h + p.gap
		if !b.within(r.w) {
			return false
		}
	}
	return sum <= r.h+heightTolerance
}

// stacked is the boxes of nodes, with those that stand on a sheet in one.
func (p *pass) stacked(nodes []*scene.Node, w float32) []*box {
	from, to := sheetOf(nodes)
	var boxes, lines []*box
	pad, little := p.sheetPad(), p.little
	withButton := -1 // a button that stands on the line of the sum before it
	for i, n := range nodes {
		if i == withButton {
			continue
		}
		if little && n.Role == scene.RoleText && !n.Late {
			boxes, little = append(boxes, p.statement(n, w)), false
			continue
		}
		if b := p.sumBeside(nodes, i, w); b != nil {
			boxes, withButton = append(boxes, b), i+1
			continue
		}
		if i < from || i >= to {
			boxes = append(boxes, p.pagePart(n, w, leads(nodes, i)))
			continue
		}
		if lines = append(lines, p.onLines(true).pagePart(n, w-2*pad, leads(nodes, i))); i == to-1 {
			boxes = append(boxes, p.sheet().under(inset(w, pad, pad, p.growing(spread(p.gap, lines...)))))
		}
	}
	if little && len(nodes) == 0 {
		boxes = append(boxes, p.pictureAlone(w))
	}
	return boxes
}

// leads reports whether a node is the first on its page, but for the line that tells where a
// person is on their way.
func leads(nodes []*scene.Node, i int) bool {
	return !slices.ContainsFunc(nodes[:i], func(n *scene.Node) bool { return !n.Late || n.Role != scene.RoleText })
}

// growing lets lines that make no use of more height stand in the middle of it, where there is
// much: a page is not left empty.
func (p *pass) growing(b *box) *box {
	if p.pic != largePictures || p.tight || b.most > b.h*unpagedGrowthLeast {
		return b
	}
	least := b.h
	b = center(b)
	b.most = least * sheetGrowth
	return b
}

// twoColumns shows nodes in two columns, the first half left.
func (p *pass) twoColumns(out *plan, nodes []*scene.Node, r rect) bool {
	gutter := p.gap * columnGutter
	cw := (r.w - gutter) / 2
	boxes := make([]*box, len(nodes))
	var sum float32
	for i, n := range nodes {
		boxes[i] = p.box(n, cw)
		sum += boxes[i].h + p.gap
	}
	x, y, ok := r.x, r.y, true
	for _, b := range boxes {
		if x == r.x && y > r.y && y-r.y+b.h/2 > sum/2 {
			x, y = r.x+cw+gutter, r.y
		}
		b.draw(out, x, y, b.h)
		ok = ok && b.within(cw) && y+b.h <= r.y+r.h+heightTolerance
		y += b.h + p.gap
	}
	return ok
}

// pageable reports whether the scene's maker cuts this group by what fits.
func pageable(n *scene.Node) bool {
	return n.Role == scene.RoleGroup && n.Page.Total > 0 &&
		(n.Arrange == scene.ArrangeGrid || n.Arrange == scene.ArrangeList || n.Arrange == scene.ArrangeKeys)
}

// shownPer is how many children a page of the group holds in the scene.
func shownPer(n *scene.Node) int {
	pg := n.Page
	switch {
	case pg.Count <= 1:
		return pg.Total
	case pg.Index > 0:
		return pg.First / pg.Index
	}
	return len(n.Children)
}
