package reading

import (
	"slices"
	"strings"
	"unicode/utf8"

	"modu/accessibility/scene"
)

// Respell writes Korean the way it sounds (합니다 → 함니다), for voices that read
// letter by letter such as espeak-ng 1.51. The words keep their number and
// order, so a map of words stays valid by counting words; rune positions do not.
// Other languages come back unchanged. Voices trained on spelling must not get
// the result.
//
// The articles named below are those of 표준 발음법 (Standard Pronunciation).
func Respell(lang scene.Lang, s string) string { return (*Words)(nil).Respell(lang, s) }

func respell(s string, lex *lexicon) string {
	parts := strings.Split(s, " ")
	written := slices.Clone(parts)
	for i := 1; i < len(parts); i++ {
		next := ""
		if i+1 < len(parts) {
			next = parts[i+1]
		}
		parts[i] = tenseAfterL(written[i-1], parts[i], next)
	}
	words := make([][]syllable, len(parts))
	for i, w := range parts {
		words[i] = takeApart(lookUp(w, lex))
	}
	for i := 1; i < len(words); i++ {
		if isNumber(parts[i-1]) && len(words[i]) > 0 {
			meetAcross(&words[i-1][len(words[i-1])-1], &words[i][0])
		}
	}
	for i := range words {
		parts[i] = sound(words[i])
	}
	return strings.Join(parts, " ")
}

// isNumber reports whether a word is a number and nothing else: number and
// counter are said in one breath.
func isNumber(w string) bool {
	return w != "" && strings.Trim(w, "영공일이삼사오육칠팔구십백천만억조한두세네다섯여곱덟아홉열스물서른마흔쉰예순든몇첫") == ""
}

// meetAcross lets consonants meet across the space (18 note). A consonant does
// not move to a vowel there: 오백 원 is clearer with its border.
func meetAcross(a, b *syllable) {
	if a.jung < 0 || b.jung < 0 || b.cho == cNg || b.cho == cH {
		return
	}
	if a.jong == jL && a.cho == cNg && a.jung == vYeo { // 열 개 is 열 깨
		b.cho = tense(b.cho)
		return
	}
	meet(a, b)
}

// syllable is a Hangul syllable taken apart; jung < 0 marks any other rune,
// which is kept in other.
type syllable struct {
	cho, jung, jong int
	other           rune
}

// Indexes in the Unicode order of initial and final consonants.
const (
	cG, cGG, cN, cD, cDD, cR, cM, cB, cBB, cS, cSS, cNg, cJ, cJJ, cCh, cK, cT, cP, cH = 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18

	jNone, jG, jGG, jGS, jN, jNJ, jNH, jD, jL, jLG, jLM, jLB, jLS, jLT, jLP, jLH, jM, jB, jBS, jS, jSS, jNg, jJ, jCh, jK, jT, jP, jH = 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27

	vEo, vE, vYeo, vEu, vUi, vI = 4, 5, 6, 18, 19, 20
)

// border in the word list keeps two parts of a compound apart: no sound moves or
// changes across it.
const border = '|'

func endsInL(w string) bool {
	r, _ := utf8.DecodeLastRuneInString(w)
	return r >= 0xAC00 && r <= 0xD7A3 && int(r-0xAC00)%28 == jL
}

func takeApart(w string) []syllable {
	var out []syllable
	for _, r := range w {
		if r < 0xAC00 || r > 0xD7A3 {
			out = append(out, syllable{jung: -1, other: r})
			continue
		}
		i := int(r - 0xAC00)
		out = append(out, syllable{cho: i / 588, jung: i % 588 / 28, jong: i % 28})
	}
	return out
}

func putTogether(syl []syllable) string {
	var b strings.Builder
	for _, s := range syl {
		switch {
		case s.jung < 0 && s.other == border:
		case s.jung < 0:
			b.WriteRune(s.other)
		default:
			b.WriteRune(rune(0xAC00 + (s.cho*21+s.jung)*28 + s.jong))
		}
	}
	return b.String()
}

