package ui

import (
	"slices"

	"modu/accessibility/scene"
	"modu/ui/theme"
)

// Proportions of a quantity.
const (
	quantityPicture   = 0.3  // most of the width that its picture takes
	quantityAspect    = 0.75 // least height of that picture, in its width
	quantityGrowth    = 1.5  // greatest height of that picture, in its width
	fewPicture        = 2    // of a line of few, in the picture of others
	fewPictureMost    = 0.44 // and most of the width that it takes
	fewGrowth         = 1.5  // and its greatest height, in its width
	lonePicture       = 0.52 // most width of the picture of the only line, of the width
	fewStepper        = 1.5  // of minus and plus of a line of few, of those of others
	pictureMargin     = 1.5  // between the picture and the words, in paddings
	valueAspect       = 1.6  // least width of the number, in its letter height
	valueMargins      = 2    // beside the number, both sides together, in paddings
	aloneHeight       = 0.74 // most height of the picture above the words of the only line, in the width
	amountColumn      = 0.14 // least width of the price, of the width
	lineNameLeast     = 0.25 // least width of the name on one line with everything, of the width
	besideNameLeast   = 0.3  // least width of the name beside the controls, of the width
	quantityColumnGap = 2    // between name, controls and price, in gaps
)

// quantity is a thing with its amount, and minus, number, plus to change it.
type quantity struct {
	*pass
	n       *scene.Node
	w       float32
	details []scene.Text // without the number

	pictureW float32 // 0: it has none
	value    *para   // the number; nil: there is none
	valueW   float32
	side     float32 // of minus and plus
	steps    []*box  // minus and plus
	stepsW   float32 // with the number between them
	others   []*box  // further buttons
	othersW  float32 // with a gap before each
}

// quantity lays out a quantity, or a line with a picture or a button of its own: on one line
// in a wide window, else with its controls beside the words where there is nothing more, or
// below them. The first two children of a quantity are minus and plus, further ones, and
// those of a line, stand at the right.
func (p *pass) quantity(n *scene.Node, w float32) *box {
	q := &quantity{pass: p, n: n, w: w - 2*p.cardPad(), details: n.Details, side: p.stepper()}
	if n.Role == scene.RoleQuantity && len(n.Details) > 0 {
		q.value = p.text(n.Details[0], p.nameInk(), true, q.w/2)
		q.details = n.Details[1:]
		q.valueW = max(q.value.w, p.u(p.ty.Name*valueAspect)) + p.pad()*valueMargins
	}
	q.buttons()
	q.stepsW += q.valueW
	q.pictureW = q.pictureWidth()
	b := q.arranged()
	if q.pictureW > 0 && b.most == 0 {
		b.most = max(b.h, q.pictureW*q.pictureGrowth()+2*p.pad())
	}
	card := inset(w, p.cardPad(), 0, b)
	card.most = b.most
	card.w = b.w + 2*p.cardPad()
	if p.lined {
		b = p.ruled(card).as(n)
	} else {
		b = p.sheet().under(card).as(n)
	}
	b.w = max(w, card.w)
	return b
}

// arranged is the line in the first of the ways to lay it out for which there is room.
func (q *quantity) arranged() *box {
	var ways []func() *box
	switch {
	case len(q.steps) == 2 && len(q.others) == 0 && q.pictureW == 0:
		ways = append(ways, q.oneLine, q.controlsBeside)
	case len(q.steps) == 2:
		ways = append(ways, q.oneLine)
	}
	if q.standsAlone() {
		ways = append(ways, q.pictureAbove)
	}
	if len(q.steps) == 0 && len(q.others) == 1 {
		ways = append(ways, q.priceOverButton, q.buttonBeside)
	}
	for _, way := range ways {
		if b := way(); b != nil {
			return b
		}
	}
	return q.controlsBelow().overflowing(q.stepsW > q.w || q.othersW-q.gap > q.w)
}

