package frame

// MaxLine is how long a line of text may be; longer ones are discarded up to the
// next end of line.
const MaxLine = 256

// Lines finds lines of text. CR, LF and CR LF end a line; empty lines are not
// reported.
type Lines struct {
	buf      []byte
	overlong bool
	stats    Stats
}

// Feed takes the next bytes and returns the lines that they complete, without
// their ends.
func (l *Lines) Feed(in []byte) (lines []string) {
	for _, b := range in {
		switch {
		case b == '\r' || b == '\n':
			if len(l.buf) > 0 && !l.overlong {
				lines = append(lines, string(l.buf))
				l.stats.Frames++
			}
			l.buf, l.overlong = l.buf[:0], false
		case l.overlong:
			l.stats.Skipped++
		case len(l.buf) == MaxLine:
			l.stats.Skipped += len(l.buf) + 1
			l.buf, l.overlong = l.buf[:0], true
		default:
			l.buf = append(l.buf, b)
		}
	}
	return lines
}

// Gap says that the line has been quiet: a line that stayed incomplete is given up.
func (l *Lines) Gap() {
	l.stats.Skipped += len(l.buf)
	l.buf, l.overlong = l.buf[:0], false
}

// Pending reports whether a line is incomplete.
func (l *Lines) Pending() bool { return len(l.buf) > 0 || l.overlong }

// Stats tells what was met so far.
func (l *Lines) Stats() Stats { return l.stats }

// Reset forgets the bytes of an older conversation.
func (l *Lines) Reset() { l.buf, l.overlong = l.buf[:0], false }
