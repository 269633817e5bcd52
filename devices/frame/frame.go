package frame

import (
	"bytes"
	"errors"
	"fmt"
)

// MaxPayload bounds what a format may declare: none of the protocols met so far
// needs more, and a wrong length must not make a decoder wait for 64 KiB.
const MaxPayload = 4096

// Range is how many bytes a payload may have.
type Range struct{ Min, Max int }

// Format declares frames of the shape
//
//	start id length payload check end     or, with CheckAfterEnd,
//	start id length payload end check
//
// where every part but the payload may be missing.
type Format struct {
	Start         []byte         // bytes every frame begins with
	IDs           map[byte]Range // if not nil: one id byte, and the payload length that each id allows
	LengthBytes   int            // 0 (then Payload.Min == Max for every id), 1 or 2
	LittleEndian  bool           // of the length
	Payload       Range          // allowed payload length where IDs is nil
	Check         Checksum       // over every byte of the frame before it
	CheckLittle   bool           // low byte first
	CheckAfterEnd bool
	End           []byte
}

// Frame is one decoded frame.
type Frame struct {
	ID      byte // 0 if the format has none
	Payload []byte
}

// Lint says what is wrong with a format, or nil.
func (f *Format) Lint() error {
	if f.IDs != nil && len(f.IDs) == 0 {
		return errors.New("a frame with an id must list its ids")
	}
	ranges := []Range{f.Payload}
	if f.IDs != nil {
		ranges = ranges[:0]
		for _, r := range f.IDs {
			ranges = append(ranges, r)
		}
	}
	limit := MaxPayload
	if f.LengthBytes == 1 {
		limit = 255
	}
	for _, r := range ranges {
		switch {
		case r.Min < 0 || r.Max < r.Min:
			return fmt.Errorf("payload of %d to %d bytes is no range", r.Min, r.Max)
		case r.Max > limit:
			return fmt.Errorf("a payload of %d bytes is too long; %d is the limit", r.Max, limit)
		case f.LengthBytes == 0 && r.Min != r.Max:
			return errors.New("frames without a length field need a fixed payload length")
		case r.Max == 0 && len(f.Start) == 0 && f.IDs == nil:
			return errors.New("a frame cannot be empty")
		}
	}
	if f.LengthBytes < 0 || f.LengthBytes > 2 {
		return fmt.Errorf("a length field of %d bytes is not known; use 0, 1 or 2", f.LengthBytes)
	}
	if f.Check >= checksums {
		return errors.New("unknown checksum")
	}
	return nil
}

func (f *Format) rangeOf(id byte) (Range, bool) {
	if f.IDs == nil {
		return f.Payload, true
	}
	r, ok := f.IDs[id]
	return r, ok
}

// Encode makes the bytes of a frame.
func (f *Format) Encode(fr Frame) ([]byte, error) {
	r, ok := f.rangeOf(fr.ID)
	if !ok {
		return nil, fmt.Errorf("frame: id %02X is not part of the format", fr.ID)
	}
	n := len(fr.Payload)
	if n < r.Min || n > r.Max {
		return nil, fmt.Errorf("frame: payload of %d bytes, allowed are %d to %d", n, r.Min, r.Max)
	}
	out := append(make([]byte, 0, len(f.Start)+len(f.End)+n+5), f.Start...)
	if f.IDs != nil {
		out = append(out, fr.ID)
	}
	switch {
	case f.LengthBytes == 1:
		out = append(out, byte(n))
	case f.LengthBytes == 2 && f.LittleEndian:
		out = append(out, byte(n), byte(n>>8))
	case f.LengthBytes == 2:
		out = append(out, byte(n>>8), byte(n))
	}
	out = append(out, fr.Payload...)
	if f.CheckAfterEnd {
		out = append(out, f.End...)
	}
	out = f.Check.append(out, out, f.CheckLittle)
	if !f.CheckAfterEnd {
		out = append(out, f.End...)
	}
	return out, nil
}

// verdict is what can be said about the beginning of a buffer.
type verdict uint8

const (
	more verdict = iota // a frame may begin here; more bytes are needed
	bad                 // no frame begins here
	good                // a whole frame begins here
)

