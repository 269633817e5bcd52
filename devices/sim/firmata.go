package sim

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"modu/accessibility/input"
	"modu/devices/profile"
)

const (
	// boardBoot is how long the simulated board is deaf after power comes on. A real
	// one takes up to 2 s; "boot 2s" makes it so.
	boardBoot = 200 * time.Millisecond
	// tapTime is how long "tap" keeps a contact closed: a quick finger.
	tapTime = 60 * time.Millisecond
	// bounces is how often "bounce" opens and closes a contact, bounceTime apart.
	bounces    = 8
	bounceTime = time.Millisecond
)

// NewFirmata makes a board that runs StandardFirmata 2.5, wired as its profile says.
// It is written from the protocol's description (github.com/firmata/protocol,
// protocol.md) and takes no part in the driver's code.
func NewFirmata(p *profile.Profile) *Device {
	b := &firmata{p: p, boot: boardBoot, wires: map[string]int{}, closed: map[int]bool{}}
	for _, code := range slices.Sorted(maps.Keys(p.Keys.Names)) {
		n, err := strconv.Atoi(code)
		if _, taken := b.wires[string(p.Keys.Names[code])]; err == nil && !taken {
			b.wires[string(p.Keys.Names[code])] = n
		}
		b.count = max(b.count, n+1)
	}
	if j := p.Board.Jack; j != nil {
		b.count = max(b.count, j.Pin+1)
		b.closed[j.Pin] = j.InOpen // no plug
	}
	for _, n := range p.Board.Lamps {
		b.count = max(b.count, n+1)
	}
	b.count = max(b.count, 20) // an Arduino UNO
	return newDevice(b, p.Port.ByteTime())
}

type firmata struct {
	p     *profile.Profile
	count int            // pins
	wires map[string]int // key → pin
	boot  time.Duration

	upAt   time.Duration
	begun  bool // power is on
	up     bool // and it has started
	rx     []byte
	mode   map[int]byte
	level  map[int]int // of outputs
	report [16]bool
	sent   [16]int // what was last reported of a port
	closed map[int]bool
	later  []change
}

// change is a contact that will move.
type change struct {
	at     time.Duration
	pin    int
	closed bool
}

func (b *firmata) powerOn() {
	b.begun, b.up = false, false
	b.forget()
}

func (b *firmata) forget() {
	b.rx, b.mode, b.level, b.report = nil, map[int]byte{}, map[int]int{}, [16]bool{}
	for pin := range b.count {
		b.mode[pin] = 1 // every digital pin begins as an output
	}
}

func (b *firmata) state() string {
	var words []string
	for name, pin := range b.wires {
		if b.closed[pin] {
			words = append(words, "held "+name)
		}
	}
	for name, pin := range b.p.Board.Lamps {
		if b.level[pin] > 0 {
			words = append(words, "lamp "+name+" on")
		}
	}
	if j := b.p.Board.Jack; j != nil && b.closed[j.Pin] != j.InOpen {
		words = append(words, "headset in")
	}
	if len(words) == 0 {
		return "nothing is held, no lamp burns"
	}
	slices.Sort(words)
	return strings.Join(words, ", ")
}

func (b *firmata) step(now time.Duration, in []byte) (frames [][]byte, hangUp bool, wake time.Duration) {
	if !b.begun {
		b.begun, b.upAt = true, now+b.boot
	}
	if !b.up {
		if now < b.upAt {
			return nil, false, b.upAt // what is sent to it now is lost
		}
		b.up = true
		frames = append(frames, b.version(), b.name())
	}
	b.later = slices.DeleteFunc(b.later, func(c change) bool {
		if c.at > now {
			return false
		}
		frames = append(frames, b.move(c.pin, c.closed)...)
		return true
	})
	for _, c := range in {
		frames = append(frames, b.hear(c)...)
	}
	for _, c := range b.later {
		if wake == 0 || c.at < wake {
			wake = c.at
		}
	}
	return frames, false, wake
}

func (b *firmata) version() []byte { return []byte{0xF9, 2, 5} }

func (b *firmata) name() []byte {
	out := []byte{0xF0, 0x79, 2, 5}
	for _, c := range []byte("StandardFirmata.ino") {
		out = append(out, c&0x7F, c>>7)
	}
	return append(out, 0xF7)
}

// hear takes one byte and acts when it completes something.
func (b *firmata) hear(c byte) [][]byte {
	if c >= 0x80 && c != 0xF7 {
		b.rx = b.rx[:0]
	}
	if b.rx = append(b.rx, c); len(b.rx) > 64 { // Firmata's own buffer (MAX_DATA_BYTES)
		b.rx = b.rx[:0]
	}
	if len(b.rx) == 0 || b.rx[0] < 0x80 {
		b.rx = b.rx[:0]
		return nil
	}
	first, n := b.rx[0], len(b.rx)
	switch {
	case first == 0xF0 && c != 0xF7: // a message of any length, not yet at its end
		return nil
	case first == 0xF0:
		answer := b.sysex(b.rx[1 : n-1])
		b.rx = b.rx[:0]
		return answer
	case c != 0xF7 && n < needs(first):
		return nil
	}
	var answer [][]byte
	if c != 0xF7 {
		answer = b.order(first, b.rx[1:])
	}
	b.rx = b.rx[:0]
	return answer
}

// needs is how many bytes a message has that is not a sysex.
func needs(first byte) int {
	switch {
	case first == 0xF9 || first == 0xFF:
		return 1
	case first&0xF0 == 0xC0 || first&0xF0 == 0xD0:
		return 2
	}
	return 3
}

