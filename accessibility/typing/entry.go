package typing

import (
	"slices"
	"unicode/utf8"
)

// MaxStrokes bounds an entry: longer than any name or address, shorter than a letter.
const MaxStrokes = 200

// Entry is what was typed into one field. The zero value is empty.
type Entry struct {
	strokes []stroke
}

// stroke is one press. Text may come from several keyboards in turn.
type stroke struct {
	r     rune // letterEnd for "next letter"
	phone bool
}

// Echo is what a press did, for the ear: the character it made and, where that is more, the
// syllable it has become part of.
type Echo struct {
	Character string // "ㅏ"; empty where nothing was made
	Syllable  string // "가"; empty where it would say the character again
	Full      bool   // the field holds no more; nothing was typed
}

// Type takes a key of a layout. max is the most characters the field may hold; 0 is no
// limit of its own.
func (e Entry) Type(l Layout, k Key, max int) (Entry, Echo) {
	if k.Erase {
		return e.Erase()
	}
	s := stroke{r: k.Rune, phone: l.phone}
	if k.Next {
		s.r = letterEnd
	}
	return e.add(s, max)
}

// Insert takes a character as it is: a space, or a digit of a real keypad.
func (e Entry) Insert(r rune, max int) (Entry, Echo) { return e.add(stroke{r: r}, max) }

func (e Entry) add(s stroke, max int) (Entry, Echo) {
	if len(e.strokes) >= MaxStrokes {
		return e, Echo{Full: true}
	}
	next := Entry{append(slices.Clone(e.strokes), s)}
	if max > 0 && next.Len() > max {
		return e, Echo{Full: true}
	}
	if s.r == letterEnd {
		return next, Echo{}
	}
	return next, next.echo()
}

// Erase takes the last letter back, not a whole syllable, and reports what it left.
// "Next letter" made nothing that could be erased: it goes together with the letter
// before it. Erasing nothing gives an Echo without anything.
func (e Entry) Erase() (Entry, Echo) {
	n := len(e.strokes)
	for n > 0 && e.strokes[n-1].r == letterEnd {
		n--
	}
	n = max(0, n-1)
	e.strokes = e.strokes[:n:n]
	return e, e.echo()
}

// Empty reports whether nothing was typed.
func (e Entry) Empty() bool { return len(e.strokes) == 0 }

// Len is the number of characters shown.
func (e Entry) Len() int { return utf8.RuneCountInString(e.Text()) }

// Text is what was typed, as it is shown.
func (e Entry) Text() string { return syllables(e.letters()) }

func (e Entry) echo() Echo {
	letters, text := e.letters(), e.Text()
	if len(letters) == 0 || letters[len(letters)-1] == letterEnd {
		return Echo{}
	}
	character := letters[len(letters)-1]
	out := Echo{Character: string(character)}
	if last, _ := utf8.DecodeLastRuneInString(text); last != character {
		out.Syllable = string(last)
	}
	return out
}

// letters turns runs of phone strokes into letters and leaves the others as they are.
func (e Entry) letters() []rune {
	var out []rune
	for i := 0; i < len(e.strokes); {
		j := i
		for j < len(e.strokes) && e.strokes[j].phone == e.strokes[i].phone {
			j++
		}
		run := make([]rune, 0, j-i)
		for _, s := range e.strokes[i:j] {
			run = append(run, s.r)
		}
		if e.strokes[i].phone {
			run = fromPhone(run)
		}
		out = append(out, run...)
		i = j
	}
	return out
}
