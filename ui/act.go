package ui

import (
	"modu/accessibility/scene"
	"modu/ui/theme"
)

// Proportions of an act outside the screen.
const (
	actPad         = 2    // of the panel, in paddings
	actPicture     = 0.62 // most of the panel's width for its picture above the words
	actGap         = 1.5  // between its parts, in gaps
	actVerbLines   = 3    // a verb of more lines is set a step smaller
	actPictureWide = 0.94 // the same for one that is wider than high
	actPictureFair = 0.6  // of the height that picture and arrow share, for the picture
	actArrowWidth  = 0.26 // most of the panel's width for the arrow beside picture and words
	actOverFrom    = 1.5  // of the height: from this width on a picture is wide
	actBesideGain  = 1.1  // from which gain a picture stands beside its words,
	actWordsLeast  = 0.7  // which are then no smaller than this, of those below it

	// Of the least height of picture and arrow in the usual size: where pictures are small,
	// and, in millimetres that no longer grow, where nothing else has a picture.
	actSmall    = 0.5
	actLeastAll = 0.45

	actSideLeast = 10 // millimetres: the least height of a picture beside words (TXT-7)

	// The three dots of something under way.
	dotSize  = 0.6 // of the verb's letter height
	dotStep  = 1.8 // from one to the next, in dots
	asideDot = 0.4 // of the body's letter height, where they stand before a line
	dots     = 3

	asidePicture = 1.5 // of a picture before a line, of the body's letter height
	symbolSize   = 1.5 // of the symbol of an alert over its words, of the letter height of the verb
)

// actBeside is the width of a picture beside its words, of the panel's, the best first.
var actBeside = [...]float32{0.4, 0.32, 0.26, 0.2}

// actNarrow is the same where room is so scarce that words need all of the width.
const actNarrow = 0.13

// act is a picture of something to be done, or of what has happened, with the words for it,
// and an arrow to where it is done. Words that are the title of the screen stand there alone.
// It never loses picture and arrow: who reads little, or another language, goes by them.
type act struct {
	*pass   // its ink is that of what it stands on
	n       *scene.Node
	w       float32
	verb    *para // nil: the title says it
	way     *para // where the arrow points, in words; nil: nothing says it, or there is no arrow
	more    []*para
	when    *scene.Node // how long it has lasted, or what is left of it, which the last of those says; nil: nothing does
	picture float32     // least height of the picture; 0: there is none
	arrow   float32     // least side of the arrow to where the device is; 0: there is none
	time    float32     // height of the bar of the time that is left, with its gap; 0: there is none
	side    float32     // width of a picture beside the words; 0: it is above them
	over    bool        // it is above them in that width, and the arrow beside both
	column  float32     // width of the words
}

// progress lays out an act outside the screen, or something under way: one panel with a
// picture of it, the verb, and what else there is to know.
func (p *pass) progress(n *scene.Node, w float32) *box {
	if n.Quiet {
		return p.aside(n, w)
	}
	q := *p
	q.pal.Ink = p.pal.OnAct
	pad := p.actPad()
	b := inset(w, pad, pad, q.pictured(n, w-2*pad))
	b.most = unbounded
	return p.actGround().under(b).as(n)
}

// errand is a line to read. One with a picture is what is to be done later and elsewhere, and
// is shown as an act is.
func (p *pass) errand(n *scene.Node, w float32) *box {
	if n.Picture == "" || !p.exists(n.Picture) {
		return p.line(n, w)
	}
	return p.progress(n, w)
}

// actGround is what acts outside the screen stand on.
func (p *pass) actGround() surface {
	return surface{ground: p.pal.Act, edge: p.pal.ActEdge, radius: p.radius(), stroke: p.stroke()}
}

// aside is something under way beside what the screen is about: a line or two with its
// picture, or with dots.
func (p *pass) aside(n *scene.Node, w float32) *box {
	if n.Span > 0 {
		return p.countdown(n, w)
	}
	pad, side := p.pad(), p.u(p.ty.Body*asideDot)
	room, isPictured := side*(1+(dots-1)*dotStep)+pad, p.exists(n.Picture)
	if isPictured {
		side = p.u(p.ty.Body * asidePicture)
		room = side + pad
	}
	all := append([]*para{p.text(n.Label, p.ty.Body, true, w-2*pad-room)}, p.paras(n.Details, p.ty.Body, w-2*pad-room)...)
	words := indent(pad+room, center(blocks(all, w-2*pad-room, alignLeft, p.pal.OnStrip, n.ID)))
	high := heightOf(all) - all[0].leading() + 2*pad
	if isPictured {
		high = max(high, side+pad)
	}
	b := overlay(&box{w: w, h: high, draw: func(out *plan, x, y, h float32) {
		if isPictured {
			out.image(n.Picture, rect{x + pad, y + (h-side)/2, side, side}, false, p.pal.OnStrip)
			return
		}
		p.dots(out, x+pad, y+(h-side)/2, side, p.pal.Accent)
	}}, words)
	for _, t := range all {
		b.w = max(b.w, t.w+2*pad+room)
	}
	ground := surface{ground: p.pal.Strip, edge: p.pal.Hair, radius: p.radius(), stroke: p.stroke()}
	return ground.under(b).as(n)
}

