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
	Secret   bool  // the signs go to the vault, here they are only counted
	Min, Max int   // signs; Max 0 is typing.MaxStrokes
	Groups   []int // of a field of fixed length, its places in the groups in which they are shown; nil: none are
}

// Draft is what has been typed into one field.
type Draft struct {
	Field    scene.NodeID
	Alphabet typing.Alphabet
	Max      int
	Secret   bool
	Text     typing.Entry // of a field that is not secret
	Count    int          // of a secret one
	Layout   string       // of the keyboard that the person took; "" is the usual one
}

// Empty reports whether nothing has been typed.
func (d Draft) Empty() bool { return d.Count == 0 && d.Text.Empty() }

// Len is how many signs have been typed.
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
}

// Outcome is what a step leads to: one of the types below, or nil.
type Outcome interface{ outcome() }

type (
	// Echo: a sign was typed, and has become part of a syllable.
	Echo struct{ Sign, Syllable string }
	// Full: there is no room for more.
	Full struct{}
	// Erased: the last sign is gone; Last is the sign before it, "" if there is none.
	Erased struct{ Last string }
	// NothingToErase: the field is empty.
	NothingToErase struct{}
	// ToVault: a sign of a secret goes to the vault, which answers input.SecretChanged.
	ToVault struct{ Sign rune }
	// FromVault: the vault is to forget the last sign.
	FromVault struct{}
	// Counted: the vault holds more or fewer signs than before. Done: as many as it takes.
	Counted struct{ More, Done bool }
)

func (Echo) outcome()           {}
func (Full) outcome()           {}
func (Erased) outcome()         {}
func (NothingToErase) outcome() {}
func (ToVault) outcome()        {}
func (FromVault) outcome()      {}
func (Counted) outcome()        {}

// Show takes up the field that comes on the screen. What was typed into another one is
// gone.
func (s State) Show(f Spec) State {
	if s.Field != f.Field {
		s.Draft = Draft{Field: f.Field}
	}
	s.Alphabet, s.Max, s.Secret = f.Alphabet, f.Max, f.Secret
	return s
}

// Type takes a key of the keyboard on the screen.
func (s State) Type(l typing.Layout, k typing.Key) (State, Outcome) {
	switch {
	case k.Erase:
		return s.Erase()
	case s.Secret && k.Next:
		return s, nil // it ends a letter, and is no sign that could be kept
	case s.Secret:
		return s.secret(k.Rune)
	}
	var e typing.Echo
	s.Text, e = s.Text.Type(l, k, s.Max)
	return s, echo(e)
}

// Insert takes a sign that is on no key: a space, or a digit of a real keypad.
func (s State) Insert(r rune) (State, Outcome) {
	if s.Secret {
		return s.secret(r)
	}
	var e typing.Echo
	s.Text, e = s.Text.Insert(r, s.Max)
	return s, echo(e)
}

func echo(e typing.Echo) Outcome {
	if e.Full {
		return Full{}
	}
	return Echo{e.Sign, e.Syllable}
}

func (s State) secret(r rune) (State, Outcome) {
	if s.Max > 0 && s.Count >= s.Max {
		return s, Full{}
	}
	return s, ToVault{r}
}

// Erase takes the last sign back.
func (s State) Erase() (State, Outcome) {
	switch {
	case s.Empty():
		return s, NothingToErase{}
	case s.Secret:
		return s, FromVault{}
	}
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
	s.Count = c.Count
	return s, Counted{More: c.Count > was, Done: c.Count > was && c.Count == s.Max}
}

// Keyboard is the layout in use: the one that the person took, or the usual one. Where
// the screen is crowded that is one with few keys at once, if there is one: ten keys of
// twice the size stand on no panel side by side.
func (s State) Keyboard(a typing.Alphabet, crowded bool) typing.Layout {
	if s.Layout == "" && crowded {
		return typing.InPages(a)
	}
	return typing.LayoutOf(a, s.Layout)
}

// NextLayout takes the layout after the one in use.
func (s State) NextLayout(crowded bool) State {
	all, now := typing.Layouts(s.Alphabet), s.Keyboard(s.Alphabet, crowded).ID
	i := slices.IndexFunc(all, func(l typing.Layout) bool { return l.ID == now })
	s.Layout = all[(i+1)%len(all)].ID
	return s
}

// Learn remembers that the person has a key for left or right.
func (s State) Learn() State { s.Sideways = true; return s }

// Clear forgets what was typed.
func (s State) Clear() State { s.Draft = Draft{}; return s }

// ForgetSecret forgets how many signs of a secret there were: they have left the field.
func (s State) ForgetSecret() State { s.Count = 0; return s }

// Stash keeps what was typed on the step while something else is written. Of a secret the
// vault keeps the signs; without the count beside them the field would say that it is
// empty, and the next sign would join those that are not counted.
func (s State) Stash() State { s.Stashed, s.Draft = s.Draft, Draft{}; return s }

// Unstash goes on with what was stashed, if anything was.
func (s State) Unstash() State {
	if s.Stashed.Field != "" {
		s.Draft, s.Stashed = s.Stashed, Draft{}
	}
	return s
}

// Untouched reports whether nothing has been typed, on the step or above it.
func (s State) Untouched() bool { return s.Empty() && s.Stashed.Empty() }
