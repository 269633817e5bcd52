package ui

import "modu/accessibility/scene"

// heightTolerance is what rounding may add to a height that still counts as fitting.
const heightTolerance = 0.5

// Proportions of the body of a page.
const (
	shareAbove   = 0.25 // of the height that is left, above what is short: it does not hang from the top
	columnGutter = 3    // between two columns, in gaps
)

// body fills the place between title and caption. It reports whether everything that the
// scene holds was shown at this level.
func (p *pass) body(out *plan, q parts, r rect) bool {
	nodes := append(append([]*scene.Node(nil), q.alerts...), q.body...)
	for i, n := range nodes {
		if pageable(n) {
			return p.pagedBody(out, nodes, i, len(q.alerts) > 0 && n.ID != scene.WholePage, r)
		}
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
	cells     *cellGroup // of the group
	available float32    // height for its rows
	hasPager  bool       // the scene has one
	pagerH    float32    // of its pager, with a gap
	memo      *fitMemo   // what fitted before; nil: nothing was seen
	bound     bool       // there is an alert, which does not allow another cut
}

// capacity is how much of a group fits.
type capacity struct {
	rows          int // now
	alone, beside int // rows without and with a pager
	per           int // things on a page
}

func (p *pass) pagedBody(out *plan, nodes []*scene.Node, main int, bound bool, r rect) bool {
	b := &pagedBody{pass: p, nodes: nodes, main: main, page: nodes[main].Page, memo: p.memo[nodes[main].ID], bound: bound}
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
	if !bound {
		out.fits = append(out.fits, fitReport{container: nodes[main].ID, per: c.per, cols: b.cells.cols, total: b.page.Total,
			children: len(b.cells.boxes), shown: shown})
	}
	return b.draw(out, r, b.heights(c.per, shown, visible), visible)
}

// ignoredMost is after how many scenes that held more than was reported to fit a group is
// taken for one that is never cut.
const ignoredMost = 2

// measure lays out everything and finds the height that is left for the group.
func (b *pagedBody) measure(r rect) {
	b.boxes = make([]*box, len(b.nodes))
	var fixed float32
	for i, n := range b.nodes {
		if i != b.main {
			b.boxes[i] = b.pagePart(n, r.w, i == 0)
			fixed += b.boxes[i].h + b.gap
		}
	}
	b.cells = b.pass.cells(b.nodes[b.main], r.w)
	b.available = r.h - fixed - b.cells.labelH
	next := b.main + 1
	if b.hasPager = next < len(b.nodes) && b.page.Count > 1 && b.nodes[next].Arrange == scene.ArrangeRow; b.hasPager {
		b.pagerH = b.boxes[next].h + b.gap
	} else {
		b.pagerH = max(b.target(), b.font(b.ty.Body)*lineInk+2*b.pad()) + b.gap
	}
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
	c.per = c.alone * g.cols
	capped := b.page.Most > 0 && b.page.Total > b.page.Most // there is a pager, whatever fits
	if b.page.Total > c.per || capped {
		c.per = c.beside * g.cols
	}
	if need := min(b.minRows, g.rowsFor(b.page.Total)); c.per < need*g.cols || c.rows < 1 {
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

// draw shows everything, and reports whether it fitted. A keyboard stands low, where hands
// are, and what is typed close above it.
func (b *pagedBody) draw(out *plan, r rect, rows []float32, visible int) bool {
	y := r.y
	for i, part := range b.boxes {
		if b.nodes[b.main].Arrange == scene.ArrangeKeys && i == max(0, b.main-1) {
			y += max(0, b.available-sumOf(rows, b.gap))
		}
		if i == b.main {
			y += b.cells.show(out, r.x, y, rows, visible) + b.gap
			continue
		}
		part.draw(out, r.x, y, part.h)
		y += part.h + b.gap
	}
	return b.cells.fits && y-b.gap <= r.y+r.h+heightTolerance
}

// stack shows nodes one below the other. Of the height that is left, those take a part that
// make good use of it; a part of the rest goes above.
func (p *pass) stack(out *plan, nodes []*scene.Node, r rect) bool {
	boxes := make([]*box, len(nodes))
	var sum, wanted float32 // the height needed; what pictures that are still small could use
	hasGroup := false
	for i, n := range nodes {
		boxes[i] = p.pagePart(n, r.w, i == 0)
		sum += boxes[i].h + p.gap
		wanted += max(0, boxes[i].most-boxes[i].h)
		hasGroup = hasGroup || n.Role == scene.RoleGroup && n.Arrange != scene.ArrangeRow
	}
	sum -= p.gap
	out.lack = sum - r.h
	if sum > r.h && p.wide() && len(nodes) > 1 {
		return p.twoColumns(out, nodes, r)
	}
	y, extra := r.y, max(0, r.h-sum)
	if !hasGroup && !(len(nodes) > 0 && nodes[0].Role == scene.RoleSummary) {
		y += max(0, extra-wanted) * shareAbove
		extra = min(extra, wanted)
	}
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
