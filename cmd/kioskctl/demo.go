package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"time"

	"modu/accessibility/audio/fifocard"
	"modu/accessibility/input"
	"modu/internal/runtime"
)

// The demonstration ends by itself: somebody is waiting for it, and CI too.
const demoLimit = 3 * time.Minute

// panelW and panelH are the pixels of the usual upright panel.
const panelW, panelH = 1080, 1920

func demoCommand(ctx context.Context, args []string, out, errOut io.Writer) error {
	fs := flags("demo", errOut)
	dir := fs.String("out", filepath.Join("out", "demo"), "directory for what the demonstration leaves; it is made anew")
	kiosk := fs.String("kiosk", beside("kiosk"), "the kiosk program")
	keep := fs.Bool("keep", false, "keep the working files (site file, state, devices)")
	if fs.Parse(args) != nil || fs.NArg() > 0 {
		return errUsage
	}
	ctx, cancel := context.WithTimeout(ctx, demoLimit)
	defer cancel()
	d := &demo{dir: *dir, out: out}
	err := d.run(ctx, *kiosk)
	if !*keep {
		_ = os.RemoveAll(filepath.Join(*dir, "work"))
	}
	index := filepath.Join(*dir, "index.html")
	if err != nil {
		fmt.Fprintf(out, "\nthe customer failed: %v\nwhat happened is in %s\n", err, index)
		return err
	}
	fmt.Fprintf(out, "\nwhat was seen, heard and pressed, side by side: %s\n", index)
	return nil
}

// beside is a program in the directory of this one.
func beside(name string) string {
	self, err := os.Executable()
	if err != nil {
		return name
	}
	return filepath.Join(filepath.Dir(self), name)
}

// demo is one demonstration. The kiosk is a process of its own; this one plays the
// world around it: display, sound card, keypad, card terminal, lamp and customer.
type demo struct {
	dir     string
	out     io.Writer
	display *display
	card    *fifocard.Card
	began   time.Time // of the sound recording

	mu      sync.Mutex
	moments []*moment
	heard   chan string
	facts   []string
	lines   int
}

func (d *demo) run(ctx context.Context, kiosk string) (err error) {
	work := filepath.Join(d.dir, "work")
	if err := os.RemoveAll(d.dir); err != nil {
		return err
	}
	if err := os.MkdirAll(work, 0o755); err != nil {
		return err
	}
	d.heard = make(chan string, 64)
	defer func() { err = errors.Join(err, d.finish(err)) }()

	if d.display, err = startDisplay(ctx, panelW, panelH); err != nil {
		return err
	}
	defer d.display.close()
	cardDir := filepath.Join(work, "card")
	if err := os.Mkdir(cardDir, 0o700); err != nil {
		return err
	}
	env, card, err := fifocard.Start(cardDir)
	if err != nil {
		return fmt.Errorf("the sound card that records could not be made: %w", err)
	}
	d.card, d.began = card, time.Now()
	world, err := startWorld(ctx, filepath.Join(work, "dev"))
	if err != nil {
		return err
	}
	defer world.close()
	site := filepath.Join(work, "site.yaml")
	if err := os.WriteFile(site, []byte(world.site(filepath.Join(work, "state"))), 0o644); err != nil {
		return err
	}
	watch, err := watchFlashes(d.display.name)
	if err != nil {
		return err
	}
	defer func() {
		found, seen := watch.stop()
		for _, f := range found {
			d.facts = append(d.facts, f.String())
			err = errors.Join(err, fmt.Errorf("the screen flashed: %s", f))
		}
		d.facts = append(d.facts, fmt.Sprintf("looked for flashes (FLA-1) %d times: %d found", seen, len(found)))
	}()
	stop, err := d.startKiosk(ctx, kiosk, site, env)
	if err != nil {
		return err
	}
	defer stop()
	if err := d.firstPicture(ctx); err != nil {
		return err
	}
	d.moment()
	c := &customer{heard: d.heard, settle: 250 * time.Millisecond, tell: d.tell, think: sleep,
		press: func(k input.Key) error { d.moment(); return world.tap(k) },
		card:  func() error { d.moment(); return world.card("tap") },
	}
	err = c.order(ctx)
	_ = sleep(ctx, time.Second)
	d.moment()
	if err != nil {
		d.tell("I give up: %v.", err)
		return err
	}
	d.tell("I go to fetch my coffee.")
	d.facts = append(d.facts, fmt.Sprintf("%d key presses, %s from the first key to the order number", c.presses, time.Since(d.began).Round(time.Second)))
	if c.number == "" {
		return fmt.Errorf("no order number was heard")
	}
	return nil
}

