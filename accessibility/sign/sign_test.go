package sign_test

import (
	"bytes"
	"errors"
	"io"
	"math/rand/v2"
	"os"
	"testing"
	"time"

	"modu/accessibility/sign"
	"modu/accessibility/sign/signtest"
)

// The test binary is the decoder of its own streams.
func TestMain(m *testing.M) {
	how := ""
	if len(os.Args) == 3 && os.Args[1] == "as-child" {
		how = os.Args[2]
	}
	switch how {
	case "decode":
		if err := sign.Decode(os.Stdin, os.Stdout); err != nil {
			os.Stderr.WriteString(err.Error() + "\n")
			os.Exit(1)
		}
		os.Exit(0)
	case "hang":
		_, _ = io.ReadAll(os.Stdin)
		time.Sleep(time.Hour) // until it is killed
	case "crash":
		panic("as a broken file may make it")
	case "lie":
		_, _ = os.Stdout.Write(bytes.Repeat([]byte("nonsense"), 40))
		os.Exit(0)
	}
	os.Exit(m.Run())
}

func child(t *testing.T, how string) sign.Player {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	p := sign.Player{Decoder: []string{exe, "as-child", how}}
	if how == "hang" {
		p.Patience = 50 * time.Millisecond
	}
	return p
}

// A clip comes out as it went in: size, rate, number of pictures, greys.
func TestPlay(t *testing.T) {
	greys := []uint8{16, 80, 128, 200, 235, 17}
	s, err := child(t, "decode").Open(signtest.Clip(176, 144, greys...))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if s.Header != (sign.Header{Width: 176, Height: 144, Rate: 25}) {
		t.Fatalf("header %+v", s.Header)
	}
	for i, want := range greys {
		img, err := s.Next()
		if err != nil {
			t.Fatalf("picture %d: %v", i, err)
		}
		for _, p := range [][2]int{{0, 0}, {175, 143}, {90, 70}, {15, 16}} {
			if got := img.YCbCrAt(p[0], p[1]); int(got.Y)-int(want) > 2 || int(want)-int(got.Y) > 2 || got.Cb != 128 || got.Cr != 128 {
				t.Errorf("picture %d at %v: %+v, want grey %d", i, p, got, want)
			}
		}
	}
	if _, err := s.Next(); !errors.Is(err, io.EOF) {
		t.Errorf("after the last picture: %v", err)
	}
}

// Whatever is wrong with a clip or with its decoder is an error, soon.
func TestBroken(t *testing.T) {
	good := signtest.Clip(64, 48, 20, 200)
	huge := bytes.Clone(good)
	huge[4], huge[5], huge[6] = 0xff, 0xff, 0xff
	for _, tc := range []struct {
		name, child string
		clip        []byte
	}{
		{"empty", "decode", nil},
		{"text", "decode", []byte("this is no video")},
		{"header only", "decode", good[:10]},
		{"huge", "decode", huge},
		{"stream of nothing", "decode", append([]byte{0, 0, 1, 0xBA}, good...)},
		{"crash", "crash", good},
		{"lie", "lie", good},
		{"hang", "hang", good},
	} {
		s, err := child(t, tc.child).Open(tc.clip)
		if err == nil {
			_, err = s.Next()
			s.Close()
		}
		if !errors.Is(err, sign.ErrBroken) {
			t.Errorf("%s: %v", tc.name, err)
		}
	}
	if _, err := (sign.Player{Decoder: []string{"/no/such/program"}}).Open(good); err == nil {
		t.Error("a decoder that is not there opens")
	}
}

// A damaged file gives pictures or an error, and never more than that.
func TestDamaged(t *testing.T) {
	player := child(t, "decode")
	player.Patience = 2 * time.Second
	good := signtest.Clip(64, 48, 20, 200, 90, 91, 92, 200, 100, 17)
	rng := rand.New(rand.NewPCG(3, 4))
	for range 25 {
		bad := bytes.Clone(good)
		for range 1 + rng.IntN(12) {
			bad[12+rng.IntN(len(bad)-12)] = byte(rng.Uint32())
		}
		s, err := player.Open(bad)
		if err == nil {
			for n := 0; err == nil; n++ {
				if _, err = s.Next(); n > 1000 {
					t.Fatal("a clip of eight pictures never ends")
				}
			}
			s.Close()
		}
		if !errors.Is(err, io.EOF) && !errors.Is(err, sign.ErrBroken) {
			t.Errorf("a damaged clip ends with %v", err)
		}
	}
}

// A clip that nobody looks at any more ends at once, and its process with it.
func TestCloseInTheMiddle(t *testing.T) {
	s, err := child(t, "decode").Open(signtest.Clip(320, 240, make([]uint8, 200)...))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Next(); err != nil {
		t.Fatal(err)
	}
	s.Close()
	s.Close()
	if _, err := s.Next(); err == nil {
		t.Error("a closed stream goes on")
	}
}

// Reading a header never panics, whatever the bytes: it runs in the kiosk's own process.
func FuzzProbe(f *testing.F) {
	good := signtest.Clip(32, 32, 20, 200)
	f.Add(good)
	f.Add(good[:30])
	f.Add([]byte{0, 0, 1, 0xBA, 0, 0, 1, 0xB3, 2, 0, 32, 0x13})
	f.Fuzz(func(t *testing.T, data []byte) { _ = sign.Probe(data) })
}
