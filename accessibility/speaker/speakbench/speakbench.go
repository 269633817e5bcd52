// Package speakbench measures how long an utterance takes from being handed to a
// speaker to its first sample at the sink, beside the plain espeak-ng program.
//
// It hides how that is timed. Call it from one goroutine on an otherwise idle
// machine; it uses the real clock. It never plays anything.
package speakbench

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"time"

	"modu/accessibility/audio"
	"modu/accessibility/audio/fifocard"
	"modu/accessibility/input"
	"modu/accessibility/speaker"
	"modu/accessibility/speech"
	"modu/accessibility/synth"
)

// Sentence is what everybody says: 12 syllables with one pause inside.
const Sentence = "불고기버거 세트, 팔천오백 원"

// Result is the distribution of one measurement.
type Result struct {
	Name          string
	N             int
	P50, P99, Max time.Duration
}

func (r Result) String() string {
	return fmt.Sprintf("%-44s n=%d  p50 %6.2f ms  p99 %6.2f ms  max %6.2f ms", r.Name, r.N, ms(r.P50), ms(r.P99), ms(r.Max))
}

func ms(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

func result(name string, times []time.Duration) Result {
	slices.Sort(times)
	n := len(times)
	return Result{name, n, times[n/2], times[min(n-1, n*99/100)], times[n-1]}
}

// ErrNoSound: nothing reached the sink within five seconds.
var ErrNoSound = errors.New("speakbench: no sound")

// FirstSample says Sentence n times with an engine: speaker.Say → first samples
// handed to the sink. pause is left between two, as between two key presses; the
// one before is still being said and is cut.
func FirstSample(ctx context.Context, name string, engine synth.Synthesizer, n int, pause time.Duration) (Result, error) {
	sink := &sink{first: make(chan time.Time, 1)}
	s := speaker.New(speaker.Config{Synth: engine, Sink: sink, Emit: func(input.Event) {}})
	defer s.Close()
	times := make([]time.Duration, 0, n)
	for i := range n + 3 {
		began := time.Now()
		s.Say(speech.Utterance{ID: input.UtteranceID(i), Priority: speech.Interrupt,
			Clauses: []speech.Clause{{Lang: "ko", Text: Sentence}}})
		select {
		case at := <-sink.first:
			if i >= 3 { // the first ones find nothing ready
				times = append(times, at.Sub(began))
			}
		case <-time.After(5 * time.Second):
			return Result{}, ErrNoSound
		case <-ctx.Done():
			return Result{}, ctx.Err()
		}
		time.Sleep(pause)
	}
	return result(name, times), nil
}

// Audible says Sentence n times through a real sink and measures speaker.Say → first
// audible sample on the card (which adds up to 43 ms of its own, being a pipe). The
// sink must play on the card.
func Audible(ctx context.Context, name string, engine synth.Synthesizer, sink audio.Sink, card *fifocard.Card, n int) (Result, error) {
	s := speaker.New(speaker.Config{Synth: engine, Sink: sink, Emit: func(input.Event) {}})
	defer s.Close()
	times := make([]time.Duration, 0, n)
	for i := range n + 3 {
		s.Silence()
		time.Sleep(200 * time.Millisecond) // until the card is silent
		from, began := len(card.Samples()), time.Now()
		s.Say(speech.Utterance{ID: input.UtteranceID(i), Priority: speech.Interrupt,
			Clauses: []speech.Clause{{Lang: "ko", Text: Sentence}}})
		for {
			at, _, ok := card.FirstAbove(from, 150./32768)
			if ok {
				if i >= 3 {
					times = append(times, at.Sub(began))
				}
				break
			}
			if time.Since(began) > 5*time.Second {
				return Result{}, ErrNoSound
			}
			if ctx.Err() != nil {
				return Result{}, ctx.Err()
			}
			time.Sleep(5 * time.Millisecond)
		}
	}
	return result(name, times), nil
}

// sink notes when it is given sound, and lets it play for ever.
type sink struct{ first chan time.Time }

func (s *sink) Play(st audio.Stream, _ float64) audio.Playback {
	if n, _ := st.Read(make([]float32, audio.Block)); n > 0 {
		s.first <- time.Now()
	}
	p := &playback{Progress: audio.NewProgress()}
	p.Start()
	return p
}
func (*sink) Stop()                       {}
func (*sink) Health() <-chan audio.Health { return nil }
func (*sink) Close() error                { return nil }

type playback struct {
	*audio.Progress
	once sync.Once
}

func (*playback) SetGain(float64) {}
func (p *playback) Stop()         { p.once.Do(p.Finish) }

// CLI runs the plain program n times: start → first audible block of samples.
func CLI(ctx context.Context, n int, pause time.Duration) (Result, error) {
	times := make([]time.Duration, 0, n)
	for i := range n + 3 {
		began := time.Now()
		cmd := exec.CommandContext(ctx, "espeak-ng", "-v", "ko", "-s", "150", "--stdin", "--stdout")
		cmd.Stdin = strings.NewReader(Sentence)
		out, err := cmd.StdoutPipe()
		if err != nil {
			return Result{}, err
		}
		if err := cmd.Start(); err != nil {
			return Result{}, err
		}
		if _, err := io.ReadFull(out, make([]byte, 44+4096)); err != nil {
			return Result{}, err
		}
		took := time.Since(began)
		_, _ = io.Copy(io.Discard, out)
		if err := cmd.Wait(); err != nil {
			return Result{}, err
		}
		if i >= 3 {
			times = append(times, took)
		}
		time.Sleep(pause)
	}
	return result("espeak-ng program by itself", times), nil
}
