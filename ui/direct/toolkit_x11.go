//go:build x11 && !ci && !gles

package direct

import (
	"os"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver"
	"github.com/go-gl/gl/v2.1/gl"
	"github.com/go-gl/glfw/v3.4/glfw"
)

// glWindow is what a window of the toolkit's on X11 can be asked.
type glWindow interface {
	driver.NativeWindow
	RunWithContext(func())
}

// inSoftware are in the names of Mesa's renderers that paint with the processor
// (Mesa 22.3: the get_name functions of src/gallium/drivers/llvmpipe and softpipe).
var inSoftware = []string{"llvmpipe", "softpipe", "swrast", "software rasterizer"}

// handle is the X11 window: 0 while it is not there yet. ok is false where there is none.
func handle(win fyne.Window) (id uint32, ok bool) {
	w, ok := win.(glWindow)
	if !ok {
		return 0, false
	}
	w.RunNative(func(c any) {
		if x, is := c.(driver.X11WindowContext); is {
			id = uint32(x.WindowHandle)
		} else {
			ok = false
		}
	})
	return id, ok
}

// software reports whether the toolkit draws the window with the processor.
func software(win fyne.Window) bool {
	var name string
	win.(glWindow).RunWithContext(func() { name = strings.ToLower(gl.GoStr(gl.GetString(gl.RENDERER))) })
	for _, s := range inSoftware {
		if strings.Contains(name, s) {
			return true
		}
	}
	return false
}

// poll lets the toolkit take what its X server has for it.
func poll() { glfw.PollEvents() }

// wait lets the toolkit take what its X server has for it as soon as there is something,
// or waits until wake was called, or for a while. It must not be called by what the toolkit
// calls for a key or a finger.
func wait(most time.Duration) { glfw.WaitEventsTimeout(most.Seconds()) }

// wake ends wait, from any goroutine, while the toolkit has a window.
func wake() { glfw.PostEmptyEvent() }

// warm has the window system's and OpenGL's libraries loaded, by way of a window that is
// never shown. What cannot be had is no matter here: the toolkit says so when it needs it.
func warm() {
	if os.Getenv("WAYLAND_DISPLAY") != "" || glfw.Init() != nil {
		return // which of both it will be is the toolkit's choice
	}
	glfw.WindowHint(glfw.Visible, glfw.False)
	w, err := glfw.CreateWindow(1, 1, "", nil, nil)
	glfw.DefaultWindowHints()
	if err != nil {
		return
	}
	w.MakeContextCurrent()
	glfw.DetachCurrentContext()
	w.Destroy()
}
