package link

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"modu/accessibility/input"
	"modu/devices"
	"modu/devices/keypad"
	"modu/devices/profile"
	"modu/devices/relay"
	"modu/devices/sim"
	"modu/devices/terminal"
	"modu/devices/transport"
	"modu/devices/transport/serialport"
	"modu/devices/transport/transporttest"
	"modu/internal/money"
)

// patience is how long a test waits for what must come. It is no measurement.
const patience = 20 * time.Second

// impatient makes tests of stuck ports short.
var impatient = limits{stall: 100 * time.Millisecond, abandon: 100 * time.Millisecond}

// events collects what a link emits.
type events chan input.Event

func (e events) emit(ev input.Event) { e <- ev }

// expect waits for the next event and compares it.
func (e events) expect(t testing.TB, want ...input.Event) {
	t.Helper()
	for _, w := range want {
		select {
		case got := <-e:
			if got != w {
				t.Fatalf("got %#v, want %#v", got, w)
			}
		case <-time.After(patience):
			buf := make([]byte, 1<<16)
			t.Fatalf("waited in vain for %#v\n%s", w, buf[:runtime.Stack(buf, true)])
		}
	}
}

// noLeaks fails if goroutines of this module are left after the test.
func noLeaks(t *testing.T) {
	t.Helper()
	t.Cleanup(func() {
		var left string
		for end := time.Now().Add(patience); time.Now().Before(end); runtime.Gosched() {
			buf := make([]byte, 1<<20)
			left = ""
			for _, g := range strings.Split(string(buf[:runtime.Stack(buf, true)]), "\n\n") {
				if strings.Contains(g, "modu/devices") && !strings.Contains(g, "testing.") {
					left += g + "\n\n"
				}
			}
			if left == "" {
				return
			}
		}
		t.Errorf("goroutines left behind:\n%s", left)
	})
}

func controller(t testing.TB) *profile.Profile {
	t.Helper()
	b, err := os.ReadFile("../../assets/profiles/accessible-controller.yaml")
	if err != nil {
		t.Fatal(err)
	}
	p, issues := profile.Load("c.yaml", b)
	if issues != nil {
		t.Fatal(issues)
	}
	return p
}

func down(k input.Key) input.Event { return input.KeyPressed{Device: "keys", Key: k} }
func up(k input.Key) input.Event   { return input.KeyReleased{Device: "keys", Key: k} }

func state(id string, s input.DeviceState, code string) input.Event {
	return input.DeviceChanged{Device: id, State: s, Code: code}
}

// The whole way: simulated keypad, pseudo-terminal, go.bug.st/serial, frames, keys;
// then the cable is pulled and put back.
func TestKeypadOverATerminal(t *testing.T) {
	noLeaks(t)
	p := controller(t)
	plugged, err := sim.Plug(t.Context(), sim.NewKeypad(p), filepath.Join(t.TempDir(), "keys"))
	if err != nil {
		t.Fatal(err)
	}
	defer plugged.Close()
	do := func(cmd string) {
		t.Helper()
		if err := plugged.Do(cmd); err != nil {
			t.Fatal(err)
		}
	}
	got := make(events, 100)
	spec := p.Port
	spec.Path = plugged.Link()
	l := Start(t.Context(), Config{ID: "keys", Class: "keypad", Driver: keypad.New(p, "keys"), Opener: serialport.Opener{}, Spec: spec, Emit: got.emit})
	defer l.Close()
	got.expect(t, state("keys", input.DeviceReady, ""))
	do("tap select")
	got.expect(t, down("select"), up("select"))
	do("press up")
	do("doubleup up")
	got.expect(t, down("up"), up("up"))
	do("fault split")
	do("tap help")
	got.expect(t, down("help"), up("help"))
	do("fault clear")
	do("fault glue")
	do("tap left")
	got.expect(t, down("left"), up("left"))
	do("fault clear")

	do("press down")
	got.expect(t, down("down"))
	for range 2 {
		do("unplug")
		got.expect(t, state("keys", input.DeviceLost, "health.keypad.lost"))
		do("replug")
		got.expect(t, state("keys", input.DeviceReady, ""))
		do("tap up")
		got.expect(t, down("up"), up("up"))
	}
	if s := l.Status(); s.Info.Model != p.Name || s.Abandoned != 0 || s.State != input.DeviceReady {
		t.Errorf("%+v", s)
	}
}