// buttons makes minus, plus and what else can be pressed on the line.
func (q *quantity) buttons() {
	for i := range q.n.Children {
		c := &q.n.Children[i]
		if i < 2 && q.n.Role == scene.RoleQuantity && c.Role == scene.RoleButton {
			q.steps = append(q.steps, q.stepButton(c, q.side, i == 1))
			q.stepsW += q.side
			continue
		}
		cw := q.naturalWidth(c, q.w)
		b := q.rowPart(c, cw, true)
		if q.pic != noPictures && !q.tight {
			b.h = max(b.h, q.side) // as high as minus and plus
		}
		b.w = cw
		q.others = append(q.others, b)
		q.othersW += cw + q.gap
	}
}

// stepper is the side of minus and plus.
func (p *pass) stepper() float32 {
	side := theme.Stepper
	if p.panel.OrDefault().Small() {
		side = theme.StepperSmall
	}
	if p.few && !p.wide() {
		side *= fewStepper
	}
	return max(p.target(), p.u(side))
}

// cardPad is the space at either side of a quantity on its card.
func (p *pass) cardPad() float32 {
	switch {
	case p.lined:
		return 0
	case p.tight:
		return p.pad() / 2
	}
	return p.pad()
}

func (q *quantity) pictureWidth() float32 {
	if q.pic == noPictures || q.likeness(q.n).name == "" {
		return 0
	}
	if q.few && q.fewAreWide() {
		if q.lone {
			return min(q.u(theme.PictureMost), q.w*lonePicture)
		}
		return min(q.u(theme.QuantityPicture)*fewPicture, q.w*fewPictureMost)
	}
	return min(q.u(theme.QuantityPicture)*q.pic.of(0, 0.5, 1), q.w*quantityPicture)
}

// fewAreWide reports whether the controls have their place beside the larger picture of a
// list of few lines, on one line or on two.
func (q *quantity) fewAreWide() bool {
	return !q.wide() && max(q.stepsW, q.othersW-q.gap) <= q.w*(1-lonePicture)-q.pad()*pictureMargin
}

// pictureGrowth is the greatest height of the picture, in its width.
func (p *pass) pictureGrowth() float32 {
	if p.few {
		return fewGrowth
	}
	return quantityGrowth
}

// steppers is minus, number and plus, to be set side by side.
func (q *quantity) steppers() []*box {
	parts := centered(q.steps)
	if q.value == nil {
		return parts
	}
	a, at := alignCenter, 1
	if len(q.steps) == 0 {
		a, at = alignLeft, 0
	}
	return slices.Insert(parts, at, center(block(q.value, q.valueW, a, q.pal.Ink, q.n.ID)))
}

// nameAndDetails is the name with the details below it in one line.
func (q *quantity) nameAndDetails(w float32, details []scene.Text) (b *box, name *para, rest []*para) {
	name = q.text(q.n.Label, q.nameInk(), true, w)
	rest = q.paras(joined(details), q.detailInk(), w)
	return blocks(append([]*para{name}, rest...), w, alignLeft, q.pal.Ink, q.n.ID), name, rest
}

// oneLine is name, controls and price side by side. It is nil where the window is not wide
// enough.
func (q *quantity) oneLine() *box {
	if !q.wide() {
		return nil
	}
	details := q.details
	var price *para
	var priceW float32
	if k := len(details) - 1; k >= 0 {
		price, details = q.text(details[k], q.nameInk(), true, q.w), details[:k]
		priceW = max(price.w+1, q.w*amountColumn) + q.gap*quantityColumnGap
	}
	controlsW := q.stepsW + q.othersW
	var indented float32 // beside the picture
	if q.pictureW > 0 {
		indented = q.pictureW + q.pad()*pictureMargin
	}
	nameW := q.w - indented - controlsW - priceW - q.gap*quantityColumnGap
	if nameW < q.w*lineNameLeast || q.br.longestWord(q.n.Label, q.font(q.nameInk()), true) > nameW {
		return nil
	}
	words, _, _ := q.nameAndDetails(nameW, details)
	h := words.h
	parts := q.steppers()
	for _, b := range q.others {
		parts = append(parts, indent(q.gap, center(b)))
	}
	controls := lessStroke(q.stroke(), row(0, parts...))
	b := indent(indented, row(0, center(words), indent(q.gap*quantityColumnGap, controls)))
	if q.pictureW > 0 {
		b = overlay(q.pictureBox(unbounded), b)
		h = max(h, q.pictureW*quantityAspect)
	}
	if price != nil {
		h = max(h, price.h)
		b = overlay(b, flushRight(q.w, 0, center(block(price, price.w, alignLeft, q.pal.Ink, q.n.ID))))
	}
	b.w, b.h = q.w, max(h+q.pad(), q.side+q.pad())
	for _, c := range q.others {
		b.h = max(b.h, c.h+q.pad())
	}
	return b
}

