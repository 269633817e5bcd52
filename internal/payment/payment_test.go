package payment_test

import (
	"math/rand/v2"
	"testing"

	"modu/accessibility/input"
	"modu/internal/payment"
)

var (
	mine   = input.EffectID{Boot: 1, Counter: 7}
	others = input.EffectID{Boot: 1, Counter: 6} // of somebody who has left
)

func waiting(id input.EffectID, s input.PaymentStage) input.PaymentWaiting {
	return input.PaymentWaiting{Effect: id, For: s}
}

func over(id input.EffectID, o input.Outcome) input.PaymentEnded {
	return input.PaymentEnded{Effect: id, Outcome: o}
}

func TestStep(t *testing.T) {
	asked := payment.State{}.Start(mine)
	atCard := payment.State{Effect: mine, Stage: input.PaymentCard}
	declined := payment.State{Effect: mine, Outcome: input.Declined}
	thumb := "thumb" // as it comes from a device
	newer := input.PaymentStage(thumb)
	for _, tc := range []struct {
		name  string
		from  payment.State
		ev    input.Event
		want  payment.State
		ended payment.Ended
	}{
		{"the terminal waits for the card", asked, waiting(mine, input.PaymentCard), atCard, 0},
		{"then for it to be taken", atCard, waiting(mine, input.PaymentRemoveCard), payment.State{Effect: mine, Stage: input.PaymentRemoveCard}, 0},
		{"a stage of a newer terminal", asked, waiting(mine, newer), payment.State{Effect: mine, Stage: newer}, 0},
		{"it asks the bank, though it was to stop", atCard.Stop(), waiting(mine, input.PaymentChecking), payment.State{Effect: mine, Stage: input.PaymentChecking}, 0},
		{"it still waits, and is to stop", asked.Stop(), waiting(mine, input.PaymentCard), atCard.Stop(), 0},
		{"it has stopped", atCard.Stop(), over(mine, input.Cancelled), payment.State{Effect: mine, Outcome: input.Cancelled}, input.Cancelled},
		{"what is over cannot be stopped", declined.Stop(), input.TimePassed{}, declined, 0},
		{"no stage does not end it", atCard, waiting(mine, input.NoPayment), atCard, 0},
		{"approved", atCard, over(mine, input.Approved), payment.State{Effect: mine, Outcome: input.Approved}, input.Approved},
		{"declined", atCard, over(mine, input.Declined), declined, input.Declined},
		{"cancelled", asked, over(mine, input.Cancelled), payment.State{Effect: mine, Outcome: input.Cancelled}, input.Cancelled},
		{"unknown", atCard, over(mine, input.Unknown), payment.State{Effect: mine, Outcome: input.Unknown}, input.Unknown},
		{"no outcome: neither paid nor unpaid", atCard, over(mine, 0), payment.State{Effect: mine, Outcome: input.Unknown}, input.Unknown},
		{"an outcome that does not exist", atCard, over(mine, 9), payment.State{Effect: mine, Outcome: input.Unknown}, input.Unknown},
		{"of another payment", atCard, over(others, input.Approved), atCard, 0},
		{"the stage of another", atCard, waiting(others, input.PaymentPIN), atCard, 0},
		{"of none", atCard, over(input.EffectID{}, input.Approved), atCard, 0},
		{"it is over already", declined, over(mine, input.Approved), declined, 0},
		{"and waits for nothing more", declined, waiting(mine, input.PaymentCard), declined, 0},
		{"there is no payment", payment.State{}, over(input.EffectID{}, input.Approved), payment.State{}, 0},
		{"there is no payment to wait for", payment.State{}, waiting(input.EffectID{}, input.PaymentCard), payment.State{}, 0},
		{"time does not end it", atCard, input.TimePassed{}, atCard, 0},
		{"nor does a key", atCard, input.KeyPressed{Key: input.KeyBack}, atCard, 0},
	} {
		got, ended := tc.from.Step(tc.ev)
		if got != tc.want || ended != tc.ended {
			t.Errorf("%s: %+v, %v, want %+v, %v", tc.name, got, ended, tc.want, tc.ended)
		}
		if got.Running() != (got.Outcome == 0 && got != payment.State{}) || got.Unknown() != (got.Outcome == input.Unknown) {
			t.Errorf("%s: running %v, unknown %v: %+v", tc.name, got.Running(), got.Unknown(), got)
		}
	}
}

// A second try forgets how the first has ended, and takes no report about it.
func TestStartAgain(t *testing.T) {
	s := payment.State{Effect: others, Outcome: input.Declined}.Start(mine)
	if want := (payment.State{Effect: mine, Stage: input.PaymentContact}); s != want {
		t.Errorf("%+v, want %+v", s, want)
	}
	if got, ended := s.Step(over(others, input.Approved)); ended != 0 || got != s {
		t.Errorf("a late answer to the first: %v, %+v", ended, got)
	}
}

func FuzzPayment(f *testing.F) {
	for seed := range uint64(100) {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, seed uint64) {
		r := rand.New(rand.NewPCG(seed, 0))
		var s payment.State
		open := false // a payment was started and has not ended
		for n := range uint32(300) {
			id := []input.EffectID{s.Effect, others, {}}[r.IntN(3)]
			var ev input.Event
			switch r.IntN(5) {
			case 0:
				s, open = s.Start(input.EffectID{Boot: 2, Counter: n}), true
			case 1:
				ev = waiting(id, []input.PaymentStage{input.NoPayment, input.PaymentCard, input.PaymentPIN}[r.IntN(3)])
			case 2:
				ev = over(id, input.Outcome(r.IntN(6)))
			case 3:
				ev = input.TimePassed{}
			}
			next, ended := s.Step(ev)
			if ended != 0 && (!open || id != s.Effect) {
				t.Fatalf("seed %d: %+v ends %+v", seed, ev, s)
			}
			if ended != next.Outcome && next != s {
				t.Fatalf("seed %d: %v, and %+v", seed, ended, next)
			}
			s, open = next, open && ended == 0
			if s.Running() != open {
				t.Fatalf("seed %d: after %+v: %+v", seed, ev, s)
			}
		}
	})
}
