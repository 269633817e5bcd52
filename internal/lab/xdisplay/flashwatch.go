package xdisplay

import (
	"context"
	"image"
	"image/color"
	"time"

	"github.com/jezek/xgb/xproto"

	"modu/accessibility/audit/flash"
	"modu/internal/task"
)

// FlashWatch looks at a display thirty times a second from outside, as FLA-1 asks, for as
// long as something runs on it. It looks along upright lines only, which cost little and
// cross every long edge at its full width.
type FlashWatch struct {
	d     *Display
	looks *task.Task
	found []flash.Finding
	seen  int
}

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

// glance is the points of the display that the meter looks at. All lines are asked for
// before the first comes, so that they are of one moment as nearly as can be.
func (w *FlashWatch) glance() (image.Image, error) {
	high := w.d.Height
	cols, rows := min(flash.Columns, w.d.Width), min(flash.Rows, high)
	lines := make([]xproto.GetImageCookie, cols)
	for x := range lines {
		lines[x] = xproto.GetImage(w.d.conn, xproto.ImageFormatZPixmap, xproto.Drawable(w.d.root),
			int16((2*x+1)*w.d.Width/(2*cols)), 0, 1, uint16(high), 0xffffffff)
	}
	out := image.NewRGBA(image.Rect(0, 0, cols, rows))
	for x, line := range lines {
		rep, err := line.Reply()
		if err != nil {
			return nil, err
		}
		for y := range rows {
			if at := 4 * ((2*y + 1) * high / (2 * rows)); at+3 < len(rep.Data) {
				out.SetRGBA(x, y, color.RGBA{rep.Data[at+2], rep.Data[at+1], rep.Data[at], 255})
			}
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
