package evdev

import "encoding/binary"

// RecordSize is struct input_event where time_t has 64 bits: two of them for the time,
// then type and code (16 bits each) and value (32 bits). Byte order is the
// machine's; every machine that this is built for is little-endian.
const RecordSize = 24

// From input-event-codes.h.
const (
	typeSync   = 0x00
	typeKey    = 0x01
	typeSwitch = 0x05

	syncReport  = 0
	syncDropped = 3 // the kernel's buffer was full: records are missing

	switchHeadphone = 2 // SW_HEADPHONE_INSERT

	valueUp   = 0
	valueDown = 1 // 2 is the kernel's repetition
)

// record is one input_event without its time: ours is the driver's.
type record struct {
	kind, code uint16
	value      int32
}

// decoder cuts a stream into records. The kernel gives only whole ones, a recording
// or a simulated device may not.
type decoder struct{ rest []byte }

func (d *decoder) pending() bool { return len(d.rest) > 0 }
func (d *decoder) reset()        { d.rest = nil }

func (d *decoder) feed(in []byte) (out []record) {
	d.rest = append(d.rest, in...)
	for len(d.rest) >= RecordSize {
		r := d.rest[16:RecordSize]
		out = append(out, record{binary.LittleEndian.Uint16(r), binary.LittleEndian.Uint16(r[2:]), int32(binary.LittleEndian.Uint32(r[4:]))})
		d.rest = d.rest[RecordSize:]
	}
	if len(d.rest) == 0 {
		d.rest = nil
	}
	return out
}