// countdown is the time that is left, in words and as a bar that shrinks (TIM-1).
func (p *pass) countdown(n *scene.Node, w float32) *box {
	q := *p
	q.pal.Point = p.pal.Ink // it is no button
	a := &act{pass: &q, n: n, w: w}
	words := blocks(append([]*para{p.text(n.Label, p.ty.Body, true, w)}, p.paras(n.Details, p.ty.Body, w)...), w, alignLeft, p.pal.Ink, n.ID)
	high := p.u(theme.TimeBar)
	bar := &box{w: w, h: high, draw: func(out *plan, x, y, _ float32) { a.timeBar(out, rect{x, y, w, high}) }}
	return column(p.gap/2, words, bar).as(n)
}

// pictured is a picture with words, in the middle of what height it is given: above them, or
// beside them where it is larger there.
func (p *pass) pictured(n *scene.Node, w float32) *box {
	above := p.actAbove(n, w)
	b := &box{w: above.widest(), h: above.least()}
	beside := p.actsBeside(n, w)
	for _, a := range beside {
		if low := a.least(); low < b.h {
			b.w, b.h = w, low
		}
	}
	b.draw = func(out *plan, x, y, h float32) {
		best := above
		for _, a := range beside {
			if h < best.least()-heightTolerance && a.least() < best.least() || a.betterIn(h, best) {
				best = a
			}
		}
		best.draw(out, x, y, h)
	}
	return b
}

// betterIn reports whether an act is better than another one in a height: it fits, its picture
// is larger, and its words are not smaller.
func (a *act) betterIn(h float32, than *act) bool {
	switch {
	case h < a.least()-heightTolerance:
		return false
	case than.side == 0 && a.wrapsWhen() && !than.wrapsWhen():
		return false
	case a.verb != nil && (a.verb.size < than.verb.size*actWordsLeast || than.side == 0 && len(a.verb.lines) > actVerbLines):
		return false
	case than.side > 0:
		return a.pictureIn(h) > than.pictureIn(h)
	}
	return a.pictureIn(h) > than.pictureIn(h)*actBesideGain
}

// actAbove is an act with its picture above the words.
func (p *pass) actAbove(n *scene.Node, w float32) *act {
	a := &act{pass: p, n: n, w: w, column: w}
	a.figures()
	a.words(w, w-a.arrow-p.gap)
	return a
}

// actsBeside are an act with its picture at the left of the words, in several widths: none
// where that breaks a word, or there is no picture.
func (p *pass) actsBeside(n *scene.Node, w float32) (all []*act) {
	if !p.exists(n.Picture) {
		return nil
	}
	shares := actBeside[:]
	if p.tight {
		shares = append(shares[:len(shares):len(shares)], actNarrow)
	}
	for _, share := range shares {
		a := &act{pass: p, n: n, w: w, side: max(w*share, p.g(actSideLeast)*p.ratioOf(n))}
		a.figures()
		a.column = w - a.side - p.gap*actGap
		if a.arrow > 0 {
			a.column -= max(a.arrow, w*actArrowWidth*share/actBeside[0]) + p.gap
		}
		if a.column <= 0 {
			continue
		}
		details := a.column
		if a.arrow > 0 {
			details = w // below picture, way and arrow
		}
		if a.words(details, a.column); a.isWhole() {
			all = append(all, a)
		}
	}
	if a := p.actOver(n, w); a != nil {
		all = append(all, a)
	}
	return all
}

// actOver is an act with a wide picture above its words, and the arrow beside both; nil where
// the picture is not wide, or nothing is pointed to.
func (p *pass) actOver(n *scene.Node, w float32) *act {
	a := &act{pass: p, n: n, w: w, over: true}
	if a.figures(); a.arrow == 0 || a.ratio() < actOverFrom {
		return nil
	}
	a.side = w - max(a.arrow, w*actArrowWidth) - p.gap
	a.column = a.side
	if a.words(w, a.column); !a.isWhole() {
		return nil
	}
	return a
}

