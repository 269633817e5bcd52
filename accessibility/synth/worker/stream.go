package worker

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"time"
	"unicode"

	"modu/accessibility/audio"
	"modu/accessibility/synth"
)

// blockBytes is how much sound Next gives at most.
const blockBytes = 4096

// stream is the sound of one clause, from the worker or the fallback.
type stream struct {
	e         *Engine
	ctx       context.Context
	req       synth.Request // cleaned
	stopWatch func() bool

	text   []rune
	spoken []rune // respelled
	// Words of text and of spoken; they belong to each other by number. Empty when the
	// respelling broke that.
	written, said []span

	rate int
	p    *process
	c    *clause
	// Of the attempt at hand: what it began with, and how far it got.
	from    int    // the rune of spoken
	base    int    // samples given before it
	given   int    // samples given since
	words   []Word // received and not given, in runes of spoken
	known   []Word // all received
	settled bool   // the failure was seen and what waits was cut

	tries int
	mark  int // the number of the last word that was given as a mark, -1 for none
	fb    synth.Stream
	fbAt  int // rune of text where the fallback began
	fbRes *audio.Resampler
	fbAmp float32

	buf   [blockBytes]byte
	pcm   [blockBytes / 2]float32
	ended error
}

// span is a word: runes at to end.
type span struct{ at, end int }

func spans(text []rune) []span {
	var out []span
	for i := 0; i < len(text); {
		if unicode.IsSpace(text[i]) {
			i++
			continue
		}
		at := i
		for i < len(text) && !unicode.IsSpace(text[i]) {
			i++
		}
		out = append(out, span{at, i})
	}
	return out
}

// lay finds the words.
func (s *stream) lay() {
	s.text = []rune(s.req.Text)
	s.spoken = s.text
	if s.e.cfg.Respell != nil {
		s.spoken = []rune(synth.Clean(s.e.cfg.Respell(s.req.Lang, s.req.Text), 2*synth.MaxText))
	}
	s.written, s.said = spans(s.text), spans(s.spoken)
	if len(s.written) != len(s.said) {
		s.written, s.said = nil, nil
	}
}

// ask gives the rest of the clause to the worker, or to the fallback when there is
// no worker to be had.
func (s *stream) ask() error {
	p, err := s.e.process()
	if s.tries >= maxFailures && err == nil {
		err = fmt.Errorf("%w: failed twice at this clause", synth.ErrEngine)
	}
	if err == nil && s.rate != 0 && p.hello.Rate != s.rate {
		err = fmt.Errorf("%w: another sample rate in the middle of a clause", synth.ErrEngine)
	}
	if err != nil {
		return s.fallBack(err)
	}
	v, ok := synth.VoiceFor(p.hello.Voices, s.req.Lang)
	if !ok {
		return s.fallBack(fmt.Errorf("%w: %s", synth.ErrNoVoice, s.req.Lang))
	}
	rate := s.req.Rate
	if v.FixedRate {
		rate = synth.NormalRate
	}
	c, err := p.speak(v, s.req.Lang, rate, string(s.spoken[s.from:]))
	if err != nil { // it died this moment
		s.e.failed(p, err)
		s.tries++
		return s.ask()
	}
	s.rate, s.p, s.c = p.hello.Rate, p, c
	s.base, s.given, s.words, s.known, s.settled = s.base+s.given, 0, nil, nil, false
	s.mark = -1
	for i, w := range s.said {
		if w.at < s.from {
			s.mark = i // marked already; the word that was broken off begins again
		}
	}
	s.stopWatch = context.AfterFunc(s.ctx, func() { p.cancel(c) })
	return nil
}

