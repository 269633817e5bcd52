package speaker

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"modu/accessibility/audio"
	"modu/accessibility/input"
	"modu/accessibility/speech"
	"modu/accessibility/synth"
	"modu/internal/task"
)

// Device names and codes of the DeviceChanged events.
const (
	VoiceDevice = "voice"
	AudioDevice = "audio"
	// HeadsetDevice is the sound of the headset, not its plug.
	HeadsetDevice = "headset"
	CodeVoice     = "health.voice"
	CodeAudio     = "health.audio"
	CodeHeadset   = "health.headset"
)

// MinVolume is the lowest volume in dB: below it nothing is left of 16 bits. 0 dB is
// speech at audio.SpeechLUFS, the loudest without distortion; more belongs to the
// amplifier. What the steps between mean is accessibility.Output's matter.
const MinVolume = -80.0

// Config of a Speaker.
type Config struct {
	// Synth must give up a hung engine by itself, with synth.ErrHung, and end when its
	// context does.
	Synth synth.Synthesizer
	Sink  audio.Sink // the loudspeaker
	// Headset is another output, for one ear only; nil: there is none. Nothing that
	// is meant for it ever comes out of Sink.
	Headset audio.Sink
	// Attested: somebody has made sure that the loudspeaker is mute while a headset is
	// in. Otherwise only two different sound cards make the headset private.
	Attested bool
	// Emit receives input.SpeechStarted, SpeechFinished, MarkReached and
	// DeviceChanged, one at a time, in order, on a goroutine of the speaker. It may
	// block.
	Emit func(input.Event)
	// Now serves only to pause a hung engine; nil means time.Now.
	Now func() time.Time
}

// Speaker says utterances.
type Speaker struct {
	cfg    Config
	rate   atomic.Int64
	events *emitter

	mu     sync.Mutex
	inbox  []any
	closed bool
	wake   chan struct{}
	own    *task.Task
	making task.Group // producers

	filterMu sync.Mutex // held while a filter is made, some 5 ms
	filters  map[int]*audio.Filter

	// Owned by the loop.
	main, over *job
	queue      speech.Queue
	cue        audio.Playback
	later      []float32 // an earcon that waits for the first sound of what is said
	voiceBad   bool
	loud       *outlet // the loudspeaker
	ear        *outlet // the headset; nil: none
	in         bool    // the headset is in use
	private    bool    // only the person hears it, as last told
	jack       atomic.Bool
	ctx        context.Context

	hungUntil atomic.Int64 // unix nanoseconds; a hung engine is not asked before
}

// Orders in the inbox.
type (
	orderSay     struct{ u speech.Utterance }
	orderSilence struct{}
	orderVolume  struct{ loud, ear float64 }
	orderCue     struct{ pcm []float32 }
	orderHeadset struct{ in bool }
	voiceState   struct{ bad bool }
)

// New starts a speaker. Close ends it; the sink stays the caller's.
func New(cfg Config) *Speaker {
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	s := &Speaker{cfg: cfg, wake: make(chan struct{}, 1),
		filters: map[int]*audio.Filter{}, events: newEmitter(cfg.Emit), loud: newOutlet(cfg.Sink, AudioDevice, CodeAudio)}
	if cfg.Headset != nil {
		s.ear = newOutlet(cfg.Headset, HeadsetDevice, CodeHeadset)
	}
	s.rate.Store(synth.NormalRate)
	s.own = task.Start(s.loop)
	return s
}

// Say hands an utterance over. speech.Queue decides by its priority when it is said;
// what is said beside something else ducks it by 12 dB. What is cut or dropped gets a
// SpeechFinished with Cut.
func (s *Speaker) Say(u speech.Utterance) {
	u.Clauses = append([]speech.Clause(nil), u.Clauses...)
	s.post(orderSay{u})
}

// Silence cuts everything now and drops what waits.
func (s *Speaker) Silence() { s.post(orderSilence{}) }

// SetRate sets the speed in per cent of normal, 75 to 300, from the next clause.
func (s *Speaker) SetRate(percent int) { s.rate.Store(int64(synth.ClampRate(percent))) }

