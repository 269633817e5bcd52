package kiosk

import (
	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/money"
	"modu/internal/order"
	"modu/internal/staffcall"
)

// Effect is something the core wants done in the world. The runtime executes
// effects in order; answers come back as events that carry the effect's id.
type Effect interface{ effect() }

// Stamp says for whom and out of which picture an effect was asked: with the effect's
// id, what tells a late answer to somebody who has left from one that is meant.
type Stamp struct {
	Session  scene.SessionID
	Revision uint64 // the scene that follows from the same event
}

// StartPayment asks the card terminal for an amount. The runtime journals it
// before a byte leaves, so that a crash can never hide a payment.
type StartPayment struct {
	ID input.EffectID
	Stamp
	Amount money.Amount
	Number int // of the order, already taken
	Order  order.Order
	Report *order.Report    // to be told once it is paid; nil: to no program
	Holds  []input.EffectID // the calls whose hold is paid for
}

// KeepHolds makes what these calls have made the program keep the person's: nobody is told
// any more that it is free. What is kept by none of them is, when the session ends.
type KeepHolds struct{ Calls []input.EffectID }

// CancelPayment asks the terminal to stop waiting. The payment's own answer still
// comes.
type CancelPayment struct {
	ID input.EffectID
	Stamp
}

// CallStaff lights the call lamp and appears on the staff's page.
type CallStaff struct {
	ID input.EffectID
	Stamp
	Where  string           // the screen's title, in the language of the site; nothing personal
	Manner staffcall.Manner // how the person wants to talk
	Again  bool             // there was no answer in time
}

// WithdrawCall puts the call lamp out and tells the staff's page that nobody need come.
type WithdrawCall struct {
	ID input.EffectID
	Stamp
}

// MoveLift moves the screen's height actuator, or with input.Halt stops it. While a person
// holds the button it comes again every 100 ms (package hold); the driver stops when it does not.
type MoveLift struct{ Move input.LiftMove }

// TellStaff is what a person who has called wants staff to know. Exactly one of Words
// and Manner is given. Words are the person's own: they go to staff's page and nowhere
// else.
type TellStaff struct {
	ID     input.EffectID
	Words  string
	Manner staffcall.Manner
}

// CompleteOrder hands a paid order on to be prepared. ID and Report are given where it cost
// nothing, so that no payment has told a program of it that is to have the basket.
type CompleteOrder struct {
	ID input.EffectID
	Stamp
	Number int
	Order  order.Order
	Report *order.Report // nil: none
}

// Respeak says the last utterance again.
type Respeak struct{}

// Resume goes on with the last utterance at the sentence where a pause broke it off.
type Resume struct{}

// EndSession tells every output to forget the person.
type EndSession struct{ Session scene.SessionID }

// TypeSecret puts a sign into the vault: it was typed on the screen. The answer is
// input.SecretChanged. Nothing may log it.
type TypeSecret struct {
	Field     scene.NodeID
	Character rune
}

// EraseSecret takes the last sign out of the vault again.
type EraseSecret struct{ Field scene.NodeID }

// GuardFailed tells staff of a guard of the service that could not be told. The person has
// gone on without it.
type GuardFailed struct{ Service, Step, Key string }

// StopKiosk ends the program (development mode).
type StopKiosk struct{}

func (StartPayment) effect()  {}
func (CancelPayment) effect() {}
func (KeepHolds) effect()     {}
func (CallStaff) effect()     {}
func (WithdrawCall) effect()  {}
func (MoveLift) effect()      {}
func (TellStaff) effect()     {}
func (CompleteOrder) effect() {}
func (Respeak) effect()       {}
func (Resume) effect()        {}
func (EndSession) effect()    {}
func (TypeSecret) effect()    {}
func (EraseSecret) effect()   {}
func (GuardFailed) effect()   {}
func (StopKiosk) effect()     {}
