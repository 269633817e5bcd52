package sim

import (
	"encoding/binary"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"modu/accessibility/input"
	"modu/devices/profile"
)

// What Linux does while a key of a keyboard is held (drivers/input/input.c:
// REP_DELAY 250 ms, REP_PERIOD 33 ms).
const (
	repeatDelay  = 250 * time.Millisecond
	repeatPeriod = 33 * time.Millisecond
)

// NewHID makes a keypad that is a keyboard to the operating system. There is no
// operating system between it and its cable: it sends the records that a program
// would read from the input device (struct input_event of a 64-bit machine).
func NewHID(p *profile.Profile) *Device {
	h := &keyboard{p: p, codes: map[input.Key]int{}}
	for code, key := range p.Keys.Names {
		if n, err := strconv.Atoi(code); err == nil {
			h.codes[key] = n
		}
	}
	return newDevice(h, 0)
}

type keyboard struct {
	p     *profile.Profile
	codes map[input.Key]int
	held  []input.Key // in the order of pressing; the last repeats
	next  time.Duration
}

func (h *keyboard) powerOn() { h.held = nil }

func (h *keyboard) state() string {
	if len(h.held) == 0 {
		return "no key is held"
	}
	var names []string
	for _, k := range h.held {
		names = append(names, string(k))
	}
	slices.Sort(names)
	return "held: " + strings.Join(names, ", ")
}

func (h *keyboard) step(now time.Duration, _ []byte) (frames [][]byte, hangUp bool, wake time.Duration) {
	if len(h.held) == 0 {
		return nil, false, 0
	}
	if now >= h.next {
		h.next = now + repeatPeriod
		last := h.held[len(h.held)-1]
		frames = [][]byte{h.record(now, 1, h.codes[last], 2), h.record(now, 0, 0, 1)}
	}
	return frames, false, h.next
}

// record is one struct input_event.
func (h *keyboard) record(now time.Duration, kind, code int, value int32) []byte {
	b := binary.LittleEndian.AppendUint64(nil, uint64(now/time.Second))
	b = binary.LittleEndian.AppendUint64(b, uint64(now%time.Second/time.Microsecond))
	b = binary.LittleEndian.AppendUint16(b, uint16(kind))
	b = binary.LittleEndian.AppendUint16(b, uint16(code))
	return binary.LittleEndian.AppendUint32(b, uint32(value))
}

// move is what a keyboard reports of one key: where it is on the keyboard (EV_MSC,
// MSC_SCAN, page 7 of the HID usage tables), the key, the end of the report.
func (h *keyboard) move(now time.Duration, key input.Key, value int32) [][]byte {
	h.held = slices.DeleteFunc(h.held, func(k input.Key) bool { return k == key })
	if value == 1 {
		h.held, h.next = append(h.held, key), now+repeatDelay
	}
	return [][]byte{h.record(now, 4, 4, 0x70000+int32(h.codes[key])), h.record(now, 1, h.codes[key], value), h.record(now, 0, 0, 0)}
}

func (h *keyboard) controls() []Control {
	return append(keyControls(h.p),
		Control{Name: "jack in", Label: "a plug in the headset socket"},
		Control{Name: "jack out", Label: "pull it"},
		Control{Name: "overflow", Label: "the system could not keep up and has lost records", Kind: Fault})
}

func (h *keyboard) command(now time.Duration, words []string) ([][]byte, error) {
	if len(words) == 2 && words[0] == "jack" && (words[1] == "in" || words[1] == "out") {
		value := int32(0)
		if words[1] == "in" {
			value = 1
		}
		return [][]byte{h.record(now, 5, 2, value), h.record(now, 0, 0, 0)}, nil
	}
	if len(words) == 1 && words[0] == "overflow" {
		return [][]byte{h.record(now, 0, 3, 0), h.record(now, 0, 0, 0)}, nil
	}
	key := input.Key(words[1])
	if _, ok := h.codes[key]; !ok {
		return nil, fmt.Errorf("sim: %s has no key %q", h.p.Name, key)
	}
	switch words[0] {
	case "press", "stuck":
		return h.move(now, key, 1), nil
	case "release":
		return h.move(now, key, 0), nil
	case "tap":
		return append(h.move(now, key, 1), h.move(now, key, 0)...), nil
	default: // doubleup
		return append(h.move(now, key, 0), h.move(now, key, 0)...), nil
	}
}
