package ui

import (
	"slices"

	"modu/accessibility/scene"
	"modu/ui/theme"
)

// Proportions of buttons, in paddings unless it says otherwise.
const (
	buttonMargins      = 5    // beside a label that stays on one line, both sides together
	buttonMarginsTight = 2.2  // the same where room is scarce
	textMargins        = 3    // beside text that may wrap, both sides together
	textMarginsTight   = 2    // the same where room is scarce
	textGap            = 2    // between the label and what is beside it
	spreadFrom         = 6    // free width from which label and amount move to the two ends
	buttonAspect       = 1.6  // least width of a button, in targets
	primaryHeight      = 1.35 // least height of the next step, in targets
	pictogramMost      = 0.6  // of a target: no pictogram is larger on a button that has little room
	answerGrowth       = 0.4  // of the growth of the type
	pictogramTall      = 0.5  // of the height of an answer
	pictogramInk       = 1.6  // the side of a pictogram where there is room, in the letters beside it
	pictogramFirst     = 0.7  // of the height of "start"
	firstHeight        = 1.5  // of that button on a small panel and in a wide window, in those of the next step
)

// unbounded is a width in which no text wraps.
const unbounded = 1e6

// pictogramRoom is the room of the pictogram beside the words of a button, with the space
// between them; 0 where it has none.
func (p *pass) pictogramRoom(n *scene.Node) float32 {
	if n.Picture == "" || !p.exists(n.Picture) {
		return 0
	}
	switch {
	case p.invites(n):
		return p.firstStep()*pictogramFirst + p.pad()
	case p.tall():
		return p.answer()*pictogramTall + p.pad()
	}
	return min(p.u(theme.Icon), p.target()*pictogramMost) + p.pad()
}

// buttonInk is the letter height of a button's words, in millimetres.
func (p *pass) buttonInk(n *scene.Node) float64 {
	if p.invites(n) {
		return p.ty.Title
	}
	if n.Primary && !p.tight {
		return p.ty.Name
	}
	return p.ty.Body
}

// lineWidth is the width of a text on one line.
func (p *pass) lineWidth(t scene.Text, ink float64, bold bool) float32 {
	return p.text(t, ink, bold, unbounded).w
}

// buttonWidth is what a button needs to keep its label on one line.
func (p *pass) buttonWidth(n *scene.Node) float32 {
	ink, pad := p.buttonInk(n), p.pad()
	if p.showsThing(n) {
		return p.thingWidth(n)
	}
	w := p.lineWidth(n.Label, ink, true)
	for _, d := range n.Details {
		w += pad*textGap + p.lineWidth(d, ink, true)
	}
	margins := pad * buttonMarginsTight
	if !p.tight {
		margins = pad * buttonMargins
	}
	if !p.tight && !p.bare {
		w += p.pictogramRoom(n) // elsewhere one stands only where there is room anyhow
	}
	return max(p.target()*buttonAspect, w+margins)
}

// loneWidth is the width of a button that stands alone: over the whole width, or half of a
// wide window's, so that its edges are those of what is around it.
func (p *pass) loneWidth(n *scene.Node, w float32) float32 {
	least := w
	if p.wide() {
		least = (w - p.gap) / 2
	}
	return min(w, max(p.buttonWidth(n), least))
}

// button is label, details and, where it cannot be pressed, the reason. A quiet one, beside
// a number or in a pager, leaves the reason to the caption strip.
func (p *pass) button(n *scene.Node, w float32, isQuiet bool) *box {
	if b := p.thingButton(n, w); b != nil {
		return b
	}
	inner := w - p.textMargins()
	ground := p.surface(n)
	var b, why *box
	if n.Disabled && !n.Reason.IsZero() && !isQuiet {
		b, why = p.withReason(n, w, inner, ground.ink)
	} else {
		b = p.words(n, w, inner, ground.ink)
	}
	least := p.target()
	if n.Primary && !p.tight {
		least *= primaryHeight
		if !p.wide() && !p.panel.OrDefault().Small() {
			least = max(least, float32(theme.NextStep)*p.px*min(p.k, theme.BarGrowth))
		}
	}
	if p.tall() {
		least = max(least, p.answer())
	}
	if p.invites(n) {
		least = max(least, p.firstStep())
	}
	b.h = max(least, b.h+2*p.pad())
	return ground.under(above(b, why)).as(n)
}

// invites reports whether a button is the one with which a stay begins, where there is room
// for a large one: who has never used a kiosk sees where to touch.
func (p *pass) invites(n *scene.Node) bool {
	if p.sc.Kind != scene.KindAttract || !n.Primary {
		return false
	}
	return p.pic == largePictures && !p.tight || p.wide() && p.panel.OrDefault().Small() && p.k >= p.size
}

// firstStep is the least height of that button.
func (p *pass) firstStep() float32 {
	k := p.px * min(p.k, theme.BarGrowth)
	if p.wide() || p.panel.OrDefault().Small() {
		return p.target() * primaryHeight * firstHeight
	}
	return theme.FirstStep * k
}

// tall reports whether buttons are high: where they answer a question, and there is room.
func (p *pass) tall() bool {
	return p.answers && p.pic == largePictures && p.panel.OrDefault().Large()
}

// answer is the least height of an answer. It grows with the type, but by less: the picture
// over it grows too.
func (p *pass) answer() float32 {
	return theme.Answer * p.px * min(p.k, 1+(p.k-1)*answerGrowth)
}

