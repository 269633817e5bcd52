package reading

import (
	"strconv"
	"unicode"
	"unicode/utf8"

	"modu/accessibility/scene"
)

// readOther passes Chinese and Japanese through in normal form. Digits stay
// Arabic, which their voices read; what the voices get wrong is put right: the
// currency sign stands after the number in words, codes go sign by sign.
func readOther(lang string, spans []scene.Span) draft {
	won := map[string]string{"zh": "韩元", "ja": "ウォン"}[lang]
	var d draft
	at := 0
	for _, s := range spans {
		end := at + utf8.RuneCountInString(s.Text)
		switch {
		case s.Spoken != "":
			d.put(normalise(s.Spoken, 0).String(), at, end)
		case s.Kind == scene.Price && s.Value.Currency == "KRW" && won != "":
			d.put(strconv.FormatInt(s.Value.Number, 10)+won, at, end)
		case s.Kind == scene.Code || s.Kind == scene.Phone || s.Kind == scene.Spelled:
			for _, r := range normalise(s.Text, 0).String() {
				if r == '-' || r == ' ' {
					d.put(", ", at, end)
				} else {
					d.put(string(r)+" ", at, end)
				}
			}
		default:
			cells := normalise(s.Text, at)
			for i, c := range cells {
				digit := func(j int) bool { return j >= 0 && j < len(cells) && cells[j].r >= '0' && cells[j].r <= '9' }
				if c.r == ',' && digit(i-1) && digit(i+1) {
					continue // thousands mark
				}
				if unicode.Is(unicode.So, c.r) && c.r != '°' {
					continue // stars, emoji
				}
				d = append(d, c)
			}
		}
		at = end
	}
	return d
}
