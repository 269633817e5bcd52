package xdisplay

import (
	"context"
	"image"
	"image/color"
	"time"

	"modu/accessibility/audit/flash"
	"modu/internal/task"
)

// FlashWatch looks at a display thirty times a second from outside, as FLA-1 asks, for as
// long as something runs on it. It looks along a few lines only: what flashes over enough
// of the screen to matter crosses them.
type FlashWatch struct {
	d     *Display
	looks *task.Task
	found []flash.Finding
	seen  int
}

const (
	watchLines = 24
	watchCols  = 48
)

// WatchFlashes begins to look at a display. It connects once more, so that no other use of
// the display waits for it.
func WatchFlashes(name string) (*FlashWatch, error) {
	d, err := Connect(name)
	if err != nil {
		return nil, err
	}
	w := &FlashWatch{d: d}
	w.looks = task.Start(w.run)
	return w, nil
}

func (w *FlashWatch) run(ctx context.Context) {
	var meter flash.Meter
	began := time.Now()
	tick := time.NewTicker(time.Second / 30)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		at := time.Since(began)
		img, err := w.glance()
		if err != nil {
			return // the display has gone
		}
		w.seen++
		w.found = append(w.found, meter.See(at, img)...)
	}
}

// glance is a coarse picture of the display.
func (w *FlashWatch) glance() (image.Image, error) {
	out := image.NewRGBA(image.Rect(0, 0, watchCols, watchLines))
	for y := range watchLines {
		line, err := w.d.Grab(Rect(0, (2*y+1)*w.d.Height/(2*watchLines), w.d.Width, 1))
		if err != nil {
			return nil, err
		}
		for x := range watchCols {
			from, to := x*w.d.Width/watchCols, (x+1)*w.d.Width/watchCols
			var sum [3]int
			for px := from; px < to; px++ {
				for k := range sum {
					sum[k] += int(line.Pix[4*px+k])
				}
			}
			n := max(1, to-from)
			out.SetRGBA(x, y, color.RGBA{uint8(sum[0] / n), uint8(sum[1] / n), uint8(sum[2] / n), 255})
		}
	}
	return out, nil
}

// Stop ends the watch and says what it saw, and how often it looked.
func (w *FlashWatch) Stop() ([]flash.Finding, int) {
	w.looks.Stop()
	w.d.conn.Close()
	return w.found, w.seen
}