// It is not there at the start, comes later, and sends nonsense first.
func TestKeypadComesLate(t *testing.T) {
	noLeaks(t)
	p := controller(t)
	path := filepath.Join(t.TempDir(), "keys")
	got := make(events, 100)
	spec := p.Port
	spec.Path = path
	l := Start(t.Context(), Config{ID: "keys", Class: "keypad", Driver: keypad.New(p, "keys"), Opener: serialport.Opener{}, Spec: spec, Emit: got.emit})
	defer l.Close()
	got.expect(t, state("keys", input.DeviceAbsent, "health.keypad.absent"))
	dev := sim.NewKeypad(p)
	plugged, err := sim.Plug(t.Context(), dev, path)
	if err != nil {
		t.Fatal(err)
	}
	defer plugged.Close()
	plugged.Do("garbage 200")
	got.expect(t, state("keys", input.DeviceReady, ""))
	plugged.Do("tap pause")
	got.expect(t, down("pause"), up("pause"))
}

// Two keypads at once do not disturb each other.
func TestTwoKeypads(t *testing.T) {
	noLeaks(t)
	p := controller(t)
	got := make(events, 100)
	dir := t.TempDir()
	var plugs []*sim.Plugged
	for _, id := range []string{"a", "b"} {
		plugged, err := sim.Plug(t.Context(), sim.NewKeypad(p), filepath.Join(dir, id))
		if err != nil {
			t.Fatal(err)
		}
		defer plugged.Close()
		plugs = append(plugs, plugged)
		spec := p.Port
		spec.Path = plugged.Link()
		l := Start(t.Context(), Config{ID: id, Class: "keypad", Driver: keypad.New(p, id), Opener: serialport.Opener{}, Spec: spec, Emit: got.emit})
		defer l.Close()
		got.expect(t, state(id, input.DeviceReady, ""))
	}
	plugs[0].Do("press up")
	got.expect(t, input.KeyPressed{Device: "a", Key: "up"})
	plugs[1].Do("press up")
	got.expect(t, input.KeyPressed{Device: "b", Key: "up"})
	plugs[0].Do("unplug")
	got.expect(t, state("a", input.DeviceLost, "health.keypad.lost"))
	plugs[1].Do("release up")
	got.expect(t, input.KeyReleased{Device: "b", Key: "up"})
}

// Every way of opening fails: the link says why, and goes on trying.
func TestPortInUse(t *testing.T) {
	noLeaks(t)
	p := controller(t)
	plugged, err := sim.Plug(t.Context(), sim.NewKeypad(p), filepath.Join(t.TempDir(), "keys"))
	if err != nil {
		t.Fatal(err)
	}
	defer plugged.Close()
	spec := p.Port
	spec.Path = plugged.Link()
	other, err := serialport.Opener{}.Open(t.Context(), spec)
	if err != nil {
		t.Fatal(err)
	}
	got, said := make(events, 100), make(chan string, 10)
	l := Start(t.Context(), Config{ID: "keys", Class: "keypad", Driver: keypad.New(p, "keys"), Opener: serialport.Opener{}, Spec: spec, Emit: got.emit,
		Log: func(s string) { said <- s }})
	defer l.Close()
	got.expect(t, state("keys", input.DeviceAbsent, "health.keypad.absent"))
	if s := <-said; !strings.Contains(s, "in use by another program") {
		t.Errorf("staff are told %q", s)
	}
	if !errors.Is(l.Status().Err, devices.ErrBusy) {
		t.Errorf("%+v", l.Status())
	}
	other.Close()
	got.expect(t, state("keys", input.DeviceReady, ""))
}

