package sim

import (
	"encoding/binary"
	"fmt"
	"strings"
	"time"
)

// NewJack makes a headset socket as a program meets it: the input device of a sound
// card, whose switch SW_HEADPHONE_INSERT (type 5, code 2) tells of the plug. It sends
// the records that a program would read (struct input_event of a 64-bit machine), and
// how things stand as soon as somebody listens.
func NewJack() *Device { return newDevice(&socket{}, 0) }

type socket struct {
	in    bool
	greet bool
	edges []edge // of a bouncing plug, in order
}

type edge struct {
	at time.Duration
	in bool
}

func (s *socket) powerOn() { s.greet = true } // a plug stays where it is

func (s *socket) state() string {
	if s.in {
		return "a headset is in"
	}
	return "no headset is in"
}

func (s *socket) step(now time.Duration, _ []byte) (frames [][]byte, hangUp bool, wake time.Duration) {
	if s.greet {
		s.greet = false
		frames = append(frames, s.records(now)...)
	}
	for len(s.edges) > 0 && s.edges[0].at <= now {
		s.in = s.edges[0].in
		s.edges = s.edges[1:]
		frames = append(frames, s.records(now)...)
	}
	if len(s.edges) > 0 {
		wake = s.edges[0].at
	}
	return frames, false, wake
}

// records are the switch and the end of the report.
func (s *socket) records(now time.Duration) [][]byte {
	value := int32(0)
	if s.in {
		value = 1
	}
	one := func(kind, code uint16, value int32) []byte {
		b := binary.LittleEndian.AppendUint64(nil, uint64(now/time.Second))
		b = binary.LittleEndian.AppendUint64(b, uint64(now%time.Second/time.Microsecond))
		b = binary.LittleEndian.AppendUint16(b, kind)
		b = binary.LittleEndian.AppendUint16(b, code)
		return binary.LittleEndian.AppendUint32(b, uint32(value))
	}
	return [][]byte{one(5, 2, value), one(0, 0, 0)}
}

// bounce is how far apart the contacts of a plug are that is put in without haste.
const bounce = 15 * time.Millisecond

func (s *socket) controls() []Control {
	return []Control{
		{Name: "jack in", Label: "plug in"},
		{Name: "jack out", Label: "pull"},
		{Name: "jack bounce in", Label: "plug in with a worn contact", Kind: Fault},
		{Name: "jack bounce out", Label: "pull with a worn contact", Kind: Fault},
	}
}

func (s *socket) command(now time.Duration, words []string) ([][]byte, error) {
	cmd := strings.Join(words, " ")
	switch cmd {
	case "jack in", "jack out":
		s.edges = nil
		s.in = cmd == "jack in"
		return s.records(now), nil
	case "jack bounce in", "jack bounce out":
		in := cmd == "jack bounce in"
		s.edges = nil
		for i := range 5 { // in, out, in, out, in; or the other way round
			s.edges = append(s.edges, edge{now + time.Duration(i+1)*bounce, in == (i%2 == 0)})
		}
		return nil, nil
	}
	return nil, fmt.Errorf("sim: a headset socket does not know %q", cmd)
}
