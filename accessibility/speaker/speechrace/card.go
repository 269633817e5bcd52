//go:build linux

package speechrace

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"time"

	"modu/internal/task"
)

// rate of the sink and of the recorder, in Hz.
const rate = 48000

// audible is when a sample counts as heard: 150 of 32768, -47 dBFS, well above dither
// and well below the onset of any consonant.
const audible = 150

// Card is a PulseAudio server of its own with one silent sink, and a recorder on it.
type Card struct {
	dir    string
	server *exec.Cmd
	rec    *exec.Cmd
	log    bytes.Buffer
	hears  *task.Task // nil: nothing is recorded yet

	mu   sync.Mutex
	got  []block
	gaps []gap
	end  error
}

// gap is a hole in a sound: silence with sound on both sides.
type gap struct {
	at      time.Time // of its end
	samples int
}

// block is what arrived from the recorder at once.
type block struct {
	at   time.Time
	loud bool
}

// script: without norewinds the sink takes blocks of a second, which would hide what is
// measured.
const script = `load-module module-native-protocol-unix auth-anonymous=1 socket=%s
load-module module-null-sink sink_name=race norewinds=1 rate=48000 channels=1 format=s16le
set-default-sink race
`

// alsa is all that ALSA needs to know.
const alsa = "pcm.!default { type pulse }\nctl.!default { type pulse }\n"

// Start makes the card in dir, which must exist and be short: a socket's path has at
// most 100 letters.
func Start(ctx context.Context, dir string) (*Card, error) {
	c := &Card{dir: dir}
	conf := filepath.Join(dir, "pulse.pa")
	if err := os.WriteFile(conf, fmt.Appendf(nil, script, c.socket()), 0o600); err != nil {
		return nil, err
	}
	if err := os.WriteFile(filepath.Join(dir, "asound.conf"), []byte(alsa), 0o600); err != nil {
		return nil, err
	}
	c.server = exec.CommandContext(ctx, "pulseaudio", "-n", "-F", conf, "--daemonize=no", "--use-pid-file=no",
		"--exit-idle-time=-1", "--disallow-exit=no", "--log-target=stderr", "--log-level=error")
	c.server.Env = c.Env()
	c.server.Stderr = &c.log
	if err := c.server.Start(); err != nil {
		return nil, fmt.Errorf("speechrace: pulseaudio: %w", err)
	}
	for begun := time.Now(); ; {
		if exec.CommandContext(ctx, "pactl", "--server=unix:"+c.socket(), "info").Run() == nil {
			break
		}
		if time.Since(begun) > 10*time.Second {
			c.Close()
			return nil, fmt.Errorf("speechrace: pulseaudio does not answer: %s", c.log.String())
		}
		time.Sleep(50 * time.Millisecond)
	}
	c.rec = exec.CommandContext(ctx, "parec", "--server=unix:"+c.socket(), "--device=race.monitor", "--raw",
		"--format=s16le", "--channels=1", "--rate=48000", "--latency-msec=2")
	out, err := c.rec.StdoutPipe()
	if err == nil {
		err = c.rec.Start()
	}
	if err != nil {
		c.Close()
		return nil, fmt.Errorf("speechrace: parec: %w", err)
	}
	c.hears = task.Start(func(context.Context) { c.listen(out) }) // ends with the recorder
	return c, nil
}

func (c *Card) socket() string { return filepath.Join(c.dir, "native") }

// Env is the environment of a program that is to play on this card.
func (c *Card) Env() []string {
	env := os.Environ()
	for k, v := range c.Vars() {
		env = append(env, k+"="+v)
	}
	return env
}

// Vars are the variables by which ALSA and PulseAudio find this card.
func (c *Card) Vars() map[string]string {
	return map[string]string{
		"ALSA_CONFIG_PATH":   filepath.Join(c.dir, "asound.conf"),
		"PULSE_SERVER":       "unix:" + c.socket(),
		"PULSE_RUNTIME_PATH": c.dir, "XDG_RUNTIME_DIR": c.dir, "PULSE_SINK": "race",
	}
}

