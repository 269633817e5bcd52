package ui

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"testing"

	"fyne.io/fyne/v2"

	"modu/accessibility/scene"
	"modu/ui/raster"
	"modu/ui/theme"
)

// What is shown of a photograph: all of its room is filled, at most a quarter of its height or
// width is cut off, and nothing is stretched.
func TestCovering(t *testing.T) {
	for _, c := range []struct {
		sw, sh, w, h int
		from, to     image.Rectangle
	}{
		{480, 480, 300, 300, image.Rect(0, 0, 480, 480), image.Rect(0, 0, 300, 300)},
		{480, 480, 400, 300, image.Rect(0, 60, 480, 420), image.Rect(0, 0, 400, 300)},   // a quarter less
		{480, 480, 700, 300, image.Rect(0, 14, 480, 466), image.Rect(190, 0, 510, 300)}, // more than that would be lost
		{640, 480, 300, 300, image.Rect(80, 0, 560, 480), image.Rect(0, 0, 300, 300)},
		{480, 480, 300, 700, image.Rect(14, 0, 466, 480), image.Rect(0, 190, 300, 510)},
	} {
		from, to := covering(image.Rect(0, 0, c.sw, c.sh), c.w, c.h)
		if from != c.from || to != c.to {
			t.Errorf("%d x %d in %d x %d: %v fills %v, want %v and %v", c.sw, c.sh, c.w, c.h, from, to, c.from, c.to)
		}
	}
}

// Each pixel of half a picture is the mean of four; what is left over at an odd edge is not
// seen.
func TestHalve(t *testing.T) {
	img := image.NewRGBA(image.Rect(0, 0, 5, 4))
	for i := range img.Pix {
		img.Pix[i] = byte(i)
	}
	want := image.NewRGBA(image.Rect(0, 0, 2, 2))
	for y := range 2 {
		for x := range 2 {
			for c := range 4 {
				sum := 2
				for _, d := range []int{0, 4, img.Stride, img.Stride + 4} {
					sum += int(img.Pix[2*y*img.Stride+8*x+c+d])
				}
				want.Pix[y*want.Stride+4*x+c] = byte(sum / 4)
			}
		}
	}
	if halve(img); img.Rect != want.Rect || !bytes.Equal(img.Pix, want.Pix) {
		t.Errorf("%v, want %v", img, want)
	}
}

// banded is a photograph with a red thing in the middle of a ground that is blue at the left
// and at the top, and green at the right and at the bottom.
func banded(side int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, side, side))
	fill := func(r image.Rectangle, c color.RGBA) { draw.Draw(img, r, image.NewUniform(c), image.Point{}, draw.Src) }
	fill(img.Rect, color.RGBA{0, 0, 200, 255})
	fill(image.Rect(side/2, 0, side, side), color.RGBA{0, 200, 0, 255})
	fill(image.Rect(side/3, side/3, side*2/3, side*2/3), color.RGBA{200, 0, 0, 255})
	return img
}

func TestFilled(t *testing.T) {
	is := func(c color.RGBA, r, g, b uint8) bool {
		near := func(a, b uint8) bool { return max(a, b)-min(a, b) < 24 }
		return near(c.R, r) && near(c.G, g) && near(c.B, b) && c.A == 255
	}
	wide := filled(banded(240), 600, 200, 20, topCorners)
	for at, want := range map[image.Point][3]uint8{{5, 100}: {0, 0, 200}, {594, 100}: {0, 200, 0}, {300, 100}: {200, 0, 0}, {180, 30}: {0, 0, 200}, {0, 199}: {0, 0, 200}, {599, 199}: {0, 200, 0}} {
		if c := wide.RGBAAt(at.X, at.Y); !is(c, want[0], want[1], want[2]) {
			t.Errorf("wide: %v at %v, want %v", c, at, want)
		}
	}
	high := filled(banded(240), 200, 600, 0, 0)
	for at, want := range map[image.Point][3]uint8{{5, 5}: {0, 0, 200}, {194, 594}: {0, 200, 0}, {100, 300}: {200, 0, 0}} {
		if c := high.RGBAAt(at.X, at.Y); !is(c, want[0], want[1], want[2]) {
			t.Errorf("high: %v at %v, want %v", c, at, want)
		}
	}
	for corner, at := range map[corners]image.Point{topLeft: {0, 0}, topRight: {599, 0}, bottomLeft: {0, 199}, bottomRight: {599, 199}} {
		if round := wide.RGBAAt(at.X, at.Y).A == 0; round != (topCorners&corner != 0) {
			t.Errorf("corner %d is round: %v", corner, round)
		}
	}
	for _, size := range []image.Point{{1, 1}, {1, 300}, {300, 1}, {3, 2}} { // no room is too small
		if b := filled(banded(240), size.X, size.Y, 20, allCorners).Bounds().Size(); b != size {
			t.Errorf("%v for %v", b, size)
		}
	}
}

