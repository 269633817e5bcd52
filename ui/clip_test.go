package ui

import (
	"errors"
	"fmt"
	"image"
	"image/color"
	"io"
	"strings"
	"sync"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"modu/accessibility/scene"
	"modu/ui/theme"
)

// fakeClips serves clips of plain pictures. The test lets each picture through.
type fakeClips struct {
	mu     sync.Mutex
	opened []string
	closed []string
	gate   chan struct{} // one picture a receive
	ended  chan string
}

func (f *fakeClips) Has(name string) bool { return strings.HasPrefix(name, "sign/") }

func (f *fakeClips) Open(name string) (Clip, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.opened = append(f.opened, name)
	if strings.Contains(name, "broken") {
		return nil, errors.New("not a video")
	}
	return &fakeClip{f: f, name: name}, nil
}

type fakeClip struct {
	f    *fakeClips
	name string
	n    int
}

func (c *fakeClip) Rate() float64 { return 1000 } // as fast as the test lets it

func (c *fakeClip) Next() (image.Image, error) {
	if _, open := <-c.f.gate; !open || c.n == 3 {
		return nil, io.EOF
	}
	c.n++
	img := image.NewRGBA(image.Rect(0, 0, 40, 30))
	for i := range img.Pix {
		img.Pix[i] = 255
	}
	for y := range 30 {
		for x := range 40 {
			img.SetRGBA(x, y, color.RGBA{uint8(40 * c.n), 0, 200, 255})
		}
	}
	return img, nil
}

func (c *fakeClip) Close() {
	c.f.mu.Lock()
	c.f.closed = append(c.f.closed, c.name)
	c.f.mu.Unlock()
	c.f.ended <- c.name
}

// signed is the payment screen with a clip.
func signedScreen(clip string, again int) scene.Scene {
	sc := named("pay").build(0)
	bar := len(sc.Root.Children) - 1
	play := btn("sign.again", "수어 다시 보기")
	pause := btn("sign.pause", "수어 멈춤")
	play.Pointer, pause.Pointer = true, true
	acts := scene.Node{ID: "sign.acts", Role: scene.RoleGroup, Arrange: scene.ArrangeRow, Children: []scene.Node{pause, play}}
	sign := scene.Node{ID: "sign", Role: scene.RoleGroup, Arrange: scene.ArrangeSign, Label: ko("수어 영상"), Picture: clip, Count: again,
		Children: []scene.Node{{ID: "sign.beside.1", Role: scene.RoleText, Label: won(22300), Quiet: true, Pointer: true}, acts}}
	sc.Root.Children = append(sc.Root.Children[:bar:bar], sign, sc.Root.Children[bar])
	sc.Look, sc.Lang = scene.Look{Theme: "default", Size: 100}, "ko"
	return sc
}

func clipRig(t *testing.T, size fyne.Size, panel theme.Panel) (*rig, *fakeClips) {
	t.Helper()
	f := &fakeClips{gate: make(chan struct{}), ended: make(chan string, 16)}
	test.NewTempApp(t)
	r := &rig{t: t, win: test.NewTempWindow(t, nil)}
	r.s = New(r.win, Config{Panel: panel, Pictures: testPictures, Clips: f, Emit: r.emit,
		Report: func(err error) { r.faults = append(r.faults, err) }})
	r.s.player.do = func(act func()) {
		r.turn.Lock()
		defer r.turn.Unlock()
		act()
	}
	r.win.Resize(size)
	return r, f
}

func (r *rig) clipArea() (rect, bool) {
	for _, p := range r.s.plan.prims {
		if p.kind == primClip {
			return p.r, true
		}
	}
	return rect{}, false
}

