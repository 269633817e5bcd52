package screenrace

import (
	"context"
	"fmt"
	"image"
	"io"
	"os"
	"path/filepath"
	"slices"
	"time"

	"modu/internal/assemble"
	"modu/internal/lab/load"
	"modu/internal/lab/xdisplay"
	"modu/ui/theme"
)

// Options of a race.
type Options struct {
	Count   int           // presses of each kind in a round, at least 2
	Rounds  int           // the two take turns; at least 1
	Pages   int           // page changes before memory is read again, at least 2
	Idle    time.Duration // how long idle processor time is counted
	Rest    time.Duration // a picture that has not changed for so long is whole
	Kiosk   string        // the kiosk program
	Browser string        // the browser program
	Only    string        // only this runner: "kiosk" or "browser"
	Out     string        // keep the browser's page, and pictures of both, in this directory
	Panel   theme.Panel   // on which both are shown; zero: that of the default site
}

// race is one comparison.
type race struct {
	Options
	d       *xdisplay.Display
	changes <-chan time.Time
	legs    []leg
	opening map[string]*image.RGBA     // what a runner's first screen looks like at its lower edge
	spots   map[string]image.Rectangle // where a picture of the leg differs from the one before, by runner, leg and press
}

// Run runs a race and prints its table.
func Run(ctx context.Context, out io.Writer, o Options) error {
	parts, site, err := load.WholeMenu("")
	if err != nil {
		return err
	}
	r := &race{Options: o, spots: map[string]image.Rectangle{}, opening: map[string]*image.RGBA{}}
	if r.legs, err = course(parts); err != nil {
		return err
	}
	if r.Panel == (theme.Panel{}) {
		r.Panel = theme.Panel{WidthPx: site.Panel.Pixels.W, HeightPx: site.Panel.Pixels.H, WidthMM: float64(site.Panel.MM.W), HeightMM: float64(site.Panel.MM.H)}
	}
	if r.d, err = xdisplay.Start(ctx, r.Panel.WidthPx, r.Panel.HeightPx); err != nil {
		return err
	}
	defer r.d.Close()
	if r.changes, err = r.d.Changes(); err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "modu-race-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	if o.Out != "" {
		dir = o.Out
	}
	runners, err := r.runners(ctx, dir, parts)
	if err != nil {
		return err
	}
	for round := range o.Rounds + 1 {
		for _, c := range runners {
			do := r.turn
			if round == 0 { // unmeasured: the browser's profile, the files in memory, where to look
				do = func(ctx context.Context, c *runner) error { return r.start(ctx, c, r.try) }
			}
			if err := do(ctx, c); err != nil {
				return fmt.Errorf("%s: %w", c.name, err)
			}
		}
	}
	table(out, runners, o.Pages, r.Panel)
	return nil
}

// runners writes what both need into dir and makes them.
func (r *race) runners(ctx context.Context, dir string, parts *assemble.Parts) ([]*runner, error) {
	// No offer to translate: it would lie over the page's corner.
	profile := filepath.Join(dir, "profile", "Default")
	if err := os.MkdirAll(profile, 0o755); err != nil {
		return nil, err
	}
	if err := os.WriteFile(filepath.Join(profile, "Preferences"), []byte(`{"translate":{"enabled":false}}`), 0o644); err != nil {
		return nil, err
	}
	// The browser has no devices and no voice, so here the kiosk has none either.
	site := filepath.Join(dir, "site.yaml")
	bare := fmt.Sprintf("version: 1\nshort: false\nstate_dir: state\nspeech: {engine: silence}\ndevices: []\nterminal: {driver: none}\nlamp: {driver: none}\n"+
		"panel: {pixels: {w: %d, h: %d}, mm: {w: %.0f, h: %.0f}}\n", r.Panel.WidthPx, r.Panel.HeightPx, r.Panel.WidthMM, r.Panel.HeightMM)
	if err := os.WriteFile(site, []byte(bare), 0o644); err != nil {
		return nil, err
	}
	kiosk := &runner{name: "kiosk", program: r.Kiosk, args: []string{"--site", site}, times: map[string][]time.Duration{}}
	page, err := r.prepare(ctx, dir, parts, kiosk)
	if err != nil {
		return nil, err
	}
	browser := &runner{name: "browser", program: r.Browser, args: browserArgs(dir, page, r.Panel), title: pageTitle, times: map[string][]time.Duration{}}
	return slices.DeleteFunc([]*runner{kiosk, browser}, func(c *runner) bool { return r.Only != "" && c.name != r.Only }), nil
}

// prepare goes the course once to learn what the kiosk shows, and writes the page.
func (r *race) prepare(ctx context.Context, dir string, parts *assemble.Parts, kiosk *runner) (string, error) {
	rects := filepath.Join(dir, "rects.json")
	k, _, err := r.launch(ctx, &runner{name: kiosk.name, program: kiosk.program, args: append([]string{"--rects", rects}, kiosk.args...)})
	if err != nil {
		return "", err
	}
	defer k.Stop()
	states, err := survey(ctx, r.d, parts, rects, r.legs)
	if err != nil {
		return "", err
	}
	return writePeer(dir, parts, r.Panel, states)
}

// browserArgs start Chromium as kiosks start it. The switches take away what would slow
// it down or draw over the page; it has no sandbox where it runs as root, which makes it
// no slower.
func browserArgs(dir, page string, panel theme.Panel) []string {
	args := []string{"--kiosk", "--lang=ko", "--no-first-run", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update",
		"--disable-sync", "--disable-default-apps", "--disable-features=Translate", "--password-store=basic", "--noerrdialogs",
		"--user-data-dir=" + filepath.Join(dir, "profile"), "--window-position=0,0", fmt.Sprintf("--window-size=%d,%d", panel.WidthPx, panel.HeightPx)}
	if os.Geteuid() == 0 {
		args = append(args, "--no-sandbox")
	}
	return append(args, "file://"+page)
}
