package bench

import (
	"context"
	"fmt"
	"image"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"time"

	"modu/internal/lab/proc"
	"modu/internal/lab/world"
	"modu/internal/lab/xdisplay"
)

// starts is how often the start is timed.
const starts = 5

// turnPause is from one other screen to the next. A window may change so much of its light
// four times in 1.2 s (FLA-1); waiting for that is no work.
const turnPause = 320 * time.Millisecond

// bareSite writes the site of a kiosk that is measured: silent, on the default panel.
func bareSite(dir, more string) (string, error) {
	site := filepath.Join(dir, "site.yaml")
	return site, os.WriteFile(site, []byte("version: 1\nstate_dir: state\nspeech: {engine: silence}\n"+more), 0o644)
}

// window measures a kiosk in a real window from outside: start, key to changed picture,
// memory.
func window(ctx context.Context, kiosk string, out io.Writer, n, pages int) error {
	d, err := xdisplay.Start(ctx, world.PanelW, world.PanelH)
	if err != nil {
		return err
	}
	defer d.Close()
	changes, err := d.Changes()
	if err != nil {
		return err
	}
	dir, remove, err := scratch()
	if err != nil {
		return err
	}
	defer remove()
	site, err := bareSite(dir, "short: false\n") // as load.WholeMenu
	if err != nil {
		return err
	}
	w := &watched{d: d, changes: changes}
	k, err := w.start(ctx, out, kiosk, site)
	if err != nil {
		return err
	}
	defer func() { _ = k.Stop() }()
	time.Sleep(2 * time.Second)
	for _, key := range []string{"Down", "Return"} {
		if _, err := w.press(key); err != nil {
			return err
		}
		time.Sleep(700 * time.Millisecond)
	}
	focus, err := w.alternate(n, 120*time.Millisecond, "Down", "Up")
	if err != nil {
		return err
	}
	show(out, "key → changed picture, focus moves (software rendering)", "", focus)
	page, err := w.alternate(n, turnPause, "Return", "BackSpace")
	if err != nil {
		return err
	}
	show(out, "key → changed picture, another screen", "", page)
	return w.memory(out, k.PID(), pages)
}

// watched is a display on which every change is timed.
type watched struct {
	d       *xdisplay.Display
	changes <-chan time.Time
}

// start times several starts, and leaves the last kiosk running.
func (w *watched) start(ctx context.Context, out io.Writer, kiosk, site string) (k *world.Kiosk, err error) {
	var times []time.Duration
	for i := range starts {
		if i > 0 {
			_ = k.Stop()
		}
		if err := w.d.Blank(); err != nil {
			return nil, err
		}
		xdisplay.Drain(w.changes)
		if k, err = world.Start(ctx, world.Options{Program: kiosk, Args: []string{"--site", site}, Display: w.d.Name}); err != nil {
			return nil, err
		}
		limit, cancel := xdisplay.Within(ctx, "the kiosk showed nothing")
		at, err := w.d.Await(limit, w.changes, xdisplay.Rect(0, w.d.Height-200, w.d.Width, 200), func(img *image.RGBA) bool { return !xdisplay.Uniform(img) })
		cancel()
		if err != nil {
			_ = k.Stop()
			return nil, err
		}
		times = append(times, at.Sub(k.Began))
	}
	show(out, "start of the process → first picture (files in cache)", "< 300 ms", times)
	return k, nil
}

// press presses a key and tells when anything on the screen had changed.
func (w *watched) press(key string) (time.Duration, error) {
	xdisplay.Drain(w.changes)
	t := time.Now()
	if err := w.d.Key(key, 0); err != nil {
		return 0, err
	}
	select {
	case at := <-w.changes:
		return at.Sub(t), nil
	case <-time.After(xdisplay.Patience):
		return 0, fmt.Errorf("pressing %s changed nothing on the screen", key)
	}
}

// alternate presses two keys in turns, n presses in all.
func (w *watched) alternate(n int, pause time.Duration, keys ...string) (times []time.Duration, err error) {
	for i := range n {
		t, err := w.press(keys[i%len(keys)])
		if err != nil {
			return nil, err
		}
		times = append(times, t)
		time.Sleep(pause)
	}
	return times, nil
}

// memory reads what a process has before, amid and after many page changes.
func (w *watched) memory(out io.Writer, pid, pages int) error {
	first, err := proc.MiB(pid)
	if err != nil {
		return err
	}
	half := 0
	for i := range pages {
		if _, err := w.press([]string{"Return", "BackSpace"}[i%2]); err != nil {
			return err
		}
		time.Sleep(60 * time.Millisecond)
		if i == pages/2 {
			if half, err = proc.MiB(pid); err != nil {
				return err
			}
		}
	}
	last, err := proc.MiB(pid)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "%-58s %d MiB, after %d: %d MiB, after %d: %d MiB  < 200 MiB, flat\n", "memory (PSS) before page changes", first, pages/2, half, pages, last)
	debug.FreeOSMemory()
	return nil
}
