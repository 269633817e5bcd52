package ui

import (
	"math"
	"slices"
	"unicode/utf8"

	"modu/accessibility/scene"
)

// Proportions of groups.
const (
	groupLabelGap = 0.5 // below the label of a group, in gaps

	// Least width of a column, in the letter height of names.
	columnWidth        = 5.0
	pictogramColumn    = 3.6 // of a pictogram with a word
	pictureColumn      = 7.4 // with a picture above the words
	sidePictureColumn  = 9.5 // with a picture beside the words
	columnsMost        = 4
	fewLines           = 3    // lines of a list that are set with larger pictures
	fewCards           = 3    // cards that may be set in one column, large
	oneColumnFrom      = 1.65 // height in use from which they are, in the width of the window
	rowGrowth          = 1.15 // greatest height of a row, in what it needs
	pictureRowGrowth   = 1.4  // the same, with pictures beside the words
	pictureCellAspect  = 1.4  // greatest height of a card with a picture, in its width
	pictogramAspect    = 1.0  // the same, of a pictogram with a word
	largeCellAspect    = 0.85 // the same, of few large cards in one column
	settingGrowth      = 1.6  // the same, of preferences
	unpagedGrowth      = 4.0  // greatest height of a row of a group that is not paged, in what it needs
	unpagedGrowthLeast = 1.2  // below this it is not worth while
)

// cellGroup is a group of things in columns.
type cellGroup struct {
	*pass
	n       *scene.Node
	w, cell float32 // of the group, of a cell
	cols    int
	atMost  int  // columns; 0: as many as the words allow
	narrow  bool // as many columns as break no word
	large   bool // one column of few upright cards
	side    bool // pictures stand beside the words
	mixed   bool // different things, each at its own height
	fits    bool // no word is broken

	label  *para // nil: it has none
	labelH float32
	boxes  []*box

	rowH, most float32   // of the highest row, and the most that a row is drawn with
	listMost   float32   // what the lines of a list make good use of
	rows       []float32 // what each row of this page needs
}

// cells lays out a grid, a list or a keyboard: as many columns as the words allow.
func (p *pass) cells(n *scene.Node, w float32) *cellGroup {
	return (&cellGroup{pass: p, n: n, w: w, cols: 1, fits: true, side: p.flat()}).fill(0)
}

// fill lays out what is in the group. most is the greatest height of a picture beside the
// words; 0: as high as costs no height.
func (g *cellGroup) fill(most float32) *cellGroup {
	p, n, w := g.pass, g.n, g.w
	if !n.Label.IsZero() && n.Arrange == scene.ArrangeGrid && p.topic(n).IsZero() {
		g.label = p.head().text(n.Label, p.ty.Body, true, w)
		g.labelH = g.label.h + p.gap*groupLabelGap
	}
	g.pass = p.withCards(nil)
	if n.Arrange == scene.ArrangeList {
		g.pass = g.asList()
	}
	pictures := g.hasPictures()
	if n.Arrange == scene.ArrangeGrid {
		g.chooseColumns(pictures)
	}
	g.cell = g.width(g.cols)
	g.side = g.side || g.cols == 1 && !g.large
	if pictures {
		g.sizePictures(most)
	}
	for i := range n.Children {
		g.add(i, g.child(&n.Children[i], g.widthOf(i), pictures))
	}
	if len(n.Children) == 0 {
		g.rowH = g.target()
	}
	g.most = g.tallest(pictures)
	return g
}

// asList is the pass of the lines of a list.
func (g *cellGroup) asList() *pass {
	list, total := *g.pass, max(g.n.Page.Total, len(g.n.Children))
	list.few = list.few || list.pic == largePictures && total <= fewLines
	list.lone = list.lone || list.few && total == 1
	list.lined = list.lined || onSheet(g.n)
	return &list
}

// sizePictures settles what the cards of the group have in common.
func (g *cellGroup) sizePictures(most float32) {
	sizes := &cardSizes{large: g.large, middle: g.fewPictograms(), first: g.firstPictograms(), narrow: g.narrow, words: map[scene.NodeID]float32{}}
	if g.side {
		g.pass = g.withCards(sizes)
		sizes.price = g.priceColumn()
		sizes.side = g.withCards(sizes).widestSidePicture(g.n, g.cell, most)
	}
	g.pass = g.withCards(sizes)
}

