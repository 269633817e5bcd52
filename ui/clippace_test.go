package ui

import (
	"errors"
	"image"
	"io"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"fyne.io/fyne/v2"

	"modu/accessibility/scene"
	"modu/ui/theme"
)

// A clip gives way in two steps, and only where the window really is too slow for it.
func TestClipPace(t *testing.T) {
	const ms = time.Millisecond
	for _, c := range []struct {
		rate  float64
		every int
		mean  time.Duration
		want  int
	}{
		{25, 1, 5 * ms, 1},  // a quick window
		{25, 1, 21 * ms, 2}, // half of its time: every second picture
		{25, 2, 30 * ms, 2}, // that is enough
		{25, 2, 70 * ms, 2}, // slow, but it still keeps up
		{25, 2, 81 * ms, 0}, // it does not
		{25, 1, 500 * ms, 2},
		{12, 1, 50 * ms, 1}, // fewer pictures could not be read (HEA-3)
		{12, 1, 90 * ms, 0},
	} {
		if got := frameStep(c.rate, c.every, c.mean); got != c.want {
			t.Errorf("%g pictures a second, every %d, %v each: %d, want %d", c.rate, c.every, c.mean, got, c.want)
		}
	}
}

// slowClip has pictures without end, and more a second than any window takes.
type slowClip struct{ closed chan struct{} }

func (*slowClip) Rate() float64              { return 1e9 }
func (*slowClip) Next() (image.Image, error) { return image.NewGray(image.Rect(0, 0, 2, 2)), nil }
func (c *slowClip) Close()                   { close(c.closed) }

type slowClips struct{ clip *slowClip }

func (s slowClips) Has(string) bool           { return true }
func (s slowClips) Open(string) (Clip, error) { return s.clip, nil }

// A clip that the window cannot keep up with ends by itself, stands still in its place, is
// told, and may be tried again: it is not broken.
func TestClipGivesWay(t *testing.T) {
	r, _ := clipRig(t, fyne.NewSize(1080, 1920), theme.DefaultPanel())
	clip := &slowClip{closed: make(chan struct{})}
	r.s.player.clips = slowClips{clip}
	told := make(chan error, 1)
	r.s.player.failed = func(err error) { told <- err }
	r.inTurn(scene.Change{To: 1, After: signedScreen("sign/ko/screen.pay.mpg", 0)})
	if err := <-told; !errors.Is(err, errGaveWay) {
		t.Errorf("told %v", err)
	}
	<-clip.closed
	if _, there := r.clipArea(); !there {
		t.Error("its place has gone: what stands there jumps")
	}
	if r.s.player.broken["sign/ko/screen.pay.mpg"] {
		t.Error("it counts as broken")
	}
}

// stillClip has five pictures.
type stillClip struct{ n uint8 }

func (*stillClip) Rate() float64 { return 25 }
func (*stillClip) Close()        {}
func (c *stillClip) Next() (image.Image, error) {
	if c.n++; c.n > 5 {
		return nil, io.EOF
	}
	img := image.NewGray(image.Rect(0, 0, 2, 2))
	for i := range img.Pix {
		img.Pix[i] = 40 * c.n
	}
	return img, nil
}

type stillClips struct{ clip stillClip }

func (*stillClips) Has(string) bool             { return true }
func (s *stillClips) Open(string) (Clip, error) { return &s.clip, nil }

// A clip that is stopped stands still at a picture, for however long, and goes on from there
// without leaving any out (TIM-7). One that is stopped from the start shows its first picture.
func TestClipPauses(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var shown []uint8
		p := newPlayer(&stillClips{}, nil, nil, func(err error) { t.Error(err) })
		p.redraw = func() { shown = append(shown, uint8(p.img.Pix[0])) }
		var one sync.Mutex // as the toolkit does one thing at a time
		p.do = func(act func()) {
			one.Lock()
			defer one.Unlock()
			act()
		}
		show := func(q *prim) { p.do(func() { p.frameFor(q, 2, 2) }) }
		q := prim{kind: primClip, name: "a", still: true}
		show(&q)
		time.Sleep(time.Minute)
		synctest.Wait()
		if len(shown) != 1 {
			t.Fatalf("stopped at the start: %d pictures", len(shown))
		}
		q.still = false
		show(&q)
		time.Sleep(20 * time.Millisecond) // the second picture was due, the third is in 40 ms
		q.still = true
		show(&q)
		time.Sleep(time.Hour)
		synctest.Wait()
		if len(shown) != 2 {
			t.Fatalf("stopped again: %d pictures", len(shown))
		}
		q.still = false
		show(&q)
		time.Sleep(time.Second)
		synctest.Wait()
		if len(shown) != 5 || shown[0] == shown[1] {
			t.Errorf("after all: %v", shown)
		}
		// A clip that stands still ends with its screen.
		p.do(func() { p.now, p.clips = playing{}, &stillClips{} })
		q.still = true
		show(&q)
		synctest.Wait()
		p.do(func() {
			p.begin()
			p.end()
		})
	})
}
