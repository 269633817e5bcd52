// Package synthbench measures engines: how long to the first sound, to the whole
// sentence, from a cancel to the next sound, and whether many sentences leave
// anything behind. It hides how that is timed.
//
// Call it from one goroutine on an otherwise idle machine; it uses the real clock.
// It never plays anything and never judges: figures are for reading.
package synthbench

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"time"

	"modu/accessibility/synth"
)

// Times are one figure for every repetition.
type Times struct {
	First  []time.Duration // request → first chunk with sound
	Whole  []time.Duration // request → end of the stream
	Cancel []time.Duration // cancel in the middle → first sound of the next request
}

// warmUp repetitions are not counted: they find nothing ready.
const warmUp = 3

// Engine asks an engine for a clause, n times each way.
func Engine(ctx context.Context, s synth.Synthesizer, r synth.Request, n int) (Times, error) {
	var out Times
	for i := range n + warmUp {
		began := time.Now()
		st, first, err := start(ctx, s, r, began)
		if err != nil {
			return out, err
		}
		for err == nil {
			_, err = st.Next()
		}
		whole := time.Since(began)
		st.Close()
		if !errors.Is(err, io.EOF) {
			return out, err
		}
		if i >= warmUp {
			out.First, out.Whole = append(out.First, first), append(out.Whole, whole)
		}
	}
	for i := range n + warmUp {
		one, cancel := context.WithCancel(ctx)
		st, _, err := start(one, s, r, time.Now())
		if err != nil {
			cancel()
			return out, err
		}
		began := time.Now()
		cancel()
		st.Close()
		next, took, err := start(ctx, s, r, began)
		if err != nil {
			return out, err
		}
		next.Close()
		if i >= warmUp {
			out.Cancel = append(out.Cancel, took)
		}
	}
	return out, nil
}

// start asks for a clause and waits for its first sound.
func start(ctx context.Context, s synth.Synthesizer, r synth.Request, began time.Time) (synth.Stream, time.Duration, error) {
	st, err := s.Synthesize(ctx, r)
	if err != nil {
		return nil, 0, err
	}
	for {
		c, err := st.Next()
		if len(c.PCM) > 0 {
			return st, time.Since(began), nil
		}
		if err != nil {
			st.Close()
			return nil, 0, fmt.Errorf("no sound: %w", err)
		}
	}
}

// Program is the plain espeak-ng program, as anybody would run it: one process for
// each text. It is the yardstick for Engine.
func Program(ctx context.Context, text string, n int) (Times, error) {
	var out Times
	for i := range n + warmUp {
		began := time.Now()
		p, first, err := run(ctx, text, began)
		if err != nil {
			return out, err
		}
		_, _ = io.Copy(io.Discard, p.out)
		whole := time.Since(began)
		if err := p.cmd.Wait(); err != nil {
			return out, err
		}
		p, _, err = run(ctx, text, time.Now())
		if err != nil {
			return out, err
		}
		began = time.Now()
		p.end()
		p, cancelled, err := run(ctx, text, began)
		if err != nil {
			return out, err
		}
		p.end()
		if i >= warmUp {
			out.First, out.Whole, out.Cancel = append(out.First, first), append(out.Whole, whole), append(out.Cancel, cancelled)
		}
	}
	return out, nil
}

type program struct {
	cmd *exec.Cmd
	out io.Reader
}

// firstBlock is the WAV header and the first block that the program writes, in bytes.
const firstBlock = 44 + 4096

func run(ctx context.Context, text string, began time.Time) (program, time.Duration, error) {
	cmd := exec.CommandContext(ctx, "espeak-ng", "-v", "ko", "-s", "150", "--stdin", "--stdout")
	cmd.Stdin = strings.NewReader(text)
	out, err := cmd.StdoutPipe()
	if err != nil {
		return program{}, 0, err
	}
	if err := cmd.Start(); err != nil {
		return program{}, 0, err
	}
	p := program{cmd, out}
	if _, err := io.ReadFull(out, make([]byte, firstBlock)); err != nil {
		p.end()
		return program{}, 0, err
	}
	return p, time.Since(began), nil
}

func (p program) end() {
	_ = p.cmd.Process.Kill()
	_ = p.cmd.Wait() // it was killed: how it ended tells nothing
}

// State is what a process holds.
type State struct {
	Heap       uint64 // bytes in use after a collection
	Goroutines int
	Files      int // open file descriptors; -1 where /proc is missing
}

// Now is the state of this process.
func Now() State {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	s := State{m.HeapAlloc, runtime.NumGoroutine(), -1}
	if f, err := os.ReadDir("/proc/self/fd"); err == nil {
		s.Files = len(f) - 1 // one is the directory itself
	}
	return s
}

// Soak says n different sentences, every third cut short, and gives the state after
// the first tenth and at the end.
func Soak(ctx context.Context, s synth.Synthesizer, n int) (before, after State, err error) {
	for i := range n {
		if i == n/10 {
			before = Now()
		}
		r := synth.Request{Text: fmt.Sprintf("주문 번호 %s, 아이스라떼 두 잔, 합계 팔천오백 원입니다.", spoken(i)), Lang: "ko", Rate: synth.MaxRate}
		st, _, err := start(ctx, s, r, time.Now())
		if err != nil {
			return before, after, fmt.Errorf("sentence %d: %w", i, err)
		}
		for err == nil && i%3 != 0 {
			_, err = st.Next()
		}
		st.Close()
		if err != nil && !errors.Is(err, io.EOF) {
			return before, after, fmt.Errorf("sentence %d: %w", i, err)
		}
	}
	return before, Now(), nil
}

// spoken is a number, digit by digit.
func spoken(n int) string {
	digits := []string{"공", "일", "이", "삼", "사", "오", "육", "칠", "팔", "구"}
	if n < 10 {
		return digits[n]
	}
	return spoken(n/10) + digits[n%10]
}
