package ui

import (
	"math"

	"modu/accessibility/scene"
	"modu/ui/theme"
)

// box is a laid-out thing: what it needs, and how it is drawn when it is given
// at least that. drawing records the nodes it shows.
type box struct {
	w, h float32
	most float32 // the height that it makes good use of; 0: no more than h
	draw func(out *plan, x, y, h float32)
}

// height is that of a box which may be missing.
func (b *box) height() float32 {
	if b == nil {
		return 0
	}
	return b.h
}

// body fills the place between title and caption. It reports whether everything
// that the scene holds was shown at this level.
func (p *pass) body(out *plan, q parts, r rect) bool {
	nodes := append(append([]*scene.Node(nil), q.alerts...), q.body...)
	main := -1
	for i, n := range nodes {
		if pageable(n) {
			main = i
			break
		}
	}
	if main < 0 {
		return p.stack(out, nodes, r)
	}
	boxes := make([]*box, len(nodes))
	var fixed float32
	for i, n := range nodes {
		if i != main {
			boxes[i] = p.part(n, r.w, i == 0)
			fixed += boxes[i].h + p.gap
		}
	}
	g := p.cells(nodes[main], r.w)
	avail := r.h - fixed - g.labelH
	var pager float32
	has := main+1 < len(nodes) && nodes[main].Page.Count > 1 && nodes[main+1].Arrange == scene.ArrangeRow
	if has {
		pager = boxes[main+1].h + p.gap
	} else {
		pager = max(p.target(), p.font(p.ty.Body)*lineInk+2*p.pad()) + p.gap
	}
	now, alone, beside := g.rows(avail), 0, 0
	if has {
		alone, beside = g.rows(avail+pager), now
	} else {
		alone, beside = now, g.rows(avail-pager)
	}
	page := nodes[main].Page
	per := alone * g.cols
	capped := page.Most > 0 && page.Total > page.Most // there is a pager, whatever fits
	if page.Total > per || capped {
		per = beside * g.cols
	}
	need := min(p.minRows, (page.Total+g.cols-1)/g.cols)
	if per < need*g.cols || now < 1 {
		out.lack = g.height(1) - avail
		if !has && page.Total > g.cols {
			out.lack += pager
		}
		return false
	}
	if capped {
		per = min(per, page.Most)
	}
	memo := p.memo[nodes[main].ID]
	if memo != nil && memo.total == page.Total {
		if per = min(per, memo.per); page.Total > per {
			per = min(per, beside*g.cols) // it needs its pager after all
		}
	}
	visible := min(len(g.boxes), now*g.cols)
	if visible < len(g.boxes) && (len(q.alerts) > 0 || memo != nil && memo.ignored >= 2) {
		return false // nobody will cut this group: it must fit as it is
	}
	if len(q.alerts) == 0 {
		out.fits = append(out.fits, fitReport{container: nodes[main].ID, per: per, cols: g.cols, total: page.Total,
			children: len(g.boxes), shown: shownPer(nodes[main])})
	}
	rows := (page.Total + g.cols - 1) / g.cols
	if page.Total > per {
		rows = max(1, per/g.cols)
		if shown := shownPer(nodes[main]); has && shown < per {
			rows = (shown + g.cols - 1) / g.cols // the easy form shows fewer than fit
		}
	}
	rows = max(rows, (visible+g.cols-1)/g.cols)
	high := g.heights(rows, visible, avail)
	y := r.y
	for i, b := range boxes {
		if nodes[main].Arrange == scene.ArrangeKeys && i == max(0, main-1) {
			// The keyboard stands low, where hands are, and what is typed close above it.
			y += max(0, avail-sumOf(high, p.gap))
		}
		if i == main {
			y += g.draw(out, r.x, y, high, visible) + p.gap
			continue
		}
		b.draw(out, r.x, y, b.h)
		y += b.h + p.gap
	}
	return g.fits && y-p.gap <= r.y+r.h+0.5
}

// sumOf is the height of rows with gaps between them.
func sumOf(rows []float32, gap float32) float32 {
	h := -gap
	for _, r := range rows {
		h += r + gap
	}
	return h
}

