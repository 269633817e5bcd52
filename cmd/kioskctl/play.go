package main

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/accessibility/speech"
	"modu/devices/keypad"
	"modu/devices/lift"
	"modu/devices/link"
	"modu/devices/relay"
	"modu/devices/sim"
	"modu/devices/terminal"
	"modu/devices/transport"
	"modu/devices/transport/serialport"
	"modu/internal/assemble"
	"modu/internal/config"
	"modu/internal/runtime"
	"modu/internal/scenario"
)

// openWorld makes what a scenario acts on.
func openWorld(ctx context.Context, parts *assemble.Parts, real bool) (scenario.World, func(), error) {
	if !real {
		v := scenario.NewVirtual(parts.Machine(1, 101), nil)
		v.SetSample(parts.Sample)
		v.Obey(ctx)
		return v, func() {}, nil
	}
	w, err := newRealWorld(ctx, parts)
	if err != nil {
		return nil, nil, err
	}
	return w, w.close, nil
}

// patienceReal is how long an act may take to arrive over a line.
const patienceReal = 5 * time.Second

// realWorld plays a scenario in real time: keys, cards and the call button are bytes
// on pseudo-terminals, through the drivers that a kiosk uses. Only the voice is
// silent, and there is no window.
type realWorld struct {
	ctx     context.Context
	cancel  context.CancelFunc
	dir     string
	keypad  *sim.Plugged
	card    *sim.Plugged
	lamp    *sim.Plugged
	lift    *sim.Plugged // nil: none
	links   []*link.Link
	machine *runtime.Machine
	loop    *runtime.Loop
	ended   chan struct{}
	voice   *silentVoice

	mu    sync.Mutex
	woken chan struct{} // closed and renewed whenever something was seen
	scene scene.Scene
	order string
	heard []string
	notes []string
	fault []error
	keys  int // key events seen
	ready map[string]bool
	desk  *realDesk

	worked worked
}

func newRealWorld(ctx context.Context, parts *assemble.Parts) (w *realWorld, err error) {
	dir, err := os.MkdirTemp("", "modu-scenario-")
	if err != nil {
		return nil, err
	}
	w = &realWorld{dir: dir, machine: parts.Machine(1, 101), ended: make(chan struct{}), woken: make(chan struct{}), ready: map[string]bool{},
		worked: worked{map[string]*sim.Plugged{}, map[string]string{}}}
	w.ctx, w.cancel = context.WithCancel(ctx)
	prof, issues := assemble.LoadProfile(standardKeypad)
	if issues.Err() != nil {
		return nil, issues
	}
	term, err := sim.NewTerminal("wait")
	if err != nil {
		return nil, err
	}
	for _, d := range []struct {
		name string
		dev  *sim.Device
		into **sim.Plugged
	}{{scenario.DefaultDevice, sim.NewKeypad(prof), &w.keypad}, {"terminal", term, &w.card}, {"lamp", sim.NewLamp(), &w.lamp}} {
		if *d.into, err = sim.Plug(w.ctx, d.dev, filepath.Join(dir, d.name)); err != nil {
			return nil, err
		}
	}
	if parts.Core.Lift {
		if w.lift, err = sim.Plug(w.ctx, sim.NewLift(), filepath.Join(dir, config.LiftID)); err != nil {
			return nil, err
		}
	}
	began := time.Now()
	w.voice = &silentVoice{now: func() time.Duration { return time.Since(began) }, rate: 100}
	keys, pay, call := keypad.New(prof, scenario.DefaultDevice), terminal.New(), relay.New()
	ports := runtime.Ports{Voice: w.voice, Observer: w}
	emit := func(ev input.Event) { w.loop.Emit(ev) }
	w.voice.emit = emit
	payLink := &assemble.Payments{Driver: pay, Emit: emit}
	callLink := &assemble.Calls{Driver: call}
	ports.Terminal, ports.Caller = payLink, callLink
	height := &assemble.Heights{Driver: lift.New(), Emit: emit}
	if w.lift != nil {
		ports.Lift = height
	}
	if w.desk, err = newRealDesk(parts, emit); err != nil {
		return nil, err
	}
	ports.Printer = w.desk
	if w.desk.client != nil {
		ports.Backend = w.desk.client
	}
	w.loop = runtime.NewLoop(w.machine, w.voice.now)
	go func() { defer close(w.ended); w.loop.Run(w.ctx, ports) }()
	start := func(cfg link.Config) *link.Link {
		cfg.Opener, cfg.Emit = serialport.Opener{}, emit
		cfg.Spec.Path = filepath.Join(dir, cfg.ID)
		l := link.Start(w.ctx, cfg)
		w.links = append(w.links, l)
		return l
	}
	spec := prof.Port
	spec.USB = nil
	start(link.Config{ID: scenario.DefaultDevice, Class: "keypad", Driver: keys, Spec: spec})
	payLink.Link = start(link.Config{ID: "terminal", Class: "terminal", Driver: pay, Spec: transport.PortSpec{Baud: 115200}})
	callLink.Link = start(link.Config{ID: "lamp", Class: "call", Driver: call, Spec: transport.PortSpec{Baud: 9600}})
	if w.lift != nil {
		height.Link = start(link.Config{ID: config.LiftID, Class: "lift", Driver: height.Driver, Spec: transport.PortSpec{Baud: 9600}})
	}
	err = w.until("all devices to be ready", func() bool {
		return w.ready[scenario.DefaultDevice] && w.ready["terminal"] && w.ready["lamp"] && (w.lift == nil || w.ready[config.LiftID])
	})
	return w, err
}

