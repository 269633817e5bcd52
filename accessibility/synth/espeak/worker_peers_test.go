//go:build peers

package espeak

import (
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"modu/accessibility/audio"
	"modu/accessibility/synth"
	"modu/accessibility/synth/synthtest"
	"modu/accessibility/synth/worker"
)

// buildWorker builds the worker from its own module; it needs libespeak-ng-dev.
func buildWorker(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), WorkerProgram)
	cmd := exec.Command("go", "build", "-o", path, ".")
	cmd.Dir = "../../../cmd/" + WorkerProgram
	cmd.Env = append(os.Environ(), "CGO_ENABLED=1", "GOFLAGS=")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return path
}

func TestContractOfTheWorker(t *testing.T) {
	path := buildWorker(t)
	synthtest.Run(t, func(t *testing.T) synth.Synthesizer {
		e := worker.New(worker.Config{Command: path})
		t.Cleanup(func() { e.Close() })
		return e
	})
}

// The worker and the program are the same voice: same loudness, same length, and a
// word mark for each word of Korean.
func TestWorkerSoundsAsTheProgram(t *testing.T) {
	e := worker.New(worker.Config{Command: buildWorker(t)})
	defer e.Close()
	cli := open(t, Config{})
	for lang, text := range synthtest.Samples() {
		for _, rate := range []int{75, 100, 300} {
			req := synth.Request{Text: text, Lang: lang, Rate: rate}
			w, err := synthtest.Drain(t.Context(), e, req)
			if err != nil {
				t.Fatal(err)
			}
			c, err := synthtest.Drain(t.Context(), cli, req)
			if err != nil {
				t.Fatal(err)
			}
			if d := audio.Loudness(at48(w)) - audio.Loudness(at48(c)); math.Abs(d) > 1 { // of a short clause few blocks are measured
				t.Errorf("%s at %d: %.2f LU apart", lang, rate, d)
			}
			if d := heardFor(w) - heardFor(c); math.Abs(d) > 0.1 {
				t.Errorf("%s at %d: %.2f s apart", lang, rate, d)
			}
			if lang == "ko" {
				var words []string
				for _, m := range w.Marks {
					words = append(words, string([]rune(text)[m.At:m.At+m.Len]))
				}
				if strings.Join(words, " ") != text {
					t.Errorf("marks %q", words)
				}
			}
		}
	}
}

func at48(r synthtest.Result) []float32 {
	res := audio.NewFilter(r.Rate, audio.Rate).Resampler()
	return append(append([]float32(nil), res.Write(r.PCM)...), res.Flush()...)
}

// heardFor is how long a sound is, without the silence around it, in seconds.
func heardFor(r synthtest.Result) float64 {
	first, last := -1, 0
	for i, v := range r.PCM {
		if v > audible || v < -audible {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	return float64(last-first) / float64(r.Rate)
}

// Each of 2,000 clauses is answered, and the worker does not grow.
func TestWorkerSoak(t *testing.T) {
	path := buildWorker(t)
	e := worker.New(worker.Config{Command: path})
	defer e.Close()
	round := func(n int) {
		for i := range n {
			r, err := synthtest.Drain(t.Context(), e, synth.Request{Text: fmt.Sprintf("주문번호 %d번, 아이스라떼 두 잔", i), Lang: "ko", Rate: 300})
			if err != nil || len(r.PCM) == 0 {
				t.Fatal(err)
			}
		}
	}
	round(200)
	before := memoryOf(t, path)
	round(1800)
	if after := memoryOf(t, path); after > before+2048 {
		t.Errorf("the worker takes %d KiB, %d before", after, before)
	}
}

// A worker that is killed from outside costs no word and no health item, however
// often, as long as it speaks in between.
func TestWorkerKilled(t *testing.T) {
	path := buildWorker(t)
	e := worker.New(worker.Config{Command: path, Report: func(h worker.Health) { t.Errorf("told %+v", h) }})
	defer e.Close()
	const text = "불고기버거 세트, 팔천오백 원"
	say := func() {
		t.Helper()
		st, err := e.Synthesize(t.Context(), synth.Request{Text: text, Lang: "ko"})
		if err != nil {
			t.Fatal(err)
		}
		defer st.Close()
		samples, words := 0, 0
		for err == nil {
			var c synth.Chunk
			c, err = st.Next()
			samples, words = samples+len(c.PCM), words+len(c.Marks)
		}
		if !errors.Is(err, io.EOF) || samples < 2*st.Rate() || words < 4 {
			t.Errorf("%d samples, %d words, %v", samples, words, err)
		}
	}
	say()
	for range 5 {
		p, err := os.FindProcess(pidOf(t, path))
		if err != nil {
			t.Fatal(err)
		}
		if err := p.Kill(); err != nil {
			t.Fatal(err)
		}
		say()
	}
}

// memoryOf is the resident memory of the one process that runs a program, in KiB.
func memoryOf(t *testing.T, path string) int {
	t.Helper()
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pidOf(t, path)))
	if err != nil {
		t.Fatal(err)
	}
	_, rest, ok := strings.Cut(string(b), "VmRSS:")
	kib := 0
	if _, err := fmt.Sscan(rest, &kib); !ok || err != nil {
		t.Fatal(err)
	}
	return kib
}

func pidOf(t *testing.T, path string) int {
	t.Helper()
	exes, err := filepath.Glob("/proc/[0-9]*/exe")
	if err != nil {
		t.Fatal(err)
	}
	for _, exe := range exes {
		if p, err := os.Readlink(exe); err == nil && p == path {
			pid, err := strconv.Atoi(filepath.Base(filepath.Dir(exe)))
			if err != nil {
				t.Fatal(err)
			}
			return pid
		}
	}
	t.Fatal("the worker does not run")
	return 0
}
