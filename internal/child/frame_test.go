package child

import (
	"bytes"
	"errors"
	"testing"
)

func TestFrames(t *testing.T) {
	format := Format{Kinds: "AB", MaxPayload: 4}
	for name, c := range map[string]struct {
		in     []byte
		frames int
		broken bool
	}{
		"none":         {nil, 0, false},
		"one":          {AppendFrame(nil, 'A', 1, []byte("abcd")), 1, false},
		"two":          {AppendFrame(AppendFrame(nil, 'A', 1, nil), 'B', 2, []byte("x")), 2, false},
		"half":         {AppendFrame(nil, 'A', 1, []byte("abcd"))[:10], 0, false},
		"too long":     {AppendFrame(nil, 'A', 1, []byte("abcde")), 0, true},
		"another kind": {AppendFrame(AppendFrame(nil, 'A', 1, nil), 'C', 1, nil), 1, true},
		"far too long": {[]byte{'A', 0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF}, 0, true},
	} {
		d := NewDecoder(format)
		got, broken := 0, false
		for _, b := range c.in {
			d.Feed([]byte{b})
			for {
				_, ok, err := d.Next()
				broken = broken || errors.Is(err, ErrFrame)
				if !ok {
					break
				}
				got++
			}
		}
		if got != c.frames || broken != c.broken {
			t.Errorf("%s: %d frames, broken: %v", name, got, broken)
		}
	}
}

func FuzzFrames(f *testing.F) {
	f.Add(AppendFrame(nil, 'A', 1, []byte("abc")), 3)
	f.Fuzz(func(t *testing.T, in []byte, cut int) {
		d := NewDecoder(Format{Kinds: "AB", MaxPayload: 100})
		var again []byte
		for len(in) > 0 {
			n := 1 + max(0, cut)%len(in)
			d.Feed(in[:n])
			in = in[n:]
			for {
				fr, ok, err := d.Next()
				if err != nil || !ok {
					break
				}
				again = AppendFrame(again, fr.Kind, fr.ID, fr.Payload)
			}
		}
		whole := NewDecoder(Format{Kinds: "AB", MaxPayload: 100})
		whole.Feed(again)
		for len(again) > 0 {
			fr, ok, err := whole.Next()
			one := AppendFrame(nil, fr.Kind, fr.ID, fr.Payload)
			if !ok || err != nil || !bytes.HasPrefix(again, one) {
				t.Fatalf("%v, %v: %+v", ok, err, fr)
			}
			again = again[len(one):]
		}
	})
}
