package ui

import (
	"fmt"
	"image"
	"image/color"
	"math/rand/v2"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"modu/accessibility/scene"
	"modu/ui/raster"
	"modu/ui/theme"
)

// fakePresenter keeps frames in memory and remembers which parts were shown.
type fakePresenter struct {
	f     *raster.Frame
	parts []image.Rectangle
	most  float64 // of the window, shown at once
	shows int
	o     raster.Order
}

func (f *fakePresenter) order() raster.Order { return f.o }

func (f *fakePresenter) frame(w, h int) *raster.Frame {
	if f.f == nil || f.f.W != w || f.f.H != h {
		f.f = raster.NewFrame(w, h, f.o)
	}
	return f.f
}

func (f *fakePresenter) show(parts []image.Rectangle) {
	f.parts = parts
	area := 0
	for _, p := range parts {
		area += p.Dx() * p.Dy()
	}
	f.most = max(f.most, float64(area)/float64(f.f.W*f.f.H))
	f.shows++
}

// TestPartsEqualTheWhole: whatever screen, look, size and caption come one after the other,
// what was painted in parts is the same, bit for bit, as all of it painted anew.
func TestPartsEqualTheWhole(t *testing.T) {
	r := itemsRig(t)
	front := &fakePresenter{o: raster.BGRX}
	r.s.paint.use(front)
	rnd := rand.New(rand.NewPCG(1, 2))
	screens := []string{"items", "basket", "pay", "items", "items"}
	looks := theme.IDs()
	small := 0
	for i := range 120 {
		switch rnd.IntN(4) {
		case 0:
			r.focus = ""
			r.view(named(screens[rnd.IntN(len(screens))]), scene.Look{Theme: looks[rnd.IntN(len(looks))], Size: []int{100, 133, 200}[rnd.IntN(3)], Low: rnd.IntN(2) == 0, Strip: rnd.IntN(4) == 0})
		case 1:
			text := ko(fmt.Sprintf("%d번째 안내입니다", i))
			r.s.SetCaption(text, rnd.IntN(3), rnd.IntN(4))
		default:
			if ids := r.s.plan.nodes; len(ids) > 0 {
				r.focus = ids[rnd.IntN(len(ids))].id
				sc := *r.s.cur
				sc.Focus = r.focus
				r.s.Render(scene.Change{From: 1, To: 2, After: sc})
			}
		}
		area := 0
		for j, a := range front.parts {
			area += a.Dx() * a.Dy()
			for _, b := range front.parts[j+1:] {
				if a.Overlaps(b) {
					t.Fatalf("step %d: parts %v and %v overlap", i, a, b)
				}
			}
		}
		if area*4 < front.f.W*front.f.H {
			small++
		}
		whole := raster.NewFrame(front.f.W, front.f.H, front.o)
		compose(whole, r.s.paint.was, r.s.paint.ground, []image.Rectangle{whole.Bounds()})
		if !slices.Equal(whole.Pix, front.f.Pix) {
			for k, v := range whole.Pix {
				if v != front.f.Pix[k] {
					t.Fatalf("step %d: pixel %d, %d is %08x in parts and %08x as a whole", i, k%whole.W, k/whole.W, front.f.Pix[k], v)
				}
			}
		}
	}
	if small < 20 {
		t.Errorf("only %d of 120 changes were painted in small parts", small)
	}
}

// TestOnlyWhatChangedIsPainted: a focus that moves paints two rings and a line of words,
// the same scene again nothing, and another look everything.
func TestOnlyWhatChangedIsPainted(t *testing.T) {
	r := itemsRig(t)
	front := &fakePresenter{}
	r.s.paint.use(front)
	share := func() float64 { // of the largest change, since a page may be cut again after it
		most := front.most
		front.most = 0
		return most
	}
	r.focus = "item.americano"
	r.render()
	if s := share(); s != 1 {
		t.Errorf("the first picture painted %.2f of the window", s)
	}
	r.focus = "item.latte"
	r.render()
	if s := share(); s == 0 || s > 0.15 {
		t.Errorf("a focus that moved painted %.2f of the window", s)
	}
	shows := front.shows
	r.render()
	if front.shows != shows {
		t.Error("the same scene again was painted")
	}
	r.look.Theme = "yellow-on-black"
	r.render()
	if s := share(); s != 1 {
		t.Errorf("another look painted %.2f of the window", s)
	}
	r.win.Resize(fyne.NewSize(1000, 1900))
	if s := share(); front.f.W != 1000 || s != 1 {
		t.Errorf("a window of another size: %d wide, %.2f painted", front.f.W, s)
	}
}

