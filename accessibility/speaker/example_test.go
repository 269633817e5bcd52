package speaker_test

import (
	"fmt"

	"modu/accessibility/audio"
	"modu/accessibility/input"
	"modu/accessibility/speaker"
	"modu/accessibility/speech"
	"modu/accessibility/synth/silence"
)

// The kiosk wires espeak.New and otosink.New here; both replaced by silence, the
// events are the same.
func Example() {
	sink := audio.NewPaced(nil)
	defer sink.Close()
	events := make(chan input.Event, 8)
	s := speaker.New(speaker.Config{
		Synth: silence.Engine{},
		Sink:  sink,
		Emit:  func(e input.Event) { events <- e },
	})
	defer s.Close()
	s.SetRate(300)
	s.Say(speech.Utterance{ID: 1, Clauses: []speech.Clause{{Lang: "ko", Text: "라떼"}}})
	fmt.Printf("%T\n%+v\n", <-events, <-events)
	// Output:
	// input.SpeechStarted
	// {Utterance:1 Session:{Boot:0 Counter:0} Cut:false Said:0}
}