// stack shows nodes one below the other, at their own heights. What is left of
// the height goes above, a quarter, so that short screens do not hang from the top.
func (p *pass) stack(out *plan, nodes []*scene.Node, r rect) bool {
	var sum float32
	boxes := make([]*box, len(nodes))
	grid := false
	for i, n := range nodes {
		boxes[i] = p.part(n, r.w, i == 0)
		sum += boxes[i].h + p.gap
		grid = grid || n.Role == scene.RoleGroup && n.Arrange != scene.ArrangeRow
	}
	sum -= p.gap
	out.lack = sum - r.h
	if sum > r.h && p.wide() && len(nodes) > 1 {
		return p.twoColumns(out, nodes, r)
	}
	y := r.y
	extra := max(0, r.h-sum)
	var want float32 // by cards whose pictures are still small, by what may be larger
	for _, b := range boxes {
		want += max(0, b.most-b.h)
	}
	if !grid && !(len(nodes) > 0 && nodes[0].Role == scene.RoleSummary) {
		y += max(0, extra-want) * 0.25
		extra = min(extra, want)
	}
	share := min(1, extra/max(1, want))
	for _, b := range boxes {
		h := b.h + max(0, b.most-b.h)*share
		b.draw(out, r.x, y, h)
		y += h + p.gap
		if b.w > r.w+1 {
			return false
		}
	}
	return sum <= r.h+0.5
}

