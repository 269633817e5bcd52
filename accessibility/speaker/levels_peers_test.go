//go:build peers && cgo && linux && !ci

package speaker_test

import (
	"math"
	"strings"
	"testing"
	"time"

	"modu/accessibility"
	"modu/accessibility/audio"
	"modu/accessibility/audio/fifocard"
	"modu/accessibility/audio/otosink"
	"modu/accessibility/audit/sound"
	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/accessibility/speaker"
	"modu/accessibility/speech"
	"modu/accessibility/synth"
	"modu/accessibility/synth/espeak"
	"modu/accessibility/synth/stretch"
	"modu/accessibility/synth/synthtest"
)

// The levels of a loudspeaker as they leave the machine: espeak's voice through our
// stack, oto and ALSA into a card that keeps every sample.
func TestLevelsOnACard(t *testing.T) {
	env, card, err := fifocard.Start(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer card.Close()
	for _, e := range env {
		k, v, _ := strings.Cut(e, "=")
		t.Setenv(k, v)
	}
	sink := otosink.New(otosink.Options{Buffer: 40 * time.Millisecond})
	defer sink.Close()
	voice := espeak.New(espeak.Config{})
	defer voice.Close()
	ended := make(chan input.SpeechFinished, 10)
	s := speaker.New(speaker.Config{Synth: voice, Sink: sink, Emit: func(e input.Event) {
		if f, ok := e.(input.SpeechFinished); ok {
			ended <- f
		}
	}})
	defer s.Close()
	o := accessibility.Output{MeasuredDBA: 88, CeilingDBA: 85}
	next := 0
	say := func(volume int) float64 {
		t.Helper()
		for try := 0; ; try++ { // a busy machine may let the card run dry
			next++
			from, before := len(card.Samples()), dry(card)
			g := o.GainDB(volume)
			s.SetVolumes(g, g)
			s.Say(speech.Utterance{ID: input.UtteranceID(next), Priority: speech.Interrupt,
				Clauses: []speech.Clause{{Lang: "ko", Text: "아메리카노"}}})
			select {
			case f := <-ended:
				if f.Cut {
					t.Fatalf("%+v", f)
				}
			case <-time.After(20 * time.Second):
				t.Fatal("speech never finished")
			}
			time.Sleep(150 * time.Millisecond)
			if dry(card) == before || try == 2 {
				return sound.Relative(card.PCM()[from:])
			}
		}
	}
	say(0) // the first word rises
	var levels []sound.Level
	for _, v := range o.Volumes() {
		levels = append(levels, sound.Level{VolumeDB: v, LUFS: say(v)})
	}
	reset := say(0)
	for i, l := range levels {
		t.Logf("level %2d: %.1f LUFS, %.1f dB(A)", i+1, l.LUFS, sound.DBA(l.LUFS, o))
	}
	// One short sentence of one voice is not exactly at the voice's mean level.
	off := levels[len(levels)-1].LUFS - audio.SpeechLUFS - o.GainDB(o.Volumes()[9])
	if math.Abs(off) > 1.5 {
		t.Errorf("the sentence is %.1f LU off", off)
	}
	for i := range levels {
		levels[i].LUFS -= off
	}
	for _, f := range append(sound.Volume(levels, o, 65), sound.Reset(reset-off, o)...) {
		t.Error(f)
	}
}

// The voices at every rate that a person can choose: how long a sentence lasts and how
// high the voice is. espeak's own rates are judged as they leave the shaper.
func TestRatesOfRealVoices(t *testing.T) {
	voice := espeak.Open(espeak.Config{}, "", nil)
	defer voice.Close()
	t.Logf("by the %s", voice.Kind())
	e := stretch.New(voice) // as the kiosk has it
	for lang, text := range map[scene.Lang]string{
		"ko": "아메리카노 두 잔을 담았습니다. 카드를 넣어 주세요. 주문 번호는 백이십삼 번입니다. 더 필요한 것이 있으면 가운데 단추를 누르세요.",
		"en": "Two cups of iced latte were added. Please insert your card. Your order number is one hundred and three. Press the middle key if you need anything more.",
	} {
		v, _ := synth.VoiceFor(e.Voices(), lang)
		var all []sound.Speed
		for _, value := range accessibility.Find(accessibility.Table(nil), "rate").Values {
			percent := atoi(value)
			r, err := synthtest.Drain(t.Context(), e, synth.Request{Text: text, Lang: lang, Rate: percent})
			if err != nil {
				t.Fatal(err)
			}
			sh := audio.NewShaper(audio.NewFilter(r.Rate, audio.Rate), v.LoudnessLUFS, true)
			pcm := append(sh.Write(r.PCM), sh.Flush()...)
			hz, n := sound.Pitch(pcm)
			s := sound.Speed{Percent: percent, Lasts: audio.Duration(len(pcm)), Hz: hz}
			t.Logf("%s at %3d: %.2f s, %.1f Hz in %d frames", lang, percent, s.Lasts.Seconds(), hz, n)
			all = append(all, s)
		}
		for _, f := range sound.Speeds(all) {
			t.Errorf("%s: %s", lang, f)
		}
	}
}

// A real voice made faster and slower by our own stretching, as recordings are.
func TestStretchingARealVoice(t *testing.T) {
	e := espeak.Open(espeak.Config{}, "", nil)
	defer e.Close()
	for lang, text := range map[scene.Lang]string{
		"ko": "아메리카노 두 잔을 담았습니다. 카드를 넣어 주세요. 주문 번호는 백이십삼 번입니다.",
		"en": "Two cups of iced latte were added. Please insert your card. Your order number is one hundred and three.",
	} {
		r, err := synthtest.Drain(t.Context(), e, synth.Request{Text: text, Lang: lang})
		if err != nil {
			t.Fatal(err)
		}
		f := audio.NewFilter(r.Rate, audio.Rate).Resampler()
		pcm := append(f.Write(r.PCM), f.Flush()...)
		var all []sound.Speed
		for _, value := range accessibility.Find(accessibility.Table(nil), "rate").Values {
			st := audio.NewStretcher(audio.Rate, atoi(value))
			out := append(append([]float32(nil), st.Write(pcm)...), st.Flush()...)
			hz, n := sound.Pitch(out)
			s := sound.Speed{Percent: atoi(value), Lasts: audio.Duration(len(out)), Hz: hz}
			t.Logf("%s at %3d: %.2f s, %.1f Hz in %d frames, %.1f LUFS", lang, s.Percent, s.Lasts.Seconds(), hz, n, sound.Loudness(out))
			all = append(all, s)
		}
		for _, f := range sound.Speeds(all) {
			t.Errorf("%s: %s", lang, f)
		}
	}
}

func atoi(s string) (n int) {
	for _, r := range s {
		n = 10*n + int(r-'0')
	}
	return n
}
