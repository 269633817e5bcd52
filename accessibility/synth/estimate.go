package synth

import (
	"time"
	"unicode"

	"modu/accessibility/scene"
)

// SyllablesPerSecond is the stated tempo at NormalRate. espeak-ng 1.51 at 150
// words a minute says Korean kiosk sentences at 4.4 to 4.9 syllables a second and
// English ones at 3.7 to 4.5, pauses apart.
const SyllablesPerSecond = 4.5

// Tick is the grain of all estimates, so that they end on the block of every
// sink that keeps time.
const Tick = 10 * time.Millisecond

// Pauses at punctuation at NormalRate.
const (
	shortPause = 200 * time.Millisecond // , ; :
	longPause  = 350 * time.Millisecond // . ! ?
)

// Estimate is how long a clause lasts: its syllables at SyllablesPerSecond and
// its pauses, at the given rate, rounded up to Tick. It is the exact length of
// what the silence engine "says", and a deadline's basis for every other engine.
// A clause with nothing to say lasts nothing.
//
// Syllables are counted as: one for each Hangul syllable, kana and Chinese
// character; one for each group of vowels in Latin letters, at least one a word;
// one for each digit in Korean, Chinese and Japanese, two in other languages.
func Estimate(text string, lang scene.Lang, rate int) time.Duration {
	syllables, pause := measure([]rune(text), lang)
	if syllables == 0 {
		return 0
	}
	return lasting(syllables, pause, rate)
}

func lasting(syllables int, pause time.Duration, rate int) time.Duration {
	normal := time.Duration(float64(syllables)/SyllablesPerSecond*float64(time.Second)) + pause
	d := normal * NormalRate / time.Duration(ClampRate(rate))
	return (d + Tick - 1) / Tick * Tick
}

func measure(text []rune, lang scene.Lang) (syllables int, pause time.Duration) {
	digit := 2
	switch primary(lang) {
	case "ko", "zh", "ja":
		digit = 1
	}
	inWord, wordHas, vowel := false, false, false
	endWord := func() {
		if inWord && !wordHas {
			syllables++
		}
		inWord, wordHas, vowel = false, false, false
	}
	for i, r := range text {
		switch {
		case unicode.In(r, unicode.Hangul, unicode.Hiragana, unicode.Katakana, unicode.Han):
			endWord()
			syllables++
		case unicode.IsDigit(r):
			endWord()
			syllables += digit
		case unicode.IsLetter(r):
			v := isVowel(r)
			if v && !vowel {
				syllables++
				wordHas = true
			}
			inWord, vowel = true, v
		default:
			endWord()
			if i == len(text)-1 {
				break // the end is trimmed
			}
			switch r {
			case ',', ';', ':', '、', '\uff0c':
				pause += shortPause
			case '.', '!', '?', '。':
				pause += longPause
			}
		}
	}
	endWord()
	return syllables, pause
}

func isVowel(r rune) bool {
	switch unicode.ToLower(r) {
	case 'a', 'e', 'i', 'o', 'u', 'y', 'à', 'á', 'â', 'ã', 'ä', 'å', 'è', 'é', 'ê', 'ë', 'ì', 'í', 'î', 'ï', 'ò', 'ó', 'ô', 'õ', 'ö', 'ù', 'ú', 'û', 'ü':
		return true
	}
	return false
}

// ShareMarks lays the words of a text over a sound of known length, each as long
// as its share of syllables. It serves engines that do not report words.
func ShareMarks(text string, lang scene.Lang, whole time.Duration) []Mark {
	runes := []rune(text)
	total, totalPause := measure(runes, lang)
	all := lasting(total, totalPause, NormalRate)
	if total == 0 || all <= 0 {
		return nil
	}
	var marks []Mark
	for i := 0; i < len(runes); {
		if unicode.IsSpace(runes[i]) {
			i++
			continue
		}
		end := i
		for end < len(runes) && !unicode.IsSpace(runes[end]) {
			end++
		}
		if Audible(string(runes[i:end])) {
			syllables, pause := measure(runes[:i], lang)
			var before time.Duration
			if syllables > 0 {
				before = time.Duration(float64(syllables)/SyllablesPerSecond*float64(time.Second)) + pause
			}
			marks = append(marks, Mark{At: i, Len: end - i,
				Offset: min(time.Duration(float64(whole)*float64(before)/float64(all)), whole)})
		}
		i = end
	}
	return marks
}
