package scenario

import (
	"container/heap"
	"context"
	"errors"
	"fmt"
	"time"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/accessibility/speech"
	"modu/devices"
	"modu/devices/kinds"
	"modu/devices/sim"
	"modu/internal/kiosk"
	"modu/internal/runtime"
)

// Virtual is the kiosk in discrete-event time: no clock, no goroutine, no device.
// Time passes only in steps that let it, and jumps from event to event.
type Virtual struct {
	m         *runtime.Machine
	now       time.Duration
	queue     events
	seq       int
	out       []string // utterances not yet fetched
	notes     []string
	voice     voice
	pay       input.EffectID
	call      input.EffectID
	absent    map[string]bool
	pairs     map[string]*sim.Pair
	wrong     Wrong
	jackKnown bool
	faults    []error
	onOutput  func(time.Duration, runtime.Output)
	ctx       context.Context // ends the computing
	desk      desk
	lift      liftModel
}

// errInterrupted ends a script whose computing was ended from outside.
var errInterrupted = errors.New("interrupted")

// pressed is how long a simulated finger or key stays down.
const pressed = 100 * time.Millisecond

// voice is the silent synthesizer: it lasts as long as speech would.
type voice struct {
	queue speech.Queue
	rate  int
	began input.UtteranceID // whose start has been scheduled; 0 for none
	of    scene.SessionID
	what  speech.Utterance
	since time.Duration
}

type event struct {
	at  time.Duration
	seq int
	do  func()
}

type events []event

func (e events) Len() int { return len(e) }
func (e events) Less(i, j int) bool {
	return e[i].at < e[j].at || e[i].at == e[j].at && e[i].seq < e[j].seq
}
func (e events) Swap(i, j int) { e[i], e[j] = e[j], e[i] }
func (e *events) Push(x any)   { *e = append(*e, x.(event)) }
func (e *events) Pop() any {
	old := *e
	x := old[len(old)-1]
	*e = old[:len(old)-1]
	return x
}

// NewVirtual starts a machine in virtual time. onOutput, if not nil, sees every
// output with its time.
func NewVirtual(m *runtime.Machine, onOutput func(time.Duration, runtime.Output)) *Virtual {
	v := &Virtual{m: m, absent: map[string]bool{}, pairs: map[string]*sim.Pair{}, wrong: Wrong{}, onOutput: onOutput, ctx: context.Background()}
	v.carryOut(m.Start())
	return v
}

// Obey lets ctx end the computing, which takes real time where much virtual time
// passes: from then on every act that lets time pass fails.
func (v *Virtual) Obey(ctx context.Context) { v.ctx = ctx }

func (v *Virtual) after(d time.Duration, do func()) {
	v.seq++
	heap.Push(&v.queue, event{v.now + d, v.seq, do})
}

// step hands one event to the machine, now; what is private stays in the vault, as in
// a loop.
func (v *Virtual) step(ev input.Event) {
	s := v.m.Scene()
	if d, ok := ev.(input.DeviceChanged); ok {
		v.wrong.Device(d)
	}
	if ev, ok := v.desk.vault.Filter(&s, ev); ok {
		v.carryOut(v.m.Step(ev, v.now))
		v.desk.vault.DropPending()
	}
}

// carryOut does what a loop does, in virtual time.
func (v *Virtual) carryOut(out runtime.Output) {
	if v.onOutput != nil {
		v.onOutput(v.now, out)
	}
	v.faults = append(v.faults, out.Faults...)
	for _, n := range out.Change.Notices {
		v.notes = append(v.notes, n.Text.Redacted())
	}
	overlay := out.Utterance != nil && out.Utterance.Priority == speech.OverlayPri
	if out.Cut && !overlay {
		v.silence()
	}
	if out.Utterance != nil {
		v.say(*out.Utterance, out.Prefs.Rate)
	}
	for _, e := range out.Effects {
		v.execute(e)
	}
}

