package espeak

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"sync"
	"time"

	"modu/accessibility/scene"
	"modu/accessibility/synth"
	"modu/internal/task"
)

// NormalWPM is the program's -s for synth.NormalRate. 150 is where a recogniser
// told Korean prompts apart best, and synth.MaxRate then is 450, the fastest that
// the program does by itself.
const NormalWPM = 150

// Config of an Engine. The zero value runs the "espeak-ng" found in PATH.
type Config struct {
	Command string // program; empty means "espeak-ng"
	// Respell, if set, rewrites a clause the way this engine must read it, since it
	// knows no Korean pronunciation rules. Word marks refer to the text before it.
	// It must be safe for concurrent use.
	Respell func(lang scene.Lang, text string) string
	// Timeout is how long the program may take for its first sample and between two
	// blocks of samples; 0 means 2 s. It normally takes milliseconds.
	Timeout time.Duration
	// Cold starts the program only when there is text for it.
	Cold bool
}

// voices: names of the program, loudness as measured at its normal amplitude and
// NormalWPM; it changes by 0.6 LU over all rates.
// "cmn" itself reads its own pinyin as English letters in 1.51.
func voices() []synth.Voice {
	return []synth.Voice{
		{Name: "ko", Lang: "ko", LoudnessLUFS: -19.6},
		{Name: "en-us", Lang: "en", LoudnessLUFS: -20.8},
		{Name: "en-gb", Lang: "en-GB", LoudnessLUFS: -19.9},
		{Name: "cmn-latn-pinyin", Lang: "zh", LoudnessLUFS: -18.7},
		{Name: "ja", Lang: "ja", LoudnessLUFS: -19.8},
	}
}

// Engine runs the program.
type Engine struct {
	cfg Config

	mu     sync.Mutex
	warm   []*process // oldest first, at most maxWarm
	closed bool
	alive  task.Group // one for every process and every start on its way
}

// maxWarm bounds how many processes wait for text: one for each language of a
// mixed screen. One takes about 8 MB.
const maxWarm = 4

// New makes an engine. Nothing is started yet, see Prepare.
func New(cfg Config) *Engine {
	if cfg.Command == "" {
		cfg.Command = "espeak-ng"
	}
	if cfg.Timeout == 0 {
		cfg.Timeout = 2 * time.Second
	}
	return &Engine{cfg: cfg}
}

// Voices of the program that the kiosk uses.
func (e *Engine) Voices() []synth.Voice { return voices() }

// Prepare starts a process for a language and rate ahead of the first text, and
// reports whether the program can be started at all.
func (e *Engine) Prepare(lang scene.Lang, rate int) error {
	v, ok := synth.VoiceFor(voices(), lang)
	if !ok {
		return fmt.Errorf("%w: %s", synth.ErrNoVoice, lang)
	}
	p, err := e.start(keyOf(v.Name, rate))
	if err != nil {
		return err
	}
	e.keep(p)
	return nil
}

// Close ends the processes that wait and waits until every process is gone, at
// most Config.Timeout. Close the streams first.
func (e *Engine) Close() error {
	e.mu.Lock()
	e.closed = true
	warm := e.warm
	e.warm = nil
	e.mu.Unlock()
	for _, p := range warm {
		p.kill()
	}
	if !e.alive.WaitFor(e.cfg.Timeout) {
		return synth.ErrHung
	}
	return nil
}

// key is what a process was started for.
type key struct {
	voice      string
	wpm, pitch int
}

// keyOf is what a process is started with. The falls at the ends of phrases shrink with
// the rate, so that short phrases sound higher; at twice the normal rate pitchDrop less
// (of 50) makes up for half of it, which leaves short and long ones within 3 per cent of
// the normal rate. The worker does the same. Beyond that synth/stretch stands before it.
func keyOf(voice string, rate int) key {
	rate = synth.ClampRate(rate)
	over := min(max(0, rate-synth.NormalRate), synth.NormalRate)
	return key{voice, NormalWPM * rate / synth.NormalRate, normalPitch - pitchDrop*over/synth.NormalRate}
}

const (
	normalPitch = 50
	pitchDrop   = 2
)

