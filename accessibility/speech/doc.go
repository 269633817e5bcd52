// Package speech decides what is said about a change of the scene, and in which
// order: Compose turns a scene.Change into an Utterance, Queue keeps stale speech
// from piling up.
//
// It hides wording: which parts of a node are said, in which order, at which
// verbosity. It is pure: no voice, no audio, no clock, no goroutine. It never
// speaks; accessibility/speaker does.
package speech
