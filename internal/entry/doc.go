// Package entry is what a person types into the field on the screen, and what they had
// typed on the step below while they write something else.
//
// It hides how a secret differs from other text: of a secret there is only a count here,
// the characters go to the runtime's vault. How characters combine into letters is accessibility/
// typing's business, where the keys stand the screen's. State is a value; any goroutine
// may call it.
package entry
