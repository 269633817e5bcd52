package ui

import (
	"unicode"
	"unicode/utf8"

	"modu/accessibility/scene"
)

// piece is a part of a word in one face.
type piece struct {
	text string
	face face
	at   int     // runes of the whole text before it
	w    float32 // once it was measured
}

// token is a word, a stretch of spaces or the end of a line. A word may go on from one
// span into the next ("4,500" and "원"), so that it has several pieces.
type token struct {
	from, to       int // of the pieces
	space, newline bool
}

// tokens is a text cut into tokens.
type tokens struct {
	pieces   []piece
	tokens   []token
	mayBegin bool // a line may end before the next word, although no space is there
}

// of is the pieces of a token.
func (t *tokens) of(k token) []piece { return t.pieces[k.from:k.to] }

// cut cuts spans into words, stretches of spaces and line ends, in place of what was
// there.
func (t *tokens) cut(spans []scene.Span, lang scene.Lang, bold bool) {
	t.pieces, t.tokens, t.mayBegin = t.pieces[:0], t.tokens[:0], false
	at := 0
	for _, s := range spans {
		f := face{s.Lang, bold}
		if f.lang == "" {
			f.lang = lang
		}
		at = t.span(s.Text, f, at)
	}
}

// runeKind is what a rune is to the end of a line.
type runeKind uint8

const (
	lineEnd runeKind = iota
	wordRune
	spaceRune
)

func kindOf(r rune) runeKind {
	switch {
	case r == '\n':
		return lineEnd
	case unicode.IsSpace(r) && r != '\u00a0':
		return spaceRune
	}
	return wordRune
}

// span takes the next span, whose first rune is the at-th of the text, and returns the
// number of the rune after its last.
func (t *tokens) span(text string, f face, at int) int {
	start, startAt, kind := 0, at, lineEnd
	anywhere, before := breaksAnywhere(f.lang), t.lastRune()
	for i, r := range text {
		if anywhere && before != 0 && !unicode.IsSpace(before) && !unicode.IsSpace(r) && mayBreak(before, r) {
			t.end(kind, piece{text: text[start:i], face: f, at: startAt})
			start, startAt, t.mayBegin = i, at, true
		}
		before = r
		if k := kindOf(r); k != kind || k == lineEnd {
			t.end(kind, piece{text: text[start:i], face: f, at: startAt})
			start, startAt, kind = i, at, k
			if k == lineEnd {
				t.tokens = append(t.tokens, token{from: len(t.pieces), to: len(t.pieces), newline: true})
				start = i + 1
			}
		}
		at++
	}
	t.end(kind, piece{text: text[start:], face: f, at: startAt})
	return at
}

// lastRune is the rune before the next span; 0 where that begins a word anyhow.
func (t *tokens) lastRune() rune {
	k := len(t.tokens) - 1
	if k < 0 || t.tokens[k].newline || t.tokens[k].space {
		return 0
	}
	r, _ := utf8.DecodeLastRuneInString(t.pieces[len(t.pieces)-1].text)
	return r
}

// end ends a piece. It belongs to the token before it if that is of the same kind.
func (t *tokens) end(kind runeKind, pc piece) {
	if kind == lineEnd || pc.text == "" {
		return
	}
	t.pieces = append(t.pieces, pc)
	if k := len(t.tokens) - 1; k >= 0 && !t.mayBegin && !t.tokens[k].newline && t.tokens[k].space == (kind == spaceRune) {
		t.tokens[k].to = len(t.pieces)
	} else {
		t.tokens = append(t.tokens, token{from: len(t.pieces) - 1, to: len(t.pieces), space: kind == spaceRune})
	}
	t.mayBegin = false
}

// cluster is the length of what stands first in a word and is not broken: never before a
// combining mark, and never inside a syllable spelled in jamo.
func cluster(s string) int {
	for i, r := range s {
		joins := r >= 0x300 && (unicode.Is(unicode.M, r) || r == '\u200d' || (r >= 0x1160 && r <= 0x11ff)) // no mark is below
		if i > 0 && !joins {
			return i
		}
	}
	return len(s)
}

// lastCluster is what stands last in it.
func lastCluster(s string) string {
	for {
		n := cluster(s)
		if n == len(s) {
			return s
		}
		s = s[n:]
	}
}
