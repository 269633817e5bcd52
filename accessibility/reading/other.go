package reading

import (
	"unicode/utf8"

	"modu/accessibility/scene"
)

// readOther passes a language without rules of its own through in normal form;
// a spoken form of the author's wins.
func readOther(spans []scene.Span) draft {
	var d draft
	at := 0
	for _, s := range spans {
		end := at + utf8.RuneCountInString(s.Text)
		if s.Spoken != "" {
			d.put(normalise(s.Spoken, 0).String(), at, end)
		} else {
			d = append(d, normalise(s.Text, at)...)
		}
		at = end
	}
	return d
}
