package frame

import (
	"bytes"
	"encoding/hex"
	"strings"
	"testing"

	"modu/devices/transport/transporttest"
)

// controller is the format of the accessible controller.
func controller() *Format {
	return &Format{IDs: map[byte]Range{0x10: {5, 5}, 0x30: {2, 2}}, LengthBytes: 2, Check: CRC16XModem}
}

func unhex(t testing.TB, s string) []byte {
	t.Helper()
	b, err := hex.DecodeString(strings.ReplaceAll(s, " ", ""))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// The frames are those of the tests of votingworks/vxsuite,
// apps/mark-scan/accessible-controller; the CRCs were computed a second time with
// another program.
var golden = []struct {
	bytes string
	frame Frame
}{
	{"30 00 02 09 01 C8 37", Frame{0x30, []byte{0x09, 0x01}}},
	{"30 00 02 06 01 D8 09", Frame{0x30, []byte{0x06, 0x01}}},
	{"10 00 05 01 02 03 04 05 FC BD", Frame{0x10, []byte{1, 2, 3, 4, 5}}},
}

func TestGoldenFrames(t *testing.T) {
	f := controller()
	if err := f.Lint(); err != nil {
		t.Fatal(err)
	}
	for _, g := range golden {
		want := unhex(t, g.bytes)
		if got, err := f.Encode(g.frame); err != nil || !bytes.Equal(got, want) {
			t.Errorf("encoded % X (%v), want %s", got, err, g.bytes)
		}
		for seed := range uint64(8) {
			d := NewDecoder(f)
			var got []Frame
			for _, piece := range transporttest.Chop(want, seed) {
				got = append(got, d.Feed(piece)...)
			}
			if len(got) != 1 || got[0].ID != g.frame.ID || !bytes.Equal(got[0].Payload, g.frame.Payload) {
				t.Errorf("%s decoded as %v", g.bytes, got)
			}
		}
	}
}

// Check values: the CRC of "123456789" in the CRC catalogue (reveng), and the
// Modbus request of mbpoll for coil 3, whose CRC goes low byte first.
func TestChecksums(t *testing.T) {
	digits := []byte("123456789")
	for _, c := range []struct {
		check  Checksum
		data   []byte
		little bool
		want   string
	}{
		{CRC16XModem, digits, false, "31C3"},
		{CRC16Modbus, digits, false, "4B37"},
		{CRC16Modbus, unhex(t, "01 05 00 02 ff 00"), true, "2DFA"},
		{XOR8, digits, false, "31"},
		{Sum8, digits, false, "DD"},
		{TwosSum8, digits, false, "23"},
		{TwosSum8, unhex(t, "01 03 00 00 00 0A"), false, "F2"},
		{NoCheck, digits, false, ""},
	} {
		if got := c.check.append(nil, c.data, c.little); !bytes.Equal(got, unhex(t, c.want)) {
			t.Errorf("%v of %x is %X, want %s", c.check, c.data, got, c.want)
		}
		if len(c.want)/2 != c.check.size() {
			t.Errorf("%v says it has %d bytes", c.check, c.check.size())
		}
	}
}

// ids is what a decoder found, by key byte.
func ids(frames []Frame) (out []byte) {
	for _, f := range frames {
		out = append(out, f.Payload[0])
	}
	return out
}

func TestABadByteCostsThatByte(t *testing.T) {
	help := unhex(t, golden[0].bytes)
	for _, c := range []struct {
		name, before, fault string
	}{
		{"nothing", "", ""},
		{"noise", "FF 00 12", "frame ff0012: id ff is not declared"},
		{"a false beginning that contradicts itself", "30 00 FF", "frame 3000ff: payload of 255 bytes, declared are 2 to 2"},
		{"a wrong CRC", "30 00 02 09 01 C8 38", "frame 3000020901c838: checksum c838, computed c837"},
		{"another id", "31 00 02 09 01", "frame 3100020901: id 31 is not declared"},
	} {
		d := NewDecoder(controller())
		before := unhex(t, c.before)
		got := append(d.Feed(before), d.Feed(help)...)
		want := Stats{Frames: 1, Skipped: len(before), Faults: min(1, len(before))}
		if faults := words(d.Faults()); !bytes.Equal(ids(got), []byte{0x09}) || d.Stats() != want || faults != c.fault {
			t.Errorf("%s: found %v, %+v, %s", c.name, got, d.Stats(), faults)
		}
	}
}

func words(faults []Fault) string {
	var out []string
	for _, f := range faults {
		out = append(out, f.String())
	}
	return strings.Join(out, "; ")
}

// lrcFormat: STX LEN CMD DATA LRC ETX, where LEN counts CMD and DATA, and LRC leaves STX out.
func lrcFormat() *Format {
	return &Format{Start: []byte{0x02}, LengthBytes: 1, IDs: map[byte]Range{0x4B: {1, 1}, 0x50: {0, 2}}, Check: XOR8, End: []byte{0x03},
		Layout: []Part{PartStart, PartLength, PartID, PartPayload, PartCheck, PartEnd},
		Covers: []Part{PartLength, PartID, PartPayload}, Counts: []Part{PartID, PartPayload}}
}

// The bytes are worked out by hand: 02 ^ 4B ^ 41 = 08, and so on.
func TestLengthBeforeCommandAndLRCWithoutSTX(t *testing.T) {
	f := lrcFormat()
	if err := f.Lint(); err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]Frame{"02 02 4B 41 08 03": {0x4B, []byte{0x41}}, "02 01 50 51 03": {0x50, []byte{}}, "02 03 50 07 09 5D 03": {0x50, []byte{7, 9}}} {
		if b, err := f.Encode(want); err != nil || !bytes.Equal(b, unhex(t, text)) {
			t.Errorf("encoded % X (%v), want %s", b, err, text)
		}
		for seed := range uint64(8) {
			d := NewDecoder(f)
			var got []Frame
			for _, piece := range transporttest.Chop(unhex(t, text), seed) {
				got = append(got, d.Feed(piece)...)
			}
			if len(got) != 1 || got[0].ID != want.ID || !bytes.Equal(got[0].Payload, want.Payload) || d.Faults() != nil {
				t.Errorf("%s decoded as %v", text, got)
			}
		}
	}
}

