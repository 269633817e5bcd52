package ui

import (
	"errors"
	"fmt"
	"image"
	"io"
	"sync/atomic"
	"time"

	xdraw "golang.org/x/image/draw"

	"modu/ui/raster"
)

// Clips is where sign-language clips come from. Has is asked on Fyne's goroutine and
// must answer from memory; Open is called on a goroutine of the player's.
type Clips interface {
	Has(name string) bool
	Open(name string) (Clip, error)
}

// Clip is one video being played, by one goroutine. Next returns a picture that is valid
// until the next call, and io.EOF after the last one.
type Clip interface {
	Rate() float64 // pictures a second
	Next() (image.Image, error)
	Close()
}

// A clip takes the processor from what the person does, and where the toolkit paints it
// repaints the whole window for every picture: so it gives way.
const (
	// yieldFor is how long no picture is put in the way of a change of the scene.
	yieldFor = 150 * time.Millisecond
	// judgeEvery is after how many pictures the player looks at how busy the window is.
	judgeEvery = 24
)

var errGaveWay = errors.New("the window is too busy for it: it stands still")

// player plays at most one clip. Its methods are called on Fyne's goroutine.
type player struct {
	clips  Clips
	failed func(error)
	broken map[string]bool

	order      raster.Order
	redraw     func()          // shows the present display list again
	do         func(func())    // runs something on Fyne's goroutine
	img        *raster.Picture // nil before the first picture
	now        playing         // what is being played, or was to its end
	seen       bool            // the display list being shown has a clip
	paused     *pause          // of the present clip
	stop       chan struct{}   // ends the goroutine of the present clip; nil without one
	quietUntil atomic.Int64    // no picture before this time, in nanoseconds of the process's clock
	began      time.Time
}

// playing is one showing of one clip.
type playing struct {
	name  string
	again int
	w, h  int // pixels
}

func newPlayer(clips Clips, do func(func()), redraw func(), failed func(error)) *player {
	return &player{clips: clips, redraw: redraw, do: do, failed: failed, broken: map[string]bool{}, began: time.Now()}
}

// has reports whether there is a clip that can be shown.
func (p *player) has(name string) bool {
	return p.clips != nil && name != "" && !p.broken[name] && p.clips.Has(name)
}

// yield keeps the clip still for a moment, so that what the person did is drawn first.
func (p *player) yield() { p.quietUntil.Store(int64(time.Since(p.began) + yieldFor)) }

func (p *player) begin() { p.seen = false }

// frameFor is what a clip shows now, of w x h pixels, where the display list wants it; nil
// before its first picture, and where it cannot be shown.
func (p *player) frameFor(q *prim, w, h int) *raster.Picture {
	want := playing{q.name, int(q.size), w, h}
	if want.w < 1 || want.h < 1 || !p.has(q.name) {
		return nil
	}
	p.seen = true
	if want != p.now {
		if want.name != p.now.name || want.w != p.now.w || want.h != p.now.h {
			p.img = nil // never the last one's picture
		}
		p.halt()
		p.now, p.stop, p.paused = want, make(chan struct{}), &pause{}
		p.paused.set(q.still)
		go p.run(want, p.order, p.paused, p.stop) // halt cannot wait for it: it waits for Fyne's goroutine
	}
	p.paused.set(q.still)
	return p.img
}

// pause is whether a clip stands still, for the goroutine that plays it.
type pause struct{ goOn atomic.Pointer[chan struct{}] } // closed when it goes on; nil while it plays

func (p *pause) set(still bool) {
	switch at := p.goOn.Load(); {
	case still && at == nil:
		c := make(chan struct{})
		p.goOn.Store(&c)
	case !still && at != nil:
		p.goOn.Store(nil)
		close(*at)
	}
}

// wait waits while the clip stands still, and tells for how long it did. It reports false when
// the clip is no longer wanted.
func (p *pause) wait(stop chan struct{}) (time.Duration, bool) {
	at := p.goOn.Load()
	if at == nil {
		return 0, true
	}
	since := time.Now()
	select {
	case <-stop:
		return 0, false
	case <-*at:
		return time.Since(since), true
	}
}

// end stops what the display list no longer shows.
func (p *player) end() {
	if !p.seen && p.stop != nil {
		p.halt()
		p.now, p.img = playing{}, nil
	}
}

// halt ends the present goroutine, if any; it does not wait for it.
func (p *player) halt() {
	if p.stop != nil {
		close(p.stop)
		p.stop = nil
	}
}

// run plays one clip once and leaves its last picture standing.
func (p *player) run(what playing, order raster.Order, still *pause, stop chan struct{}) {
	err := p.play(what, order, still, stop)
	if err == nil || errors.Is(err, io.EOF) {
		return
	}
	p.do(func() {
		if p.stop != stop {
			return
		}
		if !errors.Is(err, errGaveWay) {
			p.broken[what.name] = true
		}
		p.failed(fmt.Errorf("clip %q: %w", what.name, err))
	})
}

