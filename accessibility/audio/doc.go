// Package audio brings sound samples from a voice to a device: the Shaper that
// trims, resamples and levels them, the Queue between the goroutine that makes
// sound and the one that plays it, earcons, the loudness meter, and the Sink
// contract.
//
// It hides sample rates: everything that a sink is given is mono float32 at Rate.
// Samples are numbers from -1 to 1, levels are in dB relative to full scale.
//
// Shaper, Resampler and the like belong to one goroutine; a Queue has one writer
// and one reader; Sink and Playback may be used from any goroutine and never
// block their caller. The package starts no goroutine except in Paced, and knows
// no device: those are in subpackages (otosink, wavsink).
package audio