// startKiosk starts the kiosk and follows its transcript.
func (d *demo) startKiosk(ctx context.Context, kiosk, site string, env []string) (stop func(), err error) {
	cmd := exec.CommandContext(ctx, kiosk, "--site", site, "--transcript", "-")
	cmd.Env = append(append(os.Environ(), "DISPLAY="+d.display.name), env...)
	cmd.Cancel = func() error { return cmd.Process.Signal(syscall.SIGTERM) }
	cmd.WaitDelay = 5 * time.Second
	log, err := os.Create(filepath.Join(d.dir, "kiosk.log"))
	if err != nil {
		return nil, err
	}
	cmd.Stderr = log
	pipe, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("the kiosk cannot be started: %w", err)
	}
	started := time.Now()
	read := make(chan struct{})
	go func() { defer close(read); d.follow(pipe, started) }()
	return func() {
		_ = cmd.Process.Signal(syscall.SIGTERM)
		<-read
		if err := cmd.Wait(); err != nil && ctx.Err() == nil {
			d.tell("The kiosk did not end well: %v.", err)
		}
		_ = log.Close()
	}, nil
}

// follow reads the kiosk's transcript. Only what was said to its end reaches the
// customer; everything goes into the report.
func (d *demo) follow(r io.Reader, started time.Time) {
	file, err := os.Create(filepath.Join(d.dir, "transcript.jsonl"))
	if err == nil {
		defer file.Close()
	}
	s := bufio.NewScanner(r)
	s.Buffer(nil, 1<<20)
	for s.Scan() {
		if file != nil {
			fmt.Fprintln(file, s.Text())
		}
		var e runtime.Entry
		if json.Unmarshal(s.Bytes(), &e) != nil {
			continue
		}
		at := started.Add(time.Duration(e.At * float64(time.Second))).Sub(d.began)
		d.mu.Lock()
		d.lines++
		if l, ok := shown(e, at); ok && len(d.moments) > 0 {
			m := d.moments[len(d.moments)-1]
			m.Entries = append(m.Entries, l)
		}
		d.mu.Unlock()
		if e.Kind == "heard" {
			select {
			case d.heard <- e.Text:
			default: // a customer who does not listen misses it
			}
		}
		if e.Kind == "spoken" {
			fmt.Fprintf(d.out, "%7s  kiosk: %s\n", clock(at), e.Text)
		}
	}
}

// firstPicture waits until the kiosk shows something.
func (d *demo) firstPicture(ctx context.Context) error {
	for range 400 {
		img, err := d.display.grab(rect(0, 0, panelW, panelH))
		if err != nil {
			return err
		}
		if !uniform(img) {
			return sleep(ctx, time.Second) // let the first frame settle
		}
		if err := sleep(ctx, 50*time.Millisecond); err != nil {
			return err
		}
	}
	return fmt.Errorf("the kiosk showed nothing for 20 s; see kiosk.log")
}

// moment takes a picture of the screen as the customer acts.
func (d *demo) moment() {
	d.mu.Lock()
	m := &moment{At: time.Since(d.began), Shot: fmt.Sprintf("%02d.png", len(d.moments)+1)}
	d.moments = append(d.moments, m)
	d.mu.Unlock()
	if err := d.display.screenshot(filepath.Join(d.dir, m.Shot)); err != nil {
		d.tell("(The picture could not be taken: %v.)", err)
	}
}

func (d *demo) tell(format string, args ...any) {
	d.mu.Lock()
	defer d.mu.Unlock()
	text := fmt.Sprintf(format, args...)
	fmt.Fprintf(d.out, "%7s  customer: %s\n", clock(time.Since(d.began)), text)
	if len(d.moments) > 0 {
		m := d.moments[len(d.moments)-1]
		m.Says = append(m.Says, text)
	}
}

// finish writes the sound and the page, whatever happened.
func (d *demo) finish(outcome error) error {
	r := &report{Title: "A customer who cannot see orders an iced latte", Finished: time.Now()}
	if d.card != nil {
		if err := d.card.Close(); err != nil {
			d.facts = append(d.facts, "the sound card ended badly: "+err.Error())
		}
		if err := d.card.SaveWAV(filepath.Join(d.dir, "sound.wav")); err == nil {
			r.Audio = "sound.wav"
		}
		times, samples := d.card.Underruns()
		d.facts = append(d.facts, fmt.Sprintf("the sound card ran dry %d times (%d samples of 48,000 a second)", times, samples))
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	r.Moments, r.Facts, r.Good = d.moments, d.facts, outcome == nil
	r.Result = "The customer heard an order number and went to fetch their coffee."
	if outcome != nil {
		r.Result = "The customer failed: " + outcome.Error()
	}
	return r.write(d.dir)
}

func sleep(ctx context.Context, t time.Duration) error {
	timer := time.NewTimer(t)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// quoted makes a YAML string of a path.
func quoted(s string) string {
	return `"` + strings.ReplaceAll(strings.ReplaceAll(s, `\`, `\\`), `"`, `\"`) + `"`
}
