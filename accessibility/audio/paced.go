package audio

import (
	"context"
	"math"
	"sync"
	"sync/atomic"
	"time"

	"modu/internal/task"
)

// Paced is a Sink without a device. It takes samples at the pace of the clock, 10
// ms at a time, mixes them and hands them to a function. With nil it is silence
// that lasts as long as the sound would have.
//
// It keeps time with the standard library, so that in a testing/synctest bubble it
// is exact: sound of n blocks ends n times 10 ms after Play.
type Paced struct {
	out func(mix []float32, at time.Time)

	mu      sync.Mutex
	playing []*pacedPlayback
	closed  bool
	wake    chan struct{}
	own     *task.Task
}

// NewPaced starts the sink. out is called on the sink's goroutine for every block
// while something plays, at is when its first sample is due; it must not block.
func NewPaced(out func(mix []float32, at time.Time)) *Paced {
	p := &Paced{out: out, wake: make(chan struct{}, 1)}
	p.own = task.Start(p.run)
	return p
}

// Play starts a stream.
func (p *Paced) Play(s Stream, gainDB float64) Playback {
	b := &pacedPlayback{stream: s, Progress: NewProgress()}
	b.SetGain(gainDB)
	b.last = b.wanted()
	p.mu.Lock()
	if p.closed {
		b.Finish()
	} else {
		p.playing = append(p.playing, b)
	}
	p.mu.Unlock()
	select {
	case p.wake <- struct{}{}:
	default:
	}
	return b
}

// Stop cuts everything.
func (p *Paced) Stop() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, b := range p.playing {
		b.Stop()
	}
}

// Health is nil: there is nothing that could fail.
func (p *Paced) Health() <-chan Health { return nil }

// Close ends the sink's goroutine.
func (p *Paced) Close() error {
	p.Stop()
	p.mu.Lock()
	p.closed = true
	p.mu.Unlock()
	p.own.Stop()
	return nil
}

func (p *Paced) run(ctx context.Context) {
	var due time.Time // when the next block begins; zero: it begins now
	timer := time.NewTimer(time.Hour)
	timer.Stop()
	mix, buf := make([]float32, Block), make([]float32, Block)
	for {
		p.mu.Lock()
		idle := len(p.playing) == 0
		p.mu.Unlock()
		if idle {
			select {
			case <-p.wake:
				due = time.Time{}
			case <-ctx.Done():
				return
			}
			continue
		}
		if due.IsZero() {
			due = time.Now()
		}
		at := due
		p.mix(mix, buf)
		if p.out != nil {
			p.out(mix, at)
		}
		due = due.Add(Duration(Block))
		timer.Reset(time.Until(due))
		select {
		case <-timer.C:
		case <-ctx.Done():
			p.Stop()
			return
		}
		p.settle()
	}
}

// mix takes one block of every stream.
func (p *Paced) mix(mix, buf []float32) {
	clear(mix)
	p.mu.Lock()
	playing := append([]*pacedPlayback(nil), p.playing...)
	p.mu.Unlock()
	for _, b := range playing {
		if b.over() && !b.heard() {
			b.faded = true // cut before its first sample
		}
		if b.end || b.faded {
			continue
		}
		n, end := b.stream.Read(buf)
		b.taken, b.end = n, end
		if n > 0 {
			b.Start()
		}
		from, to := b.last, b.wanted()
		if b.over() { // cut: one block to fade out
			to, b.faded = 0, true
		}
		b.last = to
		for i, v := range buf[:n] {
			g := to
			if from != to {
				g = from + (to-from)*float32(i)/float32(n)
			}
			mix[i] += v * g
		}
	}
}

// settle counts the block that has now been heard.
func (p *Paced) settle() {
	p.mu.Lock()
	defer p.mu.Unlock()
	kept := p.playing[:0]
	for _, b := range p.playing {
		if b.over() && b.taken == 0 {
			b.faded = true
		}
		if !b.over() {
			b.Advance(b.taken)
		}
		b.taken = 0
		if b.end {
			b.Finish()
		}
		if !b.end && !b.faded {
			kept = append(kept, b)
		}
	}
	clear(p.playing[len(kept):])
	p.playing = kept
}

type pacedPlayback struct {
	*Progress
	stream Stream
	gain   atomic.Uint32
	last   float32 // gain at the end of the last block
	taken  int
	end    bool // the stream has no more
	faded  bool // it was cut and has faded out
}

func (b *pacedPlayback) SetGain(dB float64) { b.gain.Store(math.Float32bits(Gain(min(dB, 0)))) }

func (b *pacedPlayback) wanted() float32 { return math.Float32frombits(b.gain.Load()) }

// Stop ends it for everybody who waits; what is heard fades out within a block.
func (b *pacedPlayback) Stop() { b.Finish() }

// Progress is the part of a Playback that is the same in every sink: what has been
// heard, and the two channels. Any goroutine.
type Progress struct {
	started, ended chan struct{}
	startOnce      sync.Once
	endOnce        sync.Once
	played         atomic.Int64
}

// NewProgress makes one that has not started.
func NewProgress() *Progress {
	return &Progress{started: make(chan struct{}), ended: make(chan struct{})}
}

// Start notes that the first sample was handed over.
func (p *Progress) Start() { p.startOnce.Do(func() { close(p.started) }) }

// Finish notes the end; nothing is counted after it.
func (p *Progress) Finish() { p.endOnce.Do(func() { close(p.ended) }) }

// Advance counts samples that have been heard.
func (p *Progress) Advance(n int) { p.played.Add(int64(n)) }

// SetPlayed sets how many samples have been heard; it never goes back.
func (p *Progress) SetPlayed(n int) {
	for {
		old := p.played.Load()
		if int64(n) <= old || p.played.CompareAndSwap(old, int64(n)) {
			return
		}
	}
}

// Started implements Playback.
func (p *Progress) Started() <-chan struct{} { return p.started }

// Ended implements Playback.
func (p *Progress) Ended() <-chan struct{} { return p.ended }

// Played implements Playback.
func (p *Progress) Played() int { return int(p.played.Load()) }

func (p *Progress) over() bool {
	select {
	case <-p.ended:
		return true
	default:
		return false
	}
}

func (p *Progress) heard() bool {
	select {
	case <-p.started:
		return true
	default:
		return false
	}
}
