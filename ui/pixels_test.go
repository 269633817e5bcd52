package ui

import (
	"image"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"modu/accessibility/audit/screen"
	"modu/accessibility/scene"
	"modu/ui/theme"
)

// TestContrastInPixels measures, in every look, every pair of colours and every state
// where they are drawn: chosen, not to be had, the next act, an alert, focus elsewhere.
func TestContrastInPixels(t *testing.T) {
	for _, id := range theme.IDs() {
		r := newRig(t, fyne.NewSize(1080, 1920), rigPanel("32"))
		for _, m := range madeUp() {
			if m.name != "items" && m.name != "options" && m.name != "basket" && m.name != "warning" {
				continue
			}
			r.view(m, scene.Look{Theme: id, Size: 100})
			f, ok := r.s.Frame()
			if !ok {
				t.Fatal("no picture")
			}
			for _, q := range screen.Pixels(f, r.win.Canvas().Capture()) {
				t.Errorf("%s/%s: %s", id, m.name, q)
			}
		}
	}
}

// TestInkInPixels measures the letters themselves, in both weights, at the four sizes and
// on a large and a small panel: 12, 16, 20 and 24 mm, and from 7.25 mm up (TXT-1, TXT-2,
// TXT-5).
func TestInkInPixels(t *testing.T) {
	for _, name := range []string{"32", "small"} {
		panel := rigPanel(name)
		r := newRig(t, fyne.NewSize(float32(panel.WidthPx), float32(panel.HeightPx)), panel)
		for _, size := range []int{100, 133, 167, 200} {
			// Syllables whose ink is low and high; the least of all counts.
			m := made{"ink", func(int) scene.Scene {
				return screenOf(scene.KindShow, "가", "go", scene.Node{ID: "a", Role: scene.RoleText, Label: ko("한")},
					actionsOf(btn("go", "한")))
			}}
			r.view(m, scene.Look{Theme: theme.BlackWhite, Size: size})
			f, _ := r.s.Frame()
			img := r.win.Canvas().Capture()
			if f.Drawn < f.Size && !(name == "small" && size == 200) { // ten inches have no room for that; lint says so
				t.Errorf("%s %d%%: drawn at %.2f", name, size, f.Drawn)
			}
			measured := 0
			for _, x := range f.Texts {
				if x.Node == "" || strings.HasPrefix(string(x.Node), "bar.") || len([]rune(x.Text)) != 1 {
					continue
				}
				measured++
				got := float64(screen.InkHeight(img, image.Rect(int(x.X), int(x.Y), int(x.X+x.W)+1, int(x.Y+x.H)))) / panel.PxPerMM()
				grown := f.Drawn
				if name == "small" && x.Node == r.s.cur.Root.ID { // the title grows as the bar does
					grown = min(grown, theme.BarGrowth)
				}
				if want := max(theme.LeastInk(panel)*grown, theme.Least); got < want-1.2/panel.PxPerMM() { // a pixel at either edge is soft
					t.Errorf("%s %d%%: %q of %s has ink of %.2f mm, %.2f are asked for", name, size, x.Text, x.Node, got, want)
				}
			}
			if measured < 3 {
				t.Errorf("%s %d%%: only %d texts were measured", name, size, measured)
			}
		}
	}
}
