package bench

import (
	"context"
	"fmt"
	"image"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"modu/accessibility/scene"
	"modu/accessibility/sign/signtest"
	"modu/assets"
	"modu/internal/kiosk/screen"
	"modu/internal/lab/load"
	"modu/internal/lab/world"
	"modu/internal/lab/xdisplay"
	"modu/ui"
)

// clip measures what a sign-language clip costs the person who moves on: key → focus
// ring in its new place, while a clip of plain greys plays and after it has ended, on the
// same screen. The clip gives way where it is more than twice (the window's player).
func clip(ctx context.Context, kiosk string, out io.Writer, n int) error {
	n += n % 2 // end where it began
	d, err := xdisplay.Start(ctx, world.PanelW, world.PanelH)
	if err != nil {
		return err
	}
	defer d.Close()
	dir, remove, err := scratch()
	if err != nil {
		return err
	}
	defer remove()
	seconds := n/3 + 8 // the presses, and the way to the first of them
	site, err := signedSite(dir, seconds)
	if err != nil {
		return err
	}
	s := &signed{d: d, rects: filepath.Join(dir, "rects.json"), greys: map[byte]bool{}}
	k, err := world.Start(ctx, world.Options{Program: kiosk, Args: []string{"--site", site, "--rects", s.rects}, Display: d.Name, Stderr: os.Stderr})
	if err != nil {
		return err
	}
	defer func() { _ = k.Stop() }()
	if err := s.open(ctx); err != nil {
		return err
	}
	began := time.Now()
	playing, err := s.measure(n)
	if err != nil {
		return err
	}
	if len(s.greys) < min(5, n) {
		return fmt.Errorf("the clip does not play: %d greys seen", len(s.greys))
	}
	time.Sleep(time.Until(began.Add(time.Duration(seconds+5) * time.Second)))
	still, err := s.measure(n)
	if err != nil {
		return err
	}
	show(out, "key → focus ring in its new place, the clip stands still", "", still)
	show(out, "the same while the clip plays", "≤ 2 ×", playing)
	return nil
}

// signed is a kiosk whose first screen shows a clip.
type signed struct {
	d       *xdisplay.Display
	rects   string
	nodes   map[scene.NodeID]ui.NodeRect
	answers [2]ui.NodeRect // of the first question, the first one first
	greys   map[byte]bool  // seen of the clip
}

// until waits for a node to be drawn.
func (s *signed) until(ctx context.Context, id scene.NodeID) error {
	ctx, cancel := xdisplay.Within(ctx, fmt.Sprintf("%q was not drawn", id))
	defer cancel()
	for {
		if s.nodes = world.Rects(s.rects); s.nodes[id].W > 0 {
			time.Sleep(500 * time.Millisecond) // let it settle
			return nil
		}
		select {
		case <-time.After(50 * time.Millisecond):
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	}
}

// open goes to the first question, asks for sign language in the help, and comes back.
func (s *signed) open(ctx context.Context) error {
	if err := s.until(ctx, screen.Start); err != nil {
		return err
	}
	for _, step := range []struct {
		key   string
		drawn scene.NodeID
	}{{"Down", screen.Help}, {"F1", screen.NeedNode("sign")}, {"Down", ""}, {"Down", ""}, {"Down", ""}, {"Down", ""}, {"Return", screen.Undo}, {"F1", screen.SignAgain}} {
		if err := s.d.Key(step.key, 0); err != nil {
			return err
		}
		time.Sleep(300 * time.Millisecond)
		if step.drawn != "" {
			if err := s.until(ctx, step.drawn); err != nil {
				return err
			}
		}
	}
	// The languages stand on this screen as well; the answers are the question's own.
	var places []ui.NodeRect
	for id, nd := range s.nodes {
		if strings.HasPrefix(string(id), "choice.") {
			places = append(places, nd)
		}
	}
	if len(places) != len(s.answers) {
		return fmt.Errorf("%d answers on the first screen, %d are wanted", len(places), len(s.answers))
	}
	slices.SortFunc(places, func(a, b ui.NodeRect) int {
		if a.Y != b.Y {
			return int(a.Y - b.Y)
		}
		return int(a.X - b.X)
	})
	copy(s.answers[:], places)
	return nil
}

// measure moves the focus to and fro between the answers.
func (s *signed) measure(n int) (times []time.Duration, err error) {
	at := s.nodes[screen.Sign]
	for i := range n {
		took, err := s.move(i)
		if err != nil {
			return nil, err
		}
		times = append(times, took)
		dot, err := s.d.Grab(xdisplay.Rect(int(at.X)+20, int(at.Y)+40, 2, 2))
		if err != nil {
			return nil, err
		}
		s.greys[dot.Pix[0]] = true
		time.Sleep(time.Duration(170+i%7*11) * time.Millisecond) // longer than the player keeps still
	}
	return times, nil
}

// move presses a key and waits for the focus ring beside the answer that it leads to.
func (s *signed) move(i int) (time.Duration, error) {
	to := s.answers[1-i%2]
	ring := xdisplay.Rect(int(to.X)-8, int(to.Y+to.H/2), 6, 4)
	before, err := s.d.Grab(ring)
	if err != nil {
		return 0, err
	}
	t := time.Now()
	if err := s.d.Key([]string{"Down", "Up"}[i%2], 0); err != nil {
		return 0, err
	}
	for time.Since(t) < xdisplay.Patience {
		now, err := s.d.Grab(ring)
		if err != nil {
			return 0, err
		}
		if !same(before, now) {
			return time.Since(t), nil
		}
	}
	return 0, fmt.Errorf("the focus ring never came to %s", to.Node)
}

func same(a, b *image.RGBA) bool { return slices.Equal(a.Pix, b.Pix) }

// signedSite writes a site whose first screen has a clip of so many seconds.
func signedSite(dir string, seconds int) (string, error) {
	services, err := fs.Sub(assets.Files, "services")
	if err != nil {
		return "", err
	}
	entries, err := fs.ReadDir(services, ".")
	entries = slices.DeleteFunc(entries, func(e fs.DirEntry) bool { return !e.IsDir() })
	if err != nil || len(entries) == 0 {
		return "", fmt.Errorf("no service is built in: %w", err)
	}
	sub, err := fs.Sub(services, entries[0].Name())
	if err != nil {
		return "", err
	}
	folder := filepath.Join(dir, "service")
	if err := os.CopyFS(folder, sub); err != nil {
		return "", err
	}
	site, err := bareSite(dir, "short: false\nservice: "+folder+"\n") // its clip is on the first question
	if err != nil {
		return "", err
	}
	parts, _, err := load.Site(site)
	if err != nil {
		return "", err
	}
	greys := make([]uint8, seconds*25)
	for i := range greys {
		greys[i] = uint8(60 + i%100) // slowly: nothing flashes
	}
	file := filepath.Join(folder, "sign", string(parts.Languages[0]), "screen."+parts.Service.Start+".mpg")
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return "", err
	}
	return site, os.WriteFile(file, signtest.Clip(640, 480, greys...), 0o644)
}
