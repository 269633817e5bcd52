// Package voicerace puts the kiosk itself into the race of package speechrace: how soon a
// key on the serial line is heard, and how soon it silences, beside what people use today,
// on one silent sink that all of them play on.
//
// It hides the kiosk's way through the lists whose words all contenders say, and how the
// contenders are started. Run sets variables of this process's environment, which say
// where sound goes. It needs PulseAudio, espeak-ng, aplay and speech-dispatcher. It is
// used from one goroutine.
package voicerace
