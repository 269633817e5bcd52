package reading

import (
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"modu/accessibility/scene"
)

// Word maps one word of the spoken text back to what is written. All figures
// count runes.
type Word struct {
	At, Len               int // in Spoken.Text
	WrittenAt, WrittenLen int // in the joined Text of the spans
}

// Spoken is text as people say it.
type Spoken struct {
	Text  string
	Words []Word // in order, one for each space-separated word
}

// Read says how the spans are spoken in a language. All spans must be in that
// language: the caller cuts a text where the language changes.
func Read(lang scene.Lang, spans []scene.Span) Spoken { return (*Words)(nil).Read(lang, spans) }

// base is the language without script and region: "zh-Hans" is "zh".
func base(lang scene.Lang) string {
	s, _, _ := strings.Cut(string(lang), "-")
	return strings.ToLower(s)
}

// cell is one rune of speech (or of normalised writing) and the written runes
// [from, to) it stands for.
type cell struct {
	r        rune
	from, to int
}

type draft []cell

func (d *draft) put(s string, from, to int) {
	for _, r := range s {
		*d = append(*d, cell{r, from, to})
	}
}

func (d draft) String() string {
	var b strings.Builder
	for _, c := range d {
		b.WriteRune(c.r)
	}
	return b.String()
}

// last is the last rune that is no space, or 0.
func (d draft) last() rune {
	for i := len(d) - 1; i >= 0; i-- {
		if d[i].r != ' ' {
			return d[i].r
		}
	}
	return 0
}

// endsInWord reports whether something was said and no space after it.
func (d draft) endsInWord() bool { return len(d) > 0 && d[len(d)-1].r != ' ' }

// trimSpace takes spaces off the end.
func (d *draft) trimSpace() {
	for len(*d) > 0 && (*d)[len(*d)-1].r == ' ' {
		*d = (*d)[:len(*d)-1]
	}
}

// normalise brings writing to one form: composed, full-width and compatibility
// characters as plain ones, accents off Latin letters, emoji joiners and control
// characters gone. at is the rune position of s in the whole written text.
func normalise(s string, at int) draft {
	var d draft
	for len(s) > 0 {
		n := norm.NFKC.NextBoundaryInString(s, true)
		if n <= 0 {
			n = len(s)
		}
		seg := s[:n]
		s = s[n:]
		to := at
		for range seg {
			to++
		}
		composed := compose(seg)
		if len(d) > 0 {
			before := d[len(d)-1].r
			switch r, _ := firstRune(seg); {
			case r == '²' || r == '³':
				if before >= 'a' && before <= 'z' {
					composed = norm.NFKC.String(seg) // m² is a unit
				}
			case before >= '0' && before <= '9' && standsAlone(r):
				d = append(d, cell{' ', at, at}) // ½, ① and Ⅱ after a figure are one of their own: 1½ is not 11/2
			}
		}
		for _, r := range composed {
			if r = fold(r); r >= 0 {
				d = append(d, cell{r, at, to})
			}
		}
		at = to
	}
	return d
}

// compose is NFKC, but single Korean letters (ㄱ, ㅋㅋ) stay what they are:
// NFKC would make them parts of a syllable.
func compose(seg string) string {
	for _, r := range seg {
		switch n := numeral(r); {
		case r >= 0x3131 && r <= 0x318E, r == '²', r == '³':
			return norm.NFC.String(seg)
		case r >= 0x3260 && r <= 0x326D: // ㉠
			return string([]rune("ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ")[r-0x3260])
		case n > 0:
			return strconv.Itoa(n)
		}
	}
	return norm.NFKC.String(seg)
}

// numeral is the value of a Roman numeral or a black circled number, 0 for any
// other rune. NFKC makes letters of the first and leaves the second.
func numeral(r rune) int {
	for _, run := range [...]struct {
		first, last rune
		value       int
	}{{'Ⅰ', 'Ⅻ', 1}, {'ⅰ', 'ⅻ', 1}, {'❶', '❿', 1}, {'➀', '➉', 1}, {'➊', '➓', 1}, {'⓵', '⓾', 1}, {'⓫', '⓴', 11}} {
		if r >= run.first && r <= run.last {
			return int(r-run.first) + run.value
		}
	}
	return 0
}

