//go:build !x11 || ci || gles

package direct

import (
	"time"

	"fyne.io/fyne/v2"
)

// handle: without X11 there is no window that frames could be put on.
func handle(fyne.Window) (uint32, bool) { return 0, false }

func software(fyne.Window) bool { return false }

func poll() {}

func wait(time.Duration) {}

func wake() {}

func warm() {}
