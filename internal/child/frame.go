package child

import (
	"encoding/binary"
	"errors"
	"fmt"
)

// ErrFrame: the other end of a pipe does not keep to the frames. There is no way to find the
// next one: end the child.
var ErrFrame = errors.New("child: no frame")

// Frame is one message on a pipe: a kind, a number that both sides agree upon, and bytes.
// Payload is valid until the next call that gave it.
type Frame struct {
	Kind    byte
	ID      uint32
	Payload []byte
}

// header is the kind, then number and length of the payload, low byte first.
const header = 9

// AppendFrame appends a frame's bytes. The payload must not be longer than the reader's
// Format allows.
func AppendFrame(b []byte, kind byte, id uint32, payload []byte) []byte {
	b = append(b, kind)
	b = binary.LittleEndian.AppendUint32(b, id)
	b = binary.LittleEndian.AppendUint32(b, uint32(len(payload)))
	return append(b, payload...)
}

// Format is what may come on a pipe.
type Format struct {
	Kinds      string // all that there are
	MaxPayload int    // bytes
}

// Decoder finds frames in bytes that come in pieces of any size. It keeps at most one frame
// and what came with it.
type Decoder struct {
	format Format
	buf    []byte
	at     int // bytes of buf that were handed out
	err    error
}

// NewDecoder makes one for a pipe that has just been opened.
func NewDecoder(f Format) *Decoder { return &Decoder{format: f} }

// Feed takes the next bytes. They are copied.
func (d *Decoder) Feed(b []byte) {
	if d.err != nil {
		return
	}
	if d.at > 0 {
		d.buf = append(d.buf[:0], d.buf[d.at:]...)
		d.at = 0
	}
	d.buf = append(d.buf, b...)
}

// Next gives the next whole frame; ok is false when more bytes are needed. Its errors are
// ErrFrame; after one every call gives the same.
func (d *Decoder) Next() (f Frame, ok bool, err error) {
	b := d.buf[d.at:]
	if d.err != nil || len(b) == 0 {
		return Frame{}, false, d.err
	}
	known := false
	for i := range len(d.format.Kinds) {
		known = known || d.format.Kinds[i] == b[0]
	}
	if !known {
		return d.bad("no frame begins with byte %#02x", b[0])
	}
	if len(b) < header {
		return Frame{}, false, nil
	}
	n := int(binary.LittleEndian.Uint32(b[5:]))
	if n > d.format.MaxPayload {
		return d.bad("%d bytes of payload", n)
	}
	if len(b) < header+n {
		return Frame{}, false, nil
	}
	d.at += header + n
	return Frame{b[0], binary.LittleEndian.Uint32(b[1:]), b[header : header+n : header+n]}, true, nil
}

func (d *Decoder) bad(format string, args ...any) (Frame, bool, error) {
	d.err = fmt.Errorf("%w: "+format, append([]any{ErrFrame}, args...)...)
	d.buf, d.at = nil, 0
	return Frame{}, false, d.err
}