// fallBack gives the rest of the clause to the fallback.
func (s *stream) fallBack(why error) error {
	if s.e.cfg.Fallback == nil {
		return why
	}
	if len(s.said) > 0 && s.from > 0 {
		for i, w := range s.said {
			if w.at >= s.from {
				s.fbAt = s.written[i].at
				break
			}
		}
	}
	r := s.req
	r.Text = string(s.text[s.fbAt:])
	promised, _ := synth.VoiceFor(s.e.Voices(), r.Lang)
	real, _ := synth.VoiceFor(s.e.cfg.Fallback.Voices(), r.Lang)
	st, err := s.e.cfg.Fallback.Synthesize(s.ctx, r)
	if err != nil {
		return err
	}
	s.fb, s.fbAmp = st, gain(promised, real)
	s.base, s.given = s.base+s.given, 0
	if s.rate == 0 {
		s.rate = st.Rate()
	}
	if st.Rate() != s.rate {
		s.fbRes = audio.NewFilter(st.Rate(), s.rate).Resampler()
	}
	return nil
}

func (s *stream) Rate() int { return s.rate }

func (s *stream) Next() (synth.Chunk, error) {
	for {
		if s.ended != nil {
			return synth.Chunk{}, s.ended
		}
		if err := s.ctx.Err(); err != nil {
			return synth.Chunk{}, s.finish(err)
		}
		if s.fb != nil {
			return s.nextOfFallback()
		}
		if !s.settled {
			s.settle()
		}
		chunk, ended, err := s.take()
		if len(chunk.PCM) > 0 || len(chunk.Marks) > 0 {
			return chunk, nil
		}
		if ended && err == nil {
			if err = s.verifySpoken(); err == nil {
				return s.complete()
			}
		}
		if ended {
			if err := s.retry(err); err != nil {
				return synth.Chunk{}, s.finish(err)
			}
			continue
		}
		select {
		case <-s.c.wake:
		case <-s.ctx.Done():
		}
	}
}

// take is what the worker has sent, and whether its clause has ended.
func (s *stream) take() (chunk synth.Chunk, ended bool, err error) {
	n, words, ended, err := s.c.take(s.buf[:])
	if !s.settled {
		for _, w := range words {
			w.At += s.from
			s.words, s.known = append(s.words, w), append(s.known, w)
		}
	}
	for i := range n / 2 {
		s.pcm[i] = float32(int16(binary.LittleEndian.Uint16(s.buf[2*i:]))) / 32768
	}
	s.given += n / 2
	return synth.Chunk{PCM: s.pcm[:n/2], Marks: s.marks(ended && err == nil)}, ended, err
}

// complete ends a clause that was said to its end. A voice that named no words gets marks
// by their share of the sound.
func (s *stream) complete() (synth.Chunk, error) {
	s.e.said()
	if len(s.known) == 0 || len(s.said) == 0 {
		return synth.Chunk{Marks: s.shared()}, s.close(io.EOF)
	}
	return synth.Chunk{}, s.finish(io.EOF)
}

// retry asks anew after the worker has failed.
func (s *stream) retry(why error) error {
	if err := s.ctx.Err(); err != nil {
		return err
	}
	if !s.settled {
		s.settle()
	}
	s.stopWatch()
	s.e.failed(s.p, why)
	s.tries++
	return s.ask()
}

// settle, when the worker has failed, cuts what waits back to the beginning of the
// word in which it broke off: that word is where the rest begins.
func (s *stream) settle() {
	left, broken := s.c.left()
	if !broken {
		return
	}
	// The words that came with the last sound are not taken yet.
	_, words, _, _ := s.c.take(nil)
	for _, w := range words {
		w.At += s.from
		s.words, s.known = append(s.words, w), append(s.known, w)
	}
	s.settled = true
	got := s.given + left
	keep := got
	next := s.from
	if len(s.known) > 0 {
		for _, w := range s.known {
			if w.Sample <= got {
				keep, next = w.Sample, w.At
			}
		}
	} else if got > 0 {
		next = s.resume(time.Duration(got) * time.Second / time.Duration(s.rate))
	}
	s.c.cut(max(keep-s.given, 0))
	for len(s.words) > 0 && s.words[len(s.words)-1].At >= next {
		s.words = s.words[:len(s.words)-1]
	}
	s.from = next
}

