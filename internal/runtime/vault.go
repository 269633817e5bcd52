package runtime

import (
	"unicode/utf8"

	"modu/accessibility/input"
	"modu/accessibility/scene"
)

// vaultSize bounds what can be typed into a private field: the longest is an
// e-mail address, not a letter.
const vaultSize = 64

// Vault keeps what a person types into a private field. It stands before the
// journal, so that neither the core nor any log or transcript ever sees the keys:
// they see how many there are. It belongs to the loop's goroutine.
type Vault struct {
	field scene.NodeID
	buf   [vaultSize]byte
	n     int
}

// Filter replaces key events that belong to a private field. It returns false for
// events that must be swallowed altogether.
func (v *Vault) Filter(s *scene.Scene, ev input.Event) (input.Event, bool) {
	field := secretField(s)
	if field == "" {
		return ev, true // what was typed stays until it is taken or the stay ends
	}
	v.open(field)
	switch ev := ev.(type) {
	case input.KeyPressed:
		switch {
		case len(ev.Key) == 1 && ev.Key[0] >= '0' && ev.Key[0] <= '9':
			return v.Type(field, rune(ev.Key[0])), true
		case ev.Key == input.KeyBack && v.n > 0:
			return v.Erase(field), true
		}
	case input.KeyReleased:
		if len(ev.Key) == 1 && ev.Key[0] >= '0' && ev.Key[0] <= '9' {
			return nil, false // its press never reached the core
		}
	}
	return ev, true
}

// secretField is the field on the screen that a secret is typed into, wherever the focus
// is: on it, or on a key below it.
func secretField(s *scene.Scene) scene.NodeID {
	var found scene.NodeID
	s.Walk(func(n *scene.Node, _ int) bool {
		if n.Role == scene.RoleSecretEntry {
			found = n.ID
		}
		return found == ""
	})
	return found
}

func (v *Vault) open(field scene.NodeID) {
	if field != v.field {
		v.Wipe()
		v.field = field
	}
}

// Type takes one sign, of a real keypad or of the one on the screen. What does not fit
// is not taken, and the count says so.
func (v *Vault) Type(field scene.NodeID, sign rune) input.SecretChanged {
	v.open(field)
	if n := utf8.RuneLen(sign); n > 0 && v.n+n <= vaultSize {
		v.n += utf8.EncodeRune(v.buf[v.n:], sign)
	}
	return v.changed()
}

// Erase forgets the last sign.
func (v *Vault) Erase(field scene.NodeID) input.SecretChanged {
	v.open(field)
	_, size := utf8.DecodeLastRune(v.buf[:v.n])
	clear(v.buf[v.n-size : v.n])
	v.n -= size
	return v.changed()
}

func (v *Vault) changed() input.SecretChanged {
	return input.SecretChanged{Field: v.field, Count: utf8.RuneCount(v.buf[:v.n])}
}

// Take hands the characters to the one who must check them, and forgets them.
func (v *Vault) Take(use func(secret []byte)) {
	use(v.buf[:v.n])
	v.Wipe()
}

// Wipe forgets everything.
func (v *Vault) Wipe() {
	clear(v.buf[:])
	v.field, v.n = "", 0
}
