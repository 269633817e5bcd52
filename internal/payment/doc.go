// Package payment is one payment by card: asked for, waiting for the card, over.
//
// It hides which of the terminal's reports belong to it: a late answer to a payment of
// somebody who has left changes nothing. It knows no order and no terminal. State is a
// value; it has no time of its own, since the terminal's time-out rules. Any goroutine may
// call it.
package payment
