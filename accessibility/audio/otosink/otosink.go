//go:build cgo && linux && !ci

package otosink

import (
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"math"
	"runtime"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"github.com/hajimehoshi/oto/v2"

	"modu/accessibility/audio"
	"modu/internal/task"
)

// Built reports whether this program can play on a device.
const Built = true

const (
	readyTimeout = 3 * time.Second        // opening takes some 20 ms
	pollPlaying  = 5 * time.Millisecond   // while something plays
	pollIdle     = 250 * time.Millisecond // a lost device shows in ctx.Err only
	stallTimeout = 2 * time.Second        // a device that takes no sample for so long is lost
	firstRetry   = 500 * time.Millisecond // then doubling
	lastRetry    = 30 * time.Second
)

type sink struct {
	opt    Options
	silent *audio.Paced
	health chan audio.Health

	mu      sync.Mutex
	dev     *handle // nil: no device
	muted   bool
	tried   bool        // the device was opened once, or could not be
	playing []*playback // strong references: oto's players close themselves when collected
	closed  bool

	wake chan struct{}
	own  *task.Task
	once sync.Once
}

// New returns a sink at once; the device is opened on the sink's own goroutine, and
// Health says how that went.
func New(opt Options) audio.Sink {
	if opt.Buffer == 0 {
		opt.Buffer = defaultBuffer
	}
	s := &sink{opt: opt, silent: audio.NewPaced(nil), health: make(chan audio.Health, 1),
		wake: make(chan struct{}, 1)}
	s.own = task.Start(s.watch)
	return s
}

func (s *sink) Health() <-chan audio.Health { return s.health }

// report leaves the newest state for the reader.
func (s *sink) report(h audio.Health) {
	select {
	case <-s.health:
	default:
	}
	s.health <- h // there is room: nobody else sends
}

func (s *sink) Play(st audio.Stream, gainDB float64) audio.Playback {
	b := &playback{Progress: audio.NewProgress(), sink: s, stream: st}
	b.SetGain(gainDB)
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.closed:
		b.Finish()
	case s.dev == nil && s.tried:
		b.goSilent()
	default:
		if s.dev != nil {
			b.begin(s.dev)
		}
		s.playing = append(s.playing, b)
		select {
		case s.wake <- struct{}{}:
		default:
		}
	}
	return b
}

func (s *sink) Stop() {
	s.mu.Lock()
	playing := append([]*playback(nil), s.playing...)
	s.mu.Unlock()
	for _, b := range playing {
		b.Stop()
	}
	s.silent.Stop()
}

// Mute implements audio.Muter: every period that is handed to ALSA from now on is
// silence. What ALSA has already is heard to its end, at most Options.Buffer.
func (s *sink) Mute(on bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.muted = on
	if s.dev != nil {
		s.dev.mute(on)
	}
}

// opened describes the open device. Only the goroutine that opens and drops devices asks.
func (s *sink) opened() audio.Health {
	s.mu.Lock()
	defer s.mu.Unlock()
	h := audio.Health{OK: true, Server: s.dev.server()}
	if n := s.dev.card(); n >= 0 {
		h.Card = strconv.Itoa(n)
	}
	return h
}

// Underruns is how often the device has run out of samples since it was opened.
func (s *sink) Underruns() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.dev == nil {
		return 0
	}
	return s.dev.underruns()
}

// Close ends the sink and gives the device back.
func (s *sink) Close() error {
	s.once.Do(func() {
		s.Stop()
		s.mu.Lock()
		s.closed = true
		s.mu.Unlock()
	})
	s.own.Stop()
	return s.silent.Close()
}

// watch owns the device: opens it, notices its loss, counts what was played.
func (s *sink) watch(ctx context.Context) {
	retry := firstRetry
	timer := time.NewTimer(time.Hour)
	defer timer.Stop()
	for {
		err := s.open(ctx)
		if err == nil {
			s.report(s.opened())
			retry = firstRetry
			err = s.serve(ctx, timer)
			if err == nil { // closed
				s.drop()
				return
			}
		}
		s.drop()
		s.report(audio.Health{Err: err})
		timer.Reset(retry)
		retry = min(2*retry, lastRetry)
		select {
		case <-timer.C:
		case <-ctx.Done():
			return
		}
	}
}

