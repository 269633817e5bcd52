package ui

import (
	"slices"
	"strings"

	"modu/accessibility/scene"
	"modu/ui/theme"
)

// Proportions of cards.
const (
	reasonOverPicture = 1.6  // least height of a picture that a reason lies on, in its height
	sidePictureMost   = 0.27 // most of a card's width for the picture beside the words
	sideTickRoom      = 0.6  // of the tick beside those words, in ticks
	sidePictureHeight = 0.9  // least height of the picture beside the words, in its width
	reasonHeightMost  = 1.2  // of a reason beside a price, in the height of the price
	sidePictureLess   = 0.6  // of the least width of that picture, where a word needs the room
	tightPictogram    = 0.4  // above and below a pictogram with a word, of the padding, where room is scarce
	tileHeight        = 1.15 // least height of a choice without a picture, in targets
	pictogramShare    = 0.5  // of the least height of a picture: a pictogram says as much when it is smaller
	cardFoot          = 1.5  // below the words, in paddings
	cardPicturePads   = 1.5  // above and below the picture together, in paddings
	tintEnd           = 1.5  // of the ground of a picture beside the words behind it, in paddings
	widerPictureMost  = 0.3  // most of a card's width for a picture that costs no height,
	highPictureMost   = 0.4  // and for one beside words that are lower than the card
)

// cardSizes is what the cards of one group have in common, so that the names of a row stand
// on one line and pictures have one size, however much each has to say. The last two are
// set row by row while the group is drawn.
type cardSizes struct {
	words  map[scene.NodeID]float32 // height of the words of each card
	side   float32                  // width of pictures beside the words
	price  float32                  // width of the prices at the right of the words; 0: they are below the names
	middle bool                     // words stand in the middle, under a pictogram
	first  bool                     // they are the pictograms of the first screen, with room for larger words
	large  bool                     // there are few cards and room: their names are larger, too
	narrow bool                     // a word can be as wide as its card: none stands beside the tick

	rowWords float32 // height of the words of the row being drawn
	picture  float32 // height of the pictures
}

// highest is how high the words of the cards are that stand in a row.
func (s *cardSizes) highest(g *cellGroup, row int) (h float32) {
	for i := row * g.cols; i < min(len(g.n.Children), (row+1)*g.cols); i++ {
		h = max(h, s.words[g.n.Children[i].ID])
	}
	return h
}

// withCards is the pass for the cards of a group; nil is for what is in none.
func (p *pass) withCards(s *cardSizes) *pass {
	if p.cards == s {
		return p
	}
	q := *p
	q.cards = s
	return &q
}

// cardInk is the letter height of the name on a card, in millimetres.
func (p *pass) cardInk() float64 {
	if p.cards != nil && (p.cards.large || p.cards.first) {
		return p.ty.Title
	}
	return p.ty.Name
}

// firstPictograms reports whether the words beside pictograms are larger than other names: on the first screen
// they are read from further away than anything else, where each of them has room on one line.
func (g *cellGroup) firstPictograms() bool {
	p := g.pass
	if p.sc.Kind != scene.KindAttract || p.pic != largePictures || p.tight || p.up || p.size > headSizeMost || !g.fewPictograms() {
		return false
	}
	return !slices.ContainsFunc(g.n.Children, func(c scene.Node) bool {
		return p.lineWidth(c.Label, p.ty.Title, true)+2*p.pad() > g.cell
	})
}

// isPictogram reports whether a picture is one of the runtime's own for needs and
// preferences: they stand for a word, and need no more room than it.
func isPictogram(name string) bool {
	return strings.HasPrefix(name, "need-") || strings.HasPrefix(name, "pref-")
}

// cardPicture is the least height of a picture above the words of a card.
func (p *pass) cardPicture(n *scene.Node) float32 {
	share := p.pic.of(0, 0.55, 1)
	if isPictogram(n.Picture) {
		share = min(share, pictogramShare)
	}
	return p.leastPicture() * share
}

// leastPicture is the least height of a picture on a card before type is made smaller: it
// grows with the names beside it.
func (p *pass) leastPicture() float32 {
	return p.u(theme.Picture * p.ty.Name / p.ty.Body)
}

// card is a choice with a picture above its name and details.
type card struct {
	*pass
	n       *scene.Node
	w       float32
	name    *para
	notes   []*para // what explains the name
	details []*para
	reason  *box    // why it cannot be chosen; nil: it can
	words   float32 // their height with the space below
	sizes   *cardSizes
	ground  surface
}

