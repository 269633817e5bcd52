package speaker_test

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"modu/accessibility/audio"
	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/accessibility/speaker"
	"modu/accessibility/speech"
	"modu/accessibility/synth"
	"modu/accessibility/synth/silence"
	"modu/accessibility/synth/synthtest"
	"modu/internal/task/tasktest"
)

// log writes down events with the time since its beginning.
type log struct {
	mu    sync.Mutex
	began time.Time
	lines []string
}

func (l *log) emit(e input.Event) {
	l.mu.Lock()
	defer l.mu.Unlock()
	at := time.Since(l.began).Truncate(5 * time.Millisecond)
	var s string
	switch e := e.(type) {
	case input.SpeechStarted:
		s = fmt.Sprintf("%d starts, %v", e.Utterance, e.Estimate)
	case input.SpeechFinished:
		s = fmt.Sprintf("%d ends", e.Utterance)
		if e.Cut {
			s = fmt.Sprintf("%d cut", e.Utterance)
		}
	case input.MarkReached:
		s = fmt.Sprintf("%d word %s %d+%d", e.Utterance, e.Node, e.Offset, e.Length)
	case input.DeviceChanged:
		s = fmt.Sprintf("%s %d %s", e.Device, e.State, e.Code)
	}
	l.lines = append(l.lines, fmt.Sprintf("%v %s", at, s))
}

// all is what was heard so far.
func (l *log) all() []string {
	synctest.Wait()
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.Clone(l.lines)
}

func (l *log) expect(t *testing.T, want ...string) {
	t.Helper()
	synctest.Wait()
	l.mu.Lock()
	defer l.mu.Unlock()
	// What happens at the same instant on two goroutines has no order.
	got := slices.Clone(l.lines)
	slices.SortStableFunc(got, sameInstant)
	slices.SortStableFunc(want, sameInstant)
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\n\nwant\n%s", strings.Join(l.lines, "\n"), strings.Join(want, "\n"))
	}
}

func sameInstant(a, b string) int {
	at, _ := time.ParseDuration(strings.Fields(a)[0])
	bt, _ := time.ParseDuration(strings.Fields(b)[0])
	return cmp.Or(cmp.Compare(at, bt), cmp.Compare(a, b))
}

// nine syllables last 2 s at the normal rate.
const nine = "가나다라마바사아자"

var session scene.SessionID

func say(id input.UtteranceID, pri speech.Priority, texts ...string) speech.Utterance {
	u := speech.Utterance{ID: id, Session: session, Priority: pri}
	node := scene.NodeID("n") // of the first; what waits already is not said again
	if id > 1 {
		node += scene.NodeID(fmt.Sprint(id))
	}
	for _, t := range texts {
		u.Clauses = append(u.Clauses, speech.Clause{Node: node, Lang: "ko", Text: t, PauseAfter: 300 * time.Millisecond})
	}
	return u
}

// run gives a test a speaker that makes its sound with engine, and what it mixed.
func run(t *testing.T, engine synth.Synthesizer, body func(t *testing.T, s *speaker.Speaker, l *log, mixed func() []float32)) {
	synctest.Test(t, func(t *testing.T) {
		var mu sync.Mutex
		var mix []float32
		sink := audio.NewPaced(func(m []float32, _ time.Time) {
			mu.Lock()
			mix = append(mix, m...)
			mu.Unlock()
		})
		defer sink.Close()
		l := &log{began: time.Now()}
		s := speaker.New(speaker.Config{Synth: engine, Sink: sink, Emit: l.emit})
		defer s.Close()
		body(t, s, l, func() []float32 {
			mu.Lock()
			defer mu.Unlock()
			return append([]float32(nil), mix...)
		})
	})
}

func TestUtteranceLastsItsEstimate(t *testing.T) {
	run(t, silence.Engine{}, func(t *testing.T, s *speaker.Speaker, l *log, _ func() []float32) {
		s.Say(say(1, speech.PolitePri, nine, nine))
		time.Sleep(10 * time.Second)
		l.expect(t, "0s 1 starts, 4.3s", "4.3s 1 ends")
	})
}

func TestRate(t *testing.T) {
	run(t, silence.Engine{}, func(t *testing.T, s *speaker.Speaker, l *log, _ func() []float32) {
		s.SetRate(200)
		s.Say(say(1, speech.PolitePri, nine, nine))
		time.Sleep(10 * time.Second)
		l.expect(t, "0s 1 starts, 2.15s", "2.15s 1 ends")
	})
}

