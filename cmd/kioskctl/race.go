package main

import (
	"context"
	"errors"
	"fmt"
	"image"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"

	"modu/internal/assemble"
	"modu/ui/theme"
)

// raceCommand measures the kiosk against a browser that shows the same menu: same
// virtual display, same keys, same eyes, turn about.
func raceCommand(ctx context.Context, args []string, out, errOut io.Writer) error {
	fs := flags("race", errOut)
	n := fs.Int("n", 60, "presses of each kind in a round")
	rounds := fs.Int("rounds", 2, "rounds, the two taking turns")
	pages := fs.Int("pages", 400, "page changes before memory is read again")
	idle := fs.Duration("idle", 15*time.Second, "how long idle processor time is counted")
	kiosk := fs.String("kiosk", beside("kiosk"), "the kiosk program")
	browser := fs.String("browser", "chromium", "the browser program")
	only := fs.String("only", "", "only this runner: kiosk or browser")
	keep := fs.String("keep", "", "keep the browser's page, and pictures of both, in this `directory`")
	if fs.Parse(args) != nil || fs.NArg() > 0 || *n < 2 || *rounds < 1 || *pages < 2 {
		return errUsage
	}
	r := &race{out: out, n: *n, pages: *pages, idle: *idle, keep: *keep}
	return r.run(ctx, *kiosk, *browser, *only, *rounds)
}

// race is one comparison.
type race struct {
	out      io.Writer
	n, pages int
	idle     time.Duration
	keep     string
	d        *display
	changes  <-chan time.Time
	legs     []leg
	opening  map[string]*image.RGBA     // what a runner's first screen looks like at its lower edge
	spots    map[string]image.Rectangle // where a picture of the leg differs from the one before, by runner, leg and press
}

// runner is one of the two, and what was measured of it.
type runner struct {
	name  string
	start func(ctx context.Context) *exec.Cmd
	times map[string][]time.Duration
	first []float64 // MiB at the first screen
	later []float64 // MiB after the page changes
	idle  []float64 // per cent of one core
}

func (r *race) run(ctx context.Context, kiosk, browser, only string, rounds int) error {
	parts, site, err := loadSite("")
	if err != nil {
		return err
	}
	if r.legs, err = course(parts); err != nil {
		return err
	}
	if r.d, err = startDisplay(ctx, site.Panel.Pixels.W, site.Panel.Pixels.H); err != nil {
		return err
	}
	defer r.d.close()
	if r.changes, err = r.d.changes(); err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "modu-race-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	if r.keep != "" {
		dir = r.keep
		if err := os.MkdirAll(dir, 0o755); err != nil {
			return err
		}
	}
	// The browser has no devices and no voice, so here the kiosk has none either.
	siteFile := filepath.Join(dir, "site.yaml")
	const bare = "version: 1\nstate_dir: state\nspeech: {engine: silence}\ndevices: []\nterminal: {driver: none}\nlamp: {driver: none}\n"
	if err := os.WriteFile(siteFile, []byte(bare), 0o644); err != nil {
		return err
	}
	rects := filepath.Join(dir, "rects.json")
	own := func(extra ...string) func(context.Context) *exec.Cmd {
		return func(ctx context.Context) *exec.Cmd {
			return exec.CommandContext(ctx, kiosk, append([]string{"--site", siteFile}, extra...)...)
		}
	}
	panel := theme.Panel{WidthPx: site.Panel.Pixels.W, HeightPx: site.Panel.Pixels.H, WidthMM: float64(site.Panel.MM.W), HeightMM: float64(site.Panel.MM.H)}
	// No offer to translate: it would lie over the page's corner.
	profile := filepath.Join(dir, "profile", "Default")
	if err := os.MkdirAll(profile, 0o755); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(profile, "Preferences"), []byte(`{"translate":{"enabled":false}}`), 0o644); err != nil {
		return err
	}
	page, err := r.prepare(ctx, dir, parts, panel, own("--rects", rects), rects)
	if err != nil {
		return err
	}
	runners := []*runner{
		{name: "kiosk", start: own()},
		{name: "browser", start: func(ctx context.Context) *exec.Cmd { return browserCommand(ctx, browser, dir, page, panel) }},
	}
	runners = slices.DeleteFunc(runners, func(c *runner) bool { return only != "" && c.name != only })
	r.spots, r.opening = map[string]image.Rectangle{}, map[string]*image.RGBA{}
	for _, c := range runners {
		c.times = map[string][]time.Duration{}
		// Once unmeasured: the browser's profile, the files in memory, where to look.
		if err := r.turn(ctx, c, true); err != nil {
			return fmt.Errorf("%s: %w", c.name, err)
		}
	}
	for range rounds {
		for _, c := range runners {
			if err := r.turn(ctx, c, false); err != nil {
				return fmt.Errorf("%s: %w", c.name, err)
			}
		}
	}
	r.table(runners)
	return nil
}

