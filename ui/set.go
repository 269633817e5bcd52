package ui

import (
	"strings"
	"unicode/utf8"

	"modu/accessibility/scene"
)

// setter sets one text in lines.
type setter struct {
	*breaker
	p        *para
	w        float32 // of a line
	maxLines int     // 0: as many as it takes
	cur      line
}

// set breaks spans into lines of at most width w. Words stay whole, as Korean
// readers want, unless one alone is wider than a line. With maxLines > 0 the
// text ends there with an ellipsis.
func (b *breaker) set(spans []scene.Span, lang scene.Lang, size float32, bold bool, w float32, maxLines int) *para {
	s := setter{breaker: b, p: &para{size: size, pitch: size * linePitch}, w: w, maxLines: maxLines}
	b.text.cut(spans, lang, bold)
	for _, t := range b.text.tokens {
		if s.full() || !s.put(t, b.text.of(t)) {
			s.p.cut = true
			break
		}
	}
	if len(s.cur.runs) > 0 && !s.full() {
		trimRight(&s.cur, b, size)
		s.flush()
	}
	if s.p.cut && len(s.p.lines) > 0 {
		b.ellipsis(&s.p.lines[len(s.p.lines)-1], w, face{lang, bold}, size)
	}
	for i := range s.p.lines {
		s.p.w = max(s.p.w, s.p.lines[i].w)
	}
	s.p.h = float32(len(s.p.lines)) * s.p.pitch
	return s.p
}

// full reports whether no further line may begin.
func (s *setter) full() bool { return s.maxLines > 0 && len(s.p.lines) >= s.maxLines }

// flush ends the present line.
func (s *setter) flush() {
	s.p.lines = append(s.p.lines, s.cur)
	s.cur = line{}
}

// add puts pieces that were measured at the end of the present line. What goes on in the
// same face is one run.
func (s *setter) add(pieces ...piece) {
	for _, pc := range pieces {
		n := utf8.RuneCountInString(pc.text)
		if k := len(s.cur.runs) - 1; k >= 0 && s.cur.runs[k].face == pc.face && s.cur.runs[k].at+s.cur.runs[k].n == pc.at {
			r := &s.cur.runs[k]
			r.text, r.n = r.text+pc.text, r.n+n
			if was := r.w; breaksAnywhere(pc.face.lang) && strings.ContainsFunc(pc.text, hangul) {
				r.w = s.width(r.text, r.face, s.p.size) // the space before it comes from another font than by itself
				s.cur.w += r.w - was
				continue
			}
			r.w += pc.w
		} else {
			s.cur.runs = append(s.cur.runs, run{text: pc.text, face: pc.face, x: s.cur.w, w: pc.w, at: pc.at, n: n})
		}
		s.cur.w += pc.w
	}
}

// put sets the next token; it reports false when no line is left for it. Spaces at the
// beginning of a line and where it ends are dropped.
func (s *setter) put(t token, pieces []piece) bool {
	if t.newline {
		s.flush()
		return true
	}
	w := s.measured(pieces, s.p.size)
	fits := s.cur.w+w <= s.w
	if t.space {
		if fits && len(s.cur.runs) > 0 {
			s.add(pieces...)
		}
		return true
	}
	if len(s.cur.runs) > 0 && !fits {
		trimRight(&s.cur, s.breaker, s.p.size)
		s.flush()
		if s.full() {
			return false
		}
	}
	if w > s.w {
		return s.breakWord(pieces)
	}
	s.add(pieces...)
	return true
}

// breakWord sets a word that is wider than a line. A word without an end is not copied cluster
// by cluster: what goes on in one run is a part of the piece.
func (s *setter) breakWord(pieces []piece) bool {
	s.p.broken = true
	for _, pc := range pieces {
		anew := breaksAnywhere(pc.face.lang) && strings.ContainsFunc(pc.text, hangul) // add measures the whole run
		at, from := pc.at, -1                                                         // from: where the present run begins; -1: not in this piece
		for i, j := 0, 0; i < len(pc.text); i = j {
			j = i + cluster(pc.text[i:])
			c := piece{text: pc.text[i:j], face: pc.face, at: at}
			c.w = s.width(c.text, c.face, s.p.size)
			if len(s.cur.runs) > 0 && s.cur.w+c.w > s.w {
				s.flush()
				if s.full() {
					return false
				}
				from = -1
			}
			n := utf8.RuneCountInString(c.text)
			if at += n; from >= 0 {
				r := &s.cur.runs[len(s.cur.runs)-1]
				r.text, r.n, r.w = pc.text[from:j], r.n+n, r.w+c.w
				s.cur.w += c.w
			} else if s.add(c); !anew && len(s.cur.runs[len(s.cur.runs)-1].text) == len(c.text) {
				from = i
			}
		}
	}
	return true
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
		last := lastCluster(r.text)
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