// open makes a context. Its errors appear only after it is ready.
func (s *sink) open(ctx context.Context) error {
	if _, _, err := Card(s.opt.Device); err != nil {
		return err
	}
	h, ready, err := s.newContext()
	if err != nil {
		return err
	}
	timer := time.NewTimer(readyTimeout)
	defer timer.Stop()
	select {
	case <-ready:
	case <-timer.C:
		go func() { <-ready; h.drop() }() // it opens after all: nobody wants it any more
		return ErrStalled
	case <-ctx.Done():
		go func() { <-ready; h.drop() }()
		return ErrNoDevice
	}
	if err := h.ctx.Err(); err != nil {
		h.drop()
		return fmt.Errorf("%w: %v", ErrNoDevice, err)
	}
	// A new device takes its whole buffer at once, faster than a player is refilled:
	// let that be silence.
	timer.Reset(2 * s.opt.Buffer)
	select {
	case <-timer.C:
	case <-ctx.Done():
		h.drop()
		return ErrNoDevice
	}
	s.mu.Lock()
	s.dev, s.tried = h, true
	h.mute(s.muted)
	for _, b := range s.playing { // asked for while the device was being opened
		b.begin(h)
	}
	s.mu.Unlock()
	return nil
}

// serve watches an open device. It returns nil when the sink was closed.
func (s *sink) serve(ctx context.Context, timer *time.Timer) error {
	for {
		now := time.Now()
		s.mu.Lock()
		err := s.dev.ctx.Err() // first: players of a dead context claim to play on
		kept := s.playing[:0]
		for _, b := range s.playing {
			if err == nil && b.stalled(now) {
				err = ErrStalled
			}
			if err != nil || b.poll(now) {
				kept = append(kept, b)
			}
		}
		clear(s.playing[len(kept):])
		s.playing = kept
		busy := len(kept) > 0
		s.mu.Unlock()
		if err != nil {
			return err
		}
		wait := pollIdle
		if busy {
			wait = pollPlaying
		}
		timer.Reset(wait)
		select {
		case <-timer.C:
		case <-s.wake:
		case <-ctx.Done():
			// What was cut may fade out first.
			timer.Reset(2 * s.opt.Buffer)
			<-timer.C
			return nil
		}
	}
}

// drop lets go of the device; what it was playing goes on in silence.
func (s *sink) drop() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, b := range s.playing {
		b.abandon()
	}
	s.playing = nil
	if s.dev != nil {
		s.dev.drop()
	}
	s.dev, s.tried = nil, true
}

// playback is one stream: on the device with a player of its own, or in silence.
type playback struct {
	*audio.Progress
	sink   *sink
	stream audio.Stream

	mu        sync.Mutex
	player    oto.Player
	silent    audio.Playback
	gain      float64
	cutAt     time.Time // zero: not cut
	emptyAt   time.Time // when the player had nothing left; zero: not yet
	lastCount int64
	lastMoved time.Time

	taken atomic.Int64 // samples handed to the player, added silence included
	added atomic.Int64 // samples of silence where the stream had nothing
	eof   atomic.Bool
}

// begin makes a fresh player: that has the lowest latency.
func (b *playback) begin(h *handle) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if !b.cutAt.IsZero() {
		return
	}
	p := h.ctx.NewPlayer(b)
	// The device's buffer, which a new sound fills at once, and a period more: the default is
	// half a second, less would leave holes. A driver may grant more than was asked for.
	samples := max(audio.Samples(b.sink.opt.Buffer), min(h.size(), audio.Rate/4))
	p.(oto.BufferSizeSetter).SetBufferSize(4 * (samples * 5 / 4))
	p.SetVolume(float64(audio.Gain(b.gain)))
	b.player, b.lastMoved = p, time.Now()
	p.Play() // fills its buffer by Read, on a goroutine of its own
	for range maxJoin {
		if p.UnplayedBufferSize() > 0 {
			break
		}
		runtime.Gosched()
	}
	h.wake()
}

// maxJoin bounds how long a new player is given to fill its buffer before the device is
// told; where it takes longer, the sound comes with the next period.
const maxJoin = 100