func (p *pass) card(n *scene.Node, w float32) *box {
	pad := p.pad()
	c := &card{pass: p, n: n, w: w, sizes: p.cards, ground: p.surface(n)}
	label, note := p.explained(n.Label)
	c.name = p.text(label, p.cardInk(), true, w-2*pad)
	c.notes = p.paras(note, p.ty.Body, w-2*pad)
	c.details = p.paras(n.Details, p.ty.Name, w-2*pad)
	c.reason = p.reason(n, w)
	picture := p.cardPicture(n)
	if c.reason != nil {
		picture = max(picture, c.reason.h*reasonOverPicture)
	}
	if n.Selected || p.cards != nil && p.cards.narrow {
		picture = max(picture, p.tickSide())
	}
	c.words = c.name.h + heightOf(c.notes) + heightOf(c.details) - c.name.leading() + pad
	if c.sizes == nil {
		c.sizes = &cardSizes{picture: unbounded, rowWords: c.words, words: map[scene.NodeID]float32{}}
	}
	c.sizes.words[n.ID] = c.words
	b := &box{w: w, h: picture + c.words + 2*pad, draw: c.draw}
	if n.Selected {
		b = overlay(b, flushRight(w, 0, p.tick()))
	}
	return c.ground.under(b).as(n)
}

func (c *card) draw(out *plan, x, y, h float32) {
	pad := c.pad()
	wordsY := c.wordsTop(y, h)
	shows := c.likeness(c.n)
	switch area := c.pictureArea(x, y, wordsY); {
	case shows.name == "" || area.h <= c.u(theme.PictureLeast):
	case c.repeated(out, c.n, area):
	case shows.photo:
		c.onCard(out, c.n, rect{x, y, c.w, h}, rect{x, y, c.w, wordsY - y - pad/2}, topCorners)
	default:
		if tint, ok := c.tint(c.n); ok {
			c.ground.fieldAbove(out, rect{x, y, c.w, h}, wordsY-pad/2, tint)
		}
		out.image(shows.name, area, c.n.Disabled, c.ground.ink)
	}
	if c.reason != nil {
		c.reason.draw(out, x, wordsY-c.reason.h-pad/2, c.reason.h)
	}
	inner := c.w - 2*pad
	blocks(append([]*para{c.name}, c.notes...), inner, alignCenter, c.ground.ink, c.n.ID).draw(out, x+pad, wordsY, 0)
	if len(c.details) > 0 { // at the foot, so that the prices of a row stand on one line
		foot := blocks(c.details, inner, alignCenter, c.ground.ink, c.n.ID)
		foot.draw(out, x+pad, y+h-foot.h-pad*cardFoot+c.name.leading()/2, 0)
	}
}

// explained parts a name of the easy form from what explains it, which stands behind it in
// brackets: the name is looked for, the other read once. There are no notes where nothing explains
// the name.
func (p *pass) explained(label scene.Text) (name scene.Text, notes []scene.Text) {
	last := len(label.Spans) - 1
	if !p.sc.Look.Easy || last < 0 {
		return label, nil
	}
	s := label.Spans[last]
	at := strings.IndexAny(s.Text, "(（")
	if at <= 0 || !strings.HasSuffix(s.Text, ")") && !strings.HasSuffix(s.Text, "）") {
		return label, nil
	}
	name, note := label, label
	first, rest := s, s
	first.Text, rest.Text = strings.TrimRight(s.Text[:at], " "), s.Text[at:]
	name.Spans = append(slices.Clone(label.Spans[:last]), first)
	note.Spans = []scene.Span{rest}
	return name, []scene.Text{note}
}

// wordsTop is where the words of a card begin: on the line that its row shares, or lower
// where the reason needs the room above it.
func (c *card) wordsTop(y, h float32) float32 {
	pad := c.pad()
	top := func(words float32) float32 { return y + h - words - pad/2 - c.name.leading()/2 }
	at := top(c.sizes.rowWords)
	if c.reason != nil && at-c.reason.h-pad/2 < y {
		return top(c.words)
	}
	return at
}

// pictureArea is the room of the picture over the words, no higher than those of the other
// cards.
func (c *card) pictureArea(x, y, wordsY float32) rect {
	pad := c.pad()
	area := rect{x + pad, y + pad, c.w - 2*pad, wordsY - y - pad*cardPicturePads}
	for _, most := range []float32{c.sizes.picture, c.u(theme.PictureMost)} {
		if area.h > most {
			area.y, area.h = area.y+(area.h-most)/2, most
		}
	}
	if c.reason != nil {
		area.h -= c.reason.h
	}
	return area
}

// sidePicture is the width of the picture beside the words of a card: that of its group,
// else the least.
func (p *pass) sidePicture(w float32) float32 {
	if p.cards != nil && p.cards.side > 0 {
		return p.cards.side
	}
	return p.leastSidePicture(w)
}