func TestPriorities(t *testing.T) {
	run(t, silence.Engine{}, func(t *testing.T, s *speaker.Speaker, l *log, _ func() []float32) {
		s.Say(say(1, speech.PolitePri, nine))
		s.Say(say(2, speech.PolitePri, nine))
		s.Say(say(3, speech.Progress, nine)) // dropped: 2 waits
		time.Sleep(2500 * time.Millisecond)  // 2 is being said
		s.Say(say(4, speech.Progress, nine))
		s.Say(say(5, speech.Progress, nine)) // replaces 4
		s.Say(say(6, speech.PolitePri, nine))
		time.Sleep(505 * time.Millisecond)
		s.Say(say(7, speech.OverlayPri, nine)) // over 2, from the next block
		time.Sleep(500 * time.Millisecond)
		s.Say(say(8, speech.Interrupt, nine)) // cuts 2, drops 6, leaves 7
		time.Sleep(10 * time.Second)
		l.expect(t,
			"0s 3 cut",
			"0s 1 starts, 2s",
			"2s 1 ends",
			"2s 2 starts, 2s",
			"2.5s 4 cut",
			"2.5s 5 cut",
			"3.01s 7 starts, 2s",
			"3.505s 6 cut",
			"3.505s 2 cut",
			"3.51s 8 starts, 2s",
			"5.01s 7 ends",
			"5.51s 8 ends",
		)
	})
}

func TestSilence(t *testing.T) {
	run(t, silence.Engine{}, func(t *testing.T, s *speaker.Speaker, l *log, _ func() []float32) {
		s.Silence()
		s.Say(say(1, speech.PolitePri, nine))
		s.Say(say(2, speech.PolitePri, nine))
		time.Sleep(15 * time.Millisecond)
		s.Say(say(3, speech.OverlayPri, nine))
		time.Sleep(90 * time.Millisecond)
		s.Silence()
		s.Say(say(4, speech.PolitePri, nine))
		time.Sleep(10 * time.Second)
		l.expect(t, "0s 1 starts, 2s", "20ms 3 starts, 2s",
			"105ms 2 cut", "105ms 1 cut", "105ms 3 cut", "110ms 4 starts, 2s", "2.11s 4 ends")
	})
}

func TestMarks(t *testing.T) {
	run(t, silence.Engine{}, func(t *testing.T, s *speaker.Speaker, l *log, _ func() []float32) {
		u := say(1, speech.PolitePri, "가나다 라마바 사아자", "가나다")
		// "라마바 사아자" are written as one word
		u.Clauses[0].Words = []speech.Word{{At: 0, Len: 3, WrittenAt: 0, WrittenLen: 2}, {At: 4, Len: 7, WrittenAt: 3, WrittenLen: 5}}
		u.Clauses[1].Words = []speech.Word{{At: 0, Len: 3, WrittenAt: 0, WrittenLen: 4}}
		u.Clauses[1].Node = "m"
		s.Say(u)
		time.Sleep(10 * time.Second)
		l.expect(t, "0s 1 starts, 2.97s", "0s 1 word n 0+2", "670ms 1 word n 3+5", "2.3s 1 word m 0+4", "2.97s 1 ends")
	})
}

func TestQueueIsBounded(t *testing.T) {
	run(t, silence.Engine{}, func(t *testing.T, s *speaker.Speaker, l *log, _ func() []float32) {
		for i := range 1000 {
			s.Say(say(input.UtteranceID(i), speech.PolitePri, nine))
		}
		time.Sleep(time.Minute)
		synctest.Wait()
		cut, ended := 0, 0
		for _, line := range l.lines {
			if strings.HasSuffix(line, "cut") {
				cut++
			}
			if strings.HasSuffix(line, "ends") {
				ended++
			}
		}
		if ended != 17 || cut != 1000-17 {
			t.Errorf("%d said, %d dropped", ended, cut)
		}
		if last := l.lines[len(l.lines)-1]; last != "34s 999 ends" {
			t.Errorf("last is %q", last)
		}
	})
}

