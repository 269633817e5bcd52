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
		parts[i] = lex.tenseAfterL(written[i-1], parts[i], next)
	}
	words := make([][]syllable, len(parts))
	for i, w := range parts {
		words[i] = lex.soundsOf(w)
	}
	for i := 1; i < len(words); i++ {
		if len(words[i]) == 0 || len(words[i-1]) == 0 {
			continue
		}
		lex.meet(&words[i-1][len(words[i-1])-1], &words[i][0], wordsMeet{written[i-1], written[i], parts[i-1], len(words[i-1])})
	}
	for i := range words {
		parts[i] = sound(words[i])
	}
	return strings.Join(parts, " ")
}

// isNumber reports whether a word is a number and nothing else: number and
// counter are said in one breath.
func isNumber(w string) bool {
	for rest := w; rest != ""; {
		i := slices.IndexFunc(numberWords[:], func(n string) bool { return strings.HasPrefix(rest, n) })
		if i < 0 {
			return false
		}
		rest = rest[len(numberWords[i]):]
	}
	return w != ""
}

var numberWords = [...]string{"일곱", "일흔", "다섯", "여섯", "여덟", "아홉", "스물", "스무", "서른", "마흔", "예순", "여든", "아흔",
	"영", "공", "일", "이", "삼", "사", "오", "육", "칠", "팔", "구", "십", "백", "천", "만", "억", "조", "한", "두", "세", "네", "열", "쉰", "몇", "첫"}

// movesWhole reports the vowels of article 15, before which a consonant moves with the sound that it has before a pause.
func movesWhole(jung int) bool {
	switch jung {
	case vA, vEo, vO, vU, vWo, vWi:
		return true
	}
	return false
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

	vA, vEo, vE, vYeo, vO, vU, vWo, vWi, vEu, vUi, vI = 0, 4, 5, 6, 8, 13, 14, 16, 18, 19, 20
)

// border in the word list keeps two parts of a compound apart: no sound moves or
// changes across it.
const border = '|'

func endsInL(w string) bool {
	r, _ := utf8.DecodeLastRuneInString(w)
	return isHangul(r) && int(r-0xAC00)%28 == jL
}

