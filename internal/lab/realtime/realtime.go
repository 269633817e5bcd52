package realtime

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
	"modu/devices/profile"
	"modu/devices/relay"
	"modu/devices/sim"
	"modu/devices/terminal"
	"modu/devices/transport"
	"modu/devices/transport/serialport"
	"modu/internal/assemble"
	"modu/internal/config"
	"modu/internal/lab/rig"
	"modu/internal/runtime"
	"modu/internal/scenario"
	"modu/internal/task"
)

// patience is how long an act may take to arrive over a line, beside whatever else the
// machine does.
const patience = 30 * time.Second

// World is a scenario.World in real time.
type World struct {
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
	runs    *task.Task // nil: not yet
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
	desk  *desk

	worked worked
}

// Open starts a world with the parts of a site, and returns when all its devices work.
func Open(ctx context.Context, parts *assemble.Parts) (_ *World, err error) {
	dir, err := os.MkdirTemp("", "modu-scenario-")
	if err != nil {
		return nil, err
	}
	began := time.Now()
	w := &World{dir: dir, machine: parts.Machine(1, 101), woken: make(chan struct{}), ready: map[string]bool{}, worked: worked{map[string]*sim.Plugged{}, scenario.Wrong{}},
		voice: &silentVoice{now: func() time.Duration { return time.Since(began) }, rate: 100}}
	w.ctx, w.cancel = context.WithCancel(ctx)
	defer func() {
		if err != nil {
			w.Close()
		}
	}()
	prof, issues := assemble.LoadProfile(rig.Keypad)
	if issues.Err() != nil {
		return nil, issues
	}
	if err := w.plugAll(prof, parts.Core.Lift); err != nil {
		return nil, err
	}
	emit := func(ev input.Event) { w.loop.Emit(ev) }
	w.voice.emit = emit
	if w.desk, err = newDesk(parts, emit); err != nil {
		return nil, err
	}
	ports := runtime.Ports{Voice: w.voice, Observer: w, Printer: w.desk}
	if w.desk.client != nil {
		ports.Backend = w.desk.client
	}
	pay := &assemble.Payments{Driver: terminal.New(), Emit: emit}
	call := &assemble.Calls{Driver: relay.New()}
	ports.Terminal, ports.Caller = pay, call
	height := &assemble.Heights{Driver: lift.New(), Emit: emit}
	if w.lift != nil {
		ports.Lift = height
	}
	w.loop = runtime.NewLoop(w.machine, w.voice.now)
	w.runs = task.StartIn(w.ctx, func(ctx context.Context) { w.loop.Run(ctx, ports) })
	spec := prof.Port
	spec.USB = nil
	w.start(link.Config{ID: scenario.DefaultDevice, Class: "keypad", Driver: keypad.New(prof, scenario.DefaultDevice), Spec: spec})
	pay.Link = w.start(link.Config{ID: "terminal", Class: "terminal", Driver: pay.Driver, Spec: transport.PortSpec{Baud: 115200}})
	call.Link = w.start(link.Config{ID: "lamp", Class: "call", Driver: call.Driver, Spec: transport.PortSpec{Baud: 9600}})
	if w.lift != nil {
		height.Link = w.start(link.Config{ID: config.LiftID, Class: "lift", Driver: height.Driver, Spec: transport.PortSpec{Baud: 9600}})
	}
	return w, w.until("all devices to be ready", func() bool {
		return w.ready[scenario.DefaultDevice] && w.ready["terminal"] && w.ready["lamp"] && (w.lift == nil || w.ready[config.LiftID])
	})
}

// plugAll puts the simulated devices onto pseudo-terminals.
func (w *World) plugAll(prof *profile.Profile, withLift bool) error {
	term, err := sim.NewTerminal("wait")
	if err != nil {
		return err
	}
	plug := func(name string, dev *sim.Device, into **sim.Plugged) {
		if err == nil {
			*into, err = sim.Plug(w.ctx, dev, filepath.Join(w.dir, name))
		}
	}
	plug(scenario.DefaultDevice, sim.NewKeypad(prof), &w.keypad)
	plug("terminal", term, &w.card)
	plug("lamp", sim.NewLamp(), &w.lamp)
	if withLift {
		plug(config.LiftID, sim.NewLift(), &w.lift)
	}
	return err
}

// start connects a driver to the device of the same name.
func (w *World) start(cfg link.Config) *link.Link {
	cfg.Opener, cfg.Emit = serialport.Opener{}, w.loop.Emit
	cfg.Spec.Path = filepath.Join(w.dir, cfg.ID)
	l := link.Start(w.ctx, cfg)
	w.links = append(w.links, l)
	return l
}