func (p *pass) leastSidePicture(w float32) float32 {
	return min(p.leastPicture()*p.pic.of(0.5, 0.8, 1.1), w*sidePictureMost)
}

// besidePicture is the width that is left for the words beside a picture.
func (p *pass) besidePicture(w, picture float32) float32 {
	free := w - picture - 3*p.pad()
	if p.cards != nil {
		free -= p.cards.price
	}
	switch {
	case p.cramped() && p.leadsOn():
		return free
	case p.leadsOn(): // no tick is ever there
		return free - p.u(theme.Tick)*sideTickRoom
	}
	return free - p.tickSide()*sideTickRoom
}

// leadsOn reports whether what is chosen on this kind of screen leads on: it never has a tick.
func (p *pass) leadsOn() bool {
	switch p.sc.Kind {
	case scene.KindCategories, scene.KindItems, scene.KindFound:
		return true
	}
	return false
}

// widestSidePicture is the width of the pictures beside the words of a group: as wide as
// can be had without a further line of words and without a higher card; where cards may be as
// high as most, with words as high as that.
func (p *pass) widestSidePicture(n *scene.Node, w, most float32) float32 {
	least := p.leastSidePicture(w)
	highest := func(inner float32) (h float32) {
		for i := range n.Children {
			c := &n.Children[i]
			label, note := p.explained(c.Label)
			h = max(h, p.text(label, p.ty.Name, true, inner).h+heightOf(p.paras(note, p.ty.Body, inner))+p.detailsHeight(c, inner))
		}
		return h
	}
	now := highest(p.besidePicture(w, least))
	share := float32(widerPictureMost)
	if most > now {
		share = highPictureMost
	}
	for _, k := range []float32{3, 2.5, 2, 1.6, 1.3, 1.1, 0.9, 0.7} { // of the least height of a picture
		if most == 0 && k > 1.1 {
			continue
		}
		width := min(p.leastPicture()*k, w*share, max(now, most))
		inner := p.besidePicture(w, width)
		if width > least && !p.breaks(n, inner) && highest(inner) <= max(now, most) {
			return width
		}
	}
	if less := least * sidePictureLess; p.cramped() && p.breaks(n, p.besidePicture(w, least)) && !p.breaks(n, p.besidePicture(w, less)) {
		return less // a smaller picture still tells things apart; a broken word has to be put together
	}
	return least
}

// detailsHeight is the height of the details below the name of a card.
func (p *pass) detailsHeight(n *scene.Node, w float32) float32 {
	if p.cards != nil && p.cards.price > 0 {
		return 0
	}
	return heightOf(p.paras(n.Details, p.ty.Name, w))
}

// priceColumn is the width of a column for the prices of things in a list on a small panel that is
// wide: there the height of a second line would cost a thing on every page. It is 0 where
// there are no prices, or where one tells why a thing cannot be chosen.
func (g *cellGroup) priceColumn() (w float32) {
	if !g.cramped() || !g.wide() || g.cols > 1 {
		return 0
	}
	for i := range g.n.Children {
		c := &g.n.Children[i]
		if len(c.Details) > 1 || !c.Reason.IsZero() {
			return 0
		}
		for _, d := range c.Details {
			w = max(w, g.lineWidth(d, g.ty.Name, false)+2*g.pad())
		}
	}
	if g.breaks(g.n, g.besidePicture(g.cell, g.leastSidePicture(g.cell))-w) {
		return 0
	}
	return w
}

// breaks reports whether a width would break a word of a name, a reason or a price in a group.
func (p *pass) breaks(n *scene.Node, w float32) bool {
	name, body := p.font(p.ty.Name), p.font(p.ty.Body)
	for i := range n.Children {
		c := &n.Children[i]
		if p.br.longestWord(c.Label, name, true) > w || p.br.longestWord(c.Reason, body, true) > w {
			return true
		}
		for _, d := range c.Details {
			if (p.cards == nil || p.cards.price == 0) && p.br.longestWord(d, name, false) > w {
				return true
			}
		}
	}
	return false
}