// prepare goes the course once to learn what the kiosk shows, and writes the page.
func (r *race) prepare(ctx context.Context, dir string, parts *assemble.Parts, panel theme.Panel, start func(context.Context) *exec.Cmd, rects string) (string, error) {
	stop, _, err := r.launch(ctx, start(ctx), nil)
	if err != nil {
		return "", err
	}
	defer stop()
	states, err := survey(r.d, parts, rects, r.legs)
	if err != nil {
		return "", err
	}
	return writePeer(dir, parts, panel, states)
}

// browserCommand starts Chromium as kiosks start it. The switches take away what
// would slow it down or draw over the page; it has no sandbox where it runs as root,
// which makes it no slower.
func browserCommand(ctx context.Context, program, dir, page string, panel theme.Panel) *exec.Cmd {
	args := []string{"--kiosk", "--lang=ko", "--no-first-run", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update",
		"--disable-sync", "--disable-default-apps", "--disable-features=Translate", "--password-store=basic", "--noerrdialogs",
		"--user-data-dir=" + filepath.Join(dir, "profile"), "--window-position=0,0", fmt.Sprintf("--window-size=%d,%d", panel.WidthPx, panel.HeightPx)}
	if os.Geteuid() == 0 {
		args = append(args, "--no-sandbox")
	}
	return exec.CommandContext(ctx, program, append(args, "file://"+page)...)
}

// launch starts a program and waits for its first picture: the one that it is known
// to open with, or any that is not of one colour. stop ends it.
func (r *race) launch(ctx context.Context, cmd *exec.Cmd, opening *image.RGBA) (stop func(), took time.Duration, err error) {
	if err := r.d.blank(); err != nil {
		return nil, 0, err
	}
	time.Sleep(300 * time.Millisecond)
	drain(r.changes)
	cmd.Env = append(os.Environ(), "DISPLAY="+r.d.name)
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	t := time.Now()
	if err := cmd.Start(); err != nil {
		return nil, 0, err
	}
	ended := make(chan struct{})
	go func() { _ = cmd.Wait(); close(ended) }()
	stop = func() {
		_ = cmd.Process.Signal(syscall.SIGTERM)
		select {
		case <-ended:
		case <-time.After(5 * time.Second):
			_ = syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL)
			<-ended
		}
	}
	limit := time.After(20 * time.Second)
	for {
		select {
		case at := <-r.changes:
			now, err := r.d.grab(r.lowerEdge())
			if err == nil && (opening == nil && !uniform(now) || opening != nil && slices.Equal(now.Pix, opening.Pix)) {
				return stop, at.Sub(t), nil
			}
			if err == nil {
				continue
			}
			stop()
			return nil, 0, err
		case <-ended:
			return nil, 0, fmt.Errorf("%s ended without a picture: %v", cmd.Path, cmd.ProcessState)
		case <-limit:
			stop()
			return nil, 0, fmt.Errorf("%s did not show its first screen within 20 s", cmd.Path)
		case <-ctx.Done():
			stop()
			return nil, 0, ctx.Err()
		}
	}
}

// lowerEdge is the part of the screen that is drawn last by whoever draws from the
// top, and holds words on every screen.
func (r *race) lowerEdge() image.Rectangle {
	return rect(0, r.d.height-r.d.height/5, r.d.width, r.d.height/5)
}

