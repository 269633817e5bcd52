package kiosk

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/accessibility/speech"
	"modu/accessibility/typing"
	"modu/locales"
)

// field is something to be typed, with the keyboard below it.
type field struct {
	ID       scene.NodeID
	Label    scene.Text // what is asked for
	Hint     scene.Text // what may be typed; without room it is only said, and shown with the focus
	Alphabet typing.Alphabet
	Privacy  scene.Privacy // Secret: the signs go to the runtime's vault, here they are only counted
	Min, Max int           // signs; Max 0 is typing.MaxStrokes
	Done     scene.Text    // what the button below is called
	Submit   Act
}

// writing is what was typed into the field on the screen. It is gone when another
// field comes on the screen, and with the stay.
type writing struct {
	Field    scene.NodeID
	Text     typing.Entry // of a field that is not secret
	Count    int          // of a secret one
	Layout   string
	Sideways bool // the person has a key for left or right: up and down keep to their column
	alphabet typing.Alphabet
	max      int
	secret   bool
}

const (
	keyboardID scene.NodeID = "keyboard"
	rowPrefix               = "keyboard.row."
	keyPrefix               = "key."
	eraseID    scene.NodeID = "typing.erase"
	spaceID    scene.NodeID = "typing.space"
	layoutID   scene.NodeID = "typing.layout"
	submitID   scene.NodeID = "typing.done"
)

// field adds what was typed, a keyboard and the way on. Everything on it is a button in
// a row, so that touch, four arrows and select, and a single switch meet the same keys.
func (b *builder) field(f field) {
	w := &b.m.Writing
	if w.Field != f.ID {
		*w = writing{Field: f.ID, Sideways: w.Sideways}
	}
	w.alphabet, w.max, w.secret = f.Alphabet, f.Max, f.Privacy == scene.Secret
	layout := b.layout(f.Alphabet)

	n := scene.Node{ID: f.ID, Role: scene.RoleTextEntry, Label: f.Label, Privacy: f.Privacy}
	if b.crowded() > 0 {
		n.Hint = f.Hint
	} else if !f.Hint.IsZero() {
		b.says(f.ID+".hint", scene.RoleText, f.Hint)
	}
	length := w.Text.Len()
	if w.secret {
		n.Role, n.Count, n.Most, length = scene.RoleSecretEntry, w.Count, f.Max, w.Count
	} else if !w.Text.Empty() {
		n.Details = []scene.Text{scene.Literal(b.m.Prefs.Language, w.Text.Text(), f.Privacy)}
	}
	b.add(b.node(n, Act{Kind: ActRepeat}))

	privacy := scene.Public
	if f.Privacy > scene.Public {
		privacy = scene.Personal // who hears which key a finger is on, hears the number
	}
	rows := layout.Rows
	b.paged(scene.Node{ID: keyboardID, Arrange: scene.ArrangeKeys, Label: b.text("typing.keyboard")}, len(rows), func(i int) scene.Node {
		row := scene.Node{ID: scene.NodeID(rowPrefix + string(rune('1'+i))), Role: scene.RoleGroup, Arrange: scene.ArrangeRow}
		for _, k := range rows[i] {
			label := b.sign(k)
			row.Children = append(row.Children, b.node(scene.Node{ID: scene.NodeID(keyPrefix + k.ID), Role: scene.RoleButton,
				Label: label.WithPrivacy(privacy), Privacy: privacy}, Act{Kind: ActKey, ID: layout.ID, Value: k.ID}))
		}
		return row
	})

	tools := []scene.Node{b.button(eraseID, b.text("typing.erase"), Act{Kind: ActErase})}
	if f.Alphabet != typing.Digits {
		tools = append(tools, b.button(spaceID, b.text("typing.space"), Act{Kind: ActSpace}))
		change := b.button(layoutID, b.text("typing.layout"), Act{Kind: ActLayout})
		change.Details = []scene.Text{b.text("layout." + layout.ID)}
		tools = append(tools, change)
	}
	b.add(scene.Node{ID: "typing.tools", Role: scene.RoleGroup, Arrange: scene.ArrangeRow, Children: tools})

	done := primary(b.button(submitID, f.Done, f.Submit))
	if length < max(1, f.Min) {
		done.Disabled, done.Reason = true, b.text("reason.type-first")
		switch {
		case f.Min > 1 && f.Min == f.Max:
			done.Reason = b.text("reason.type-all", locales.Count("N", f.Min, "sign"))
		case f.Min > 1:
			done.Reason = b.text("reason.type-more", locales.Count("N", f.Min, "sign"))
		}
	}
	b.actions(done)
}

