package reading

import (
	"regexp"
	"strings"
)

// What "번" and "분" count: a turn (두 번) or a number (이 번 창구), persons (두 분) or minutes
// (이 분).

var (
	reVerb      = regexp.MustCompile(`^[가-힣]*(?:하신|하는|하면|하고|하여|하시|하세|하십|합니|했|해주|해야|되면|됩니|됐|으면|세요|십시오|습니다)`)
	reOften     = regexp.MustCompile(`(?:하루|하루에|매일|일주일에|주|달에|년에|분에|시간에|일에|번에|모두|총|각각|최대|최소|벌써|[^0-9]씩|마다|이틀에|번갈아|연속|[^0-9]을|[^0-9]를|마다 한|한 ?(?:달|해|주|학기|시간)|(?:^|[ (])(?:월|연)) ?$`)
	reUntil     = regexp.MustCompile(`^까지(?:만)?(?:$|[ ,.!?)]*$|입니다|예요| ?(?:가능|됩니|되며|무료|허용|할 수|다시|받|드립))`)
	reOnceFor   = regexp.MustCompile(`^에 ?\d`)
	reInTurns   = regexp.MustCompile(`^에 (?:나눠|나누어|걸쳐)`)
	reOutOf     = regexp.MustCompile(`^ ?중 ?(?:에 ?)?\d+ ?번(?:[^가-힣째]|$)`)
	reOutOfLead = regexp.MustCompile(`\d ?번 ?중 ?(?:에 ?)?$`)
	reOrNumber  = regexp.MustCompile(`^(?:이나|이랑|과|하고) ?\d+ ?번`) // 2번이나 3번
	reFirstFew  = regexp.MustCompile(`(?:^| )첫 ?$`)
	rePolite    = regexp.MustCompile(`^(?:께서(?:는)?|이) ?(?:더 |함께 |먼저 |모두 |같이 |아직 |이미 )?([가-힣]+)`)
	reHonour    = regexp.MustCompile(`시|십|셨|신|세`)
	reMinutes   = regexp.MustCompile(`^ ?(?:후|뒤|전|안|동안|이내|간|마다|거리)`)
)

// counts reports whether a word that else has Sino-Korean numbers counts in native ones here.
func (k korean) counts(c counter, a amount, rest string) bool {
	switch {
	case a.ordinal:
		return false
	case c.word == "번":
		return k.turns(a.lead, rest) || a.whole == "1" && reOnceFor.MatchString(rest) && !k.isNumbered(a.lead)
	case c.word == "분":
		return k.persons(a.lead, rest)
	}
	return false
}

// turnsFromTo reads a range of turns, 하루 1~2번: 한두 번.
func (k korean) turnsFromTo(from, to string, c counter) string {
	c.native = true
	if len(from) == 1 && len(to) == 1 && from[0] >= '1' && from[0] < '9' && to[0] == from[0]+1 {
		return aboutSo[from[0]-'0'] + " " + c.word
	}
	return counted(from, c) + "에서 " + counted(to, c)
}

// turns reports whether 번 counts turns, 하루 세 번, and is no number, 삼 번 창구.
func (k korean) turns(lead, rest string) bool {
	next, spaced := strings.CutPrefix(rest, " ")
	switch {
	case reOrNumber.MatchString(rest):
		return false
	case k.turnsAtOnce(lead, rest):
		return true
	case strings.HasPrefix(rest, "까지"):
		return reOften.MatchString(lead) || reUntil.MatchString(rest) && lead != "" && !k.isNumbered(lead)
	case spaced && k.takesTurns(next):
		return true
	case rest != "" && !spaced && !isPause(rune(rest[0])):
		return false // 2번을, 3번째
	}
	return reOften.MatchString(lead)
}

// turnsAtOnce reports what is enough to know: 두 번씩, 두 번에 나눠, 열 번 중 아홉 번, 첫 세 번.
func (k korean) turnsAtOnce(lead, rest string) bool {
	return hasAnyPrefix(rest, k.lex.turnEnds) || reInTurns.MatchString(rest) || reOutOf.MatchString(rest) ||
		reOutOfLead.MatchString(lead) || reFirstFew.MatchString(lead)
}

// takesTurns reports a verb that is done so many times.
func (k korean) takesTurns(next string) bool {
	return hasAnyPrefix(next, k.lex.turnVerbs) || reVerb.MatchString(next) && !hasAnyPrefix(next, k.lex.numberVerbs)
}

// isNumbered reports whether what stands ahead has a number: 창구는 5번까지, 1번부터 5번까지.
func (k korean) isNumbered(lead string) bool {
	return hasAnyOf(lead, k.lex.numbered) || strings.Contains(lead, "부터") || strings.ContainsRune(lead, '~')
}

// persons reports whether 분 counts persons, who are spoken of with honour: 앞에 세 분이 계십니다,
// 다섯 분께, 동반 한 분.
func (k korean) persons(lead, rest string) bool {
	if strings.HasPrefix(rest, "께") || hasAnyPrefix(strings.TrimLeft(rest, " "), []string{"계시", "계십", "계신", "계세"}) {
		return true
	}
	if m := rePolite.FindStringSubmatch(rest); m != nil && reHonour.MatchString(m[1]) && !hasAnyPrefix(m[1], k.lex.passes) {
		return true
	}
	lead = strings.TrimRight(lead, " ")
	return endsInOne(lead, k.lex.persons) && !reMinutes.MatchString(rest)
}

// hasAnyOf reports whether one of the words stands anywhere in a text.
func hasAnyOf(s string, words []string) bool {
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}