// What is being said or waits already is not said twice; what a person asks for is.
func TestTheSameIsNotSaidTwice(t *testing.T) {
	run(t, silence.Engine{}, func(t *testing.T, s *speaker.Speaker, l *log, _ func() []float32) {
		again := func(id input.UtteranceID, pri speech.Priority) speech.Utterance {
			u := say(1, pri, nine)
			u.ID = id
			return u
		}
		s.Say(again(1, speech.PolitePri))
		s.Say(again(2, speech.PolitePri))
		s.Say(again(3, speech.Progress))
		time.Sleep(1005 * time.Millisecond) // between two blocks, so that no order is left to chance
		s.Say(again(4, speech.Interrupt))
		time.Sleep(10 * time.Second)
		l.expect(t, "0s 2 cut", "0s 3 cut", "0s 1 starts, 2s", "1.005s 1 cut", "1.01s 4 starts, 2s", "3.01s 4 ends")
	})
}

// A focus that moves on without the person takes what is still to be said of it along;
// the news in the same utterance is heard to its end.
func TestStaleClausesAreLeftOut(t *testing.T) {
	run(t, silence.Engine{}, func(t *testing.T, s *speaker.Speaker, l *log, _ func() []float32) {
		old := say(1, speech.PolitePri, nine, nine, nine)
		old.Focus = "button"
		old.Clauses[1].Node, old.Clauses[2].Node = "button", "news"
		for i := range old.Clauses {
			old.Clauses[i].Words = []speech.Word{{Len: 9, WrittenLen: 9}}
		}
		s.Say(old)
		time.Sleep(15 * time.Millisecond)
		now := say(2, speech.PolitePri, nine)
		now.Focus = "other"
		s.Say(now)
		time.Sleep(20 * time.Second)
		lines := l.all()
		for _, line := range lines {
			if strings.Contains(line, "word button") {
				t.Errorf("still said of what had focus: %s", line)
			}
		}
		if last := lines[len(lines)-1]; !strings.HasSuffix(last, " 2 ends") || !slices.ContainsFunc(lines, func(s string) bool { return strings.Contains(s, "word news") }) {
			t.Errorf("the news or what came after is missing: %q", lines)
		}
	})
}

func TestNothingToSay(t *testing.T) {
	run(t, silence.Engine{}, func(t *testing.T, s *speaker.Speaker, l *log, _ func() []float32) {
		s.Say(say(1, speech.PolitePri))
		s.Say(say(2, speech.PolitePri, " ... "))
		time.Sleep(time.Second)
		l.expect(t, "10ms 1 starts, 0s", "10ms 1 ends", "20ms 2 starts, 0s", "20ms 2 ends")
	})
}

// steady is an engine whose voice is one constant level, which makes gains visible.
type steady struct{ silence.Engine }

func (steady) Voices() []synth.Voice {
	return []synth.Voice{{Name: "steady", Lang: "ko", LoudnessLUFS: audio.SpeechLUFS}}
}

func (e steady) Synthesize(ctx context.Context, r synth.Request) (synth.Stream, error) {
	st, err := e.Engine.Synthesize(ctx, r)
	return steadyStream{st}, err
}

type steadyStream struct{ synth.Stream }

func (s steadyStream) Next() (synth.Chunk, error) {
	c, err := s.Stream.Next()
	for i := range c.PCM {
		c.PCM[i] = 0.25
	}
	return c, err
}

func TestVolumeDuckingAndCue(t *testing.T) {
	run(t, steady{}, func(t *testing.T, s *speaker.Speaker, l *log, mixed func() []float32) {
		s.Say(say(1, speech.PolitePri, nine, nine))
		time.Sleep(500 * time.Millisecond)
		s.SetVolume(-6)
		time.Sleep(500 * time.Millisecond)
		s.Say(say(2, speech.OverlayPri, "가나다라")) // 890 ms
		time.Sleep(1495 * time.Millisecond)
		s.Cue([]float32{0.25, 0.25, 0.25})
		time.Sleep(3 * time.Second)
		m := mixed()
		near := func(at time.Duration, want float32) {
			t.Helper()
			if d := m[audio.Samples(at)] - want; d > 1e-4 || d < -1e-4 {
				t.Errorf("at %v the level is %v, want %v", at, m[audio.Samples(at)], want)
			}
		}
		near(400*time.Millisecond, 0.25)
		near(600*time.Millisecond, 0.25*audio.Gain(-6))
		near(1200*time.Millisecond, 0.25*(audio.Gain(-6)+audio.Gain(-18)))
		near(1950*time.Millisecond, 0.25*audio.Gain(-6))
		near(2500*time.Millisecond, 0.25*(audio.Gain(-6)+audio.Gain(-18)))
	})
}

