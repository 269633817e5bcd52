package speaker

import (
	"context"
	"errors"
	"io"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"modu/accessibility/audio"
	"modu/accessibility/scene"
	"modu/accessibility/speech"
	"modu/accessibility/synth"
	"modu/accessibility/synth/silence"
)

const (
	// prefill is how much sound there must be before a sink is given a stream.
	prefill = audio.Rate / 50
	// queueLimit bounds the sound of one utterance that is not played yet: 60 s.
	queueLimit = 60 * audio.Rate
	// ahead: the next clause is made when less than this is left to play, so that a
	// new rate is soon heard.
	ahead = 2 * audio.Rate
	// maxPause bounds Clause.PauseAfter.
	maxPause = 2 * time.Second
	// hungPause is how long an engine that hung is left alone.
	hungPause = 10 * time.Second
)

// job is one utterance on its way to the ear.
type job struct {
	u        speech.Utterance
	estimate time.Duration
	queue    *audio.Queue
	cancel   context.CancelFunc
	ready    chan struct{}                // closed when prefill is there, or everything
	skip     atomic.Pointer[scene.NodeID] // what is said about it is stale; nil: nothing is

	// Owned by the loop.
	play  audio.Playback
	begun bool
	end   bool

	mu    sync.Mutex
	marks []mark
	ends  []int // where in its sound each clause that is made ends
}

// mark is a word of the utterance and where in its sound it begins.
type mark struct {
	at             int // sample of the queue
	node           scene.NodeID
	offset, length int // runes of the node's written text
}

// The channels that the loop waits for; nil when there is nothing to wait for.

func (j *job) waitReady() <-chan struct{} {
	if j == nil || j.play != nil {
		return nil
	}
	return j.ready
}

func (j *job) waitStarted() <-chan struct{} {
	if j == nil || j.play == nil || j.begun {
		return nil
	}
	return j.play.Started()
}

func (j *job) waitEnded() <-chan struct{} {
	if j == nil || j.play == nil {
		return nil
	}
	return j.play.Ended()
}

// said is how many clauses have been heard to their end.
func (j *job) said() int {
	if j.play == nil {
		return 0
	}
	played := j.play.Played()
	j.mu.Lock()
	defer j.mu.Unlock()
	n, _ := slices.BinarySearch(j.ends, played+1)
	return n
}

func (j *job) peekMark() (int, bool) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if len(j.marks) == 0 {
		return 0, false
	}
	return j.marks[0].at, true
}

func (j *job) popMark() mark {
	j.mu.Lock()
	defer j.mu.Unlock()
	m := j.marks[0]
	j.marks = j.marks[1:]
	return m
}

// produce starts making the sound of an utterance.
func (s *Speaker) produce(u speech.Utterance) *job {
	ctx, cancel := context.WithCancel(s.ctx)
	j := &job{u: u, queue: audio.NewQueue(queueLimit), cancel: cancel, ready: make(chan struct{})}
	rate := int(s.rate.Load())
	for i, c := range u.Clauses {
		j.estimate += synth.Estimate(synth.Clean(c.Text, synth.MaxText), c.Lang, rate)
		if i < len(u.Clauses)-1 {
			j.estimate += pauseAfter(c, rate)
		}
	}
	p := &producer{s: s, j: j, ctx: ctx}
	s.making.Go(func() {
		defer cancel()
		p.run()
	})
	return j
}

func pauseAfter(c speech.Clause, rate int) time.Duration {
	p := min(max(c.PauseAfter, 0), maxPause) * synth.NormalRate / time.Duration(synth.ClampRate(rate))
	return (p + synth.Tick - 1) / synth.Tick * synth.Tick
}

// producer makes the sound of one utterance, on its own goroutine.
type producer struct {
	s       *Speaker
	j       *job
	ctx     context.Context
	written int
	isReady bool
}

func (p *producer) run() {
	defer func() {
		p.j.queue.End()
		p.ready()
	}()
	for i, c := range p.j.u.Clauses {
		if p.j.queue.WaitBelow(p.ctx, ahead) != nil {
			return
		}
		if stale := p.j.skip.Load(); stale != nil && c.Node == *stale {
			continue
		}
		rate := int(p.s.rate.Load())
		p.clause(c, rate)
		p.j.mu.Lock()
		p.j.ends = append(p.j.ends, p.written)
		p.j.mu.Unlock()
		if i < len(p.j.u.Clauses)-1 {
			p.write(make([]float32, audio.Samples(pauseAfter(c, rate))))
		}
	}
}