// Read is for oto's goroutine. It never waits, and never returns nothing before the
// end, which would make oto spin: what the stream does not have yet is silence.
func (b *playback) Read(dst []byte) (int, error) {
	if b.eof.Load() {
		return 0, io.EOF
	}
	want := len(dst) / 4
	pcm := make([]float32, want)
	n, end := b.stream.Read(pcm)
	if n > 0 {
		b.Start()
	}
	if n == 0 && !end {
		n = min(want, audio.Block)
		b.added.Add(int64(n))
	}
	for i, v := range pcm[:n] {
		binary.LittleEndian.PutUint32(dst[4*i:], math.Float32bits(v))
	}
	b.taken.Add(int64(n))
	if end {
		b.eof.Store(true)
		return 4 * n, io.EOF
	}
	return 4 * n, nil
}

// poll counts what was heard and says whether the playback still needs its player.
func (b *playback) poll(now time.Time) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	if !b.cutAt.IsZero() {
		// The volume falls to nothing over the next period; then it may go.
		if now.Sub(b.cutAt) < 2*b.sink.opt.Buffer {
			return true
		}
		if b.player != nil {
			b.player.Close()
		}
		return false
	}
	heard := b.count()
	if b.eof.Load() && !b.player.IsPlaying() {
		if b.emptyAt.IsZero() {
			b.emptyAt = now
		}
		// The last samples are still in the device's buffer.
		if now.Sub(b.emptyAt) < b.sink.opt.Buffer {
			b.SetPlayed(heard)
			return true
		}
		b.SetPlayed(int(b.taken.Load() - b.added.Load()))
		b.player.Close()
		b.Finish()
		return false
	}
	b.SetPlayed(heard)
	return true
}

// count is how many samples of the stream have left the device's buffer, about.
func (b *playback) count() int {
	n := int(b.taken.Load()-b.added.Load()) - b.player.UnplayedBufferSize()/4 - audio.Samples(b.sink.opt.Buffer)
	return max(n, 0)
}

// stalled reports whether the device has taken nothing for stallTimeout.
func (b *playback) stalled(now time.Time) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	if !b.cutAt.IsZero() || !b.emptyAt.IsZero() {
		return false
	}
	if n := b.taken.Load() - int64(b.player.UnplayedBufferSize()/4); n != b.lastCount {
		b.lastCount, b.lastMoved = n, now
	}
	return now.Sub(b.lastMoved) > stallTimeout
}

// abandon leaves the player, whose device is gone, and goes on in silence.
func (b *playback) abandon() {
	b.mu.Lock()
	p, cut := b.player, !b.cutAt.IsZero()
	b.player = nil
	b.mu.Unlock()
	if p != nil {
		p.Close() // takes only locks that no stuck device holds
	}
	if !cut {
		b.goSilent()
	}
}

// goSilent plays the rest on the silent sink.
func (b *playback) goSilent() {
	p := b.sink.silent.Play(relay{b}, 0)
	b.mu.Lock()
	b.silent = p
	cut := !b.cutAt.IsZero()
	b.mu.Unlock()
	if cut {
		p.Stop()
	}
}

// relay lets the silent sink take the stream and count for the playback.
type relay struct{ b *playback }

func (r relay) Read(dst []float32) (int, bool) {
	r.b.SetPlayed(int(r.b.taken.Load() - r.b.added.Load())) // the block before this one
	if r.b.eof.Load() {
		r.b.Finish()
		return 0, true
	}
	n, end := r.b.stream.Read(dst)
	if n > 0 {
		r.b.Start()
	}
	r.b.taken.Add(int64(n))
	r.b.eof.Store(end)
	return n, false
}

func (b *playback) SetGain(dB float64) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.gain = min(dB, 0)
	if b.player != nil && b.cutAt.IsZero() {
		b.player.SetVolume(float64(audio.Gain(b.gain)))
	}
}

func (b *playback) Stop() {
	b.mu.Lock()
	if b.cutAt.IsZero() {
		b.cutAt = time.Now()
		if b.player != nil {
			b.player.SetVolume(0)
		}
	}
	p := b.silent
	b.mu.Unlock()
	b.Finish()
	if p != nil {
		p.Stop()
	}
}