// broken is an engine that fails in a way chosen per clause.
type broken struct {
	silence.Engine
	fail func(text string, ctx context.Context) error
}

func (b broken) Synthesize(ctx context.Context, r synth.Request) (synth.Stream, error) {
	if err := b.fail(r.Text, ctx); err != nil {
		return nil, err
	}
	return b.Engine.Synthesize(ctx, r)
}

func TestDeadEngine(t *testing.T) {
	asked := 0
	engine := broken{fail: func(text string, _ context.Context) error {
		asked++
		if strings.HasPrefix(text, "나") {
			return synth.ErrEngine
		}
		return nil
	}}
	run(t, engine, func(t *testing.T, s *speaker.Speaker, l *log, _ func() []float32) {
		s.Say(say(1, speech.PolitePri, "나나다라마바사아자"))
		s.Say(say(2, speech.PolitePri, "나나다라마바사아자"))
		s.Say(say(3, speech.PolitePri, nine))
		time.Sleep(10 * time.Second)
		l.expect(t, "0s voice 3 health.voice", "0s 1 starts, 2s", "2s 1 ends", "2s 2 starts, 2s", "4s 2 ends",
			"4s voice 1 ", "4s 3 starts, 2s", "6s 3 ends")
	})
	if asked != 5 { // twice for each that failed
		t.Errorf("asked %d times", asked)
	}
}

func TestHungEngine(t *testing.T) {
	asked := 0
	engine := broken{fail: func(_ string, ctx context.Context) error {
		asked++
		select {
		case <-time.After(2 * time.Second):
			return synth.ErrHung
		case <-ctx.Done():
			return ctx.Err()
		}
	}}
	run(t, engine, func(t *testing.T, s *speaker.Speaker, l *log, _ func() []float32) {
		s.Say(say(1, speech.PolitePri, nine, nine))
		s.Say(say(2, speech.PolitePri, nine))
		time.Sleep(9 * time.Second)
		l.expect(t, "2s voice 3 health.voice", "2s 1 starts, 4.3s", "6.3s 1 ends", "6.3s 2 starts, 2s", "8.3s 2 ends")
		if asked != 1 {
			t.Errorf("a hung engine was asked %d times", asked)
		}
		time.Sleep(5 * time.Second)
		s.Say(say(3, speech.PolitePri, nine)) // asked again after a pause
		time.Sleep(time.Second)
		s.Silence() // and cut while it hangs
		synctest.Wait()
		if asked != 2 {
			t.Errorf("asked %d times", asked)
		}
		if last := l.lines[len(l.lines)-1]; last != "15s 3 cut" {
			t.Errorf("last is %q", last)
		}
	})
}

// halfway breaks off in the middle of a clause.
type halfway struct{ steady }

func (h halfway) Synthesize(ctx context.Context, r synth.Request) (synth.Stream, error) {
	st, err := h.steady.Synthesize(ctx, r)
	return &halfStream{Stream: st}, err
}

type halfStream struct {
	synth.Stream
	n int
}

func (s *halfStream) Next() (synth.Chunk, error) {
	if s.n++; s.n > 5 {
		return synth.Chunk{}, synth.ErrEngine
	}
	return s.Stream.Next()
}

func TestEngineBreaksOff(t *testing.T) {
	run(t, halfway{}, func(t *testing.T, s *speaker.Speaker, l *log, _ func() []float32) {
		s.Say(say(1, speech.PolitePri, nine))
		time.Sleep(5 * time.Second)
		l.expect(t, "0s voice 3 health.voice", "0s 1 starts, 2s", "2s 1 ends")
	})
}

// A sink whose device comes and goes.
type sick struct {
	*audio.Paced
	health chan audio.Health
}

func (s sick) Health() <-chan audio.Health { return s.health }