// twoColumns shows nodes in two columns, the first half left.
func (p *pass) twoColumns(out *plan, nodes []*scene.Node, r rect) bool {
	gutter := p.gap * 3
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
		ok = ok && b.w <= cw+1 && y+b.h <= r.y+r.h+0.5
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

// welcome is the first screen: a picture, the title, how to begin.
func (p *pass) welcome(out *plan, q parts, r rect) bool {
	root := &p.sc.Root
	pic, picNode := root.Picture, (*scene.Node)(nil)
	var rest []*box
	label := root.Label
	var h float32
	large := p.ty.Welcome
	if p.tight {
		large = p.ty.Title
	}
	title := p.text(label, large, true, r.w)
	h += title.h + p.gap
	for i, n := range append(append([]*scene.Node(nil), q.alerts...), q.body...) {
		if n.Role == scene.RolePicture && picNode == nil {
			pic, picNode = n.Picture, n
			continue
		}
		ink := p.ty.Body
		if i == 0 && len(q.body) > 1 && q.body[1].Role == scene.RoleText {
			ink = p.ty.Name // the first of several
		}
		b := p.box(n, r.w)
		if n.Role == scene.RoleText {
			b = p.words(n, ink, false, r.w, left)
		}
		rest = append(rest, b)
		h += b.h + p.gap
	}
	if pic == "" && (p.exists("attract") || p.branded("attract") != "attract") {
		pic = "attract"
	}
	room := r.h - h
	least := p.u(theme.Picture) * []float32{0, 1, 2}[p.pic]
	if pic == "" {
		least = 0
	}
	if room < least {
		return false
	}
	y := r.y
	switch {
	case pic != "" && room > p.u(12):
		area := rect{r.x, y, r.w, room}
		out.image(pic, area, false, p.pal.Ink)
		if picNode != nil {
			out.node(picNode, area)
		}
		y += room
	default:
		if picNode != nil {
			out.node(picNode, rect{r.x, y, r.w, max(0, room)})
		}
		y += room * 0.4
	}
	if q.title != nil {
		out.node(q.title, rect{r.x, y, r.w, title.h})
	}
	out.para(title, r.x, y, r.w, left, p.pal.Ink, root.ID)
	y += title.h + p.gap
	for _, b := range rest {
		b.draw(out, r.x, y, b.h)
		y += b.h + p.gap
	}
	return true
}

// cellGroup is a group of equal things in columns.
type cellGroup struct {
	p          *pass
	n          *scene.Node
	cols       int
	w, cw      float32
	rowH, most float32   // of the highest row, and the most that one is drawn with
	rowHs      []float32 // what each row of this page needs
	labelH     float32
	label      *para
	boxes      []*box
	fits       bool
	tall       bool // one column of upright cards
	mixed      bool // different things, each at its own height
}

// rows is how many fit into a height: those of this page at what they need, more of
// them, which only the maker of the scene knows, at what the highest needs.
func (g *cellGroup) rows(h float32) int {
	n := 0
	for h += g.p.gap + 0.5; n < len(g.rowHs) && h >= g.rowHs[n]+g.p.gap; n++ {
		h -= g.rowHs[n] + g.p.gap
	}
	if n < len(g.rowHs) {
		return n
	}
	return n + max(0, int(math.Floor(float64(h/(g.rowH+g.p.gap)))))
}

// height is what the first rows need.
func (g *cellGroup) height(rows int) float32 {
	var h float32
	for i := range rows {
		if i < len(g.rowHs) {
			h += g.rowHs[i] + g.p.gap
		} else {
			h += g.rowH + g.p.gap
		}
	}
	return h - g.p.gap
}

// heights shares a height among rows: all alike where the highest allows it, for that
// is calmer, else each what it needs.
func (g *cellGroup) heights(rows, visible int, avail float32) []float32 {
	shown := (visible + g.cols - 1) / g.cols
	alike := min(g.most, (avail+g.p.gap)/float32(max(1, rows))-g.p.gap)
	out := make([]float32, shown)
	more := max(0, (avail-g.height(shown))/float32(max(1, shown)))
	for i := range out {
		switch {
		case i >= len(g.rowHs) || g.mixed:
			out[i] = g.rowH
			if i < len(g.rowHs) {
				out[i] = g.rowHs[i]
			}
		case alike >= g.rowH:
			out[i] = alike
		default:
			out[i] = g.rowHs[i] + min(more, g.most-g.rowH)
		}
	}
	return out
}

// cells lays out a grid or list: as many columns as the words allow.
func (p *pass) cells(n *scene.Node, w float32) *cellGroup {
	g := &cellGroup{p: p, n: n, w: w, cols: 1, fits: true}
	if !n.Label.IsZero() && n.Arrange == scene.ArrangeGrid {
		g.label = p.text(n.Label, p.ty.Body, true, w)
		g.labelH = g.label.h + p.gap/2
	}
	pics := false
	for i := range n.Children {
		pics = pics || n.Children[i].Picture != "" && p.exists(n.Children[i].Picture)
	}
	p = p.alone()
	g.p = p
	if n.Arrange == scene.ArrangeGrid {
		unit := p.u(p.ty.Name * 5.0)
		if pics {
			unit = p.u(p.ty.Name * 7.9)
		}
		if pics && p.flat() {
			unit = p.u(p.ty.Name * 9.5)
		}
		g.cols = max(1, min(4, int((w+p.gap)/(unit+p.gap))))
		g.cols = max(1, min(g.cols, max(n.Page.Total, len(n.Children))))
		if total := max(n.Page.Total, len(n.Children)); pics && total <= 3 && p.pic == 2 && pageable(n) && p.h > p.w && p.y1-p.y0 > p.w*1.4 {
			g.cols, g.tall = 1, true // few things, alone, and room: let them be large
		} else if g.cols == 3 && total == 4 || g.cols == 4 && total > 4 && total < 7 {
			g.cols-- // 2 and 2 is calmer than 3 and 1
		}
		if m := p.memo[n.ID]; m != nil {
			g.cols = min(g.cols, m.cols)
		}
		for g.cols > 1 && p.tooNarrow(n, g.width(g.cols), pics) {
			g.cols--
		}
		if g.cols == 3 && len(n.Children) == 4 && n.Page.Total <= 4 {
			g.cols-- // as above
		}
	}
	g.cw = g.width(g.cols)
	if pics {
		q := *p // what holds for the cards of this group
		q.even = &even{tall: g.tall, own: map[scene.NodeID]float32{}}
		if g.cols == 1 && !g.tall || p.flat() {
			q.even.side = q.sidePicture(n, g.cw)
		}
		p, g.p = &q, &q
	}
	for i := range n.Children {
		var b *box
		if n.Arrange == scene.ArrangeKeys && isKeyRow(&n.Children[i]) {
			b = p.keyRow(&n.Children[i], g.cw, longestRow(n))
		} else {
			b = p.cell(&n.Children[i], g.cw, pics, g.cols == 1 && !g.tall || p.flat())
		}
		g.boxes = append(g.boxes, b)
		g.rowH = max(g.rowH, b.h)
		if i%g.cols == 0 {
			g.rowHs = append(g.rowHs, 0)
		}
		g.rowHs[i/g.cols] = max(g.rowHs[i/g.cols], b.h)
		g.mixed = g.mixed || n.Children[i].Role != n.Children[0].Role
		g.fits = g.fits && b.w <= g.cw+1
	}
	if len(n.Children) == 0 {
		g.rowH = p.target()
	}
	g.most = g.rowH * 1.15
	if pics && g.cols > 1 && !p.flat() {
		g.most = max(g.rowH, g.cw*1.4)
	}
	if g.tall {
		g.most = max(g.rowH, g.cw*0.85)
	} else if pics && g.cols == 1 {
		g.most = g.rowH * 1.4
	}
	switch n.Arrange {
	case scene.ArrangeList:
		g.most = g.rowH
	case scene.ArrangeKeys:
		g.most = max(g.rowH, min(g.cw/float32(longestRow(n)), p.target()*keyWidest(longestRow(n)))*keyTallest)
	}
	return g
}

func (g *cellGroup) width(cols int) float32 {
	return (g.w - g.p.gap*float32(cols-1)) / float32(cols)
}

// flat reports whether cards have the picture at the side: where height is what
// is missing.
func (p *pass) flat() bool { return p.pic == 0 }

// tooNarrow reports whether a column would break a word of a name or a price.
func (p *pass) tooNarrow(n *scene.Node, cw float32, pics bool) bool {
	inner := cw - 2*p.pad()
	if pics && p.flat() {
		inner = p.wideText(cw, p.widePicture(cw))
	}
	if !pics {
		inner -= p.u(theme.Tick) + p.pad()
	}
	for i := range n.Children {
		c := &n.Children[i]
		if p.br.longestWord(c.Label, p.font(p.ty.Name), true) > inner || p.br.longestWord(c.Reason, p.font(p.ty.Body), true) > inner {
			return true
		}
		for _, d := range c.Details {
			if p.br.longestWord(d, p.font(p.ty.Name), false) > inner {
				return true
			}
		}
	}
	return false
}

func (p *pass) cell(n *scene.Node, w float32, pics, single bool) *box {
	if n.Role != scene.RoleChoice {
		return p.box(n, w)
	}
	switch {
	case pics && !single:
		return p.card(n, w)
	case pics:
		return p.wideCard(n, w)
	}
	return p.tile(n, w)
}

// draw paints the first count cells, in rows of these heights, and returns the height
// used.
func (g *cellGroup) draw(out *plan, x, y float32, rows []float32, count int) float32 {
	h := g.labelH + sumOf(rows, g.p.gap)
	out.node(g.n, rect{x, y, g.w, max(h, 1)})
	if g.label != nil {
		out.para(g.label, x, y, g.w, left, g.p.pal.Ink, g.n.ID)
	}
	e := g.p.even
	if e != nil { // pictures are as high as the tightest row allows, so that all are alike
		e.pic = 1e6
		for i, r := range rows {
			e.pic = min(e.pic, r-e.words(g, i)-2*g.p.pad())
		}
	}
	cy := y + g.labelH
	for i := 0; i < count; i++ {
		if i > 0 && i%g.cols == 0 {
			cy += rows[i/g.cols-1] + g.p.gap
		}
		if e != nil {
			e.text = e.words(g, i/g.cols)
		}
		g.boxes[i].draw(out, x+float32(i%g.cols)*(g.cw+g.p.gap), cy, rows[i/g.cols])
	}
	return h
}

// remember keeps what was decided, for the next scene of this kind.
func (l *layout) remember(out *plan) {
	for _, f := range out.fits {
		if f.guess {
			continue
		}
		m := l.memo[f.container]
		if m == nil || m.total != f.total {
			m = &fitMemo{cols: f.cols, per: f.per, total: f.total}
			l.memo[f.container] = m
		}
		m.cols, m.per = min(m.cols, f.cols), min(m.per, f.per)
		if f.children > f.per {
			if m.rev != l.rev {
				m.ignored, m.rev = m.ignored+1, l.rev
			}
		} else {
			m.ignored = 0
		}
	}
}