// textMargins is the room beside text that may wrap.
func (p *pass) textMargins() float32 {
	if p.tight {
		return p.pad() * textMarginsTight
	}
	return p.pad() * textMargins
}

// words is label and details of a button: on one line, or below each other.
func (p *pass) words(n *scene.Node, w, inner float32, ink rgba) *box {
	texts, sum := p.oneLine(n)
	if sum > inner || p.elide {
		return p.stackedLabel(n, w, inner, ink)
	}
	return p.lineLabel(n, texts, sum, w, inner, ink)
}

// withReason is the words of a button that cannot be pressed: the reason stands beside the
// label where one line has room for both, so that the button has one height whether or not
// it can be pressed (LNG-2), and else below it. It has no ground of its own, which in a look of
// two colours would look like the next act. Where height is
// missing, or width, it stands in place of the label: what the button would do is of no use
// before.
func (p *pass) withReason(n *scene.Node, w, inner float32, ink rgba) (b, why *box) {
	plain := *n
	plain.Primary, plain.Details = false, append(slices.Clone(n.Details), n.Reason)
	texts, sum := p.oneLine(&plain)
	switch {
	case sum <= inner && !p.elide:
		return p.lineLabel(&plain, texts, sum, w, inner, ink), nil
	case !p.tight && p.lineWidth(n.Reason, p.ty.Body, true) <= w-2*p.pad():
		t := p.text(n.Reason, p.ty.Body, true, w-2*p.pad())
		return p.words(n, w, inner, ink), inset(w, p.pad(), p.pad()/2, block(t, w-2*p.pad(), alignCenter, ink, n.ID))
	}
	plain.Label, plain.Details = n.Reason, n.Details
	return p.words(&plain, w, inner, ink), nil
}

// oneLine is the words of a button, each on one line, and the width that they need side by
// side.
func (p *pass) oneLine(n *scene.Node) (texts []*para, w float32) {
	gap := p.pad() * textGap
	for _, t := range append([]scene.Text{n.Label}, n.Details...) {
		if !t.IsZero() {
			texts = append(texts, p.text(t, p.buttonInk(n), true, unbounded))
			w += texts[len(texts)-1].w + gap
		}
	}
	return texts, w - gap
}

// withoutLeading is the height of lines in a box with padding of its own.
func withoutLeading(ts []*para, h float32) float32 {
	if len(ts) > 0 {
		h -= ts[0].leading()
	}
	return h
}

// stackedLabel is the words of a button on several lines, the details below the label, with
// its pictogram where that costs no further line.
func (p *pass) stackedLabel(n *scene.Node, w, inner float32, ink rgba) *box {
	room := p.pictogramRoom(n)
	texts := p.stackedWords(n, inner)
	if narrow := p.stackedWords(n, inner-room); room > 0 && !anyBroken(narrow) && heightOf(narrow) <= heightOf(texts) {
		texts = narrow
	} else {
		room = 0
	}
	lines := beside(p.pictogram(n, room, ink), center(blocks(texts, inner-room, alignCenter, ink, n.ID)))
	b := inset(w, (w-inner)/2, 0, lines)
	b.h = withoutLeading(texts, heightOf(texts))
	return b
}

// stackedWords are label and details one below the other in a width.
func (p *pass) stackedWords(n *scene.Node, w float32) (texts []*para) {
	for _, t := range append([]scene.Text{n.Label}, joined(n.Details)...) {
		if !t.IsZero() {
			texts = append(texts, p.text(t, p.buttonInk(n), true, w))
		}
	}
	return texts
}

func anyBroken(ts []*para) bool {
	return slices.ContainsFunc(ts, func(t *para) bool { return t.broken })
}

// pictogram is that of a button, in its room; nil where it has none.
func (p *pass) pictogram(n *scene.Node, room float32, ink rgba) *box {
	side := room - p.pad()
	if room <= 0 {
		return nil
	}
	return center(&box{w: room, h: side, draw: func(out *plan, x, y, _ float32) {
		out.image(n.Picture, rect{x, y, side, side}, n.Disabled, ink)
	}})
}

// lineLabel is the words of a button on one line, with its pictogram where that fits too.
// In a wide button label and amount stand at the two ends: both edges are read at once.
func (p *pass) lineLabel(n *scene.Node, texts []*para, sum, w, inner float32, ink rgba) *box {
	room, gap := p.pictogramRoom(n), p.pad()*textGap
	small := min(p.u(p.buttonInk(n)), (room-p.pad())*2/p.k) + p.pad() // never more than at 200 %, where there may be less room
	switch large := p.u(p.buttonInk(n)*pictogramInk) + p.pad(); {
	case room > 0 && large > room && (sum+large)*2/p.k <= inner: // and so it is at 200 % (TXT-6)
		room = large
	case room > 0 && small > room && sum+small <= inner:
		room = small
	case sum+room > inner:
		room = 0
	}
	pictogram := p.pictogram(n, room, ink)
	words := make([]*box, len(texts))
	for i, t := range texts {
		words[i] = center(block(t, t.w, alignLeft, ink, n.ID))
	}
	var b *box
	if last := len(words) - 1; last > 0 && w > sum+room+p.pad()*spreadFrom {
		b = overlay(flushRight(w, gap, words[last]), inset(w, gap, 0, beside(pictogram, row(gap, words[:last]...))))
	} else {
		b = inset(w, (w-sum-room)/2, 0, beside(pictogram, row(gap, words...)))
	}
	b.h = 0
	if len(texts) > 0 {
		b.h = withoutLeading(texts, texts[0].h)
	}
	return b
}
