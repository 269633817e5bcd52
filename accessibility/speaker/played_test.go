package speaker_test

import (
	"testing"
	"testing/synctest"
	"time"

	"modu/accessibility/audio"
	"modu/accessibility/input"
	"modu/accessibility/speaker"
	"modu/accessibility/speech"
	"modu/accessibility/synth/silence"
)

// handSink plays only as far as a test lets it.
type handSink struct{ play chan *audio.Progress }

func (s *handSink) Play(st audio.Stream, _ float64) audio.Playback {
	p := &handPlayback{audio.NewProgress()}
	p.Start()
	go func() { // takes the sound, and hears none of it yet
		buf := make([]float32, audio.Block)
		for {
			if _, end := st.Read(buf); end {
				return
			}
			time.Sleep(time.Millisecond)
		}
	}()
	s.play <- p.Progress
	return p
}
func (*handSink) Stop()                       {}
func (*handSink) Health() <-chan audio.Health { return nil }
func (*handSink) Close() error                { return nil }

type handPlayback struct{ *audio.Progress }

func (*handPlayback) SetGain(float64) {}
func (p *handPlayback) Stop()         { p.Finish() }

// A word is told when its samples have been heard, and only then: a device that stands
// still for an hour keeps the caption where it is, whatever a clock says.
func TestWordsFollowTheSamplesNotTheClock(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		sink := &handSink{play: make(chan *audio.Progress, 1)}
		var words []int
		s := speaker.New(speaker.Config{Synth: silence.Engine{}, Sink: sink, Emit: func(e input.Event) {
			if m, ok := e.(input.MarkReached); ok {
				words = append(words, m.Offset)
			}
		}})
		u := say(1, speech.PolitePri, "가나다 라마바 사아자")
		u.Clauses[0].Words = []speech.Word{{At: 0, Len: 3, WrittenAt: 0, WrittenLen: 3}, {At: 4, Len: 3, WrittenAt: 4, WrittenLen: 3}, {At: 8, Len: 3, WrittenAt: 8, WrittenLen: 3}}
		s.Say(u)
		p := <-sink.play
		expect := func(n int, when string) {
			t.Helper()
			synctest.Wait()
			if len(words) != n {
				t.Fatalf("%s: words %v, want %d", when, words, n)
			}
		}
		time.Sleep(time.Hour)
		expect(1, "an hour of nothing heard") // the first begins with the first sample
		p.SetPlayed(audio.Samples(600 * time.Millisecond))
		time.Sleep(time.Second)
		expect(1, "0.60 s heard") // the second begins at 0.67 s
		p.SetPlayed(audio.Samples(700 * time.Millisecond))
		time.Sleep(time.Second)
		expect(2, "0.70 s heard")
		time.Sleep(time.Hour)
		expect(2, "an hour more of nothing heard")
		p.SetPlayed(audio.Samples(1900 * time.Millisecond)) // all at once: faster than any clock
		time.Sleep(time.Second)
		expect(3, "1.90 s heard")
		p.Finish()
		synctest.Wait()
		s.Close()
	})
}