// lookUp replaces the words whose sound no rule tells.
func lookUp(w string, lex *lexicon) string {
	if _, _, listed := longestPrefix(lex.sounds, w, lex.longest.sound, func(string) bool { return true }); !listed {
		w = tenseSino(w)
	}
	var b strings.Builder
	settled := 0
	for i := 0; i < len(w); {
		entry, sound, ok := "", "", false
		if i == 0 {
			entry, sound, ok = longestPrefix(lex.sounds, w, lex.longest.sound, func(string) bool { return true })
		}
		if !ok {
			entry, sound, ok = longestPrefix(lex.soundsInside, w[i:], lex.longest.sound, func(string) bool { return true })
		}
		if ok {
			b.WriteString(sound)
			settled = b.Len()
			i += len(entry)
			continue
		}
		_, size := utf8.DecodeRuneInString(w[i:])
		b.WriteString(w[i : i+size])
		i += size
	}
	return soundOfEnding(b.String(), settled)
}

// sound applies the rules inside one word.
func sound(syl []syllable) string {
	uis := markUi(syl)
	for i := range syl {
		if syl[i].jung < 0 {
			continue
		}
		if i+1 < len(syl) && syl[i+1].jung >= 0 {
			meet(&syl[i], &syl[i+1])
		} else {
			syl[i].jong = plainCoda(syl[i].jong) // 8, 9, 10, 11
		}
	}
	for i := range syl {
		s := &syl[i]
		switch {
		case s.jung == vUi && uis[i] == vUi && s.cho == cNg: // at the beginning of a word it stays
		case s.jung == vUi && uis[i] == vE:
			s.jung = vE
		case s.jung == vUi:
			s.jung = vI // 5.3, 5.4
		case s.jung == vYeo && (s.cho == cJ || s.cho == cJJ || s.cho == cCh):
			s.jung = vEo // 5.1
		}
	}
	return putTogether(syl)
}

// markUi decides what each ㅢ sounds like before liaison hides where it stood
// (5.3, 5.4): 의 begins a word as 의, ends one as the particle 에, is 이 inside.
func markUi(syl []syllable) []int {
	marks := make([]int, len(syl))
	letters := 0
	for i, s := range syl {
		if s.jung < 0 {
			letters = 0
			continue
		}
		last := i+1 == len(syl) || syl[i+1].jung < 0
		switch {
		case s.cho != cNg:
			marks[i] = vI
		case letters == 0:
			marks[i] = vUi
		case last:
			marks[i] = vE
		default:
			marks[i] = vI
		}
		letters++
	}
	return marks
}

// tense is the tense form of an initial consonant, or itself.
func tense(cho int) int {
	switch cho {
	case cG, cD, cB, cS, cJ:
		return cho + 1
	}
	return cho
}

// aspirated is the aspirated form of an initial consonant, or -1.
func aspirated(cho int) int {
	switch cho {
	case cG:
		return cK
	case cD:
		return cT
	case cB:
		return cP
	case cJ:
		return cCh
	}
	return -1
}

// plainCoda is the one of seven sounds that a final consonant has before a
// pause (8 to 11).
func plainCoda(j int) int {
	switch j {
	case jGG, jK, jGS, jLG:
		return jG
	case jS, jSS, jJ, jCh, jT, jH:
		return jD
	case jP, jBS, jLP:
		return jB
	case jNJ, jNH:
		return jN
	case jLB, jLS, jLT, jLH:
		return jL
	case jLM:
		return jM
	}
	return j
}

// split takes a final consonant apart into what stays and what moves over as an
// initial one before a vowel (13, 14). The second is -1 if nothing moves.
func split(j int) (stays, moves int) {
	switch j {
	case jG:
		return jNone, cG
	case jGG:
		return jNone, cGG
	case jGS:
		return jG, cSS
	case jN:
		return jNone, cN
	case jNJ:
		return jN, cJ
	case jNH:
		return jNone, cN // 12.4: ㅎ falls, then ㄴ moves
	case jD:
		return jNone, cD
	case jL:
		return jNone, cR
	case jLG:
		return jL, cG
	case jLM:
		return jL, cM
	case jLB:
		return jL, cB
	case jLS:
		return jL, cSS
	case jLT:
		return jL, cT
	case jLP:
		return jL, cP
	case jLH:
		return jNone, cR
	case jM:
		return jNone, cM
	case jB:
		return jNone, cB
	case jBS:
		return jB, cSS
	case jS:
		return jNone, cS
	case jSS:
		return jNone, cSS
	case jJ:
		return jNone, cJ
	case jCh:
		return jNone, cCh
	case jK:
		return jNone, cK
	case jT:
		return jNone, cT
	case jP:
		return jNone, cP
	case jH:
		return jNone, cNg // 12.4
	}
	return j, -1
}

