//go:build cgo && linux && !ci

package speaker_test

import (
	"context"
	"io"
	"math"
	"os"
	"strings"
	"testing"
	"time"

	"modu/accessibility/audio"
	"modu/accessibility/audio/fifocard"
	"modu/accessibility/audio/otosink"
	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/accessibility/speaker"
	"modu/accessibility/speech"
	"modu/accessibility/synth"
)

// tones is a voice whose words are tones: nobody can mistake one for another.
type tones struct{}

const (
	publicHz  = 440
	privateHz = 1000
	second    = audio.Rate
)

func (tones) Voices() []synth.Voice {
	return []synth.Voice{{Name: "tones", Lang: "ko", LoudnessLUFS: audio.SpeechLUFS}}
}

func (tones) Synthesize(_ context.Context, r synth.Request) (synth.Stream, error) {
	hz := publicHz
	if strings.Contains(r.Text, "private") {
		hz = privateHz
	}
	pcm := make([]float32, 4*second)
	for i := range pcm {
		pcm[i] = float32(0.1 * math.Sin(2*math.Pi*float64(hz)*float64(i)/audio.Rate))
	}
	return &toneStream{pcm: pcm}, nil
}

type toneStream struct{ pcm []float32 }

func (t *toneStream) Rate() int    { return audio.Rate }
func (t *toneStream) Close() error { return nil }
func (t *toneStream) Next() (synth.Chunk, error) {
	if len(t.pcm) == 0 {
		return synth.Chunk{}, io.EOF
	}
	n := min(len(t.pcm), second/10)
	c := synth.Chunk{PCM: t.pcm[:n]}
	t.pcm = t.pcm[n:]
	return c, nil
}

// level is how much of a frequency is in a stretch of sound, in dB of full scale.
func level(pcm []float32, hz float64) float64 {
	var re, im float64
	for i, v := range pcm {
		a := 2 * math.Pi * hz * float64(i) / audio.Rate
		re += float64(v) * math.Cos(a)
		im += float64(v) * math.Sin(a)
	}
	return audio.Decibels(2 * math.Hypot(re, im) / math.Max(1, float64(len(pcm))))
}

// ears is a speaker with two cards that are not there.
type ears struct {
	*speaker.Speaker
	loud, private *fifocard.Card
	events        chan input.Event
}

func twoEars(t *testing.T) *ears {
	t.Helper()
	env, cards, err := fifocard.StartAll(t.TempDir(), "loud", "private")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range env {
		k, v, _ := strings.Cut(e, "=")
		t.Setenv(k, v)
	}
	t.Cleanup(func() { cards[0].Close(); cards[1].Close() })
	out := otosink.New(otosink.Options{Device: "loud", Buffer: 40 * time.Millisecond})
	in := otosink.New(otosink.Options{Device: "private", Buffer: 40 * time.Millisecond})
	e := &ears{loud: cards[0], private: cards[1], events: make(chan input.Event, 1000)}
	e.Speaker = speaker.New(speaker.Config{Synth: tones{}, Sink: out, Headset: in, Emit: func(ev input.Event) { e.events <- ev }})
	t.Cleanup(func() { e.Close(); out.Close(); in.Close() })
	return e
}

// until waits for an event of one kind.
func until[T input.Event](t *testing.T, e *ears, ok func(T) bool) {
	t.Helper()
	deadline := time.After(15 * time.Second)
	for {
		select {
		case ev := <-e.events:
			if x, is := ev.(T); is && ok(x) {
				return
			}
		case <-deadline:
			var want T
			t.Fatalf("no %T", want)
		}
	}
}

func clauses(ear speech.Ear, id int, privacy scene.Privacy, text string) speech.Utterance {
	return speech.Utterance{ID: input.UtteranceID(id), Ear: ear, Priority: speech.Interrupt,
		Clauses: []speech.Clause{{Lang: "ko", Text: text, Privacy: privacy}}}
}

func started(t *testing.T, e *ears, id int) {
	t.Helper()
	until(t, e, func(s input.SpeechStarted) bool { return s.Utterance == input.UtteranceID(id) })
}

