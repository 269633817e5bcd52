package terminal

import (
	"encoding/binary"

	"modu/accessibility/input"
	"modu/devices/frame"
	"modu/internal/money"
)

const headLen = 1 + 4 + 4 // kind, boot, counter

func format() *frame.Format {
	return &frame.Format{Start: []byte{0x02}, LengthBytes: 2, Payload: frame.Range{Min: headLen, Max: headLen + 32},
		End: []byte{0x03}, Check: frame.CRC16XModem, Layout: []frame.Part{frame.PartStart, frame.PartLength, frame.PartPayload, frame.PartEnd, frame.PartCheck}}
}

// message is one decoded frame.
type message struct {
	kind byte
	id   input.EffectID
	body []byte
}

func (m message) encode(f *frame.Format) []byte {
	p := binary.BigEndian.AppendUint32([]byte{m.kind}, m.id.Boot)
	p = append(binary.BigEndian.AppendUint32(p, m.id.Counter), m.body...)
	b, err := f.Encode(frame.Frame{Payload: p})
	if err != nil {
		panic("terminal: a message of our own does not fit its frame: " + err.Error())
	}
	return b
}

func decode(fr frame.Frame) message {
	p := fr.Payload // at least headLen bytes, or it would be no frame
	return message{kind: p[0], id: input.EffectID{Boot: binary.BigEndian.Uint32(p[1:]), Counter: binary.BigEndian.Uint32(p[5:])}, body: p[headLen:]}
}

func sale(id input.EffectID, a money.Amount) message {
	return message{'S', id, append(binary.BigEndian.AppendUint64(nil, uint64(a.Minor)), a.Currency...)}
}

// first is the first byte of a body, 0 if there is none.
func (m message) first() byte {
	if len(m.body) == 0 {
		return 0
	}
	return m.body[0]
}
