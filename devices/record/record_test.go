package record

import (
	"bytes"
	"encoding/hex"
	"os"
	"reflect"
	"strings"
	"testing"
	"time"

	"modu/devices/profile"
	"modu/devices/transport/transporttest"
)

func load(t *testing.T, name string) *profile.Profile {
	t.Helper()
	b, err := os.ReadFile("../../assets/profiles/" + name)
	if err != nil {
		t.Fatal(err)
	}
	p, issues := profile.Load(name, b)
	if issues != nil {
		t.Fatal(issues)
	}
	return p
}

// recorded is what is written of bytes that came in, cut into pieces.
func recorded(t *testing.T, redact func() Redactor, in []byte, seed uint64) (string, []Moment) {
	t.Helper()
	a, b := transporttest.Pipe()
	var file strings.Builder
	now := time.Duration(0)
	p := Port(a, &file, func() time.Duration { now += 1500 * time.Microsecond; return now }, redact)
	if _, err := p.Write([]byte("V?\n")); err != nil {
		t.Fatal(err)
	}
	for _, piece := range transporttest.Chop(in, seed) {
		b.Write(piece)
		if n, err := p.Read(make([]byte, 100)); n != len(piece) || err != nil {
			t.Fatal(n, err)
		}
	}
	if p.Err() != nil {
		t.Fatal(p.Err())
	}
	moments, err := Read(strings.NewReader(file.String()))
	if err != nil {
		t.Fatal(err)
	}
	return file.String(), moments
}

func came(moments []Moment) (in []byte) {
	for _, m := range moments {
		if m.Dir == In {
			in = append(in, m.Bytes...)
		}
	}
	return in
}

func TestWrittenAndReadBack(t *testing.T) {
	frames := []byte("\x30\x00\x02\x09\x01\xC8\x37")
	file, moments := recorded(t, func() Redactor { return For(load(t, "accessible-controller.yaml")) }, frames, 3)
	if !strings.HasPrefix(file, `{"ms":1.5,"dir":"out","hex":"563f0a"}`+"\n"+`{"ms":3,"dir":"in","hex":"`) {
		t.Errorf("wrote\n%s", file)
	}
	if !bytes.Equal(came(moments), frames) {
		t.Errorf("read back % X", came(moments))
	}
	if want := (Moment{1500 * time.Microsecond, Out, []byte("V?\n")}); !reflect.DeepEqual(moments[0], want) {
		t.Errorf("%+v", moments[0])
	}
}

// Whatever way the bytes are cut, the card is not in the file.
func TestCardsAreHidden(t *testing.T) {
	const card = "9410123456789012"
	text := load(t, "text-keypad.yaml")
	stream := "V board 1.0\r\nK up 1\r\nC " + card + "\r\n" + card + "\nK up 0\r\nK " + card + " 1\r\n"
	want := "V board 1.0\r\nK up 1\r\n" + strings.Repeat("x", 18) + "\r\n" + strings.Repeat("x", 16) + "\nK up 0\r\n" + strings.Repeat("x", 20) + "\r\n"
	long := strings.Repeat(card, 40) + "\n"
	for seed := range uint64(10) {
		for _, c := range []struct{ in, want string }{{stream, want}, {long, strings.Repeat("x", len(long)-1) + "\n"}} {
			file, moments := recorded(t, func() Redactor { return For(text) }, []byte(c.in), seed)
			if got := string(came(moments)); got != c.want {
				t.Errorf("seed %d: %q, want %q", seed, got, c.want)
			}
			if strings.Contains(file, hex.EncodeToString([]byte(card[:4]))) {
				t.Errorf("seed %d: the card is in the file", seed)
			}
		}
		file, moments := recorded(t, Counts, []byte(stream), seed)
		n := 0
		for line := range strings.Lines(file) {
			if strings.Contains(line, "hex") {
				t.Errorf("bytes of a terminal are in the file: %s", line)
			}
			n++
		}
		if len(moments) != n || came(moments) != nil {
			t.Errorf("%d moments of %d lines, %q", len(moments), n, came(moments))
		}
	}
}

// A card reader that acts as a keyboard: keys that the profile does not name are hidden,
// and so is where they lie.
func TestKeysOfReadersAreHidden(t *testing.T) {
	record := func(kind, code, value byte) []byte {
		b := make([]byte, recordSize)
		b[16], b[18], b[20] = kind, code, value
		return b
	}
	var in, want []byte
	for _, r := range [][2][]byte{
		{record(4, 4, 0x59), record(4, 4, 0)}, // where it lies
		{record(1, 79, 1), record(1, 79, 1)},  // KEY_KP1, named
		{record(1, 2, 1), record(1, 0, 1)},    // KEY_1, not named
		{record(0, 0, 0), record(0, 0, 0)},
	} {
		in, want = append(in, r[0]...), append(want, r[1]...)
	}
	p := load(t, "hid-keypad.yaml")
	for seed := range uint64(5) {
		_, moments := recorded(t, func() Redactor { return For(p) }, in, seed)
		if !bytes.Equal(came(moments), want) {
			t.Errorf("seed %d:\n% X, want\n% X", seed, came(moments), want)
		}
	}
}

func TestBrokenRecords(t *testing.T) {
	for text, want := range map[string]string{
		"{":                               "line 1",
		`{"ms":1,"dir":"up"}`:             `not "up"`,
		`{"ms":1,"dir":"in","hex":"0"}`:   "line 1",
		`{"ms":-1,"dir":"in","hex":"00"}`: "no later time",
		`{"ms":1e300,"dir":"in"}`:         "no later time",
		"{\"ms\":2,\"dir\":\"in\",\"hex\":\"00\"}\n\n{\"ms\":1,\"dir\":\"in\",\"hex\":\"00\"}": "line 3",
		strings.Repeat("x", 100_000): "too long",
	} {
		if _, err := Read(strings.NewReader(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.40s: %v", text, err)
		}
	}
}
