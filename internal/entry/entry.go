package entry

import (
	"slices"
	"unicode/utf8"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/accessibility/typing"
)

// Spec is what a field takes.
type Spec struct {
	Field    scene.NodeID
	Alphabet typing.Alphabet
	Secret   bool  // the characters go to the vault, here they are only counted
	Min, Max int   // characters; Max 0 is typing.MaxStrokes
	Groups   []int // of a field of fixed length, its places in the groups in which they are shown; nil: none are
}

// Draft is what has been typed into one field.
type Draft struct {
	Field    scene.NodeID
	Alphabet typing.Alphabet
	Min, Max int
	Secret   bool
	Text     typing.Entry // of a field that is not secret
	Count    int          // of a secret one
	Layout   string       // of the keyboard that the person took; "" is the usual one
}

// Empty reports whether nothing has been typed.
func (d Draft) Empty() bool { return d.Count == 0 && d.Text.Empty() }

// Len is how many characters have been typed.
func (d Draft) Len() int {
	if d.Secret {
		return d.Count
	}
	return d.Text.Len()
}

// State is the field on the screen. The zero value is none.
type State struct {
	Draft
	Sideways bool  // the person has a key for left or right: up and down keep to their column
	Stashed  Draft // what was being typed on the step, while something is written to staff
	Dial     Dial  // digits are given by so many presses of one key
	Pad      bool  // who could do so wants the keys on the screen
}

// Dial is how a digit is given by somebody whose keypad has none, where others hear what is
// said: they press one key so many times in silence, and count by themselves. The zero value is
// nobody who does so.
type Dial struct {
	On      bool
	Presses Presses // since the last digit was taken; 0 where each begins
}

// Presses are how often the key was pressed: of a secret, the digit that is to come.
type Presses int

// mostPresses give 0, as on a telephone with a dial: no press at all must give no digit, for a
// key that was hit twice would type one.
const mostPresses = 10

// Outcome is what a step leads to: one of the types below, or nil.
type Outcome interface{ outcome() }

type (
	// Echo: a character was typed, and has become part of a syllable. Done: as many as the field takes
	// and no fewer.
	Echo struct {
		Character, Syllable string
		Done                bool
	}
	// Full: there is no room for more.
	Full struct{}
	// Erased: the last character is gone; Last is the character before it, "" if there is none.
	Erased struct{ Last string }
	// NothingToErase: the field is empty.
	NothingToErase struct{}
	// ToVault: a character of a secret goes to the vault, which answers input.SecretChanged.
	ToVault struct{ Character rune }
	// FromVault: the vault is to forget the last character.
	FromVault struct{}
	// Counted: the vault holds more or fewer characters than before. Done: as many as it takes.
	Counted struct{ More, Done bool }
	// Recount: the presses so far count for nothing. Over: there were more than there are digits.
	Recount struct{ Over bool }
	// Uncounted: the person has stopped counting.
	Uncounted struct{}
)

func (Echo) outcome()           {}
func (Full) outcome()           {}
func (Erased) outcome()         {}
func (NothingToErase) outcome() {}
func (ToVault) outcome()        {}
func (FromVault) outcome()      {}
func (Counted) outcome()        {}
func (Recount) outcome()        {}
func (Uncounted) outcome()      {}

// Show takes up the field that comes on the screen. What was typed into another one is
// gone.
func (s State) Show(f Spec) State {
	if s.Field != f.Field {
		s.Draft, s.Dial, s.Pad = Draft{Field: f.Field}, Dial{}, false
	}
	s.Alphabet, s.Min, s.Max, s.Secret = f.Alphabet, f.Min, f.Max, f.Secret
	return s
}

// Type takes a key of the keyboard on the screen.
func (s State) Type(l typing.Layout, k typing.Key) (State, Outcome) {
	switch {
	case k.Erase:
		return s.Erase()
	case s.Secret && k.Next:
		return s, nil // it ends a letter, and is no character that could be kept
	case s.Secret:
		return s.secret(k.Rune)
	}
	var e typing.Echo
	s.Text, e = s.Text.Type(l, k, s.Max)
	return s, s.echo(e)
}

// Insert takes a character that is on no key: a space, or a digit of a real keypad. What was counted
// before it counts for nothing.
func (s State) Insert(r rune) (State, Outcome) {
	s.Dial.Presses = 0
	if s.Secret {
		return s.secret(r)
	}
	var e typing.Echo
	s.Text, e = s.Text.Insert(r, s.Max)
	return s, s.echo(e)
}

