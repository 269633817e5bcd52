package worker

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"sync"
	"time"

	"modu/accessibility/scene"
	"modu/accessibility/synth"
	"modu/internal/task"
)

// Config of an Engine. Command is needed, everything else may be left out.
type Config struct {
	Command string // the worker's program
	Args    []string
	// Respell, if set, rewrites a clause the way this worker's voices must read it. It
	// keeps the number and order of words; word marks refer to the text before it. It
	// must be safe for concurrent use. The fallback does its own.
	Respell func(lang scene.Lang, text string) string
	// Fallback speaks when the worker failed twice in a row, and in the languages that
	// the worker lacks. It stays the caller's to close.
	Fallback synth.Synthesizer
	// Report is told when the fallback takes over, and when the worker is back: once
	// each. It must return soon, and may be called on any goroutine.
	Report func(Health)
	// Timeout is how long a worker may be quiet while a clause is open; 0 means 1 s.
	Timeout time.Duration
	// StartTimeout is how long it may take from its start to its hello; 0 means 2 s.
	StartTimeout time.Duration
	// Retry is how long the fallback speaks before the worker is tried again; it
	// doubles with every further failure, up to 64 times. 0 means 5 s.
	Retry time.Duration
	// Now is the clock of Retry; nil means time.Now.
	Now func() time.Time
}

// Health is what Report is told.
type Health struct {
	Fallback bool  // the fallback speaks, where there is one
	Err      error // why
}

// Engine speaks by a worker.
type Engine struct {
	cfg   Config
	alive task.Group // every process, what serves it, and every start on its way

	startMu sync.Mutex // held while a process is started on the way of a clause

	mu       sync.Mutex
	p        *process // nil before the first start and after a failure
	hello    Hello    // of the last process that said one
	failures int      // failures since a clause was last said
	pauses   int      // how often in a row the fallback took over
	down     bool     // the fallback speaks
	why      error
	retryAt  time.Time
	retrying bool
	closed   bool
}

// maxFailures: after the first failure the worker is started anew within the clause,
// after the second the fallback takes over.
const maxFailures = 2

// New makes an engine. Nothing is started yet, see Prepare.
func New(cfg Config) *Engine {
	if cfg.Timeout == 0 {
		cfg.Timeout = time.Second
	}
	if cfg.StartTimeout == 0 {
		cfg.StartTimeout = 2 * time.Second
	}
	if cfg.Retry == 0 {
		cfg.Retry = 5 * time.Second
	}
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	return &Engine{cfg: cfg}
}

// Prepare starts the worker ahead of the first text and reports whether it can be
// started at all.
func (e *Engine) Prepare() error {
	_, err := e.process()
	return err
}

// Voices are the worker's, and the fallback's for the languages that the worker
// lacks. The worker is started if it never was.
func (e *Engine) Voices() []synth.Voice {
	e.mu.Lock()
	unknown := e.hello.Voices == nil && !e.down
	e.mu.Unlock()
	if unknown {
		_, _ = e.process() // without it there are the fallback's
	}
	e.mu.Lock()
	out := append([]synth.Voice(nil), e.hello.Voices...)
	e.mu.Unlock()
	if e.cfg.Fallback != nil {
		for _, v := range e.cfg.Fallback.Voices() {
			if _, ok := exactly(out, v.Lang); !ok {
				out = append(out, v)
			}
		}
	}
	return out
}

func exactly(voices []synth.Voice, lang scene.Lang) (synth.Voice, bool) {
	for _, v := range voices {
		if v.Lang == lang {
			return v, true
		}
	}
	return synth.Voice{}, false
}

// Close ends the worker and waits until it is gone, at most Config.Timeout. Close
// the streams first.
func (e *Engine) Close() error {
	e.mu.Lock()
	e.closed = true
	p := e.p
	e.p = nil
	e.mu.Unlock()
	if p != nil {
		p.fail(fmt.Errorf("%w: closed", synth.ErrEngine))
	}
	if !e.alive.WaitFor(e.cfg.Timeout) {
		return synth.ErrHung
	}
	return nil
}

