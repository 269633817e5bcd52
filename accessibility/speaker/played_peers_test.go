//go:build peers && cgo && linux && !ci

package speaker_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"modu/accessibility/audio/fifocard"
	"modu/accessibility/audio/otosink"
	"modu/accessibility/input"
	"modu/accessibility/reading"
	"modu/accessibility/speaker"
	"modu/accessibility/speech"
	"modu/accessibility/synth"
	"modu/accessibility/synth/espeak"
)

// The same over oto and ALSA, with the words of both engines: the card stands still in
// the middle of a sentence, and no word is told until it goes on. The words come in
// order, each one once.
func TestWordsStandStillWithTheCard(t *testing.T) {
	env, card, err := fifocard.Start(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer card.Close()
	for _, e := range env {
		k, v, _ := strings.Cut(e, "=")
		t.Setenv(k, v)
	}
	bin, err := filepath.Abs("../../bin") // where make builds the worker
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", bin+string(os.PathListSeparator)+os.Getenv("PATH"))
	program := espeak.New(espeak.Config{Respell: reading.Respell})
	defer program.Close()
	worker := espeak.Open(espeak.Config{Respell: reading.Respell}, "", nil)
	defer worker.Close()
	for name, engine := range map[string]synth.Synthesizer{"program": program, "worker, or what stands in for it": worker} {
		t.Run(name, func(t *testing.T) {
			sink := otosink.New(otosink.Options{Buffer: 40 * time.Millisecond})
			defer sink.Close()
			events := make(chan input.Event, 1000)
			s := speaker.New(speaker.Config{Synth: engine, Sink: sink, Emit: func(e input.Event) { events <- e }})
			defer s.Close()
			text := "하나 둘 셋 넷 다섯 여섯 일곱 여덟 아홉 열"
			u := say(1, speech.Interrupt, text)
			at := 0
			for _, w := range strings.Fields(text) {
				n := len([]rune(w))
				u.Clauses[0].Words = append(u.Clauses[0].Words, speech.Word{At: at, Len: n, WrittenAt: at, WrittenLen: n})
				at += n + 1
			}
			s.Say(u)
			var words []int
			take := func(until <-chan time.Time, enough int) bool {
				for len(words) < enough {
					select {
					case e := <-events:
						switch e := e.(type) {
						case input.MarkReached:
							words = append(words, e.Offset)
						case input.SpeechFinished:
							return false
						}
					case <-until:
						return true
					}
				}
				return true
			}
			take(time.After(10*time.Second), 3)
			if len(words) != 3 {
				t.Fatalf("only %v", words)
			}
			card.Stall(true)
			take(time.After(300*time.Millisecond), 100) // what the card's pipe still takes
			before := len(words)
			take(time.After(1200*time.Millisecond), 100) // a clock would tell two or three words
			if len(words) != before {
				t.Errorf("words went on while nothing was heard: %v, %d before", words, before)
			}
			card.Stall(false)
			if take(time.After(20*time.Second), 100) {
				t.Fatal("speech never finished")
			}
			if len(words) < 9 || len(words) > 10 { // libespeak-ng may make one of two short words
				t.Errorf("words %v, want ten", words)
			}
			for i := 1; i < len(words); i++ {
				if words[i] <= words[i-1] {
					t.Errorf("words out of order: %v", words)
				}
			}
		})
	}
}
