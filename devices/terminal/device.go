package terminal

import (
	"time"

	"modu/accessibility/input"
	"modu/devices"
	"modu/devices/frame"
	"modu/devices/greet"
	"modu/internal/money"
)

const (
	// gap: frames are short and sent in one go.
	gap = 200 * time.Millisecond
	// greetEvery and greetWait: a terminal that is still starting misses the first
	// greeting.
	greetEvery = 500 * time.Millisecond
	greetWait  = 2 * time.Second
	// resendAfter and maxSends: a request that nobody confirms three times is lost,
	// or its confirmations are.
	resendAfter = 500 * time.Millisecond
	maxSends    = 3
	// saleLimit bounds one payment: finding a card and typing a PIN without seeing
	// takes time, but not this long.
	saleLimit = 3 * time.Minute
	// cancelWait: after a cancel the terminal must name the outcome within this.
	cancelWait = 5 * time.Second
)

// Driver is one terminal. It implements devices.Driver.
type Driver struct {
	f    *frame.Format
	dec  *frame.Decoder
	last time.Duration // of the last byte

	greet greet.State
	model string

	cur  *payment
	late int
}

// payment is the sale that is under way.
type payment struct {
	id       input.EffectID
	amount   money.Amount
	sends    int
	acked    bool
	resendAt time.Duration
	limitAt  time.Duration // of the sale, then of its cancel
	cancel   bool
}

var _ devices.Driver = (*Driver)(nil)

// New makes the driver of a terminal.
func New() *Driver {
	f := format()
	return &Driver{f: f, dec: frame.NewDecoder(f)}
}

// Open greets the terminal.
func (d *Driver) Open(now time.Duration) ([]byte, time.Duration) {
	d.dec.Reset()
	d.greet = greet.Plan{Every: greetEvery, Wait: greetWait}.Open(now)
	return message{kind: 'P'}.encode(d.f), d.wake()
}

// Close ends a payment under way as Unknown: its request has left, and nobody will
// tell what became of it.
func (d *Driver) Close(time.Duration) []input.Event {
	d.greet = greet.State{}
	return d.end(nil, input.Unknown)
}

// Status tells where the terminal stands.
func (d *Driver) Status() devices.Status {
	return devices.Status{Phase: d.greet.Phase(), Err: d.greet.Err(), Info: devices.Info{Model: d.model}}
}

// Late counts outcomes that came for payments already ended.
func (d *Driver) Late() int { return d.late }

// Approve asks for an amount. Exactly one PaymentEnded with this id follows, at
// once if the terminal cannot be asked: then nothing was sent, and the outcome is
// Cancelled.
func (d *Driver) Approve(id input.EffectID, amount money.Amount) devices.Act {
	return func(now time.Duration) ([]input.Event, []byte, time.Duration) {
		if d.greet.Phase() != devices.Working || d.cur != nil || amount.Minor <= 0 || len(amount.Currency) != 3 {
			return []input.Event{input.PaymentEnded{Effect: id, Outcome: input.Cancelled}}, nil, d.wake()
		}
		d.cur = &payment{id: id, amount: amount, sends: 1, resendAt: now + resendAfter, limitAt: now + saleLimit}
		return nil, sale(id, amount).encode(d.f), d.wake()
	}
}

// Cancel asks the terminal to stop waiting. The payment's own PaymentEnded tells
// what came of it; a card may have been quicker.
func (d *Driver) Cancel(id input.EffectID) devices.Act {
	return func(now time.Duration) ([]input.Event, []byte, time.Duration) {
		if d.cur == nil || d.cur.id != id {
			return nil, nil, d.wake()
		}
		return nil, d.cancel(now), d.wake()
	}
}

func (d *Driver) cancel(now time.Duration) []byte {
	p := d.cur
	if p.cancel {
		return nil
	}
	p.cancel, p.limitAt = true, now+cancelWait
	p.acked, p.sends, p.resendAt = false, 1, now+resendAfter
	return message{kind: 'C', id: p.id}.encode(d.f)
}

