package reading

import (
	"bytes"
	"fmt"
	"maps"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"modu/accessibility/scene"
	"modu/internal/datafile"
)

// Words are a site's own words beside those of this package, for Korean: names that are
// in no list. They never change after they were read. nil is a list without
// words; Read and Respell of this package use that.
type Words struct{ lex *lexicon }

// Limits of a word list. A longer one is a mistake: it is written by hand.
const (
	maxWordRunes = 40
	maxWordLines = 5000
)

// ParseWords reads a word list, UTF-8 text. A line is one word:
//
//	# a comment, to the end of the line
//	Modu-Cafe = 모두 카페
//	~맛집 = 맏찝
//
// Left of "=" what is written. With a Latin letter in it: one word of Latin
// letters, digits and & + ' . - that begins with a letter, and how it is said, in
// place of letter names; capitals do not matter. Otherwise Hangul: a word as it
// sounds, where the rules are wrong; it stands for the beginning of a word, after
// "~" for any place in it. The rules still apply to the right side; "|" in it
// keeps two parts of a compound apart. A line wins over
// the built-in lists. All mistakes are named, with the line and what to do.
func ParseWords(file string, data []byte) (*Words, datafile.Issues) {
	p := newWordParser(file)
	for i, line := range strings.Split(string(bytes.TrimPrefix(data, []byte("\ufeff"))), "\n") {
		p.line = i + 1
		if len(p.seen) >= maxWordLines {
			p.bad("the list is too long", "keep at most 5000 words")
			break
		}
		if !utf8.ValidString(line) {
			p.bad("the line is not UTF-8", "save the file as UTF-8")
			continue
		}
		line, _, _ = strings.Cut(line, "#")
		if line = strings.TrimSpace(norm.NFC.String(line)); line != "" {
			p.entry(line)
		}
	}
	if len(p.issues) > 0 {
		return nil, p.issues
	}
	return &Words{p.lex}, nil
}

// wordParser adds a site's words to a copy of the Korean lists.
type wordParser struct {
	file   string
	line   int
	lex    *lexicon
	seen   map[string]int // word → the line where it stands
	issues datafile.Issues
}

func newWordParser(file string) *wordParser {
	lex := *koreanLists()
	lex.latin, lex.sounds, lex.soundsInside = maps.Clone(lex.latin), maps.Clone(lex.sounds), maps.Clone(lex.soundsInside)
	return &wordParser{file: file, lex: &lex, seen: map[string]int{}}
}

func (p *wordParser) bad(what, remedy string) {
	p.issues = append(p.issues, datafile.Issue{Pos: datafile.Pos{File: p.file, Line: p.line}, Msg: what, Remedy: remedy})
}

// entry reads one line: written = said.
func (p *wordParser) entry(line string) {
	left, right, ok := strings.Cut(line, "=")
	left, right = strings.TrimSpace(left), strings.Join(strings.Fields(right), " ")
	if !ok || left == "" || right == "" {
		p.bad("the line is not written = said", "write for example: KTX = 케이티엑스")
		return
	}
	if utf8.RuneCountInString(left) > maxWordRunes || utf8.RuneCountInString(right) > 2*maxWordRunes {
		p.bad("the word is too long", "keep it under 40 characters; whole sentences belong into the service's texts")
		return
	}
	if r, found := notHangul(right, true); found {
		p.bad("the right side has "+string(r)+" in it", "write it in Hangul syllables only, as a Korean says it")
		return
	}
	if hasLatin(left) {
		p.latinWord(left, right)
	} else {
		p.hangulWord(left, right)
	}
}

// latinWord is one word of Latin letters and how it is said. Capitals do not matter.
func (p *wordParser) latinWord(left, right string) {
	if len(left) < 2 || len(left) > 32 || reLatin.FindString(left) != left {
		p.bad(left+" is not one Latin word", "write two to 32 letters, digits and & + ' . - that begin with a letter; several words are several lines")
		return
	}
	key := strings.ToLower(left)
	if p.isNew(key, left) {
		p.lex.latin[key] = right
		p.lex.longest.latin = max(p.lex.longest.latin, utf8.RuneCountInString(key))
	}
}

// hangulWord is a word as it sounds; after "~" it holds anywhere in a word.
func (p *wordParser) hangulWord(left, right string) {
	word, anywhere := strings.CutPrefix(left, "~")
	r, found := notHangul(word, false)
	if word == "" {
		r, found = '~', true
	}
	if found {
		p.bad("the left side has "+string(r)+" in it", "write one Hangul word, or a word with a Latin letter")
		return
	}
	if strings.Contains(right, " ") {
		p.bad("the sound of one word is more than one word", "write it without a space")
		return
	}
	if !p.isNew(left, left) {
		return
	}
	if anywhere {
		p.lex.soundsInside[word] = right
	} else {
		p.lex.sounds[word] = right
	}
	p.lex.longest.sound = max(p.lex.longest.sound, utf8.RuneCountInString(word))
}

// isNew notes a word, and reports one that is listed twice.
func (p *wordParser) isNew(key, written string) bool {
	if first, twice := p.seen[key]; twice {
		p.bad(fmt.Sprintf("%s is already in line %d", written, first), "keep one of them")
		return false
	}
	p.seen[key] = p.line
	return true
}

func hasLatin(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Latin, r) })
}

// notHangul finds a rune that is no Hangul syllable, and no space or border where
// they may be.
func notHangul(s string, space bool) (rune, bool) {
	for _, r := range s {
		if !isHangul(r) && !(space && (r == ' ' || r == border)) {
			return r, true
		}
	}
	return 0, false
}

func (w *Words) lexicon() *lexicon {
	if w == nil {
		return koreanLists()
	}
	return w.lex
}

// Read is the function Read with these words.
func (w *Words) Read(lang scene.Lang, spans []scene.Span) Spoken {
	var d draft
	switch base(lang) {
	case "ko":
		d = readKorean(w.lexicon(), spans)
	case "en":
		d = readEnglish(spans)
	case "zh":
		d = readChinese(spans)
	case "ja":
		d = readJapanese(spans)
	default:
		d = readOther(spans)
	}
	said := finish(d)
	if len(said.Words) == 0 && len(spans) > 0 {
		if at := strings.TrimSpace(spans[0].Text); at == "…" || at == "..." { // alone it is a label, and no label is silent
			d = nil
			d.put(dots(base(lang)), 0, utf8.RuneCountInString(spans[0].Text))
			said = finish(d)
		}
	}
	return said
}

// dots is how … is called.
func dots(base string) string {
	return map[string]string{"ko": "말줄임표", "en": "dot dot dot", "zh": "省略号", "ja": "てんてんてん"}[base]
}

// Respell is the function Respell with these words.
func (w *Words) Respell(lang scene.Lang, s string) string {
	switch base(lang) {
	case "ja": // espeak-ng 1.51 spells the small ォ after う: ごひゃくウォン
		return strings.NewReplacer("ウォ", "ウオ", "うぉ", "うお").Replace(s)
	case "ko":
	default:
		return s
	}
	return respell(s, w.lexicon())
}
