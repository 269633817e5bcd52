// Package speech decides what is said about a change of the scene, and in which
// order: Compose turns a scene.Change into an Utterance, Queue keeps stale speech
// from piling up, Estimate foretells how long speech lasts.
//
// It hides which parts of a node are said, in which order, at which verbosity,
// and what is kept back for privacy. It holds no wording: connecting words come
// from the catalogue through Phrases, everything else is in the scene, and
// package reading turns writing into words.
//
// The order is the same everywhere: alert, title, texts, how many choices, then
// what has focus: its name first, then what matters (price, state), its position
// last, after a pause that a key press can use.
//
// It is pure: no voice, no audio, no clock, no goroutine. Compose and Estimate
// may be called from any goroutine; a Queue belongs to one. It never speaks;
// accessibility/speaker does.
package speech
