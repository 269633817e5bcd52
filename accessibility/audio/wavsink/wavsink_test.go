package wavsink_test

import (
	"os"
	"path/filepath"
	"testing"
	"testing/synctest"
	"time"

	"modu/accessibility/audio"
	"modu/accessibility/audio/wavsink"
)

func TestSinkRecordsWhatIsPlayedAndPauses(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.wav")
	synctest.Test(t, func(t *testing.T) {
		f, err := os.Create(path)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		s, err := wavsink.New(f)
		if err != nil {
			t.Fatal(err)
		}
		level := func(v float32) []float32 {
			out := make([]float32, 2*audio.Block)
			for i := range out {
				out[i] = v
			}
			return out
		}
		<-s.Play(audio.NewClip(level(0.5)), 0).Ended()
		time.Sleep(30 * time.Millisecond)
		<-s.Play(audio.NewClip(level(-0.25)), 0).Ended()
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	})
	pcm, err := wavsink.Load(path)
	if err != nil {
		t.Fatal(err)
	}
	if len(pcm) != 7*audio.Block {
		t.Fatalf("%d samples, want 70 ms", len(pcm))
	}
	for i, want := range []float32{0.5, 0.5, 0, 0, 0, -0.25, -0.25} {
		if got := pcm[i*audio.Block+100]; got != want {
			t.Errorf("block %d is %v, want %v", i, got, want)
		}
	}
}

func TestSaveClipsAndLoads(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.wav")
	if err := wavsink.Save(path, []float32{0, 1, -1, 2, -2, 0.5}); err != nil {
		t.Fatal(err)
	}
	got, err := wavsink.Load(path)
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []float32{0, 32767. / 32768, -1, 32767. / 32768, -1, 0.5} {
		if got[i] != want {
			t.Errorf("sample %d is %v, want %v", i, got[i], want)
		}
	}
	if _, err := wavsink.Load(os.DevNull); err == nil {
		t.Error("nothing is a WAV file")
	}
}
