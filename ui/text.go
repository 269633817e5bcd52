package ui

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"modu/accessibility/scene"
)

// face is which font draws a stretch: the weight, and the language whose glyphs
// are wanted, because one code point looks different in Korean, Chinese and
// Japanese.
type face struct {
	lang scene.Lang
	bold bool
}

// measurer tells how wide text is at a font size. Advances are rounded to whole
// pixels for each size, so that one size says nothing about another.
type measurer func(s string, f face, size float32) float32

// run is a stretch of one line in one face.
type run struct {
	text  string
	face  face
	x, w  float32 // from the start of the line
	at, n int     // runes of the whole text
}

type line struct {
	runs []run
	w    float32
}

// para is text broken into lines that fit a width.
type para struct {
	lines  []line
	size   float32 // font size
	pitch  float32 // from line to line
	w, h   float32
	cut    bool // the end was left out and an ellipsis stands for it
	broken bool // a word was broken because it alone is wider than the line
}

// lineBox is the height of a line of the shipped font, in font sizes; pitch is
// what the lines are set apart.
const (
	lineBox   = 1.19
	linePitch = 1.26
	lineInk   = 1.08 // what a line needs where no other line is near: all ink, and descenders
)

// bare is the height without the empty parts above the first and below the last
// line, for a box with padding of its own.
func (t *para) bare() float32 {
	if len(t.lines) == 0 {
		return 0
	}
	return t.h - t.leading()
}

// leading is what bare leaves out.
func (t *para) leading() float32 { return t.pitch - t.size*lineInk }

// breaker sets text in lines.
type breaker struct {
	measure measurer
	cache   map[word]float32
}

type word struct {
	text string
	face face
	size float32
}

// maxMeasured bounds the memory of the cache; a screen has some hundred words in
// a few sizes.
const maxMeasured = 16384

func newBreaker(m measurer) *breaker { return &breaker{measure: m, cache: map[word]float32{}} }

func (b *breaker) width(s string, f face, size float32) float32 {
	k := word{s, f, size}
	if w, ok := b.cache[k]; ok {
		return w
	}
	if len(b.cache) >= maxMeasured {
		clear(b.cache)
	}
	w := b.measure(s, f, size)
	b.cache[k] = w
	return w
}

// forget drops every word that was measured.
func (b *breaker) forget() { clear(b.cache) }

// piece is a part of a word in one face.
type piece struct {
	text string
	face face
	at   int
}

// balanced sets text without a last line of one short word, where as many lines will do:
// "처리되지 / 않습니다" is read in two breaths, the whole sentence before it in none.
func (b *breaker) balanced(spans []scene.Span, lang scene.Lang, size float32, bold bool, w float32, maxLines int) *para {
	p := b.set(spans, lang, size, bold, w, maxLines)
	n := len(p.lines)
	if n < 2 || n > 4 || p.broken || p.cut || p.lines[n-1].w > p.w*0.4 {
		return p
	}
	var sum float32
	for _, l := range p.lines {
		sum += l.w
	}
	for _, k := range []float32{1.05, 1.15, 1.25} {
		if tw := sum / float32(n) * k; tw < p.w {
			if q := b.set(spans, lang, size, bold, tw, maxLines); len(q.lines) == n && !q.broken {
				return q
			}
		}
	}
	return p
}

// set breaks spans into lines of at most width w. Words stay whole, as Korean
// readers want, unless one alone is wider than a line. With maxLines > 0 the
// text ends there with an ellipsis.
func (b *breaker) set(spans []scene.Span, lang scene.Lang, size float32, bold bool, w float32, maxLines int) *para {
	p := &para{size: size, pitch: size * linePitch}
	var cur line
	flush := func() {
		p.lines = append(p.lines, cur)
		cur = line{}
	}
	full := func() bool { return maxLines > 0 && len(p.lines) >= maxLines }
	add := func(pc piece, pw float32) {
		n := len([]rune(pc.text))
		if k := len(cur.runs) - 1; k >= 0 && cur.runs[k].face == pc.face && cur.runs[k].at+cur.runs[k].n == pc.at {
			r := &cur.runs[k]
			r.text, r.n = r.text+pc.text, r.n+n
			r.w += pw
		} else {
			cur.runs = append(cur.runs, run{text: pc.text, face: pc.face, x: cur.w, w: pw, at: pc.at, n: n})
		}
		cur.w += pw
	}
	for _, tok := range tokens(spans, lang, bold) {
		if full() {
			p.cut = true
			break
		}
		if tok.newline {
			flush()
			continue
		}
		var tw float32
		for _, pc := range tok.pieces {
			tw += b.width(pc.text, pc.face, size)
		}
		if tok.space {
			if len(cur.runs) > 0 && cur.w+tw <= w {
				for _, pc := range tok.pieces {
					add(pc, b.width(pc.text, pc.face, size))
				}
			}
			continue
		}
		if len(cur.runs) > 0 && cur.w+tw > w {
			trimRight(&cur, b, size)
			flush()
			if full() {
				p.cut = true
				break
			}
		}
		if tw <= w {
			for _, pc := range tok.pieces {
				add(pc, b.width(pc.text, pc.face, size))
			}
			continue
		}
		p.broken = true
	pieces:
		for _, pc := range tok.pieces {
			at := pc.at
			for _, cl := range clusters(pc.text) {
				cw := b.width(cl, pc.face, size)
				if len(cur.runs) > 0 && cur.w+cw > w {
					flush()
					if full() {
						p.cut = true
						break pieces
					}
				}
				add(piece{cl, pc.face, at}, cw)
				at += len([]rune(cl))
			}
		}
	}
	if len(cur.runs) > 0 && !full() {
		trimRight(&cur, b, size)
		flush()
	}
	if p.cut && len(p.lines) > 0 {
		b.ellipsis(&p.lines[len(p.lines)-1], w, face{lang, bold}, size)
	}
	for i := range p.lines {
		p.w = max(p.w, p.lines[i].w)
	}
	p.h = float32(len(p.lines)) * p.pitch
	return p
}

