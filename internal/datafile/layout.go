package datafile

import (
	"fmt"
	"strings"
)

// misplaced is a line of a file whose place is wrong, as a person would see it.
type misplaced struct {
	line        int // from 1
	msg, remedy string
}

// layout looks for the line that breaks a file which is no YAML: a parser names what it
// expected where it gave up, and often the beginning of a block dozens of lines above. It reads
// line by line, as people do, and finds the first line that begins where no other does, that
// begins with a tab, or that follows a brace or a quote which was never closed. ok is false
// where it finds none.
func layout(data []byte) (m misplaced, ok bool) {
	l := scan{columns: []int{0}}
	for i, line := range strings.Split(string(data), "\n") {
		l.number = i + 1
		if m, bad := l.line(strings.TrimRight(line, "\r")); bad {
			return m, true
		}
	}
	return l.unclosed()
}

// scan is how far a file has been read.
type scan struct {
	number  int
	columns []int // at which the blocks around this line begin
	opens   bool  // the line before begins a block
	inside  int   // open braces and brackets
	since   int   // the line on which the first of them stands
	depth   int   // the column of that line
	quote   byte  // of a text that goes on; 0: none
	quoted  int   // the line on which it begins
	literal int   // the column of the key of a text in lines, "key: |"; -1: none
	begun   bool
}

func (l *scan) line(line string) (misplaced, bool) {
	text := strings.TrimLeft(line, " ")
	column := len(line) - len(text)
	switch {
	case l.quote != 0 && isKey(text):
		return l.unclosed()
	case l.quote != 0 || text == "" || text[0] == '#':
		l.read(text)
		return misplaced{}, false
	case l.begun && l.literal >= 0 && column > l.literal:
		return misplaced{}, false
	}
	l.literal, l.begun = -1, true
	if m, bad := l.begins(text, column); bad {
		return m, true
	}
	l.read(text)
	return misplaced{}, false
}

// begins judges how a line begins.
func (l *scan) begins(text string, column int) (misplaced, bool) {
	switch {
	case text[0] == '\t':
		return misplaced{l.number, "the line begins with a tab", fmt.Sprintf("begin it with %d spaces", l.columns[len(l.columns)-1])}, true
	case l.inside > 0 && column <= l.depth && isKey(text):
		return l.unclosed()
	case l.inside > 0:
		return misplaced{}, false
	case strings.HasPrefix(text, "-{"), strings.HasPrefix(text, "-["):
		return misplaced{l.number, "there is no space behind the dash", "write \"- \" before each entry of a list"}, true
	}
	return l.place(text, column)
}

// place finds out where a line belongs, and notes the blocks that it begins.
func (l *scan) place(text string, column int) (misplaced, bool) {
	top := len(l.columns) - 1
	switch {
	case column > l.columns[top] && !l.opens:
		if !isKey(text) && !strings.HasPrefix(text, "- ") {
			return misplaced{}, false // a text that goes on
		}
		return l.wrong(column), true
	case column > l.columns[top]:
		l.columns = append(l.columns, column)
	default:
		for top > 0 && l.columns[top] > column {
			top--
		}
		if l.columns[top] != column {
			return l.wrong(column), true
		}
		l.columns = l.columns[:top+1]
	}
	for strings.HasPrefix(text, "- ") { // what stands behind the dash begins a block of its own
		rest := strings.TrimLeft(text[2:], " ")
		column += len(text) - len(rest)
		if text = rest; isKey(text) || strings.HasPrefix(text, "- ") {
			l.columns = append(l.columns, column)
		}
	}
	return misplaced{}, false
}

func (l *scan) wrong(column int) misplaced {
	var near []string
	for _, c := range l.columns {
		near = append(near, fmt.Sprint(c))
	}
	places := near[len(near)-1]
	if len(near) > 1 {
		places = strings.Join(near[:len(near)-1], ", ") + " or " + places
	}
	return misplaced{l.number, fmt.Sprintf("this line is indented by %s, and no line that it could belong to is", spaces(column)),
		fmt.Sprintf("begin it where the lines beside it begin: with %s spaces", places)}
}

func spaces(n int) string {
	if n == 1 {
		return "1 space"
	}
	return fmt.Sprintf("%d spaces", n)
}

// read goes through a line sign by sign: quotes, braces and what the line ends with.
func (l *scan) read(text string) {
	last := byte(0)
	for i := 0; i < len(text); i++ {
		c := text[i]
		if l.quote == 0 && c == '#' && (i == 0 || text[i-1] == ' ') {
			break // a comment
		}
		if l.quote != 0 {
			i += l.quotedSign(text[i:])
		} else {
			l.bareSign(c, last == 0 || strings.IndexByte(" :,[{-", text[i-1]) >= 0)
		}
		if c != ' ' {
			last = c
		}
	}
	if text != "" && text[0] != '#' {
		l.ends(text, last)
	}
}

// ends notes what the next line may be, by how this one ends.
func (l *scan) ends(text string, last byte) {
	l.opens = last == ':' || strings.TrimSpace(text) == "-" || strings.HasPrefix(text, "- ") && isKey(strings.TrimLeft(text[1:], " "))
	if head, _, _ := strings.Cut(text, " #"); l.quote == 0 && l.inside == 0 && blockText(strings.TrimSpace(head)) {
		l.literal = l.columns[len(l.columns)-1]
	}
}

// quotedSign reads a sign of a text in quotes; it tells how many more belong to it.
func (l *scan) quotedSign(rest string) int {
	switch {
	case rest[0] == '\\' && l.quote == '"':
		return 1
	case rest[0] == l.quote:
		l.quote = 0
	}
	return 0
}

// bareSign reads a sign that stands in no quotes; begins tells that a value may begin there.
func (l *scan) bareSign(c byte, begins bool) {
	switch c {
	case '"', '\'':
		if begins {
			l.quote, l.quoted = c, l.number
		}
	case '{', '[':
		if l.inside > 0 || begins {
			l.open()
		}
	case '}', ']':
		l.inside = max(l.inside-1, 0)
	}
}

func (l *scan) open() {
	if l.inside == 0 {
		l.since, l.depth = l.number, l.columns[len(l.columns)-1]
	}
	l.inside++
}

// unclosed is a quote or a brace that is still open.
func (l *scan) unclosed() (misplaced, bool) {
	switch {
	case l.quote != 0:
		return misplaced{l.quoted, fmt.Sprintf("a quote (%c) is opened on this line and never closed", l.quote), "close it where the text ends"}, true
	case l.inside > 0:
		return misplaced{l.since, "a brace or bracket is opened on this line and never closed", "close it with } or ] where the value ends"}, true
	}
	return misplaced{}, false
}

// isKey reports whether a line begins with a key: "name:" or "name: value".
func isKey(text string) bool {
	if text == "" {
		return false
	}
	if q := text[0]; q == '"' || q == '\'' {
		if end := strings.IndexByte(text[1:], q); end >= 0 {
			text = text[end+2:]
			return strings.HasPrefix(text, ":")
		}
		return false
	}
	i := strings.IndexByte(text, ':')
	return i > 0 && (i == len(text)-1 || text[i+1] == ' ') && !strings.ContainsAny(text[:i], "{[\"'")
}

// blockText reports whether a line ends with the sign of a text in lines: "key: |", "key: >-".
func blockText(text string) bool {
	i := strings.LastIndexAny(text, "|>")
	return i > 1 && strings.Trim(text[i+1:], "+-0123456789") == "" && text[i-1] == ' ' && (text[i-2] == ':' || text[i-2] == '-')
}
