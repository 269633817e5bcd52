package picture

import (
	"bytes"
	"image"
	"io/fs"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/srwiley/rasterx"
	"golang.org/x/image/math/fixed"

	"modu/assets"
)

// TestScannerIsTheLibrarys: every drawing that is shipped comes out as the library's own
// scanner has it, to the bit, on both sides of the size at which it reckons in another way.
func TestScannerIsTheLibrarys(t *testing.T) {
	n := 0
	err := fs.WalkDir(assets.Files, ".", func(path string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".svg") {
			return err
		}
		data, err := fs.ReadFile(assets.Files, path)
		if err != nil {
			return err
		}
		size := []image.Point{{97, 97}, {300, 420}, {400, 700}, {640, 513}}[n%4]
		n++
		want, got := image.NewRGBA(image.Rectangle{Max: size}), image.NewRGBA(image.Rectangle{Max: size})
		for _, scan := range []rasterx.Scanner{rasterx.NewScannerGV(size.X, size.Y, want, want.Bounds()), newScanner(size.X, size.Y, got)} {
			d, err := ReadDrawing(data, "#123456")
			if err != nil {
				return err
			}
			if err := d.draw(size.X, size.Y, &meter{Scanner: scan, left: 1e12, area: 1}); err != nil {
				return err
			}
		}
		if !bytes.Equal(want.Pix, got.Pix) {
			t.Errorf("%s at %v is another picture", path, size)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if n < 100 {
		t.Errorf("only %d drawings", n)
	}
}

// TestScannerAtTheEdges: outlines that leave the picture on any side, too.
func TestScannerAtTheEdges(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for range 300 {
		w, h := 20+r.IntN(60), 20+r.IntN(600)
		want, got := image.NewRGBA(image.Rect(0, 0, w, h)), image.NewRGBA(image.Rect(0, 0, w, h))
		a, b := rasterx.Scanner(rasterx.NewScannerGV(w, h, want, want.Bounds())), rasterx.Scanner(newScanner(w, h, got))
		for range 3 {
			for _, s := range []rasterx.Scanner{a, b} {
				s.Clear()
				s.SetColor(image.Black.C)
			}
			at := func() fixed.Point26_6 {
				return fixed.Point26_6{X: fixed.Int26_6(r.IntN(192*w) - 64*w), Y: fixed.Int26_6(r.IntN(192*h) - 64*h)}
			}
			first := at()
			outline := append([]fixed.Point26_6{at(), at(), at()}[:2+r.IntN(2)], first)
			for _, s := range []rasterx.Scanner{a, b} {
				s.Start(first)
				for _, p := range outline {
					s.Line(p)
				}
			}
			a.Draw()
			b.Draw()
		}
		if !bytes.Equal(want.Pix, got.Pix) {
			t.Fatalf("%d x %d: another picture", w, h)
		}
	}
}
