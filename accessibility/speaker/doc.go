// Package speaker is the renderer of speech: it takes utterances and makes them
// heard, by a synth.Synthesizer and an audio.Sink, and reports what was really
// played.
//
// It has two ways out, the loudspeaker and a headset, and keeps them apart: what is
// meant for the headset never comes out of the loudspeaker, whatever happens to the
// plug, the cards or the order in which it hears of them.
//
// It hides time: clauses are synthesised while others play, and what reaches the
// ear is what Started, MarkReached and Finished tell.
//
// Any goroutine may call any method; none blocks. One goroutine owns all state;
// one more, per utterance, makes its sound; a third hands events to Config.Emit, so
// that a slow receiver never delays sound and Close never waits for the receiver.
//
// Every utterance that is said ends with exactly one SpeechFinished, whatever
// breaks: a dead engine is replaced by silence of the estimated length, a dead
// device by the clock. It decides nothing about content, and never says what
// another package did not hand it.
package speaker