// pipes opens a new pipe at each Open and hands over the other end.
type pipes struct {
	wrap func(transport.Port) transport.Port
	far  chan *transporttest.End
}

func (p pipes) Open(context.Context, transport.PortSpec) (transport.Port, error) {
	a, b := transporttest.Pipe()
	p.far <- b
	if p.wrap != nil {
		return p.wrap(a), nil
	}
	return a, nil
}

// loud is a driver that is always ready and writes what it is told.
type loud struct{}

func (loud) Open(time.Duration) ([]byte, time.Duration) { return nil, 0 }
func (loud) Step(_ time.Duration, in []byte) ([]input.Event, []byte, time.Duration) {
	var ev []input.Event
	for range in {
		ev = append(ev, input.TimePassed{})
	}
	return ev, nil, 0
}
func (loud) Close(time.Duration) []input.Event { return nil }
func (loud) Status() devices.Status            { return devices.Status{Phase: devices.Working} }

func say(n int) devices.Act {
	return func(time.Duration) ([]input.Event, []byte, time.Duration) { return nil, make([]byte, n), 0 }
}

// A device that stops reading never blocks whoever sends: its port is given up.
func TestStalledDevice(t *testing.T) {
	for name, wrap := range map[string]func(transport.Port) transport.Port{"stops at once": transporttest.Stalled, "stops when its buffer is full": nil} {
		t.Run(name, func(t *testing.T) {
			noLeaks(t)
			o := pipes{wrap: wrap, far: make(chan *transporttest.End, 100)}
			got := make(events, 100)
			l := start(t.Context(), Config{ID: "keys", Class: "keypad", Driver: loud{}, Opener: o, Emit: got.emit}, impatient)
			defer l.Close()
			got.expect(t, state("keys", input.DeviceReady, ""))
			far := <-o.far
			// More than the queue and the port hold; bytes still come the other way.
			for range queueLen + 2 {
				if err := l.Send(say(transporttest.Capacity)); err != nil {
					t.Fatal(err)
				}
			}
			got.expect(t, state("keys", input.DeviceLost, "health.keypad.lost"), state("keys", input.DeviceReady, ""))
			if _, err := far.Write([]byte("x")); !errors.Is(err, devices.ErrDisconnected) {
				t.Errorf("the stalled port is still open: %v", err)
			}
			(<-o.far).Write([]byte("x"))
			got.expect(t, input.TimePassed{})
			if n := l.Status().Abandoned; n != 0 {
				t.Errorf("%d ports left behind, though closing frees them", n)
			}
		})
	}
}

// One write that hangs, with an empty queue behind it: the watchdog sees it.
func TestOneWriteHangs(t *testing.T) {
	noLeaks(t)
	o := pipes{wrap: transporttest.Stalled, far: make(chan *transporttest.End, 100)}
	got := make(events, 100)
	l := start(t.Context(), Config{ID: "keys", Class: "keypad", Driver: loud{}, Opener: o, Emit: got.emit}, impatient)
	defer l.Close()
	got.expect(t, state("keys", input.DeviceReady, ""))
	if err := l.Send(say(1)); err != nil {
		t.Fatal(err)
	}
	got.expect(t, state("keys", input.DeviceLost, "health.keypad.lost"))
	if !errors.Is(l.Status().Err, devices.ErrTimeout) {
		t.Errorf("%+v", l.Status())
	}
}

// unclosable is a port stuck in the kernel: nothing frees it.
type unclosable struct {
	transport.Port
	forever chan struct{}
	closed  *atomic.Int32
}

func (u unclosable) Write([]byte) (int, error) { <-u.forever; return 0, io.ErrClosedPipe }
func (u unclosable) Close() error              { u.closed.Add(1); <-u.forever; return nil }

