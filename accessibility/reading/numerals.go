package reading

import "strings"

var (
	sinoDigits   = [...]string{"영", "일", "이", "삼", "사", "오", "육", "칠", "팔", "구"}
	sinoPlaces   = [...]string{"", "십", "백", "천"}
	sinoMyriads  = [...]string{"", "만", "억", "조", "경"}
	nativeUnits  = [...]string{"", "한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉"}
	nativeTens   = [...]string{"", "열", "스물", "서른", "마흔", "쉰", "예순", "일흔", "여든", "아흔"}
	maxSinoDigit = 20 // 경 ends at 10^20; longer runs are read digit by digit
)

// sino reads a whole number in Sino-Korean: 8500 → 팔천오백. Groups of ten
// thousand are separate words, as 한글 맞춤법 제44항 writes them.
func sino(digits string) string {
	digits = strings.TrimLeft(digits, "0")
	if digits == "" {
		return sinoDigits[0]
	}
	if len(digits) > maxSinoDigit {
		return digitwise(digits)
	}
	var groups []string
	for g := (len(digits) - 1) / 4; g >= 0; g-- {
		end := len(digits) - 4*g
		part := digits[max(0, end-4):end]
		var b strings.Builder
		for i, c := range part {
			place := len(part) - 1 - i
			switch {
			case c == '0':
			case c == '1' && place > 0:
				b.WriteString(sinoPlaces[place])
			default:
				b.WriteString(sinoDigits[c-'0'] + sinoPlaces[place])
			}
		}
		if b.Len() == 0 {
			continue
		}
		word := b.String()
		if g == 1 && word == "일" && len(groups) == 0 {
			word = "" // 만, not 일만
		}
		groups = append(groups, word+sinoMyriads[g])
	}
	return strings.Join(groups, " ")
}

// sinoDecimal reads 1.5 as 일 점 오; digits after the point one by one.
func sinoDecimal(whole, fraction string) string {
	s := sino(whole)
	if fraction == "" {
		return s
	}
	s += " 점 "
	for _, c := range fraction {
		s += sinoDigits[c-'0']
	}
	return s
}

// digitwise reads characters of a code or a telephone number: 010 → 공일공.
func digitwise(digits string) string {
	var b strings.Builder
	for _, c := range digits {
		if c == '0' {
			b.WriteString("공") // not 영: people say 공일공
		} else {
			b.WriteString(sinoDigits[c-'0'])
		}
	}
	return b.String()
}

// native reads a number as it stands before a native counter: 2 → 두, 20 → 스무.
// Beyond 99 people change to Sino-Korean.
func native(digits string) (string, bool) {
	digits = strings.TrimLeft(digits, "0")
	switch {
	case digits == "" || len(digits) > 2:
		return "", false
	case digits == "20":
		return "스무", true
	case len(digits) == 1:
		return nativeUnits[digits[0]-'0'], true
	}
	return nativeTens[digits[0]-'0'] + nativeUnits[digits[1]-'0'], true
}

// counted joins number and counter.
func counted(digits string, c counter) string {
	plain := strings.TrimLeft(digits, "0")
	if own := ownWord(plain, c); own != "" {
		return own
	}
	if (c.native || c.word == "시") && !sinoAnyway(digits, plain, c) { // an hour is native even in a name
		if n, ok := native(plain); ok {
			return n + " " + c.word
		}
	}
	if c.joined {
		return sino(digits) + c.word
	}
	return sino(digits) + " " + c.word
}

// ownWord is what a number has of its own with a counter, or empty.
func ownWord(digits string, c counter) string {
	switch {
	case c.word == "월" && c.joined && digits == "6":
		return "유월"
	case c.word == "월" && c.joined && digits == "10":
		return "시월"
	case c.word == "번째" && digits == "1":
		return "첫 번째"
	}
	return ""
}

// sinoAnyway reports whether a number stands in Sino-Korean before a native counter: an
// hour of the clock of twenty-four, written with two digits, and whole days in hours,
// 이십사 시간.
func sinoAnyway(written, digits string, c counter) bool {
	switch c.word {
	case "시":
		return len(digits) != 1 && written > "12"
	case "시간":
		return digits == "24" || digits == "48" || digits == "72"
	}
	return false
}

// sinoPoint reads a number as it is written: 1.5.
func sinoPoint(s string) string {
	whole, fraction, _ := strings.Cut(s, ".")
	return sinoDecimal(whole, fraction)
}
