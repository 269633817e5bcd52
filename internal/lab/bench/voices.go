package bench

import (
	"context"
	"fmt"
	"io"
	"time"

	"modu/accessibility/reading"
	"modu/accessibility/scene"
	"modu/accessibility/speaker/speakbench"
	"modu/accessibility/synth"
	"modu/accessibility/synth/espeak"
	"modu/accessibility/synth/synthbench"
	"modu/internal/lab/voice"
)

// LeastSoak is the smallest number of sentences that shows whether anything is left behind.
const LeastSoak = 10

// Voices measures every engine that is here beside the plain espeak-ng program,
// in one run, and says soak sentences with each to see what is left
// behind; fewer than LeastSoak are not said.
func Voices(ctx context.Context, out io.Writer, n, soak int) error {
	const written = "불고기버거 세트, 8,500원"
	var read []time.Duration
	for range n {
		t := time.Now()
		said := reading.Read("ko", []scene.Span{{Text: written}}).Text
		_ = reading.Respell("ko", said)
		read = append(read, time.Since(t))
	}
	show(out, "written text to spoken text, respelled", "", read)
	for _, name := range []string{"worker", "program"} {
		e, err := voice.Open(name)
		if name == "program" { // as the kiosk uses it: the next process is kept ready
			p := espeak.New(espeak.Config{Respell: reading.Respell})
			e = voice.Engine{Name: name, Synth: p, Close: p.Close}
		}
		if err != nil {
			fmt.Fprintf(out, "%s: %v\n", name, err)
			continue
		}
		err = engine(ctx, out, name, e.Synth, n, soak)
		if cerr := e.Close(); err == nil {
			err = cerr
		}
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	t, err := synthbench.Program(ctx, speakbench.Sentence, n)
	if err != nil {
		return err
	}
	show(out, "  beside it, espeak-ng --stdout: first sound", "", t.First)
	show(out, "  espeak-ng --stdout: whole sentence", "", t.Whole)
	show(out, "  espeak-ng --stdout: killed, first sound of the next", "", t.Cancel)
	return nil
}

func engine(ctx context.Context, out io.Writer, name string, s synth.Synthesizer, n, soak int) error {
	goal := ""
	if name == "worker" {
		goal = "p50 < 1 ms"
	}
	t, err := synthbench.Engine(ctx, s, synth.Request{Text: speakbench.Sentence, Lang: "ko"}, n)
	if err != nil {
		return err
	}
	show(out, name+": first sound", goal, t.First)
	show(out, name+": whole sentence", "", t.Whole)
	show(out, name+": cancel, first sound of the next", goal, t.Cancel)
	if soak < LeastSoak {
		return nil
	}
	before, after, err := synthbench.Soak(ctx, s, soak)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "%s: %d sentences: heap %d → %d KiB, goroutines %d → %d, files %d → %d\n", name, soak,
		before.Heap/1024, after.Heap/1024, before.Goroutines, after.Goroutines, before.Files, after.Files)
	return nil
}