// wideCard is a choice with its picture at the left, name and details beside it.
func (p *pass) wideCard(n *scene.Node, w float32) *box {
	pad := p.pad()
	ground := p.surface(n)
	picture := p.sidePicture(w)
	inner := p.besidePicture(w, picture)
	label, note := p.explained(n.Label)
	name, notes := p.text(label, p.ty.Name, true, inner), p.paras(note, p.ty.Body, inner)
	details := p.paras(n.Details, p.ty.Name, inner)
	lines := []*box{block(name, inner, alignLeft, ground.ink, n.ID), blocks(notes, inner, alignLeft, ground.ink, n.ID)}
	price := p.priceBeside(n, ground.ink)
	if price != nil {
		details = nil
	}
	for _, d := range details {
		lines = append(lines, block(d, inner, alignLeft, ground.ink, n.ID))
	}
	whole := !anyBroken(slices.Concat(details, notes, []*para{name}))
	h := name.h + heightOf(notes) + heightOf(details)
	beside := p.reasonBesidePrice(n, details, inner)
	if len(notes) > 0 {
		beside = nil
	}
	if below := p.reason(n, inner); below != nil && beside == nil {
		lines = append(lines, lower(pad/2, below))
		h += below.h + pad/2
	}
	around := pad
	if p.tight && p.cards != nil && p.cards.middle {
		around *= tightPictogram
	}
	words := column(0, lines...)
	if words.h = h; beside != nil {
		words = overlay(words, p.afterPrice(name, details[0], beside))
	}
	b := indent(picture, indent(2*pad, center(words)))
	switch shows := p.likeness(n); {
	case shows.photo:
		b = overlay(&box{draw: func(out *plan, x, y, h float32) {
			p.onCard(out, n, rect{x, y, w, h}, rect{x, y, picture + pad, h - p.lip()}, leftCorners)
		}}, b)
	case shows.name != "":
		b = overlay(&box{draw: func(out *plan, x, y, h float32) {
			if p.repeated(out, n, rect{x + pad, y + around, picture, h - 2*around}) {
				return
			}
			if tint, ok := p.tint(n); ok {
				ground.fieldBeside(out, rect{x, y, w, h}, picture+pad*tintEnd, tint)
			}
			out.image(shows.name, rect{x + pad, y + around, picture, h - 2*around}, n.Disabled, ground.ink)
		}}, b)
	}
	b = p.withCorner(b, n, w, price)
	b.w, b.h = w, max(p.target(), max(picture*sidePictureHeight, words.h-name.leading())+2*around)
	return ground.under(b).as(n).overflowing(p.yields() && !whole)
}

// priceBeside is the price of a card in the column of prices; nil where there is none.
func (p *pass) priceBeside(n *scene.Node, ink rgba) *box {
	if p.cards == nil || p.cards.price == 0 || len(n.Details) != 1 {
		return nil
	}
	t := p.text(n.Details[0], p.ty.Name, false, unbounded)
	return center(block(t, t.w, alignLeft, ink, n.ID))
}

// withCorner is a card with its price at the right, which may be nil, and its tick.
func (p *pass) withCorner(b *box, n *scene.Node, w float32, price *box) *box {
	if price != nil {
		b = overlay(b, flushRight(w, p.pad(), price))
	}
	if n.Selected {
		b = overlay(b, flushRight(w, 0, p.tick()))
	}
	return b
}

// reasonBesidePrice is the reason beside a short price, so that the row is no higher for it.
// It is nil where there is none, and where it does not fit.
func (p *pass) reasonBesidePrice(n *scene.Node, details []*para, w float32) *box {
	if !n.Disabled || n.Reason.IsZero() || len(details) != 1 || len(details[0].lines) != 1 {
		return nil
	}
	pad := p.pad()
	free := w - details[0].w - pad
	if p.br.longestWord(n.Reason, p.font(p.ty.Body), true)+2*pad+1 >= free {
		return nil
	}
	b := p.reason(n, min(free, p.lineWidth(n.Reason, p.ty.Body, true)+2*pad+1))
	if b.h > details[0].h*reasonHeightMost {
		return nil
	}
	return b
}

// afterPrice sets a reason behind the price, which stands below the name.
func (p *pass) afterPrice(name, price *para, why *box) *box {
	return &box{w: why.w, h: why.h, draw: func(out *plan, x, y, _ float32) {
		why.draw(out, x+price.w+p.pad(), y+name.h+price.h-(price.h+why.h)/2, why.h)
	}}
}

// tile is a choice without a picture: name and details, and a place for the tick.
func (p *pass) tile(n *scene.Node, w float32) *box {
	pad := p.pad()
	ground := p.surface(n)
	inner := w - 3*pad - p.tickSide()
	name := p.text(n.Label, p.ty.Name, true, inner)
	details := p.paras(n.Details, p.ty.Body, inner)
	words := blocks(append([]*para{name}, details...), inner, alignLeft, ground.ink, n.ID)
	words.h = name.h + heightOf(details)
	why := p.reason(n, w)
	b := above(indent(pad, center(words)), why)
	if n.Selected {
		tick := p.tick()
		b = overlay(b, &box{draw: func(out *plan, x, y, h float32) {
			tick.draw(out, x+w-tick.w-pad, y+(h-why.height()-tick.h)/2, tick.h)
		}})
	}
	b.w, b.h = w, max(p.target()*tileHeight, words.h-name.leading()+2*pad+why.height())
	return ground.under(b).as(n)
}
