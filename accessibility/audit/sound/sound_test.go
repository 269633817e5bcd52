package sound_test

import (
	"math"
	"testing"
	"time"

	"modu/accessibility/audio"
	"modu/accessibility/audit/sound"
	"modu/accessibility/audit/sound/soundtest"
)

func TestPitch(t *testing.T) {
	for _, hz := range []float64{80, 107, 150, 210, 300} {
		got, voiced := sound.Pitch(soundtest.Voice(hz, 2*time.Second, audio.Rate))
		if math.Abs(got/hz-1) > 0.01 || voiced < 100 {
			t.Errorf("a voice of %.0f Hz measures %.1f Hz in %d frames", hz, got, voiced)
		}
	}
	if hz, n := sound.Pitch(make([]float32, audio.Rate)); hz != 0 || n != 0 {
		t.Errorf("silence has %.0f Hz in %d frames", hz, n)
	}
	if hz, n := sound.Pitch(nil); hz != 0 || n != 0 {
		t.Errorf("nothing has %.0f Hz in %d frames", hz, n)
	}
	if _, n := sound.Pitch(soundtest.Noise(-20, time.Second)); n > 10 {
		t.Errorf("noise is voiced in %d frames", n)
	}
	// A voice that was merely played faster is higher: the measure must see that.
	voice := soundtest.Voice(110, 2*time.Second, audio.Rate)
	fast := make([]float32, len(voice)/2)
	for i := range fast {
		fast[i] = voice[2*i]
	}
	if hz, _ := sound.Pitch(fast); math.Abs(hz/220-1) > 0.02 {
		t.Errorf("played at double speed it has %.0f Hz", hz)
	}
}

func TestHeard(t *testing.T) {
	pcm := make([]float32, 3*audio.Rate)
	copy(pcm[audio.Rate:], soundtest.Voice(120, time.Second, audio.Rate))
	from, to := sound.Heard(pcm, -50)
	if from < audio.Rate || from > audio.Rate+480 || to > 2*audio.Rate || to < 2*audio.Rate-480 {
		t.Errorf("heard from %d to %d", from, to)
	}
	if d := sound.Lasts(make([]float32, 100), -50); d != 0 {
		t.Errorf("silence lasts %v", d)
	}
}