func trimRight(l *line, b *breaker, size float32) {
	for len(l.runs) > 0 {
		r := &l.runs[len(l.runs)-1]
		t := strings.TrimRight(r.text, " ")
		if t == r.text {
			return
		}
		cut := b.width(r.text[len(t):], r.face, size)
		r.n -= len(r.text) - len(t)
		r.text, r.w, l.w = t, r.w-cut, l.w-cut
		if t != "" {
			return
		}
		l.runs = l.runs[:len(l.runs)-1]
	}
}

// ellipsis makes room for three dots at the end of a line.
func (b *breaker) ellipsis(l *line, limit float32, f face, size float32) {
	dots := b.width("…", f, size)
	for len(l.runs) > 0 && l.w+dots > limit {
		r := &l.runs[len(l.runs)-1]
		cls := clusters(r.text)
		last := cls[len(cls)-1]
		cw := b.width(last, r.face, size)
		r.text, r.n = r.text[:len(r.text)-len(last)], r.n-len([]rune(last))
		r.w, l.w = r.w-cw, l.w-cw
		if r.text == "" {
			l.runs = l.runs[:len(l.runs)-1]
		}
	}
	l.runs = append(l.runs, run{text: "…", face: f, x: l.w, w: dots})
	l.w += dots
}

// longestWord is the width of the widest word: a column narrower than that would
// break it.
func (b *breaker) longestWord(t scene.Text, size float32, bold bool) float32 {
	var most float32
	for _, tok := range tokens(t.Spans, t.Lang, bold) {
		var w float32
		for _, pc := range tok.pieces {
			w += b.width(pc.text, pc.face, size)
		}
		most = max(most, w)
	}
	return most
}

type token struct {
	pieces         []piece
	space, newline bool
}

// tokens cuts spans into words, stretches of spaces and line ends. A word may go
// on from one span into the next ("4,500" and "원").
func tokens(spans []scene.Span, lang scene.Lang, bold bool) []token {
	var out []token
	at := 0
	fresh := false // a line may end before the next word, although no space is there
	for _, s := range spans {
		f := face{s.Lang, bold}
		if f.lang == "" {
			f.lang = lang
		}
		start, startAt := 0, at
		kind := 0 // 0 none, 1 word, 2 space
		end := func(i int) {
			if kind == 0 || start == i {
				return
			}
			pc := piece{s.Text[start:i], f, startAt}
			if k := len(out) - 1; k >= 0 && !fresh && !out[k].newline && out[k].space == (kind == 2) {
				out[k].pieces = append(out[k].pieces, pc)
			} else {
				out = append(out, token{pieces: []piece{pc}, space: kind == 2})
			}
			fresh = false
		}
		var before rune
		if k := len(out) - 1; k >= 0 && !out[k].newline && !out[k].space {
			before, _ = utf8.DecodeLastRuneInString(out[k].pieces[len(out[k].pieces)-1].text)
		}
		for i, r := range s.Text {
			if before != 0 && breaksAnywhere(f.lang) && !unicode.IsSpace(before) && !unicode.IsSpace(r) && mayBreak(before, r) {
				end(i)
				start, startAt, fresh = i, at, true
			}
			before = r
			k := 1
			if r == '\n' {
				k = 0
			} else if unicode.IsSpace(r) && r != '\u00a0' {
				k = 2
			}
			if k != kind || k == 0 {
				end(i)
				start, startAt, kind = i, at, k
				if k == 0 {
					out = append(out, token{newline: true})
					start = i + 1
				}
			}
			at++
		}
		end(len(s.Text))
	}
	return out
}

// clusters cuts a word at the places where it may be broken: never before a
// combining mark, and never inside a syllable spelled in jamo.
func clusters(s string) []string {
	var out []string
	start := 0
	for i, r := range s {
		joins := unicode.Is(unicode.M, r) || r == '\u200d' || (r >= 0x1160 && r <= 0x11ff)
		if i > 0 && !joins {
			out = append(out, s[start:i])
			start = i
		}
	}
	return append(out, s[start:])
}