// play shows one clip once. It returns nil when the clip is no longer wanted.
func (p *player) play(what playing, order raster.Order, still *pause, stop chan struct{}) error {
	clip, err := p.clips.Open(what.name)
	if err != nil {
		return err
	}
	defer clip.Close()
	s := &playback{player: p, what: what, order: order, still: still, stop: stop, rate: clip.Rate(), start: time.Now(), step: 1}
	s.period = time.Duration(float64(time.Second) / s.rate)
	for n := 0; ; n++ {
		img, err := clip.Next()
		if errors.Is(err, io.EOF) && s.skipped != nil {
			p.put(raster.NewPicture(s.skipped, order), stop) // what stands at the end is the end
		}
		if err != nil {
			return err
		}
		if goOn, err := s.show(n, img); !goOn {
			return err
		}
	}
}

// playback is a clip being played, on a goroutine of its own.
type playback struct {
	*player
	what   playing
	order  raster.Order
	still  *pause
	stop   chan struct{}
	rate   float64 // frames a second
	period time.Duration
	start  time.Time

	step    int            // every so manieth frame is shown
	shown   int            // frames
	waited  time.Duration  // for Fyne's goroutine, for the last frames
	ring    [3]*image.RGBA // one is drawn, one is taken, one is being filled
	skipped *image.RGBA    // the last frame, if it was left out
}

// show shows the n-th frame when it is due, or leaves it out. It reports whether the clip
// goes on.
func (s *playback) show(n int, src image.Image) (bool, error) {
	due := s.start.Add(time.Duration(n) * s.period)
	k := s.shown % len(s.ring)
	s.ring[k] = fitted(s.ring[k], src, s.what.w, s.what.h)
	if isLate := time.Since(due) > s.period && n > 0 && n%judgeEvery != 0; isLate || n%s.step != 0 {
		s.skipped = s.ring[k]
		return s.sleep(0, s.stop), nil
	}
	s.skipped = nil
	if !s.sleep(time.Until(due), s.stop) || !s.sleep(time.Until(s.began.Add(time.Duration(s.quietUntil.Load()))), s.stop) {
		return false, nil
	}
	if n > 0 { // a clip that stands still from the start shows its first picture
		stood, goOn := s.still.wait(s.stop)
		if !goOn {
			return false, nil
		}
		s.start = s.start.Add(stood)
	}
	asked := time.Now()
	if !s.put(raster.NewPicture(s.ring[k], s.order), s.stop) {
		return false, nil
	}
	s.waited += time.Since(asked)
	if s.shown++; s.shown%judgeEvery != 0 {
		return true, nil
	}
	s.step = frameStep(s.rate, s.step, s.waited/judgeEvery)
	s.waited = 0
	if s.step == 0 {
		return false, errGaveWay
	}
	return true, nil
}

// frameStep is every how manieth frame is shown from now on, when Fyne has taken mean for
// each of the last ones; 0 says that the clip gives way and stands still. A window that is
// busy half of the time with a clip would take twice as long for a focus move: then every
// second frame is left out, as long as the signing can still be read, and where that does not
// help either the person's acts come before the clip.
func frameStep(rate float64, step int, mean time.Duration) int {
	period := time.Duration(float64(time.Second) / rate)
	switch {
	case mean < period*time.Duration(step)/2:
		return step
	case step == 1 && rate >= 2*leastRate:
		return 2
	case mean > period*time.Duration(step):
		return 0
	}
	return step
}

// leastRate is the least at which signing can be read (HEA-3).
const leastRate = 12

// sleep waits; it reports false when the clip is no longer wanted.
func (p *player) sleep(d time.Duration, stop chan struct{}) bool {
	if d <= 0 {
		select {
		case <-stop:
			return false
		default:
			return true
		}
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-stop:
		return false
	case <-t.C:
		return true
	}
}

// put shows a picture and waits until Fyne has taken it, so that there is never more
// than one under way.
func (p *player) put(img *raster.Picture, stop chan struct{}) bool {
	taken := make(chan struct{})
	p.do(func() {
		defer close(taken)
		if p.stop == stop {
			p.img = img
			p.redraw()
		}
	})
	select {
	case <-taken:
		return true
	case <-stop:
		return false
	}
}

// fitted scales a picture into w x h pixels, keeping its proportions. What is left over
// stays clear. dst is used again if it is not nil.
func fitted(dst *image.RGBA, src image.Image, w, h int) *image.RGBA {
	b := src.Bounds()
	fw, fh := fit(float64(b.Dx()), float64(b.Dy()), w, h)
	if dst == nil {
		dst = image.NewRGBA(image.Rect(0, 0, w, h))
	}
	x, y := 0, (h-fh)/2 // flush with what stands above and below
	xdraw.ApproxBiLinear.Scale(dst, image.Rect(x, y, x+fw, y+fh), src, b, xdraw.Src, nil)
	return dst
}