func (g *cellGroup) hasPictures() bool {
	return slices.ContainsFunc(g.n.Children, func(c scene.Node) bool { return g.likeness(&c).name != "" })
}

// chooseColumns finds as many columns as the words allow, and fewer where that is calmer.
func (g *cellGroup) chooseColumns(pictures bool) {
	total := max(g.n.Page.Total, len(g.n.Children))
	least := g.columnWidth(pictures)
	g.cols = max(1, min(columnsMost, int((g.w+g.gap)/(least+g.gap))))
	g.cols = max(1, min(g.cols, total))
	if g.hasSamples() {
		g.cols = min(g.cols, g.sampleColumns())
	}
	if g.hasSettings() {
		g.cols = 1 // their values stand in one column at the right
	}
	if g.large = pictures && !g.hasSettings() && g.hasRoomForLarge(total); g.large {
		g.cols = 1
	} else {
		g.cols = calmer(g.cols, total)
		if g.fuller(total, pictures) {
			g.cols = fullerColumns
		}
	}
	g.cols = min(g.cols, g.columnsMost())
	for g.cols > 1 && g.breaksWords(g.width(g.cols), pictures) {
		g.cols--
	}
	if g.cols == 3 && len(g.n.Children) == 4 && g.n.Page.Total <= 4 {
		g.cols-- // as above
	}
}

// calmer is one column less where the last row would hold little: two and two is calmer than
// three and one.
func calmer(cols, total int) int {
	if cols == 3 && total == 4 || cols == 4 && total > 4 && total < 7 {
		return cols - 1
	}
	return cols
}

// Five or six things with pictures, three to a row, leave half of a large high panel empty: two to a row
// they are larger.
const (
	fullerFrom, fullerTo = 5, 6
	fullerColumns        = 2
)

// fuller reports whether so many things are better two to a row.
func (g *cellGroup) fuller(total int, pictures bool) bool {
	return pictures && !g.side && !g.tight && g.pic == largePictures && g.cols == fullerColumns+1 && fullerFrom <= total && total <= fullerTo &&
		pageable(g.n) && g.panel.OrDefault().Large() && g.pass.h > g.pass.w
}

// columnsMost is how many columns there may be: no more than on a page that was seen.
func (g *cellGroup) columnsMost() int {
	most := columnsMost
	if m := g.memo[g.n.ID]; m != nil && m.total == g.n.Page.Total {
		most = m.cols
	}
	if g.atMost > 0 {
		most = min(most, g.atMost)
	}
	if g.four {
		return min(most, g.abreast())
	}
	if g.n.ID == scene.WholePage { // what is on its other pages may need wider columns
		most = min(most, crampedColumns)
	}
	return most
}

// columnWidth is the least width of a column.
func (g *cellGroup) columnWidth(pictures bool) float32 {
	switch {
	case g.narrow, g.four:
		return g.target()
	case pictures && g.fewPictograms():
		return g.u(g.ty.Name * pictogramColumn)
	case g.hasSamples():
		return g.u(g.ty.Name * sampleColumn)
	case !pictures:
		return g.u(g.ty.Name * columnWidth)
	case g.side:
		return g.u(g.ty.Name * sidePictureColumn)
	}
	return g.u(g.ty.Name * pictureColumn)
}

// fewPictograms reports whether all of a group that is not cut are a pictogram with a word: the
// pictogram is what is looked at, and they stand side by side.
func (g *cellGroup) fewPictograms() bool { return !pageable(g.n) && g.pictograms() }

// pictograms reports whether all of a group are a pictogram with a word.
func (g *cellGroup) pictograms() bool {
	return len(g.n.Children) > 0 && !slices.ContainsFunc(g.n.Children, func(c scene.Node) bool {
		return len(c.Details) > 0 || !isPictogram(c.Picture)
	})
}

