package ui

import (
	"fmt"
	"math"

	"modu/accessibility/scene"
	"modu/ui/theme"
)

// Proportions of a dial, in its side.
const (
	dialMarks       = 40    // around it: each stands for a part of the time
	dialLong        = 0.085 // of a mark of the time that is left, and how wide it is
	dialWide        = 0.034
	dialShort       = 0.03 // of one of the time that has gone, and how wide it is
	dialThin        = 0.012
	dialBesideWords = 0.27 // most of the width for a ring beside its words
	dialNumber      = 0.6  // most of the side for the number
	minuteFrom      = 60   // seconds from which on minutes are told
	clockFormat     = "%d:%02d"
)

// dialled is the time that runs out in an alert, which is shown as a dial; nil: none does.
func (p *pass) dialled(n *scene.Node) *scene.Node {
	if n.Role != scene.RoleAlert || p.elide {
		return nil
	}
	for i := range n.Children {
		if c := &n.Children[i]; c.Role == scene.RoleProgress && c.Span > 0 {
			return c
		}
	}
	return nil
}

// dial is the time that is left as a number in a ring of marks, which go out one after the
// other, over what happens then (TIM-1) and what the alert says. A mark that has gone out is
// short and thin: no colour is needed to tell it.
func (p *pass) dial(n, left *scene.Node, w float32) *box {
	verb, then := p.setVerb(n.Label, w, actVerbLines), p.text(left.Label, p.ty.Name, false, w)
	if p.pic == smallPictures {
		verb, then = p.large(n.Label, w, actVerbLines, p.ty.Title, p.ty.Name, p.ty.Body), p.text(left.Label, p.ty.Body, false, w)
	}
	words, gap := then.h+verb.h, p.gap*actGap
	most := min(p.u(theme.ActPictureMost), w*actPicture)
	least := max(min(most, p.u(theme.ActPictureLeast)*p.pic.of(0, 0.7, 1)), p.codeAt(dialText(left), p.ty.Body, unbounded).w/dialNumber)
	return &box{w: max(w, verb.w, then.w), h: least + gap + words, draw: func(out *plan, x, y, h float32) {
		side := min(h-words-gap, max(most, least))
		y += (h - words - gap - side) / 2
		out.node(left, rect{x, y, w, side + gap + then.h})
		p.dialRing(out, left, rect{x + (w-side)/2, y, side, side})
		number := p.dialNumber(left, side)
		out.para(number, x, y+(side-number.h)/2, w, alignCenter, p.pal.Ink, left.ID)
		y += side + gap
		out.para(then, x, y, w, alignCenter, p.pal.Ink, left.ID)
		out.para(verb, x, y+then.h, w, alignCenter, p.pal.Ink, n.ID)
	}}
}

// dialBeside is the same with the ring at the left of its words, where height is missing.
func (p *pass) dialBeside(n, left *scene.Node, w float32) *box {
	least := max(p.g(theme.ActPictureLeast*actLeastAll), p.codeAt(dialText(left), p.ty.Body, unbounded).w/dialNumber)
	side := max(least, min(w*dialBesideWords, p.u(theme.ActPictureMost)))
	column := w - side - p.gap*actGap
	verb, then := p.large(n.Label, column, actVerbLines, p.ty.Title, p.ty.Name, p.ty.Body), p.text(left.Label, p.ty.Body, false, column)
	words := verb.h + then.h
	return (&box{w: w, h: max(least, words), draw: func(out *plan, x, y, h float32) {
		out.node(left, rect{x, y, w, h})
		ring := min(h, side)
		at := rect{x + (side-ring)/2, y + (h-ring)/2, ring, ring}
		p.dialRing(out, left, at)
		number := p.dialNumber(left, ring)
		out.para(number, at.x, at.y+(ring-number.h)/2, ring, alignCenter, p.pal.Ink, left.ID)
		x, y = x+w-column, y+(h-words)/2
		out.para(verb, x, y, column, alignLeft, p.pal.Ink, n.ID)
		out.para(then, x, y+verb.h, column, alignLeft, p.pal.Ink, left.ID)
	}}).overflowing(verb.broken || then.broken)
}

// dialText is the seconds that are left; minutes and seconds where there are that many.
func dialText(left *scene.Node) scene.Text {
	s := fmt.Sprint(left.Remaining)
	if left.Remaining >= minuteFrom {
		s = fmt.Sprintf(clockFormat, left.Remaining/minuteFrom, left.Remaining%minuteFrom)
	}
	return scene.Text{Lang: left.Label.Lang, Spans: []scene.Span{{Text: s}}}
}

// dialNumber is that as large as a ring allows, and never below what is to be read.
func (p *pass) dialNumber(left *scene.Node, side float32) *para {
	t, ink := dialText(left), p.ty.Hero*theme.HeroMost
	number := p.codeAt(t, ink, unbounded)
	for number.w > side*dialNumber && ink*shrink >= p.ty.Body {
		ink = max(ink*shrink, p.ty.Body)
		number = p.codeAt(t, ink, unbounded)
	}
	return number
}

// dialRing is the ring of marks; the time goes out clockwise from the top.
func (p *pass) dialRing(out *plan, left *scene.Node, r rect) {
	gone := dialMarks - (dialMarks*left.Remaining+left.Span-1)/left.Span
	cx, cy, radius := r.x+r.w/2, r.y+r.h/2, r.w/2
	for i := range dialMarks {
		long, wide := float32(dialLong), float32(dialWide)
		if i < gone {
			long, wide = dialShort, dialThin
		}
		a := (float64(i) + 0.5) / dialMarks * 2 * math.Pi
		dx, dy := float32(math.Sin(a)), -float32(math.Cos(a))
		to := radius * (1 - dialWide)
		from := to - r.w*long
		out.line(cx+dx*from, cy+dy*from, cx+dx*to, cy+dy*to, max(1, r.w*wide), p.pal.Alert)
	}
}
