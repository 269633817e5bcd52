package record

import (
	"bufio"
	"bytes"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"sync"
	"time"

	"modu/devices/frame"
	"modu/devices/profile"
	"modu/devices/transport"
)

// Directions.
const (
	In  = "in"  // from the device
	Out = "out" // to the device
)

// Line is one line of a record.
type Line struct {
	Millis float64 `json:"ms"`              // since the recording began
	Dir    string  `json:"dir"`             // In or Out
	Hex    string  `json:"hex,omitempty"`   // what may be shown
	Count  int     `json:"count,omitempty"` // of bytes that may not be shown
}

// Redactor turns the next bytes of one direction into what may be written down. It
// may hold some back until it knows more. Zero bytes shown of n mean that only their
// number is written.
type Redactor func(b []byte) (shown []byte, hidden int)

// Everything hides nothing. It is for protocols that can only say which key moved.
func Everything() Redactor { return func(b []byte) ([]byte, int) { return b, 0 } }

// Counts shows how many bytes passed and none of them. It is for card terminals and
// readers.
func Counts() Redactor { return func(b []byte) ([]byte, int) { return nil, len(b) } }

// Lines shows the lines of text that keep accepts. Of every other line it shows an x a
// byte, and its end.
func Lines(keep func(line string) bool) Redactor {
	var line []byte
	flush := func(out []byte) []byte {
		if !keep(string(line)) {
			line = bytes.Repeat([]byte("x"), len(line))
		}
		out, line = append(out, line...), nil
		return out
	}
	return func(b []byte) (shown []byte, _ int) {
		for _, c := range b {
			switch {
			case c == '\r' || c == '\n':
				shown = append(flush(shown), c)
			case len(line) < frame.MaxLine:
				line = append(line, c)
			default: // no device sends such a line
				line = bytes.Repeat([]byte("x"), len(line))
				shown = append(flush(shown), 'x')
			}
		}
		return shown, 0
	}
}

// recordSize and the rest are struct input_event, see package evdev.
const (
	recordSize = 24
	keyRecord  = 1
	scanRecord = 4
)

// Keys shows input_event records, but hides which key it was where the profile does
// not name it: card and bar-code readers that act as keyboards send what they read as
// keys.
func Keys(named func(code int) bool) Redactor {
	var rest []byte
	return func(b []byte) (shown []byte, _ int) {
		rest = append(rest, b...)
		for len(rest) >= recordSize {
			r := append([]byte(nil), rest[:recordSize]...)
			rest = rest[recordSize:]
			kind, code := int(r[16])|int(r[17])<<8, int(r[18])|int(r[19])<<8
			switch {
			case kind == scanRecord:
				clear(r[20:]) // says the same as the key that follows
			case kind == keyRecord && !named(code):
				clear(r[18:20])
			}
			shown = append(shown, r...)
		}
		return shown, 0
	}
}

// For makes the redactor of a profile's device, for one direction.
func For(p *profile.Profile) Redactor {
	switch {
	case p.Kind == profile.HID:
		return Keys(func(code int) bool { _, named := p.Keys.Names[fmt.Sprint(code)]; return named })
	case p.Pattern != nil:
		return Lines(func(line string) bool {
			if probe := p.Probe; probe != nil && (line == string(bytes.TrimSpace(probe.Send)) || bytes.HasPrefix([]byte(line), []byte(probe.Line))) {
				return true
			}
			m := p.Pattern.FindStringSubmatch(line)
			if m == nil || m[0] != line {
				return false
			}
			_, named := p.Keys.Names[m[p.Pattern.SubexpIndex("code")]]
			return named
		})
	default:
		return Everything()
	}
}

// Port is p, with what passes written to w. redact makes one redactor for each
// direction; now gives the time since some beginning. An error of writing does not
// disturb the port; Err tells it.
func Port(p transport.Port, w io.Writer, now func() time.Duration, redact func() Redactor) *Recorder {
	return &Recorder{Port: p, enc: json.NewEncoder(w), now: now, in: redact(), out: redact()}
}

// Recorder is a port that is written down.
type Recorder struct {
	transport.Port
	now func() time.Duration

	mu      sync.Mutex
	enc     *json.Encoder
	in, out Redactor
	err     error
}

// Err is the first error of writing.
func (r *Recorder) Err() error { r.mu.Lock(); defer r.mu.Unlock(); return r.err }

func (r *Recorder) put(dir string, redact Redactor, b []byte) {
	if len(b) == 0 {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	shown, hidden := redact(b)
	if len(shown) == 0 && hidden == 0 {
		return // held back
	}
	err := r.enc.Encode(Line{Millis: float64(r.now().Microseconds()) / 1000, Dir: dir, Hex: hex.EncodeToString(shown), Count: hidden})
	if r.err == nil {
		r.err = err
	}
}

func (r *Recorder) Read(b []byte) (int, error) {
	n, err := r.Port.Read(b)
	r.put(In, r.in, b[:n])
	return n, err
}

func (r *Recorder) Write(b []byte) (int, error) {
	n, err := r.Port.Write(b)
	r.put(Out, r.out, b[:n])
	return n, err
}

// Moment is a Line with its bytes.
type Moment struct {
	At    time.Duration
	Dir   string
	Bytes []byte // nil where they were not shown
}

// Read reads a record. Times that run backwards are a mistake.
func Read(r io.Reader) (moments []Moment, err error) {
	s := bufio.NewScanner(r)
	for n := 1; s.Scan(); n++ {
		if len(bytes.TrimSpace(s.Bytes())) == 0 {
			continue
		}
		var l Line
		if err := json.Unmarshal(s.Bytes(), &l); err != nil {
			return nil, fmt.Errorf("line %d of the record: %w", n, err)
		}
		b, err := hex.DecodeString(l.Hex)
		m := Moment{At: time.Duration(l.Millis * float64(time.Millisecond)), Dir: l.Dir, Bytes: b}
		switch {
		case err != nil:
			return nil, fmt.Errorf("line %d of the record: %w", n, err)
		case l.Dir != In && l.Dir != Out:
			return nil, fmt.Errorf(`line %d of the record: dir is "in" or "out", not %q`, n, l.Dir)
		case l.Millis < 0 || l.Millis > 1e12 || len(moments) > 0 && m.At < moments[len(moments)-1].At:
			return nil, fmt.Errorf("line %d of the record: %v ms is no later time than the line before", n, l.Millis)
		}
		moments = append(moments, m)
	}
	if err := s.Err(); err != nil {
		return nil, fmt.Errorf("the record: %w", err)
	}
	return moments, nil
}