// TestChangedSeesOrder: the same things one above the other in another order are a change.
func TestChangedSeesOrder(t *testing.T) {
	bounds := image.Rect(0, 0, 300, 300)
	a := item{box: image.Rect(0, 0, 100, 100), col: color.NRGBA{R: 255, A: 255}}
	b := item{box: image.Rect(50, 50, 150, 150), col: color.NRGBA{B: 255, A: 255}}
	c := item{box: image.Rect(200, 200, 220, 220), col: color.NRGBA{G: 255, A: 255}}
	for _, k := range []struct {
		was, now []item
		wantA    bool // the crossing of a and b is painted anew
	}{
		{[]item{a, b, c}, []item{a, b, c}, false},
		{[]item{a, b, c}, []item{b, a, c}, true},
		{[]item{a, b, a}, []item{a, b}, true},
		{[]item{a, b}, []item{a, b, c}, false},
		{[]item{a, b, c}, []item{c, a}, true},
	} {
		parts := changed(k.was, k.now, bounds)
		hit := slices.ContainsFunc(parts, func(r image.Rectangle) bool { return image.Pt(75, 75).In(r) })
		if hit != k.wantA {
			t.Errorf("%v → %v: parts %v", k.was, k.now, parts)
		}
	}
}

// TestWordsAsTheToolkitDrawsThem: another painter of text, the toolkit's, puts the same
// ink on the same pixels and measures the same widths.
func TestWordsAsTheToolkitDrawsThem(t *testing.T) {
	r := itemsRig(t)
	win := test.NewTempWindow(t, nil)
	win.SetPadded(false)
	ground, ink := color.NRGBA{255, 255, 255, 255}, color.NRGBA{20, 30, 40, 255}
	for _, text := range []string{"아메리카노", "4,500원", "Wi-Fi gjpq ÁÇ", "많이 찾는 메뉴 (따뜻한 것)"} {
		for _, f := range []face{{lang: "ko"}, {lang: "ko", bold: true}} {
			for _, size := range []float32{19, 34.5, 57, 121.3} {
				res := r.s.font(f)
				ct := canvas.NewText(text, ink)
				ct.TextSize, ct.FontSource = size, res
				box := ct.MinSize()
				if w := r.s.measure(text, f, size); w != box.Width {
					t.Errorf("%q at %.1f is %.3f wide, the toolkit says %.3f", text, size, w, box.Width)
				}
				ct.Resize(box)
				ct.Move(fyne.NewPos(10, 10))
				back := canvas.NewRectangle(ground)
				back.Resize(fyne.NewSize(1200, 200))
				win.SetContent(&fyne.Container{Layout: fixedLayout{}, Objects: []fyne.CanvasObject{back, ct}})
				win.Resize(fyne.NewSize(1200, 200))
				want := win.Canvas().Capture()
				got := raster.NewFrame(1200, 200, raster.RGBA)
				got.Fill(got.Bounds(), ground, got.Bounds())
				got.Paint(r.s.words.Shape(text, res.Name(), res.Content(), size), image.Pt(10, 10), ink, got.Bounds())
				img := got.Image()
				for y := range 200 {
					for x := range 1200 {
						a := color.NRGBAModel.Convert(want.At(x, y)).(color.NRGBA)
						if b := img.RGBAAt(x, y); max(a.R, b.R)-min(a.R, b.R) > 3 {
							t.Fatalf("%q at %.1f: pixel %d, %d is %d, the toolkit's %d", text, size, x, y, b.R, a.R)
						}
					}
				}
			}
		}
	}
}

// TestTheNextPersonsScreenRemembersNothing: no word of the last stay is left in what the
// screen keeps to be quicker (PRV-4).
func TestTheNextPersonsScreenRemembersNothing(t *testing.T) {
	r := itemsRig(t)
	r.m = made{} // the scene is not cut again
	const typed = "홍길동"
	sc := named("items").build(2)
	sc.Root.Label, sc.Look, sc.Lang = ko(typed), scene.Look{Theme: "default", Size: 100}, "ko"
	sc.Session = scene.SessionID{Boot: 1, Counter: 7}
	r.s.Render(scene.Change{To: 1, After: sc})
	kept := func() (n int) {
		for k := range r.s.layout.br.cache {
			if k.text == typed {
				n++
			}
		}
		return n
	}
	if kept() == 0 {
		t.Fatal("the word was never measured: this test would see nothing")
	}
	texts := r.s.words.Len()
	sc.Session.Counter, sc.Root.Label = 8, ko("어서 오세요")
	r.s.Render(scene.Change{To: 2, After: sc})
	if n := kept(); n > 0 {
		t.Errorf("%q is remembered %d times", typed, n)
	}
	if n := r.s.words.Len(); n > texts {
		t.Errorf("%d shapes became %d: those of the last stay are still there", texts, n)
	}
}