// Synthesize hands the clause to a process and waits for its first answer.
func (e *Engine) Synthesize(ctx context.Context, r synth.Request) (synth.Stream, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	v, ok := synth.VoiceFor(voices(), r.Lang)
	if !ok {
		return nil, fmt.Errorf("%w: %s", synth.ErrNoVoice, r.Lang)
	}
	text := synth.Clean(r.Text, synth.MaxText)
	spoken := text
	if e.cfg.Respell != nil {
		spoken = synth.Clean(e.cfg.Respell(r.Lang, text), 2*synth.MaxText)
	}
	if !synth.Audible(spoken) {
		return nothing{}, nil
	}
	k := keyOf(v.Name, r.Rate)
	p := e.takeWarm(k)
	for {
		fresh := p == nil
		if fresh {
			var err error
			if p, err = e.start(k); err != nil {
				return nil, err
			}
		}
		s, err := e.speak(ctx, p, spoken)
		if err == nil {
			s.text, s.lang = text, r.Lang
			return s, nil
		}
		p.kill()
		// A process that waited may have died in the meantime; a fresh one says
		// whether the program works.
		if fresh || ctx.Err() != nil || errors.Is(err, synth.ErrHung) {
			return nil, err
		}
		p = nil
	}
}

func (e *Engine) speak(ctx context.Context, p *process, spoken string) (*stream, error) {
	s := &stream{engine: e, p: p, ctx: ctx}
	s.stopWatch = context.AfterFunc(ctx, p.kill)
	p.feed(spoken)
	if err := s.header(); err != nil {
		s.stopWatch()
		return nil, err
	}
	return s, nil
}

func (e *Engine) takeWarm(k key) *process {
	e.mu.Lock()
	defer e.mu.Unlock()
	for i, p := range e.warm {
		if p.key == k {
			e.warm = append(e.warm[:i:i], e.warm[i+1:]...)
			return p
		}
	}
	return nil
}

// keep puts a waiting process on the shelf; the oldest falls off.
func (e *Engine) keep(p *process) {
	e.mu.Lock()
	var drop *process
	switch {
	case e.closed:
		drop = p
	default:
		for _, w := range e.warm {
			if w.key == p.key {
				drop = p
			}
		}
		if drop == nil {
			e.warm = append(e.warm, p)
			if len(e.warm) > maxWarm {
				drop, e.warm = e.warm[0], e.warm[1:]
			}
		}
	}
	e.mu.Unlock()
	if drop != nil {
		drop.kill()
	}
}

