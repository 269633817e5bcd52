//go:build peers

package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"modu/internal/lab/world"
	"modu/internal/lab/xdisplay"
	"modu/ui"
	"modu/ui/direct"
)

// shows waits until two pictures of the window, taken one after the other, are as wanted.
func (k *realKiosk) shows(what string, want *image.RGBA) *image.RGBA {
	k.t.Helper()
	whole := image.Rect(0, 0, world.PanelW, world.PanelH)
	var got *image.RGBA
	k.until(what, func() bool {
		var err error
		if got, err = k.display.Grab(whole); err != nil {
			k.t.Fatal(err)
		}
		if want != nil {
			return bytes.Equal(got.Pix, want.Pix)
		}
		time.Sleep(150 * time.Millisecond)
		later, err := k.display.Grab(whole)
		return err == nil && bytes.Equal(got.Pix, later.Pix) && !xdisplay.Uniform(got)
	})
	return got
}

// TestBothWaysToTheWindow: what goes straight to the X server and what the
// toolkit draws is the same picture, to the last pixel, on several screens.
func TestBothWaysToTheWindow(t *testing.T) {
	keys := []string{"", "Down", "Return", "Return", "F1"}
	var pictures [2][]*image.RGBA
	for i, paint := range []string{"toolkit", "straight"} {
		t.Run(paint, func(t *testing.T) {
			k := startReal(t, "--paint", paint)
			k.until("the first screen", k.drawn)
			for _, key := range keys {
				time.Sleep(humanPace)
				if key != "" {
					if err := k.display.Key(key, 0); err != nil {
						t.Fatal(err)
					}
					time.Sleep(humanPace)
				}
				// The caption follows what is said, which is over after a while.
				time.Sleep(2500 * time.Millisecond)
				pictures[i] = append(pictures[i], k.shows("a picture at rest", nil))
			}
		})
	}
	if t.Failed() {
		return
	}
	for i, a := range pictures[0] {
		b := pictures[1][i]
		if bytes.Equal(a.Pix, b.Pix) {
			continue
		}
		n, first := 0, image.Point{X: -1}
		for y := range world.PanelH {
			for x := range world.PanelW {
				if a.RGBAAt(x, y) != b.RGBAAt(x, y) {
					if n++; first.X < 0 {
						first = image.Pt(x, y)
					}
				}
			}
		}
		t.Errorf("after %v: %d pixels differ, the first at %v", keys[:i+1], n, first)
	}
	if bytes.Equal(pictures[0][0].Pix, pictures[0][3].Pix) {
		t.Error("the keys changed nothing")
	}
}

// TestACoveredWindowComesBack: another window lies over the kiosk and goes away again; the
// server keeps nothing of what was below it, and the picture comes back.
func TestACoveredWindowComesBack(t *testing.T) {
	k := startReal(t, "--paint", "straight")
	k.until("the first screen", k.drawn)
	time.Sleep(humanPace)
	want := k.shows("a picture at rest", nil)
	_, uncover, err := k.display.Cover(image.Rect(200, 300, 700, 900), 0xff00ff)
	if err != nil {
		t.Fatal(err)
	}
	k.until("the other window", func() bool {
		got, err := k.display.Grab(image.Rect(400, 500, 401, 501))
		return err == nil && got.RGBAAt(0, 0) == color.RGBA{255, 0, 255, 255}
	})
	uncover()
	k.shows("the picture that was there before", want)
}

