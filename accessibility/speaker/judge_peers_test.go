//go:build peers && cgo && linux && !ci

package speaker_test

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
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
	"modu/accessibility/synth/espeak"
)

// The judge is pocketsphinx 5prealpha with its en-us model (Debian 12), a program
// that knows nothing of ours. It hears what left the audio stack and must tell
// which sentence of a closed list it was.
var sentences = []string{
	"welcome press any key to start",
	"iced latte two thousand five hundred won",
	"your order number is one hundred and three",
	"please insert your card",
	"please remove your card",
	"two cups of hot green tea",
	"the payment was declined",
	"staff will come to help you",
	"do you need more time",
	"strawberry cake sold out",
	"eat in or take away",
	"cheese sandwich without onion",
	"volume up louder",
	"end of the list",
	"choose a large or a small cup",
	"thank you and goodbye",
}

const model = "/usr/share/pocketsphinx/model/en-us"

// recognise returns what the judge heard. With wide beams every sentence of the list
// stays possible to the end; with its own beams it may also hear none of them.
func recognise(t *testing.T, pcm []float32, beams ...string) string {
	t.Helper()
	dir := t.TempDir()
	grammar := "#JSGF V1.0;\ngrammar kiosk;\npublic <s> = " + strings.Join(sentences, " | ") + ";\n"
	if err := os.WriteFile(filepath.Join(dir, "s.gram"), []byte(grammar), 0o600); err != nil {
		t.Fatal(err)
	}
	r := audio.NewFilter(audio.Rate, 16000).Resampler() // the model's rate
	var raw []byte
	for _, v := range append(r.Write(pcm), r.Flush()...) {
		raw = binary.LittleEndian.AppendUint16(raw, uint16(int16(v*32767)))
	}
	if err := os.WriteFile(filepath.Join(dir, "s.raw"), raw, 0o600); err != nil {
		t.Fatal(err)
	}
	args := append([]string{"-infile", filepath.Join(dir, "s.raw"), "-jsgf", filepath.Join(dir, "s.gram"),
		"-hmm", filepath.Join(model, "en-us"), "-dict", filepath.Join(model, "cmudict-en-us.dict"), "-logfn", os.DevNull}, beams...)
	cmd := exec.CommandContext(t.Context(), "pocketsphinx_continuous", args...)
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Run(); err != nil {
		t.Fatalf("the judge: %v\n%s", err, errs.String())
	}
	return strings.Join(strings.Fields(out.String()), " ")
}

var wideBeams = []string{"-beam", "1e-120", "-pbeam", "1e-100", "-wbeam", "1e-120"}

func TestJudgeUnderstandsWhatLeftTheAudioStack(t *testing.T) {
	said, card := onTheCard(t, espeak.Config{})
	right := 0
	var wrong []string
	var last, all []float32
	for _, want := range sentences {
		last = said("en", want)
		all = append(all, last...)
		got := recognise(t, last, wideBeams...)
		if got == want {
			right++
		} else {
			wrong = append(wrong, fmt.Sprintf("said %q, heard %q", want, got))
		}
	}
	times, lost := card.Underruns()
	t.Logf("%d of %d understood, %d underruns (%d samples); loudness %.1f LUFS, peak %.1f dB", right, len(sentences),
		times, lost, audio.Loudness(all), audio.Decibels(audio.Peak(all)))
	// 15 of 16, as the same voice reaches without our stack in between.
	if right < len(sentences)-1 {
		t.Errorf("only %d of %d understood:\n%s", right, len(sentences), strings.Join(wrong, "\n"))
	}
	// The judge must be able to say no: the same sound backwards is not the sentence,
	// and no sound is none.
	slices.Reverse(last)
	if got := recognise(t, last, wideBeams...); got == sentences[len(sentences)-1] {
		t.Errorf("understood %q backwards", got)
	}
	if got := recognise(t, make([]float32, 2*audio.Rate)); got != "" {
		t.Errorf("silence was taken for %q", got)
	}
	if l := audio.Loudness(all); l < audio.SpeechLUFS-1.5 || l > audio.SpeechLUFS+1.5 {
		t.Errorf("speech is %.1f LUFS, want %v", l, audio.SpeechLUFS)
	}
	if p := audio.Decibels(audio.Peak(all)); p > audio.CeilingDB+0.01 {
		t.Errorf("peak %.2f dB", p)
	}
}

// onTheCard gives what says a text through the whole audio stack and returns what the
// card took of it, from its first sample to a quiet tail.
func onTheCard(t *testing.T, voiceOf espeak.Config) (said func(scene.Lang, string) []float32, card *fifocard.Card) {
	t.Helper()
	for _, need := range []string{"espeak-ng", "pocketsphinx_continuous"} {
		if _, err := exec.LookPath(need); err != nil {
			t.Fatalf("this lane needs %s: %v", need, err)
		}
	}
	env, card, err := fifocard.Start(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { card.Close() })
	for _, e := range env {
		k, v, _ := strings.Cut(e, "=")
		t.Setenv(k, v)
	}
	sink := otosink.New(otosink.Options{Buffer: 40 * time.Millisecond})
	t.Cleanup(func() { sink.Close() })
	voice := espeak.New(voiceOf)
	t.Cleanup(func() { voice.Close() })
	events := make(chan input.Event, 1000)
	s := speaker.New(speaker.Config{Synth: voice, Sink: sink, Emit: func(e input.Event) { events <- e }})
	t.Cleanup(func() { s.Close() })

	disturbed := 0 // times the machine, not the code, broke the sound: the card ran dry
	next := 0
	once := func(lang scene.Lang, text string) []float32 {
		t.Helper()
		next++
		id := next
		from := len(card.Samples())
		s.Say(speech.Utterance{ID: input.UtteranceID(id), Clauses: []speech.Clause{{Lang: lang, Text: text}}, Priority: speech.Interrupt})
		limit := time.After(30 * time.Second)
		for {
			select {
			case e := <-events:
				switch e := e.(type) {
				case input.DeviceChanged:
					t.Logf("%+v", e)
					disturbed++
				case input.SpeechFinished:
					if e.Cut || e.Utterance != input.UtteranceID(id) {
						t.Errorf("%+v", e)
					}
					time.Sleep(150 * time.Millisecond) // the card's own pipe, and a quiet tail
					return card.PCM()[from:]
				}
			case <-limit:
				t.Fatal("speech never finished")
			}
		}
	}

	// A sentence during which the card ran dry is said again: on a busy machine that
	// says nothing about what is judged here. The third time counts, whatever happens.
	said = func(lang scene.Lang, text string) (pcm []float32) {
		t.Helper()
		for range 3 {
			before, changes := dry(card), disturbed
			if pcm = once(lang, text); dry(card) == before && disturbed == changes {
				break
			}
		}
		return pcm
	}
	return said, card
}

// dry is how often the card has run dry.
func dry(card *fifocard.Card) int {
	times, _ := card.Underruns()
	return times
}
