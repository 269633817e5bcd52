package runtime

import (
	"context"
	"errors"
	"time"

	"modu/accessibility"
	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/accessibility/speech"
	"modu/internal/kiosk"
	"modu/internal/money"
	"modu/internal/order"
	"modu/internal/service"
	"modu/internal/task"
	"modu/locales"
)

// Screen draws. Render returns at once.
type Screen interface{ Render(scene.Change) }

// Voice speaks. No method blocks.
type Voice interface {
	Say(speech.Utterance)
	Silence()
	SetRate(percent int)
	SetVolume(db int)
	SetHeadset(in bool) // everything goes into the headset, or to the speaker again
	// Cue plays an earcon beside what is said. It must not hold speech up.
	Cue(scene.Earcon)
}

// Terminal takes payments; its answers come as input.PaymentWaiting and
// input.PaymentEnded. No method blocks.
type Terminal interface {
	Pay(id input.EffectID, amount money.Amount, number int)
	Cancel(id input.EffectID)
}

// Caller calls staff; its answers come as input.CallChanged. It does not block, and
// reports false where no one can be called.
type Caller interface {
	Call(id input.EffectID) bool
	Hush() // puts the lamp out: nobody need come any longer
}

// Lift moves the screen's height actuator; what it really does comes as
// input.LiftChanged. It does not block, and stops when it is not told again.
type Lift interface{ Move(m input.LiftMove) }

// Ledger is the durable record. Its methods return after the record is on disk.
type Ledger interface {
	// PaymentStarted: report is what the program beside the kiosk is told once it is paid;
	// nil: nobody is.
	PaymentStarted(id input.EffectID, s scene.SessionID, number int, amount money.Amount, o order.Order, report *order.Report) error
	PaymentEnded(id input.EffectID, outcome input.Outcome) error
	OrderCompleted(s scene.SessionID, number int, o order.Order) error
	// HoldsKept: what these calls made the program keep is the person's; or is being paid
	// for, where payment is not zero.
	HoldsKept(payment input.EffectID, calls []input.EffectID) error
	// HoldsLeft: the stay has ended, and what is not kept is free again.
	HoldsLeft()
}

// StaffPage is what staff see of a call on a phone or PC. Its methods do not block; what
// staff answer comes as input.StaffReplied.
type StaffPage interface {
	// Ring shows a call, or that it is still unanswered. It reports whether anybody has
	// the page open.
	Ring(call kiosk.CallStaff) bool
	// Tell adds what the person has told. It reports whether anybody has the page open.
	Tell(told kiosk.TellStaff) bool
	// Withdraw: the person has taken the call back; what they told is forgotten.
	Withdraw(id input.EffectID)
	// Gone: the person has left; what they told is forgotten.
	Gone()
}

// Backend asks the program beside the kiosk; its answers come as
// input.ServiceAnswered. It does not block.
type Backend interface {
	// Ask sends a call. key is the same whenever the same call is tried again. basket is what
	// the person of the stay s has ordered so far, where the step sends it, else nil; the
	// backend numbers it.
	Ask(id input.EffectID, key string, step service.Step, fields map[string]string, basket *order.Basket, s scene.SessionID, lang scene.Lang)
}

// Printer prints; it answers with input.PaperPrinted. It does not block.
type Printer interface {
	// Print prints. job is the same whenever the same paper is tried again.
	Print(id input.EffectID, job string, sheets []kiosk.Sheet)
}

// Observer sees everything that goes through the loop, already without secrets:
// the transcript of the demo, the event log. It is called on the loop's goroutine
// and must not block.
type Observer interface {
	Event(now time.Duration, ev input.Event)
	Output(now time.Duration, out Output)
}

// Ports are the outputs of a Loop. Any may be nil: what is not there is not used.
type Ports struct {
	Screen   Screen
	Voice    Voice
	Terminal Terminal
	Caller   Caller
	Lift     Lift
	Staff    StaffPage
	Backend  Backend
	Printer  Printer
	Ledger   Ledger
	Observer Observer
	Health   *Health
	Quit     func() // ends the program, in development mode
}

