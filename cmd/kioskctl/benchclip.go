package main

import (
	"context"
	"encoding/json"
	"fmt"
	"image"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"syscall"
	"time"

	"modu/accessibility/sign/signtest"
	"modu/assets"
	"modu/ui"
)

// benchClip measures what a sign-language clip costs the person who moves on: key → focus
// ring in its new place, while a clip of plain greys plays and after it has ended, on the
// same screen. The clip gives way where it is more than twice (the window's player).
func benchClip(ctx context.Context, kiosk string, out io.Writer, n int) error {
	n += n % 2 // end where it began
	d, err := startDisplay(ctx, panelW, panelH)
	if err != nil {
		return err
	}
	defer d.close()
	dir, err := os.MkdirTemp("", "modu-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	seconds := n/3 + 10
	site, err := signedSite(dir, seconds)
	if err != nil {
		return err
	}
	rects := filepath.Join(dir, "rects.json")
	cmd := exec.CommandContext(ctx, kiosk, "--site", site, "--rects", rects)
	cmd.Env = append(os.Environ(), "DISPLAY="+d.name)
	cmd.Stderr = os.Stderr
	if err := cmd.Start(); err != nil {
		return err
	}
	defer func() { _ = cmd.Process.Signal(syscall.SIGTERM); _ = cmd.Wait() }()
	var nodes map[string]ui.NodeRect
	until := func(id string) error {
		for limit := time.Now().Add(20 * time.Second); time.Now().Before(limit); time.Sleep(50 * time.Millisecond) {
			if nodes = readRects(rects); nodes[id].W > 0 {
				time.Sleep(500 * time.Millisecond) // let it settle
				return nil
			}
		}
		return fmt.Errorf("%q never came", id)
	}
	if err := until("attract.start"); err != nil {
		return err
	}
	for _, step := range [][2]string{{"Down", "bar.help"}, {"F1", "need.sign"}, {"Down", ""}, {"Down", ""}, {"Down", ""}, {"Down", ""}, {"Return", "help.undo"}, {"F1", "sign.again"}} {
		if err := d.key(step[0], 0); err != nil {
			return err
		}
		time.Sleep(300 * time.Millisecond)
		if step[1] != "" {
			if err := until(step[1]); err != nil {
				return err
			}
		}
	}
	began := time.Now()
	var places []ui.NodeRect // of the two choices
	for _, nd := range nodes {
		if nd.Role == "choice" {
			places = append(places, nd)
		}
	}
	if len(places) != 2 {
		return fmt.Errorf("%d choices on the first screen, two are wanted", len(places))
	}
	if places[0].Y > places[1].Y || places[0].Y == places[1].Y && places[0].X > places[1].X {
		places[0], places[1] = places[1], places[0]
	}
	clip := nodes["sign"]
	greys := map[byte]bool{}
	move := func(i int) (time.Duration, error) {
		to := places[1-i%2]
		ring := rect(int(to.X)-8, int(to.Y+to.H/2), 6, 4)
		before, err := d.grab(ring)
		if err != nil {
			return 0, err
		}
		t := time.Now()
		if err := d.key([]string{"Down", "Up"}[i%2], 0); err != nil {
			return 0, err
		}
		for time.Since(t) < 3*time.Second {
			now, err := d.grab(ring)
			if err != nil {
				return 0, err
			}
			if !same(before, now) {
				return time.Since(t), nil
			}
		}
		return 0, fmt.Errorf("the focus ring never came to %s", to.Node)
	}
	measure := func() (times []time.Duration, err error) {
		for i := range n {
			took, err := move(i)
			if err != nil {
				return nil, err
			}
			times = append(times, took)
			dot, err := d.grab(rect(int(clip.X)+20, int(clip.Y)+40, 2, 2))
			if err != nil {
				return nil, err
			}
			greys[dot.Pix[0]] = true
			time.Sleep(time.Duration(170+i%7*11) * time.Millisecond) // longer than the player keeps still
		}
		return times, nil
	}
	playing, err := measure()
	if err != nil {
		return err
	}
	if len(greys) < 5 {
		return fmt.Errorf("the clip does not play: %d greys seen", len(greys))
	}
	time.Sleep(time.Until(began.Add(time.Duration(seconds+5) * time.Second)))
	still, err := measure()
	if err != nil {
		return err
	}
	show(out, "key → focus ring in its new place, the clip stands still", "", still)
	show(out, "the same while the clip plays", "≤ 2 ×", playing)
	return nil
}

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
	site := filepath.Join(dir, "site.yaml")
	if err := os.WriteFile(site, []byte("version: 1\nstate_dir: state\nspeech: {engine: silence}\nservice: "+folder+"\n"), 0o644); err != nil {
		return "", err
	}
	parts, _, err := loadSite(site)
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

func readRects(file string) map[string]ui.NodeRect {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil
	}
	var list []ui.NodeRect
	if json.Unmarshal(data, &list) != nil {
		return nil
	}
	out := map[string]ui.NodeRect{}
	for _, n := range list {
		out[string(n.Node)] = n
	}
	return out
}

func same(a, b *image.RGBA) bool {
	for i := range a.Pix {
		if a.Pix[i] != b.Pix[i] {
			return false
		}
	}
	return true
}
