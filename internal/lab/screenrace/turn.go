package screenrace

import (
	"context"
	"errors"
	"fmt"
	"image"
	"path/filepath"
	"slices"
	"time"

	"modu/internal/lab/proc"
	"modu/internal/lab/world"
	"modu/internal/lab/xdisplay"
	"modu/internal/task"
)

// runner is one of the two, and what was measured of it.
type runner struct {
	name    string
	program string
	args    []string
	title   string // part of the title that its window has once everything is loaded; "": none
	times   map[string][]time.Duration
	first   []float64 // MiB at the first screen
	later   []float64 // MiB after the page changes
	idle    []float64 // per cent of one core
}

// launch starts a program and waits for its first picture: the one that it is known
// to open with, or any that is not of one colour.
func (r *race) launch(ctx context.Context, c *runner) (k *world.Kiosk, took time.Duration, err error) {
	if err := r.d.Blank(); err != nil {
		return nil, 0, err
	}
	time.Sleep(300 * time.Millisecond)
	xdisplay.Drain(r.changes)
	if k, err = world.Start(ctx, world.Options{Program: c.program, Args: c.args, Display: r.d.Name}); err != nil {
		return nil, 0, err
	}
	wait, cancel := xdisplay.Within(ctx, c.program+" did not show its first screen")
	defer cancel()
	wait, ends := context.WithCancelCause(wait)
	defer ends(nil)
	watch := task.StartIn(wait, func(ctx context.Context) {
		select {
		case <-k.Ended():
			ends(errors.New(c.program + " ended without a picture"))
		case <-ctx.Done():
		}
	})
	defer watch.Stop()
	opening := r.opening[c.name]
	at, err := r.d.Await(wait, r.changes, r.lowerEdge(), func(now *image.RGBA) bool {
		return opening == nil && !xdisplay.Uniform(now) || opening != nil && slices.Equal(now.Pix, opening.Pix)
	})
	if err != nil {
		_ = k.Stop()
		return nil, 0, err
	}
	return k, at.Sub(k.Began), nil
}

// lowerEdge is the part of the screen that is drawn last by a program that draws from the
// top, and holds words on every screen.
func (r *race) lowerEdge() image.Rectangle {
	return xdisplay.Rect(0, r.d.Height-r.d.Height/5, r.d.Width, r.d.Height/5)
}

// start starts a runner, has something done with it and stops it.
func (r *race) start(ctx context.Context, c *runner, do func(context.Context, *runner, int) error) error {
	k, _, err := r.launch(ctx, c)
	if err != nil {
		return err
	}
	defer k.Stop()
	return do(ctx, c, k.PID())
}

// turn is four starts of a runner and its whole course.
func (r *race) turn(ctx context.Context, c *runner) error {
	for range min(3, r.Count) { // three more starts: one of each round says little
		k, took, err := r.launch(ctx, c)
		if err != nil {
			return err
		}
		c.times["start"] = append(c.times["start"], took)
		time.Sleep(500 * time.Millisecond)
		_ = k.Stop()
	}
	return r.start(ctx, c, r.course)
}

// course goes every leg, measuring.
func (r *race) course(ctx context.Context, c *runner, pid int) error {
	for _, l := range r.legs {
		if err := r.measure(ctx, c, pid, l); err != nil {
			return err
		}
	}
	return nil
}

// still waits for a picture at rest.
func (r *race) still(ctx context.Context) (*image.RGBA, error) {
	ctx, cancel := xdisplay.Within(ctx, "no picture at rest")
	defer cancel()
	return r.d.Still(ctx, image.Rect(0, 0, r.d.Width, r.d.Height), r.Rest, nil)
}

// press presses a key and waits for the picture that it leads to, at rest. However far
// behind its keys a runner is, it is not overtaken.
func (r *race) press(ctx context.Context, before *image.RGBA, key string) (*image.RGBA, error) {
	if err := r.d.Key(key, 0); err != nil {
		return nil, err
	}
	ctx, cancel := xdisplay.Within(ctx, fmt.Sprintf("pressing %s changed nothing on the screen", key))
	defer cancel()
	return r.d.Still(ctx, before.Rect, r.Rest, before)
}

// try goes the course once: it learns the first screen, and for each press a place whose
// pixels it changes. Both runners are watched at places of their own: they do not draw to
// the same pixel.
func (r *race) try(ctx context.Context, c *runner, _ int) error {
	if err := r.loaded(ctx, c); err != nil {
		return err
	}
	before, err := r.still(ctx)
	if err != nil {
		return err
	}
	edge := image.NewRGBA(image.Rect(0, 0, r.lowerEdge().Dx(), r.lowerEdge().Dy()))
	copy(edge.Pix, before.Pix[before.PixOffset(0, r.lowerEdge().Min.Y):])
	r.opening[c.name] = edge
	if err := r.keep(c.name + "-start.png"); err != nil {
		return err
	}
	for _, l := range r.legs {
		if before, err = r.walk(ctx, before, l); err != nil {
			return err
		}
		if err := r.keep(c.name + "-" + l.name + ".png"); err != nil {
			return err
		}
		if before, err = r.learn(ctx, c, l, before); err != nil {
			return fmt.Errorf("%w (%s)", err, l.name)
		}
	}
	return nil
}

// mostRounds is how many rounds of a leg are gone until two are alike.
const mostRounds = 6