// figures settles the least sizes of picture, arrow and bar of time.
func (a *act) figures() {
	n := a.n
	a.when = whenNode(n)
	if a.timed().Span > 0 {
		a.time = a.u(theme.TimeBar) + a.gap
	}
	if n.Toward != "" {
		a.arrow = a.leastOf(theme.ArrowLeast)
	}
	switch {
	case a.exists(n.Picture):
		a.picture = a.leastOf(theme.ActPictureLeast)
	case n.Role == scene.RoleText:
	case n.Role == scene.RoleAlert:
		a.picture = a.u(a.ty.Verb*symbolSize) * a.pic.of(actLeastAll, actSmall, 1)
	default:
		a.picture = a.u(a.ty.Verb * dotSize)
	}
}

// leastOf is the least side of a picture or an arrow, from that in the usual size.
func (p *pass) leastOf(mm float64) float32 {
	if p.pic == noPictures || p.tight {
		return p.g(mm * actLeastAll)
	}
	return p.u(mm) * p.pic.of(actLeastAll, actSmall, 1)
}

// words sets the words of an act: the details in one width, verb and way in another. Where
// room is scarce the arrow with its words is all that is told of where the device is.
func (a *act) words(details, column float32) {
	n, lines := a.n, actVerbLines
	if n.Role == scene.RoleText {
		lines = statementLines
	}
	inner := column
	if a.side == 0 {
		inner = a.w
	}
	if !n.Label.Equal(a.sc.Root.Label) {
		a.verb = a.setVerb(n.Label, inner, lines)
		if a.pictureFirst() {
			a.verb = a.large(n.Label, inner, lines, a.ty.Title, a.ty.Name, a.ty.Body)
		}
	}
	told := n.Details
	if way := wayOf(n); a.arrow > 0 && !way.IsZero() {
		a.way = a.large(way, column, 2, a.ty.Verb, a.ty.Title, a.ty.Name, a.ty.Body)
		if child := wayNode(n); child == nil {
			told = told[1:]
		} else if a.pic == noPictures || a.tight || a.panel.OrDefault().Small() {
			told = nil
		}
	}
	a.more = a.paras(told, a.ty.Body, details)
	if a.when != nil {
		ink := a.ty.Body
		if a.pic == largePictures && !a.tight {
			ink = a.ty.Name
		}
		a.more = append(a.more, a.text(a.when.Label, ink, false, details))
	}
}

// pictureFirst reports whether the picture is worth more than a step of the words: where pictures
// are small, and where keys are drawn that are told apart.
func (a *act) pictureFirst() bool {
	return a.n.Role != scene.RoleProgress && (a.pic == smallPictures || len(keysOf(a.n)) > 0)
}

// whenNode is the part of an act that tells how long it has lasted, or what is left of it; nil:
// it has none.
func whenNode(n *scene.Node) *scene.Node {
	for i := range n.Children {
		if c := &n.Children[i]; n.Role == scene.RoleProgress && c.Quiet && (c.Role == scene.RoleHeading || c.Role == scene.RoleProgress) {
			return c
		}
	}
	return nil
}

// wrapsWhen reports whether that takes more than one line.
func (a *act) wrapsWhen() bool { return a.when != nil && len(a.more[len(a.more)-1].lines) > 1 }

// timed is the node whose time the bar shows.
func (a *act) timed() *scene.Node {
	if a.when != nil {
		return a.when
	}
	return a.n
}

// wayNode is the part of an act that tells in a few words where its arrow points; nil: it has
// none.
func wayNode(n *scene.Node) *scene.Node {
	for i := range n.Children {
		if c := &n.Children[i]; c.Role == scene.RoleText && c.Quiet {
			return c
		}
	}
	return nil
}

// wayOf is what stands beside the arrow of an act: those words, or its only detail.
func wayOf(n *scene.Node) scene.Text {
	if c := wayNode(n); c != nil {
		return c.Label
	}
	if len(n.Details) > 0 {
		return n.Details[0]
	}
	return scene.Text{}
}

// isWhole reports whether no word of it is broken.
func (a *act) isWhole() bool {
	for _, t := range append([]*para{a.verb, a.way}, a.more...) {
		if t != nil && t.broken {
			return false
		}
	}
	return true
}

// widest is the width that its words take.
func (a *act) widest() float32 {
	w := a.w
	for _, t := range append([]*para{a.verb}, a.more...) {
		if t != nil {
			w = max(w, t.w)
		}
	}
	if a.way != nil {
		w = max(w, a.way.w+a.gap+a.arrow)
	}
	return w
}

// heightOfVerb is that of the verb without the space above it.
func (a *act) heightOfVerb() float32 {
	if a.verb == nil {
		return 0
	}
	return a.verb.bare()
}

// heightOfMore is that of the details.
func (a *act) heightOfMore() float32 {
	if len(a.more) == 0 {
		return 0
	}
	return heightOf(a.more) - a.more[0].leading()
}