// standsAlone reports characters that are a whole number or fraction by themselves.
func standsAlone(r rune) bool { return unicode.Is(unicode.No, r) || numeral(r) > 0 }

// fold returns the plain form of one rune, or -1 to drop it.
func fold(r rune) rune {
	switch r {
	case '−', '‐', '‑', '﹣':
		return '-'
	case '–', '〜', '∼', '∽':
		return '~' // ranges
	case '‘', '’', '′':
		return '\''
	case '“', '”', '″':
		return '"'
	}
	switch {
	case r >= ' ' && r < unicode.MaxASCII:
		return r
	case unicode.IsSpace(r):
		return ' '
	case silent(r):
		return -1
	case unicode.Is(unicode.Nd, r):
		return '0' + digitValue(r)
	case unicode.Is(unicode.Latin, r):
		if p, _ := firstRune(norm.NFKD.String(string(r))); p <= 'z' && unicode.IsLetter(p) {
			return p
		}
	}
	return r
}

// silent reports runes that stand for nothing to be said: soft hyphen, zero width,
// variation selectors, stray accents, skin tones, and what was no UTF-8.
func silent(r rune) bool {
	switch {
	case r == unicode.ReplacementChar, r >= 0x1F3FB && r <= 0x1F3FF:
		return true
	}
	return unicode.In(r, unicode.Cf, unicode.Cc, unicode.Mn, unicode.Me)
}

// digitValue is the value of a decimal digit of any script: they come in runs
// of ten that begin with zero.
func digitValue(r rune) rune {
	n := rune(0)
	for unicode.Is(unicode.Nd, r-n-1) && n < 9 {
		n++
	}
	return n
}

func firstRune(s string) (rune, bool) {
	for _, r := range s {
		return r, true
	}
	return 0, false
}

// finish tidies spaces and pauses and lists the words.
func finish(d draft) Spoken {
	var out draft
	for _, c := range d {
		switch {
		case c.r == ' ':
			if out.endsInWord() {
				out = append(out, c)
			}
		case isPause(c.r):
			out.pause(c)
		default:
			if len(out) > 0 && isPause(out[len(out)-1].r) && !strings.ContainsRune(`"')]`, c.r) {
				out = append(out, cell{' ', c.from, c.from})
			}
			out = append(out, c)
		}
	}
	for len(out) > 0 && (out[len(out)-1].r == ' ' || out[len(out)-1].r == ',') {
		out = out[:len(out)-1]
	}
	return Spoken{Text: out.String(), Words: words(out)}
}

// pause ends what was said with a pause: directly after a word, one at a time, of which
// the stronger one stays. At the start there is nothing to pause after.
func (d *draft) pause(c cell) {
	d.trimSpace()
	if len(*d) == 0 {
		return
	}
	last := &(*d)[len(*d)-1]
	switch {
	case !isPause(last.r):
		*d = append(*d, c)
	case last.r == ',':
		last.r = c.r
	}
}

func isPause(r rune) bool { return r == ',' || r == '.' || r == '?' || r == '!' }

func words(d draft) []Word {
	var ws []Word
	for i := 0; i < len(d); {
		if d[i].r == ' ' {
			i++
			continue
		}
		from, to, j := d[i].from, d[i].to, i
		for ; j < len(d) && d[j].r != ' '; j++ {
			from, to = min(from, d[j].from), max(to, d[j].to)
		}
		ws = append(ws, Word{At: i, Len: j - i, WrittenAt: from, WrittenLen: to - from})
		i = j
	}
	return ws
}

// text is normalised writing with byte offsets, ready for patterns.
type text struct {
	s     string
	cells draft
	at    []int // byte offset → index in cells
}

func newText(d draft) text {
	t := text{s: d.String(), cells: d}
	t.at = make([]int, len(t.s)+1)
	i := 0
	for b := range t.s {
		t.at[b] = i
		i++
	}
	t.at[len(t.s)] = i
	return t
}

// source is the written range behind bytes [from, to), to > from.
func (t text) source(from, to int) (int, int) {
	return t.cells[t.at[from]].from, t.cells[t.at[to]-1].to
}

// before is the rune that ends at byte b, or 0.
func (t text) before(b int) rune {
	if i := t.at[b]; i > 0 {
		return t.cells[i-1].r
	}
	return 0
}
