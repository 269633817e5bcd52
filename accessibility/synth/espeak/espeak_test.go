package espeak

import (
	"context"
	"encoding/binary"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"modu/accessibility/scene"
	"modu/accessibility/synth"
	"modu/accessibility/synth/synthtest"
	"modu/internal/task/tasktest"
)

// program writes a shell script that behaves like espeak-ng gone wrong; the engine
// itself never uses a shell.
func program(t *testing.T, script string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "espeak-ng")
	if err := os.WriteFile(path, []byte("#!/bin/sh\n"+script), 0o755); err != nil {
		t.Fatal(err)
	}
	return path
}

func open(t *testing.T, cfg Config) *Engine {
	e := New(cfg)
	t.Cleanup(func() { e.Close() })
	return e
}

const wavHead = `printf 'RIFF\044\360\377\177WAVEfmt \020\0\0\0\001\0\001\0\042\126\0\0\104\254\0\0\002\0\020\0data\0\360\377\177'; `

func say(t *testing.T, e *Engine, text string) (synthtest.Result, error) {
	t.Helper()
	return synthtest.Drain(t.Context(), e, synth.Request{Text: text, Lang: "ko"})
}

func TestBadPrograms(t *testing.T) {
	for _, c := range []struct {
		name, script string
		want         error
	}{
		{"dies at once", "exit 1", synth.ErrEngine},
		{"dies after the text", "cat >/dev/null; exit 3", synth.ErrEngine},
		{"dies in the middle", wavHead + "cat >/dev/null; printf 'abcd'; exit 1", synth.ErrEngine},
		{"says nothing", "cat >/dev/null; exec sleep 60", synth.ErrHung},
		{"stops in the middle", wavHead + "printf 'abcd'; exec sleep 60", synth.ErrHung},
		{"garbage", "yes garbage", synth.ErrEngine},
		{"endless header", "printf 'RIFF....WAVE'; yes LIST", synth.ErrEngine},
		{"short", "printf 'RI'", synth.ErrEngine},
	} {
		t.Run(c.name, func(t *testing.T) {
			timeout := 20 * time.Second // a busy machine must not look like a hung program
			if errors.Is(c.want, synth.ErrHung) {
				timeout = 300 * time.Millisecond
			}
			e := open(t, Config{Command: program(t, c.script), Timeout: timeout})
			for range 2 { // the second may meet a process that was kept ready
				if _, err := say(t, e, "라떼"); !errors.Is(err, c.want) {
					t.Fatalf("%v, want %v", err, c.want)
				}
			}
		})
	}
}

func TestMissingProgram(t *testing.T) {
	e := open(t, Config{Command: filepath.Join(t.TempDir(), "none")})
	if err := e.Prepare("ko", 100); !errors.Is(err, synth.ErrEngine) {
		t.Errorf("Prepare: %v", err)
	}
	if _, err := say(t, e, "라떼"); !errors.Is(err, synth.ErrEngine) {
		t.Error(err)
	}
}

func TestUnknownLanguage(t *testing.T) {
	e := open(t, Config{})
	if _, err := e.Synthesize(t.Context(), synth.Request{Text: "x", Lang: "xx"}); !errors.Is(err, synth.ErrNoVoice) {
		t.Error(err)
	}
}

func TestWhatTheProgramGets(t *testing.T) {
	dir := t.TempDir()
	seen := filepath.Join(dir, "seen")
	args := filepath.Join(dir, "args")
	cmd := program(t, `cat > `+seen+`; echo "$@" > `+args+"\n"+wavHead+`printf 'ab'`)
	e := open(t, Config{Command: cmd, Cold: true, Respell: func(l scene.Lang, s string) string {
		return strings.ReplaceAll(s, "합니다", "함니다") + "\x01"
	}})
	r, err := say(t, e, "<b>합니다</b> $(touch x) --help\x00")
	if err != nil {
		t.Fatal(err)
	}
	if len(r.PCM) != 1 || r.PCM[0] != float32(int16(binary.LittleEndian.Uint16([]byte("ab"))))/32768 {
		t.Errorf("samples %v", r.PCM)
	}
	text, _ := os.ReadFile(seen)
	if got := string(text); got != " b 함니다 /b  $(touch x) --help  \n" {
		t.Errorf("text %q", got)
	}
	a, _ := os.ReadFile(args)
	if got := string(a); got != "-b 1 -v ko -s 150 -p 50 --stdin --stdout\n" {
		t.Errorf("arguments %q", got)
	}
}