// layout is the keyboard in use: the one that the person took, or the usual one. Where
// the screen is crowded that is one with few keys in a row, if there is one: ten keys of
// twice the size stand on no panel side by side.
func (u *update) layout(a typing.Alphabet) typing.Layout {
	if u.m.Writing.Layout == "" && u.m.PerPage[u.m.fitKey(scene.WholePage)] > 0 {
		return typing.Narrowest(a)
	}
	return typing.LayoutOf(a, u.m.Writing.Layout)
}

// sign is what stands on a key, and what it is called where that is no letter.
func (b *builder) sign(k typing.Key) scene.Text {
	if k.Next {
		return b.text("typing.next-letter")
	}
	return b.signText(string(k.Rune))
}

// signNames are the signs that no voice says by themselves.
var signNames = map[string]string{" ": "sign.space", ".": "sign.period", "-": "sign.hyphen", "_": "sign.underscore", "@": "sign.at", "ㆍ": "sign.dot"}

// signText shows a sign and says its name.
func (u *update) signText(s string) scene.Text {
	t := scene.Text{Lang: u.m.Prefs.Language, Spans: []scene.Span{{Kind: scene.Spelled, Text: s}}}
	if id := signNames[s]; id != "" {
		t.Spoken = u.text(id).SpokenSpans()
	}
	return t
}

// typing reports whether a field is on the screen.
func (u *update) typing() bool {
	return u.m.Writing.Field != "" && u.m.Scene.Find(u.m.Writing.Field) != nil
}

func (u *update) typeKey(l typing.Layout, k typing.Key) {
	if u.m.Writing.secret {
		u.typeSecret(k.Rune)
		return
	}
	var echo typing.Echo
	u.m.Writing.Text, echo = u.m.Writing.Text.Type(l, k, u.m.Writing.max)
	u.echo(echo)
}

// insert takes a sign that is on no key: a space, or a digit of a real keypad.
func (u *update) insert(r rune) {
	if u.m.Writing.secret {
		u.typeSecret(r)
		return
	}
	var echo typing.Echo
	u.m.Writing.Text, echo = u.m.Writing.Text.Insert(r, u.m.Writing.max)
	u.echo(echo)
}

// echo says the sign and the syllable that it has become part of.
func (u *update) echo(e typing.Echo) {
	if e.Full {
		u.notice(scene.Assertive, u.text("typing.full"))
		return
	}
	if u.m.focus() == u.m.Writing.Field {
		return // what has focus tells of its changes itself
	}
	privacy := u.writingPrivacy()
	for _, s := range [...]string{e.Sign, e.Syllable} {
		if s != "" {
			u.notice(scene.Assertive, u.signText(s).WithPrivacy(privacy))
		}
	}
}

func (u *update) erase() {
	if u.m.Writing.secret {
		if u.m.Writing.Count == 0 {
			u.notice(scene.Assertive, u.text("typing.nothing"))
			return
		}
		u.effects = append(u.effects, EraseSecret{Field: u.m.Writing.Field})
		return
	}
	if u.m.Writing.Text.Empty() {
		u.notice(scene.Assertive, u.text("typing.nothing"))
		return
	}
	u.m.Writing.Text, _ = u.m.Writing.Text.Erase()
	left := u.m.Writing.Text.Text()
	if left == "" {
		u.notice(scene.Assertive, u.text("typing.erased-all"))
		return
	}
	last, _ := utf8.DecodeLastRuneInString(left)
	u.notice(scene.Assertive, u.text("typing.erased"))
	if u.m.focus() != u.m.Writing.Field {
		u.notice(scene.Assertive, u.signText(string(last)).WithPrivacy(u.writingPrivacy()))
	}
}

// writingPrivacy is that of the field on the screen.
func (u *update) writingPrivacy() scene.Privacy {
	if n := u.m.Scene.Find(u.m.Writing.Field); n != nil {
		return n.Privacy
	}
	return scene.Personal
}

// typeSecret hands a sign on to the vault: the model only ever knows how many there are.
func (u *update) typeSecret(r rune) {
	if u.m.Writing.max > 0 && u.m.Writing.Count >= u.m.Writing.max {
		u.notice(scene.Assertive, u.text("typing.full"))
		return
	}
	u.effects = append(u.effects, TypeSecret{Field: u.m.Writing.Field, Sign: r})
}