// SetVolume sets the level in dB, MinVolume to 0, at once, also of what is being said.
func (s *Speaker) SetVolume(dB float64) { s.SetVolumes(dB, dB) }

// SetVolumes is SetVolume with a level for the loudspeaker and one for the headset:
// the same loudness needs another gain in each.
func (s *Speaker) SetVolumes(loudDB, earDB float64) {
	s.post(orderVolume{min(max(loudDB, MinVolume), 0), min(max(earDB, MinVolume), 0)})
}

// Cue plays an earcon, ducked by 12 dB while something is being said, on the same output.
// One that comes with something to say begins with its first sound: speech must not wait
// behind it. pcm is at audio.Rate and must not be changed any more; empty is nothing.
func (s *Speaker) Cue(pcm []float32) { s.post(orderCue{pcm}) }

// Close cuts everything and waits for the goroutines that make sound. A call of
// Emit that is on its way is not waited for; what was not emitted yet is dropped.
func (s *Speaker) Close() error {
	s.mu.Lock()
	first := !s.closed
	s.closed = true
	s.mu.Unlock()
	if first {
		s.events.close()
	}
	s.own.Stop()
	return nil
}

func (s *Speaker) post(order any) {
	s.mu.Lock()
	if !s.closed {
		s.inbox = append(s.inbox, order)
	}
	s.mu.Unlock()
	s.poke()
}

func (s *Speaker) poke() {
	select {
	case s.wake <- struct{}{}:
	default:
	}
}

func (s *Speaker) loop(ctx context.Context) {
	s.ctx = ctx
	defer s.making.WaitFor(closeTimeout)
	timer := time.NewTimer(time.Hour)
	timer.Stop()
	defer timer.Stop()
	s.route()
	loud, ear := s.loud.sink.Health(), s.ear.health()
	for {
		due := s.nextMark()
		if due > 0 {
			timer.Reset(due)
		} else {
			timer.Stop()
		}
		select {
		case <-ctx.Done():
			s.silence()
			s.stopCue()
			return
		case <-s.wake:
			s.mu.Lock()
			orders := s.inbox
			s.inbox = nil
			s.mu.Unlock()
			for _, o := range orders {
				s.obey(o)
			}
		case <-s.main.waitReady():
			s.play(s.main)
		case <-s.over.waitReady():
			s.play(s.over)
		case <-s.main.waitStarted():
			s.started(s.main)
		case <-s.over.waitStarted():
			s.started(s.over)
		case <-s.main.waitEnded():
			u := s.main.u
			s.finish(s.main, false)
			s.take(s.queue.Finished(u.Session, u.ID))
		case <-s.over.waitEnded():
			s.finish(s.over, false)
		case <-timer.C:
		case h := <-loud:
			s.sinkHealth(s.loud, h)
		case h := <-ear:
			s.sinkHealth(s.ear, h)
		}
		s.emitMarks(s.main)
		s.emitMarks(s.over)
	}
}

// closeTimeout is how long Close waits for an engine that was told to stop. One that
// breaks its contract is left behind.
const closeTimeout = 3 * time.Second

func (s *Speaker) obey(order any) {
	switch o := order.(type) {
	case orderSay:
		s.say(o.u)
	case orderSilence:
		s.silence()
		s.stopCue()
	case orderVolume:
		s.loud.volume = o.loud
		if s.ear != nil {
			s.ear.volume = o.ear
		}
		s.level()
	case orderCue:
		s.stopCue()
		s.later = o.pcm
		s.playCue()
	case orderHeadset:
		s.headset(o.in)
	case voiceState:
		if o.bad != s.voiceBad {
			s.voiceBad = o.bad
			e := input.DeviceChanged{Device: VoiceDevice, State: input.DeviceReady}
			if o.bad {
				e.State, e.Code = input.DeviceFaulty, CodeVoice
			}
			s.events.put(e)
		}
	}
}

// say lets the queue decide about what has passed the last look.
func (s *Speaker) say(u speech.Utterance) {
	if u, ok := s.fit(u); ok {
		s.take(s.queue.Push(u))
	} else {
		s.dropped(u)
	}
}

