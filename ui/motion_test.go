package ui

import (
	"image"
	"image/color"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"modu/accessibility/audit/flash"
	"modu/accessibility/scene"
	"modu/ui/raster"
	"modu/ui/theme"
)

// choosing is a thing before it is in the basket, and the list after it went there; the
// stage before, and the next one.
func choosing() (before, after scene.Scene) {
	before, after = madeOptions(0), madeItems(6)
	before.Root.Picture = "americano"
	before.Root.Children = slices.DeleteFunc(before.Root.Children, func(n scene.Node) bool { return n.ID == "option.extra" }) // room for it
	empty := btn("basket.open", "장바구니 보기")
	empty.Disabled, empty.Reason = true, ko("비어 있습니다")
	actions := &before.Root.Children[len(before.Root.Children)-2]
	actions.Children = append([]scene.Node{empty}, actions.Children...)
	for i, sc := range []*scene.Scene{&before, &after} {
		sc.Look = scene.Look{Theme: theme.Default, Size: 100}
		sc.Root.Children = append([]scene.Node{{ID: "steps", Role: scene.RoleSteps, Label: ko("고르기"), Quiet: true,
			Page: scene.Page{Index: i, Count: 4}}}, sc.Root.Children...)
	}
	return before, after
}

// moveRig shows the first of two scenes, in frames that are kept.
func moveRig(t *testing.T, before scene.Scene) (*slow, *fakePresenter) {
	r := slowRig(t, fyne.NewSize(1080, 1920))
	front := &fakePresenter{}
	r.s.paint.use(front)
	r.follow(before)
	r.now = time.Minute
	return r, front
}

// TestMotion: the new picture is live from the first frame on, what moves is little, and
// in the end the picture is as it is without motion; on the way to a button that tells the
// sum, and to its line in the basket.
func TestMotion(t *testing.T) {
	t.Run("to the button", func(t *testing.T) {
		before, after := choosing()
		testMotion(t, before, after, "item.latte")
	})
	t.Run("to its line", func(t *testing.T) {
		before, after := choosing()
		basket := madeBasket(6)
		basket.Look = after.Look
		basket.Root.Children = append(after.Root.Children[:1:1], basket.Root.Children...)
		testMotion(t, before, basket, "line.0.plus")
	})
}

// testMotion goes from one scene to the next. touched is on that.
func testMotion(t *testing.T, before, after scene.Scene, touched scene.NodeID) {
	t.Helper()
	still := after
	still.Look.Still = true
	plain, want := moveRig(t, before)
	plain.follow(still)
	if len(plain.wakes) > 0 {
		t.Fatal("something moves though the person turned it off")
	}
	r, front := moveRig(t, before)
	r.follow(after)
	if n := len(r.s.motion.things); n != 2 {
		t.Fatalf("%d things move, want the picture and the stage", n)
	}
	if n, ok := r.s.plan.find(touched); !ok || r.s.shown != r.rev || r.s.plan.hit(n.r.x+n.r.w/2, n.r.y+n.r.h/2) != n.id {
		t.Error("the new picture is not live at once")
	}
	seen := 0
	for began := r.now; len(r.wakes) > 0; {
		if slices.Equal(front.f.Pix, want.f.Pix) {
			t.Errorf("nothing is seen of it after %v", r.now-began)
		}
		r.until(r.wakes[0].at)
		area := 0
		for _, p := range front.parts {
			area += p.Dx() * p.Dy()
		}
		if area > front.f.W*front.f.H/4 {
			t.Errorf("a frame paints %d of %d pixels", area, front.f.W*front.f.H)
		}
		if seen++; seen > 10 || r.now-began > flightLasts+2*frameEvery {
			t.Fatalf("it does not end: %d frames after %v", seen, r.now-began)
		}
	}
	if seen < 4 || !slices.Equal(front.f.Pix, want.f.Pix) {
		t.Errorf("after %d frames the picture is another one than without motion", seen)
	}
}

// TestTouchEndsMotion: a finger that comes down sees the picture at rest, and no frame comes
// afterwards.
func TestTouchEndsMotion(t *testing.T) {
	before, after := choosing()
	r, front := moveRig(t, before)
	r.follow(after)
	r.s.touch.began(fyne.NewPos(2, 2), 1)
	shows := front.shows
	if r.until(r.now + time.Second); len(r.s.motion.things) > 0 || front.shows != shows {
		t.Errorf("%d things still move, %d frames were painted", len(r.s.motion.things), front.shows-shows)
	}
}