// A clip plays in its own place to its end, stands still then, and leaves with its
// screen; asked for again it begins again.
func TestClipPlays(t *testing.T) {
	r, f := clipRig(t, fyne.NewSize(1080, 1920), theme.DefaultPanel())
	r.inTurn(scene.Change{To: 1, After: signedScreen("sign/ko/screen.pay.mpg", 0)})
	area, ok := r.clipArea()
	if !ok {
		t.Fatal("no place for the clip")
	}
	for range 4 { // three pictures and the end
		f.gate <- struct{}{}
	}
	if got := <-f.ended; got != "sign/ko/screen.pay.mpg" {
		t.Errorf("ended %q", got)
	}
	img := r.win.Canvas().Capture()
	x, y := int(area.x+area.w/2), int(area.y+area.h/2)
	if cr, _, cb, _ := img.At(x, y).RGBA(); cr>>8 != 120 || cb>>8 != 200 {
		t.Errorf("the last picture does not stand: %v", img.At(x, y))
	}
	// Another focus on the same screen does not begin it again.
	sc := signedScreen("sign/ko/screen.pay.mpg", 0)
	sc.Focus = "bar.help"
	r.inTurn(scene.Change{To: 2, After: sc})
	r.inTurn(scene.Change{To: 3, After: signedScreen("sign/ko/screen.pay.mpg", 1)})
	f.gate <- struct{}{}
	// A screen without a clip ends it, and shows nothing of it.
	plain := named("pay").build(0)
	plain.Look, plain.Lang = scene.Look{Theme: "default", Size: 100}, "ko"
	r.inTurn(scene.Change{To: 4, After: plain})
	close(f.gate)
	<-f.ended
	f.mu.Lock()
	if len(f.opened) != 2 || len(f.closed) != 2 {
		t.Errorf("opened %v, closed %v", f.opened, f.closed)
	}
	f.mu.Unlock()
	if _, there := r.clipArea(); there {
		t.Error("its place is still there")
	}
	if cr, _, cb, _ := r.win.Canvas().Capture().At(x, y).RGBA(); cb>>8 == 200 && cr>>8 < 130 {
		t.Error("its picture is still there")
	}
}

// A finger on the clip finds what stops it, and what lets it go on (TIM-7).
func TestFingerOnClip(t *testing.T) {
	r, f := clipRig(t, fyne.NewSize(1080, 1920), theme.DefaultPanel())
	close(f.gate)
	r.inTurn(scene.Change{To: 1, After: signedScreen("sign/ko/screen.pay.mpg", 0)})
	area, _ := r.clipArea()
	if got := r.s.plan.hit(area.x+area.w/2, area.y+area.h/2); got != "sign.pause" {
		t.Errorf("a finger on the clip finds %q", got)
	}
	<-f.ended
}

// A clip that is not there, or that cannot be played, shows nothing and takes no room; a
// broken one is reported once.
func TestClipMissingOrBroken(t *testing.T) {
	r, f := clipRig(t, fyne.NewSize(1080, 1920), theme.DefaultPanel())
	r.inTurn(scene.Change{To: 1, After: signedScreen("none.mpg", 0)})
	if _, there := r.clipArea(); there {
		t.Error("a missing clip has a place")
	}
	r.s.player.failed = func(err error) { r.s.clipFailed(err); f.ended <- "failed" }
	r.inTurn(scene.Change{To: 2, After: signedScreen("sign/ko/broken.mpg", 0)})
	<-f.ended
	r.inTurn(scene.Change{To: 3, After: signedScreen("sign/ko/broken.mpg", 1)})
	if _, there := r.clipArea(); there {
		t.Error("a broken clip has a place")
	}
	if len(r.faults) != 1 || !strings.Contains(r.faults[0].Error(), "broken.mpg") || len(f.opened) != 1 {
		t.Errorf("faults %v, opened %v", r.faults, f.opened)
	}
}

// The clip never covers a control, on any panel and at any size; where there is no room
// it is the clip that gives way.
func TestClipCoversNothing(t *testing.T) {
	for _, panel := range []string{"default", "land", "small"} {
		pl := rigPanel(panel)
		for _, size := range []int{100, 133, 167, 200} {
			for _, low := range []bool{false, true} {
				r, f := clipRig(t, fyne.NewSize(float32(pl.WidthPx), float32(pl.HeightPx)), pl)
				close(f.gate)
				sc := signedScreen("sign/ko/screen.pay.mpg", 0)
				sc.Look.Size, sc.Look.Low = size, low
				r.inTurn(scene.Change{To: 1, After: sc})
				if r.clipApart(fmt.Sprintf("%s %d %% low %v", panel, size, low), size == 100) {
					<-f.ended
				}
			}
		}
	}
}

// clipApart fails where the clip leaves the window or covers a node, and where it must be
// shown and is not. It reports whether it is shown.
func (r *rig) clipApart(name string, must bool) bool {
	r.t.Helper()
	area, ok := r.clipArea()
	if !ok {
		if must {
			r.t.Errorf("%s: no clip", name)
		}
		return false
	}
	for _, n := range r.s.plan.nodes {
		if n.role != scene.RoleGroup && n.role != scene.RoleScreen && n.r != area && cross(n.r.inset(0.25), area.inset(0.25)) {
			r.t.Errorf("%s: the clip covers %s", name, n.id)
		}
	}
	if size := r.s.size; area.x < 0 || area.y < 0 || area.x+area.w > size.Width || area.y+area.h > size.Height {
		r.t.Errorf("%s: the clip leaves the window", name)
	}
	return true
}
