package payment

import "modu/accessibility/input"

// State is a payment. The zero value is none.
type State struct {
	Effect  input.EffectID
	Stage   input.PaymentStage // "" while no money is in the balance
	Outcome input.Outcome      // of a payment that is over; 0 before
}

// Ended is what a payment has led to; 0 where a step has not ended it.
type Ended = input.Outcome

// Start asks for money.
func (s State) Start(effect input.EffectID) State {
	return State{Effect: effect, Stage: input.PaymentContact}
}

// Running reports whether money is in the balance.
func (s State) Running() bool { return s.Stage != "" }

// Unknown reports whether nobody can tell that it was paid or not.
func (s State) Unknown() bool { return s.Outcome == input.Unknown }

// Step takes the terminal's reports.
func (s State) Step(ev input.Event) (State, Ended) {
	switch ev := ev.(type) {
	case input.PaymentWaiting:
		if ev.Effect == s.Effect && s.Running() {
			s.Stage = ev.For
		}
	case input.PaymentEnded:
		if ev.Effect == s.Effect && s.Running() {
			return State{Effect: ev.Effect, Outcome: ev.Outcome}, ev.Outcome
		}
	}
	return s, 0
}