// hasRoomForLarge reports whether things with pictures are few, stand alone and have so
// much room that they can be large.
func (g *cellGroup) hasRoomForLarge(total int) bool {
	window := g.pass
	return total <= fewCards && g.pic == largePictures && pageable(g.n) && window.h > window.w && window.y1-window.y0 > window.w*oneColumnFrom
}

func (g *cellGroup) width(cols int) float32 {
	return (g.w - g.gap*float32(cols-1)) / float32(cols)
}

// flat reports whether cards have the picture at the side: where height is what is missing.
func (p *pass) flat() bool { return p.pic == noPictures }

// shortName is how many signs of a name are read at one look: such a name is not cut, even
// where its script knows no spaces.
const shortName = 6

// breaksWords reports whether a cell of width w would break a word of a name, a reason or a
// price.
func (g *cellGroup) breaksWords(w float32, pictures bool) bool {
	inner := w - 2*g.pad()
	switch {
	case pictures && g.side && g.cramped() && g.fewPictograms(): // widestSidePicture makes it smaller rather than break a word
		inner = g.besidePicture(w, g.sidePicture(w)*sidePictureLess)
	case pictures && g.side:
		inner = g.besidePicture(w, g.sidePicture(w))
	case !pictures:
		inner -= g.tickSide() + g.pad()
	}
	return g.breaks(g.n, inner) || !pictures && slices.ContainsFunc(g.n.Children, func(c scene.Node) bool {
		return utf8.RuneCountInString(c.Label.String()) <= shortName && g.lineWidth(c.Label, g.ty.Name, true) > inner
	})
}

// child is the box of one thing in the group.
func (g *cellGroup) child(c *scene.Node, w float32, pictures bool) *box {
	switch {
	case g.n.Arrange == scene.ArrangeKeys && isKeyRow(c):
		return g.keyRow(c, w, longestRow(g.n))
	case c.Role == scene.RoleButton && g.n.Arrange == scene.ArrangeGrid:
		return g.button(c, w, false)
	case c.Role != scene.RoleChoice:
		return g.box(c, w)
	case g.isSetting(c):
		return g.setting(c, w)
	case !c.Sample.IsZero():
		return g.sampled(c, w)
	case pictures && !g.side:
		return g.card(c, w)
	case pictures:
		return g.wideCard(c, w)
	}
	return g.tile(c, w)
}

// widthOf is the width of a cell: those of a last row that is not full share its width.
func (g *cellGroup) widthOf(i int) float32 {
	if orphans := len(g.n.Children) % g.cols; orphans > 0 && i >= len(g.n.Children)-orphans && len(g.n.Children) > g.cols {
		return g.width(orphans)
	}
	return g.cell
}

func (g *cellGroup) add(i int, b *box) {
	g.boxes = append(g.boxes, b)
	g.listMost = max(g.listMost, b.most)
	g.rowH = max(g.rowH, b.h)
	if i%g.cols == 0 {
		g.rows = append(g.rows, 0)
	}
	g.rows[i/g.cols] = max(g.rows[i/g.cols], b.h)
	g.mixed = g.mixed || g.n.Children[i].Role != g.n.Children[0].Role
	g.fits = g.fits && b.within(g.widthOf(i))
}

// tallest is the greatest height that a row is drawn with.
func (g *cellGroup) tallest(pictures bool) float32 {
	switch {
	case g.n.Arrange == scene.ArrangeList:
		return max(g.rowH, g.listMost)
	case g.n.Arrange == scene.ArrangeKeys:
		return max(g.rowH, g.keysMost())
	case g.hasSamples():
		return g.rowH * sampleGrowth
	case g.hasSettings():
		return g.settingMost()
	case g.large:
		return max(g.rowH, g.cell*largeCellAspect)
	case pictures && !g.flat() && g.fewPictograms():
		return max(g.rowH, g.cell*pictogramAspect)
	case pictures && (g.cols == 1 || g.side && !g.flat()):
		return g.rowH * pictureRowGrowth
	case pictures && !g.side:
		return max(g.rowH, g.cell*pictureCellAspect)
	}
	return g.rowH * rowGrowth
}