func TestSinkHealth(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		sink := sick{audio.NewPaced(nil), make(chan audio.Health)}
		defer sink.Close()
		l := &log{began: time.Now()}
		s := speaker.New(speaker.Config{Synth: silence.Engine{}, Sink: sink, Emit: l.emit})
		defer s.Close()
		s.Say(say(1, speech.PolitePri, nine))
		sink.health <- audio.Health{Err: io.ErrClosedPipe}
		sink.health <- audio.Health{Err: io.ErrClosedPipe}
		time.Sleep(3 * time.Second)
		sink.health <- audio.Health{OK: true}
		synctest.Wait()
		want := []string{"0s audio 2 health.audio", "0s 1 starts, 2s", "2s 1 ends", "3s audio 1 "}
		if l.lines[0] != want[0] { // the two may come in either order
			want[0], want[1] = want[1], want[0]
		}
		l.expect(t, want...)
	})
}

// A receiver that waits for whoever closes the speaker must not block it, nor sound.
func TestBlockedReceiver(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var n int
		sink := audio.NewPaced(func([]float32, time.Time) { n++ })
		defer sink.Close()
		stuck := make(chan struct{})
		s := speaker.New(speaker.Config{Synth: silence.Engine{}, Sink: sink, Emit: func(input.Event) { <-stuck }})
		s.Say(say(1, speech.PolitePri, nine))
		s.Say(say(2, speech.PolitePri, nine))
		time.Sleep(10 * time.Second)
		s.Silence()
		s.SetVolume(-3)
		s.Close()
		s.Close()
		s.Say(say(3, speech.PolitePri, nine))
		s.Silence()
		close(stuck) // only now the receiver goes on
		synctest.Wait()
		if n != 400 {
			t.Errorf("%d blocks played, want 400", n)
		}
	})
}

// An engine that does not even listen to its context delays Close, but not for ever.
func TestCloseWithAnEngineThatNeverReturns(t *testing.T) {
	var release chan struct{}
	engine := broken{fail: func(string, context.Context) error {
		<-release
		return synth.ErrHung
	}}
	synctest.Test(t, func(t *testing.T) {
		release = make(chan struct{})
		sink := audio.NewPaced(nil)
		defer sink.Close()
		s := speaker.New(speaker.Config{Synth: engine, Sink: sink, Emit: func(input.Event) {}})
		s.Say(say(1, speech.PolitePri, nine))
		time.Sleep(time.Second)
		began := time.Now()
		s.Close()
		if d := time.Since(began); d != 3*time.Second {
			t.Errorf("Close took %v", d)
		}
		close(release)
	})
}

// Close ends what New and Say have started, wherever they are. synctest itself fails when a
// goroutine outlives its bubble; what is looked at here is that they end with Close.
func TestNoGoroutineIsLeft(t *testing.T) {
	const ours = "modu/accessibility/"
	for round := range 20 {
		synctest.Test(t, func(t *testing.T) {
			sink := audio.NewPaced(nil)
			s := speaker.New(speaker.Config{Synth: silence.Engine{}, Sink: sink, Emit: func(input.Event) {}})
			for i := range 5 {
				s.Say(say(input.UtteranceID(i), speech.Priority(i%4), nine, nine))
			}
			time.Sleep(300 * time.Millisecond)
			if tasktest.Left(ours) == nil {
				t.Error("nothing is at work")
			}
			s.Close()
			sink.Close()
			synctest.Wait()
			if left := tasktest.Left(ours); left != nil {
				t.Errorf("round %d: %s", round, strings.Join(left, "\n\n"))
			}
		})
	}
}

func FuzzSay(f *testing.F) {
	for _, text := range synthtest.Hostile() {
		f.Add(text, "ko", 100, 0, 3)
	}
	f.Fuzz(func(t *testing.T, text, lang string, rate, at, length int) {
		synctest.Test(t, func(t *testing.T) {
			sink := audio.NewPaced(nil)
			defer sink.Close()
			var ended int
			s := speaker.New(speaker.Config{Synth: silence.Engine{}, Sink: sink, Emit: func(e input.Event) {
				if e, ok := e.(input.SpeechFinished); ok && !e.Cut {
					ended++
				}
			}})
			defer s.Close()
			s.SetRate(rate)
			s.Say(speech.Utterance{Priority: speech.PolitePri, Clauses: []speech.Clause{
				{Lang: scene.Lang(lang), Text: text, PauseAfter: time.Duration(at), Words: []speech.Word{{At: at, Len: length}}},
				{Lang: "ko", Text: "끝"},
			}})
			time.Sleep(30 * time.Minute)
			synctest.Wait()
			if ended != 1 {
				t.Errorf("ended %d times", ended)
			}
		})
	})
}
