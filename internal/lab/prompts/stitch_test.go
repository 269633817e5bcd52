package prompts

import (
	"io"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"modu/accessibility/audio"
	"modu/accessibility/audio/wavsink"
	"modu/accessibility/synth"
	"modu/accessibility/synth/clips"
	"modu/accessibility/synth/synthtest"
	"modu/internal/lab/voice"
)

// With a real voice, prompts that it rendered before and what it says live make one
// sentence of one loudness, about as long as when it says all of it.
func TestClipsProgram(t *testing.T) {
	if _, err := exec.LookPath("espeak-ng"); err != nil {
		t.Skip("espeak-ng is not installed")
	}
	in, out := t.TempDir(), t.TempDir()
	e, err := voice.Open("program")
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	for id, text := range map[string]string{"done.number~1": "주문 번호", "dine.title": "어디에서 드시겠어요?"} {
		said, err := e.SayText(t.Context(), "ko", text, synth.NormalRate, "")
		if err != nil {
			t.Fatal(err)
		}
		if err := wavsink.Save(filepath.Join(in, id+".wav"), said.PCM); err != nil {
			t.Fatal(err)
		}
	}
	if err := Import(Options{usual(t), "ko", out}, in, io.Discard); err != nil {
		t.Fatal(err)
	}
	set, issues := clips.Load(os.DirFS(out), out)
	if issues.Err() != nil || set.Len() != 2 {
		t.Fatalf("%d: %v", set.Len(), issues)
	}
	stitched := clips.New(e.Synth, set)
	request := synth.Request{Text: "주문 번호 백삼", Lang: "ko", Message: "done.number"}
	joined, err := voice.Say(t.Context(), stitched, request)
	if err != nil {
		t.Fatal(err)
	}
	request.Message = ""
	live, err := voice.Say(t.Context(), e.Synth, request)
	if err != nil {
		t.Fatal(err)
	}
	if l := audio.Loudness(joined); math.Abs(l-audio.SpeechLUFS) > 1.5 {
		t.Errorf("%.1f LUFS", l)
	}
	recorded, err := wavsink.Load(filepath.Join(out, "ko", "done.number~1.wav"))
	if err != nil || len(joined) <= len(recorded)+audio.Rate/5 {
		t.Fatalf("%d samples of which %d are recorded: %v", len(joined), len(recorded), err)
	}
	a, b := audio.Loudness(joined[:len(recorded)-audio.Block]), audio.Loudness(joined[len(recorded):])
	t.Logf("recorded part %.1f LUFS, live part %.1f LUFS; joined %v, live %v", a, b, audio.Duration(len(joined)), audio.Duration(len(live)))
	if math.Abs(a-b) > 3 {
		t.Errorf("the recorded part has %.1f LUFS, the live one %.1f", a, b)
	}
	if d := float64(len(joined)) / float64(len(live)); d < 0.7 || d > 1.4 {
		t.Errorf("joined %v, live %v", audio.Duration(len(joined)), audio.Duration(len(live)))
	}
	synthtest.Run(t, func(*testing.T) synth.Synthesizer { return synthtest.WithMessage(stitched, "done.number") })
}
