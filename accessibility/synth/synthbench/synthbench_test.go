package synthbench

import (
	"context"
	"errors"
	"io"
	"os/exec"
	"testing"
	"time"

	"modu/accessibility/synth"
	"modu/accessibility/synth/espeak"
	"modu/accessibility/synth/silence"
)

func TestEngine(t *testing.T) {
	got, err := Engine(t.Context(), silence.Engine{}, synth.Request{Text: "라떼 하나", Lang: "ko"}, 5)
	if err != nil || len(got.First) != 5 || len(got.Whole) != 5 || len(got.Cancel) != 5 {
		t.Fatalf("%+v, %v", got, err)
	}
	for i := range got.First {
		if got.First[i] > got.Whole[i] {
			t.Errorf("the first sound comes after the last: %v, %v", got.First[i], got.Whole[i])
		}
	}
	if _, err := Engine(t.Context(), silence.Engine{}, synth.Request{Text: " ", Lang: "ko"}, 1); !errors.Is(err, io.EOF) {
		t.Errorf("an engine without sound: %v", err)
	}
}

// leaky keeps a goroutine for every clause until the test ends.
type leaky struct {
	silence.Engine
	done chan struct{}
}

func (l leaky) Synthesize(ctx context.Context, r synth.Request) (synth.Stream, error) {
	go func() { <-l.done }()
	return l.Engine.Synthesize(ctx, r)
}

func TestSoak(t *testing.T) {
	before, after, err := Soak(t.Context(), silence.Engine{}, 300)
	if err != nil || after.Goroutines > before.Goroutines || after.Files > before.Files || after.Heap > before.Heap+1<<20 {
		t.Errorf("%+v → %+v, %v", before, after, err)
	}
	l := leaky{done: make(chan struct{})}
	defer close(l.done)
	if before, after, err := Soak(t.Context(), l, 100); err != nil || after.Goroutines < before.Goroutines+80 {
		t.Errorf("a leak is not seen: %+v → %+v, %v", before, after, err)
	}
}

func TestProgram(t *testing.T) {
	if _, err := exec.LookPath("espeak-ng"); err != nil {
		t.Skip("espeak-ng is not installed")
	}
	got, err := Program(t.Context(), "팔천오백 원", 3)
	if err != nil || len(got.First) != 3 || len(got.Whole) != 3 || len(got.Cancel) != 3 {
		t.Fatalf("%+v, %v", got, err)
	}
	e := espeak.New(espeak.Config{})
	defer e.Close()
	before, after, err := Soak(t.Context(), e, 60)
	// The process for the next clause may be on its way at either moment.
	if err != nil || after.Goroutines > before.Goroutines+4 || after.Files > before.Files+8 {
		t.Errorf("%+v → %+v, %v", before, after, err)
	}
	if got.First[0] <= 0 || got.First[0] > time.Minute {
		t.Error(got.First)
	}
}
