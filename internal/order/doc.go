// Package order is what one person has asked for: answers, basket and totals of
// one run of a service.
//
// It hides how equal lines merge and how a line's choices are kept, so that the
// same order reached by touch, keypad or scenario is the same value. Order is
// immutable: every method that changes something returns a new Order, so the
// kiosk may keep old ones, and any goroutine may read one. It does not know the
// menu (package service checks lines against it), holds no personal data and uses
// no floating point.
package order
