package synth

import (
	"context"
	"errors"
	"time"

	"modu/accessibility/scene"
)

// Limits of Request.Rate in per cent of normal. 75 to 200 is asked for (SPK-15,
// from VVSG 7.1-K); people who listen every day want more, so it goes to 300.
const (
	MinRate    = 75
	NormalRate = 100
	MaxRate    = 300
)

// MaxText is the longest text of one clause, in runes. A clause of this length
// lasts some six minutes: more can only be a mistake or an attack.
const MaxText = 1600

// Request is one clause: text as people say it, numbers already in words.
type Request struct {
	Text string
	Lang scene.Lang
	Rate int // per cent of normal, see ClampRate; 0 means NormalRate
	// Message is the id of the message that Text is said from, for engines that have
	// recordings; empty for data. Text alone says what must be heard.
	Message string
}

// Mark is a word: which runes of Request.Text, and when it begins.
type Mark struct {
	At, Len int           // runes in Request.Text
	Offset  time.Duration // from the first sample of the stream
}

// Chunk is the next stretch of sound, and the words that became known with it.
// Marks may come later than their sound, never out of order.
type Chunk struct {
	PCM   []float32 // mono, -1 to 1; valid until the next call of Next
	Marks []Mark
}

// Stream is the sound of one clause.
type Stream interface {
	// Rate is the sample rate in Hz, fixed for the stream.
	Rate() int
	// Next waits for the next chunk. It returns io.EOF after the last one, and an
	// error that wraps one of the sentinels below when the engine failed.
	Next() (Chunk, error)
	// Close lets go of the engine, whatever state it is in. It may be called
	// more than once and at any time after the last Next returned.
	Close() error
}

// Synthesizer makes speech. Cancelling ctx ends the stream's Next within
// milliseconds, with ctx.Err().
type Synthesizer interface {
	Synthesize(ctx context.Context, r Request) (Stream, error)
	Voices() []Voice
}

// Voice is what an engine offers.
type Voice struct {
	Name string
	Lang scene.Lang
	// LoudnessLUFS is how loud the voice is as delivered (BS.1770, integrated), so
	// that voices can be brought to one level without waiting for the whole clause.
	LoudnessLUFS float64
	// Silent: the voice lasts but makes no sound, so its silence must not be trimmed.
	Silent bool
	// FixedRate: the voice is always said at NormalRate, whatever Request.Rate asks.
	// Package stretch makes its sound faster or slower.
	FixedRate bool
}

// The sentinels say what the caller should do.
var (
	// ErrNoVoice: this engine never speaks that language. Do not retry.
	ErrNoVoice = errors.New("synth: no voice for this language")
	// ErrEngine: the engine is missing, crashed or answered garbage. Retry with
	// the next clause.
	ErrEngine = errors.New("synth: engine failed")
	// ErrHung: the engine did not answer in time and was given up. Retry with the
	// next clause.
	ErrHung = errors.New("synth: engine hung")
)

// ClampRate brings a rate into MinRate to MaxRate; 0 becomes NormalRate.
func ClampRate(percent int) int {
	if percent == 0 {
		return NormalRate
	}
	return min(max(percent, MinRate), MaxRate)
}

// VoiceFor finds the voice for a language: the same tag, or the same first
// subtag ("zh-Hans" is spoken by "zh").
func VoiceFor(voices []Voice, lang scene.Lang) (Voice, bool) {
	for _, v := range voices {
		if v.Lang == lang {
			return v, true
		}
	}
	for _, v := range voices {
		if primary(v.Lang) == primary(lang) {
			return v, true
		}
	}
	return Voice{}, false
}

func primary(l scene.Lang) string {
	for i := 0; i < len(l); i++ {
		if l[i] == '-' || l[i] == '_' {
			return string(l[:i])
		}
	}
	return string(l)
}
