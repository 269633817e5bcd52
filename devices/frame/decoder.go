package frame

import "bytes"

// Stats counts what a decoder met.
type Stats struct {
	Frames  int // good ones
	Skipped int // bytes that belonged to no good frame
	Faults  int // frames, or runs of bytes, that were dropped
}

// Decoder finds the frames of one format in a stream.
type Decoder struct {
	f     *Format
	buf   []byte
	stats Stats
	drops drops
}

// NewDecoder makes a decoder for a format that passes Lint.
func NewDecoder(f *Format) *Decoder { return &Decoder{f: f} }

// Feed takes the next bytes and returns the frames that they complete.
func (d *Decoder) Feed(in []byte) []Frame {
	d.buf = append(d.buf, in...)
	return d.scan(false)
}

// Gap says that the line has been quiet for longer than a frame may pause. What
// is incomplete will never be completed, so it is given up byte by byte: a whole
// frame behind a false beginning is still found.
func (d *Decoder) Gap() []Frame {
	frames := d.scan(true)
	d.drops.end()
	return frames
}

// Pending reports whether a pause would tell something: bytes are waiting for the rest of a
// frame, or some were dropped and more may belong to them.
func (d *Decoder) Pending() bool { return len(d.buf) > 0 || d.drops.run != nil }

// Stats tells what was met so far.
func (d *Decoder) Stats() Stats {
	s := d.stats
	s.Faults = d.drops.count
	return s
}

// Faults tells what was dropped since the last call, and why; at most MaxFaults, the
// oldest. Bytes that arrived last and may still belong to more are told later: after the
// next frame or gap.
func (d *Decoder) Faults() []Fault { return d.drops.take() }

// Reset forgets the bytes of an older conversation.
func (d *Decoder) Reset() {
	d.buf = d.buf[:0]
	d.drops.end()
}

func (d *Decoder) scan(quiet bool) (frames []Frame) {
	rest := d.buf
	for len(rest) > 0 {
		v, p := d.f.parse(rest)
		if v == good {
			frames = append(frames, p.frame)
			d.stats.Frames++
			d.drops.end()
			rest = rest[p.at:]
			continue
		}
		if v == more {
			if !quiet {
				break
			}
			p.fault = Fault{Reason: Incomplete, Len: len(rest)}
		}
		d.drops.skip(rest, p.fault, len(d.f.Start) > 0 && p.fault.Reason != NoFrame)
		rest = rest[1:]
		d.stats.Skipped++
	}
	// Copy down, so that the buffer never grows beyond one frame and one Feed.
	d.buf = d.buf[:copy(d.buf, rest)]
	if cap(d.buf) > 4*MaxPayload && len(d.buf) < MaxPayload {
		d.buf = bytes.Clone(d.buf)
	}
	return frames
}
