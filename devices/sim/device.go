package sim

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"modu/internal/task"
)

// brain is a device without its cable.
type brain interface {
	// step takes what the kiosk sent and the time; it returns whole frames. hangUp
	// ends the connection.
	step(now time.Duration, in []byte) (frames [][]byte, hangUp bool, wake time.Duration)
	// controls are what command understands, as data.
	controls() []Control
	// command does what a script line says; it is one of the controls.
	command(now time.Duration, words []string) (frames [][]byte, err error)
	// powerOn forgets what a device forgets when it is unplugged.
	powerOn()
	// state says in words what a tester would see.
	state() string
}

// backlog bounds what a device may have unsent. A real one has less.
const backlog = 1000

// Device is a simulated device.
type Device struct {
	byteTime time.Duration
	start    time.Time

	mu      sync.Mutex
	brain   brain
	faults  faults
	serving *serving // nil: nothing is connected
	held    []byte   // by "fault glue"
}

func newDevice(b brain, byteTime time.Duration) *Device {
	return &Device{brain: b, byteTime: byteTime, start: time.Now(), faults: faults{seed: 1}}
}

// faults is how a device misbehaves.
type faults struct {
	split, glue, mute, stall bool
	drop, flip, insert       int // percent of bytes
	badcheck                 int // percent of frames
	late                     time.Duration
	seed                     uint64
	rand                     *rand.Rand
}

func (f *faults) chance(percent int) bool { return percent > 0 && f.rand.IntN(100) < percent }

// serving is one connection.
type serving struct {
	out     chan chunk
	poke    chan struct{} // the brain's wake time may have changed
	unstall chan struct{} // closed when the device reads again
}

type chunk struct {
	b     []byte
	delay time.Duration
	apart bool // byte by byte
}

func (d *Device) now() time.Duration { return time.Since(d.start) }

// State says in words what a tester would see.
func (d *Device) State() string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.brain.state()
}

// Serve connects the device to a stream until the stream ends, the device hangs up
// or ctx does; it closes rw if it can be closed. One Serve at a time.
func (d *Device) Serve(ctx context.Context, rw io.ReadWriter) error {
	s, err := d.connect()
	if err != nil {
		return err
	}
	return d.serve(ctx, s, rw)
}

// connect switches the device on: from now on what it sends is kept for the stream.
func (d *Device) connect() (*serving, error) {
	s := &serving{out: make(chan chunk, backlog), poke: make(chan struct{}, 1), unstall: make(chan struct{})}
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.serving != nil {
		return nil, fmt.Errorf("sim: already connected")
	}
	if !d.faults.stall {
		close(s.unstall)
	}
	d.brain.powerOn()
	d.serving, d.held = s, nil
	return s, nil
}

func (d *Device) serve(ctx context.Context, s *serving, rw io.ReadWriter) error {
	ctx, cancel := context.WithCancel(ctx)
	defer func() {
		d.mu.Lock()
		if d.serving == s {
			d.serving = nil
		}
		d.mu.Unlock()
	}()

	var wg sync.WaitGroup
	defer wg.Wait()
	defer cancel()
	if c, ok := rw.(io.Closer); ok {
		defer c.Close()
	}
	in, failed := make(chan []byte), make(chan error, 2)
	wg.Go(func() { failed <- d.read(ctx, s, rw, in) })
	wg.Go(func() { failed <- d.write(ctx, s, rw) })
	wake := time.NewTimer(0)
	defer wake.Stop()
	for {
		var b []byte
		select {
		case <-ctx.Done():
			return nil
		case err := <-failed:
			if err == io.EOF {
				err = nil
			}
			return err
		case b = <-in:
		case <-wake.C:
		case <-s.poke:
		}
		d.mu.Lock()
		frames, hangUp, at := d.brain.step(d.now(), b)
		d.send(frames)
		if hangUp {
			d.serving = nil // it may be connected anew from now on
		}
		d.mu.Unlock()
		if hangUp {
			return nil
		}
		if at != 0 {
			wake.Reset(max(0, at-d.now()))
		} else {
			wake.Stop()
		}
	}
}

func (d *Device) read(ctx context.Context, s *serving, r io.Reader, in chan<- []byte) error {
	buf := make([]byte, 4096)
	for {
		d.mu.Lock()
		unstall := s.unstall
		d.mu.Unlock()
		select {
		case <-unstall:
		case <-ctx.Done():
			return nil
		}
		n, err := r.Read(buf)
		if n > 0 {
			select {
			case in <- append([]byte(nil), buf[:n]...):
			case <-ctx.Done():
				return nil
			}
		}
		if err != nil {
			return err
		}
	}
}

func (d *Device) write(ctx context.Context, s *serving, w io.Writer) error {
	pause := func(t time.Duration) bool { return t <= 0 || task.Sleep(ctx, t) == nil }
	for {
		var c chunk
		select {
		case c = <-s.out:
		case <-ctx.Done():
			return nil
		}
		pieces := [][]byte{c.b}
		if c.apart {
			pieces = pieces[:0]
			for i := range c.b {
				pieces = append(pieces, c.b[i:i+1])
			}
		}
		if !pause(c.delay) {
			return nil
		}
		for _, p := range pieces {
			// A line delivers a byte when its last bit has come, not before.
			if !pause(time.Duration(len(p)) * d.byteTime) {
				return nil
			}
			if _, err := w.Write(p); err != nil {
				return err
			}
		}
	}
}

func (d *Device) connected() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.serving != nil
}

