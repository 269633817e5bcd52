package firmata

// Firmata protocol 2.5, "Message types" and "Sysex message format".
const (
	digitalReport = 0x90 // | port: levels of eight pins, 7 bits and 1 bit
	analogReport  = 0xE0 // | pin
	reportDigital = 0xD0 // | port, 1: report it, once now and then at every change
	setPinMode    = 0xF4
	setPinValue   = 0xF5
	version       = 0xF9
	startSysex    = 0xF0
	endSysex      = 0xF7

	askFirmware       = 0x79 // the answer has the same number
	askCapabilities   = 0x6B
	replyCapabilities = 0x6C

	modeInput  = 0x00
	modeOutput = 0x01
	modePullUp = 0x0B

	endOfPin = 0x7F // in a list of capabilities
)

// maxSysex: the list of capabilities of a board with 70 pins takes about 1200 bytes.
const maxSysex = 4096

// message is one whole message. Commands that name a port or pin in their low four
// bits come without it.
type message struct {
	command byte
	channel byte
	data    []byte // of a sysex message: with its number, without start and end
}

// decoder finds messages. Bytes of data never have their top bit set, so that any
// byte that has it begins anew.
type decoder struct {
	buf  []byte // the message under way, command first; empty: none
	long bool   // a sysex message beyond all measure is being skipped
}

func (d *decoder) pending() bool { return len(d.buf) > 0 || d.long }
func (d *decoder) reset()        { d.buf, d.long = d.buf[:0], false }

// length is how many bytes of data a command has; -1: up to endSysex, -2: it is none
// that a board sends.
func length(command byte) int {
	switch {
	case command == startSysex:
		return -1
	case command&0xF0 == digitalReport, command&0xF0 == analogReport, command == version:
		return 2
	default:
		return -2
	}
}

func (d *decoder) feed(in []byte) (out []message) {
	for _, b := range in {
		if b >= 0x80 {
			if b == endSysex && len(d.buf) > 1 && d.buf[0] == startSysex {
				out = append(out, message{command: startSysex, data: append([]byte(nil), d.buf[1:]...)})
			}
			d.reset()
			if length(b) != -2 {
				d.buf = append(d.buf, b)
			}
			continue
		}
		if len(d.buf) == 0 {
			continue // no message has begun
		}
		if len(d.buf) > maxSysex {
			d.buf, d.long = d.buf[:0], true
			continue
		}
		d.buf = append(d.buf, b)
		if n := length(d.buf[0]); n == len(d.buf)-1 {
			m := message{command: d.buf[0], data: append([]byte(nil), d.buf[1:]...)}
			if m.command < 0xF0 {
				m.command, m.channel = m.command&0xF0, m.command&0x0F
			}
			out = append(out, m)
			d.reset()
		}
	}
	return out
}

// levels are the eight bits of a digital report.
func levels(data []byte) byte { return data[0] | data[1]<<7 }

// text reads pairs of 7 bits and 1 bit.
func text(data []byte) string {
	var out []byte
	for i := 0; i+1 < len(data); i += 2 {
		if c := data[i] | data[i+1]<<7; c >= ' ' {
			out = append(out, c)
		}
	}
	return string(out)
}

// modes reads, pin by pin, which modes each has.
func modes(data []byte) (pins []map[byte]bool) {
	pin := map[byte]bool{}
	for i := 0; i < len(data); {
		if data[i] == endOfPin {
			pins, pin = append(pins, pin), map[byte]bool{}
			i++
			continue
		}
		pin[data[i]] = true
		i += 2 // the mode and its resolution
	}
	return pins
}
