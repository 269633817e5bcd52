package typing

import (
	"encoding/json"
	"fmt"
	"slices"
	"unicode/utf8"
)

// jsonStroke is a stroke outside the process.
type jsonStroke struct {
	Character string `json:"sign,omitzero"` // one letter; "" is "next letter"
	Phone     bool   `json:"phone,omitzero"`
}

// MarshalJSON writes the entry stroke by stroke, so that typing can go on where it was.
// It tells what was typed: what leaves the person's own hands is Redacted first.
func (e Entry) MarshalJSON() ([]byte, error) {
	out := make([]jsonStroke, 0, len(e.strokes)) // a field that was emptied again is written as a list, too
	for _, s := range e.strokes {
		character := ""
		if s.r != letterEnd {
			character = string(s.r)
		}
		out = append(out, jsonStroke{character, s.phone})
	}
	return json.Marshal(out)
}

// UnmarshalJSON reads what MarshalJSON wrote. More than MaxStrokes, and a stroke of
// several letters, are errors.
func (e *Entry) UnmarshalJSON(data []byte) error {
	var in []jsonStroke
	if err := json.Unmarshal(data, &in); err != nil {
		return err
	}
	if len(in) > MaxStrokes {
		return fmt.Errorf("typing: %d strokes, of which a field takes %d", len(in), MaxStrokes)
	}
	out := make([]stroke, 0, len(in))
	for _, s := range in {
		r, n := utf8.DecodeRuneInString(s.Character)
		if n != len(s.Character) {
			return fmt.Errorf("typing: %q is more than one letter", s.Character)
		}
		if n == 0 {
			r = letterEnd
		}
		out = append(out, stroke{r, s.Phone})
	}
	e.strokes = out
	return nil
}

// Redacted is an entry of as many characters that tells none of them.
func (e Entry) Redacted() Entry {
	return Entry{slices.Repeat([]stroke{{r: '*'}}, e.Len())}
}