// order carries out a whole message.
func (b *firmata) order(first byte, args []byte) [][]byte {
	low := int(first & 0x0F)
	arg := func(i int) int { return int(args[i]) }
	switch {
	case first == 0xF9:
		return [][]byte{b.version()}
	case first == 0xFF:
		b.forget()
	case first&0xF0 == 0xD0:
		if b.report[low] = arg(0) != 0; b.report[low] {
			return [][]byte{b.port(low)} // at once, then at every change
		}
	case first&0xF0 == 0xC0: // no analogue input is wired
	case first == 0xF4:
		if pin := arg(0); pin < b.count {
			b.mode[pin] = args[1]
			return b.changed(pin / 8) // a pin that becomes an input may be high
		}
	case first == 0xF5:
		b.level[arg(0)] = arg(1)
	case first&0xF0 == 0x90:
		for bit := range 8 {
			if pin := low*8 + bit; b.mode[pin] == 1 {
				b.level[pin] = (arg(0) | arg(1)<<7) >> bit & 1
			}
		}
	case first&0xF0 == 0xE0:
		b.level[low] = arg(0) | arg(1)<<7
	}
	return nil
}

func (b *firmata) sysex(body []byte) (answer [][]byte) {
	if len(body) == 0 {
		return nil
	}
	switch {
	case body[0] == 0x79:
		answer = append(answer, b.name())
	case body[0] == 0x6B:
		out := []byte{0xF0, 0x6C}
		for pin := range b.count {
			if pin > 1 { // 0 and 1 are the serial line
				out = append(out, 0x00, 1, 0x0B, 1, 0x01, 1)
			}
			if bytes.IndexByte([]byte{3, 5, 6, 9, 10, 11}, byte(pin)) >= 0 {
				out = append(out, 0x03, 8)
			}
			if b.analogue(pin) {
				out = append(out, 0x02, 10)
			}
			out = append(out, 0x7F)
		}
		answer = append(answer, append(out, 0xF7))
	case body[0] == 0x69:
		out := []byte{0xF0, 0x6A}
		for pin := range b.count {
			if b.analogue(pin) {
				out = append(out, byte(pin-14))
			} else {
				out = append(out, 0x7F)
			}
		}
		answer = append(answer, append(out, 0xF7))
	case body[0] == 0x6D && len(body) == 2:
		pin := int(body[1])
		answer = append(answer, []byte{0xF0, 0x6E, body[1], b.mode[pin], byte(b.level[pin] & 0x7F), 0xF7})
	}
	return answer
}

func (b *firmata) analogue(pin int) bool { return pin >= 14 && pin < 20 }

// port is the report of eight pins. Pins that are no inputs count as low.
func (b *firmata) port(n int) []byte {
	v := 0
	for bit := range 8 {
		pin := n*8 + bit
		input := b.mode[pin] == 0x00 || b.mode[pin] == 0x0B
		if pin < b.count && input && !b.closed[pin] {
			v |= 1 << bit
		}
	}
	b.sent[n] = v
	return []byte{0x90 | byte(n), byte(v & 0x7F), byte(v >> 7)}
}

// move closes or opens a contact; the board tells if the level is another one.
func (b *firmata) move(pin int, closed bool) [][]byte {
	b.closed[pin] = closed
	return b.changed(pin / 8)
}

// changed reports a port if it is asked for and is not what was last reported.
func (b *firmata) changed(n int) [][]byte {
	before := b.sent[n]
	if !b.up || !b.report[n] {
		return nil
	}
	if r := b.port(n); b.sent[n] != before {
		return [][]byte{r}
	}
	return nil
}

func (b *firmata) controls() []Control {
	keys := keyControls(b.p)
	out := append(keys, Control{Name: "bounce", Label: "press a key with a worn contact", Kind: Fault, Params: keys[0].Params})
	if b.p.Board.Jack != nil {
		out = append(out, Control{Name: "jack in", Label: "a plug in the headset socket"}, Control{Name: "jack out", Label: "pull it"})
	}
	return append(out,
		Control{Name: "restart", Label: "lose power for a moment", Kind: Fault},
		Control{Name: "boot", Label: "take this long to start", Kind: Fault, Params: []Param{{Name: "time", Kind: Duration, Example: "2s"}}})
}

func (b *firmata) command(now time.Duration, words []string) ([][]byte, error) {
	switch words[0] {
	case "restart":
		b.powerOn()
		return nil, nil
	case "boot":
		t, err := time.ParseDuration(words[1])
		if err != nil || t < 0 {
			return nil, fmt.Errorf("sim: %q is not a length of time", words[1])
		}
		b.boot = t
		return nil, nil
	case "jack":
		j := b.p.Board.Jack
		return b.move(j.Pin, (words[1] == "in") != j.InOpen), nil
	}
	pin, ok := b.wires[words[1]]
	if !ok {
		return nil, fmt.Errorf("sim: %s has no key %q", b.p.Name, input.Key(words[1]))
	}
	switch words[0] {
	case "press", "stuck":
		return b.move(pin, true), nil
	case "release":
		return b.move(pin, false), nil
	case "tap":
		b.later = append(b.later, change{now + tapTime, pin, false})
		return b.move(pin, true), nil
	case "bounce":
		for i := range bounces {
			b.later = append(b.later, change{now + time.Duration(i+1)*bounceTime, pin, i%2 == 1})
		}
		return b.move(pin, true), nil
	default: // doubleup
		up := b.move(pin, false)
		return append(up, up...), nil
	}
}
