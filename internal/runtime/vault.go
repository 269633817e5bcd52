package runtime

import (
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
	n := s.Find(s.Focus)
	private := n != nil && (n.Role == scene.RoleSecretEntry || n.Role == scene.RoleTextEntry && n.Privacy > scene.Public)
	if !private {
		return ev, true // what was typed stays until it is taken or the stay ends
	}
	if n.ID != v.field {
		v.Wipe()
		v.field = n.ID
	}
	switch ev := ev.(type) {
	case input.KeyPressed:
		switch {
		case len(ev.Key) == 1 && ev.Key[0] >= '0' && ev.Key[0] <= '9':
			if v.n < vaultSize {
				v.buf[v.n] = ev.Key[0]
				v.n++
			}
			return input.SecretChanged{Field: v.field, Count: v.n}, true
		case ev.Key == input.KeyBack && v.n > 0:
			v.n--
			v.buf[v.n] = 0
			return input.SecretChanged{Field: v.field, Count: v.n}, true
		}
	case input.KeyReleased:
		if len(ev.Key) == 1 && ev.Key[0] >= '0' && ev.Key[0] <= '9' {
			return nil, false // its press never reached the core
		}
	}
	return ev, true
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