// learn goes rounds of a leg until two of them change the picture at the same places, and
// keeps where. On a busy machine a picture may come so late that the one before it was
// taken for it.
func (r *race) learn(ctx context.Context, c *runner, l leg, before *image.RGBA) (*image.RGBA, error) {
	for range mostRounds {
		alike := true
		for i, k := range l.rounds {
			after, err := r.press(ctx, before, k)
			if err != nil {
				return nil, err
			}
			spot, _ := lastDifference(before, after)
			alike = alike && r.spots[spotKey(c, l, i)] == spot
			r.spots[spotKey(c, l, i)], before = spot, after
		}
		if alike {
			return before, nil
		}
	}
	return nil, errors.New("the same presses change the picture at different places")
}

// walk goes the way to a leg, from one picture to the next.
func (r *race) walk(ctx context.Context, at *image.RGBA, l leg) (_ *image.RGBA, err error) {
	for _, k := range l.way {
		if at, err = r.press(ctx, at, k); err != nil {
			return nil, err
		}
	}
	return at, nil
}

// loaded waits until everything that a runner shows is in its memory.
func (r *race) loaded(ctx context.Context, c *runner) error {
	if c.title == "" {
		return nil
	}
	ctx, cancel := xdisplay.Within(ctx, c.program+" did not load its page")
	defer cancel()
	for !r.d.Titled(c.title) {
		select {
		case <-time.After(100 * time.Millisecond):
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	}
	return nil
}

func (r *race) keep(name string) error {
	if r.Out == "" {
		return nil
	}
	return r.d.Screenshot(filepath.Join(r.Out, name))
}

// spotSize is the side of the square that is watched: small, so that looking at it
// costs the X server nothing.
const spotSize = 12

func spotKey(c *runner, l leg, i int) string { return fmt.Sprint(c.name, l.name, i) }

// lastDifference is a small square above the last pixel that differs: low, where things are
// touched, for captions come and go by themselves under the title.
func lastDifference(a, b *image.RGBA) (image.Rectangle, bool) {
	for y := a.Rect.Dy() - 1; y >= 0; y-- {
		for x := range a.Rect.Dx() {
			if i := a.PixOffset(x, y); a.Pix[i] != b.Pix[i] || a.Pix[i+1] != b.Pix[i+1] || a.Pix[i+2] != b.Pix[i+2] {
				return image.Rect(x, y+1-spotSize, x+spotSize, y+1).Intersect(a.Rect), true
			}
		}
	}
	return image.Rectangle{}, false
}

// measure goes one leg: its way, what is measured before it, and its presses.
func (r *race) measure(ctx context.Context, c *runner, pid int, l leg) error {
	at, err := r.still(ctx)
	if err != nil {
		return err
	}
	if _, err := r.walk(ctx, at, l); err != nil {
		return err
	}
	if l.name == "focus" {
		if err := r.cost(c, pid); err != nil {
			return err
		}
	}
	for i, timed := 0, 0; timed < r.Count || i%len(l.rounds) > 0; i++ { // whole rounds: the next leg starts where this one did
		took, err := r.timed(ctx, c, l, i%len(l.rounds))
		if err != nil {
			return err
		}
		if l.isTimed(i % len(l.rounds)) {
			c.times[l.name] = append(c.times[l.name], took)
			timed++
		}
		// Not in step with anybody's clock. A window may change much of its light four
		// times in 1.2 s (FLA-1); waiting for that is no work.
		pause := 150 + (i*37)%60
		if l.name != "focus" {
			pause += 250
		}
		time.Sleep(time.Duration(pause) * time.Millisecond)
	}
	if l.name == "page" {
		return r.turnPages(c, pid, l)
	}
	return nil
}

// cost reads memory, and the processor time of a screen at which nothing happens.
func (r *race) cost(c *runner, pid int) error {
	m, err := proc.TreeMiB(pid)
	if err != nil {
		return err
	}
	c.first = append(c.first, m)
	time.Sleep(min(8*time.Second, 4*r.Idle)) // what the last key made it say is over
	before := proc.TreeCPU(pid)
	time.Sleep(r.Idle)
	c.idle = append(c.idle, 100*float64(proc.TreeCPU(pid)-before)/float64(r.Idle))
	return nil
}

// turnPages changes pages as fast as a person never does, and reads memory after it. The
// kiosk shows as many of them as may be without flashing (FLA-1), the browser all.
func (r *race) turnPages(c *runner, pid int, l leg) error {
	for i := range r.Pages / 2 * 2 {
		if err := r.d.Key(l.rounds[i%2], 0); err != nil {
			return err
		}
		time.Sleep(110 * time.Millisecond)
	}
	time.Sleep(time.Second)
	m, err := proc.TreeMiB(pid)
	if err != nil {
		return err
	}
	c.later = append(c.later, m)
	return nil
}

// timed presses one key and waits until the pixels at its place have changed.
func (r *race) timed(ctx context.Context, c *runner, l leg, i int) (time.Duration, error) {
	spot := r.spots[spotKey(c, l, i)]
	before, err := r.d.Grab(spot)
	if err != nil {
		return 0, err
	}
	ctx, cancel := xdisplay.Within(ctx, fmt.Sprintf("pressing %s (%s) did not change the picture at %v", l.rounds[i], l.name, spot))
	defer cancel()
	xdisplay.Drain(r.changes)
	t := time.Now()
	if err := r.d.Key(l.rounds[i], 0); err != nil {
		return 0, err
	}
	at, err := r.d.Await(ctx, r.changes, spot, func(now *image.RGBA) bool { return !slices.Equal(before.Pix, now.Pix) })
	return at.Sub(t), err
}