// TestStraightToTheServer judges the frame's way by the X server alone: parts appear where
// they belong and nothing else does, sizes change, a covered window is told of, and what
// cannot be served is refused.
func TestStraightToTheServer(t *testing.T) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	d, err := xdisplay.Start(ctx, 400, 300)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	id, _, err := d.Cover(image.Rect(10, 20, 210, 170), 0x000000)
	if err != nil {
		t.Fatal(err)
	}
	w, err := direct.Open(d.Name, id)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	f, err := w.Frame(200, 150)
	if err != nil {
		t.Fatal(err)
	}
	red, blue := color.NRGBA{200, 10, 20, 255}, color.NRGBA{1, 2, 250, 255}
	f.Fill(f.Bounds(), red, f.Bounds())
	f.Fill(image.Rect(50, 60, 90, 80), blue, f.Bounds())
	w.Show([]image.Rectangle{image.Rect(40, 50, 100, 90), image.Rect(190, 140, 260, 200)}) // the last one reaches over the edge
	if again, err := w.Frame(200, 150); err != nil || again != f {
		t.Fatalf("another frame for the same size: %v", err)
	}
	check := func(x, y int, want color.RGBA) {
		t.Helper()
		img, err := d.Grab(image.Rect(10+x, 20+y, 11+x, 21+y))
		if err != nil {
			t.Fatal(err)
		}
		if got := img.RGBAAt(0, 0); got != want {
			t.Errorf("pixel %d, %d is %v, want %v", x, y, got, want)
		}
	}
	check(39, 60, color.RGBA{0, 0, 0, 255}) // not shown
	check(40, 50, color.RGBA{200, 10, 20, 255})
	check(50, 60, color.RGBA{1, 2, 250, 255})
	check(89, 79, color.RGBA{1, 2, 250, 255})
	check(90, 80, color.RGBA{200, 10, 20, 255})
	check(199, 149, color.RGBA{200, 10, 20, 255})
	if f, err = w.Frame(80, 70); err != nil || f.W != 80 || f.H != 70 {
		t.Fatalf("a smaller frame: %v", err)
	}
	if _, err := w.Frame(40000, 10); !errors.Is(err, direct.ErrUnfit) {
		t.Errorf("a window wider than X11 can count: %v", err)
	}
	_, uncover, err := d.Cover(image.Rect(0, 0, 100, 100), 0x00ff00)
	if err != nil {
		t.Fatal(err)
	}
	uncover()
	for lost := false; !lost; {
		select {
		case n := <-w.News():
			lost = n.Lost
		case <-ctx.Done():
			t.Fatal("nobody told that the picture was lost")
		}
	}
	for name, bad := range map[string]func() (*direct.Window, error){
		"another machine": func() (*direct.Window, error) { return direct.Open("kiosk.example:0", id) },
		"no display":      func() (*direct.Window, error) { return direct.Open(":9999", id) },
		"no window":       func() (*direct.Window, error) { return direct.Open(d.Name, 1) },
	} {
		if _, err := bad(); !errors.Is(err, direct.ErrUnfit) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestAPriceIsSeen: a program beside the kiosk sends a new price over HTTP,
// and whoever stands before the list sees it there; the log says after how long.
func TestAPriceIsSeen(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	at, key := l.Addr().String(), "a key that is long enough for a till"
	_ = l.Close()
	k := startRealSite(t, fmt.Sprintf("push: {listen: %q, key: %q}\n", at, key))
	k.touch("attract.start") // leads to what most people come for
	var card ui.NodeRect
	k.until("the list", func() bool { card = k.node("item.latte"); return card.W > 0 })
	time.Sleep(humanPace)
	where := xdisplay.Rect(int(card.X), int(card.Y), int(card.W), int(card.H))
	before, err := k.display.Grab(where)
	if err != nil {
		t.Fatal(err)
	}
	req, err := http.NewRequest(http.MethodPut, "http://"+at+"/v1/menu", strings.NewReader(`{"items":{"latte":{"price":5300}}}`))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer "+key)
	sent := time.Now()
	answer, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	_ = answer.Body.Close()
	if answer.StatusCode/100 != 2 {
		t.Fatalf("the new price was answered with %s", answer.Status)
	}
	k.until("another picture of the latte", func() bool {
		now, err := k.display.Grab(where)
		return err == nil && !bytes.Equal(now.Pix, before.Pix)
	})
	t.Logf("shown after %v", time.Since(sent).Round(time.Millisecond))
}