func TestStuckPortIsLeftBehind(t *testing.T) {
	forever := make(chan struct{})
	noLeaks(t)
	var closed atomic.Int32
	first := true
	var stuck *transporttest.End
	open := transport.OpenerFunc(func(context.Context, transport.PortSpec) (transport.Port, error) {
		a, _ := transporttest.Pipe()
		if first {
			first, stuck = false, a
			return unclosable{a, forever, &closed}, nil
		}
		return a, nil
	})
	got := make(events, 100)
	l := start(t.Context(), Config{ID: "keys", Class: "keypad", Driver: loud{}, Opener: open, Emit: got.emit}, impatient)
	got.expect(t, state("keys", input.DeviceReady, ""))
	l.Send(say(1))
	got.expect(t, state("keys", input.DeviceLost, "health.keypad.lost"), state("keys", input.DeviceReady, ""))
	l.Close()
	if n := l.Status().Abandoned; n != 1 {
		t.Errorf("%d ports counted as left behind", n)
	}
	if err := l.Send(say(1)); !errors.Is(err, ErrStopped) {
		t.Errorf("an order after the end: %v", err)
	}
	close(forever)
	stuck.Close()
}

// Bytes in pieces, and a cable that breaks in the middle of a frame.
func TestChopAndCut(t *testing.T) {
	noLeaks(t)
	p := controller(t)
	dev := sim.NewKeypad(p)
	n := 0
	open := transport.OpenerFunc(func(ctx context.Context, _ transport.PortSpec) (transport.Port, error) {
		a, b := transporttest.Pipe()
		if n++; n == 1 {
			go dev.Serve(ctx, b)
			return transporttest.Cut(transporttest.Chopped(a, 7), 10+7+3), nil // echo, one key, half a key
		}
		go dev.Serve(ctx, b)
		return transporttest.Chopped(a, 8), nil
	})
	got := make(events, 100)
	l := Start(t.Context(), Config{ID: "keys", Class: "keypad", Driver: keypad.New(p, "keys"), Opener: open, Emit: got.emit})
	defer l.Close()
	got.expect(t, state("keys", input.DeviceReady, ""))
	dev.Do("press up")
	dev.Do("press down")
	got.expect(t, down("up"), state("keys", input.DeviceLost, "health.keypad.lost"), state("keys", input.DeviceReady, ""))
	dev.Do("press down")
	got.expect(t, down("down"))
}

