//go:build peers && cgo && linux && !ci

package main

import (
	"bytes"
	"math"
	"strings"
	"testing"

	"modu/accessibility/audio"
	"modu/accessibility/audio/fifocard"
	"modu/accessibility/audit/sound"
)

// What is measured with a meter is speech at full level, and nothing louder.
func TestLevelSpeaksAtFullLevel(t *testing.T) {
	env, card, err := fifocard.Start(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer card.Close()
	for _, e := range env {
		k, v, _ := strings.Cut(e, "=")
		t.Setenv(k, v)
	}
	var out, errs bytes.Buffer
	if code := run(t.Context(), []string{"level", "--time", "6s"}, &out, &errs); code != exitOK {
		t.Fatal(code, errs.String())
	}
	pcm := card.PCM()
	l, p := sound.Loudness(pcm), sound.PeakDB(pcm)
	t.Logf("%.1f LUFS, peak %.1f dB, heard for %v", l, p, sound.Lasts(pcm, -50))
	if math.Abs(l-audio.SpeechLUFS) > 1.5 || p > audio.CeilingDB+0.01 {
		t.Errorf("%.1f LUFS, peak %.1f dB", l, p)
	}
}
