package frame

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
)

// MaxPayload bounds what a format may declare: none of the protocols met so far
// needs more, and a wrong length must not make a decoder wait for 64 KiB.
const MaxPayload = 4096

// Range is how many bytes a payload may have.
type Range struct{ Min, Max int }

// Part is one part of a frame.
type Part uint8

const (
	PartStart Part = iota
	PartID
	PartLength
	PartPayload
	PartCheck
	PartEnd
)

var partNames = [...]string{"start", "id", "length", "payload", "check", "end"}

func (p Part) String() string { return partNames[p] }

// PartNames lists the parts in the usual order.
func PartNames() []string { return append([]string(nil), partNames[:]...) }

// usual is the order of the parts where a format has no other.
var usual = [...]Part{PartStart, PartID, PartLength, PartPayload, PartCheck, PartEnd}

// Format declares frames of the shape
//
//	start id length payload check end
//
// where every part but the payload may be missing, or in another order.
type Format struct {
	Start        []byte         // bytes every frame begins with
	IDs          map[byte]Range // if not nil: one id byte, and the payload length that each id allows
	LengthBytes  int            // 0 (then Payload.Min == Max for every id), 1 or 2
	LittleEndian bool           // of the length
	Payload      Range          // allowed payload length where IDs is nil
	Check        Checksum
	CheckLittle  bool // low byte first
	End          []byte

	Layout []Part // the order of the parts; nil: the usual one. Parts that the format does not have may be left out
	Covers []Part // what the check is over; nil: every byte before it
	Counts []Part // what the length counts; nil: the payload
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
	if f.LengthBytes < 0 || f.LengthBytes > 2 {
		return fmt.Errorf("a length field of %d bytes is not known; use 0, 1 or 2", f.LengthBytes)
	}
	if f.Check >= checksums {
		return errors.New("unknown checksum")
	}
	if err := f.lintLayout(); err != nil {
		return err
	}
	if f.IDs == nil {
		return f.lintRange(f.Payload)
	}
	for _, r := range f.IDs {
		if err := f.lintRange(r); err != nil {
			return err
		}
	}
	return nil
}

func (f *Format) lintRange(r Range) error {
	limit := MaxPayload
	if f.LengthBytes == 1 {
		limit = 255 - f.counted()
	}
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
	return nil
}

// lintLayout says what is wrong with the order of the parts.
func (f *Format) lintLayout() error {
	at, err := f.places()
	if err != nil {
		return err
	}
	for p := range Part(len(partNames)) {
		if _, there := at[p]; !there && (f.size(p) > 0 || p == PartPayload) {
			return fmt.Errorf("the layout does not say where %q stands", p)
		}
	}
	for _, p := range []Part{PartID, PartLength} {
		if f.size(p) > 0 && at[p] > at[PartPayload] {
			return fmt.Errorf("%q must stand before the payload: it says how long that is", p)
		}
	}
	return f.lintLists(at)
}

// places is where each part stands in the layout.
func (f *Format) places() (map[Part]int, error) {
	at := map[Part]int{}
	for i, p := range f.layout() {
		if int(p) >= len(partNames) {
			return nil, errors.New("a part of the layout is not known")
		}
		if _, twice := at[p]; twice {
			return nil, fmt.Errorf("the layout has %q twice", p)
		}
		at[p] = i
	}
	return at, nil
}

// lintLists says what is wrong with Covers and Counts.
func (f *Format) lintLists(at map[Part]int) error {
	for what, list := range map[string][]Part{"the check covers": f.Covers, "the length counts": f.Counts} {
		for _, p := range list {
			if _, there := at[p]; !there {
				return fmt.Errorf("%s %q, which is not part of the frame", what, p)
			}
		}
	}
	for _, p := range f.Covers {
		if at[p] >= at[PartCheck] {
			return fmt.Errorf("the check covers %q, which does not stand before it", p)
		}
	}
	if f.Counts != nil && !slices.Contains(f.Counts, PartPayload) {
		return errors.New("the length must count the payload")
	}
	return nil
}

func (f *Format) layout() []Part {
	if f.Layout == nil {
		return usual[:]
	}
	return f.Layout
}

// size is how many bytes a part has, the payload aside.
func (f *Format) size(p Part) int {
	switch p {
	case PartStart:
		return len(f.Start)
	case PartID:
		if f.IDs != nil {
			return 1
		}
	case PartLength:
		return f.LengthBytes
	case PartCheck:
		return f.Check.size()
	case PartEnd:
		return len(f.End)
	}
	return 0
}

// lengthFirst reports whether the length stands before the id that says which is allowed.
func (f *Format) lengthFirst() bool {
	layout := f.layout()
	return f.LengthBytes > 0 && f.IDs != nil && slices.Index(layout, PartLength) < slices.Index(layout, PartID)
}

// counted is how much more than the payload the length counts.
func (f *Format) counted() (n int) {
	for _, p := range f.Counts {
		n += f.size(p)
	}
	return n
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
	out := make([]byte, 0, len(f.Start)+len(f.End)+n+5)
	var covered []byte
	for _, p := range f.layout() {
		from := len(out)
		switch p {
		case PartStart:
			out = append(out, f.Start...)
		case PartID:
			if f.IDs != nil {
				out = append(out, fr.ID)
			}
		case PartLength:
			out = f.appendLength(out, n+f.counted())
		case PartPayload:
			out = append(out, fr.Payload...)
		case PartCheck:
			if f.Covers == nil {
				covered = out
			}
			out = f.Check.append(out, covered, f.CheckLittle)
		case PartEnd:
			out = append(out, f.End...)
		}
		if slices.Contains(f.Covers, p) {
			covered = append(covered, out[from:]...)
		}
	}
	return out, nil
}

