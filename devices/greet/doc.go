// Package greet is how every conversation with a device begins: it is asked who it is,
// asked again when it does not answer, and given up.
//
// It hides the two clocks of that. A State is a value: each driver keeps one in its own
// state and calls Step with the time; what the question is and what counts as an answer,
// the driver knows. Text is the same for devices that speak lines of text, question and
// answer included. It does no I/O and reads no clock; one goroutine at a time may use a
// value.
package greet