func takeApart(w string) []syllable {
	var out []syllable
	for _, r := range w {
		if !isHangul(r) {
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

// soundsOf takes a word apart, with what neither its letters nor its neighbours tell:
// words whose sound no rule tells first, then the parts of compounds.
func (lex *lexicon) soundsOf(w string) []syllable {
	said, settled := lex.lookUp(w)
	syl := takeApart(said)
	word := strings.TrimRight(said, ".,?!")
	lex.joinParts(word, syl, settled)
	lex.tenseSino(word, syl, settled)
	lex.tenseStem(word, syl, settled)
	lex.tenseEnding(word, syl)
	lex.soundUi(word, syl)
	return syl
}

// lookUp replaces the words whose sound no rule tells. settled is how many syllables of
// the answer the list has had its say about.
func (lex *lexicon) lookUp(w string) (said string, settled int) {
	var b strings.Builder
	end := 0
	for i := 0; i < len(w); {
		entry, sound, ok := "", "", false
		if i == 0 {
			entry, sound, ok = longestPrefix(lex.sounds, w, lex.longest.sound, anyEntry)
		}
		if !ok {
			entry, sound, ok = longestPrefix(lex.soundsInside, w[i:], lex.longest.sound, anyEntry)
		}
		if ok {
			b.WriteString(sound)
			end = b.Len()
			i += len(entry)
			continue
		}
		_, size := utf8.DecodeRuneInString(w[i:])
		b.WriteString(w[i : i+size])
		i += size
	}
	if end == 0 {
		return w, 0
	}
	said = b.String()
	return said, utf8.RuneCountInString(said[:end])
}

func anyEntry(string) bool { return true }

// sound applies the rules inside one word.
func sound(syl []syllable) string {
	uis := uiSounds(syl)
	for i := range syl {
		if syl[i].jung < 0 {
			continue
		}
		if i+1 < len(syl) && syl[i+1].jung >= 0 {
			assimilate(&syl[i], &syl[i+1])
		} else {
			syl[i].jong = plainCoda(syl[i].jong) // 8, 9, 10, 11
		}
	}
	for i := range syl {
		s := &syl[i]
		switch {
		case s.jung == vUi:
			s.jung = uis[i]
		case s.jung == vYeo && (s.cho == cJ || s.cho == cJJ || s.cho == cCh):
			s.jung = vEo // 5.1
		}
	}
	return putTogether(syl)
}

// uiSounds decides what each ㅢ sounds like before liaison hides where it stood (5.3,
// 5.4): 의 begins a word as 의, ends one as the particle 에, is 이 inside.
func uiSounds(syl []syllable) []int {
	sounds := make([]int, len(syl))
	letters := 0
	for i, s := range syl {
		if s.jung < 0 {
			letters = 0
			continue
		}
		last := i+1 == len(syl) || syl[i+1].jung < 0
		switch {
		case s.cho != cNg:
			sounds[i] = vI
		case letters == 0:
			sounds[i] = vUi
		case last:
			sounds[i] = vE
		default:
			sounds[i] = vI
		}
		letters++
	}
	return sounds
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

// liaisonOf takes a final consonant apart before a vowel (13, 14).
type liaisonOf struct{ stays, moves int }

// liaisons is by final consonant. ㅎ falls (12.4), ㅇ stays.
var liaisons = [...]liaisonOf{
	jG: {jNone, cG}, jGG: {jNone, cGG}, jGS: {jG, cSS},
	jN: {jNone, cN}, jNJ: {jN, cJ}, jNH: {jNone, cN},
	jD: {jNone, cD},
	jL: {jNone, cR}, jLG: {jL, cG}, jLM: {jL, cM}, jLB: {jL, cB}, jLS: {jL, cSS}, jLT: {jL, cT}, jLP: {jL, cP}, jLH: {jNone, cR},
	jM: {jNone, cM}, jB: {jNone, cB}, jBS: {jB, cSS},
	jS: {jNone, cS}, jSS: {jNone, cSS}, jNg: {jNg, cNg},
	jJ: {jNone, cJ}, jCh: {jNone, cCh}, jK: {jNone, cK}, jT: {jNone, cT}, jP: {jNone, cP}, jH: {jNone, cNg},
}

// assimilate changes the end of one syllable and the beginning of the next by each
// other, in the order in which the rules feed each other.
func assimilate(a, b *syllable) {
	if a.jong == jNone {
		return
	}
	if b.cho == cNg {
		liaise(a, b)
		return
	}
	coda, done := aspirate(a, b)
	if done || b.cho == cH && joinH(a, b, coda) {
		return
	}
	plain := simplify(a, b, coda)
	if tenses(coda) {
		b.cho = tense(b.cho)
	}
	a.jong = nasalise(liquidise(plain, b), b)
}

// liaise moves a final consonant over to a vowel (13, 14); ㄷ, ㅌ before 이, and 여 from
// 이어, become ㅈ, ㅊ (17).
func liaise(a, b *syllable) {
	coda := a.jong
	l := liaisons[coda]
	a.jong, b.cho = l.stays, l.moves
	if b.jung != vI && b.jung != vYeo {
		return
	}
	switch coda {
	case jD:
		b.cho = cJ
	case jT, jLT:
		b.cho = cCh
	}
}

// aspirate joins the ㅎ of a coda with what follows (12). It returns the coda that is
// left for the other rules, or true where both sounds are settled.
func aspirate(a, b *syllable) (coda int, done bool) {
	rest := jNone
	switch coda = a.jong; coda {
	case jH:
	case jNH:
		rest = jN
	case jLH:
		rest = jL
	default:
		return coda, false
	}
	if p := aspirated(b.cho); p >= 0 {
		a.jong, b.cho = rest, p
		return rest, true
	}
	switch {
	case b.cho == cS:
		a.jong, b.cho = rest, cSS
		return rest, true
	case coda != jH:
		return rest, false
	case b.cho == cN:
		return jN, false
	}
	return jH, false
}

// tenses reports whether a written coda makes the next consonant tense (23 to 25).
func tenses(coda int) bool {
	switch coda {
	case jNJ, jLM, jLB, jLT:
		return true
	}
	switch plainCoda(coda) {
	case jG, jD, jB:
		return true
	}
	return false
}

// simplify is the one sound that a coda has before a consonant (8 to 11).
func simplify(a, b *syllable, coda int) int {
	switch {
	case coda == jLG && b.cho == cG && !noun(a):
		return jL // 11: 맑게 is 말께, but 닭고기 is 닥꼬기
	case coda == jLB && a.cho == cB && a.jung == 0:
		return jB // 10: 밟-
	}
	return plainCoda(coda)
}

// liquidise makes ㄹ of ㄴ beside ㄹ (20), and ㄴ of ㄹ after every other consonant (19).
// It returns the coda.
func liquidise(coda int, b *syllable) int {
	switch {
	case coda == jL && b.cho == cN:
		b.cho = cR
	case b.cho != cR:
	case coda == jN:
		return jL
	case coda != jL:
		b.cho = cN
	}
	return coda
}

// nasalise is a stop before a nasal (18).
func nasalise(coda int, b *syllable) int {
	if b.cho != cN && b.cho != cM {
		return coda
	}
	switch coda {
	case jG:
		return jNg
	case jD:
		return jN
	case jB:
		return jM
	}
	return coda
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
		if b.jung == vI || b.jung == vYeo && b.jong != jNg { // 닫혀; 맏형 is 마텽
			b.cho = cCh
		}
	case jS, jSS, jCh:
		a.jong, b.cho = jNone, cT
	default:
		return false
	}
	return true
}
