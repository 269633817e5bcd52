package espeak

import (
	"errors"
	"os/exec"
	"path/filepath"
	"sync/atomic"
	"testing"

	"modu/accessibility/synth"
	"modu/accessibility/synth/synthtest"
	"modu/accessibility/synth/worker"
)

// Without the worker the program speaks; with a worker that cannot run, too, and
// that is told once.
func TestVoiceFallsBack(t *testing.T) {
	cli := program(t, "cat >/dev/null; "+wavHead+`printf 'abcd'`)
	for name, command := range map[string]string{"missing": filepath.Join(t.TempDir(), "none"), "dead": program(t, "exit 1")} {
		t.Run(name, func(t *testing.T) {
			var told atomic.Int32
			v := Open(Config{Command: cli, Cold: true}, command, func(h worker.Health) {
				if h.Fallback && errors.Is(h.Err, synth.ErrEngine) {
					told.Add(1)
				}
			})
			defer v.Close()
			if v.Kind() != "worker" {
				t.Errorf("kind %q", v.Kind())
			}
			for range 3 {
				r, err := synthtest.Drain(t.Context(), v, synth.Request{Text: "라떼", Lang: "ko"})
				if err != nil || len(r.PCM) != 2 {
					t.Errorf("%v, %d samples", err, len(r.PCM))
				}
			}
			if told.Load() != 1 {
				t.Errorf("told %d times", told.Load())
			}
		})
	}
}

func TestVoiceWithoutWorker(t *testing.T) {
	t.Setenv("PATH", "/bin:/usr/bin")
	if _, err := exec.LookPath(WorkerProgram); err == nil {
		t.Skip("the worker is installed on this machine")
	}
	v := Open(Config{Command: program(t, "cat >/dev/null; "+wavHead+`printf 'abcd'`), Cold: true}, "", nil)
	defer v.Close()
	if v.Kind() != "program" {
		t.Errorf("kind %q", v.Kind())
	}
	if r, err := synthtest.Drain(t.Context(), v, synth.Request{Text: "라떼", Lang: "ko"}); err != nil || len(r.PCM) != 2 {
		t.Errorf("%v, %d samples", err, len(r.PCM))
	}
}