// TestNothingMoves: for whom, and between what, nothing moves.
func TestNothingMoves(t *testing.T) {
	for name, change := range map[string]func(before, after *scene.Scene){
		"turned off":            func(_, after *scene.Scene) { after.Look.Still = true },
		"keys or speech":        func(_, after *scene.Scene) { after.Marked = true },
		"200 %":                 func(before, after *scene.Scene) { before.Look.Size, after.Look.Size = 200, 200 },
		"another look":          func(_, after *scene.Scene) { after.Look.Theme = theme.WhiteBlack },
		"a curtain":             func(_, after *scene.Scene) { after.Curtain = true },
		"another person":        func(_, after *scene.Scene) { after.Session.Counter++ },
		"nothing put, no stage": func(before, after *scene.Scene) { *after = *before },
		"going back": func(before, after *scene.Scene) {
			before.Root.Picture, before.Root.Children[0].Page.Index = "", 3
		},
	} {
		before, after := choosing()
		change(&before, &after)
		r, _ := moveRig(t, before)
		if r.follow(after); len(r.s.motion.things) > 0 || len(r.wakes) > 0 {
			t.Errorf("%s: %d things move", name, len(r.s.motion.things))
		}
	}
}

// TestStageFills: half way the part of the stage is half full, from the left.
func TestStageFills(t *testing.T) {
	before, after := choosing()
	before.Root.Picture = ""
	r, front := moveRig(t, before)
	r.follow(after)
	r.now += fillLasts / 2
	r.s.put()
	part, pal := pixels(r.s.plan.step, 1), theme.Look(theme.Default)
	at := func(share int) color.RGBA {
		return front.f.Image().RGBAAt(part.Min.X+part.Dx()*share/100, part.Min.Y)
	}
	full, hollow := pal.Accent, pal.Line
	if c := at(25); c != (color.RGBA{full.R, full.G, full.B, 255}) {
		t.Errorf("its left quarter is %v", c)
	}
	if c := at(75); c != (color.RGBA{hollow.R, hollow.G, hollow.B, 255}) {
		t.Errorf("its right quarter is %v", c)
	}
}

// TestMotionNeverFlashes: somebody puts things into the basket as fast as the screens follow
// each other (FLA-1, FLA-2). What would light up the window in red does flash.
func TestMotionNeverFlashes(t *testing.T) {
	for _, fault := range []bool{false, true} {
		before, after := choosing()
		r, front := moveRig(t, before)
		var meter flash.Meter
		var found []flash.Finding
		for i := range 90 {
			r.until(r.now + tick)
			if i%8 == 0 {
				r.follow([]scene.Scene{after, before}[i/8%2])
			}
			if fault {
				r.s.motion.begin(r.now, []moving{{time.Second, func(float32) []prim {
					var out plan
					out.fill(rect{0, 0, 1080, 1920}, []color.NRGBA{{R: 255, A: 255}, {A: 255}}[i/3%2])
					return out.prims
				}}})
				r.s.put()
			}
			found = append(found, meter.See(r.now, front.f.Image())...)
		}
		if len(found) > 0 != fault {
			t.Errorf("lit up %v: %v", fault, found)
		}
	}
}

// TestSmaller: of its own size a picture is itself; of one colour it stays so at any size.
func TestSmaller(t *testing.T) {
	img := image.NewRGBA(image.Rect(0, 0, 31, 17))
	for i := range img.Pix {
		img.Pix[i] = 200
	}
	p := raster.NewPicture(img, raster.BGRX)
	for w := range 40 {
		for h := range 20 {
			s := p.Smaller(w, h)
			if s.W != min(w, 31) || s.H != min(h, 17) || len(s.Pix) != s.W*s.H {
				t.Fatalf("%d x %d became %d x %d", w, h, s.W, s.H)
			}
			for _, v := range s.Pix {
				if v != p.Pix[0] {
					t.Fatalf("%d x %d: %08x of %08x", w, h, v, p.Pix[0])
				}
			}
		}
	}
}