// queueLength bounds the events that wait. A device floods in vain: a full queue
// makes the sender wait, never the loop.
const queueLength = 256

// Loop owns a Machine. Emit may be called from any goroutine; Run owns the rest.
type Loop struct {
	machine *Machine
	ports   Ports
	now     func() time.Duration
	in      chan input.Event
	done    chan struct{}
	work    chan func()
	vault   Vault
	beat    chan chan struct{}
	next    chan successor
	local   []input.Event // of the loop itself, before anybody else's
	ear     bool          // speech goes into the headset
}

// NewLoop makes a loop. now is monotonic time since start. Events emitted before Run
// wait in its queue, so that devices and outputs may begin in any order.
func NewLoop(m *Machine, now func() time.Duration) *Loop {
	return &Loop{machine: m, now: now, in: make(chan input.Event, queueLength),
		done: make(chan struct{}), work: make(chan func(), queueLength), beat: make(chan chan struct{}), next: make(chan successor)}
}

// successor is a machine that is to take over, and where it is said how that went.
type successor struct {
	machine *Machine
	went    chan error
}

// Replace has another machine go on from where this one stands (Machine.TakeOver), for a
// service that is edited while it runs. It waits until that is done or refused.
func (l *Loop) Replace(m *Machine) error {
	s := successor{m, make(chan error, 1)}
	select {
	case l.next <- s:
		return <-s.went
	case <-l.done:
		return nil
	}
}

// replace is Replace, on the loop's goroutine.
func (l *Loop) replace(next *Machine) error {
	before := l.machine.Model().Prefs
	out, err := next.TakeOver(l.machine, l.now())
	if !errors.Is(err, kiosk.ErrBusy) {
		l.machine = next
		l.turned(before, out)
	}
	return err
}

// Emit hands an event to the loop. After the loop has ended it does nothing.
func (l *Loop) Emit(ev input.Event) {
	select {
	case l.in <- ev:
	case <-l.done:
	}
}

// Alive reports, within the given time, whether the loop still turns: the
// watchdog asks.
func (l *Loop) Alive(within time.Duration) bool {
	t := time.NewTimer(within)
	defer t.Stop()
	answer := make(chan struct{})
	select {
	case l.beat <- answer:
		return true
	case <-l.done:
		return true
	case <-t.C:
		return false
	}
}

// Run works until ctx ends. It returns after its helper goroutine has ended. It is
// called once.
func (l *Loop) Run(ctx context.Context, p Ports) {
	l.ports = p
	writer := task.Start(func(context.Context) { // writes to the ledger, which waits for the disk
		for f := range l.work {
			f()
		}
	})
	defer func() {
		close(l.done)
		close(l.work)
		writer.Wait() // what is in the queue is still written
	}()
	l.carryOut(l.machine.Start())
	timer := time.NewTimer(time.Hour)
	defer timer.Stop()
	for {
		if len(l.local) > 0 {
			ev := l.local[0]
			l.local = l.local[1:]
			l.step(ev)
			continue
		}
		if at, ok := l.machine.Deadline(); ok {
			timer.Reset(max(0, at-l.now()))
		} else {
			timer.Stop()
		}
		select {
		case <-ctx.Done():
			return
		case answer := <-l.beat:
			close(answer)
		case s := <-l.next:
			s.went <- l.replace(s.machine)
		case ev := <-l.in:
			l.step(ev)
		case <-timer.C:
			l.step(input.TimePassed{})
		}
	}
}

