package ui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"modu/ui/theme"
)

// A window that is the whole panel keeps the panel's millimetres in another mode of its
// shape; of another shape nothing is known, and that is told.
func TestAnotherMode(t *testing.T) {
	test.NewTempApp(t)
	win := test.NewTempWindow(t, nil)
	var w, h int
	var fits bool
	panel := theme.DefaultPanel()
	for _, whole := range []bool{true, false} {
		s := New(win, Config{Panel: panel, Whole: whole, Sized: func(a, b int, c bool) { w, h, fits = a, b, c }})
		for _, tc := range []struct {
			w, h  int
			fits  bool
			parts float64 // of the density of the site file
		}{{1080, 1920, true, 1}, {720, 1280, true, 2.0 / 3}, {1280, 1024, false, 1}, {2160, 3840, true, 2}, {1920, 1080, false, 1}, {1081, 1920, true, 1}} {
			win.Resize(fyne.NewSize(float32(tc.w), float32(tc.h)))
			if w != tc.w || h != tc.h || fits != tc.fits {
				t.Errorf("%d x %d: told %d x %d, %v", tc.w, tc.h, w, h, fits)
			}
			want := panel.PxPerMM() * tc.parts
			if !whole {
				want = panel.PxPerMM()
			}
			if got := s.layout.panel.PxPerMM(); got < want*0.999 || got > want*1.001 {
				t.Errorf("whole %v, %d x %d: %g pixels a millimetre, want %g", whole, tc.w, tc.h, got, want)
			}
		}
	}
}
