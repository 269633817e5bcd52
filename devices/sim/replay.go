package sim

import (
	"fmt"
	"time"

	"modu/devices/record"
)

// NewReplay makes a device that sends what a record says that the real one sent, at
// the same times. A record that begins with bytes to the device waits for bytes: the
// device was asked first. What it is told makes no other difference.
func NewReplay(moments []record.Moment) *Device {
	r := &replay{moments: moments}
	if len(moments) > 0 {
		r.first, r.asked = moments[0].At, moments[0].Dir == record.Out
	}
	return newDevice(r, 0)
}

type replay struct {
	moments []record.Moment
	first   time.Duration // of the record's own time
	asked   bool          // it begins with a question

	running bool
	began   time.Duration
	next    int // moment
}

func (r *replay) powerOn() { r.running, r.next = false, 0 }

func (r *replay) state() string {
	switch {
	case !r.running:
		return "waits to be asked"
	case r.next < len(r.moments):
		return fmt.Sprintf("line %d of %d", r.next+1, len(r.moments))
	default:
		return "the record is over"
	}
}

func (r *replay) step(now time.Duration, in []byte) (frames [][]byte, hangUp bool, wake time.Duration) {
	if !r.running && (!r.asked || len(in) > 0) {
		r.running, r.began = true, now
	}
	if !r.running {
		return nil, false, 0
	}
	for ; r.next < len(r.moments); r.next++ {
		m := r.moments[r.next]
		if at := r.began + m.At - r.first; at > now {
			return frames, false, at
		}
		if m.Dir == record.In && len(m.Bytes) > 0 {
			frames = append(frames, m.Bytes)
		}
	}
	return frames, false, 0
}

func (r *replay) controls() []Control {
	return []Control{{Name: "again", Label: "play the record from the beginning"}}
}

func (r *replay) command(now time.Duration, _ []string) ([][]byte, error) {
	r.running, r.began, r.next = true, now, 0
	return nil, nil
}