// Each frame that is dropped is told once, with what is wrong with it.
func TestFaults(t *testing.T) {
	const sound = "02 02 4B 41 08 03"
	for _, c := range []struct{ name, in, want string }{
		{"sound", sound, ""},
		{"checksum", "02 02 4B 41 0B 03" + sound, "frame 02024b410b03: checksum 0b, computed 08"},
		{"twice", "02 02 4B 41 0B 03 02 02 4B 41 0A 03" + sound, "frame 02024b410b03: checksum 0b, computed 08; frame 02024b410a03: checksum 0a, computed 08"},
		{"end", "02 02 4B 41 08 04" + sound, "frame 02024b410804: ends with 04, not with 03"},
		{"length", "02 09 4B 41 08 03" + sound, "frame 02094b410803: payload of 8 bytes, declared are 0 to 2"},
		{"length of the id", "02 03 4B 41 41 08 03" + sound, "frame 02034b41410803: payload of 2 bytes, declared are 1 to 1"},
		{"id", "02 02 4C 41 0F 03" + sound, "frame 02024c410f03: id 4c is not declared"},
		{"noise", "FF FE" + sound, "bytes fffe: no frame begins so"},
		{"noise and a frame", "FF FE 02 09" + sound, "bytes fffe: no frame begins so; frame 0209: payload of 8 bytes, declared are 0 to 2"},
		{"pause", "02 02 4B", "frame 02024b: the line was quiet before it was whole"},
		{"a long run", strings.Repeat("FF", 300) + sound, "bytes ffffffffffffffff…: no frame begins so"},
	} {
		d := NewDecoder(lrcFormat())
		d.Feed(unhex(t, c.in))
		d.Gap()
		if got := words(d.Faults()); got != c.want {
			t.Errorf("%s: %s\nwant %s", c.name, got, c.want)
		}
		if d.Faults() != nil {
			t.Errorf("%s: told twice", c.name)
		}
	}
	d := NewDecoder(lrcFormat())
	d.Feed(unhex(t, strings.Repeat("02 02 4B 41 0B 03", 100)))
	d.Gap()
	if n := len(d.Faults()); n != MaxFaults || d.Stats().Faults != 100 {
		t.Errorf("%d faults are kept of %d", n, d.Stats().Faults)
	}
}