// take does what the queue has decided.
func (s *Speaker) take(step speech.Step) {
	for _, u := range step.Dropped {
		s.dropped(u)
	}
	if s.main != nil {
		if step.Cut {
			s.finish(s.main, true)
		} else if step.Skip != "" {
			s.main.skip.Store(&step.Skip)
		}
	}
	if step.Start != nil {
		s.main = s.produce(*step.Start)
	}
	if step.Beside != nil {
		if s.over != nil {
			s.finish(s.over, true)
		}
		s.over = s.produce(*step.Beside)
		s.level()
	}
}

func (s *Speaker) silence() {
	s.take(s.queue.Cut())
	if s.over != nil {
		s.finish(s.over, true)
	}
}

// playCue plays the earcon that waits, unless somebody waits for a voice.
func (s *Speaker) playCue() {
	for _, j := range []*job{s.main, s.over} {
		if j != nil && j.play == nil {
			return
		}
	}
	if len(s.later) > 0 {
		s.cue = s.outlet().sink.Play(audio.NewClip(s.later), s.cueGain())
	}
	s.later = nil
}

func (s *Speaker) stopCue() {
	s.later = nil
	if s.cue != nil {
		s.cue.Stop()
		s.cue = nil
	}
}

func (s *Speaker) dropped(u speech.Utterance) {
	s.events.put(input.SpeechFinished{Utterance: u.ID, Session: u.Session, Cut: true})
}

// play gives a job whose first sound is there to the sink.
func (s *Speaker) play(j *job) {
	out := s.outlet()
	j.play = out.sink.Play(out.softly(j.queue), s.gain(j))
	s.level() // an earcon that is still heard gives way
	s.playCue()
}

// cueGain: everything else goes down while somebody is spoken to.
func (s *Speaker) cueGain() float64 {
	if s.main != nil || s.over != nil {
		return s.outlet().volume + audio.DuckDB
	}
	return s.outlet().volume
}

func (s *Speaker) gain(j *job) float64 {
	if j == s.main && s.over != nil {
		return s.outlet().volume + audio.DuckDB
	}
	return s.outlet().volume
}

// level brings what plays to its gain.
func (s *Speaker) level() {
	for _, j := range []*job{s.main, s.over} {
		if j != nil && j.play != nil {
			j.play.SetGain(s.gain(j))
		}
	}
	if s.cue != nil {
		s.cue.SetGain(s.cueGain())
	}
}

func (s *Speaker) started(j *job) {
	if j.begun {
		return
	}
	j.begun = true
	s.events.put(input.SpeechStarted{Utterance: j.u.ID, Session: j.u.Session, Estimate: j.estimate})
}

// finish ends a job, by itself or cut.
func (s *Speaker) finish(j *job, cut bool) {
	j.cancel()
	said := 0
	if j.play != nil {
		if cut {
			said = j.said()
			j.play.Stop()
		} else { // also of an utterance that had nothing to play
			s.started(j)
		}
	}
	if !cut {
		j.end = true
		s.emitMarks(j)
	}
	s.events.put(input.SpeechFinished{Utterance: j.u.ID, Session: j.u.Session, Cut: cut, Said: said})
	if j == s.main {
		s.main = nil
	} else {
		s.over = nil
	}
	s.level()
	if !cut { // what comes next may have something to say
		s.playCue()
	}
}

// markPoll is how soon a mark is looked for again when the sink counts in coarse
// steps.
const markPoll = 5 * time.Millisecond

// nextMark is how long until the next word of what is being said; 0: none is known.
func (s *Speaker) nextMark() time.Duration {
	var next time.Duration
	for _, j := range []*job{s.main, s.over} {
		if j == nil || j.play == nil || !j.begun {
			continue
		}
		if at, ok := j.peekMark(); ok {
			d := max(audio.Duration(at-j.play.Played()), markPoll)
			if next == 0 || d < next {
				next = d
			}
		}
	}
	return next
}

func (s *Speaker) emitMarks(j *job) {
	if j == nil || j.play == nil || !j.begun {
		return
	}
	for {
		at, ok := j.peekMark()
		if !ok || (!j.end && at > j.play.Played()) {
			return
		}
		m := j.popMark()
		s.events.put(input.MarkReached{Utterance: j.u.ID, Session: j.u.Session, Node: m.node, Offset: m.offset, Length: m.length})
	}
}
