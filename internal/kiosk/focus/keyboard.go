package focus

import (
	"slices"
	"strings"

	"modu/accessibility/scene"
)

// KeyboardID is the keyboard's node.
const KeyboardID scene.NodeID = "keyboard"

// What the ids of its parts begin with.
const (
	RowPrefix = "keyboard.row." // a row of keys
	KeyPrefix = "key."          // a key
)

// IsKeyRow reports whether a node is a row of keys.
func IsKeyRow(n *scene.Node) bool { return strings.HasPrefix(string(n.ID), RowPrefix) }

// IsKey reports whether a node is a key.
func IsKey(id scene.NodeID) bool { return strings.HasPrefix(string(id), KeyPrefix) }

// Board is the rows of keys on a screen.
type Board []scene.Node

// BoardOf is the keyboard of a scene; nil if there is none. A crowded screen has other
// things among its rows.
func BoardOf(s *scene.Scene) Board {
	for _, id := range [...]scene.NodeID{KeyboardID, scene.WholePage} {
		if n := s.Find(id); n != nil && n.Arrange == scene.ArrangeKeys {
			return slices.DeleteFunc(slices.Clone(n.Children), func(n scene.Node) bool { return !IsKeyRow(&n) })
		}
	}
	return nil
}

// LastKey is the foot of the last column.
func (b Board) LastKey() scene.NodeID {
	n := b.widest()
	for r := len(b) - 1; ; r-- {
		if len(b[r].Children) == n {
			return b[r].Children[n-1].ID
		}
	}
}

func (b Board) widest() int {
	n := 0
	for i := range b {
		n = max(n, len(b[i].Children))
	}
	return n
}

// place is the row and column of a key.
func (b Board) place(id scene.NodeID) (row, col int, ok bool) {
	for r := range b {
		for c := range b[r].Children {
			if b[r].Children[c].ID == id && IsKey(id) {
				return r, c, true
			}
		}
	}
	return 0, 0, false
}

// MoveOnKeyboard goes to the key beside (dx) or below (dy). Who has only up and down must
// reach every key with them: then down goes on from the foot of a column to the head of
// the next. Who has left and right (sideways) leaves the keyboard at its foot.
func MoveOnKeyboard(s *scene.Scene, at scene.NodeID, dx, dy int, sideways bool) Target {
	b := BoardOf(s)
	row, col, ok := b.place(at)
	switch {
	case !ok:
		return b.enter(s, at, dx, dy, sideways)
	case dx != 0:
		if c := col + dx; c >= 0 && c < len(b[row].Children) {
			return Target{Node: b[row].Children[c].ID}
		}
		return Target{Edge: Sides}
	}
	for r := row + dy; r >= 0 && r < len(b); r += dy { // over rows too short for the column
		if keys := b[r].Children; sideways || col < len(keys) {
			return Target{Node: keys[min(col, len(keys)-1)].ID}
		}
	}
	if !sideways {
		if key := b.nextColumn(col, dy); key != "" {
			return Target{Node: key}
		}
	}
	return Move(s, b.edge(dy), dy) // out of the keyboard; its other pages first
}

// enter moves from outside the keyboard, perhaps onto it.
func (b Board) enter(s *scene.Scene, at scene.NodeID, dx, dy int, sideways bool) Target {
	t := Move(s, at, dx+dy)
	if _, _, onto := b.place(t.Node); onto && dy < 0 && !sideways {
		return Target{Node: b.LastKey()} // from below into the last column
	}
	return t
}

// nextColumn is the head of the next column, or going up the foot of the one before; "" if
// there is none.
func (b Board) nextColumn(col, dy int) scene.NodeID {
	for c := col + dy; c >= 0 && c < b.widest(); c += dy {
		for k := range b {
			r := k
			if dy < 0 {
				r = len(b) - 1 - k
			}
			if c < len(b[r].Children) {
				return b[r].Children[c].ID
			}
		}
	}
	return ""
}

// edge is the key from which going on leaves the keyboard.
func (b Board) edge(dy int) scene.NodeID {
	if dy < 0 {
		return b[0].Children[0].ID
	}
	last := b[len(b)-1].Children
	return last[len(last)-1].ID
}