func (s State) echo(e typing.Echo) Outcome {
	if e.Full {
		return Full{}
	}
	return Echo{e.Character, e.Syllable, s.Alphabet == typing.Digits && s.Min == s.Max && s.Len() == s.Max}
}

func (s State) secret(r rune) (State, Outcome) {
	if s.Max > 0 && s.Count >= s.Max {
		return s, Full{}
	}
	return s, ToVault{r}
}

// Erase takes the last character back.
func (s State) Erase() (State, Outcome) {
	switch {
	case s.Empty():
		return s, NothingToErase{}
	case s.Secret:
		return s, FromVault{}
	}
	s.Dial.Presses = 0
	s.Text, _ = s.Text.Erase()
	left := s.Text.Text()
	if left == "" {
		return s, Erased{}
	}
	last, _ := utf8.DecodeLastRuneInString(left)
	return s, Erased{string(last)}
}

// Step takes the vault's answer.
func (s State) Step(ev input.Event) (State, Outcome) {
	c, ok := ev.(input.SecretChanged)
	if !ok || !s.Secret || c.Field != s.Field {
		return s, nil
	}
	if c.Full {
		return s, Full{}
	}
	was := s.Count
	s.Count, s.Dial.Presses = c.Count, 0
	return s, Counted{More: c.Count > was, Done: c.Count > was && c.Count == s.Max}
}

// BeginCount begins to take digits by presses, from nothing.
func (s State) BeginCount() State { s.Dial = Dial{On: true}; return s }

// EndCount ends it.
func (s State) EndCount() State { s.Dial = Dial{}; return s }

// Press counts one press. One more than there are digits begins anew.
func (s State) Press() (State, Outcome) {
	if s.Dial.Presses++; s.Dial.Presses > mostPresses {
		s.Dial.Presses = 0
		return s, Recount{Over: true}
	}
	return s, nil
}

// Take takes the presses as a digit. Without any the person has done with counting.
func (s State) Take() (State, Outcome) {
	n := s.Dial.Presses
	if n == 0 {
		return s.EndCount(), Uncounted{}
	}
	return s.Insert('0' + rune(n%mostPresses))
}

// Unpress takes the presses back, and where there are none the digit before them.
func (s State) Unpress() (State, Outcome) {
	if s.Dial.Presses > 0 {
		s.Dial.Presses = 0
		return s, Recount{}
	}
	return s.Erase()
}

// ShowPad takes the keys on the screen.
func (s State) ShowPad() State { s.Dial, s.Pad = Dial{}, true; return s }

// Keyboard is the layout in use: the one that the person took, or the usual one. Where
// the screen is crowded that is one with few keys at once, if there is one: ten keys of
// twice the size stand on no panel side by side.
func (s State) Keyboard(a typing.Alphabet, crowded bool) typing.Layout {
	if s.Layout == "" && crowded {
		return typing.InPages(a)
	}
	return typing.LayoutOf(a, s.Layout)
}

// NextLayout takes the layout after the one in use. On a crowded screen they begin with the one
// with few keys, so that the usual one is next there.
func (s State) NextLayout(crowded bool) State {
	all, now := typing.Layouts(s.Alphabet), s.Keyboard(s.Alphabet, crowded).ID
	if crowded {
		few := typing.InPages(s.Alphabet)
		all = append([]typing.Layout{few}, slices.DeleteFunc(slices.Clone(all), func(l typing.Layout) bool { return l.ID == few.ID })...)
	}
	i := slices.IndexFunc(all, func(l typing.Layout) bool { return l.ID == now })
	s.Layout = all[(i+1)%len(all)].ID
	return s
}

// Learn remembers that the person has a key for left or right.
func (s State) Learn() State { s.Sideways = true; return s }

// Clear forgets what was typed.
func (s State) Clear() State { s.Draft, s.Dial, s.Pad = Draft{}, Dial{}, false; return s }

// ForgetSecret forgets how many characters of a secret there were: they have left the field.
func (s State) ForgetSecret() State { s.Count = 0; return s }

// Stash keeps what was typed on the step while something else is written. Of a secret the
// vault keeps the characters; without the count beside them the field would say that it is
// empty, and the next character would join those that are not counted.
func (s State) Stash() State {
	s.Stashed, s.Draft, s.Dial, s.Pad = s.Draft, Draft{}, Dial{}, false
	return s
}

// Unstash goes on with what was stashed, if anything was.
func (s State) Unstash() State {
	if s.Stashed.Field != "" {
		s.Draft, s.Stashed = s.Stashed, Draft{}
	}
	return s
}

// Untouched reports whether nothing has been typed, on the step or above it.
func (s State) Untouched() bool { return s.Empty() && s.Stashed.Empty() }