// pointer is the height of the arrow with its words.
func (a *act) pointer(arrow float32) float32 {
	if a.way == nil {
		return arrow
	}
	return max(arrow, a.way.bare())
}

// fixed is the height of an act without picture and arrow, and with the gaps between its
// parts.
func (a *act) fixed() float32 {
	verb, more := a.heightOfVerb(), a.heightOfMore()
	parts := []float32{a.picture, verb, more, a.arrow}
	if a.side > 0 { // picture, words and arrow are one row
		verb = 0
		if a.arrow == 0 {
			more = 0 // they stand under the verb
		}
		parts = []float32{a.side, more}
	}
	gaps := float32(-1)
	for _, part := range parts {
		if part > 0 {
			gaps++
		}
	}
	return a.time + verb + more + max(0, gaps)*a.gap*actGap
}

// beside is the height of the words at the right of a picture.
func (a *act) beside() float32 {
	h, parts := a.heightOfVerb(), float32(0)
	if h > 0 {
		parts++
	}
	if a.way != nil {
		h, parts = h+a.way.bare(), parts+1
	}
	if more := a.heightOfMore(); a.arrow == 0 && more > 0 {
		h, parts = h+more, parts+1
	}
	return h + max(0, parts-1)*a.gap
}

// least is the height that an act needs.
func (a *act) least() float32 {
	switch {
	case a.over:
		return a.fixed() + max(a.picture+a.gap+a.beside(), a.arrow)
	case a.side > 0:
		return a.fixed() + max(a.picture, a.arrow, a.beside())
	}
	h := a.fixed() + a.picture
	if a.arrow > 0 {
		h += a.pointer(a.arrow)
	}
	return h
}

// sides are the height of the picture and the side of the arrow in a height.
func (a *act) sides(h float32) (picture, arrow float32) {
	free, most := h-a.fixed(), a.u(theme.ActPictureMost)
	if !a.exists(a.n.Picture) {
		most = a.picture
	}
	ratio := a.ratio()
	if a.over {
		return min(free-a.gap-a.beside(), most, a.side/ratio), min(free, a.u(theme.Arrow), a.w-a.side-a.gap)
	}
	if a.side > 0 {
		picture = min(free, most, a.side/ratio)
		if a.arrow > 0 {
			arrow = min(free, a.u(theme.Arrow), a.w-a.side-a.column-a.gap*(actGap+1))
		}
		return picture, arrow
	}
	most = min(most, a.w*min(actPictureWide, actPicture*ratio)/ratio)
	if a.arrow == 0 {
		return min(free, most), 0
	}
	arrowMost := min(a.u(theme.Arrow), a.w)
	if a.way != nil {
		arrowMost = min(arrowMost, a.w-a.way.w-a.gap-textSlack)
	}
	arrow = max(a.arrow, min(free*(1-actPictureFair), arrowMost))
	picture = min(free-a.pointer(arrow), most)
	return picture, max(a.arrow, min(free-picture, arrowMost))
}

// ratio is the width of the picture in its height, where it is wide.
func (a *act) ratio() float32 { return a.ratioOf(a.n) }

// ratioOf is the width of the picture of a node in its height, where it is wide.
func (p *pass) ratioOf(n *scene.Node) float32 {
	if k := newKeypad(keysOf(n)); k != nil {
		return max(1, k.ratio())
	}
	if !p.exists(n.Picture) {
		return 1
	}
	return max(1, p.aspect(n.Picture))
}

// pictureIn is the height of the picture in a height.
func (a *act) pictureIn(h float32) float32 {
	side, _ := a.sides(h)
	return side
}

func (p *pass) actPad() float32 {
	if p.tight {
		return p.pad()
	}
	return p.pad() * actPad
}

// setVerb sets what is to be done as large as it fits in that many lines.
func (p *pass) setVerb(t scene.Text, w float32, lines int) *para {
	return p.large(t, w, lines, p.ty.Verb, p.ty.Title, p.ty.Name, p.ty.Body)
}

// large sets a text at the first of several letter heights at which it takes few lines, and
// would at 200 % too: so it grows with everything else (TXT-6). Where room is scarce it is
// set a step or two smaller.
func (p *pass) large(t scene.Text, w float32, lines int, inks ...float64) *para {
	last := len(inks) - 1
	growth := float64(2 / p.k)
	if p.up {
		growth /= theme.Ratio // at 200 % the type of the easy form is not a step larger
	}
	for i := range inks {
		most := p.text(t, inks[i]*growth, true, w)
		if i < last && (most.broken || len(most.lines) > lines) {
			continue
		}
		switch {
		case p.tight:
			i += 2
		case p.pic == noPictures:
			i++
		}
		return p.text(t, inks[min(i, last)], true, w)
	}
	return nil
}
