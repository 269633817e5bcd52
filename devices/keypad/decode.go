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
}

type frameDecoder struct {
	p   *profile.Profile
	dec *frame.Decoder
}

func (d *frameDecoder) feed(in []byte) []report { return d.reports(d.dec.Feed(in)) }
func (d *frameDecoder) gap() []report           { return d.reports(d.dec.Gap()) }
func (d *frameDecoder) pending() bool           { return d.dec.Pending() }
func (d *frameDecoder) reset()                  { d.dec.Reset() }

func (d *frameDecoder) reports(frames []frame.Frame) (out []report) {
	keys := d.p.Keys
	for _, f := range frames {
		if p := d.p.Probe; p != nil && f.ID == p.Expect.ID && bytes.Equal(f.Payload, p.Expect.Payload) {
			out = append(out, report{greeting: true})
			continue
		}
		if f.ID != keys.FrameID {
			continue
		}
		r := report{code: hexByte(f.Payload[keys.CodeAt]), tap: keys.StateAt < 0}
		r.key = keys.Names[r.code]
		if !r.tap {
			switch hexByte(f.Payload[keys.StateAt]) {
			case keys.Down:
				r.down = true
			case keys.Up:
				r.code = "" // its press has told it
			default:
				r.key, r.code = "", "" // neither pressed nor released: not a report that we understand
			}
		}
		out = append(out, r)
	}
	return out
}

func hexByte(b byte) string { return fmt.Sprintf("%02X", b) }

type lineDecoder struct {
	p     *profile.Profile
	lines frame.Lines
}

func (d *lineDecoder) gap() []report { d.lines.Gap(); return nil }
func (d *lineDecoder) pending() bool { return d.lines.Pending() }
func (d *lineDecoder) reset()        { d.lines.Reset() }

func (d *lineDecoder) feed(in []byte) (out []report) {
	code, state := d.p.Pattern.SubexpIndex("code"), d.p.Pattern.SubexpIndex("state")
	for _, line := range d.lines.Feed(in) {
		if p := d.p.Probe; p != nil && strings.HasPrefix(line, p.Line) {
			out = append(out, report{greeting: true})
			continue
		}
		m := d.p.Pattern.FindStringSubmatch(line)
		if m == nil {
			continue
		}
		r := report{code: m[code], key: d.p.Keys.Names[m[code]], tap: state < 0}
		if !r.tap {
			switch m[state] {
			case d.p.Keys.Down:
				r.down = true
			case d.p.Keys.Up:
				r.code = ""
			default:
				r.key, r.code = "", ""
			}
		}
		out = append(out, r)
	}
	return out
}
