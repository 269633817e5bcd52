package reading

import (
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"modu/accessibility/scene"
)

// Letters of a syllable block, in the order of Unicode's Hangul syllables.
const (
	blockInitials = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
	blockVowels   = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
	blockFinals   = "ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"
)

// Spell takes a text apart for somebody who wants to know how it is written: first into
// syllables and letters, said one by one; with names, syllables into their letters by
// name, and Latin letters with a word that tells them apart (L, Lima). Other characters and spaces
// are left out. The spans are as private as the caller makes them.
func Spell(lang scene.Lang, text string, byName bool) []scene.Span {
	var out []scene.Span
	called := letterNames()
	add := func(written, spoken string, of scene.Lang) {
		if len(out) > 0 {
			out = append(out, scene.Span{Text: ", "})
		}
		s := scene.Span{Kind: scene.Spelled, Text: written, Lang: of}
		if spoken != "" {
			s.Spoken, s.Kind = spoken, scene.Plain
		}
		out = append(out, s)
	}
	for _, r := range norm.NFC.String(text) {
		switch block := r - 0xAC00; {
		case block >= 0 && block < 11172 && byName:
			written, spoken := "", ""
			for _, l := range blockLetters(block) {
				written += " " + string(l)
				spoken += " " + called.ko[l]
			}
			add(strings.TrimSpace(written), strings.TrimSpace(spoken), "ko")
		case block >= 0 && block < 11172:
			add(string(r), "", "ko")
		case called.ko[r] != "": // a letter that stands alone
			add(string(r), called.ko[r], "ko")
		case byName && called.en[unicode.ToLower(r)] != "":
			add(string(r)+" "+called.en[unicode.ToLower(r)], "", "en")
			out[len(out)-1].Kind = scene.Plain
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			add(string(r), "", lang)
		}
	}
	return out
}

// blockLetters are the two or three letters of a syllable, counted from 가.
func blockLetters(block rune) []rune {
	at := func(s string, i rune) rune { return []rune(s)[i] }
	ls := []rune{at(blockInitials, block/588), at(blockVowels, block%588/28)}
	if t := block % 28; t > 0 {
		ls = append(ls, at(blockFinals, t-1))
	}
	return ls
}

// letterNames are read once; the tables are part of the program.
var letterNames = sync.OnceValue(func() names { return names{lettersOf("ko"), lettersOf("en")} })

type names struct{ ko, en map[rune]string }

func lettersOf(lang string) map[rune]string {
	data, err := files.ReadFile("data/" + lang + "-letters.tsv")
	if err != nil {
		panic(err) // it is embedded
	}
	names := map[rune]string{}
	for _, line := range strings.Split(string(data), "\n") {
		if letter, name, ok := strings.Cut(line, "\t"); ok && !strings.HasPrefix(line, "#") {
			names[[]rune(letter)[0]] = name
		}
	}
	return names
}