func (v *Virtual) execute(e kiosk.Effect) {
	switch e := e.(type) {
	case kiosk.StartPayment:
		v.pay = e.ID
		v.after(500*time.Millisecond, func() { v.step(input.PaymentWaiting{Effect: e.ID, For: input.PaymentCard}) })
	case kiosk.CancelPayment:
		v.after(200*time.Millisecond, func() { v.step(input.PaymentEnded{Effect: e.ID, Outcome: input.Cancelled}) })
	case kiosk.KeepEntry, kiosk.KeepPresented, kiosk.AskService, kiosk.PrintPaper, kiosk.ForgetEntries:
		for _, ev := range runtime.Desk(e, &v.desk.vault, v.asks(), v.prints()) {
			v.after(0, func() { v.step(ev) })
		}
	case kiosk.TypeSecret:
		changed := v.desk.vault.Type(e.Field, e.Character)
		v.after(0, func() { v.step(changed) })
	case kiosk.EraseSecret:
		changed := v.desk.vault.Erase(e.Field)
		v.after(0, func() { v.step(changed) })
	case kiosk.EndSession:
		v.desk.vault.Wipe()
	case kiosk.TellStaff:
		if e.Words != "" {
			v.after(0, func() { v.step(input.StaffTold{Effect: e.ID, Seen: true}) })
		}
	case kiosk.MoveLift:
		v.moveLift(e.Move)
	case kiosk.CallStaff:
		v.call = e.ID
		v.after(200*time.Millisecond, func() { v.step(input.CallChanged{Effect: e.ID, State: input.CallRinging}) })
	}
}

// run lets time pass until then, or until the computing is ended.
func (v *Virtual) run(until time.Duration) error {
	for v.ctx.Err() == nil {
		at, ok := v.m.Deadline()
		switch {
		case len(v.queue) > 0 && v.queue[0].at <= until && (!ok || v.queue[0].at <= at):
			e := heap.Pop(&v.queue).(event)
			v.now = max(v.now, e.at)
			e.do()
		case ok && at <= until:
			v.now = max(v.now, at)
			v.step(input.TimePassed{})
			if next, again := v.m.Deadline(); again && next <= v.now {
				panic(fmt.Sprintf("scenario: the core asks for the same moment %v again and again", v.now))
			}
		default:
			v.now = max(v.now, until)
			return nil
		}
	}
	return errInterrupted
}

func (v *Virtual) say(u speech.Utterance, rate int) {
	v.out = append(v.out, spoken(u))
	v.voice.rate = rate
	v.play(v.voice.queue.Push(u))
}

func (v *Virtual) silence() { v.play(v.voice.queue.Cut()) }

// play does what the queue says. Overlays are mixed over what is being said and
// hold no clock.
func (v *Virtual) play(step speech.Step) {
	if step.Cut && v.voice.began != 0 {
		ev := input.SpeechFinished{Utterance: v.voice.began, Session: v.voice.of, Cut: true,
			Said: speech.SaidIn(v.voice.what, v.voice.rate, v.now-v.voice.since)}
		v.voice.began = 0
		v.after(0, func() { v.step(ev) })
	}
	if step.Start == nil {
		return
	}
	u := *step.Start
	d := speech.Estimate(u, v.voice.rate)
	v.voice.began, v.voice.of, v.voice.what, v.voice.since = u.ID, u.Session, u, v.now
	v.after(0, func() {
		if v.voice.began == u.ID {
			v.step(input.SpeechStarted{Utterance: u.ID, Session: u.Session, Estimate: d})
		}
	})
	v.after(d, func() {
		if v.voice.began == u.ID {
			v.voice.began = 0
			v.step(input.SpeechFinished{Utterance: u.ID, Session: u.Session})
			v.play(v.voice.queue.Finished(u.Session, u.ID))
		}
	})
}

// Press puts a key down and up.
func (v *Virtual) Press(device string, key input.Key) error { return v.Hold(device, key, pressed) }

