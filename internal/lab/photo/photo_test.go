package photo

import (
	"image"
	"image/color"
	"strings"
	"testing"

	"modu/internal/lab/load"
	"modu/internal/looks"
	"modu/ui/frame"
	"modu/ui/theme"
)

// What is photographed: pairs by themselves, or the screens of one person; each photograph has a name of its own.
func TestShots(t *testing.T) {
	parts, _, err := load.Site("")
	if err != nil {
		t.Fatal(err)
	}
	choice := looks.Choice{Theme: theme.Default, Size: 100, Lang: "ko"}
	for _, c := range []struct {
		name        string
		o           Options
		least, most int
	}{
		{"pairs", Options{Parts: parts}, 60, 150},
		{"one kind", Options{Parts: parts, Panel: "32 inch", Kind: "attract", Choice: choice}, 1, 3},
		{"no such kind", Options{Parts: parts, Panel: "32 inch", Kind: "nonsense", Choice: choice}, 0, 0},
		{"no such panel", Options{Parts: parts, Panel: "nonsense", Choice: choice}, 0, 0},
	} {
		list := c.o.shots()
		if len(list) < c.least || len(list) > c.most {
			t.Errorf("%s: %d photographs, %d to %d are wanted", c.name, len(list), c.least, c.most)
		}
		names := map[string]bool{}
		for _, s := range list {
			names[s.name()] = true
			if strings.ContainsAny(s.name(), " /") {
				t.Errorf("%s: %q is no file's name", c.name, s.name())
			}
		}
		if len(names) != len(list) {
			t.Errorf("%s: %d names for %d photographs", c.name, len(names), len(list))
		}
	}
}

// Only texts of letters are put before the reader, dark on light whatever the screen's look.
func TestPage(t *testing.T) {
	img := image.NewRGBA(image.Rect(0, 0, 300, 100))
	for y := range 100 {
		for x := range 300 {
			img.SetRGBA(x, y, color.RGBA{0, 0, 0, 255})
		}
	}
	for y := 20; y < 30; y++ {
		img.SetRGBA(50, y, color.RGBA{255, 255, 255, 255})
	}
	text := func(s string, y float64) (x frame.Text) {
		x.Text, x.X, x.Y, x.W, x.H, x.EmPX = s, 10, y, 200, 30, 24
		return x
	}
	got, want := page(img, frame.Frame{Texts: []frame.Text{text("주문하기", 10), text("·", 50)}})
	if len(want) != 1 || want[0] != "주문하기" {
		t.Fatalf("%q", want)
	}
	light := 0
	for _, v := range got.Pix {
		if v > 128 {
			light++
		}
	}
	if light*2 < len(got.Pix) || light == len(got.Pix) {
		t.Errorf("%d of %d pixels are light", light, len(got.Pix))
	}
}

func TestLikeness(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want float64
	}{{"주문하기", "주문하기", 1}, {"주문하기", "x주y문z", 0.5}, {"abcd", "", 0}, {"", "x", 1}} {
		if got := likeness(c.a, c.b); got != c.want {
			t.Errorf("%q in %q: %v, want %v", c.a, c.b, got, c.want)
		}
	}
	if letters("A b·2,!가") != "ab2가" {
		t.Error(letters("A b·2,!가"))
	}
}
