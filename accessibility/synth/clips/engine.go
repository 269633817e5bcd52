package clips

import (
	"context"
	"slices"
	"sync"
	"unicode"

	"modu/accessibility/audio"
	"modu/accessibility/scene"
	"modu/accessibility/synth"
)

// Engine says recorded words from recordings and all others by another engine.
type Engine struct {
	live synth.Synthesizer
	set  *Set

	mu      sync.Mutex
	filters map[int]*audio.Filter
}

// New wraps an engine. The wrapped one stays the caller's to close.
func New(live synth.Synthesizer, set *Set) *Engine {
	return &Engine{live: live, set: set, filters: map[int]*audio.Filter{}}
}

// Voices are those of the wrapped engine, all brought to audio.SpeechLUFS.
func (e *Engine) Voices() []synth.Voice {
	voices := append([]synth.Voice(nil), e.live.Voices()...)
	for i := range voices {
		voices[i].LoudnessLUFS = audio.SpeechLUFS
	}
	return voices
}

// Synthesize says one clause, what is recorded of r.Message from recordings. An error
// is that of the wrapped engine.
func (e *Engine) Synthesize(ctx context.Context, r synth.Request) (synth.Stream, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if segments, recorded := cut([]rune(r.Text), r.Lang, e.set.of(r.Lang, r.Message)); recorded {
		return &stitched{e: e, ctx: ctx, req: r, rate: synth.ClampRate(r.Rate), segments: segments}, nil
	}
	st, err := e.live.Synthesize(ctx, r)
	if err != nil {
		return nil, err
	}
	return &levelled{Stream: st, gain: audio.Gain(audio.SpeechLUFS - e.voice(r.Lang).LoudnessLUFS)}, nil
}

func (e *Engine) voice(lang scene.Lang) synth.Voice {
	v, ok := synth.VoiceFor(e.live.Voices(), lang)
	if !ok {
		v.LoudnessLUFS = audio.SpeechLUFS
	}
	return v
}

func (e *Engine) filter(rate int) *audio.Filter {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.filters[rate] == nil {
		e.filters[rate] = audio.NewFilter(rate, audio.Rate)
	}
	return e.filters[rate]
}

// levelled is a live stream at the level of the recordings.
type levelled struct {
	synth.Stream
	gain float32
	buf  []float32
}

func (l *levelled) Next() (synth.Chunk, error) {
	c, err := l.Stream.Next()
	l.buf = l.buf[:0]
	for _, v := range c.PCM {
		l.buf = append(l.buf, min(max(v*l.gain, -1), 1))
	}
	c.PCM = l.buf
	return c, err
}

// segment is a stretch of a clause that is said in one way.
type segment struct {
	at    int // rune in Request.Text
	text  []rune
	clip  []int16 // nil: live
	pause int     // samples of silence before it, at the normal rate
}

// Pauses where recorded and live stretches meet at punctuation, whose pause the
// trimming takes away. The same as in synth.Estimate.
const (
	commaPause = audio.Rate / 5
	stopPause  = audio.Rate * 35 / 100
)

// cut finds the recorded words in a text, from left to right, the longest first. A
// recording ends where a word ends; it begins where one begins, except in Korean,
// where particles and endings are written to the word before them.
func cut(text []rune, lang scene.Lang, clips []clip) (out []segment, recorded bool) {
	if len(clips) == 0 {
		return nil, false
	}
	c := cutter{text: text, clips: clips, korean: lang == "ko" || len(lang) > 2 && lang[:3] == "ko-"}
	for i := 0; i < len(text); {
		best := c.longestAt(i)
		if best == nil {
			i++
			continue
		}
		c.live(i)
		c.out = append(c.out, segment{at: i, text: best.says, clip: best.pcm, pause: c.pause})
		c.pause, recorded = 0, true
		i += len(best.says)
		c.from = i
	}
	c.live(len(text))
	if len(c.out) > 0 {
		c.out[0].pause = 0
	}
	return c.out, recorded
}

// cutter goes through a text for cut.
type cutter struct {
	text   []rune
	clips  []clip
	korean bool
	out    []segment
	from   int // what is before it is in out
	pause  int // before the next segment
}

func (c *cutter) inWord(i int) bool {
	return i >= 0 && i < len(c.text) && (unicode.IsLetter(c.text[i]) || unicode.IsNumber(c.text[i]) || unicode.IsMark(c.text[i]))
}

// longestAt is the longest recording of what begins at a place, or nil.
func (c *cutter) longestAt(i int) *clip {
	if !c.korean && c.inWord(i-1) {
		return nil
	}
	var best *clip
	for k := range c.clips {
		says := c.clips[k].says
		n := len(says)
		if i+n > len(c.text) || best != nil && n <= len(best.says) || c.inWord(i+n) {
			continue
		}
		if slices.Equal(c.text[i:i+n], says) {
			best = &c.clips[k]
		}
	}
	return best
}

// live leaves the text up to a place to the engine.
func (c *cutter) live(to int) {
	// What begins with punctuation pauses first; some engines would say the sign.
	for ; c.from < to && (unicode.IsSpace(c.text[c.from]) || pauseOf(c.text[c.from]) > 0); c.from++ {
		c.pause = max(c.pause, pauseOf(c.text[c.from]))
	}
	if part := c.text[c.from:to]; synth.Audible(string(part)) {
		c.out = append(c.out, segment{at: c.from, text: part, pause: c.pause})
		c.pause = trailing(part)
	}
	c.from = to
}

func trailing(part []rune) int {
	for i := len(part) - 1; i >= 0; i-- {
		if !unicode.IsSpace(part[i]) {
			return pauseOf(part[i])
		}
	}
	return 0
}

func pauseOf(r rune) int {
	switch r {
	case ',', ';', ':', '、', '\uff0c':
		return commaPause
	case '.', '!', '?', '。':
		return stopPause
	}
	return 0
}