// lessStroke leaves the lower edge of a box to a line.
func lessStroke(stroke float32, b *box) *box {
	return &box{w: b.w, h: b.h, draw: func(out *plan, x, y, h float32) { b.draw(out, x, y, h-stroke) }}
}

// controlsBeside is name and price one below the other, the controls at the right. It is
// nil where the words need the whole width.
func (q *quantity) controlsBeside() *box {
	nameW := q.w - q.stepsW - q.gap*quantityColumnGap
	if nameW < q.w*besideNameLeast {
		return nil
	}
	words, name, rest := q.nameAndDetails(nameW, q.details)
	if name.broken || len(name.lines) > 1 || len(rest) > 0 && len(rest[0].lines) > 1 {
		return nil
	}
	controls := row(0, q.steppers()...)
	controls.w = q.stepsW
	b := overlay(center(words), flushRight(q.w, 0, controls))
	b.w, b.h = q.w, max(words.h, q.side+q.pad())+q.pad()
	return b
}

// buttonBeside is the picture at the left, name and price in the middle and the one button at
// the right, as large as on every line. It is nil where the words need the whole width.
func (q *quantity) buttonBeside() *box {
	var indented float32 // beside the picture
	if q.pictureW > 0 {
		indented = q.pictureW + q.pad()*pictureMargin
	}
	button := q.others[0]
	inner := q.w - indented - button.w - q.gap*quantityColumnGap
	if inner < q.w*besideNameLeast || q.br.longestWord(q.n.Label, q.font(q.nameInk()), true) > inner {
		return nil
	}
	name, rest := q.nameAndAmount(q.n, q.details, q.n.Amount, inner, q.nameInk())
	words := column(0, name, blocks(q.paras(joined(rest), q.detailInk(), inner), inner, alignLeft, q.pal.Ink, q.n.ID))
	words.w = inner
	b := indent(indented, row(q.gap*quantityColumnGap, center(words), center(button)))
	if q.pictureW > 0 {
		b = overlay(b, q.pictureBox(unbounded))
	}
	b.w, b.h = q.w, max(words.h, button.h, q.pictureW*quantityAspect)
	b = inset(q.w, 0, q.pad(), b)
	return b
}

// roomy reports whether a line has all the room that it could use: in an upright window that is
// large.
func (q *quantity) roomy() bool {
	return q.pic == largePictures && !q.tight && !q.wide() && q.panel.OrDefault().Large() && q.pictureW > 0
}

// standsAlone reports whether a line is all that a list holds, with so much room that its picture
// stands above its words.
func (q *quantity) standsAlone() bool { return q.lone && q.roomy() && q.fewAreWide() }

// pictureAbove is the picture over name and price, which are as large as a title, and the controls
// below those.
func (q *quantity) pictureAbove() *box {
	name, rest := q.nameAndAmount(q.n, q.details, true, q.w, q.ty.Title)
	words := column(0, name, blocks(q.paras(joined(rest), q.detailInk(), q.w), q.w, alignLeft, q.pal.Ink, q.n.ID))
	controls := q.controlLines(0, q.stepsW+q.othersW > q.w)
	least := q.pictureW * quantityAspect
	picture := &box{w: q.w, h: least, most: max(least, min(q.w*aloneHeight, q.u(theme.PictureAlone))), draw: func(out *plan, x, y, h float32) {
		wide := min(q.w, h*invitedWide)
		q.besideWords(out, q.n, rect{x + (q.w-wide)/2, y, wide, h})
	}}
	return inset(q.w, 0, q.pad(), spread(q.pad(), picture, words, controls))
}