func TestGapGivesUpAPartialFrame(t *testing.T) {
	d := NewDecoder(controller())
	if got := d.Feed(unhex(t, "10 00 05 01")); got != nil || !d.Pending() {
		t.Fatalf("half a frame gave %v", got)
	}
	if got := d.Gap(); got != nil || d.Pending() {
		t.Errorf("after the gap: %v", got)
	}
	// A false beginning swallows a whole frame; the gap gives it back.
	d.Feed(unhex(t, "10 00 05 30 00 02 09 01 C8"))
	if got := append(d.Feed([]byte{0x37}), d.Gap()...); !bytes.Equal(ids(got), []byte{0x09}) {
		t.Errorf("the frame inside a false beginning was lost: %v", got)
	}
}

// Two frames that arrive together are two frames.
func TestGluedFrames(t *testing.T) {
	d := NewDecoder(controller())
	if got := d.Feed(unhex(t, golden[0].bytes+golden[1].bytes+golden[0].bytes)); !bytes.Equal(ids(got), []byte{9, 6, 9}) {
		t.Errorf("found %v", got)
	}
}

func TestStartEndAndOrder(t *testing.T) {
	for _, f := range []*Format{
		{Start: []byte{0x02}, LengthBytes: 2, Payload: Range{1, 10}, End: []byte{0x03}, Check: CRC16XModem, Layout: []Part{PartStart, PartLength, PartPayload, PartEnd, PartCheck}},
		{Start: []byte{0xF4, 0xF3}, LengthBytes: 2, LittleEndian: true, Payload: Range{1, 300}, End: []byte{0xF8, 0xF7}},
		{Start: []byte{0xA0}, Payload: Range{2, 2}, Check: Sum8},
		{LengthBytes: 1, Payload: Range{1, 5}, Check: XOR8, End: []byte{0x0D}},
	} {
		if err := f.Lint(); err != nil {
			t.Errorf("%+v: %v", f, err)
		}
		b, err := f.Encode(Frame{Payload: []byte{7, 8}})
		if err != nil {
			t.Fatal(err)
		}
		d := NewDecoder(f)
		got := append(d.Feed(append([]byte{0x55}, b...)), d.Gap()...)
		if len(got) != 1 || !bytes.Equal(got[0].Payload, []byte{7, 8}) {
			t.Errorf("% X of %+v decoded as %v", b, f, got)
		}
		if _, err := f.Encode(Frame{Payload: make([]byte, MaxPayload+1)}); err == nil {
			t.Error("an overlong payload was encoded")
		}
	}
}

func TestLintFormats(t *testing.T) {
	for _, f := range []*Format{
		{},
		{IDs: map[byte]Range{}},
		{LengthBytes: 3, Payload: Range{1, 1}},
		{Payload: Range{1, 2}},
		{LengthBytes: 1, Payload: Range{0, 256}, Start: []byte{1}},
		{LengthBytes: 2, Payload: Range{0, MaxPayload + 1}, Start: []byte{1}},
		{LengthBytes: 2, Payload: Range{2, 1}, Start: []byte{1}},
		{Payload: Range{1, 1}, Check: checksums},
		{Payload: Range{1, 1}, Layout: []Part{PartStart}},
		{Payload: Range{1, 1}, Layout: []Part{PartPayload, PartPayload}},
		{Payload: Range{1, 1}, Layout: []Part{PartPayload, 9}},
		{Payload: Range{1, 1}, Start: []byte{2}, Layout: []Part{PartPayload}},
		{Payload: Range{1, 2}, LengthBytes: 1, Layout: []Part{PartPayload, PartLength}},
		{Payload: Range{1, 1}, Check: XOR8, Covers: []Part{PartEnd}},
		{Payload: Range{1, 1}, Check: XOR8, Layout: []Part{PartPayload, PartCheck}, Covers: []Part{PartID}},
		{Payload: Range{1, 2}, LengthBytes: 1, Counts: []Part{PartID}},
		{Payload: Range{0, 255}, LengthBytes: 1, Start: []byte{2}, Counts: []Part{PartPayload, PartStart}},
	} {
		if f.Lint() == nil {
			t.Errorf("no fault found in %+v", f)
		}
	}
}

