// Package runtime runs the core in the world: the one goroutine that owns the
// Model, the executor of its effects, the keeper of secrets and of health.
//
// It hides scheduling. Machine is the part without any: one event in, one Output
// out; a scenario drives it in discrete-event time. Loop is a Machine with a clock
// and channels. Screen, voice and devices are seen through the small interfaces
// declared here; cmd connects them. Nothing here decides what a person meets.
package runtime