// priceOverButton is the picture at the left, the name in the middle, and at the right edge, where
// the sum below stands too, the price with the one button under it. It is nil where height or width
// is scarce, or there is no price.
func (q *quantity) priceOverButton() *box {
	last := len(q.details) - 1
	if !q.roomy() || !q.n.Amount || last < 0 {
		return nil
	}
	price, button := q.text(q.details[last], q.nameInk(), true, q.w), q.others[0]
	right := max(price.w, button.w)
	indented := q.pictureW + q.pad()*pictureMargin
	inner := q.w - indented - right - q.gap*quantityColumnGap
	if inner < q.w*besideNameLeast || q.br.longestWord(q.n.Label, q.font(q.nameInk()), true) > inner {
		return nil
	}
	words, _, _ := q.nameAndDetails(inner, q.details[:last])
	at := column(q.gap, block(price, right, alignRight, q.pal.Ink, q.n.ID), flushRight(right, 0, button))
	h := max(words.h, at.h, q.pictureW*quantityAspect)
	b := overlay(indent(indented, center(words)), q.pictureBox(unbounded), flushRight(q.w, 0, center(at)))
	b.w, b.h = q.w, h
	return inset(q.w, 0, q.pad(), b)
}

// controlsBelow is the picture at the left, name and price at its right, and the controls
// below those, on one line or on two.
func (q *quantity) controlsBelow() *box {
	pad, w := q.pad(), q.w
	var indented float32 // beside the picture
	if q.pictureW > 0 {
		indented = q.pictureW + pad*pictureMargin
	}
	inner := w - indented
	name, rest := q.nameAndAmount(q.n, q.details, true, inner, q.nameInk())
	words := column(0, name, blocks(q.paras(joined(rest), q.detailInk(), inner), inner, alignLeft, q.pal.Ink, q.n.ID))
	stepsIndent := indented
	if q.stepsW > inner {
		stepsIndent = 0
	}
	controls := q.controlLines(stepsIndent, q.stepsW+q.othersW > inner)
	b := column(0, indent(indented, words), lower(pad, controls))
	needs := words.h + pad + controls.h
	b.h = needs
	b = center(b)
	if q.pictureW > 0 && stepsIndent > 0 {
		b = overlay(q.pictureBox(unbounded), b)
	} else if q.pictureW > 0 { // the controls are below it
		b = overlay(b, q.pictureBox(words.h))
	}
	b = inset(w, 0, pad, b)
	b.h = max(needs, q.pictureW*quantityAspect) + 2*pad
	return b
}

// controlLines is the stepper at the left and the other buttons at the right; on a line of
// their own where they need one.
func (q *quantity) controlLines(indented float32, wrap bool) *box {
	steps := row(0, q.steppers()...)
	steps.h = 0
	if len(q.steps)+len(q.others) > 0 || q.value != nil {
		steps.h = q.side
	}
	if q.value != nil {
		steps.h = max(steps.h, q.value.h)
	}
	others := rowFromRight(q.w, q.gap, centered(q.others)...)
	if wrap && others.h > 0 {
		return column(0, indent(indented, steps), lower(q.gap, others))
	}
	b := overlay(indent(indented, steps), others)
	b.h = max(steps.h, others.h)
	return b
}

// pictureBox is the picture of the thing, as high as there is room, at most that high.
func (q *quantity) pictureBox(most float32) *box {
	return &box{w: q.w, h: most, draw: func(out *plan, x, y, h float32) {
		q.besideWords(out, q.n, rect{x, y, q.pictureW, min(most, h)})
	}}
}

// The symbols of minus and plus, in the side of their button.
const (
	stepLength      = 0.46
	stepStroke      = 0.09
	leastStepStroke = 2 // canvas units
)

// stepButton is a minus or a plus on a square. Its label is for the ear and the fingers;
// the symbol says the same to the eye in any language.
func (p *pass) stepButton(n *scene.Node, side float32, isPlus bool) *box {
	ground := p.surface(n)
	return ground.under(&box{w: side, h: side, draw: func(out *plan, x, y, _ float32) {
		length, t := side*stepLength, max(leastStepStroke, side*stepStroke)
		out.fill(rect{x + (side-length)/2, y + (side-t)/2, length, t}, ground.ink)
		if isPlus {
			out.fill(rect{x + (side-t)/2, y + (side-length)/2, t, (length - t) / 2}, ground.ink)
			out.fill(rect{x + (side-t)/2, y + (side+t)/2, t, (length - t) / 2}, ground.ink)
		}
	}}).as(n)
}
