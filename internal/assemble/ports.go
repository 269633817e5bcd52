package assemble

import (
	"modu/accessibility/input"
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

var (
	_ runtime.Terminal = (*Payments)(nil)
	_ runtime.Caller   = (*Calls)(nil)
)

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