func (l *Loop) step(ev input.Event) {
	now := l.now()
	s := l.machine.Scene()
	ev, ok := l.vault.Filter(&s, ev)
	if !ok {
		return
	}
	if d, isDevice := ev.(input.DeviceChanged); isDevice && l.ports.Health != nil {
		l.ports.Health.Device(d, now)
	}
	if l.ports.Observer != nil {
		l.ports.Observer.Event(now, ev)
	}
	if e, ended := ev.(input.PaymentEnded); ended && l.ports.Ledger != nil {
		l.enqueue(func() { l.ledger(l.ports.Ledger.PaymentEnded(e.Effect, e.Outcome)) })
	}
	before := l.machine.Model().Prefs
	l.turned(before, l.machine.Step(ev, now))
	l.vault.DropPending()
}

// turned carries out what a turn of the machine has led to, first how the voice is to speak
// from now on; before is how it spoke.
func (l *Loop) turned(before accessibility.Preferences, out Output) {
	ear := l.ear
	l.ear = out.Change.After.Ear.Headset
	if v := l.ports.Voice; v != nil {
		if l.ear != ear { // before anything is said that is meant for it
			v.SetHeadset(l.ear)
		}
		if out.Prefs.Rate != before.Rate {
			v.SetRate(out.Prefs.Rate)
		}
		if out.Prefs.VolumeDB != before.VolumeDB {
			v.SetVolume(out.Prefs.VolumeDB)
		}
	}
	l.carryOut(out)
}

func (l *Loop) carryOut(out Output) {
	now := l.now()
	if l.ports.Observer != nil {
		l.ports.Observer.Output(now, out)
	}
	if h := l.ports.Health; h != nil && !out.Change.Idle() {
		if len(out.Faults) > 0 {
			h.Set("screen", "health.scene", now)
		} else {
			h.Clear("screen")
		}
	}
	if v := l.ports.Voice; v != nil {
		if out.Cut && (out.Utterance == nil || out.Utterance.Priority != speech.OverlayPri) {
			v.Silence()
		}
		if out.Utterance != nil {
			v.Say(*out.Utterance)
		}
		if out.Change.Earcon != "" {
			v.Cue(out.Change.Earcon)
		}
	}
	if l.ports.Screen != nil && !out.Change.Idle() {
		l.ports.Screen.Render(out.Change)
	}
	for _, e := range out.Effects {
		l.execute(e)
	}
}

func (l *Loop) execute(e kiosk.Effect) {
	p := l.ports
	switch e := e.(type) {
	case kiosk.StartPayment, kiosk.CancelPayment, kiosk.CompleteOrder, kiosk.KeepHolds:
		l.pay(e)
	case kiosk.MoveLift:
		if p.Lift != nil {
			p.Lift.Move(e.Move)
		}
	case kiosk.KeepEntry, kiosk.KeepPresented, kiosk.AskService, kiosk.PrintPaper, kiosk.ForgetEntries:
		l.local = append(l.local, Desk(e, &l.vault, p.Backend, p.Printer)...)
	case kiosk.CallStaff, kiosk.TellStaff, kiosk.WithdrawCall:
		l.staff(e)
	case kiosk.EndSession:
		l.vault.Wipe()
		if p.Ledger != nil {
			l.enqueue(p.Ledger.HoldsLeft)
		}
		if p.Staff != nil {
			p.Staff.Gone()
		}
	case kiosk.TypeSecret:
		l.local = append(l.local, l.vault.Type(e.Field, e.Character))
	case kiosk.EraseSecret:
		l.local = append(l.local, l.vault.Erase(e.Field))
	case kiosk.GuardFailed:
		if p.Health != nil {
			p.Health.Set("guard "+e.Step+" "+e.Key, guardMessage(e.Key), l.now(),
				locales.Code("Service", e.Service), locales.Code("Step", e.Step), locales.Code("Key", e.Key))
		}
	case kiosk.StopKiosk:
		if p.Quit != nil {
			p.Quit()
		}
	}
}

// guardMessage is what staff read of something that could not be told.
func guardMessage(key string) string {
	if key == service.DaysKey || key == service.TimesKey {
		return "health.slots"
	}
	return "health.guard"
}