func (c *Card) listen(out io.Reader) {
	buf := make([]byte, 16384)
	rest, zero := 0, 0
	for {
		var gaps []gap
		n, err := out.Read(buf[rest:])
		now := time.Now()
		n += rest
		loud := false
		for i := 0; i+1 < n; i += 2 {
			v := int16(binary.LittleEndian.Uint16(buf[i:]))
			loud = loud || v > audible || v < -audible
			if v == 0 {
				zero++
			} else {
				if zero >= shortestGap {
					gaps = append(gaps, gap{now, zero})
				}
				zero = 0
			}
		}
		rest = n % 2
		if rest == 1 {
			buf[0] = buf[n-1]
		}
		c.mu.Lock()
		if n > 0 {
			c.got = append(c.got, block{now, loud})
			c.gaps = append(c.gaps, gaps...)
		}
		if err != nil {
			c.end = err
			c.mu.Unlock()
			return
		}
		c.mu.Unlock()
	}
}

// Heard waits for the first sound after a moment.
func (c *Card) Heard(after time.Time, limit time.Duration) (time.Time, error) {
	for time.Since(after) < limit {
		if at, ok := c.first(after); ok {
			return at, nil
		}
		time.Sleep(2 * time.Millisecond)
	}
	return time.Time{}, fmt.Errorf("speechrace: nothing was heard for %v: %w", limit, ErrNoSound)
}

func (c *Card) first(after time.Time) (time.Time, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for i := len(c.got) - 1; i >= 0 && c.got[i].at.After(after); i-- {
		// backwards: the wanted one is near the end
		if c.got[i].loud && (i == 0 || !c.loudBetween(after, i)) {
			return c.got[i].at, true
		}
	}
	return time.Time{}, false
}

// loudBetween reports whether a block after the moment and before i is loud.
func (c *Card) loudBetween(after time.Time, i int) bool {
	for k := i - 1; k >= 0 && c.got[k].at.After(after); k-- {
		if c.got[k].loud {
			return true
		}
	}
	return false
}

// Hush waits until nothing has been heard for a while, and says when the last sound was.
func (c *Card) Hush(quiet, limit time.Duration) (last time.Time, err error) {
	begun := time.Now()
	for time.Since(begun) < limit {
		c.mu.Lock()
		n := len(c.got)
		var newest time.Time
		last = time.Time{}
		if n > 0 {
			newest = c.got[n-1].at
		}
		for i := n - 1; i >= 0; i-- {
			if c.got[i].loud {
				last = c.got[i].at
				break
			}
		}
		ended := c.end
		c.mu.Unlock()
		if ended != nil {
			return last, fmt.Errorf("speechrace: the recorder ended: %w", ended)
		}
		if newest.Sub(begun) > 0 && newest.Sub(last) > quiet && newest.Sub(begun) > quiet/2 {
			return last, nil
		}
		time.Sleep(5 * time.Millisecond)
	}
	return last, fmt.Errorf("speechrace: it is never silent: %w", ErrNoSound)
}

// shortestGap is the shortest silence that counts as a hole in a tone: 1 ms.
const shortestGap = rate / 1000

// Gaps counts the holes in a tone that began after a moment and goes on: times, and
// how long they were in all. The silence before it is not one.
func (c *Card) Gaps(after time.Time) (times int, lost time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	first := true
	for _, g := range c.gaps {
		if !g.at.After(after) {
			continue
		}
		if first {
			first = false
			continue
		}
		times++
		lost += time.Duration(g.samples) * time.Second / rate
	}
	return times, lost
}

// Close ends the recorder and the server.
func (c *Card) Close() {
	for _, cmd := range []*exec.Cmd{c.rec, c.server} {
		if cmd != nil && cmd.Process != nil {
			_ = cmd.Process.Kill()
			if cmd == c.rec && c.hears != nil {
				c.hears.Wait() // before Wait closes what it reads
			}
			_ = cmd.Wait()
		}
	}
}
