package frame

import (
	"encoding/hex"
	"fmt"
)

// Reason says why bytes were dropped.
type Reason uint8

const (
	NoFrame     Reason = iota // no frame begins so
	UnknownID                 // its id is not declared
	WrongLength               // its length is not one that the id allows
	WrongCheck                // its checksum is not that of its bytes
	WrongEnd                  // it does not end as frames do
	Incomplete                // the line was quiet before it was whole
)

// What is kept of faults.
const (
	MaxFaults = 32 // a device that sends nothing but noise must not fill the memory
	maxShown  = 16 // bytes of each
)

// Fault is a frame, or a run of bytes that are none, that a decoder has dropped.
type Fault struct {
	Reason  Reason
	Bytes   []byte // the first of them
	Len     int    // how many there were
	Got     []byte // WrongCheck, WrongEnd, UnknownID: what stood there
	Want    []byte // WrongCheck: what was computed; WrongEnd: what is declared
	Size    int    // WrongLength: what the length says of the payload
	Allowed Range  // WrongLength: what is declared
}

// String words it for people, bytes in hex: "frame 02024b0b…: checksum 0b, computed 09".
func (f Fault) String() string {
	const shown = 8
	what := hex.EncodeToString(f.Bytes[:min(len(f.Bytes), shown)])
	if f.Len > shown {
		what += "…"
	}
	switch f.Reason {
	case WrongCheck:
		return fmt.Sprintf("frame %s: checksum %x, computed %x", what, f.Got, f.Want)
	case WrongEnd:
		return fmt.Sprintf("frame %s: ends with %x, not with %x", what, f.Got, f.Want)
	case WrongLength:
		return fmt.Sprintf("frame %s: payload of %d bytes, declared are %d to %d", what, f.Size, f.Allowed.Min, f.Allowed.Max)
	case UnknownID:
		return fmt.Sprintf("frame %s: id %x is not declared", what, f.Got)
	case Incomplete:
		return fmt.Sprintf("frame %s: the line was quiet before it was whole", what)
	}
	return fmt.Sprintf("bytes %s: no frame begins so", what)
}

// drops turns bytes that are skipped one by one into faults: one for each frame that began
// and was none, with what follows it up to the next, or one for a run of noise.
type drops struct {
	faults []Fault
	count  int
	run    *Fault // still growing
	within int    // how many of the next bytes are the run's, whatever they look like
}

// skip notes that the first byte of rest was dropped. begins: a frame did begin there.
func (d *drops) skip(rest []byte, why Fault, begins bool) {
	whole := why.Reason == WrongCheck || why.Reason == WrongEnd || why.Reason == Incomplete
	if d.within == 0 && (d.run == nil || begins || whole) {
		d.end()
		if why.Reason != NoFrame {
			d.within = why.Len
		}
		why.Len = 0
		d.run = &why
	}
	if d.within > 0 {
		d.within--
	}
	if d.run.Len++; len(d.run.Bytes) < maxShown {
		d.run.Bytes = append(d.run.Bytes, rest[0])
	}
}

// end says that the run is over: a frame or a pause follows.
func (d *drops) end() {
	if d.run != nil {
		d.add(*d.run)
	}
	d.run, d.within = nil, 0
}

func (d *drops) add(f Fault) {
	if d.count++; len(d.faults) < MaxFaults {
		d.faults = append(d.faults, f)
	}
}

func (d *drops) take() []Fault {
	f := d.faults
	d.faults = nil
	return f
}