// replenish starts the next process while this clause is being played.
func (e *Engine) replenish(k key) {
	if e.cfg.Cold {
		return
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.closed {
		return
	}
	e.alive.Go(func() {
		if p, err := e.start(k); err == nil {
			e.keep(p)
		}
	})
}

// nothing is the sound of a clause without anything that can be said.
type nothing struct{}

func (nothing) Rate() int                  { return programRate }
func (nothing) Next() (synth.Chunk, error) { return synth.Chunk{}, io.EOF }
func (nothing) Close() error               { return nil }

// programRate is the sample rate of the program's own voices, in Hz.
const programRate = 22050

// blockBytes is how much is read at once: the program writes 4096 bytes at a time.
const blockBytes = 4096

// maxSeconds of sound are taken of one clause; a program that sends more lies.
// MaxText at MinRate lasts about eight minutes.
const maxSeconds = 600

// audible is the level above which a sample is speech, -50 dB: the program puts
// up to 50 ms of silence before a clause and 300 ms after it.
const audible = 0.003

type stream struct {
	engine    *Engine
	p         *process
	ctx       context.Context
	stopWatch func() bool
	text      string
	lang      scene.Lang

	rate   int
	got    int // samples so far
	first  int // the first and the last of them that can be heard
	last   int
	rest   []byte // read, not yet handed out
	buf    [blockBytes]byte
	pcm    [blockBytes/2 + 1]float32
	ended  error
	closed bool
}

func (s *stream) Rate() int { return s.rate }

// header reads the RIFF header: "RIFF", length, "WAVE", then chunks, of which
// "fmt " says what follows and "data" begins the samples. The lengths of a header
// that was written to a pipe mean nothing. (Multimedia Programming Interface and
// Data Specifications 1.0, IBM and Microsoft 1991, chapter 3.)
func (s *stream) header() error {
	h := make([]byte, 0, 256)
	for {
		rate, at, ok, err := parseHeader(h)
		if err != nil {
			return err
		}
		if ok {
			s.rate, s.rest = rate, h[at:]
			return nil
		}
		n, err := s.read(s.buf[:])
		if errors.Is(err, io.EOF) {
			return fmt.Errorf("%w: ended before its first sample", synth.ErrEngine)
		}
		if err != nil {
			return err
		}
		h = append(h, s.buf[:n]...)
	}
}

// maxHeader bytes may come before the samples.
const maxHeader = 8192

// parseHeader reads the beginning of a WAV stream. It reports false while more bytes are
// needed.
func parseHeader(h []byte) (rate, dataAt int, ok bool, err error) {
	bad := func(what string) (int, int, bool, error) {
		return 0, 0, false, fmt.Errorf("%w: %s", synth.ErrEngine, what)
	}
	if len(h) < 12 {
		if n := min(len(h), 4); string(h[:n]) != "RIFF"[:n] {
			return bad("no WAV header")
		}
		return 0, 0, false, nil
	}
	if string(h[:4]) != "RIFF" || string(h[8:12]) != "WAVE" {
		return bad("no WAV header")
	}
	for at := 12; at+8 <= len(h); {
		id, size := string(h[at:at+4]), int(binary.LittleEndian.Uint32(h[at+4:]))
		body := at + 8
		if id == "data" {
			if rate == 0 {
				return bad("samples before their format")
			}
			return rate, body, true, nil
		}
		if size > maxHeader {
			return bad("header too long")
		}
		if id == "fmt " && size >= 16 && body+16 <= len(h) {
			var wrong string
			if rate, wrong = formatRate(h[body:]); wrong != "" {
				return bad(wrong)
			}
		}
		at = body + size + size&1
	}
	if len(h) > maxHeader {
		return bad("header too long")
	}
	return 0, 0, false, nil
}

// formatRate is the sample rate of a "fmt " part, or what is wrong with it.
func formatRate(f []byte) (rate int, wrong string) {
	if binary.LittleEndian.Uint16(f) != 1 || binary.LittleEndian.Uint16(f[2:]) != 1 || binary.LittleEndian.Uint16(f[14:]) != 16 {
		return 0, "not 16 bit mono PCM"
	}
	r := binary.LittleEndian.Uint32(f[4:])
	if r < 8000 || r > 192000 {
		return 0, "sample rate out of range"
	}
	return int(r), ""
}

// read reads once, at most Timeout long.
func (s *stream) read(b []byte) (int, error) {
	n, err := s.p.read(b, s.engine.cfg.Timeout)
	if n > 0 {
		return n, nil
	}
	if c := s.ctx.Err(); c != nil {
		return 0, c
	}
	return 0, err
}

func (s *stream) Next() (synth.Chunk, error) {
	if s.ended != nil {
		return synth.Chunk{}, s.ended
	}
	raw := s.rest
	for len(raw) < 2 && s.ended == nil {
		var keep [1]byte
		k := copy(keep[:], raw)
		n, err := s.read(s.buf[k:])
		copy(s.buf[:], keep[:k])
		raw = s.buf[:k+n]
		if err != nil {
			s.finish(err)
		} else if s.got > maxSeconds*s.rate {
			s.finish(fmt.Errorf("%w: does not stop", synth.ErrEngine))
		}
	}
	n := len(raw) / 2
	if n > len(s.pcm) {
		n = len(s.pcm)
	}
	for i := range n {
		v := float32(int16(binary.LittleEndian.Uint16(raw[2*i:]))) / 32768
		s.pcm[i] = v
		if v > audible || v < -audible {
			if s.last == 0 {
				s.first = s.got + i
			}
			s.last = s.got + i + 1
		}
	}
	s.got += n
	s.rest = append([]byte(nil), raw[2*n:]...)
	c := synth.Chunk{PCM: s.pcm[:n]}
	if errors.Is(s.ended, io.EOF) {
		begin := time.Duration(s.first) * time.Second / time.Duration(s.rate)
		c.Marks = synth.ShareMarks(s.text, s.lang, time.Duration(s.last)*time.Second/time.Duration(s.rate)-begin)
		for i := range c.Marks {
			c.Marks[i].Offset += begin
		}
		return c, nil
	}
	if s.ended != nil {
		return synth.Chunk{}, s.ended
	}
	return c, nil
}

// finish notes why the stream ended.
func (s *stream) finish(err error) {
	if errors.Is(err, io.EOF) {
		if code := s.p.wait(s.engine.cfg.Timeout); code != nil {
			err = fmt.Errorf("%w: %v", synth.ErrEngine, code)
			if c := s.ctx.Err(); c != nil {
				err = c
			}
		}
	}
	s.ended = err
	s.release()
}

func (s *stream) Close() error {
	if s.ended == nil {
		s.ended = io.EOF
	}
	s.release()
	return nil
}

func (s *stream) release() {
	if s.closed {
		return
	}
	s.closed = true
	s.stopWatch()
	s.p.kill()
	s.engine.replenish(s.p.key)
}