// What is private is heard in the headset, at its full level, and leaves no trace on
// the loudspeaker: not while it is said, not when the plug is pulled in the middle,
// and not when the loudspeaker speaks after that.
func TestPrivateNeverOnTheOtherCard(t *testing.T) {
	e := twoEars(t)
	e.Jack(true)
	e.SetHeadset(true)
	e.Say(clauses(speech.InHeadset, 1, scene.Personal, "private"))
	started(t, e, 1)
	time.Sleep(time.Second)

	at, pulled := len(e.private.Samples()), time.Now()
	e.Jack(false) // the first edge; the loop has not heard of it yet
	e.Say(clauses(speech.InHeadset, 2, scene.Personal, "private, composed before the pull"))
	until(t, e, func(f input.SpeechFinished) bool { return f.Utterance == 2 && f.Cut })
	e.SetHeadset(true) // a decision that was made before the pull, too late
	e.Say(clauses(speech.InHeadset, 3, scene.Personal, "private"))
	e.Say(clauses(speech.OnSpeaker, 4, scene.Personal, "private, sent to the wrong ear"))
	e.Say(clauses(speech.OnSpeaker, 5, scene.Public, "public"))
	started(t, e, 5)
	time.Sleep(1200 * time.Millisecond)

	loud, private := e.loud.PCM(), e.private.PCM()
	if l := level(private[at-second/2:at], privateHz); l < -24 {
		t.Errorf("in the headset the tone is at %.1f dB", l)
	}
	last := 0
	for i, v := range private {
		if v != 0 {
			last = i
		}
	}
	after := time.Duration(last-at) * time.Second / audio.Rate
	t.Logf("the last private sample left %v after the first edge of the plug (device buffer 40 ms, the card's pipe 43 ms)", after.Round(time.Millisecond))
	if last > at+second/2 {
		t.Errorf("the headset went on for %v after the plug was pulled", after)
	}
	first := -1
	for i, v := range loud {
		if v != 0 {
			first = i
			break
		}
	}
	if first < 0 {
		t.Fatal("the loudspeaker never spoke")
	}
	if when, _, ok := e.loud.FirstAbove(0, 1e-6); !ok || when.Before(pulled) {
		t.Error("the loudspeaker sounded while the headset was in")
	}
	if p, l := level(loud[first:], publicHz), level(loud[first:], privateHz); p < -30 || l > -80 {
		t.Errorf("on the loudspeaker: public %.1f dB, private %.1f dB", p, l)
	}
}

// Plugging in silences the loudspeaker, and what it was saying does not move over.
func TestPluggingInSilencesTheSpeaker(t *testing.T) {
	e := twoEars(t)
	e.Say(clauses(speech.OnSpeaker, 1, scene.Public, "public"))
	started(t, e, 1)
	time.Sleep(500 * time.Millisecond)
	e.Jack(true)
	e.SetHeadset(true)
	until(t, e, func(f input.SpeechFinished) bool { return f.Utterance == 1 && f.Cut })
	time.Sleep(200 * time.Millisecond) // buffers
	at := len(e.loud.Samples())
	e.Say(clauses(speech.InHeadset, 2, scene.Personal, "private"))
	started(t, e, 2)
	time.Sleep(700 * time.Millisecond)
	for i, v := range e.loud.Samples()[at:] {
		if v != 0 {
			t.Fatalf("sample %d of the loudspeaker is %d while the headset is in", i, v)
		}
	}
	if l := level(e.private.PCM(), publicHz); l > -80 {
		t.Errorf("what the loudspeaker was saying went on in the headset, at %.1f dB", l)
	}
}

// The headset's card vanishes in the middle of something private, as when a USB
// keypad is torn out: it is not said anywhere else, the loudspeaker still works, and
// the one report names the headset.
func TestHeadsetCardLost(t *testing.T) {
	e := twoEars(t)
	e.Jack(true)
	e.SetHeadset(true)
	e.Say(clauses(speech.InHeadset, 1, scene.Personal, "private"))
	started(t, e, 1)
	e.private.Close()
	until(t, e, func(d input.DeviceChanged) bool {
		if d.Device == speaker.AudioDevice {
			t.Errorf("the loudspeaker was reported: %+v", d)
		}
		return d.Device == speaker.HeadsetDevice && d.State == input.DeviceLost && d.Code == speaker.CodeHeadset
	})
	time.Sleep(time.Second) // it goes on in silence
	for i, v := range e.loud.Samples() {
		if v != 0 {
			t.Fatalf("sample %d of the loudspeaker is %d: speech moved over", i, v)
		}
	}
	e.Jack(false)
	e.SetHeadset(false)
	e.Say(clauses(speech.OnSpeaker, 2, scene.Public, "public"))
	started(t, e, 2)
	time.Sleep(time.Second)
	if l := level(e.loud.PCM()[len(e.loud.PCM())-second/2:], publicHz); l < -30 {
		t.Errorf("the loudspeaker is at %.1f dB after the headset's card was lost", l)
	}
	if _, err := os.Stat("private.fifo"); err == nil {
		t.Error("ALSA has made a file of a card that is gone")
	}
}

// Oto would open any other output when the one it asks for is missing; this one does
// not, although another card works well.
func TestNoForeignDevice(t *testing.T) {
	env, cards, err := fifocard.StartAll(t.TempDir(), "default", "loud")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range env {
		k, v, _ := strings.Cut(e, "=")
		t.Setenv(k, v)
	}
	defer cards[0].Close()
	defer cards[1].Close()
	in := otosink.New(otosink.Options{Device: "private"})
	defer in.Close()
	if h := <-in.Health(); h.OK {
		t.Fatal("a device that does not exist was opened")
	}
	p := in.Play(audio.NewClip(make([]float32, second/10)), 0)
	<-p.Ended()
	if n := len(cards[0].Samples()) + len(cards[1].Samples()); n > 0 {
		t.Errorf("%d samples went to another device", n)
	}
}