// fuzzed are the formats that are fuzzed, each with the frame of a key.
func fuzzed(key byte) map[*Format]Frame {
	return map[*Format]Frame{
		controller(): {0x30, []byte{key, 1}},
		lrcFormat():  {0x4B, []byte{key}},
		{Start: []byte{0x02}, LengthBytes: 2, LittleEndian: true, Payload: Range{1, 9}, End: []byte{0x03}, Check: CRC16XModem,
			Layout: []Part{PartStart, PartLength, PartPayload, PartEnd, PartCheck}}: {0, []byte{key, 2, 3}},
		{Payload: Range{2, 2}, Check: TwosSum8}: {0, []byte{key, 1}},
	}
}

// Whatever came before, a frame after a quiet gap is found exactly once, and what
// is found is really there. Memory stays within one frame, and no byte is told to have
// been dropped that was not.
func FuzzFrameAfterGap(f *testing.F) {
	f.Add([]byte{}, byte(9))
	f.Add([]byte{0x30, 0x00, 0x02, 0x09, 0x01, 0xC8}, byte(1))
	f.Add([]byte{0x10, 0x00, 0x05, 0x30, 0x00, 0x02}, byte(0))
	f.Add([]byte{0x02, 0x02, 0x4B, 0x41, 0x0B, 0x03, 0x02, 0x02}, byte(0x41))
	f.Fuzz(func(t *testing.T, noise []byte, key byte) {
		for format, frame := range fuzzed(key) {
			d := NewDecoder(format)
			found := append(d.Feed(noise), d.Gap()...)
			for _, fr := range found {
				b, err := format.Encode(fr)
				if err != nil || !bytes.Contains(noise, b) {
					t.Errorf("invented %v", fr)
				}
			}
			if d.Pending() || cap(d.buf) > 5*MaxPayload+2*len(noise) {
				t.Errorf("keeps %d bytes", cap(d.buf))
			}
			faults := d.Faults()
			for _, fault := range faults {
				if !bytes.Contains(noise, fault.Bytes) || len(fault.Bytes) > fault.Len || fault.Len > len(noise) || fault.String() == "" {
					t.Errorf("of % X: %+v", noise, fault)
				}
			}
			if (d.Stats().Skipped > 0) != (len(faults) > 0) {
				t.Errorf("%d bytes were dropped: %v", d.Stats().Skipped, faults)
			}
			b, err := format.Encode(frame)
			if err != nil {
				t.Fatal(err)
			}
			if got := append(d.Feed(b), d.Gap()...); len(got) != 1 || got[0].ID != frame.ID || !bytes.Equal(got[0].Payload, frame.Payload) {
				t.Errorf("after % X the frame was found as %v", noise, got)
			}
		}
	})
}

func TestLines(t *testing.T) {
	var l Lines
	for _, c := range []struct {
		in   string
		want string
	}{
		{"K up 1\r\nK up 0\n", "K up 1|K up 0"},
		{"\n\r\n", ""},
		{"K do", ""},
		{"wn 1\r", "K down 1"},
		{strings.Repeat("x", MaxLine) + "\n", strings.Repeat("x", MaxLine)},
		{strings.Repeat("x", MaxLine+1) + "\nK up 1\n", "K up 1"},
	} {
		if got := strings.Join(l.Feed([]byte(c.in)), "|"); got != c.want {
			t.Errorf("%q gave %q, want %q", c.in, got, c.want)
		}
	}
	if s := l.Stats(); s.Skipped != MaxLine+1 {
		t.Errorf("skipped %d bytes, want %d", s.Skipped, MaxLine+1)
	}
	l.Feed([]byte("K u"))
	l.Gap()
	if got := l.Feed([]byte("K up 1\n")); len(got) != 1 || got[0] != "K up 1" {
		t.Errorf("after a gap: %q", got)
	}
}

func FuzzLines(f *testing.F) {
	f.Add([]byte("K up 1\r\n"))
	f.Fuzz(func(t *testing.T, in []byte) {
		var l Lines
		for _, line := range l.Feed(in) {
			if line == "" || len(line) > MaxLine || strings.ContainsAny(line, "\r\n") || !bytes.Contains(in, []byte(line)) {
				t.Errorf("invented the line %q", line)
			}
		}
		if len(l.buf) > MaxLine {
			t.Errorf("keeps %d bytes", len(l.buf))
		}
		l.Gap()
		if got := l.Feed([]byte("H\n")); len(got) != 1 || got[0] != "H" {
			t.Errorf("the line after the gap was found as %q", got)
		}
	})
}