// A terminal and a lamp over the same link.
func TestTerminalAndLamp(t *testing.T) {
	noLeaks(t)
	dir := t.TempDir()
	got := make(events, 100)
	term, err := sim.NewTerminal("wait; unknown; approve")
	if err != nil {
		t.Fatal(err)
	}
	pt, err := sim.Plug(t.Context(), term, filepath.Join(dir, "card"))
	if err != nil {
		t.Fatal(err)
	}
	defer pt.Close()
	drv := terminal.New()
	l := Start(t.Context(), Config{ID: "card", Class: "terminal", Driver: drv, Opener: serialport.Opener{}, Spec: transport.PortSpec{Path: pt.Link(), Baud: 115200}, Emit: got.emit})
	defer l.Close()
	got.expect(t, state("card", input.DeviceReady, ""))
	id := func(n uint32) input.EffectID { return input.EffectID{Boot: 1, Counter: n} }
	won := money.Amount{Minor: 4500, Currency: "KRW"}
	l.Send(drv.Approve(id(1), won))
	got.expect(t, input.PaymentWaiting{Effect: id(1), For: input.PaymentCard})
	if s := pt.State(); s != "waits for a card: 4500 KRW (minor units)" {
		t.Errorf("the terminal %s", s)
	}
	pt.Do("tap")
	got.expect(t, input.PaymentEnded{Effect: id(1), Outcome: input.Approved})
	// It takes the request and vanishes: nobody may say declined.
	l.Send(drv.Approve(id(2), won))
	got.expect(t, input.PaymentEnded{Effect: id(2), Outcome: input.Unknown}, state("card", input.DeviceLost, "health.terminal.lost"))
	l.Send(drv.Approve(id(3), won))
	got.expect(t, input.PaymentEnded{Effect: id(3), Outcome: input.Cancelled})
	if err := pt.Do("replug"); err != nil {
		t.Fatal(err)
	}
	got.expect(t, state("card", input.DeviceReady, ""))
	l.Send(drv.Approve(id(4), won))
	got.expect(t, input.PaymentWaiting{Effect: id(4), For: input.PaymentCard}, input.PaymentEnded{Effect: id(4), Outcome: input.Approved})

	lamp := sim.NewLamp()
	pl, err := sim.Plug(t.Context(), lamp, filepath.Join(dir, "call"))
	if err != nil {
		t.Fatal(err)
	}
	defer pl.Close()
	bell := relay.New()
	lb := Start(t.Context(), Config{ID: "bell", Class: "call", Driver: bell, Opener: serialport.Opener{}, Spec: transport.PortSpec{Path: pl.Link()}, Emit: got.emit})
	defer lb.Close()
	got.expect(t, state("bell", input.DeviceReady, ""))
	lb.Send(bell.Call(id(5)))
	got.expect(t, input.CallChanged{Effect: id(5), State: input.CallRinging})
	if s := pl.State(); s != "lamp on" {
		t.Error(s)
	}
	pl.Do("answer")
	got.expect(t, input.CallChanged{Effect: id(5), State: input.CallAnswered})
	lb.Send(bell.Call(id(6)))
	got.expect(t, input.CallChanged{Effect: id(6), State: input.CallRinging})
	pl.Do("unplug")
	got.expect(t, input.CallChanged{Effect: id(6), State: input.CallFailed}, state("bell", input.DeviceLost, "health.call.lost"))
}

// Twenty devices at once: everybody is heard.
func TestTwentyDevices(t *testing.T) {
	noLeaks(t)
	p := controller(t)
	got := make(events, 1000)
	var devs []*sim.Device
	for i := range 20 {
		dev := sim.NewKeypad(p)
		devs = append(devs, dev)
		open := transport.OpenerFunc(func(ctx context.Context, _ transport.PortSpec) (transport.Port, error) {
			a, b := transporttest.Pipe()
			go dev.Serve(ctx, b)
			return a, nil
		})
		id := fmt.Sprint(i)
		defer Start(t.Context(), Config{ID: id, Class: "keypad", Driver: keypad.New(p, id), Opener: open, Emit: got.emit}).Close()
	}
	count := func(want int, is func(input.Event) bool) {
		t.Helper()
		for n := 0; n < want; {
			select {
			case e := <-got:
				if is(e) {
					n++
				}
			case <-time.After(patience):
				t.Fatalf("%d of %d", n, want)
			}
		}
	}
	count(20, func(e input.Event) bool { _, ok := e.(input.DeviceChanged); return ok })
	for _, d := range devs {
		d.Do("tap up")
	}
	count(20, func(e input.Event) bool { _, ok := e.(input.KeyReleased); return ok })
}

// After a loss the port's node is looked for often, then at leisure.
func TestLooksSoonAfterLoss(t *testing.T) {
	const now = 10 * time.Second
	for lostAt, want := range map[time.Duration]time.Duration{
		0:                       now + lookEvery,
		now - time.Millisecond:  now + lookSoon,
		now - lookSoonFor:       now + lookEvery,
		now - lookSoonFor + 1:   now + lookSoon,
		now - 5*time.Second - 1: now + lookEvery,
	} {
		if got := (&loop{lostAt: lostAt}).nextLook(now); got != want {
			t.Errorf("lost at %v: looks at %v, want %v", lostAt, got, want)
		}
	}
}