// photoRig is a screen with cards that have pictures and photographs.
func photoRig(t *testing.T, look scene.Look, spoil func(*scene.Node)) *rig {
	t.Helper()
	r := newRig(t, fyne.NewSize(1080, 1920), theme.DefaultPanel())
	r.view(made{"photos", func(int) scene.Scene {
		var all []scene.Node
		for _, id := range []string{"a", "b", "c", "d", "e", "f"} {
			c := choice(id, "빵", id, won(500))
			c.Photo = "photo/" + id
			if id == "a" {
				spoil(&c)
			}
			all = append(all, c)
		}
		return screenOf(scene.KindItems, "빵", "bar.help", pagedOf(scene.Node{ID: "items", Arrange: scene.ArrangeGrid}, all, 6, 0)...)
	}}, look)
	return r
}

// shownPhotos counts the photographs and the drawings on the cards, and is the first
// photograph.
func (r *rig) shownPhotos() (photos, drawings int, first prim) {
	for _, q := range r.s.plan.prims {
		switch {
		case q.kind != primImage || len(q.name) > 3 && !q.photo:
		case q.photo:
			if photos++; photos == 1 {
				first = q
			}
		default:
			drawings++
		}
	}
	return photos, drawings, first
}

// Photographs are for the look with many colours. They run to the edges of their cards, and
// nothing stands elsewhere for them.
func TestPhotographsByLook(t *testing.T) {
	plain := func(*scene.Node) {}
	where := map[scene.NodeID]rect{}
	for i, id := range theme.IDs() {
		r := photoRig(t, scene.Look{Theme: id, Size: 100}, plain)
		photos, drawings, first := r.shownPhotos()
		if want := id == theme.Default; want != (photos == 6) || want == (drawings == 6) || photos+drawings != 6 {
			t.Errorf("%s: %d photographs and %d drawings", id, photos, drawings)
		}
		for _, n := range r.s.plan.nodes {
			if i == 0 {
				where[n.id] = n.r
			} else if where[n.id] != n.r {
				t.Errorf("%s: %s is at %v, not %v", id, n.id, n.r, where[n.id])
			}
		}
		if id != theme.Default {
			continue
		}
		card := where["a"]
		if edge := r.s.plan.corner / 2; first.r.x-card.x > edge || first.r.y-card.y > edge || card.x+card.w-first.r.x-first.r.w > edge || first.edges != topCorners {
			t.Errorf("a photograph at %v with corners %d on a card at %v", first.r, first.edges, card)
		}
	}
}

// A photograph hides no state of its card: a wider edge goes around it, what cannot be chosen
// keeps its dashes and is faded, and pressing decodes nothing again.
func TestPhotographsKeepStates(t *testing.T) { // CON-7
	look := scene.Look{Theme: theme.Default, Size: 100}
	_, _, plain := photoRig(t, look, func(*scene.Node) {}).shownPhotos()
	_, _, chosen := photoRig(t, look, func(n *scene.Node) { n.Selected = true }).shownPhotos()
	if plain.r != chosen.r {
		t.Errorf("a chosen card has its photograph at %v, not %v", chosen.r, plain.r)
	}
	r := photoRig(t, look, func(n *scene.Node) { n.Selected = true })
	card, _ := r.s.plan.find("a")
	over, after := false, false
	for _, q := range r.s.plan.prims {
		after = after || q.photo
		over = over || after && q.kind == primRect && q.r == card.r && q.width > 0
	}
	if !over {
		t.Error("the edge of a chosen card lies under its photograph")
	}
	_, _, off := photoRig(t, look, func(n *scene.Node) { n.Disabled, n.Reason = true, ko("품절") }).shownPhotos()
	if off.dim == 0 || off.r.x <= plain.r.x || off.edges != allCorners {
		t.Errorf("what is sold out has its photograph at %v, dimmed by %.1f", off.r, off.dim)
	}
}

// What is decoded is what is shown, once, and all of it stays within the bound of the cache.
func TestPhotographsAreBounded(t *testing.T) {
	var file bytes.Buffer
	if err := jpeg.Encode(&file, banded(480), nil); err != nil {
		t.Fatal(err)
	}
	loads := 0
	p := newPictures(func(string) ([]byte, bool) { loads++; return file.Bytes(), true }, nil)
	p.use(raster.RGBA)
	first := p.photo("photo/x", 300, 200, 8, topCorners)
	if first == nil || first.W != 300 || first.H != 200 || p.photo("photo/x", 300, 200, 8, topCorners) != first || loads != 1 {
		t.Errorf("%v after %d loads", first, loads)
	}
	if p.photo("photo/x", 300, 200, 8, leftCorners) == first || p.photo("photo/x", 0, 200, 8, leftCorners) != nil {
		t.Error("other corners are another picture, and no room is none")
	}
	for i := range 14 { // of more than four megabytes each
		p.photo("photo/x", 1200, 900+i, 8, allCorners)
	}
	if p.recent.Size() > maxCacheBytes {
		t.Errorf("%d bytes are kept", p.recent.Size())
	}
	for name, bad := range map[string][]byte{"cut": file.Bytes()[:file.Len()/2], "text": []byte("hello"), "empty": {}} {
		var faults []error
		p := newPictures(func(string) ([]byte, bool) { return bad, true }, func(err error) { faults = append(faults, err) })
		for range 2 {
			if p.photo("photo/x", 300, 200, 8, topCorners) != nil {
				t.Errorf("%s is shown", name)
			}
		}
		if len(faults) != 1 {
			t.Errorf("%s is reported %d times", name, len(faults))
		}
	}
}
