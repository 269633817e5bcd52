// Package budget tells what the commonest order costs to hear, in seconds of speech that
// the real voice makes, and holds it against the figures in budget.yaml.
//
// It hides how the order is played (order.txt, in virtual time) and how the sound is
// made and taken from the speaker without waiting for it. It is used from one goroutine.
package budget
