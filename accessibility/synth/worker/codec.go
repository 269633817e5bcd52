package worker

import (
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"unicode/utf8"

	"modu/accessibility/scene"
	"modu/accessibility/synth"
)

// Kinds of frames, as in the protocol above.
const (
	KindSpeak  byte = 'S'
	KindCancel byte = 'C'
	KindHello  byte = 'H'
	KindWord   byte = 'W'
	KindAudio  byte = 'A'
	KindEnd    byte = 'E'
)

// Version of the protocol.
const Version = 1

// MaxPayload is the longest payload in bytes. The longest text, synth.MaxText twice
// over for respelling, takes 12800.
const MaxPayload = 65536

const headerBytes = 9

// maxRate is what the sinks play, in Hz: more would be thrown away.
const maxRate = 48000

// Status of a KindEnd frame.
const (
	StatusSaid      byte = 0
	StatusCancelled byte = 1
	StatusNoVoice   byte = 2
	StatusFailed    byte = 3
)

// ErrProtocol: the other side does not keep to the protocol. There is no way to
// find the next frame: end the process.
var ErrProtocol = errors.New("worker: protocol broken")

// Frame is one frame. Payload is valid until the next call that gave it.
type Frame struct {
	Kind    byte
	ID      uint32
	Payload []byte
}

// AppendFrame appends a frame's bytes. The payload must not be longer than
// MaxPayload.
func AppendFrame(b []byte, kind byte, id uint32, payload []byte) []byte {
	b = append(b, kind)
	b = binary.LittleEndian.AppendUint32(b, id)
	b = binary.LittleEndian.AppendUint32(b, uint32(len(payload)))
	return append(b, payload...)
}

// Decoder finds frames in bytes that come in pieces of any size. The zero value is
// ready. It keeps at most one frame.
type Decoder struct {
	buf []byte
	at  int // bytes of buf that were handed out
	err error
}

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

// Next gives the next whole frame; ok is false when more bytes are needed. After
// an error every call gives the same error.
func (d *Decoder) Next() (f Frame, ok bool, err error) {
	if d.err != nil {
		return Frame{}, false, d.err
	}
	b := d.buf[d.at:]
	if len(b) == 0 {
		return Frame{}, false, nil
	}
	switch b[0] {
	case KindSpeak, KindCancel, KindHello, KindWord, KindAudio, KindEnd:
	default:
		return d.bad("no frame begins with byte %#02x", b[0])
	}
	if len(b) < headerBytes {
		return Frame{}, false, nil
	}
	n := binary.LittleEndian.Uint32(b[5:])
	if n > MaxPayload {
		return d.bad("%d bytes of payload", n)
	}
	if len(b) < headerBytes+int(n) {
		return Frame{}, false, nil
	}
	d.at += headerBytes + int(n)
	return Frame{b[0], binary.LittleEndian.Uint32(b[1:]), b[headerBytes : headerBytes+int(n) : headerBytes+int(n)]}, true, nil
}

func (d *Decoder) bad(format string, args ...any) (Frame, bool, error) {
	d.err = fmt.Errorf("%w: "+format, append([]any{ErrProtocol}, args...)...)
	d.buf = nil
	return Frame{}, false, d.err
}

// flagFixedRate: the voice knows one speed only.
const flagFixedRate = 1

// Hello is the payload of KindHello.
type Hello struct {
	Rate   int // Hz
	Voices []synth.Voice
}

// Append appends the payload. Names and languages must be 1 to 255 bytes long.
func (h Hello) Append(b []byte) []byte {
	b = append(b, Version)
	b = binary.LittleEndian.AppendUint32(b, uint32(h.Rate))
	b = append(b, byte(len(h.Voices)))
	for _, v := range h.Voices {
		b = append(append(b, byte(len(v.Name))), v.Name...)
		b = append(append(b, byte(len(v.Lang))), v.Lang...)
		b = binary.LittleEndian.AppendUint16(b, uint16(int16(v.LoudnessLUFS*100)))
	}
	if slices.ContainsFunc(h.Voices, func(v synth.Voice) bool { return v.FixedRate }) {
		for _, v := range h.Voices {
			if v.FixedRate {
				b = append(b, flagFixedRate)
			} else {
				b = append(b, 0)
			}
		}
	}
	return b
}