// keysMost is the same of the longest row of keys, with all lines on which it goes on.
func (g *cellGroup) keysMost() float32 {
	row := longestRow(g.n)
	cols := g.keysAbreast(nil, row, g.cell)
	lines := float32((row + cols - 1) / cols)
	return lines*(g.keyHeightMost(row, g.cell/float32(cols))+g.gap) - g.gap
}

// settingMost is the same of a preference.
func (g *cellGroup) settingMost() float32 {
	if g.flat() {
		return g.rowH * rowGrowth
	}
	return g.rowH * settingGrowth
}

// rowsFor is how many rows that many things take.
func (g *cellGroup) rowsFor(things int) int { return (things + g.cols - 1) / g.cols }

// rowsIn is how many rows fit into a height: those of this page at what they need, more of
// them, which only the maker of the scene knows, at what the highest needs.
func (g *cellGroup) rowsIn(h float32) int {
	n := 0
	for h += g.gap + heightTolerance; n < len(g.rows) && h >= g.rows[n]+g.gap; n++ {
		h -= g.rows[n] + g.gap
	}
	if n < len(g.rows) {
		return n
	}
	return n + max(0, int(math.Floor(float64(h/(g.rowH+g.gap)))))
}

// height is what the first rows need.
func (g *cellGroup) height(rows int) float32 {
	var h float32
	for i := range rows {
		h += g.rowHeight(i) + g.gap
	}
	return h - g.gap
}

// rowHeight is what a row needs; of one that is not on this page, what the highest needs.
func (g *cellGroup) rowHeight(i int) float32 {
	if i < len(g.rows) {
		return g.rows[i]
	}
	return g.rowH
}

// shareHeight shares a height among the rows that are shown: all alike where the highest
// allows it, for that is calmer, else each what it needs. rows is how many there would be
// on a full page.
func (g *cellGroup) shareHeight(rows, visible int, available float32) []float32 {
	shown := g.rowsFor(visible)
	if g.n.Arrange == scene.ArrangeKeys && slices.Max(g.rows) > slices.Min(g.rows) { // keys are alike, however many lines a row goes on
		return g.shareKeys(shown, available)
	}
	alike := min(g.most, (available+g.gap)/float32(max(1, rows))-g.gap)
	more := max(0, (available-g.height(shown))/float32(max(1, shown)))
	out := make([]float32, shown)
	for i := range out {
		switch {
		case i >= len(g.rows) || g.mixed:
			out[i] = g.rowHeight(i)
		case alike >= g.rowH:
			out[i] = alike
		default:
			out[i] = g.rows[i] + min(more, g.most-g.rowH)
		}
	}
	return out
}

// shareKeys shares a height among rows of keys by what each needs.
func (g *cellGroup) shareKeys(shown int, available float32) []float32 {
	out := slices.Clone(g.rows[:min(shown, len(g.rows))])
	share := max(1, min(g.most/g.rowH, available/max(1, sumOf(out, g.gap))))
	for i := range out {
		out[i] *= share
	}
	return out
}

// show draws the first count cells, in rows of these heights, and returns the height used.
func (g *cellGroup) show(out *plan, x, y float32, rows []float32, count int) float32 {
	h := g.labelH + sumOf(rows, g.gap)
	out.node(g.n, rect{x, y, g.w, max(h, 1)})
	if g.label != nil {
		out.para(g.label, x, y, g.w, alignLeft, g.pal.Ink, g.n.ID)
	}
	s := g.cards
	if s != nil && !g.side { // pictures are as high as the tightest row allows, so that all are alike
		s.picture = unbounded
		for i, r := range rows {
			s.picture = min(s.picture, r-s.highest(g, i)-2*g.pad())
		}
	}
	y += g.labelH
	row := 0
	for cells := range slices.Chunk(g.boxes[:count], g.cols) {
		if s != nil {
			s.rowWords = s.highest(g, row)
		}
		at := x
		for i, b := range cells {
			b.draw(out, at, y, rows[row])
			at += g.widthOf(row*g.cols+i) + g.gap
		}
		y += rows[row] + g.gap
		row++
	}
	return h
}
