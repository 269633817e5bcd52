package espeak

import (
	"context"

	"modu/accessibility/scene"
	"modu/accessibility/synth"
	"modu/accessibility/synth/worker"
	"modu/internal/child"
)

// WorkerProgram is the program that links libespeak-ng, built apart from the kiosk.
const WorkerProgram = "modu-voice-espeak"

// Voice speaks with espeak-ng in the best way there is: by the worker program, with
// the espeak-ng program behind it, or by the espeak-ng program alone.
type Voice struct {
	worker *worker.Engine // nil without the worker program
	cli    *Engine
}

// Open makes a voice. The worker is the program named command, or, if that is
// empty, WorkerProgram where child.Find finds it. report may be nil; it is told
// once when the worker failed twice and the program takes over, and once when the
// worker is back.
func Open(cfg Config, command string, report func(worker.Health)) *Voice {
	v := &Voice{cli: New(cfg)}
	if command == "" {
		command, _ = child.Find(WorkerProgram)
	}
	if command != "" {
		v.worker = worker.New(worker.Config{Command: command, Respell: cfg.Respell, Fallback: v.cli, Report: report})
	}
	return v
}

// Kind is "worker" or "program": what was found.
func (v *Voice) Kind() string {
	if v.worker != nil {
		return "worker"
	}
	return "program"
}

// Prepare starts what will speak ahead of the first text, and reports whether
// anything can. The worker is one process for all languages and rates; beside it no
// process of the program waits.
func (v *Voice) Prepare(lang scene.Lang, rate int) error {
	if v.worker != nil && v.worker.Prepare() == nil {
		return nil
	}
	return v.cli.Prepare(lang, rate)
}

// Synthesize as synth.Synthesizer says.
func (v *Voice) Synthesize(ctx context.Context, r synth.Request) (synth.Stream, error) {
	if v.worker != nil {
		return v.worker.Synthesize(ctx, r)
	}
	return v.cli.Synthesize(ctx, r)
}

// Voices as synth.Synthesizer says.
func (v *Voice) Voices() []synth.Voice {
	if v.worker != nil {
		return v.worker.Voices()
	}
	return v.cli.Voices()
}

// Close ends every process and waits for its end, at most as long as each engine's
// timeout. Close the streams first.
func (v *Voice) Close() error {
	var err error
	if v.worker != nil {
		err = v.worker.Close()
	}
	if e := v.cli.Close(); err == nil {
		err = e
	}
	return err
}
