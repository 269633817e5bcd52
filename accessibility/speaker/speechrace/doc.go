// Package speechrace measures how soon speech is heard, beside the programs that people
// use today: every contender plays on one silent PulseAudio sink in one run, and one
// recorder listens to that sink's monitor.
//
// It hides how that sink is made, how the peers are asked to speak and when a sound
// counts as heard. It knows nothing of kiosks: ours is a contender like the others,
// brought by the caller. Call it from one goroutine on an otherwise quiet machine; it
// uses the real clock and starts child processes, which end with Close.
package speechrace
