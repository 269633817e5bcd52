//go:build linux

package fifocard

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"syscall"
	"time"

	"golang.org/x/sys/unix"

	"modu/accessibility/audio"
	"modu/accessibility/audio/wavsink"
	"modu/internal/task"
)

const (
	// pipeSize holds 43 ms. With 4 and 8 KiB readers that are late by a scheduler's
	// whim gave underruns.
	pipeSize  = 16384
	frameSize = 8 // S32_LE, two channels
	turn      = 2 * time.Millisecond
	// gone: a program that sends nothing for so long has ended.
	gone = 200 * time.Millisecond
	// maxSamples bounds what is kept: 30 minutes.
	maxSamples = 30 * 60 * audio.Rate
)

// config is complete on purpose: the system's own alsa.conf lets PulseAudio replace
// the default device.
const config = `pcm.!%s {
  type plug
  slave {
    pcm { type file  file "%s"  format "raw"  slave.pcm { type null } }
    format S32_LE  rate 48000  channels 2
  }
}
`

// Card is a running card.
type Card struct {
	path string
	set  *set
	fd   int

	mu        sync.Mutex
	samples   []int32
	at        []time.Time // arrival of every stretch
	upTo      []int       // and how many samples there were then
	underruns int
	lost      int
	stalled   bool
	own       *task.Task
}

// Start makes a card in dir, which must exist, and makes it ALSA's default device. env
// is to be added to the environment of the program that plays. The card runs until
// Close.
func Start(dir string) (env []string, card *Card, err error) {
	env, cards, err := StartAll(dir, "default")
	if err != nil {
		return nil, nil, err
	}
	return env, cards[0], nil
}

// StartAll makes several cards that run beside each other, ALSA devices of the given
// names. No two share anything.
func StartAll(dir string, names ...string) (env []string, cards []*Card, err error) {
	set := &set{conf: filepath.Join(dir, "card.conf")}
	fail := func(err error) ([]string, []*Card, error) {
		for _, c := range cards {
			c.Close()
		}
		return nil, nil, err
	}
	for _, name := range names {
		fifo := filepath.Join(dir, "card.fifo")
		if len(names) > 1 {
			fifo = filepath.Join(dir, name+".fifo")
		}
		c, err := start(fifo, set)
		if err != nil {
			return fail(err)
		}
		cards, set.devices = append(cards, c), append(set.devices, device{name, fifo})
	}
	if err := set.write(); err != nil {
		return fail(err)
	}
	return []string{"ALSA_CONFIG_PATH=" + set.conf}, cards, nil
}

// set is the ALSA configuration of cards that were started together.
type set struct {
	conf    string
	mu      sync.Mutex
	devices []device
}

type device struct{ name, fifo string }

func (s *set) write() error {
	var text []byte
	for _, d := range s.devices {
		text = fmt.Appendf(text, config, d.name, d.fifo)
	}
	return os.WriteFile(s.conf, text, 0o600)
}

// remove takes a card out: a program that opened it without its FIFO would make an
// endless ordinary file of it. ALSA reads the configuration again when it changes.
func (s *set) remove(fifo string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.devices = slices.DeleteFunc(s.devices, func(d device) bool { return d.fifo == fifo })
	if len(s.devices) == 0 {
		_ = os.Remove(s.conf)
		return
	}
	_ = s.write()
}

func start(fifo string, set *set) (*Card, error) {
	// The FIFO must be there before a program opens the device, or ALSA makes a file.
	if err := syscall.Mkfifo(fifo, 0o600); err != nil {
		return nil, fmt.Errorf("fifocard: %s: %w", fifo, err)
	}
	// Read and write, so that the pipe never ends while programs come and go.
	fd, err := unix.Open(fifo, unix.O_RDWR|unix.O_NONBLOCK|unix.O_CLOEXEC, 0)
	if err != nil {
		return nil, fmt.Errorf("fifocard: %s: %w", fifo, err)
	}
	if _, err := unix.FcntlInt(uintptr(fd), unix.F_SETPIPE_SZ, pipeSize); err != nil {
		unix.Close(fd)
		return nil, fmt.Errorf("fifocard: pipe size: %w", err)
	}
	c := &Card{fd: fd, path: fifo, set: set}
	c.own = task.Start(c.run)
	return c, nil
}

// Close stops the card and removes its FIFO and its part of the configuration. What
// was captured stays. End the program that plays first, or find out what it does
// without its card.
func (c *Card) Close() error {
	c.own.Stop()
	return nil
}