// turn is one start of a runner and its whole course. A trial only learns where the
// pictures differ.
func (r *race) turn(ctx context.Context, c *runner, trial bool) error {
	if !trial {
		for range 3 { // three more starts: one of each round says little
			stop, took, err := r.launch(ctx, c.start(ctx), r.opening[c.name])
			if err != nil {
				return err
			}
			c.times["start"] = append(c.times["start"], took)
			time.Sleep(500 * time.Millisecond)
			stop()
		}
	}
	cmd := c.start(ctx)
	stop, _, err := r.launch(ctx, cmd, r.opening[c.name])
	if err != nil {
		return err
	}
	defer stop()
	time.Sleep(2500 * time.Millisecond)
	if trial {
		if r.opening[c.name], err = r.d.grab(r.lowerEdge()); err != nil {
			return err
		}
		if r.keep != "" {
			if err := r.d.screenshot(filepath.Join(r.keep, c.name+"-start.png")); err != nil {
				return err
			}
		}
	}
	for _, l := range r.legs {
		for _, k := range l.way {
			if err := r.d.key(k, 0); err != nil {
				return err
			}
			time.Sleep(700 * time.Millisecond)
		}
		if r.keep != "" && trial {
			if err := r.d.screenshot(filepath.Join(r.keep, c.name+"-"+l.name+".png")); err != nil {
				return err
			}
		}
		if trial {
			if err := r.spy(c, l); err != nil {
				return err
			}
			continue
		}
		if l.name == "focus" {
			m, err := treePSS(cmd.Process.Pid)
			if err != nil {
				return err
			}
			c.first = append(c.first, m)
			time.Sleep(8 * time.Second) // what the last key made it say is over
			before := treeCPU(cmd.Process.Pid)
			time.Sleep(r.idle)
			c.idle = append(c.idle, 100*float64(treeCPU(cmd.Process.Pid)-before)/float64(r.idle))
		}
		count := (r.n + len(l.rounds) - 1) / len(l.rounds) * len(l.rounds) // whole rounds: the next leg starts where this one did
		for i := range count {
			took, err := r.timed(ctx, c, l, i%len(l.rounds))
			if err != nil {
				return err
			}
			c.times[l.name] = append(c.times[l.name], took)
			// Not in step with anybody's clock. A window may change its ground four times a
			// second (FLA-1); waiting for that is no work.
			pause := 150 + (i*37)%60
			if l.name == "look" {
				pause += 250
			}
			time.Sleep(time.Duration(pause) * time.Millisecond)
		}
		if l.name == "page" {
			for i := range r.pages / 2 * 2 {
				if err := r.d.key(l.rounds[i%2], 0); err != nil {
					return err
				}
				time.Sleep(110 * time.Millisecond)
			}
			time.Sleep(time.Second)
			m, err := treePSS(cmd.Process.Pid)
			if err != nil {
				return err
			}
			c.later = append(c.later, m)
		}
	}
	return nil
}

// spotSize is the side of the square that is watched: small, so that looking at it
// costs the X server nothing.
const spotSize = 12

// spy finds, for each press of a leg, a place whose pixels it changes. Both are
// watched at a place of their own: they do not draw to the same pixel.
func (r *race) spy(c *runner, l leg) error {
	whole := image.Rect(0, 0, r.d.width, r.d.height)
	for i, k := range l.rounds {
		before, err := r.d.grab(whole)
		if err != nil {
			return err
		}
		if err := r.d.key(k, 0); err != nil {
			return err
		}
		time.Sleep(900 * time.Millisecond)
		after, err := r.d.grab(whole)
		if err != nil {
			return err
		}
		spot, ok := firstDifference(before, after)
		if !ok {
			return fmt.Errorf("pressing %s (%s) changed nothing on the screen", k, l.name)
		}
		r.spots[spotKey(c, l, i)] = spot
	}
	return nil
}

func spotKey(c *runner, l leg, i int) string { return fmt.Sprint(c.name, l.name, i) }

// firstDifference is a small square around the first pixel that differs.
func firstDifference(a, b *image.RGBA) (image.Rectangle, bool) {
	for y := range a.Rect.Dy() {
		for x := range a.Rect.Dx() {
			if i := a.PixOffset(x, y); a.Pix[i] != b.Pix[i] || a.Pix[i+1] != b.Pix[i+1] || a.Pix[i+2] != b.Pix[i+2] {
				return image.Rect(x, y, x+spotSize, y+spotSize).Intersect(a.Rect), true
			}
		}
	}
	return image.Rectangle{}, false
}