func (w *realWorld) close() {
	w.cancel()
	for _, l := range w.links {
		l.Close()
	}
	<-w.ended
	w.desk.close()
	w.voice.Silence()
	for _, p := range append([]*sim.Plugged{w.keypad, w.card, w.lamp, w.lift}, slices.Collect(maps.Values(w.worked.sims))...) {
		if p != nil {
			_ = p.Close()
		}
	}
	_ = os.RemoveAll(w.dir)
}

// until waits for something to be seen.
func (w *realWorld) until(what string, holds func() bool) error {
	limit := time.NewTimer(patienceReal)
	defer limit.Stop()
	for {
		w.mu.Lock()
		ok, woken := holds(), w.woken
		w.mu.Unlock()
		if ok {
			return nil
		}
		select {
		case <-woken:
		case <-limit.C:
			return fmt.Errorf("waited %v for %s", patienceReal, what)
		case <-w.ctx.Done():
			return w.ctx.Err()
		}
	}
}

func (w *realWorld) saw(change func()) {
	w.mu.Lock()
	defer w.mu.Unlock()
	change()
	close(w.woken)
	w.woken = make(chan struct{})
}

// Event implements runtime.Observer.
func (w *realWorld) Event(_ time.Duration, ev input.Event) {
	w.saw(func() {
		switch ev := ev.(type) {
		case input.DeviceChanged:
			w.ready[ev.Device] = ev.State == input.DeviceReady
			w.worked.device(ev)
		}
	})
}

// Output implements runtime.Observer; it comes after the event has been worked on.
func (w *realWorld) Output(_ time.Duration, out runtime.Output) {
	order := w.machine.Model().Order.String() // on the loop's goroutine, which owns it
	w.saw(func() {
		w.scene, w.order = out.Change.After, order
		w.fault = append(w.fault, out.Faults...)
		for _, n := range out.Change.Notices {
			w.notes = append(w.notes, n.Text.Redacted())
		}
		if out.Utterance != nil {
			w.heard = append(w.heard, runtime.Spoken(*out.Utterance))
		}
		w.keys++
	})
}

// settle waits until the loop has worked on something and has nothing more to do.
func (w *realWorld) settle(seen int) error {
	if err := w.until("the act to arrive", func() bool { return w.keys > seen }); err != nil {
		return err
	}
	time.Sleep(30 * time.Millisecond) // the rest of what belongs to it
	if !w.loop.Alive(patienceReal) {
		return fmt.Errorf("the loop stands still")
	}
	return nil
}

func (w *realWorld) seen() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.keys
}

func (w *realWorld) Press(device string, key input.Key) error {
	return w.Hold(device, key, 60*time.Millisecond)
}

func (w *realWorld) Hold(device string, key input.Key, d time.Duration) error {
	if device != scenario.DefaultDevice {
		return fmt.Errorf("there is only one keypad, %q, in real time", scenario.DefaultDevice)
	}
	at := w.seen()
	if err := w.keypad.Do("press " + string(key)); err != nil {
		return err
	}
	if err := w.settle(at); err != nil {
		return err
	}
	if err := sleep(w.ctx, d); err != nil {
		return err
	}
	at = w.seen()
	if err := w.keypad.Do("release " + string(key)); err != nil {
		return err
	}
	return w.settle(at)
}