// A process that was kept ready and died is replaced within the clause.
func TestDeadWarmProcess(t *testing.T) {
	mark := filepath.Join(t.TempDir(), "once")
	e := open(t, Config{Command: program(t, `if [ ! -e `+mark+` ]; then : > `+mark+`; exit 1; fi; cat >/dev/null; `+wavHead+`printf 'abab'`)})
	if err := e.Prepare("ko", 100); err != nil {
		t.Fatal(err)
	}
	e.mu.Lock()
	w := e.warm[0]
	e.mu.Unlock()
	<-w.Done()
	if r, err := say(t, e, "라떼"); err != nil || len(r.PCM) != 2 {
		t.Errorf("%v, %d samples", err, len(r.PCM))
	}
}

func TestWarmProcessesAreBounded(t *testing.T) {
	e := open(t, Config{Command: program(t, "exec cat >/dev/null")})
	for rate := 100; rate < 120; rate += 2 {
		if err := e.Prepare("ko", rate); err != nil {
			t.Fatal(err)
		}
	}
	if len(e.warm) != maxWarm {
		t.Errorf("%d processes wait", len(e.warm))
	}
}

func FuzzParseHeader(f *testing.F) {
	f.Add([]byte("RIFF\x24\xf0\xff\x7fWAVEfmt \x10\x00\x00\x00\x01\x00\x01\x00\x22\x56\x00\x00\x44\xac\x00\x00\x02\x00\x10\x00data\x00\xf0\xff\x7f"))
	f.Add([]byte("RIFF....WAVELIST\xff\xff\xff\xff"))
	f.Fuzz(func(t *testing.T, h []byte) {
		rate, at, ok, err := parseHeader(h)
		if ok && (err != nil || rate < 8000 || at > len(h)) {
			t.Fatal(rate, at, err)
		}
	})
}

// TestContract runs over the real program where there is one; make test installs
// it and the test of the real lane fails without it.
func TestContract(t *testing.T) {
	if _, err := exec.LookPath("espeak-ng"); err != nil {
		if needProgram {
			t.Fatal("espeak-ng is not installed")
		}
		t.Skip("espeak-ng is not installed")
	}
	synthtest.Run(t, func(t *testing.T) synth.Synthesizer { return open(t, Config{}) })
	t.Run("cold", func(t *testing.T) {
		synthtest.Run(t, func(t *testing.T) synth.Synthesizer { return open(t, Config{Cold: true}) })
	})
}

func TestCloseWhileSpeaking(t *testing.T) {
	e := New(Config{Command: program(t, wavHead+"printf 'abcd'; exec sleep 60")})
	st, err := e.Synthesize(context.Background(), synth.Request{Text: "라떼", Lang: "ko"})
	if err != nil {
		t.Fatal(err)
	}
	st.Close()
	e.Close()
	if _, err := e.Synthesize(context.Background(), synth.Request{Text: "라떼", Lang: "ko"}); !errors.Is(err, synth.ErrEngine) {
		t.Error(err)
	}
}

// Nothing is left behind: no process, no file descriptor, no goroutine.
func TestNothingIsLeft(t *testing.T) {
	script := program(t, "cat >/dev/null; "+wavHead+"printf 'abcdabcd'")
	round := func(n int) {
		e := New(Config{Command: script})
		defer e.Close()
		for i := range n {
			st, err := e.Synthesize(t.Context(), synth.Request{Text: "라떼", Lang: "ko"})
			if err != nil {
				t.Fatal(err)
			}
			if i%2 == 0 {
				for err == nil {
					_, err = st.Next()
				}
			}
			st.Close()
		}
	}
	round(3)
	files := openFiles(t)
	round(60)
	if f := openFiles(t); f > files {
		t.Errorf("%d files open, %d before", f, files)
	}
	if left := tasktest.Left("modu/accessibility/synth/espeak"); left != nil {
		t.Errorf("goroutines are left:\n%s", strings.Join(left, "\n\n"))
	}
}

func openFiles(t *testing.T) int {
	t.Helper()
	fds, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		t.Skip("no /proc")
	}
	return len(fds)
}
