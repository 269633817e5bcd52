package accessibility

import "slices"

// Need is one thing that a person can say of themselves in a word ("larger"). It is a
// bundle of preferences that belong together, so that people need not know their names.
type Need struct {
	ID      string // its messages are "need.<id>", "need.<id>.hint" and "need.<id>.on"
	Picture string
	Sets    []Setting
	First   bool // offered on the first screen too, where choosing it begins a stay with it
}

// Setting gives one preference a value of its table.
type Setting struct {
	Field Field
	Value string
}

// Needs are the six in the help menu, in the order in which they are shown. They are
// data over the table of preferences: a new row there joins a bundle here.
func Needs() []Need {
	return []Need{
		{"large", "need-size", []Setting{{FieldSize, "200"}}, true}, // TXT-6: 200 % is reached with one press
		{"sound", "need-speech", []Setting{{FieldSpeech, "on"}}, true},
		{"easy", "need-easy", []Setting{{FieldEasy, "on"}}, true},
		{"low", "need-low", []Setting{{FieldLow, "on"}}, true},
		{"sign", "need-sign", []Setting{{FieldSign, "on"}}, false},
		// KEY-6 asks for half a second; a hand that trembles brushes what it does not mean.
		{"slow", "need-slow", []Setting{{FieldStrike, "500"}, {FieldAccept, "200"}, {FieldPace, "300"}, {FieldRate, "75"}}, false},
	}
}

// FirstNeeds are those that the first screen offers, where the low position brings
// something down; where it does not, all but that.
func FirstNeeds(lowers bool) []Need {
	return slices.DeleteFunc(Needs(), func(n Need) bool {
		return !n.First || !lowers && slices.ContainsFunc(n.Sets, func(s Setting) bool { return s.Field == FieldLow })
	})
}

// Met reports whether everything the need asks for is set.
func (n Need) Met(table []Descriptor, p Preferences) bool {
	return !slices.ContainsFunc(n.Sets, func(s Setting) bool { return Find(table, s.Field).Value(p) != s.Value })
}

// Apply sets everything the need asks for.
func (n Need) Apply(table []Descriptor, p Preferences) Preferences {
	for _, s := range n.Sets {
		p, _ = Find(table, s.Field).Set(p, s.Value)
	}
	return p
}

// Drop gives what the need set its default again.
func (n Need) Drop(table []Descriptor, p Preferences) Preferences {
	for _, s := range n.Sets {
		d := Find(table, s.Field)
		p, _ = d.Set(p, d.Default)
	}
	return p
}