// Stall makes the card take no more samples, like a device that hangs, or go on.
func (c *Card) Stall(on bool) {
	c.mu.Lock()
	c.stalled = on
	c.mu.Unlock()
}

// Samples is a copy of the left channel so far, at audio.Rate, as 32 bit integers.
func (c *Card) Samples() []int32 {
	c.mu.Lock()
	defer c.mu.Unlock()
	return append([]int32(nil), c.samples...)
}

// PCM is Samples as numbers from -1 to 1.
func (c *Card) PCM() []float32 {
	in := c.Samples()
	out := make([]float32, len(in))
	for i, v := range in {
		out[i] = float32(float64(v) / (1 << 31))
	}
	return out
}

// Underruns is how often a playing program did not deliver in time, and how many
// samples were missing in all.
func (c *Card) Underruns() (times, samples int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.underruns, c.lost
}

// FirstAbove returns when the first sample from the given one on arrived whose
// level is above the threshold (0 to 1), to some 2 ms.
func (c *Card) FirstAbove(from int, threshold float64) (time.Time, int, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	limit := threshold * (1 << 31)
	for i := from; i < len(c.samples); i++ {
		if math.Abs(float64(c.samples[i])) > limit {
			for k, n := range c.upTo {
				if i < n {
					return c.at[k], i, true
				}
			}
		}
	}
	return time.Time{}, 0, false
}

// SaveWAV writes what was captured as a 16 bit mono WAV file.
func (c *Card) SaveWAV(path string) error { return wavsink.Save(path, c.PCM()) }

func (c *Card) run(ctx context.Context) {
	defer unix.Close(c.fd)
	defer os.Remove(c.path)
	defer c.set.remove(c.path)
	p := playback{c: c, buf: make([]byte, pipeSize)}
	ticker := time.NewTicker(turn)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
		now := time.Now()
		c.mu.Lock()
		stalled := c.stalled
		c.mu.Unlock()
		if stalled {
			p.last, p.balance = now, 0
			continue
		}
		frames := p.due(now)
		got, ok := p.read(frames, now)
		if !ok {
			return
		}
		p.account(frames, got, now)
	}
}

// playback is what a card knows about the program that plays into it. It belongs to run.
type playback struct {
	c           *Card
	buf, carry  []byte // carry is a part of a frame
	begun       bool   // a program is playing
	last, heard time.Time
	missing     int     // frames that did not come; an underrun if the program goes on
	balance     float64 // frames that a card would have taken by now
}

// due is how many frames the card takes now.
func (p *playback) due(now time.Time) int {
	if p.begun {
		p.balance += now.Sub(p.last).Seconds() * audio.Rate
	} else {
		p.balance = audio.Rate * turn.Seconds()
	}
	p.last = now
	return int(p.balance)
}

// read takes up to so many frames off the pipe. It reports false where the pipe is lost.
func (p *playback) read(frames int, now time.Time) (got int, ok bool) {
	for got < frames {
		want := min((frames-got)*frameSize-len(p.carry), len(p.buf))
		n, err := unix.Read(p.c.fd, p.buf[:want])
		if n <= 0 {
			return got, err == nil || errors.Is(err, unix.EAGAIN) || errors.Is(err, unix.EINTR)
		}
		data := append(p.carry, p.buf[:n]...)
		k := len(data) / frameSize
		p.c.take(data[:k*frameSize], now)
		p.carry = append([]byte(nil), data[k*frameSize:]...)
		got += k
	}
	return got, true
}

// account notes what came of what was due.
func (p *playback) account(frames, got int, now time.Time) {
	p.balance -= float64(got)
	if got > 0 {
		if p.missing > 0 { // it went on: what was missing was an underrun
			p.c.mu.Lock()
			p.c.underruns++
			p.c.lost += p.missing
			p.c.mu.Unlock()
			p.missing = 0
		}
		p.begun, p.heard = true, now
	}
	if p.begun && got < frames { // a real card would have played nothing
		p.missing += frames - got
		p.balance = 0
		if now.Sub(p.heard) > gone {
			p.begun, p.missing = false, 0
		}
	}
}

// take keeps whole frames.
func (c *Card) take(data []byte, now time.Time) {
	if len(data) == 0 {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	for ; len(data) >= frameSize && len(c.samples) < maxSamples; data = data[frameSize:] {
		c.samples = append(c.samples, int32(binary.LittleEndian.Uint32(data)))
	}
	c.at, c.upTo = append(c.at, now), append(c.upTo, len(c.samples))
}
