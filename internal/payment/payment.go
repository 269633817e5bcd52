package payment

import "modu/accessibility/input"

// State is a payment. The zero value is none.
type State struct {
	Effect  input.EffectID
	Stage   input.PaymentStage // NoPayment while no money is in the balance
	Outcome input.Outcome      // of a payment that is over; 0 before
	// Stopping: the terminal was asked to stop, and has not answered yet.
	Stopping bool
}

// Ended is how a step has ended the payment; 0 where it has not.
type Ended = input.Outcome

// Start asks for money.
func (s State) Start(effect input.EffectID) State {
	return State{Effect: effect, Stage: input.PaymentContact}
}

// Stop notes that the terminal is asked to stop. It may still answer that it was paid.
func (s State) Stop() State {
	s.Stopping = s.Running()
	return s
}

// Waits reports whether a stage only waits for a card: nothing has been done at the terminal.
func Waits(stage input.PaymentStage) bool {
	return stage == input.PaymentContact || stage == input.PaymentCard
}

// Running reports whether money is in the balance.
func (s State) Running() bool { return s.Stage != input.NoPayment }

// Unknown reports whether the payment is over and the terminal did not tell how.
func (s State) Unknown() bool { return s.Outcome == input.Unknown }

// Step takes the terminal's reports. Only PaymentEnded ends a payment that was started, and
// only once.
func (s State) Step(ev input.Event) (State, Ended) {
	switch ev := ev.(type) {
	case input.PaymentWaiting:
		if s.mine(ev.Effect) && ev.For != input.NoPayment {
			s.Stage = ev.For
			s.Stopping = s.Stopping && Waits(ev.For) // what the terminal does with a card is to be seen
		}
	case input.PaymentEnded:
		if s.mine(ev.Effect) {
			return s.end(ev.Outcome)
		}
	}
	return s, 0
}

func (s State) mine(id input.EffectID) bool { return id == s.Effect && s.Running() }

func (s State) end(o input.Outcome) (State, Ended) {
	switch o {
	case input.Approved, input.Declined, input.Cancelled:
	default:
		o = input.Unknown // whatever it was meant to say: neither paid nor unpaid may be assumed
	}
	return State{Effect: s.Effect, Outcome: o}, o
}
