// Package otosink plays through one sound device of a given name, with oto/v2 2.4.3 on
// ALSA.
//
// It hides oto and its traps. Each of them, what is done about it, and the test that
// shows it:
//
//   - Errors of opening appear only in the context, after its ready channel: open
//     waits and asks (TestNoDevice).
//   - With "default" missing, oto opens any other output of the machine: its call of
//     snd_pcm_open is ours, and refuses (alsa.c; TestNoForeignDevice in speaker).
//   - It cannot be told a device, and a second context is not foreseen: the name is
//     put in the same way, one opening at a time (TestPrivateNeverOnTheOtherCard in
//     speaker).
//   - Buffers of half a second, and holes with less than a period: four periods in the
//     device, five in the player (TestPlaysBitForBit, which allows no underrun in the
//     run that counts).
//   - While nothing plays it keeps the device full of silence, behind which the next
//     sound would wait: who writes silence can be woken, and on a sound server what is
//     queued is thrown away (alsa.c; TestASoundAfterARestArrivesWhole in speaker; how
//     soon it is heard: kioskctl speechrace).
//   - A sound server moves what plays to another output without telling: Health names
//     it (TestNothingPrivateThroughASoundServer in speaker).
//   - Players are closed by the garbage collector: the sink holds every one that
//     plays (TestPlaysThroughGarbageCollections).
//   - Stopping clicks, and one player for everything is late: a new player for each
//     stream, faded out over a period (TestStopFadesOutWithinTheBuffers).
//   - A lost device shows in the context only, and its players claim to play on: the
//     context is asked every 250 ms, every 5 ms while something plays; what was
//     playing goes on in silence; the device is tried again (TestLostDevice).
//   - A device that takes no more samples is no error to oto: it is given up after two
//     seconds (TestStalledDevice).
//   - Devices are never given back: a card is closed when it is let go, so that it is
//     not busy when it comes back (alsa.c; no card here to show it).
//   - The mix is a plain sum (TestTwoAtOnce): a caller that plays two things at once leaves
//     room, as package speaker does.
//   - oto/v2 is no longer developed: this package is the only one that imports it.
//
// While there is no device the sink plays in silence at the same pace, says so by
// Health, and tries again.
//
// Any goroutine may call a Sink. One goroutine of its own watches the device. It never
// plays on a device of another name.
//
// It needs cgo and libasound. Built without them (CGO_ENABLED=0, or the tag ci) New
// gives a sink that only says so and is silent.
package otosink