// send puts frames on the wire, with the faults of the moment. The lock is held.
func (d *Device) send(frames [][]byte) {
	f := &d.faults
	if f.rand == nil {
		f.rand = rand.New(rand.NewPCG(f.seed, 0))
	}
	for _, fr := range frames {
		if d.serving == nil || f.mute || len(fr) == 0 {
			continue
		}
		fr = append([]byte(nil), fr...)
		if f.chance(f.badcheck) {
			fr[len(fr)-1] ^= 0xFF
		}
		out := make([]byte, 0, len(fr))
		for _, b := range fr {
			if f.chance(f.insert) {
				out = append(out, byte(f.rand.UintN(256)))
			}
			if f.chance(f.flip) {
				b ^= 1 << f.rand.IntN(8)
			}
			if !f.chance(f.drop) {
				out = append(out, b)
			}
		}
		if f.glue {
			if d.held == nil {
				d.held = out
				continue
			}
			out, d.held = append(d.held, out...), nil
		}
		d.queue(out)
	}
}

func (d *Device) queue(b []byte) {
	select {
	case d.serving.out <- chunk{b, d.faults.late, d.faults.split}:
	default: // nobody has read for a long time; a device drops too
	}
}

// Run does a script: one command a line (see Controls and Common), # begins a comment.
func (d *Device) Run(ctx context.Context, script string) error { return run(ctx, script, d.Do) }

func run(ctx context.Context, script string, do func(string) error) error {
	for i, line := range strings.Split(script, "\n") {
		line, _, _ = strings.Cut(line, "#")
		words := strings.Fields(line)
		switch {
		case len(words) == 0:
			continue
		case words[0] == "wait" && len(words) == 2:
			t, err := time.ParseDuration(words[1])
			if err != nil {
				return fmt.Errorf("line %d: %w", i+1, err)
			}
			if err := task.Sleep(ctx, t); err != nil {
				return err
			}
		default:
			if err := do(line); err != nil {
				return fmt.Errorf("line %d: %w", i+1, err)
			}
		}
	}
	return nil
}

// Do carries out one command of the script language.
func (d *Device) Do(cmd string) error {
	words := strings.Fields(cmd)
	if len(words) == 0 {
		return nil
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	switch words[0] {
	case "fault":
		return d.fault(words[1:])
	case "seed":
		n, err := number(words, 1)
		if err == nil {
			d.faults.seed, d.faults.rand = uint64(n), nil
		}
		return err
	case "raw":
		return d.raw(words[1:])
	case "garbage":
		return d.garbage(words)
	}
	frames, err := d.command(d.now(), words)
	if err != nil {
		return err
	}
	d.send(frames)
	if d.serving != nil {
		select {
		case d.serving.poke <- struct{}{}:
		default:
		}
	}
	return nil
}

// command has the device do one of its own commands. The lock is held, except in a Pair,
// which has the device to itself.
func (d *Device) command(now time.Duration, words []string) (frames [][]byte, err error) {
	if !slices.ContainsFunc(d.brain.controls(), func(c Control) bool { return c.takes(words) }) {
		return nil, d.unknown(words)
	}
	return d.brain.command(now, words)
}

// raw sends bytes as they are.
func (d *Device) raw(words []string) error {
	var b []byte
	for _, w := range words {
		v, err := strconv.ParseUint(w, 16, 8)
		if err != nil {
			return fmt.Errorf("sim: %q is not a byte in hex", w)
		}
		b = append(b, byte(v))
	}
	d.send([][]byte{b})
	return nil
}

// garbage sends bytes that mean nothing.
func (d *Device) garbage(words []string) error {
	n, err := number(words, 1)
	if err != nil || n > 100_000 {
		return fmt.Errorf("sim: garbage wants a number of bytes")
	}
	r := rand.New(rand.NewPCG(d.faults.seed, 9))
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(r.UintN(256))
	}
	d.send([][]byte{b})
	return nil
}

func (d *Device) fault(words []string) error {
	f := &d.faults
	if len(words) == 0 {
		return fmt.Errorf("sim: fault wants a name")
	}
	percent := map[string]*int{"drop": &f.drop, "flip": &f.flip, "insert": &f.insert, "badcheck": &f.badcheck}
	on := map[string]*bool{"split": &f.split, "glue": &f.glue, "mute": &f.mute, "stall": &f.stall}
	switch name := words[0]; {
	case name == "clear":
		seed, rnd := f.seed, f.rand
		*f = faults{seed: seed, rand: rnd}
		if d.held != nil && d.serving != nil {
			d.queue(d.held)
		}
		d.held = nil
	case name == "late":
		if len(words) != 2 {
			return fmt.Errorf("sim: late wants a time, such as 300ms")
		}
		t, err := time.ParseDuration(words[1])
		if err != nil {
			return fmt.Errorf("sim: %w", err)
		}
		f.late = t
	case percent[name] != nil:
		n, err := number(words, 1)
		if err != nil || n > 100 {
			return fmt.Errorf("sim: %s wants a percentage, such as 10%%", name)
		}
		*percent[name] = n
	case on[name] != nil:
		*on[name] = true
	default:
		return fmt.Errorf("sim: no fault is called %q", name)
	}
	d.restall()
	return nil
}

// restall makes the connection read, or not, as the faults say. The lock is held.
func (d *Device) restall() {
	s := d.serving
	if s == nil {
		return
	}
	select {
	case <-s.unstall:
		if d.faults.stall {
			s.unstall = make(chan struct{})
		}
	default:
		if !d.faults.stall {
			close(s.unstall)
		}
	}
}

func number(words []string, at int) (int, error) {
	if at >= len(words) {
		return 0, fmt.Errorf("sim: %s wants a number", words[0])
	}
	n, err := strconv.Atoi(strings.TrimSuffix(words[at], "%"))
	if err != nil || n < 0 {
		return 0, fmt.Errorf("sim: %q is not a number", words[at])
	}
	return n, nil
}
