// Package clips is the engine that plays recordings: it wraps another synthesizer
// and says from recordings what an announcer has recorded of a message, and by the
// wrapped engine everything else: the variable parts, and all that has no recording.
//
// It hides the WAV format, how recordings are found, and how recorded and live
// stretches become one sound: every stretch at one rate (audio.Rate) and one
// loudness (audio.SpeechLUFS), joined by a cross-fade.
//
// A recording stands for exactly the words that its index names. Where a message
// was reworded since, the words differ and the wrapped engine says them: an old
// recording never says something that is no longer meant. Recordings are made at
// one speed; at any other rate they are stretched without changing the voice's pitch.
//
// A Set is read once and never changes. Any goroutine may use an Engine; a stream
// belongs to the one that asked for it. The package plays nothing and writes no
// files.
package clips