// ParseHello reads the payload of KindHello.
func ParseHello(b []byte) (Hello, error) {
	bad := func(what string) (Hello, error) { return Hello{}, fmt.Errorf("%w: hello: %s", ErrProtocol, what) }
	if len(b) < 6 {
		return bad("too short")
	}
	if b[0] != Version {
		return bad(fmt.Sprintf("version %d, this is %d", b[0], Version))
	}
	rate := binary.LittleEndian.Uint32(b[1:])
	if rate < 8000 || rate > maxRate {
		return bad(fmt.Sprintf("%d Hz", rate))
	}
	h := Hello{Rate: int(rate)}
	n := int(b[5])
	b = b[6:]
	for range n {
		v, rest, wrong := parseVoice(b)
		if wrong != "" {
			return bad(wrong)
		}
		h.Voices, b = append(h.Voices, v), rest
	}
	if n == 0 || len(b) != 0 && len(b) != n {
		return bad("no voice, or more bytes than voices")
	}
	for i, flags := range b {
		if flags&^flagFixedRate != 0 {
			return bad(fmt.Sprintf("a voice with flags %#02x", flags))
		}
		h.Voices[i].FixedRate = flags&flagFixedRate != 0
	}
	return h, nil
}

// parseVoice reads one voice of a hello; wrong says what is wrong with it.
func parseVoice(b []byte) (v synth.Voice, rest []byte, wrong string) {
	name, b, ok := parseWord(b)
	lang, b, ok2 := parseWord(b)
	if !ok || !ok2 || len(b) < 2 {
		return v, nil, "a voice is cut off"
	}
	loud := float64(int16(binary.LittleEndian.Uint16(b))) / 100
	if loud >= 0 || loud < -60 {
		return v, nil, fmt.Sprintf("a voice of %.2f LUFS", loud)
	}
	return synth.Voice{Name: name, Lang: scene.Lang(lang), LoudnessLUFS: loud}, b[2:], ""
}

// parseWord reads a text behind its length.
func parseWord(b []byte) (word string, rest []byte, ok bool) {
	if len(b) < 1 || b[0] == 0 || len(b) < 1+int(b[0]) {
		return "", b, false
	}
	n := 1 + int(b[0])
	word = string(b[1:n])
	return word, b[n:], utf8.ValidString(word)
}

// Speak is the payload of KindSpeak.
type Speak struct {
	Rate  int // per cent
	Voice string
	Text  string
}

// Append appends the payload. A voice's name must not be longer than 255 bytes.
func (s Speak) Append(b []byte) []byte {
	b = binary.LittleEndian.AppendUint16(b, uint16(s.Rate))
	b = append(append(b, byte(len(s.Voice))), s.Voice...)
	return append(b, s.Text...)
}

// ParseSpeak reads the payload of KindSpeak.
func ParseSpeak(b []byte) (Speak, error) {
	if len(b) < 3 || len(b) < 3+int(b[2]) {
		return Speak{}, fmt.Errorf("%w: speak: too short", ErrProtocol)
	}
	s := Speak{Rate: int(binary.LittleEndian.Uint16(b)), Voice: string(b[3 : 3+b[2]]), Text: string(b[3+int(b[2]):])}
	if s.Rate < synth.MinRate || s.Rate > synth.MaxRate {
		return Speak{}, fmt.Errorf("%w: speak: rate %d", ErrProtocol, s.Rate)
	}
	if !utf8.ValidString(s.Text) || !utf8.ValidString(s.Voice) {
		return Speak{}, fmt.Errorf("%w: speak: not UTF-8", ErrProtocol)
	}
	return s, nil
}

// Word is the payload of KindWord.
type Word struct {
	At, Len int // code points of the text
	Sample  int // from the clause's first
}

// Append appends the payload.
func (w Word) Append(b []byte) []byte {
	b = binary.LittleEndian.AppendUint32(b, uint32(w.At))
	b = binary.LittleEndian.AppendUint32(b, uint32(w.Len))
	return binary.LittleEndian.AppendUint32(b, uint32(w.Sample))
}

// ParseWord reads the payload of KindWord.
func ParseWord(b []byte) (Word, error) {
	if len(b) != 12 {
		return Word{}, fmt.Errorf("%w: word: %d bytes", ErrProtocol, len(b))
	}
	at, n, sample := binary.LittleEndian.Uint32(b), binary.LittleEndian.Uint32(b[4:]), binary.LittleEndian.Uint32(b[8:])
	if n == 0 || at > 1<<30 || n > 1<<30 || sample > 1<<30 {
		return Word{}, fmt.Errorf("%w: word: out of range", ErrProtocol)
	}
	return Word{int(at), int(n), int(sample)}, nil
}
