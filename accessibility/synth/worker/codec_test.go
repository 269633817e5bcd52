package worker

import (
	"bytes"
	"errors"
	"reflect"
	"testing"

	"modu/accessibility/synth"
)

// The bytes of the protocol's description, written out by hand.
func TestBytes(t *testing.T) {
	for name, c := range map[string]struct {
		got  []byte
		want string
	}{
		"cancel": {AppendFrame(nil, KindCancel, 7, nil), "C\x07\x00\x00\x00\x00\x00\x00\x00"},
		"speak": {AppendFrame(nil, KindSpeak, 258, Speak{Rate: 300, Voice: "ko", Text: "가"}.Append(nil)),
			"S\x02\x01\x00\x00\x08\x00\x00\x00\x2c\x01\x02ko\xea\xb0\x80"},
		"hello": {Hello{Rate: 22050, Voices: []synth.Voice{{Name: "a", Lang: "ko", LoudnessLUFS: -19.5}}}.Append(nil),
			"\x01\x22\x56\x00\x00\x01\x01a\x02ko\x62\xf8"},
		"word": {Word{At: 3, Len: 2, Sample: 256}.Append(nil), "\x03\x00\x00\x00\x02\x00\x00\x00\x00\x01\x00\x00"},
	} {
		if string(c.got) != c.want {
			t.Errorf("%s: % x, want % x", name, c.got, c.want)
		}
	}
}

func TestRoundTrip(t *testing.T) {
	h := Hello{Rate: 16000, Voices: []synth.Voice{{Name: "a", Lang: "ko", LoudnessLUFS: -19.5}, {Name: "b", Lang: "zh-Hans", LoudnessLUFS: -0.01}}}
	if got, err := ParseHello(h.Append(nil)); err != nil || !reflect.DeepEqual(got, h) {
		t.Errorf("%+v, %v", got, err)
	}
	h.Voices[1].FixedRate = true
	if got, err := ParseHello(h.Append(nil)); err != nil || !reflect.DeepEqual(got, h) {
		t.Errorf("%+v, %v", got, err)
	}
	s := Speak{Rate: 75, Voice: "", Text: "아이스 라떼"}
	if got, err := ParseSpeak(s.Append(nil)); err != nil || got != s {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestRefused(t *testing.T) {
	hello := func(change func(b []byte) []byte) func() error {
		return func() error {
			b := Hello{Rate: 22050, Voices: []synth.Voice{{Name: "a", Lang: "ko", LoudnessLUFS: -19.5}}}.Append(nil)
			_, err := ParseHello(change(b))
			return err
		}
	}
	for name, f := range map[string]func() error{
		"version":   hello(func(b []byte) []byte { b[0] = 2; return b }),
		"rate":      hello(func(b []byte) []byte { b[1], b[2] = 0, 1; return b }),
		"flags":     hello(func(b []byte) []byte { return append(b, 2) }),
		"too many":  hello(func(b []byte) []byte { return append(b, 1, 1) }),
		"no voices": hello(func(b []byte) []byte { b[5] = 0; return b[:6] }),
		"cut off":   hello(func(b []byte) []byte { return b[:len(b)-1] }),
		"no name":   hello(func(b []byte) []byte { b[6] = 0; return b }),
		"loud":      hello(func(b []byte) []byte { b[len(b)-1] = 0; return b }),
		"word":      func() error { _, err := ParseWord(make([]byte, 12)); return err },
		"slow":      func() error { _, err := ParseSpeak([]byte{1, 0, 0}); return err },
		"not UTF-8": func() error { _, err := ParseSpeak([]byte{100, 0, 0, 0xff}); return err },
		"kind":      func() error { var d Decoder; d.Feed([]byte("x")); _, _, err := d.Next(); return err },
		"length": func() error {
			var d Decoder
			d.Feed([]byte("A\x01\x00\x00\x00\x01\x00\x01\x00"))
			_, _, err := d.Next()
			return err
		},
	} {
		if err := f(); !errors.Is(err, ErrProtocol) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// However the bytes are cut into pieces, the frames are the same, and what is
// found is written the same again.
func FuzzDecoder(f *testing.F) {
	f.Add(AppendFrame(AppendFrame(nil, KindSpeak, 1, Speak{Rate: 100, Text: "라떼"}.Append(nil)), KindCancel, 1, nil), 3)
	f.Add(AppendFrame(nil, KindHello, 0, Hello{Rate: 22050, Voices: []synth.Voice{{Name: "a", Lang: "ko", LoudnessLUFS: -19.5}}}.Append(nil)), 1)
	f.Add([]byte("garbage\nA\xff\xff\xff\xff\xff\xff\xff\xff"), 2)
	f.Fuzz(func(t *testing.T, b []byte, cut int) {
		all := func(size int) (frames []Frame, bytes []byte, failed bool) {
			var d Decoder
			for at := 0; at < len(b); at += size {
				d.Feed(b[at:min(at+size, len(b))])
				for {
					fr, ok, err := d.Next()
					if err != nil {
						return frames, bytes, true
					}
					if !ok {
						break
					}
					frames = append(frames, Frame{Kind: fr.Kind, ID: fr.ID, Payload: append([]byte{}, fr.Payload...)})
					bytes = AppendFrame(bytes, fr.Kind, fr.ID, fr.Payload)
				}
			}
			return frames, bytes, false
		}
		whole, written, bad := all(len(b) + 1)
		pieces, _, badToo := all(cut&31 + 1)
		if bad != badToo || !reflect.DeepEqual(whole, pieces) || !bytes.HasPrefix(b, written) {
			t.Fatalf("%v %v\n%v\n%v", bad, badToo, whole, pieces)
		}
		for _, fr := range whole {
			if h, err := ParseHello(fr.Payload); err == nil {
				if again, err := ParseHello(h.Append(nil)); err != nil || len(again.Voices) != len(h.Voices) || again.Rate != h.Rate {
					t.Fatal(again, err)
				}
			}
			if s, err := ParseSpeak(fr.Payload); err == nil && !bytes.Equal(s.Append(nil), fr.Payload) {
				t.Fatal(s)
			}
			if w, err := ParseWord(fr.Payload); err == nil && !bytes.Equal(w.Append(nil), fr.Payload) {
				t.Fatal(w)
			}
		}
	})
}
