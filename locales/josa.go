package locales

import (
	"fmt"
	"strings"
	"unicode"
)

// particles are the pairs of Korean particles that change with the sound before
// them: first the one after a consonant, then the one after a vowel.
var particles = map[string][2]string{
	"은/는": {"은", "는"}, "이/가": {"이", "가"}, "을/를": {"을", "를"}, "과/와": {"과", "와"},
	"으로/로": {"으로", "로"}, "아/야": {"아", "야"}, "이/": {"이", ""}, "이에요/예요": {"이에요", "예요"}, "이라/라": {"이라", "라"},
}

// josa is the template function {{josa .Name "을/를"}}: the argument followed by
// the particle that agrees with its last sound.
func josa(p placed, pair string) (string, error) {
	forms, ok := particles[pair]
	if !ok {
		return "", fmt.Errorf("%q is no pair of particles", pair)
	}
	if p.heard != nil {
		if said := p.heard("ko", p.spans); said != "" {
			return p.String() + particle(said, forms), nil
		}
	}
	var text strings.Builder
	for _, s := range p.spans {
		if s.Spoken != "" {
			text.WriteString(s.Spoken)
		} else {
			text.WriteString(s.Text)
		}
	}
	return p.String() + particle(text.String(), forms), nil
}

func particle(text string, forms [2]string) string {
	final, known := finalSound(text)
	switch {
	case !known && forms[1] != "":
		return forms[0] + "(" + forms[1] + ")" // both, as careful writers do when the sound is unknown
	case final == vowel, final == rieul && forms[0] == "으로":
		return forms[1]
	}
	return forms[0]
}

type final uint8

const (
	vowel final = iota
	consonant
	rieul // 으로 becomes 로 after ㄹ too
)

// digitFinals: how each digit ends when it is read 영 일 이 삼 사 오 육 칠 팔 구.
var digitFinals = [10]final{consonant, rieul, vowel, consonant, vowel, vowel, consonant, rieul, rieul, vowel}

// letterFinals: letters whose Korean name ends in a consonant (엘 엠 엔 알).
var letterFinals = map[rune]final{'l': rieul, 'm': consonant, 'n': consonant, 'r': rieul}

// finalSound tells how a text ends when it is read in Korean, skipping what is
// not read (brackets, quotes). Unknown for scripts whose reading is not known here.
func finalSound(s string) (final, bool) {
	rs := []rune(s)
	for i := len(rs) - 1; i >= 0; i-- {
		r := unicode.ToLower(rs[i])
		switch {
		case r >= 0xAC00 && r <= 0xD7A3:
			return syllableFinal(r), true
		case r >= 'ㄱ' && r <= 'ㅣ':
			return jamoFinal(r), true
		case r >= '0' && r <= '9':
			return digitFinal(rs, i), true
		case r >= 'a' && r <= 'z':
			if i > 0 && unicode.IsLower(rs[i-1]) {
				return vowel, false // a word, not letters: its reading is not known here
			}
			return letterFinals[r], true
		case unicode.IsSpace(r) || unicode.IsPunct(r) || unicode.IsSymbol(r):
			continue
		default:
			return vowel, false
		}
	}
	return vowel, false
}

// jamoFinal is how the name of a letter ends: 기역 … 히읗, 아 … 이.
func jamoFinal(r rune) final {
	switch {
	case r >= 'ㅏ':
		return vowel
	case r == 'ㄹ':
		return rieul
	}
	return consonant
}

func syllableFinal(r rune) final {
	switch (r - 0xAC00) % 28 {
	case 0:
		return vowel
	case 8:
		return rieul
	}
	return consonant
}

// digitFinal is how the number ends whose last digit is at i: 십, 백, 천, 만, and 영 and 공
// all end in a consonant.
func digitFinal(rs []rune, i int) final {
	if rs[i] == '0' && i > 0 && rs[i-1] >= '0' && rs[i-1] <= '9' {
		return consonant
	}
	return digitFinals[rs[i]-'0']
}