func (f *Format) appendLength(out []byte, n int) []byte {
	switch {
	case f.LengthBytes == 0:
		return out
	case f.LengthBytes == 1:
		return append(out, byte(n))
	case f.LittleEndian:
		return append(out, byte(n), byte(n>>8))
	}
	return append(out, byte(n>>8), byte(n))
}

// verdict is what can be said about the beginning of a buffer.
type verdict uint8

const (
	more verdict = iota // a frame may begin here; more bytes are needed
	bad                 // no frame begins here
	good                // a whole frame begins here
)

// parser looks for a frame at the very beginning of buf.
type parser struct {
	f       *Format
	buf     []byte
	at      int // bytes that are understood
	frame   Frame
	size    int // of the payload
	covered []byte
	fault   Fault // why not, where the verdict is bad
}

// parse looks for a frame. On good, p.at is its length.
func (f *Format) parse(buf []byte) (v verdict, p parser) {
	p = parser{f: f, buf: buf}
	if f.IDs == nil {
		p.size = f.Payload.Min
	}
	for _, part := range f.layout() {
		from := p.at
		if v := p.part(part); v != good {
			return v, p
		}
		if slices.Contains(f.Covers, part) {
			p.covered = append(p.covered, buf[from:p.at]...)
		}
	}
	p.frame.Payload = bytes.Clone(p.frame.Payload)
	return good, p
}

func (p *parser) part(part Part) verdict {
	n := p.f.size(part)
	if part == PartPayload {
		n = p.size
	}
	rest := p.buf[p.at:]
	switch part {
	case PartStart:
		return p.fixed(p.f.Start, NoFrame)
	case PartEnd:
		return p.fixed(p.f.End, WrongEnd)
	case PartLength:
		if v := p.length(rest); v != good {
			return v
		}
	}
	if len(rest) < n {
		return more
	}
	switch part {
	case PartID:
		if v := p.id(rest[:n]); v != good {
			return v
		}
	case PartPayload:
		p.frame.Payload = rest[:n]
	case PartCheck:
		covered := p.covered
		if p.f.Covers == nil {
			covered = p.buf[:p.at]
		}
		if want := p.f.Check.append(nil, covered, p.f.CheckLittle); !bytes.Equal(want, rest[:n]) {
			return p.wrong(Fault{Reason: WrongCheck, Len: p.at + n, Got: bytes.Clone(rest[:n]), Want: want})
		}
	}
	p.at += n
	return good
}

// fixed expects the bytes that every frame has in this place.
func (p *parser) fixed(want []byte, reason Reason) verdict {
	rest := p.buf[p.at:]
	n := min(len(rest), len(want))
	switch {
	case !bytes.Equal(rest[:n], want[:n]):
		return p.wrong(Fault{Reason: reason, Len: p.at + n, Got: bytes.Clone(rest[:n]), Want: want})
	case n < len(want):
		return more
	}
	p.at += n
	return good
}

func (p *parser) id(b []byte) verdict {
	if len(b) == 0 {
		return good
	}
	p.frame.ID = b[0]
	r, known := p.f.rangeOf(b[0])
	if !known {
		return p.wrong(Fault{Reason: UnknownID, Len: p.at + 1, Got: bytes.Clone(b)})
	}
	if p.f.lengthFirst() {
		return p.fits(p.size, r)
	}
	p.size = r.Min
	return good
}

// length reads how long the payload is.
func (p *parser) length(rest []byte) verdict {
	n := p.f.LengthBytes
	if n == 0 {
		return good
	}
	allowed := p.allowed()
	if len(rest) < n {
		// The high byte alone may already be too large: judge it now, so that noise does
		// not hold back the frame behind it.
		if len(rest) == 1 && !p.f.LittleEndian && int(rest[0])<<8-p.f.counted() > allowed.Max {
			return p.fits(int(rest[0])<<8-p.f.counted(), allowed)
		}
		return more
	}
	size := int(rest[0])
	if n == 2 && p.f.LittleEndian {
		size |= int(rest[1]) << 8
	} else if n == 2 {
		size = size<<8 | int(rest[1])
	}
	return p.fits(size-p.f.counted(), allowed)
}

// allowed is how long the payload may be; of any id, while that is not known.
func (p *parser) allowed() (r Range) {
	if !p.f.lengthFirst() {
		r, _ = p.f.rangeOf(p.frame.ID)
		return r
	}
	r = Range{MaxPayload, 0}
	for _, one := range p.f.IDs {
		r = Range{min(r.Min, one.Min), max(r.Max, one.Max)}
	}
	return r
}

func (p *parser) fits(size int, allowed Range) verdict {
	if size < allowed.Min || size > allowed.Max {
		return p.wrong(Fault{Reason: WrongLength, Len: min(len(p.buf), p.at+p.f.LengthBytes), Size: size, Allowed: allowed})
	}
	p.size = size
	return good
}

// wrong notes why no frame begins here.
func (p *parser) wrong(fault Fault) verdict {
	p.fault = fault
	return bad
}
