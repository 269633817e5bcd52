package assemble

import (
	"modu/accessibility/input"
	"modu/devices/lift"
	"modu/devices/link"
	"modu/devices/relay"
	"modu/devices/terminal"
	"modu/internal/money"
	"modu/internal/runtime"
)

// Payments is a loop's view of the card terminal behind a link. The fields are set
// before the loop asks for anything.
type Payments struct {
	Link   *link.Link
	Driver *terminal.Driver
	Emit   func(input.Event)
}

// Calls is a loop's view of the call lamp behind a link.
type Calls struct {
	Link   *link.Link
	Driver *relay.Driver
}

// Heights is a loop's view of the height actuator behind a link.
type Heights struct {
	Link   *link.Link
	Driver *lift.Driver
	Emit   func(input.Event)
}

var (
	_ runtime.Terminal = (*Payments)(nil)
	_ runtime.Caller   = (*Calls)(nil)
	_ runtime.Lift     = (*Heights)(nil)
)

// Move implements runtime.Lift.
func (h *Heights) Move(m input.LiftMove) {
	if h.Link.Send(h.Driver.Move(m)) != nil && m != input.Halt {
		h.Emit(input.LiftChanged{State: input.LiftLost})
	}
}

// Pay implements runtime.Terminal. What could not even be asked for is cancelled.
func (p *Payments) Pay(id input.EffectID, amount money.Amount, _ int) {
	if p.Link.Send(p.Driver.Approve(id, amount)) != nil {
		p.Emit(input.PaymentEnded{Effect: id, Outcome: input.Cancelled})
	}
}

// Cancel implements runtime.Terminal.
func (p *Payments) Cancel(id input.EffectID) { _ = p.Link.Send(p.Driver.Cancel(id)) }

// Call implements runtime.Caller.
func (c *Calls) Call(id input.EffectID) bool { return c.Link.Send(c.Driver.Call(id)) == nil }

// Hush implements runtime.Caller. A lamp that cannot be reached does not burn.
func (c *Calls) Hush() { _ = c.Link.Send(c.Driver.Hush()) }