func (w *realWorld) Touch(node scene.NodeID, d time.Duration) error {
	w.mu.Lock()
	rev := w.scene.Revision
	w.mu.Unlock()
	at := w.seen()
	w.loop.Emit(input.Touched{Phase: input.TouchBegan, Node: node, Revision: rev})
	if err := sleep(w.ctx, d); err != nil {
		return err
	}
	w.loop.Emit(input.Touched{Phase: input.TouchEnded, Node: node, Revision: rev})
	return w.settle(at + 1)
}

func (w *realWorld) Wait(d time.Duration) error { return sleep(w.ctx, d) }

func (w *realWorld) WaitSpeech() error {
	for w.voice.speaking() {
		if err := sleep(w.ctx, 20*time.Millisecond); err != nil {
			return err
		}
	}
	return nil
}

func (w *realWorld) Plug(device string, in bool) error {
	plugged := w.keypad
	switch {
	case device == scenario.Lift && w.lift != nil:
		plugged = w.lift
	case w.worked.sims[device] != nil:
		plugged = w.worked.sims[device]
	case device != scenario.DefaultDevice:
		return fmt.Errorf("only %q, the height actuator and what was worked before can be unplugged in real time", scenario.DefaultDevice)
	}
	cmd := map[bool]string{true: "replug", false: "unplug"}[in]
	if err := plugged.Do(cmd); err != nil {
		return err
	}
	if err := w.until("the kiosk to notice", func() bool { return w.ready[device] == in }); err != nil {
		return err
	}
	if !w.loop.Alive(patienceReal) { // what it says about that comes right after
		return fmt.Errorf("the loop stands still")
	}
	return nil
}

// cards are the terminal simulator's words for what a scenario says.
var cards = map[string]string{"tap": "approve", "decline": "decline", "cancel": "cancel", "lose": "vanish"}

func (w *realWorld) Card(what string) error {
	at := w.seen()
	if err := w.card.Do(cards[what]); err != nil {
		return err
	}
	return w.settle(at)
}

func (w *realWorld) Call(answered bool) error {
	at := w.seen()
	cmd := "answer"
	if !answered {
		cmd = "unplug"
	}
	if err := w.lamp.Do(cmd); err != nil {
		return err
	}
	return w.settle(at)
}

func (w *realWorld) Scene() scene.Scene { w.mu.Lock(); defer w.mu.Unlock(); return w.scene }
func (w *realWorld) Order() string      { w.mu.Lock(); defer w.mu.Unlock(); return w.order }
func (w *realWorld) Faults() []error    { w.mu.Lock(); defer w.mu.Unlock(); return w.fault }

func (w *realWorld) Heard() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	out := w.heard
	w.heard = nil
	return out
}

func (w *realWorld) Noticed() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	out := w.notes
	w.notes = nil
	return out
}

// silentVoice lasts as long as speech would, in real time.
type silentVoice struct {
	now  func() time.Duration
	emit func(input.Event)

	mu    sync.Mutex
	queue speech.Queue
	rate  int
	timer *time.Timer
}

func (v *silentVoice) Say(u speech.Utterance) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.play(v.queue.Push(u))
}

func (v *silentVoice) Silence() {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.play(v.queue.Cut())
}

func (v *silentVoice) SetRate(percent int) { v.mu.Lock(); v.rate = percent; v.mu.Unlock() }
func (v *silentVoice) SetVolume(int)       {}
func (v *silentVoice) SetHeadset(bool)     {}
func (v *silentVoice) Cue(scene.Earcon)    {}

func (v *silentVoice) speaking() bool { v.mu.Lock(); defer v.mu.Unlock(); return v.queue.Speaking() }

func (v *silentVoice) play(s speech.Step) {
	if s.Cut && v.timer != nil {
		v.timer.Stop()
	}
	if s.Start == nil {
		return
	}
	u := *s.Start
	d := speech.Estimate(u, v.rate)
	// The loop is the caller: it must not wait for itself.
	go v.emit(input.SpeechStarted{Utterance: u.ID, Session: u.Session, Estimate: d})
	v.timer = time.AfterFunc(d, func() {
		v.emit(input.SpeechFinished{Utterance: u.ID, Session: u.Session})
		v.mu.Lock()
		defer v.mu.Unlock()
		v.play(v.queue.Finished(u.Session, u.ID))
	})
}
