//go:build x11 && !ci && !gles

package ui

import (
	"image"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver"
	"github.com/go-gl/gl/v2.1/gl"
	"github.com/go-gl/glfw/v3.4/glfw"

	"modu/ui/direct"
	"modu/ui/raster"
)

// straight is the front for machines without a graphics processor: frames go straight to
// the X server.
type straight struct{ w *direct.Window }

func (s *straight) order() raster.Order { return raster.BGRX }

func (s *straight) frame(w, h int) *raster.Frame {
	f, err := s.w.Frame(w, h)
	if err != nil {
		return nil
	}
	return f
}

func (s *straight) show(parts []image.Rectangle) { s.w.Show(parts) }

// inSoftware are the names of Mesa's renderers that paint with the processor
// (Mesa 22.3, src/gallium/drivers/{llvmpipe,softpipe}: get_name; swrast was one before).
var inSoftware = []string{"llvmpipe", "softpipe", "swrast", "software rasterizer"}

// window is what a window of the toolkit's is asked for.
type glWindow interface {
	driver.NativeWindow
	RunWithContext(func())
}

// created reports whether the toolkit's window is there yet; one that it draws in memory
// always is.
func created(win fyne.Window) bool {
	w, ok := win.(glWindow)
	return !ok || handle(w) != 0
}

func handle(w glWindow) (id uintptr) {
	w.RunNative(func(c any) {
		if x, ok := c.(driver.X11WindowContext); ok {
			id = x.WindowHandle
		}
	})
	return id
}

// straightFront is the front for machines without a graphics processor, or nil where the
// toolkit's is to be used. news is called on Fyne's goroutine when a part of the picture
// was lost. It must not be called while the toolkit draws.
func straightFront(win fyne.Window, paint Paint, lost func()) (front, error) {
	w, ok := win.(glWindow)
	if !ok || paint == PaintToolkit {
		return nil, nil
	}
	if paint == PaintAuto {
		var name string
		w.RunWithContext(func() { name = strings.ToLower(gl.GoStr(gl.GetString(gl.RENDERER))) })
		soft := false
		for _, s := range inSoftware {
			soft = soft || strings.Contains(name, s)
		}
		if !soft {
			return nil, nil
		}
	}
	d, err := direct.Open("", uint32(handle(w)))
	if err != nil {
		return nil, err
	}
	go func() {
		for n := range d.News() {
			taken := make(chan struct{})
			fyne.Do(func() {
				// The toolkit looks at keys and fingers sixty times a second; this is as soon as
				// they are there.
				glfw.PollEvents()
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
	return &straight{d}, nil
}