// resume guesses which rune of spoken an attempt without words had reached.
func (s *stream) resume(after time.Duration) int {
	rest := string(s.spoken[s.from:])
	at := s.from
	for _, m := range synth.ShareMarks(rest, s.req.Lang, synth.Estimate(rest, s.req.Lang, s.req.Rate)) {
		if m.Offset <= after {
			at = s.from + m.At
		}
	}
	return at
}

// verifySpoken tells when a worker that says "said" has not spoken: no sound, silence, or much
// too little. Only writing that every voice can read is held against it.
func (s *stream) verifySpoken() error {
	must := false
	for _, r := range s.spoken[s.from:] {
		must = must || unicode.In(r, unicode.Hangul, unicode.Latin) || unicode.IsDigit(r)
	}
	length := time.Duration(s.given) * time.Second / time.Duration(s.rate)
	if must && (!s.c.loud || length < s.c.estimate/10) {
		return fmt.Errorf("%w: says that it has spoken and has not", synth.ErrEngine)
	}
	return nil
}

// marks are the words whose sound was given; at the end, all of them.
func (s *stream) marks(end bool) []synth.Mark {
	var out []synth.Mark
	for len(s.words) > 0 && (s.words[0].Sample <= s.given || end) {
		w := s.words[0]
		s.words = s.words[1:]
		for i, sp := range s.said {
			if w.At >= sp.at && w.At < sp.end && i > s.mark {
				out = append(out, synth.Mark{At: s.written[i].at, Len: s.written[i].end - s.written[i].at,
					Offset: time.Duration(s.base+min(w.Sample, s.given)) * time.Second / time.Duration(s.rate)})
				s.mark = i
				break
			}
		}
	}
	return out
}

// shared estimates the words of a clause whose worker names none.
func (s *stream) shared() []synth.Mark {
	return synth.ShareMarks(s.req.Text, s.req.Lang, time.Duration(s.base+s.given)*time.Second/time.Duration(s.rate))
}

func (s *stream) nextOfFallback() (synth.Chunk, error) {
	c, err := s.fb.Next()
	pcm := c.PCM
	if s.fbAmp != 1 {
		for i := range pcm {
			pcm[i] = min(max(pcm[i]*s.fbAmp, -1), 1)
		}
	}
	if s.fbRes != nil {
		pcm = s.fbRes.Write(pcm)
		if errors.Is(err, io.EOF) {
			pcm = append(pcm, s.fbRes.Flush()...)
			for i := range pcm { // a filter may overshoot
				pcm[i] = min(max(pcm[i], -1), 1)
			}
			s.fbRes = nil
			if len(pcm) > 0 {
				return synth.Chunk{PCM: pcm}, nil
			}
		}
		for i := range pcm {
			pcm[i] = min(max(pcm[i], -1), 1)
		}
	}
	marks := append([]synth.Mark(nil), c.Marks...)
	for i := range marks {
		marks[i].At += s.fbAt
		marks[i].Offset += time.Duration(s.base) * time.Second / time.Duration(s.rate)
	}
	s.given += len(pcm)
	if err != nil {
		return synth.Chunk{}, s.finish(err)
	}
	return synth.Chunk{PCM: pcm, Marks: marks}, nil
}

// close ends the stream so that the next call gives err; it returns nil.
func (s *stream) close(err error) error {
	_ = s.finish(err)
	return nil
}

// finish notes why the stream ended and lets go of everything.
func (s *stream) finish(err error) error {
	if s.ended != nil {
		return s.ended
	}
	s.ended = err
	s.stopWatch()
	if s.c != nil {
		s.p.cancel(s.c)
	}
	if s.fb != nil {
		_ = s.fb.Close()
	}
	return err
}

func (s *stream) Close() error {
	_ = s.finish(io.EOF)
	return nil
}
