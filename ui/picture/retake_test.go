package picture

import (
	"bytes"
	"encoding/binary"
	"errors"
	"image/jpeg"
	"testing"
)

// A photograph of a telephone becomes one that a card needs: upright, small, and nothing of where
// it was taken is left of it.
func TestRetake(t *testing.T) {
	const secret = "GPS 37.5665 126.9780"
	shot := shot(t, 2600, 2000, 6, binary.BigEndian)
	comment := append([]byte{0xff, 0xfe, 0, byte(len(secret) + 2)}, secret...) // ITU-T T.81, B.2.4.5
	shot = append(append(append([]byte{}, shot[:2]...), comment...), shot[2:]...)
	out, err := Retake(shot, 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	cfg, err := jpeg.DecodeConfig(bytes.NewReader(out))
	if err != nil || cfg.Width != 923 || cfg.Height != shrunkSide || orientation(out) != 1 {
		t.Errorf("%d x %d, %v", cfg.Width, cfg.Height, err)
	}
	if bytes.Contains(out, []byte(secret)) || bytes.Contains(out, []byte("Exif")) {
		t.Error("what stood beside the pixels is still there")
	}
	again, err := Retake(out, 1<<20)
	if err != nil || bytes.Equal(again, out) {
		t.Errorf("one that would be fit is taken as it is: %v", err)
	}
	if tight, err := Retake(shot, len(out)-1); err != nil || len(tight) > len(out)-1 {
		t.Errorf("%d bytes of at most %d, %v", len(tight), len(out)-1, err)
	}
	if long, err := Retake(shotOf(t, 600, 300), 1<<20); err != nil || CheckPhoto(long) != nil {
		t.Errorf("twice as long as high: %v", err)
	}
	for name, c := range map[string]struct {
		data []byte
		want error
	}{
		"nothing": {nil, ErrNoPhoto}, "text": {[]byte("hello"), ErrNoPhoto}, "a drawing": {[]byte("<svg/>"), ErrNoPhoto},
		"cut off": {shot[:len(shot)/4], ErrNoPhoto}, "its head alone": {shot[:40], ErrNoPhoto},
		"a hundred megapixels": {sized(10000, 10000), ErrPhotoLarge}, "bytes": {make([]byte, MaxBytes+1), ErrPhotoLarge},
		"a thumbnail": {sized(320, 200), ErrPhotoSmall}, "a panorama": {sized(2000, 480), ErrPhotoLong},
		"no room": {shot, ErrPhotoLarge},
	} {
		limit := 1 << 20
		if name == "no room" {
			limit = 100
		}
		if _, err := Retake(c.data, limit); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}

func shotOf(t *testing.T, w, h int) []byte { return shot(t, w, h, 0, binary.BigEndian) }

// FuzzRetake: no file that staff send stops the kiosk, and what comes out is fit to be shown.
func FuzzRetake(f *testing.F) {
	f.Add(shot(f, 256, 256, 6, binary.BigEndian))
	f.Add(sized(256, 300))
	f.Add([]byte("\xff\xd8\xff\xc0\x00\x11\x08\xff\xff\xff\xff"))
	f.Fuzz(func(t *testing.T, data []byte) {
		out, err := Retake(data, 1<<20)
		if err == nil && CheckPhoto(out) != nil {
			t.Error("what comes out cannot be shown")
		}
	})
}
