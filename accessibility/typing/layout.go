package typing

import "strings"

// Alphabet is what a field may hold.
type Alphabet string

const (
	Digits Alphabet = "digits"
	Hangul Alphabet = "hangul" // Korean, and Latin letters and digits beside it
	Latin  Alphabet = "latin"  // Latin letters, digits and the characters of an e-mail address
)

// Alphabets are all that a field may ask for.
func Alphabets() []Alphabet { return []Alphabet{Digits, Hangul, Latin} }

// Layout is an on-screen keyboard. Its id is part of the message id "layout.<id>".
type Layout struct {
	ID    string
	Rows  [][]Key
	phone bool // strokes are 천지인's
}

// Key is one key of it.
type Key struct {
	ID    string // unique in the layout: part of a node's id
	Rune  rune   // what it types
	Next  bool   // ends the letter and types nothing (천지인)
	Erase bool   // takes back the last letter
}

// Layouts are the keyboards of an alphabet, the usual one first. Of Hangul that is the two-set
// order, in which no key is far from the first with arrow keys; the order of dictionaries, where
// who has never typed finds a letter, comes next. Nothing on them is behind a shift key: a state
// that cannot be seen from across the room, felt or heard is a trap.
func Layouts(a Alphabet) []Layout {
	switch a {
	case Digits:
		return []Layout{numbers}
	case Hangul:
		return []Layout{dubeolsik, jamo, cheonjiin, alphabetical, numbers}
	case Latin:
		return []Layout{alphabetical, qwerty, numbers}
	}
	return nil
}

// LayoutOf finds a layout of an alphabet by its id; an unknown id gives the usual one.
func LayoutOf(a Alphabet, id string) Layout {
	all := Layouts(a)
	for _, l := range all {
		if l.ID == id {
			return l
		}
	}
	return all[0]
}

// InPages is the layout of an alphabet for a screen that has room for few keys at once. Of
// Hangul it is the one of which each row is a page by itself: what is found by its first sounds
// is typed without turning one. Of others it is the one with the fewest keys in its longest row
// that can type all of it: the number pad cannot type letters.
func InPages(a Alphabet) Layout {
	if a == Hangul {
		return jamo
	}
	all := Layouts(a)
	best := all[0]
	for _, l := range all {
		if l.ID != numbers.ID && l.widest() < best.widest() {
			best = l
		}
	}
	return best
}

func (l Layout) widest() int {
	most := 0
	for _, row := range l.Rows {
		most = max(most, len(row))
	}
	return most
}

// KeyOf finds a key by its id.
func (l Layout) KeyOf(id string) (Key, bool) {
	for _, row := range l.Rows {
		for _, k := range row {
			if k.ID == id {
				return k, true
			}
		}
	}
	return Key{}, false
}

var (
	// 1 2 3 above, 0 in the middle below: the order of telephones and card terminals
	// (ITU-T E.161), which fingers know, and not that of calculators.
	numbers = layout("numbers", "123", "456", "789", "0")

	// The two-set order of KS X 5002, with the doubled letters on a row of their own.
	dubeolsik = layout("dubeolsik", "ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔ", "ㅁㄴㅇㄹㅎㅗㅓㅏㅣ", "ㅋㅌㅊㅍㅠㅜㅡ", "ㅃㅉㄸㄲㅆㅒㅖ")

	// The order of phones: three vowel strokes above, consonants in threes.
	cheonjiin = func() Layout {
		l := layout("cheonjiin", "ㅣㆍㅡ", "ㄱㄴㄷ", "ㅂㅅㅈ", "ㅇ")
		l.phone = true
		l.Rows[3] = append(l.Rows[3], Key{ID: "next-letter", Next: true})
		return l
	}()

	// The order of dictionaries (KS X 1026-1), consonants and vowels apart. A person who sees one
	// row at a time can take back a letter on each that has most of the letters.
	jamo = func() Layout {
		l := layout("jamo", "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ", "ㅏㅑㅓㅕㅗㅛㅜㅠㅡㅣㅐㅔㅒㅖ", "ㄲㄸㅃㅆㅉ")
		l.Rows[0] = append(l.Rows[0], Key{ID: "erase", Erase: true})
		l.Rows[1] = append(l.Rows[1], Key{ID: "erase-vowel", Erase: true})
		return l
	}()

	alphabetical = layout("alphabetical", "ABCDEFG", "HIJKLMN", "OPQRSTU", "VWXYZ", ".-_@")
	qwerty       = layout("qwerty", "QWERTYUIOP", "ASDFGHJKL", "ZXCVBNM", ".-_@")
)

func layout(id string, rows ...string) Layout {
	l := Layout{ID: id}
	for _, row := range rows {
		var keys []Key
		for _, r := range row {
			keys = append(keys, Key{ID: strings.ToLower(string(r)), Rune: r})
		}
		l.Rows = append(l.Rows, keys)
	}
	return l
}