// secretChanged is the vault's answer.
func (u *update) secretChanged(ev input.SecretChanged) {
	if !u.m.Writing.secret || ev.Field != u.m.Writing.Field {
		return
	}
	if ev.Full {
		u.notice(scene.Assertive, u.text("typing.full"))
		return
	}
	was := u.m.Writing.Count
	u.m.Writing.Count = ev.Count
	full := ev.Count > was && ev.Count == u.m.Writing.max
	if u.m.focus() == ev.Field && !full {
		return // what has focus tells of its changes itself
	}
	if full && u.m.focus() == ev.Field {
		u.setFocus(submitID) // the way on is not behind a whole keyboard
	}
	if ev.Count > was {
		u.notice(scene.Assertive, u.text(speech.MsgAsterisk))
	} else {
		u.notice(scene.Assertive, u.text("typing.erased"))
	}
}

func (u *update) nextLayout() {
	all := typing.Layouts(u.m.Writing.alphabet)
	now := u.layout(u.m.Writing.alphabet).ID
	for i, l := range all {
		if l.ID == now {
			u.m.Writing.Layout = all[(i+1)%len(all)].ID
		}
	}
}

// typeDigit takes a digit of a real keypad while a field is on the screen. It reports
// whether the key has been used. Secret digits never come this far.
func (u *update) typeDigit(key input.Key) bool {
	r, size := utf8.DecodeRuneInString(string(key))
	if !u.typing() || size != len(key) || !unicode.IsDigit(r) {
		return false
	}
	u.insert(r)
	return true
}

// eraseOrBack: what "back" does while there is something to take back.
func (u *update) eraseOrBack() {
	if u.typing() && (u.m.Writing.Count > 0 || !u.m.Writing.Text.Empty()) {
		u.erase()
		return
	}
	u.activate(idBack)
}

// moveOnKeyboard goes to the key beside or below. Who has only up and down must reach
// every key with them: then down goes on from the foot of a column to the head of the
// next. Who has left and right leaves the keyboard at its foot.
func (u *update) moveOnKeyboard(dx, dy int) {
	if dx != 0 {
		u.m.Writing.Sideways = true
	}
	board := board(&u.m.Scene)
	row, col, ok := place2(board, u.m.focus())
	if !ok {
		u.move(dx + dy)
		if _, _, ok := place2(board, u.m.focus()); ok && dy < 0 && !u.m.Writing.Sideways {
			u.setFocus(lastKey(board)) // from below into the last column
		}
		return
	}
	rows := board
	if dx != 0 {
		if c := col + dx; c >= 0 && c < len(rows[row].Children) {
			u.setFocus(rows[row].Children[c].ID)
			return
		}
		u.notice(scene.Assertive, u.text("typing.edge"))
		return
	}
	if r := row + dy; r >= 0 && r < len(rows) {
		keys := rows[r].Children
		if u.m.Writing.Sideways || col < len(keys) {
			u.setFocus(keys[min(col, len(keys)-1)].ID)
			return
		}
	}
	if !u.m.Writing.Sideways {
		for c := col + dy; c >= 0 && c < widest(rows); c += dy {
			for k := range rows {
				r := k
				if dy < 0 {
					r = len(rows) - 1 - k
				}
				if c < len(rows[r].Children) {
					u.setFocus(rows[r].Children[c].ID)
					return
				}
			}
		}
	}
	// Out of the keyboard, above or below it; its other pages first.
	edge := rows[0].Children[0].ID
	if dy > 0 {
		last := rows[len(rows)-1].Children
		edge = last[len(last)-1].ID
	}
	u.setFocus(edge)
	u.move(dy)
}

// lastKey is the foot of the last column.
func lastKey(rows []scene.Node) scene.NodeID {
	n := widest(rows)
	for r := len(rows) - 1; ; r-- {
		if len(rows[r].Children) == n {
			return rows[r].Children[n-1].ID
		}
	}
}

func widest(rows []scene.Node) int {
	n := 0
	for i := range rows {
		n = max(n, len(rows[i].Children))
	}
	return n
}

// board is the rows of keys on the screen; a crowded screen has other things among them.
func board(s *scene.Scene) []scene.Node {
	for _, id := range [...]scene.NodeID{keyboardID, scene.WholePage} {
		if n := s.Find(id); n != nil && n.Arrange == scene.ArrangeKeys {
			return slices.DeleteFunc(slices.Clone(n.Children), func(n scene.Node) bool { return !isKeyRow(&n) })
		}
	}
	return nil
}

func isKeyRow(n *scene.Node) bool { return strings.HasPrefix(string(n.ID), rowPrefix) }

// place2 is the row and column of a key.
func place2(board []scene.Node, id scene.NodeID) (row, col int, ok bool) {
	if !strings.HasPrefix(string(id), keyPrefix) {
		return 0, 0, false
	}
	for r := range board {
		for c := range board[r].Children {
			if board[r].Children[c].ID == id {
				return r, c, true
			}
		}
	}
	return 0, 0, false
}
