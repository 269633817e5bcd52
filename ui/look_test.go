package ui

import (
	"image/png"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"modu/accessibility/scene"
)

// TestLook writes pictures of made-up screens for people to look at, into the
// folder named by UI_LOOK. UI_PICTURES may name a folder of pictures.
func TestLook(t *testing.T) {
	dir := os.Getenv("UI_LOOK")
	if dir == "" {
		t.Skip("UI_LOOK names no folder")
	}
	only := os.Getenv("UI_ONLY")
	for _, v := range []struct {
		name string
		w, h float32
		look scene.Look
	}{
		{"a-100", 1080, 1920, scene.Look{Theme: "default", Size: 100}},
		{"b-200", 1080, 1920, scene.Look{Theme: "default", Size: 200}},
		{"c-high", 1080, 1920, scene.Look{Theme: "high-contrast", Size: 100}},
		{"d-land", 1920, 1080, scene.Look{Theme: "default", Size: 100}},
		{"e-low", 1080, 1920, scene.Look{Theme: "default", Size: 133, Low: true}},
		{"f-small", 800, 1280, scene.Look{Theme: "default", Size: 100}},
		{"h-32", 1080, 1920, scene.Look{Theme: "default", Size: 100}},
		{"i-32-200", 1080, 1920, scene.Look{Theme: "default", Size: 200}},
		{"j-32-low200", 1080, 1920, scene.Look{Theme: "default", Size: 200, Low: true}},
		{"k-32-low", 1080, 1920, scene.Look{Theme: "low-contrast", Size: 100, Low: true}},
		{"g-high200", 1080, 1920, scene.Look{Theme: "high-contrast", Size: 200}},
	} {
		for _, m := range madeUp() {
			name := v.name + "-" + m.name
			if only != "" && !strings.Contains(name, only) {
				continue
			}
			r := newRig(t, fyne.NewSize(v.w, v.h), rigPanel(v.name))
			r.view(m, v.look)
			f, err := os.Create(filepath.Join(dir, name+".png"))
			if err != nil {
				t.Fatal(err)
			}
			if err := png.Encode(f, r.win.Canvas().Capture()); err != nil {
				t.Fatal(err)
			}
			f.Close()
			t.Log(name, "per page "+strconv.Itoa(r.per))
		}
	}
}