// meet changes the end of one syllable and the beginning of the next by each
// other, in the order in which the rules feed each other.
func meet(a, b *syllable) {
	j := a.jong
	if j == jNone {
		return
	}
	if b.cho == cNg { // before a vowel
		stays, moves := split(j)
		if moves < 0 {
			return
		}
		// 17: ㄷ, ㅌ before 이 (and 여 from 이어) become ㅈ, ㅊ.
		if b.jung == vI || b.jung == vYeo {
			switch j {
			case jD:
				moves = cJ
			case jT, jLT:
				moves = cCh
			}
		}
		a.jong, b.cho = stays, moves
		return
	}
	// 12: ㅎ joins a neighbour.
	if j == jH || j == jNH || j == jLH {
		rest := map[int]int{jH: jNone, jNH: jN, jLH: jL}[j]
		if p := aspirated(b.cho); p >= 0 {
			a.jong, b.cho = rest, p
			return
		}
		switch {
		case b.cho == cS:
			a.jong, b.cho = rest, cSS
			return
		case j != jH:
			j = rest
		case b.cho == cN:
			j = jN
		}
	}
	if b.cho == cH {
		if done := joinH(a, b, j); done {
			return
		}
	}
	// 23 to 25: tensing, decided by the written coda.
	strong := false
	switch plainCoda(j) {
	case jG, jD, jB:
		strong = true
	}
	switch j {
	case jNJ, jLM, jLB, jLT:
		strong = true
	}
	if j == jLG && b.cho == cG && !noun(a) {
		j = jL // 11: 맑게 is 말께, but 닭고기 is 닥꼬기
	} else if j == jLB && a.cho == cB && a.jung == 0 {
		j = jB // 10: 밟-
	} else {
		j = plainCoda(j)
	}
	if strong {
		b.cho = tense(b.cho)
	}
	// 19: ㄹ becomes ㄴ after every consonant but ㄴ and ㄹ.
	if b.cho == cR {
		switch j {
		case jM, jNg, jG, jD, jB:
			b.cho = cN
		case jN:
			j = jL // 20
		}
	}
	// 20: ㄴ becomes ㄹ beside ㄹ.
	if j == jL && b.cho == cN {
		b.cho = cR
	}
	// 18: stops become nasals before nasals.
	if b.cho == cN || b.cho == cM {
		switch j {
		case jG:
			j = jNg
		case jD:
			j = jN
		case jB:
			j = jM
		}
	}
	a.jong = j
}

// noun reports whether a syllable with ㄺ is one of the nouns 닭, 흙, 칡, which
// the exception for verbs in article 11 leaves out.
func noun(a *syllable) bool {
	return a.cho == cD && a.jung == 0 || a.cho == cH && a.jung == vEu || a.cho == cCh && a.jung == vI
}

// joinH is ㅎ after a stop (12.1 note 1, 17 note): 입학 is 이팍, 닫히다 is 다치다.
func joinH(a, b *syllable, j int) bool {
	switch j {
	case jG, jGG, jK:
		a.jong, b.cho = jNone, cK
	case jLG:
		a.jong, b.cho = jL, cK
	case jB, jP:
		a.jong, b.cho = jNone, cP
	case jBS:
		a.jong, b.cho = jNone, cP
	case jLB:
		a.jong, b.cho = jL, cP
	case jJ:
		a.jong, b.cho = jNone, cCh
	case jNJ:
		a.jong, b.cho = jN, cCh
	case jD, jT:
		a.jong, b.cho = jNone, cT
		if b.jung == vI || b.jung == vYeo {
			b.cho = cCh
		}
	case jS, jSS, jCh:
		a.jong, b.cho = jNone, cT
	default:
		return false
	}
	return true
}
