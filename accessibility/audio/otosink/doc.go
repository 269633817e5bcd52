// Package otosink plays through the sound device, with oto/v2 2.4.3 on ALSA.
//
// It hides oto and its traps: errors that show only after the ready channel, a
// context that is dead for good once its device is lost while its players claim to
// play on, buffers of half a second, players that the garbage collector closes, and
// other devices being tried when the default one is missing (a headset's speech
// must never come out of the speaker, so the default device is tried first by
// itself and nothing is opened without it).
//
// While there is no device the sink plays in silence at the same pace, says so by
// Health, and tries again. What was playing when the device was lost goes on in
// silence to its end.
//
// Any goroutine may call a Sink. One goroutine of its own watches the device. It
// never plays on a device that is not called "default" in the ALSA configuration.
//
// It needs cgo and libasound. Built without them (CGO_ENABLED=0, or the tag ci) New
// gives a sink that only says so and is silent.
package otosink
