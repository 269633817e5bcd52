// Package synth turns one clause of text into sound samples: the Synthesizer
// contract, the cleaning of text before it meets an engine, and the estimate of
// how long a clause lasts.
//
// It hides which engine speaks. Engines live in subpackages (worker, espeak, silence) and
// are held to the contract by synthtest. An engine never plays anything, never
// decides what is said or in which order, and never sees a Request that was not
// cleaned.
//
// The functions are pure. A Synthesizer may be called from any goroutine; a
// Stream belongs to the one goroutine that asked for it.
package synth
