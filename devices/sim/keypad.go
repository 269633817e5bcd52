package sim

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"modu/accessibility/input"
	"modu/devices/frame"
	"modu/devices/profile"
)

// New makes the device of a profile, of whatever kind.
func New(p *profile.Profile) *Device {
	switch p.Kind {
	case profile.Firmata:
		return NewFirmata(p)
	case profile.HID:
		return NewHID(p)
	default:
		return NewKeypad(p)
	}
}

// NewKeypad makes a keypad that behaves as its profile says.
func NewKeypad(p *profile.Profile) *Device {
	k := &keyBoard{p: p, held: map[input.Key]bool{}, codes: map[input.Key]string{}}
	for code, key := range p.Keys.Names {
		k.codes[key] = code
	}
	if p.Frame != nil {
		k.dec = frame.NewDecoder(p.Frame)
	}
	return newDevice(k, p.Port.ByteTime())
}

type keyBoard struct {
	p     *profile.Profile
	dec   *frame.Decoder
	lines frame.Lines
	codes map[input.Key]string
	held  map[input.Key]bool
}

func (k *keyBoard) powerOn() {
	if k.dec != nil {
		k.dec.Reset()
	}
	k.lines.Reset()
}

func (k *keyBoard) state() string {
	if len(k.held) == 0 {
		return "no key is held"
	}
	var names []string
	for _, key := range slices.Sorted(maps.Keys(k.held)) {
		names = append(names, string(key))
	}
	return "held: " + strings.Join(names, ", ")
}

// step answers the greeting.
func (k *keyBoard) step(_ time.Duration, in []byte) (frames [][]byte, hangUp bool, wake time.Duration) {
	probe := k.p.Probe
	if k.dec == nil {
		for _, line := range k.lines.Feed(in) {
			if probe != nil && line == strings.TrimSpace(string(probe.Send)) {
				frames = append(frames, []byte(probe.Line+"\n"))
			}
		}
		return frames, false, 0
	}
	for _, f := range k.dec.Feed(in) {
		whole, err := k.p.Frame.Encode(f)
		if err != nil || probe == nil || !bytes.Equal(whole, probe.Send) {
			continue
		}
		if answer, err := k.p.Frame.Encode(probe.Expect); err == nil {
			frames = append(frames, answer)
		}
	}
	return frames, false, 0
}

func (k *keyBoard) controls() []Control { return keyControls(k.p) }

func (k *keyBoard) command(_ time.Duration, words []string) ([][]byte, error) {
	key := input.Key(words[1])
	code, ok := k.codes[key]
	if !ok {
		return nil, fmt.Errorf("sim: %s has no key %q", k.p.Name, key)
	}
	down := func() []byte { k.held[key] = true; return k.report(code, true) }
	up := func() []byte { delete(k.held, key); return k.report(code, false) }
	switch words[0] {
	case "press", "stuck":
		return [][]byte{down()}, nil
	case "release":
		return [][]byte{up()}, nil
	case "tap":
		return [][]byte{down(), up()}, nil
	default: // doubleup
		return [][]byte{up(), up()}, nil
	}
}

// report is what the keypad sends; nil where it does not report releases.
func (k *keyBoard) report(code string, down bool) []byte {
	keys := k.p.Keys
	state := keys.Down
	if !down {
		state = keys.Up
	}
	if k.p.Pattern != nil {
		if k.p.Pattern.SubexpIndex("state") < 0 && !down {
			return nil
		}
		return []byte(profile.ExampleLine(k.p.Example, code, state) + "\n")
	}
	payload := make([]byte, k.size(keys))
	switch {
	case keys.Bits > 0:
		k.bits(payload[keys.CodeAt:][:keys.Bits])
	case keys.StateAt < 0 && !down:
		return nil
	default:
		put(payload, keys.CodeAt, code)
		put(payload, keys.StateAt, state)
	}
	b, err := k.p.Frame.Encode(frame.Frame{ID: keys.FrameID, Payload: payload})
	if err != nil {
		return nil // cannot happen with a profile that was loaded
	}
	return b
}

// bits fills in every key at once.
func (k *keyBoard) bits(into []byte) {
	for key := range k.held {
		put(into, 0, k.codes[key])
	}
	for i := range into {
		if k.p.Keys.Low {
			into[i] ^= 0xFF
		}
	}
}

// put adds bytes in hex to a payload: code and state may share one. at -1 is nowhere.
func put(payload []byte, at int, text string) {
	if b, err := hex.DecodeString(text); err == nil && at >= 0 {
		for i := range b {
			payload[at+i] |= b[i]
		}
	}
}

func (k *keyBoard) size(keys profile.Keys) int {
	if k.p.Frame.IDs != nil {
		return k.p.Frame.IDs[keys.FrameID].Min
	}
	return k.p.Frame.Payload.Min
}
