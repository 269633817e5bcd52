//go:build peers

package main

import (
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/jezek/xgb/xproto"
)

// xrandr and xset (Debian package x11-xserver-utils) are what an administrator uses, and
// nothing of ours.
func outside(t *testing.T, display, name string, args ...string) string {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Env = append(os.Environ(), "DISPLAY="+display)
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%s %v: %v\n%s", name, args, err, out)
	}
	return string(out)
}

// modes gives the virtual screen the modes of an upright panel, of a smaller one of the
// same shape, and of an old monitor.
func modes(t *testing.T, display string) {
	t.Helper()
	for name, line := range map[string]string{
		"upright": "160 1080 1100 1120 1140 1920 1930 1940 1950",
		"smaller": "60 720 740 760 780 1280 1290 1300 1310",
		"old":     "108 1280 1328 1440 1688 1024 1025 1028 1066",
	} {
		outside(t, display, "xrandr", append([]string{"--newmode", name}, strings.Fields(line)...)...)
		outside(t, display, "xrandr", "--addmode", "screen", name)
	}
	outside(t, display, "xrandr", "--output", "screen", "--mode", "upright")
}

// windowIs reports whether the X server has a mapped window of that size at the corner.
func (p *program) windowIs(w, h int) bool {
	root := xproto.Setup(p.conn).DefaultScreen(p.conn).Root
	tree, err := xproto.QueryTree(p.conn, root).Reply()
	if err != nil {
		return false
	}
	for _, id := range tree.Children {
		geom, err := xproto.GetGeometry(p.conn, xproto.Drawable(id)).Reply()
		if err != nil {
			continue
		}
		attr, err := xproto.GetWindowAttributes(p.conn, id).Reply()
		if err == nil && attr.MapState == xproto.MapStateViewable && int(geom.Width) == w && int(geom.Height) == h && geom.X == 0 && geom.Y == 0 {
			return true
		}
	}
	return false
}

// inside reports whether everything is drawn within w x h pixels, and something is.
func (p *program) inside(w, h float64) bool {
	nodes, err := p.nodes()
	if err != nil || len(nodes) == 0 {
		return false
	}
	for _, n := range nodes {
		if n.X < 0 || n.Y < 0 || float64(n.X+n.W) > w+0.5 || float64(n.Y+n.H) > h+0.5 {
			return false
		}
	}
	return true
}

// The window follows the screen: it has its size, everything is laid out in it, and staff
// are told where the shape is not that of the panel.
func TestTheWindowFollowsTheScreen(t *testing.T) {
	display := virtualDisplay(t, 2048, 2048)
	modes(t, display)
	health := t.TempDir() + "/health.json"
	for _, paint := range []string{"toolkit", "straight"} {
		p := startProgram(t, display, fmt.Sprintf("health: {file: %s}\n", health), "--paint", paint)
		until(t, "the whole screen", func() bool { return p.windowIs(1080, 1920) && p.inside(1080, 1920) })
		for _, to := range []struct {
			mode string
			w, h int
			odd  bool
		}{{"old", 1280, 1024, true}, {"smaller", 720, 1280, false}, {"upright", 1080, 1920, false}} {
			outside(t, display, "xrandr", "--output", "screen", "--mode", to.mode)
			until(t, paint+": a window of the mode "+to.mode, func() bool { return p.windowIs(to.w, to.h) })
			p.press() // a picture is drawn anew
			until(t, paint+": everything within it", func() bool { return p.inside(float64(to.w), float64(to.h)) })
			until(t, paint+": a line about it", func() bool {
				return strings.Contains(p.err.String(), fmt.Sprintf("the window has %d x %d pixels now", to.w, to.h))
			})
			until(t, paint+": staff know", func() bool {
				data, err := os.ReadFile(health)
				return err == nil && strings.Contains(string(data), "health.panel.shape") == to.odd
			})
		}
		_ = p.cmd.Process.Signal(os.Interrupt)
		<-p.ended
	}
}

// The screen saver of a real X server is off while the kiosk runs, and as it was after.
// No X server without hardware has DPMS; that half is judged in ui/monitor.
func TestTheScreenSaverIsOff(t *testing.T) {
	display := virtualDisplay(t, 1080, 1920)
	outside(t, display, "xset", "s", "123", "45", "s", "blank")
	p := startProgram(t, display, "")
	until(t, "the screen saver to be off", func() bool {
		return strings.Contains(outside(t, display, "xset", "q"), "timeout:  0 ")
	})
	_ = p.cmd.Process.Signal(os.Interrupt)
	<-p.ended
	until(t, "the screen saver to be as it was", func() bool {
		return strings.Contains(outside(t, display, "xset", "q"), "timeout:  123    cycle:  45")
	})
}
