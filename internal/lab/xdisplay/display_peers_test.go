//go:build peers

package xdisplay

import (
	"context"
	"errors"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// What happens on a real display is seen, when it happens, and where.
func TestDisplay(t *testing.T) {
	d, err := Start(t.Context(), 300, 200)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	changes, err := d.Changes()
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Blank(); err != nil {
		t.Fatal(err)
	}
	whole := Rect(0, 0, d.Width, d.Height)
	before, err := d.Grab(whole)
	if err != nil || !Uniform(before) || d.Width != 300 {
		t.Fatalf("a blank screen of %d pixels: %v", d.Width, err)
	}
	Drain(changes)
	began := time.Now()
	_, uncover, err := d.Cover(Rect(50, 60, 100, 40), 0xc80a14)
	if err != nil {
		t.Fatal(err)
	}
	red := color.RGBA{200, 10, 20, 255}
	at, err := d.Await(t.Context(), changes, Rect(60, 70, 1, 1), func(img *image.RGBA) bool { return img.RGBAAt(0, 0) == red })
	if err != nil || at.Before(began) {
		t.Errorf("it was seen at %v, begun at %v: %v", at, began, err)
	}
	still, err := d.Still(t.Context(), whole, 50*time.Millisecond, before)
	if err != nil || still.RGBAAt(149, 99) != red || still.RGBAAt(150, 99) == red {
		t.Errorf("the picture at rest: %v", err)
	}
	screenshot(t, d, image.Rect(0, 0, 150, 100))
	uncover()
	if err := errors.Join(d.Key("Down", 0), d.Click(10, 10, 0)); err != nil {
		t.Error(err)
	}
	if d.Titled("anything") {
		t.Error("there is a window with a title")
	}
}

// screenshot checks that a screenshot is a picture of half the size.
func screenshot(t *testing.T, d *Display, want image.Rectangle) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "a.png")
	if err := d.Screenshot(file); err != nil {
		t.Fatal(err)
	}
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if img, err := png.Decode(f); err != nil || img.Bounds() != want {
		t.Errorf("the screenshot: %v", err)
	}
}

// What never comes is not waited for beyond its limit, which says why.
func TestWaitInVain(t *testing.T) {
	d, err := Start(t.Context(), 300, 200)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	changes, err := d.Changes()
	if err != nil {
		t.Fatal(err)
	}
	whole := Rect(0, 0, d.Width, d.Height)
	never := errors.New("it never comes")
	ctx, cancel := context.WithTimeoutCause(t.Context(), 300*time.Millisecond, never)
	defer cancel()
	if _, err := d.Await(ctx, changes, whole, func(*image.RGBA) bool { return false }); !errors.Is(err, never) {
		t.Errorf("a wait in vain ends with %v", err)
	}
	if _, err := d.Still(ctx, whole, time.Hour, nil); !errors.Is(err, never) {
		t.Errorf("a wait for rest in vain ends with %v", err)
	}
	if err := d.Key("nonsense", 0); err == nil {
		t.Error("a key that is not there was pressed")
	}
}

// What flashes on a display is found, and a display at rest is not suspected.
func TestFlashWatch(t *testing.T) {
	d, err := Start(t.Context(), 300, 200)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	whole := Rect(0, 0, d.Width, d.Height)
	for _, tc := range []struct {
		name  string
		areas []image.Rectangle
		times int
		found bool
	}{
		{"nothing", nil, 0, false},
		{"everything", []image.Rectangle{whole}, 12, true},
		{"a low band", []image.Rectangle{Rect(0, 5, d.Width, 7)}, 12, true},
		{"two edges", []image.Rectangle{Rect(0, 4, d.Width, 1), Rect(0, 12, d.Width, 1)}, 12, false},
	} {
		w, err := WatchFlashes(d.Name)
		if err != nil {
			t.Fatal(err)
		}
		for range tc.times {
			var uncover []func()
			for _, r := range tc.areas {
				_, f, err := d.Cover(r, 0xffffff)
				if err != nil {
					t.Fatal(err)
				}
				uncover = append(uncover, f)
			}
			time.Sleep(80 * time.Millisecond)
			for _, f := range uncover {
				f()
			}
			if err := d.Blank(); err != nil {
				t.Fatal(err)
			}
			time.Sleep(80 * time.Millisecond)
		}
		time.Sleep(300 * time.Millisecond)
		if found, seen := w.Stop(); seen == 0 || len(found) > 0 != tc.found {
			t.Errorf("%s: looked %d times, found %v", tc.name, seen, found)
		}
	}
}