// pay does what waits for the terminal or for the disk, and therefore off the loop.
func (l *Loop) pay(e kiosk.Effect) {
	p := l.ports
	switch e := e.(type) {
	case kiosk.StartPayment:
		l.startPayment(e)
	case kiosk.CancelPayment:
		if p.Terminal != nil {
			l.enqueue(func() { p.Terminal.Cancel(e.ID) })
		}
	case kiosk.KeepHolds:
		if p.Ledger != nil {
			l.enqueue(func() { l.ledger(p.Ledger.HoldsKept(input.EffectID{}, e.Calls)) })
		}
	case kiosk.CompleteOrder:
		if p.Ledger != nil {
			l.enqueue(func() { l.ledger(complete(p.Ledger, e)) })
		}
	}
}

// complete records an order. One that cost nothing and is to be reported is recorded as a
// payment of nothing: from then on its report is owed as that of any other.
func complete(to Ledger, e kiosk.CompleteOrder) error {
	if e.Report != nil {
		nothing := money.Amount{Currency: e.Report.Basket.Currency}
		if err := to.PaymentStarted(e.ID, e.Session, e.Number, nothing, e.Order, e.Report); err != nil {
			return err
		}
		if err := to.PaymentEnded(e.ID, input.Approved); err != nil {
			return err
		}
	}
	return to.OrderCompleted(e.Session, e.Number, e.Order)
}

// startPayment asks the terminal for money: first the record, then the byte, because a
// crash between the two must show. Where nothing can be asked for, it ends as cancelled.
func (l *Loop) startPayment(e kiosk.StartPayment) {
	p, nothing := l.ports, input.PaymentEnded{Effect: e.ID, Outcome: input.Cancelled}
	queued := l.enqueue(func() {
		if p.Ledger != nil {
			if err := l.record(e); err != nil {
				l.ledger(err)
				l.Emit(nothing)
				return
			}
		}
		if p.Terminal == nil {
			l.Emit(nothing)
			return
		}
		p.Terminal.Pay(e.ID, e.Amount, e.Number)
	})
	if !queued {
		l.local = append(l.local, nothing)
	}
}

// record writes down a payment that is about to be asked for, first what it is for.
func (l *Loop) record(e kiosk.StartPayment) error {
	if len(e.Holds) > 0 {
		if err := l.ports.Ledger.HoldsKept(e.ID, e.Holds); err != nil {
			return err
		}
	}
	return l.ports.Ledger.PaymentStarted(e.ID, e.Session, e.Number, e.Amount, e.Order, e.Report)
}

// staff calls or tells the people of the place.
func (l *Loop) staff(e kiosk.Effect) {
	p := l.ports
	switch e := e.(type) {
	case kiosk.CallStaff:
		seen := p.Staff != nil && p.Staff.Ring(e)
		lit := p.Caller != nil && p.Caller.Call(e.ID)
		if !seen && !lit {
			l.local = append(l.local, input.CallChanged{Effect: e.ID, State: input.CallFailed})
		}
	case kiosk.WithdrawCall:
		if p.Staff != nil {
			p.Staff.Withdraw(e.ID)
		}
		if p.Caller != nil {
			p.Caller.Hush()
		}
	case kiosk.TellStaff:
		seen := p.Staff != nil && p.Staff.Tell(e)
		if e.Words != "" {
			l.local = append(l.local, input.StaffTold{Effect: e.ID, Seen: seen})
		}
	}
}

// enqueue hands work to the ledger's goroutine; if that is stuck on a dead disk, the
// loop does not wait with it. It reports whether the work was taken.
func (l *Loop) enqueue(f func()) bool {
	select {
	case l.work <- f:
		return true
	default:
		l.ledger(errStuck)
		return false
	}
}

var errStuck = errors.New("runtime: the record does not keep up")

func (l *Loop) ledger(err error) {
	if l.ports.Health == nil {
		return
	}
	if err != nil {
		l.ports.Health.Set("journal", "health.journal", l.now())
	} else {
		l.ports.Health.Clear("journal")
	}
}