// parse looks for a frame at the very beginning of buf. n is its length if good.
func (f *Format) parse(buf []byte) (v verdict, fr Frame, n int) {
	at := 0
	if v := match(buf, f.Start); v != good {
		return v, fr, 0
	}
	at += len(f.Start)
	if f.IDs != nil {
		if at >= len(buf) {
			return more, fr, 0
		}
		fr.ID = buf[at]
		at++
	}
	r, ok := f.rangeOf(fr.ID)
	if !ok {
		return bad, fr, 0
	}
	size := r.Min
	switch f.LengthBytes {
	case 1:
		if at >= len(buf) {
			return more, fr, 0
		}
		size = int(buf[at])
		at++
	case 2:
		if at+1 >= len(buf) {
			// The high byte alone may already be too large: judge it now, so that
			// noise does not hold back the frame behind it.
			if at < len(buf) && !f.LittleEndian && int(buf[at])<<8 > r.Max {
				return bad, fr, 0
			}
			return more, fr, 0
		}
		if size = int(buf[at])<<8 | int(buf[at+1]); f.LittleEndian {
			size = int(buf[at+1])<<8 | int(buf[at])
		}
		at += 2
	}
	if size < r.Min || size > r.Max {
		return bad, fr, 0
	}
	payloadEnd := at + size
	if len(buf) < payloadEnd {
		return more, fr, 0
	}
	fr.Payload = buf[at:payloadEnd]
	at = payloadEnd
	if f.CheckAfterEnd {
		if v := match(buf[at:], f.End); v != good {
			return v, fr, 0
		}
		at += len(f.End)
	}
	if len(buf) < at+f.Check.size() {
		return more, fr, 0
	}
	if !bytes.Equal(f.Check.append(nil, buf[:at], f.CheckLittle), buf[at:at+f.Check.size()]) {
		return bad, fr, 0
	}
	at += f.Check.size()
	if !f.CheckAfterEnd {
		if v := match(buf[at:], f.End); v != good {
			return v, fr, 0
		}
		at += len(f.End)
	}
	fr.Payload = bytes.Clone(fr.Payload)
	return good, fr, at
}

func match(buf, want []byte) verdict {
	n := min(len(buf), len(want))
	switch {
	case !bytes.Equal(buf[:n], want[:n]):
		return bad
	case n < len(want):
		return more
	default:
		return good
	}
}

// Stats counts what a decoder met.
type Stats struct {
	Frames  int // good ones
	Skipped int // bytes that belonged to no good frame
}

// Decoder finds the frames of one format in a stream.
type Decoder struct {
	f     *Format
	buf   []byte
	stats Stats
}

// NewDecoder makes a decoder for a format that passes Lint.
func NewDecoder(f *Format) *Decoder { return &Decoder{f: f} }

// Feed takes the next bytes and returns the frames that they complete.
func (d *Decoder) Feed(in []byte) []Frame {
	d.buf = append(d.buf, in...)
	return d.scan(false)
}

// Gap says that the line has been quiet for longer than a frame may pause. What
// is incomplete will never be completed, so it is given up byte by byte: a whole
// frame behind a false beginning is still found.
func (d *Decoder) Gap() []Frame { return d.scan(true) }

// Pending reports whether bytes are waiting for the rest of a frame.
func (d *Decoder) Pending() bool { return len(d.buf) > 0 }

// Stats tells what was met so far.
func (d *Decoder) Stats() Stats { return d.stats }

// Reset forgets the bytes of an older conversation.
func (d *Decoder) Reset() { d.buf = d.buf[:0] }

func (d *Decoder) scan(quiet bool) (frames []Frame) {
	rest := d.buf
	for len(rest) > 0 {
		v, fr, n := d.f.parse(rest)
		if v == good {
			frames = append(frames, fr)
			d.stats.Frames++
			rest = rest[n:]
			continue
		}
		if v == more && !quiet {
			break
		}
		rest = rest[1:]
		d.stats.Skipped++
	}
	// Copy down, so that the buffer never grows beyond one frame and one Feed.
	d.buf = d.buf[:copy(d.buf, rest)]
	if cap(d.buf) > 4*MaxPayload && len(d.buf) < MaxPayload {
		d.buf = bytes.Clone(d.buf)
	}
	return frames
}
