package ui

import "modu/accessibility/scene"

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
	text    tokens // of the text being set; its memory is used again
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

// forget drops every word that was measured or set.
func (b *breaker) forget() {
	clear(b.cache)
	b.text = tokens{}
}

const (
	balancedMost = 4   // lines; a longer text is not balanced
	shortLine    = 0.4 // of the widest line: a last one that is longer is no short word
)

// balanced sets text without a last line of one short word, where as many lines will do:
// "처리되지 / 않습니다" is read in two breaths, the whole sentence before it in none.
func (b *breaker) balanced(spans []scene.Span, lang scene.Lang, size float32, bold bool, w float32, maxLines int) *para {
	p := b.set(spans, lang, size, bold, w, maxLines)
	n := len(p.lines)
	if n < 2 || n > balancedMost || p.broken || p.cut || p.lines[n-1].w > p.w*shortLine {
		return p
	}
	var sum float32
	for _, l := range p.lines {
		sum += l.w
	}
	for _, k := range []float32{1.05, 1.15, 1.25, 1.4, 1.6} {
		if tw := sum / float32(n) * k; tw < p.w {
			if q := b.set(spans, lang, size, bold, tw, maxLines); len(q.lines) == n && !q.broken {
				return q
			}
		}
	}
	return p
}

// longestWord is the width of the widest word: a column narrower than that would
// break it.
func (b *breaker) longestWord(t scene.Text, size float32, bold bool) float32 {
	var most float32
	b.text.cut(t.Spans, t.Lang, bold)
	for _, tok := range b.text.tokens {
		most = max(most, b.measured(b.text.of(tok), size))
	}
	return most
}

// measured measures pieces, and is their width together.
func (b *breaker) measured(pieces []piece, size float32) (w float32) {
	for i := range pieces {
		pc := &pieces[i]
		pc.w = b.width(pc.text, pc.face, size)
		w += pc.w
	}
	return w
}