// timed presses one key and waits until the pixels at its place have changed.
func (r *race) timed(ctx context.Context, c *runner, l leg, i int) (time.Duration, error) {
	spot := r.spots[spotKey(c, l, i)]
	before, err := r.d.grab(spot)
	if err != nil {
		return 0, err
	}
	drain(r.changes)
	t := time.Now()
	if err := r.d.key(l.rounds[i], 0); err != nil {
		return 0, err
	}
	limit := time.After(3 * time.Second)
	for {
		select {
		case at := <-r.changes:
			now, err := r.d.grab(spot)
			if err != nil {
				return 0, err
			}
			if !slices.Equal(before.Pix, now.Pix) {
				return at.Sub(t), nil
			}
		case <-limit:
			return 0, fmt.Errorf("pressing %s (%s) did not change the picture at %v within 3 s", l.rounds[i], l.name, spot)
		case <-ctx.Done():
			return 0, ctx.Err()
		}
	}
}

// goal is what a row must reach and what it should reach, as ratios; for idle in per
// cent of a core.
type goal struct{ gate, aim float64 }

var errNoPeer = errors.New("one runner only: nothing to compare")

// table prints every row, the lost ones too.
func (r *race) table(cs []*runner) {
	fmt.Fprintf(r.out, "%-34s %19s %19s %7s %7s %7s\n", "p50 / p99, software rendering", "kiosk", "Chromium", "ratio", "gate", "aim")
	side := func(name string) *runner {
		for _, c := range cs {
			if c.name == name {
				return c
			}
		}
		return nil
	}
	k, b := side("kiosk"), side("browser")
	row := func(name, format string, g goal, perCent bool, of func(*runner) []float64) {
		cell := func(c *runner) (string, float64) {
			if c == nil {
				return "-", 0
			}
			v := slices.Clone(of(c))
			if len(v) == 0 {
				return "-", 0
			}
			slices.Sort(v)
			p50, p99 := v[len(v)/2], v[min(len(v)-1, int(0.99*float64(len(v))))]
			return fmt.Sprintf(format, p50, p99), p50
		}
		ks, kv := cell(k)
		bs, bv := cell(b)
		ratio, value := "-", kv
		if !perCent {
			value = 0
			if bv > 0 {
				value = kv / bv
			}
		}
		if bv > 0 {
			ratio = fmt.Sprintf("%.2f", kv/bv)
		}
		mark := ""
		switch {
		case value == 0 || k == nil || b == nil:
		case value > g.gate:
			mark = "  LOST"
		case value > g.aim:
			mark = "  gate held"
		default:
			mark = "  aim reached"
		}
		unit := ""
		if perCent {
			unit = "%"
		}
		fmt.Fprintf(r.out, "%-34s %19s %19s %7s %7s %7s%s\n", name, ks, bs, ratio, fmt.Sprintf("%.1f%s", g.gate, unit), fmt.Sprintf("%.1f%s", g.aim, unit), mark)
	}
	ms := func(leg string) func(*runner) []float64 {
		return func(c *runner) []float64 {
			var v []float64
			for _, d := range c.times[leg] {
				v = append(v, float64(d.Microseconds())/1000)
			}
			return v
		}
	}
	const msf, mib = "%.1f / %.1f ms", "%.0f / %.0f MiB"
	row("start → first picture", msf, goal{0.3, 0.3}, false, ms("start"))
	row("memory (PSS of all processes)", mib, goal{0.4, 0.4}, false, func(c *runner) []float64 { return c.first })
	row(fmt.Sprintf("  after %d page changes", r.pages), mib, goal{0.4, 0.4}, false, func(c *runner) []float64 { return c.later })
	row("key → picture: another page", msf, goal{1.5, 1.0}, false, ms("page"))
	row("key → picture: another look", msf, goal{2, 1.5}, false, ms("look"))
	row("key → picture: focus moves", msf, goal{4, 2}, false, ms("focus"))
	row("idle, of one core", "%.1f / %.1f %%", goal{2, 1}, true, func(c *runner) []float64 { return c.idle })
	if k == nil || b == nil {
		fmt.Fprintln(r.out, strings.TrimSpace(errNoPeer.Error()))
	}
}