func (p *producer) ready() {
	if !p.isReady {
		p.isReady = true
		close(p.j.ready)
	}
}

func (p *producer) write(pcm []float32) {
	if len(pcm) == 0 || p.j.queue.Write(p.ctx, pcm) != nil {
		return
	}
	p.written += len(pcm)
	if p.written >= prefill {
		p.ready()
	}
}

// clause says one clause, or is silent for as long as it should have lasted.
func (p *producer) clause(c speech.Clause, rate int) {
	r := synth.Request{Text: c.Text, Lang: c.Lang, Rate: rate, Message: c.Message}
	base := p.written
	var err error
	if now := p.s.cfg.Now().UnixNano(); now < p.s.hungUntil.Load() {
		err = synth.ErrHung
	} else {
		for try := 0; ; try++ { // an engine that crashed gets the clause once more
			if err = p.speak(p.s.cfg.Synth, c, r, base); !errors.Is(err, synth.ErrEngine) || p.written > base || try > 0 {
				break
			}
		}
		if errors.Is(err, synth.ErrHung) {
			p.s.hungUntil.Store(p.s.cfg.Now().Add(hungPause).UnixNano())
		}
	}
	if p.ctx.Err() != nil {
		return
	}
	p.s.post(voiceState{bad: err != nil})
	if err == nil {
		return
	}
	if p.written > base { // it broke off: the rest of the estimate is silence
		rest := audio.Samples(synth.Estimate(synth.Clean(c.Text, synth.MaxText), c.Lang, rate)) - (p.written - base)
		p.write(make([]float32, max(rest, 0)))
		return
	}
	_ = p.speak(silence.Engine{}, c, r, base) // fails only when cancelled
}

// speak runs one clause through an engine.
func (p *producer) speak(engine synth.Synthesizer, c speech.Clause, r synth.Request, base int) error {
	st, err := engine.Synthesize(p.ctx, r)
	if err != nil {
		return err
	}
	defer st.Close()
	voice, ok := synth.VoiceFor(engine.Voices(), r.Lang)
	if !ok {
		voice.LoudnessLUFS = audio.SpeechLUFS
		_, voice.Silent = engine.(silence.Engine)
	}
	shaper := audio.NewShaper(p.s.filter(st.Rate()), voice.LoudnessLUFS, !voice.Silent)
	var pending []synth.Mark
	for {
		chunk, err := st.Next()
		if p.ctx.Err() != nil {
			return p.ctx.Err()
		}
		p.write(shaper.Write(chunk.PCM))
		pending = append(pending, chunk.Marks...)
		if p.written > base || err != nil { // what was trimmed is known by now
			p.mark(c, pending, base, shaper.Lead())
			pending = nil
		}
		if err != nil {
			if errors.Is(err, io.EOF) {
				p.write(shaper.Flush())
				return nil
			}
			return err
		}
	}
}

// filter for an engine's rate, made once.
func (s *Speaker) filter(rate int) *audio.Filter {
	s.filterMu.Lock()
	defer s.filterMu.Unlock()
	f := s.filters[rate]
	if f == nil {
		f = audio.NewFilter(rate, audio.Rate)
		s.filters[rate] = f
	}
	return f
}

// mark turns words of the spoken text into stretches of the written one.
func (p *producer) mark(c speech.Clause, words []synth.Mark, base int, lead float64) {
	if len(words) == 0 || len(c.Words) == 0 {
		return
	}
	p.j.mu.Lock()
	defer p.j.mu.Unlock()
	for _, w := range words {
		for _, m := range c.Words {
			if m.At >= w.At+w.Len || m.At+m.Len <= w.At {
				continue
			}
			n := mark{at: base + max(0, int((w.Offset.Seconds()-lead)*audio.Rate)),
				node: c.Node, offset: m.WrittenAt, length: m.WrittenLen}
			if k := len(p.j.marks); k == 0 || p.j.marks[k-1].node != n.node || p.j.marks[k-1].offset != n.offset || p.j.marks[k-1].at < base {
				p.j.marks = append(p.j.marks, n)
			}
			break
		}
	}
	p.s.poke()
}