// process is the running worker, started if need be; an error while the fallback
// is to speak.
func (e *Engine) process() (*process, error) {
	e.startMu.Lock()
	defer e.startMu.Unlock()
	for {
		p, err := e.running()
		if p != nil || err != nil {
			return p, err
		}
		if err := e.start(); err != nil {
			e.failed(nil, err)
		}
	}
}

// running is the live process, or why there will be none; both nil when one has to
// be started.
func (e *Engine) running() (*process, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.closed {
		return nil, fmt.Errorf("%w: closed", synth.ErrEngine)
	}
	if e.p != nil && e.p.failed() == nil {
		return e.p, nil
	}
	if !e.down {
		return nil, nil
	}
	if !e.retrying && !e.cfg.Now().Before(e.retryAt) {
		// A worker that failed before is not waited for: it is tried beside the speech.
		e.retrying = true
		e.alive.Go(func() {
			err := e.start()
			e.mu.Lock()
			e.retrying = false
			e.mu.Unlock()
			if err != nil {
				e.failed(nil, err)
			}
		})
	}
	return nil, e.why
}

func (e *Engine) start() error {
	p, err := launch(e.cfg, &e.alive)
	if err != nil {
		if !errors.Is(err, synth.ErrEngine) && !errors.Is(err, synth.ErrHung) {
			err = fmt.Errorf("%w: %v", synth.ErrEngine, err)
		}
		return err
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.closed {
		p.fail(fmt.Errorf("%w: closed", synth.ErrEngine))
		return nil
	}
	e.p, e.hello = p, p.hello
	return nil
}

// failed counts a failure, each process once.
func (e *Engine) failed(p *process, err error) {
	var report *Health
	if p != nil {
		p.fail(err) // whatever it was, the process is not trusted any more
	}
	e.mu.Lock()
	if e.closed || p != nil && p.counted {
		e.mu.Unlock()
		return
	}
	if p != nil {
		p.counted = true
		if e.p == p {
			e.p = nil
		}
	}
	e.failures++
	if e.failures >= maxFailures {
		e.why = err
		e.retryAt = e.cfg.Now().Add(e.cfg.Retry << min(e.pauses, 6))
		e.pauses++
		if !e.down {
			e.down = true
			report = &Health{Fallback: true, Err: err}
		}
	}
	e.mu.Unlock()
	e.report(report)
}

// said notes that a clause was said to its end.
func (e *Engine) said() {
	var report *Health
	e.mu.Lock()
	e.failures, e.pauses = 0, 0
	if e.down {
		e.down = false
		report = &Health{}
	}
	e.mu.Unlock()
	e.report(report)
}

func (e *Engine) report(h *Health) {
	if h != nil && e.cfg.Report != nil {
		e.cfg.Report(*h)
	}
}

// Synthesize hands the clause to the worker. It waits only when the worker has to be
// started.
func (e *Engine) Synthesize(ctx context.Context, r synth.Request) (synth.Stream, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	r.Text = synth.Clean(r.Text, synth.MaxText)
	r.Rate = synth.ClampRate(r.Rate)
	if !synth.Audible(r.Text) {
		return nothing{}, nil
	}
	s := &stream{e: e, ctx: ctx, req: r, stopWatch: func() bool { return true }}
	s.lay()
	if err := s.ask(); err != nil {
		return nil, err
	}
	return s, nil
}

// gain brings the fallback to the loudness that Voices promised.
func gain(promised, real synth.Voice) float32 {
	if promised.LoudnessLUFS == 0 || real.LoudnessLUFS == 0 {
		return 1
	}
	return float32(math.Pow(10, (promised.LoudnessLUFS-real.LoudnessLUFS)/20))
}

// nothing is the sound of a clause without anything that can be said.
type nothing struct{}

func (nothing) Rate() int                  { return 22050 }
func (nothing) Next() (synth.Chunk, error) { return synth.Chunk{}, io.EOF }
func (nothing) Close() error               { return nil }
