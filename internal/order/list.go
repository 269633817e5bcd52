package order

import "strings"

// Several values of one field travel as one text: each behind listMark, which no value can hold,
// since ids are plain and what programs answer can be shown. None of them is the mark alone.
const listMark = "\n"

// JoinList is several values as the text of one field.
func JoinList(values []string) string { return listMark + strings.Join(values, listMark) }

// SplitList takes such a text apart; false where it is the text of one value.
func SplitList(text string) ([]string, bool) {
	rest, is := strings.CutPrefix(text, listMark)
	switch {
	case !is:
		return nil, false
	case rest == "":
		return []string{}, true
	}
	return strings.Split(rest, listMark), true
}

// PlainList is such a text as tests, files and people read it: the values with spaces between
// them, or "-" for none. The text of one value stays as it is.
func PlainList(text string) string {
	values, is := SplitList(text)
	switch {
	case !is:
		return text
	case len(values) == 0:
		return "-"
	}
	return strings.Join(values, " ")
}

// ReadPlainList is the list that people have written so, as the text of one field.
func ReadPlainList(plain string) string {
	if plain == "-" {
		return JoinList(nil)
	}
	return JoinList(strings.Fields(plain))
}
