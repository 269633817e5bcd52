// Package espeak is the engine that runs the espeak-ng program, checked against
// espeak-ng 1.51 of Debian 12.
//
// It hides the program: its voices, its command line, its WAV header, and that it
// is a process of its own per clause. espeak-ng is GPL-3.0-or-later; nothing of it
// is linked here. Text goes in on standard input, never on a command line and
// never through a shell.
//
// Open gives the best voice there is: the worker program of cmd/modu-voice-espeak,
// which answers some ten times faster and knows where words begin, with this engine
// behind it; or this engine alone.
//
// One process per voice and rate is kept ready: started, its voice loaded, waiting
// for text. That saves the start-up of some 5 ms, so the first sample comes about a
// millisecond after the text.
//
// Any goroutine may call an Engine; a stream belongs to one goroutine. Close waits
// for every process and goroutine that the engine started. It never plays sound,
// and never waits longer than Config.Timeout for an answer.
package espeak
