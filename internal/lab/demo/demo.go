package demo

import (
	"context"
	"errors"
	"fmt"
	"image"
	"io"
	"os"
	"path/filepath"
	"sync"
	"time"

	"modu/accessibility/audio/fifocard"
	"modu/accessibility/input"
	"modu/internal/lab/world"
	"modu/internal/lab/xdisplay"
	"modu/internal/runtime"
	"modu/internal/task"
)

// Limit is when the demonstration ends by itself at the latest: somebody waits for it.
const Limit = 3 * time.Minute

// Options of a demonstration.
type Options struct {
	Dir       string // what it leaves; it is made anew
	Kiosk     string // the kiosk program
	Simulator string // the program that simulates devices
	Keep      bool   // keep the working files (site file, state, devices)
}

// Index is the page that the demonstration leaves.
func (o Options) Index() string { return filepath.Join(o.Dir, "index.html") }

// Run plays the demonstration and tells of it as it goes. An error is why the customer got
// no coffee; the page is written all the same.
func Run(ctx context.Context, out io.Writer, o Options) error {
	ctx, cancel := context.WithTimeout(ctx, Limit)
	defer cancel()
	d := &demo{Options: o, dir: o.Dir, out: out, heard: make(chan string, 64)}
	err := d.run(ctx)
	if !o.Keep {
		_ = os.RemoveAll(filepath.Join(o.Dir, "work"))
	}
	return err
}

// demo is one demonstration. The kiosk is a process of its own; this one plays the
// world around it: display, sound card, keypad, card terminal, lamp and customer.
type demo struct {
	Options
	dir     string
	out     io.Writer
	display *xdisplay.Display
	card    *fifocard.Card
	began   time.Time // of the sound recording

	mu      sync.Mutex
	moments []*moment
	heard   chan string
	facts   []string
}

func (d *demo) run(ctx context.Context) (err error) {
	work := filepath.Join(d.dir, "work")
	if err := os.RemoveAll(d.dir); err != nil {
		return err
	}
	if err := os.MkdirAll(work, 0o755); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, d.finish(err)) }()

	if d.display, err = xdisplay.Start(ctx, world.PanelW, world.PanelH); err != nil {
		return err
	}
	defer d.display.Close()
	cardDir := filepath.Join(work, "card")
	if err := os.Mkdir(cardDir, 0o700); err != nil {
		return err
	}
	env, card, err := fifocard.Start(cardDir)
	if err != nil {
		return fmt.Errorf("the sound card that records could not be made: %w", err)
	}
	d.card, d.began = card, time.Now()
	around, err := startWorld(ctx, d.Simulator, filepath.Join(work, "dev"))
	if err != nil {
		return err
	}
	defer around.close()
	site := filepath.Join(work, "site.yaml")
	text, err := around.site(filepath.Join(work, "state"))
	if err != nil {
		return err
	}
	if err := os.WriteFile(site, []byte(text), 0o644); err != nil {
		return err
	}
	watch, err := xdisplay.WatchFlashes(d.display.Name)
	if err != nil {
		return err
	}
	defer func() {
		found, seen := watch.Stop()
		for _, f := range found {
			d.facts = append(d.facts, f.String())
			err = errors.Join(err, fmt.Errorf("the screen flashed: %s", f))
		}
		d.facts = append(d.facts, fmt.Sprintf("looked for flashes (FLA-1) %d times: %d found", seen, len(found)))
	}()
	return d.visit(ctx, around, site, env)
}

// visit is one visit of the customer, from the start of the kiosk to its end.
func (d *demo) visit(ctx context.Context, around *outside, site string, env []string) error {
	stop, err := d.startKiosk(ctx, site, env)
	if err != nil {
		return err
	}
	defer stop()
	if err := d.firstPicture(ctx); err != nil {
		return err
	}
	d.moment()
	c := &customer{wish: aLatte(), heard: d.heard, settle: 250 * time.Millisecond, tell: d.tell, think: task.Sleep,
		press: func(k input.Key) error { d.moment(); return around.tap(k) },
		card:  func() error { d.moment(); return around.card("tap") },
	}
	err = c.order(ctx)
	_ = task.Sleep(ctx, time.Second)
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
func (d *demo) startKiosk(ctx context.Context, site string, env []string) (stop func(), err error) {
	log, err := os.Create(filepath.Join(d.dir, "kiosk.log"))
	if err != nil {
		return nil, err
	}
	transcript, err := os.Create(filepath.Join(d.dir, "transcript.jsonl"))
	if err != nil {
		return nil, errors.Join(err, log.Close())
	}
	started := time.Now()
	k, err := world.Start(ctx, world.Options{Program: d.Kiosk, Args: []string{"--site", site, "--transcript", "-"}, Display: d.display.Name, Env: env, Stderr: log,
		Line: func(text string, e runtime.Entry) {
			fmt.Fprintln(transcript, text)
			d.entry(e, started)
		}})
	if err != nil {
		return nil, errors.Join(err, log.Close(), transcript.Close())
	}
	return func() {
		if err := k.Stop(); err != nil && ctx.Err() == nil {
			d.tell("The kiosk did not end well: %v.", err)
		}
		_, _ = log.Close(), transcript.Close()
	}, nil
}

// entry is one line of the kiosk's transcript. Only what was said to its end reaches the
// customer; everything goes into the report.
func (d *demo) entry(e runtime.Entry, started time.Time) {
	at := started.Add(time.Duration(e.At * float64(time.Second))).Sub(d.began)
	d.mu.Lock()
	if l, ok := shown(e, at); ok && len(d.moments) > 0 {
		m := d.moments[len(d.moments)-1]
		m.Entries = append(m.Entries, l)
	}
	d.mu.Unlock()
	switch e.Kind {
	case "heard":
		select {
		case d.heard <- e.Text:
		default: // a customer who does not listen misses it
		}
	case "spoken":
		fmt.Fprintf(d.out, "%7s  kiosk: %s\n", clock(at), e.Text)
	}
}

// firstPicture waits until the kiosk shows something.
func (d *demo) firstPicture(ctx context.Context) error {
	ctx, cancel := context.WithTimeoutCause(ctx, xdisplay.Patience, fmt.Errorf("the kiosk showed nothing within %v; see kiosk.log", xdisplay.Patience))
	defer cancel()
	const settled = time.Second
	_, err := d.display.Still(ctx, image.Rect(0, 0, world.PanelW, world.PanelH), settled, nil)
	return err
}

// moment takes a picture of the screen as the customer acts.
func (d *demo) moment() {
	d.mu.Lock()
	m := &moment{At: time.Since(d.began), Shot: fmt.Sprintf("%02d.png", len(d.moments)+1)}
	d.moments = append(d.moments, m)
	d.mu.Unlock()
	if err := d.display.Screenshot(filepath.Join(d.dir, m.Shot)); err != nil {
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
