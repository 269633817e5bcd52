package keypad

import (
	"bytes"
	"fmt"
	"strings"

	"modu/accessibility/input"
	"modu/devices/frame"
	"modu/devices/profile"
)

// report is what one frame or line says.
type report struct {
	greeting bool      // it answers our greeting
	key      input.Key // empty: not named in the profile
	code     string    // as the profile would write it; empty where a key goes up
	down     bool
	tap      bool // pressed and released at once
}

// decoder turns bytes into reports.
type decoder interface {
	feed(in []byte) []report
	gap() []report
	pending() bool
	reset()
	// faults words what was dropped since the last call.
	faults() []string
}

// stated completes a report by the state that came with it.
func (r report) stated(keys *profile.Keys, state string) report {
	switch state {
	case keys.Down:
		r.down = true
	case keys.Up:
		r.code = "" // its press has told it
	default:
		r.key, r.code = "", "" // neither pressed nor released: not a report that we understand
	}
	return r
}

type frameDecoder struct {
	p    *profile.Profile
	dec  *frame.Decoder
	bits []byte // of keys that are sent all at once: those that are pressed
}

func (d *frameDecoder) feed(in []byte) []report { return d.reports(d.dec.Feed(in)) }
func (d *frameDecoder) gap() []report           { return d.reports(d.dec.Gap()) }
func (d *frameDecoder) pending() bool           { return d.dec.Pending() }
func (d *frameDecoder) reset()                  { d.dec.Reset(); clear(d.bits) }
func (d *frameDecoder) faults() (out []string) {
	for _, f := range d.dec.Faults() {
		out = append(out, f.String())
	}
	return out
}

func (d *frameDecoder) reports(frames []frame.Frame) (out []report) {
	keys := &d.p.Keys
	for _, f := range frames {
		if p := d.p.Probe; p != nil && f.ID == p.Expect.ID && bytes.Equal(f.Payload, p.Expect.Payload) {
			out = append(out, report{greeting: true})
			continue
		}
		if f.ID != keys.FrameID {
			continue
		}
		if keys.Bits > 0 {
			out = append(out, d.changed(f.Payload[keys.CodeAt:][:keys.Bits])...)
			continue
		}
		r := report{code: hexByte(f.Payload[keys.CodeAt] & keys.CodeMask), tap: keys.StateAt < 0}
		r.key = keys.Names[r.code]
		if !r.tap {
			r = r.stated(keys, hexByte(f.Payload[keys.StateAt]&keys.StateMask))
		}
		out = append(out, r)
	}
	return out
}

// changed compares what is pressed with what was; the highest bit of the first byte comes
// first, keys that go up before those that go down.
func (d *frameDecoder) changed(now []byte) (out []report) {
	if d.bits == nil {
		d.bits = make([]byte, len(now))
	}
	var downs []report
	for i, b := range now {
		if d.p.Keys.Low {
			b = ^b
		}
		for bit := byte(0x80); bit != 0; bit >>= 1 {
			if (b^d.bits[i])&bit == 0 {
				continue
			}
			one := make([]byte, len(now))
			one[i] = bit
			r := report{code: fmt.Sprintf("%X", one), down: b&bit != 0}
			r.key = d.p.Keys.Names[r.code]
			if r.down {
				downs = append(downs, r)
			} else {
				r.code = "" // its press has told it
				out = append(out, r)
			}
		}
		d.bits[i] = b
	}
	return append(out, downs...)
}

func hexByte(b byte) string { return fmt.Sprintf("%02X", b) }

type lineDecoder struct {
	p     *profile.Profile
	lines frame.Lines
	wrong []string // lines that mean nothing, since the last faults
}

func (d *lineDecoder) gap() []report { d.lines.Gap(); return nil }
func (d *lineDecoder) pending() bool { return d.lines.Pending() }
func (d *lineDecoder) reset()        { d.lines.Reset() }
func (d *lineDecoder) faults() []string {
	f := d.wrong
	d.wrong = nil
	return f
}

func (d *lineDecoder) feed(in []byte) (out []report) {
	keys := &d.p.Keys
	code, state := d.p.Pattern.SubexpIndex("code"), d.p.Pattern.SubexpIndex("state")
	for _, line := range d.lines.Feed(in) {
		if p := d.p.Probe; p != nil && strings.HasPrefix(line, p.Line) {
			out = append(out, report{greeting: true})
			continue
		}
		m := d.p.Pattern.FindStringSubmatch(line)
		if m == nil {
			// What stands in it is not told: it may be a card number.
			if len(d.wrong) < frame.MaxFaults {
				d.wrong = append(d.wrong, fmt.Sprintf("a line of %d bytes does not fit the pattern", len(line)))
			}
			continue
		}
		r := report{code: m[code], key: keys.Names[m[code]], tap: state < 0}
		if !r.tap {
			r = r.stated(keys, m[state])
		}
		out = append(out, r)
	}
	return out
}
