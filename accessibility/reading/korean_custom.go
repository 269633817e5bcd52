package reading

import (
	"regexp"
	"strings"
)

var (
	// Days of history are named after their date, digit by digit: 6.25 전쟁. Without the
	// word behind it, 6.25 is a number.
	reNamedDay = regexp.MustCompile(`^(3|4|5|6|8)[.·](1|19|18|25|15)( ?(?:절|전쟁|광복절|혁명|운동|민주|참전|사변))`)
	reOneToOne = regexp.MustCompile(`^(\d+)대 ?(\d+)`)
	reDecade   = regexp.MustCompile(`^([1-9]0)대(?:[^가-힣]|$)`)
	reSecret   = regexp.MustCompile(`(?:비밀번호|인증번호|확인 ?번호|카드번호|계좌번호)[: ]*(?:끝 ?)?[A-Za-z]*$`)
	reDigits   = regexp.MustCompile(`^\d+`)
)

// custom reads what only custom tells from a number or a count: 6.25 전쟁, 1대1, 20대,
// and the digits of a password. before is what stands ahead of s.
func (k *koreanReader) custom(before, s string) (int, string) {
	if m := reNamedDay.FindStringSubmatch(s); m != nil {
		return len(m[0]), digitwise(m[1]) + digitwise(m[2]) + m[3]
	}
	if m := reOneToOne.FindStringSubmatch(s); m != nil {
		if _, _, counts := k.counterAt(s[len(m[0]):]); !counts {
			return len(m[0]), sino(m[1]) + " 대 " + sino(m[2])
		}
	}
	if m := reDecade.FindStringSubmatch(s); m != nil { // an age: 이십 대
		return len(m[1]) + len("대"), sino(m[1]) + " 대"
	}
	if digits := reDigits.FindString(s); len(digits) > 2 && reSecret.MatchString(before) {
		rest := strings.TrimLeft(s[len(digits):], " ")
		if _, _, counts := k.counterAt(rest); !counts && !strings.HasPrefix(rest, "-") && !strings.HasPrefix(rest, "*") {
			return len(digits), digitwise(digits)
		}
	}
	return 0, ""
}
