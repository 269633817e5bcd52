package direct

import (
	"time"

	"fyne.io/fyne/v2"
)

// Warm loads what a window needs, which takes a good part of a start, while other things
// are done. It must be called on the goroutine that runs main, before the toolkit has any
// window; it may be left out.
func Warm() { warm() }

// Created reports whether a window of the toolkit's is as far as Attach needs it. It may
// be called at any time on Fyne's goroutine.
func Created(win fyne.Window) bool {
	id, ok := handle(win)
	return !ok || id != 0
}

// Attach opens the window of the toolkit's, and from then on lets the toolkit take keys
// and fingers as soon as they are there, and sleep while there are none: by itself it looks
// sixty times a second. From then on functions for Fyne's goroutine go through rest. It
// returns nil where the toolkit draws with a graphics processor, unless always is set, and
// where the window is no X11 window. lost is called on Fyne's goroutine when a part of the
// picture has to be shown again. It must be called on Fyne's goroutine and not while the
// toolkit draws.
func Attach(win fyne.Window, always bool, rest *Rest, lost func()) (*Window, error) {
	id, ok := handle(win)
	if !ok || !always && !software(win) {
		return nil, nil
	}
	w, err := Open("", id)
	if err != nil {
		return nil, err
	}
	win.SetOnClosed(rest.begin(wait, wake))
	go func() { // ends with the window; Close, on Fyne's goroutine, cannot wait for what waits for that
		for n := range w.News() {
			if !n.Lost && rest.watches() {
				continue
			}
			taken := make(chan struct{})
			rest.Do(func() {
				poll()
				if n.Lost {
					lost()
				}
				close(taken)
			})
			select {
			case <-taken:
			case <-time.After(time.Second): // the toolkit has ended
			}
		}
	}()
	return w, nil
}
