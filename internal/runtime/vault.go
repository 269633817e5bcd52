package runtime

import (
	"strings"
	"unicode/utf8"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/service"
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

	kept    map[string][]byte // by the field of the service
	pending []byte            // what was just presented; nobody has asked for it yet
	keys    idempotencyKeys
}

// Filter replaces key events that belong to a private field. It returns false for
// events that must be swallowed altogether.
func (v *Vault) Filter(s *scene.Scene, ev input.Event) (input.Event, bool) {
	if p, ok := ev.(input.Presented); ok {
		clear(v.pending)
		v.pending, p.Data = p.Data, nil
		return p, true
	}
	if s.Covered {
		return covered(ev)
	}
	node := secretField(s)
	if node == nil {
		return ev, true // what was typed stays until it is taken or the stay ends
	}
	field := node.ID
	v.open(field)
	switch ev := ev.(type) {
	case input.KeyPressed:
		switch {
		case digit(ev.Key):
			if c := v.changed(); node.Most > 0 && c.Count >= node.Most {
				c.Full = true
				return c, true
			}
			return v.Type(field, rune(ev.Key[0])), true
		case ev.Key == input.KeyBack && v.n > 0:
			return v.Erase(field), true
		}
	case input.KeyReleased:
		if digit(ev.Key) {
			return nil, false // its press never reached the core
		}
	}
	return ev, true
}

// covered hides the digits of somebody who types on while a question, the help or the
// warning has come over the field: that one was pressed is all that may be known.
func covered(ev input.Event) (input.Event, bool) {
	switch ev := ev.(type) {
	case input.KeyPressed:
		if digit(ev.Key) {
			ev.Key = input.KeyHidden
			return ev, true
		}
	case input.KeyReleased:
		if digit(ev.Key) {
			return nil, false // its press has told all there is to tell
		}
	}
	return ev, true
}

func digit(k input.Key) bool { return len(k) == 1 && k[0] >= '0' && k[0] <= '9' }

// secretField is the field on the screen that a secret is typed into, wherever the focus
// is: on it, or on a key below it.
func secretField(s *scene.Scene) *scene.Node {
	var found *scene.Node
	s.Walk(func(n *scene.Node, _ int) bool {
		if n.Role == scene.RoleSecretEntry {
			found = n
		}
		return found == nil
	})
	return found
}

func (v *Vault) open(field scene.NodeID) {
	if field != v.field {
		clear(v.buf[:])
		v.field, v.n = field, 0
	}
}

// Type takes one character, of a real keypad or of the one on the screen. What does not fit
// is not taken, and the count says so.
func (v *Vault) Type(field scene.NodeID, character rune) input.SecretChanged {
	v.open(field)
	n := utf8.RuneLen(character)
	if n > 0 && v.n+n <= vaultSize {
		v.n += utf8.EncodeRune(v.buf[v.n:], character)
		return v.changed()
	}
	c := v.changed()
	c.Full = true
	return c
}

// Erase forgets the last character.
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

// Keep checks what was typed and keeps it under the name of a field; it reports
// whether it fits. What does not fit stays as it was typed.
func (v *Vault) Keep(field string, node scene.NodeID, fits func(typed []byte) bool) bool {
	if v.field != node || !fits(v.buf[:v.n]) {
		return false
	}
	v.put(field, v.buf[:v.n])
	clear(v.buf[:])
	v.field, v.n = "", 0
	return true
}

// KeepText keeps something that is no secret, so that a call can send it with the rest.
func (v *Vault) KeepText(field, text string) { v.put(field, []byte(text)) }

// KeepPending keeps what was just presented.
func (v *Vault) KeepPending(field string) { v.put(field, v.pending) }

// DropPending forgets what was presented and not asked for.
func (v *Vault) DropPending() {
	clear(v.pending)
	v.pending = nil
}

func (v *Vault) put(field string, data []byte) {
	if v.kept == nil {
		v.kept = map[string][]byte{}
	}
	clear(v.kept[field])
	v.kept[field] = append([]byte(nil), data...)
}

// Fill puts what is kept in the place of "given" among the fields of a call. The
// strings that it makes live as long as the request.
func (v *Vault) Fill(fields map[string]string) map[string]string {
	out := make(map[string]string, len(fields))
	for name, value := range fields {
		if data, ok := v.kept[name]; ok && value == service.Given {
			value = strings.TrimLeft(string(data), "\n") // with which only a list begins
		}
		out[name] = value
	}
	return out
}

// Wipe forgets everything.
func (v *Vault) Wipe() {
	clear(v.buf[:])
	v.field, v.n = "", 0
	for _, data := range v.kept {
		clear(data)
	}
	clear(v.kept)
	v.keys = idempotencyKeys{}
	v.DropPending()
}