// Close ends everything that Open started.
func (w *World) Close() {
	w.cancel()
	for _, l := range w.links {
		l.Close()
	}
	if w.runs != nil {
		w.runs.Wait()
	}
	if w.desk != nil {
		w.desk.close()
	}
	w.voice.Silence()
	for _, p := range append([]*sim.Plugged{w.keypad, w.card, w.lamp, w.lift}, slices.Collect(maps.Values(w.worked.sims))...) {
		if p != nil {
			_ = p.Close()
		}
	}
	_ = os.RemoveAll(w.dir)
}

// until waits for something to be seen.
func (w *World) until(what string, holds func() bool) error {
	limit := time.NewTimer(patience)
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
			return fmt.Errorf("waited %v for %s", patience, what)
		case <-w.ctx.Done():
			return w.ctx.Err()
		}
	}
}

func (w *World) saw(change func()) {
	w.mu.Lock()
	defer w.mu.Unlock()
	change()
	close(w.woken)
	w.woken = make(chan struct{})
}

// Event implements runtime.Observer.
func (w *World) Event(_ time.Duration, ev input.Event) {
	w.saw(func() {
		switch ev := ev.(type) {
		case input.DeviceChanged:
			w.ready[ev.Device] = ev.State == input.DeviceReady
			w.worked.wrong.Device(ev)
		}
	})
}

// Output implements runtime.Observer; it comes after the event has been worked on.
func (w *World) Output(_ time.Duration, out runtime.Output) {
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
func (w *World) settle(seen int) error {
	if err := w.until("the act to arrive", func() bool { return w.keys > seen }); err != nil {
		return err
	}
	time.Sleep(30 * time.Millisecond) // the rest of what belongs to it
	if !w.loop.Alive(patience) {
		return fmt.Errorf("the loop stands still")
	}
	return nil
}

func (w *World) seen() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.keys
}

// Press implements scenario.World: it presses and releases a key.
func (w *World) Press(device string, key input.Key) error {
	return w.Hold(device, key, 60*time.Millisecond)
}

// Hold implements scenario.World: it holds a key down for so long.
func (w *World) Hold(device string, key input.Key, d time.Duration) error {
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
	if err := task.Sleep(w.ctx, d); err != nil {
		return err
	}
	at = w.seen()
	if err := w.keypad.Do("release " + string(key)); err != nil {
		return err
	}
	return w.settle(at)
}

// Touch implements scenario.World: it puts a finger on a node for so long.
func (w *World) Touch(node scene.NodeID, d time.Duration) error {
	w.mu.Lock()
	rev := w.scene.Revision
	w.mu.Unlock()
	at := w.seen()
	w.loop.Emit(input.Touched{Phase: input.TouchBegan, Node: node, Revision: rev})
	if err := task.Sleep(w.ctx, d); err != nil {
		return err
	}
	w.loop.Emit(input.Touched{Phase: input.TouchEnded, Node: node, Revision: rev})
	return w.settle(at + 1)
}

// Wait implements scenario.World: it lets real time pass.
func (w *World) Wait(d time.Duration) error { return task.Sleep(w.ctx, d) }

// WaitSpeech implements scenario.World: it waits until nothing is being said.
func (w *World) WaitSpeech() error {
	for w.voice.speaking() {
		if err := task.Sleep(w.ctx, 20*time.Millisecond); err != nil {
			return err
		}
	}
	return nil
}

// Plug implements scenario.World: it pulls a device out or puts it in.
func (w *World) Plug(device string, in bool) error {
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
	if !w.loop.Alive(patience) { // what it says about that comes right after
		return fmt.Errorf("the loop stands still")
	}
	return nil
}

// atTerminal is the terminal simulator's word for what a scenario says.
func atTerminal(what string) string {
	return map[string]string{"tap": "approve", "decline": "decline", "cancel": "cancel", "lose": "vanish"}[what]
}

// Card implements scenario.World: what a person does at the terminal.
func (w *World) Card(what string) error {
	at := w.seen()
	if err := w.card.Do(atTerminal(what)); err != nil {
		return err
	}
	return w.settle(at)
}

// Call implements scenario.World: what the staff do with a call.
func (w *World) Call(answered bool) error {
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

// Scene implements scenario.World: what is shown.
func (w *World) Scene() scene.Scene { w.mu.Lock(); defer w.mu.Unlock(); return w.scene }

// Order implements scenario.World: the order as text.
func (w *World) Order() string { w.mu.Lock(); defer w.mu.Unlock(); return w.order }

// Faults implements scenario.World: faults of the machine so far.
func (w *World) Faults() []error { w.mu.Lock(); defer w.mu.Unlock(); return w.fault }

// Heard implements scenario.World: what was said since it was last asked.
func (w *World) Heard() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	out := w.heard
	w.heard = nil
	return out
}

// Noticed implements scenario.World: the notices since it was last asked.
func (w *World) Noticed() []string {
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