// Hold keeps a key down for a time.
func (v *Virtual) Hold(device string, key input.Key, d time.Duration) error {
	if v.absent[device] {
		return fmt.Errorf("%s is unplugged: nobody can press its keys", device)
	}
	v.step(input.KeyPressed{Device: device, Key: key})
	if err := v.run(v.now + d); err != nil {
		return err
	}
	v.step(input.KeyReleased{Device: device, Key: key})
	return v.run(v.now)
}

// Touch puts a finger on a node and takes it off again.
func (v *Virtual) Touch(node scene.NodeID, d time.Duration) error {
	rev := v.m.Scene().Revision
	v.step(input.Touched{Phase: input.TouchBegan, Node: node, Revision: rev})
	if err := v.run(v.now + d); err != nil {
		return err
	}
	v.step(input.Touched{Phase: input.TouchEnded, Node: node, Revision: rev})
	return v.run(v.now)
}

// Wait lets time pass.
func (v *Virtual) Wait(d time.Duration) error { return v.run(v.now + d) }

// WaitSpeech lets time pass until nothing is being said.
func (v *Virtual) WaitSpeech() error {
	for limit := v.now + 5*time.Minute; v.voice.queue.Speaking(); {
		if v.now >= limit {
			return fmt.Errorf("the voice has been talking for five minutes")
		}
		if err := v.run(v.now + 100*time.Millisecond); err != nil {
			return err
		}
	}
	return nil
}

// Plug pulls a device or puts it back.
func (v *Virtual) Plug(device string, in bool) error {
	switch device {
	case Headset, SharedHeadset:
		return v.plugHeadset(in, device == Headset)
	case HeadsetCard:
		state, code := input.DeviceReady, ""
		if !in {
			state, code = input.DeviceLost, "health.headset"
		}
		v.step(input.DeviceChanged{Device: Headset, State: state, Code: code})
		return v.run(v.now + 300*time.Millisecond)
	}
	v.absent[device] = !in
	state, code := input.DeviceReady, ""
	if !in {
		state, code = input.DeviceLost, devices.Lost.Code("keypad")
		if k, known := kinds.ByMock(device); known {
			code = devices.Lost.Code(k.Class)
		}
	}
	v.step(input.DeviceChanged{Device: device, State: state, Code: code})
	return v.run(v.now)
}

// Card plays a card at the terminal.
func (v *Virtual) Card(what string) error {
	if v.pay == (input.EffectID{}) {
		return fmt.Errorf("the terminal is not waiting for a card")
	}
	if err := v.run(v.now + time.Second); err != nil {
		return err
	}
	outcome := map[string]input.Outcome{"tap": input.Approved, "decline": input.Declined, "cancel": input.Cancelled, "lose": input.Unknown}[what]
	v.step(input.PaymentEnded{Effect: v.pay, Outcome: outcome})
	v.pay = input.EffectID{}
	return v.run(v.now)
}

// Call lets staff answer, or not.
func (v *Virtual) Call(answered bool) error {
	if v.call == (input.EffectID{}) {
		return fmt.Errorf("nobody has called staff")
	}
	state := input.CallAnswered
	if !answered {
		state = input.CallFailed
	}
	v.step(input.CallChanged{Effect: v.call, State: state})
	return v.run(v.now)
}

// Scene is what is shown.
func (v *Virtual) Scene() scene.Scene { return v.m.Scene() }

// Order is the person's order, as text.
func (v *Virtual) Order() string { return v.m.Model().Order.String() }

// Heard is what was said since the last call.
func (v *Virtual) Heard() []string { out := v.out; v.out = nil; return out }

// Noticed is what notices appeared since the last call.
func (v *Virtual) Noticed() []string { out := v.notes; v.notes = nil; return out }

// Faults are the scene's faults so far: any is a defect.
func (v *Virtual) Faults() []error { return v.faults }

// Now is the virtual time since start.
func (v *Virtual) Now() time.Duration { return v.now }
