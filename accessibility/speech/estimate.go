package speech

import (
	"strings"
	"time"
	"unicode"
)

// Rates at 100 per cent, about 150 English words a minute. A Korean syllable
// is short, an English vowel group longer.
const (
	hangulPerSecond     = 5.2
	latinVowelPerSecond = 4.0
)

// Estimate is how long an utterance should last at ratePercent of the normal
// rate (100), pauses included. Other letters (Chinese, Japanese) count as one
// syllable each, and so does a digit.
func Estimate(u Utterance, ratePercent int) time.Duration {
	total := time.Duration(0)
	for _, c := range u.Clauses {
		total += estimate(c, ratePercent)
	}
	return total
}

// SaidIn estimates how many clauses are heard to their end within a time.
func SaidIn(u Utterance, ratePercent int, within time.Duration) int {
	for i, c := range u.Clauses {
		if within -= estimate(c, ratePercent); within < -c.PauseAfter {
			return i
		}
	}
	return len(u.Clauses)
}

func estimate(c Clause, ratePercent int) time.Duration {
	if ratePercent <= 0 {
		ratePercent = 100
	}
	syllables, groups := 0, 0
	vowel := false
	for _, r := range c.Text {
		wasVowel := vowel
		vowel = r < 0x250 && strings.ContainsRune("aeiouyAEIOUY", r)
		switch {
		case vowel && !wasVowel:
			groups++
		case r >= 0x250 && unicode.IsLetter(r), unicode.IsDigit(r):
			syllables++
		}
	}
	spoken := float64(syllables)/hangulPerSecond + float64(groups)/latinVowelPerSecond
	return time.Duration(spoken*100/float64(ratePercent)*float64(time.Second)) + c.PauseAfter
}
