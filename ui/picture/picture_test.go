package picture

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/png"
	"strings"
	"testing"
)

// sized is a PNG whose head speaks of w x h pixels; it holds hardly any.
func sized(w, h uint32) []byte {
	var b bytes.Buffer
	_ = png.Encode(&b, image.NewRGBA(image.Rect(0, 0, 1, 1)))
	data := b.Bytes()
	binary.BigEndian.PutUint32(data[16:], w)
	binary.BigEndian.PutUint32(data[20:], h)
	binary.BigEndian.PutUint32(data[29:], crc32.ChecksumIEEE(data[12:29]))
	return data
}

func TestCheck(t *testing.T) {
	good := `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><rect x="1" y="1" width="8" height="8"/></svg>`
	for _, tc := range []struct {
		name, want string
		data       []byte
	}{
		{"a drawing", "", []byte(good)},
		{"one pixel", "", sized(1, 1)},
		{"a photograph", "", sized(6000, 4000)},
		{"empty", "empty", nil},
		{"a hundred megapixels", "10000 x 10000 pixels", sized(10000, 10000)},
		{"an overflow", "it ", sized(1<<31-1, 1<<31-1)},
		{"no pixels", "it ", sized(0, 0)},
		{"no width", "it ", sized(0, 100)},
		{"text", "no picture", []byte("hello")},
		{"half a drawing", "", nil},
		{"a drawing of nothing", "nothing to draw", []byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 0 0"/>`)},
		{"too many bytes", "bytes", make([]byte, MaxBytes+1)},
	} {
		if tc.name == "half a drawing" {
			tc.data, tc.want = []byte(good[:40]), "it "
		}
		err := Check(tc.data)
		switch {
		case tc.want == "" && err != nil:
			t.Errorf("%s: %v", tc.name, err)
		case tc.want != "" && (err == nil || !strings.Contains(err.Error(), strings.TrimSpace(tc.want))):
			t.Errorf("%s: %v, want %q", tc.name, err, tc.want)
		}
	}
}

func TestAspect(t *testing.T) {
	for _, tc := range []struct {
		name string
		data []byte
		want float64 // 0: an error
	}{
		{"a drawing", []byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10"><rect width="20" height="10"/></svg>`), 2},
		{"a photograph", sized(6000, 4000), 1.5},
		{"no pixels", sized(0, 0), 0},
		{"half a drawing", []byte(`<svg viewBox="0 0 20 10"><re`), 0},
		{"text", []byte("hello"), 0},
		{"empty", nil, 0},
	} {
		if got, err := Aspect(tc.data); got != tc.want || (err == nil) != (tc.want > 0) {
			t.Errorf("%s: %v, %v; want %v", tc.name, got, err, tc.want)
		}
	}
}

func FuzzCheck(f *testing.F) {
	f.Add([]byte(`<svg viewBox="0 0 1 1"><path d="M0 0`))
	f.Add(sized(3, 4))
	f.Fuzz(func(t *testing.T, data []byte) { _ = Check(data) })
}
