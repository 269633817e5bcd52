package picture

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"strings"
	"testing"
)

func TestCheckPhoto(t *testing.T) {
	for _, tc := range []struct {
		name, want string
		data       []byte
	}{
		{"square", "", sized(480, 480)},
		{"the largest", "", sized(2048, 2048)},
		{"twice as long as high", "", sized(960, 480)},
		{"out of a telephone", "4000 x 3000 pixels, at most", sized(4000, 3000)},
		{"a thumbnail", "at least 240", sized(320, 200)},
		{"a panorama", "so long", sized(2000, 480)},
		{"a drawing", "drawing", []byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><rect x="1" y="1" width="8" height="8"/></svg>`)},
		{"text", "no picture", []byte("hello")},
		{"empty", "empty", nil},
		{"too many bytes", "bytes", append(sized(480, 480), make([]byte, MaxPhotoBytes)...)},
	} {
		err := CheckPhoto(tc.data)
		if (err == nil) != (tc.want == "") || err != nil && !strings.Contains(err.Error(), tc.want) {
			t.Errorf("%s: %v, want %q", tc.name, err, tc.want)
		}
	}
}

// byteOrder is that of an Exif header.
type byteOrder interface {
	binary.ByteOrder
	binary.AppendByteOrder
}

// shot is a JPEG of w x h pixels with a red upper left quarter, as a camera writes it that
// was held so; 0: it does not say.
func shot(t testing.TB, w, h int, held uint16, order byteOrder) []byte {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.Draw(img, img.Rect, image.White, image.Point{}, draw.Src)
	draw.Draw(img, image.Rect(0, 0, w/2, h/2), image.NewUniform(color.RGBA{255, 0, 0, 255}), image.Point{}, draw.Src)
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: 95}); err != nil {
		t.Fatal(err)
	}
	if held == 0 {
		return b.Bytes()
	}
	exif := []byte("Exif\x00\x00MM\x00*")
	if order.Uint16([]byte{1, 0}) == 1 {
		exif = []byte("Exif\x00\x00II*\x00")
	}
	exif = order.AppendUint32(exif, 8)
	exif = order.AppendUint16(exif, 1)
	exif = order.AppendUint16(exif, tagOrientation)
	exif = order.AppendUint16(exif, 3) // SHORT
	exif = order.AppendUint32(exif, 1)
	exif = order.AppendUint16(exif, held)
	exif = append(exif, 0, 0, 0, 0, 0, 0)
	out := append([]byte{0xff, 0xd8, 0xff, markerExif}, binary.BigEndian.AppendUint16(nil, uint16(len(exif)+2))...)
	return append(append(out, exif...), b.Bytes()[2:]...)
}

// However a camera was held, its photograph stands the right way up.
func TestOrientation(t *testing.T) {
	type corner struct{ right, low bool }
	// Where the first row and the first column of the file are to be seen (JEITA CP-3451, 4.6.4).
	for held, want := range map[uint16]corner{0: {}, 1: {}, 2: {right: true}, 3: {true, true}, 4: {low: true}, 5: {}, 6: {right: true}, 7: {true, true}, 8: {low: true}} {
		for _, order := range []byteOrder{binary.BigEndian, binary.LittleEndian} {
			img, err := Photograph(shot(t, 64, 32, held, order))
			if err != nil {
				t.Fatal(held, err)
			}
			w, h := 64, 32
			if held >= 5 {
				w, h = h, w
			}
			if img.Bounds().Dx() != w || img.Bounds().Dy() != h {
				t.Errorf("held %d: %v", held, img.Bounds())
				continue
			}
			for _, c := range []corner{{}, {right: true}, {low: true}, {true, true}} {
				x, y := w/4, h/4
				if c.right {
					x = w * 3 / 4
				}
				if c.low {
					y = h * 3 / 4
				}
				_, g, _, _ := img.At(x, y).RGBA()
				if red := g < 0x8000; red != (c == want) {
					t.Errorf("held %d: red %v at %+v", held, red, c)
				}
			}
		}
	}
}

func TestShrink(t *testing.T) {
	good := shot(t, 480, 480, 0, binary.BigEndian)
	if out, err := Shrink(good); err != nil || !bytes.Equal(out, good) {
		t.Errorf("a photograph that is fit is changed: %v", err)
	}
	out, err := Shrink(shot(t, 2600, 2000, 6, binary.BigEndian))
	if err != nil {
		t.Fatal(err)
	}
	cfg, err := jpeg.DecodeConfig(bytes.NewReader(out))
	if err != nil || cfg.Width != 923 || cfg.Height != shrunkSide || orientation(out) != 1 {
		t.Errorf("%d x %d, %v", cfg.Width, cfg.Height, err)
	}
	for name, data := range map[string][]byte{"text": []byte("hello"), "a panorama": shot(t, 900, 100, 0, binary.BigEndian), "half": good[:len(good)/2], "a hundred megapixels": sized(10000, 10000)} {
		if name == "half" {
			data = shot(t, 2600, 2000, 0, binary.BigEndian)
			data = data[:len(data)/4]
		}
		if _, err := Shrink(data); err == nil {
			t.Errorf("%s passes", name)
		}
	}
}

// FuzzOrientation: no head of a file may stop the kiosk.
func FuzzOrientation(f *testing.F) {
	f.Add(shot(f, 8, 8, 6, binary.BigEndian))
	f.Add(shot(f, 8, 8, 3, binary.LittleEndian))
	f.Fuzz(func(t *testing.T, data []byte) {
		if o := orientation(data); o < 1 || o > 8 {
			t.Errorf("orientation %d", o)
		}
	})
}
