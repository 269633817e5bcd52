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

// Words are a site's own words beside those of this package, for Korean: names that
// nobody else knows. They never change after they were read. nil is a list without
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
// Left of the sign what is written. With a Latin letter in it: one word of Latin
// letters, digits and & + ' . - that begins with a letter, and how it is said, in
// place of letter names; capitals do not matter. Otherwise Hangul: a word as it
// sounds, where the rules are wrong; it stands for the beginning of a word, after
// "~" for any place in it. The rules still apply to the right side; "|" in it
// keeps two parts of a compound apart. A line wins over
// the built-in lists. All mistakes are named, with the line and what to do.
func ParseWords(file string, data []byte) (*Words, datafile.Issues) {
	var issues datafile.Issues
	built := korean()
	lex := *built
	lex.latin, lex.sounds, lex.soundsInside = maps.Clone(built.latin), maps.Clone(built.sounds), maps.Clone(built.soundsInside)
	seen := map[string]int{}
	lines := strings.Split(string(bytes.TrimPrefix(data, []byte("\ufeff"))), "\n")
	bad := func(i int, what, remedy string) {
		issues = append(issues, datafile.Issue{Pos: datafile.Pos{File: file, Line: i + 1}, Msg: what, Remedy: remedy})
	}
	for i, line := range lines {
		if len(seen) >= maxWordLines {
			bad(i, "the list is too long", "keep at most 5000 words")
			break
		}
		if !utf8.ValidString(line) {
			bad(i, "the line is not UTF-8", "save the file as UTF-8")
			continue
		}
		line, _, _ = strings.Cut(line, "#")
		if line = strings.TrimSpace(norm.NFC.String(line)); line == "" {
			continue
		}
		left, right, ok := strings.Cut(line, "=")
		left, right = strings.TrimSpace(left), strings.Join(strings.Fields(right), " ")
		if !ok || left == "" || right == "" {
			bad(i, "the line is not written = said", "write for example: KTX = 케이티엑스")
			continue
		}
		if utf8.RuneCountInString(left) > maxWordRunes || utf8.RuneCountInString(right) > 2*maxWordRunes {
			bad(i, "the word is too long", "keep it under 40 characters; whole sentences belong into the service's texts")
			continue
		}
		if r, found := notHangul(right, true); found {
			bad(i, "the right side has "+string(r)+" in it", "write it in Hangul syllables only, as a Korean says it")
			continue
		}
		key, table := strings.ToLower(left), lex.latin
		if !hasLatin(left) {
			word, anywhere := strings.CutPrefix(left, "~")
			if r, found := notHangul(word, false); found || word == "" {
				if word == "" {
					r = '~'
				}
				bad(i, "the left side has "+string(r)+" in it", "write one Hangul word, or a word with a Latin letter")
				continue
			}
			if strings.Contains(right, " ") {
				bad(i, "the sound of one word is more than one word", "write it without a space")
				continue
			}
			key, table = word, lex.sounds
			if anywhere {
				table = lex.soundsInside
			}
			lex.longest.sound = max(lex.longest.sound, utf8.RuneCountInString(word))
		} else {
			if len(left) < 2 || len(left) > 32 || reLatin.FindString(left) != left {
				bad(i, left+" is not one Latin word", "write two to 32 letters, digits and & + ' . - that begin with a letter; several words are several lines")
				continue
			}
			lex.longest.latin = max(lex.longest.latin, utf8.RuneCountInString(key))
		}
		id := left // ~맛집 and 맛집 are two words, KTX and ktx are one
		if hasLatin(left) {
			id = key
		}
		if first, twice := seen[id]; twice {
			bad(i, fmt.Sprintf("%s is already in line %d", left, first), "keep one of them")
			continue
		}
		seen[id] = i + 1
		table[key] = right
	}
	if len(issues) > 0 {
		return nil, issues
	}
	return &Words{&lex}, nil
}

func hasLatin(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Latin, r) })
}

// notHangul finds a rune that is no Hangul syllable, and no space or border where
// they may be.
func notHangul(s string, space bool) (rune, bool) {
	for _, r := range s {
		if (r < 0xAC00 || r > 0xD7A3) && !(space && (r == ' ' || r == border)) {
			return r, true
		}
	}
	return 0, false
}

func (w *Words) lexicon() *lexicon {
	if w == nil {
		return korean()
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
		d = readCJK(chinese{}, spans)
	case "ja":
		d = readCJK(japanese{}, spans)
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