// Step takes the bytes that arrived.
func (d *Driver) Step(now time.Duration, in []byte) (events []input.Event, out []byte, wake time.Duration) {
	var frames []frame.Frame
	if d.dec.Pending() && now-d.last >= gap {
		frames = d.dec.Gap()
	}
	if len(in) > 0 {
		frames = append(frames, d.dec.Feed(in)...)
		d.last = now
	}
	for _, f := range frames {
		m := decode(f)
		if d.greet.Phase() == devices.Greeting && m.kind != 'H' {
			if m.kind == 'E' {
				out = append(out, d.confirm(m)...) // from before the cable was pulled
			}
			continue
		}
		var ev []input.Event
		ev, reply := d.take(m)
		events, out = append(events, ev...), append(out, reply...)
	}
	ev, more := d.timers(now)
	return append(events, ev...), append(out, more...), d.wake()
}

// confirm tells the terminal that its outcome arrived.
func (d *Driver) confirm(m message) []byte {
	if d.cur == nil || d.cur.id != m.id {
		d.late++
	}
	return message{kind: 'A', id: m.id, body: []byte{'E'}}.encode(d.f)
}

func (d *Driver) take(m message) (events []input.Event, out []byte) {
	if m.kind == 'H' {
		if d.greet.Phase() == devices.Greeting {
			d.greet, d.model = d.greet.Answered(), string(m.body)
		}
		return nil, nil
	}
	ours := d.cur != nil && d.cur.id == m.id
	switch {
	case m.kind == 'E':
		return d.outcome(m, ours)
	case !ours:
	case m.kind == 'A' && m.first() == d.cur.asked():
		d.cur.acked = true
	case m.kind == 'W':
		if what, known := waits[m.first()]; known {
			d.cur.acked = d.cur.acked || !d.cur.cancel
			events = append(events, input.PaymentWaiting{Effect: m.id, For: what})
		}
	case m.kind == 'N' && m.first() == 'S':
		events = d.end(nil, input.Cancelled) // refused before anything was done
	}
	return events, out
}

// outcome confirms how a payment has ended; it ends ours.
func (d *Driver) outcome(m message, ours bool) (events []input.Event, out []byte) {
	outcome, known := outcomes[m.first()]
	if !known {
		return nil, nil // not an outcome: it is repeated, or the limit ends the payment
	}
	out = d.confirm(m)
	if ours {
		events = d.end(nil, outcome)
	}
	return events, out
}

// asked is the kind of the request that waits for its confirmation.
func (p *payment) asked() byte {
	if p.cancel {
		return 'C'
	}
	return 'S'
}

var outcomes = map[byte]input.Outcome{'a': input.Approved, 'd': input.Declined, 'c': input.Cancelled, 'u': input.Unknown}

// The words are those of input.PaymentWaiting.
var waits = map[byte]input.PaymentStage{'c': input.PaymentCard, 'p': input.PaymentPIN, 'b': input.PaymentChecking, 'r': input.PaymentRemoveCard}

func (d *Driver) timers(now time.Duration) (events []input.Event, out []byte) {
	var ask bool
	if d.greet, ask = d.greet.Step(now); ask {
		out = message{kind: 'P'}.encode(d.f)
	}
	p := d.cur
	switch {
	case p == nil:
	case now >= p.limitAt && p.cancel:
		events = d.end(nil, input.Unknown)
	case now >= p.limitAt:
		out = append(out, d.cancel(now)...)
	case p.acked || now < p.resendAt:
	case p.sends >= maxSends && !p.cancel:
		// It may have received every one of them. Ask it to stop; what it says to
		// that, or its silence, is the outcome.
		out = append(out, d.cancel(now)...)
	case p.sends >= maxSends:
		p.resendAt = p.limitAt
	default:
		p.sends++
		p.resendAt = now + resendAfter
		if p.cancel {
			out = append(out, message{kind: 'C', id: p.id}.encode(d.f)...)
		} else {
			out = append(out, sale(p.id, p.amount).encode(d.f)...)
		}
	}
	return events, out
}

func (d *Driver) end(events []input.Event, o input.Outcome) []input.Event {
	if d.cur == nil {
		return events
	}
	id := d.cur.id
	d.cur = nil
	return append(events, input.PaymentEnded{Effect: id, Outcome: o})
}

func (d *Driver) wake() (at time.Duration) {
	if d.dec.Pending() {
		at = d.last + gap
	}
	at = devices.Sooner(at, d.greet.Deadline())
	if p := d.cur; p != nil {
		at = devices.Sooner(at, p.limitAt)
		if !p.acked {
			at = devices.Sooner(at, p.resendAt)
		}
	}
	return at
}
