package worker

import (
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"sync"
	"time"
	"unicode/utf8"

	"modu/accessibility/scene"
	"modu/accessibility/synth"
	"modu/internal/child"
	"modu/internal/task"
)

// process is one run of a worker. Any goroutine may call its methods.
type process struct {
	child   *child.Child
	in, out *os.File
	timeout time.Duration
	writes  chan []byte
	dead    chan struct{} // closed by fail

	hello Hello // set before anybody else sees the process

	mu        sync.Mutex
	open      []*clause // asked and not ended, oldest first
	lastID    uint32
	lastFrame time.Time // or when the first of open was asked
	headSince time.Time // when the first of open became the first
	err       error
	counted   bool // its failure was counted, under Engine.mu
}

// What a worker may use: a voice made of a neural network has a large one, and none needs
// many files once it runs.
const (
	maxMemory = 4 << 30
	maxFiles  = 256
)

// maxWrites frames may wait for a worker that does not read.
const maxWrites = 64

// launch starts the child and waits for its hello. The child and what serves it are counted
// in alive until they are gone.
func launch(cfg Config, alive *task.Group) (*process, error) {
	defer alive.Hold()()
	c, err := child.Start(child.Spec{Command: cfg.Command, Args: cfg.Args, PipeIn: true, PipeOut: true, Limits: child.Limits{Memory: maxMemory, Files: maxFiles}})
	if err != nil {
		return nil, err
	}
	p := &process{child: c, in: c.In, out: c.Out, timeout: cfg.Timeout, writes: make(chan []byte, maxWrites),
		dead: make(chan struct{})}
	var d Decoder
	if err := p.greet(&d, cfg.StartTimeout); err != nil {
		p.fail(err)
	}
	alive.Go(p.write)
	alive.Go(func() {
		p.read(&d)
		<-c.Done()
	})
	if err := p.failed(); err != nil {
		return nil, err
	}
	return p, nil
}

func (p *process) greet(d *Decoder, timeout time.Duration) error {
	_ = p.out.SetReadDeadline(time.Now().Add(timeout))
	buf := make([]byte, 4096)
	for {
		f, ok, err := d.Next()
		if err != nil {
			return fmt.Errorf("%w: %w", synth.ErrEngine, err)
		}
		if ok {
			if f.Kind != KindHello || f.ID != 0 {
				return fmt.Errorf("%w: %w: begins with %c", synth.ErrEngine, ErrProtocol, f.Kind)
			}
			if p.hello, err = ParseHello(f.Payload); err != nil {
				return fmt.Errorf("%w: %w", synth.ErrEngine, err)
			}
			return p.out.SetReadDeadline(time.Time{})
		}
		n, err := p.out.Read(buf)
		d.Feed(buf[:n])
		if errors.Is(err, os.ErrDeadlineExceeded) {
			return fmt.Errorf("%w: no hello", synth.ErrHung)
		} else if err != nil && n == 0 {
			return fmt.Errorf("%w: no hello: %v", synth.ErrEngine, err)
		}
	}
}

// write hands frames to the child, which may be slow to read.
func (p *process) write() {
	for {
		select {
		case b := <-p.writes:
			_ = p.in.SetWriteDeadline(time.Now().Add(p.timeout))
			if _, err := p.in.Write(b); errors.Is(err, os.ErrDeadlineExceeded) {
				p.fail(errDeaf())
			}
			// Any other failure shows, with its reason, where the child is read.
		case <-p.dead:
			return
		}
	}
}

// read takes what the child says, until it is dead.
func (p *process) read(d *Decoder) {
	buf := make([]byte, 32768)
	grace, took := false, false
	for p.failed() == nil {
		for {
			f, ok, err := d.Next()
			if err == nil && ok {
				err = p.frame(f)
			}
			if err != nil {
				p.fail(fmt.Errorf("%w: %w", synth.ErrEngine, err))
				return
			}
			if !ok {
				break
			}
		}
		if grace && took { // what came after all must have made up for the delay
			if grace = false; p.late(time.Now()) {
				p.fail(fmt.Errorf("%w: too slow", synth.ErrHung))
				return
			}
		}
		took = false
		if !grace {
			p.arm()
		}
		n, err := p.out.Read(buf)
		d.Feed(buf[:n])
		switch {
		case n > 0:
			took = true
		case errors.Is(err, os.ErrDeadlineExceeded):
			if grace {
				p.fail(fmt.Errorf("%w: no answer", synth.ErrHung))
			}
			// A machine that stood still lets a deadline pass although the answer is there:
			// look once more before the worker is blamed.
			if grace = p.late(time.Now()); grace {
				_ = p.out.SetReadDeadline(time.Now().Add(p.timeout / 8))
			}
		default:
			p.fail(fmt.Errorf("%w: worker ended: %v", synth.ErrEngine, err))
		}
	}
}

// deadline is when the child counts as hung; call it with mu held. A worker must say
// something within the timeout, and make sound no slower than it is played: one that
// sends a sample now and then is as good as silent.
func (p *process) deadline() time.Time {
	if len(p.open) == 0 {
		return time.Time{}
	}
	sound := time.Duration(p.open[0].received()) * time.Second / time.Duration(p.hello.Rate)
	slow := p.headSince.Add(2*p.timeout + sound)
	if quiet := p.lastFrame.Add(p.timeout); quiet.Before(slow) {
		return quiet
	}
	return slow
}

func (p *process) arm() {
	p.mu.Lock()
	defer p.mu.Unlock()
	_ = p.out.SetReadDeadline(p.deadline())
}

func (p *process) late(now time.Time) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	d := p.deadline()
	return !d.IsZero() && !now.Before(d)
}

// frame gives one frame to the clause it belongs to.
func (p *process) frame(f Frame) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.open) == 0 || f.ID != p.open[0].id {
		return fmt.Errorf("%w: %c of clause %d, which is not its turn", ErrProtocol, f.Kind, f.ID)
	}
	c := p.open[0]
	p.lastFrame = time.Now()
	switch f.Kind {
	case KindAudio:
		return c.audio(f.Payload)
	case KindWord:
		w, err := ParseWord(f.Payload)
		if err != nil {
			return err
		}
		return c.word(w)
	case KindEnd:
		if len(f.Payload) == 0 {
			return fmt.Errorf("%w: end: too short", ErrProtocol)
		}
		p.open = p.open[1:]
		p.headSince = p.lastFrame
		c.end(f.Payload[0], f.Payload[1:])
		return nil
	}
	return fmt.Errorf("%w: %c from a worker", ErrProtocol, f.Kind)
}

// speak asks for a clause.
func (p *process) speak(voice synth.Voice, lang scene.Lang, rate int, text string) (*clause, error) {
	p.mu.Lock()
	if p.err != nil {
		defer p.mu.Unlock()
		return nil, p.err
	}
	p.lastID++
	c := newClause(p.lastID, text, synth.Estimate(text, lang, rate), p.hello.Rate)
	if len(p.open) == 0 {
		p.headSince = time.Now()
		p.lastFrame = p.headSince
	}
	p.open = append(p.open, c)
	_ = p.out.SetReadDeadline(p.deadline())
	// The order of ids is the order of frames, so this belongs under the lock.
	ok := p.post(AppendFrame(nil, KindSpeak, c.id, Speak{Rate: rate, Voice: voice.Name, Text: text}.Append(nil)))
	p.mu.Unlock()
	if !ok {
		p.fail(errDeaf())
	}
	return c, nil
}

// cancel drops what still comes of a clause; the worker must end it soon.
func (p *process) cancel(c *clause) {
	if c.drop() && !p.post(AppendFrame(nil, KindCancel, c.id, nil)) {
		p.fail(errDeaf())
	}
}

// post reports whether there was room for the frame.
func (p *process) post(b []byte) bool {
	select {
	case p.writes <- b:
		return true
	default:
		return false
	}
}

// errDeaf is a worker that left maxWrites frames unread.
func errDeaf() error { return fmt.Errorf("%w: does not read", synth.ErrHung) }

func (p *process) failed() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.err
}

// fail ends the child at once and tells the open clauses why. It does not wait.
func (p *process) fail(err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.err != nil {
		return
	}
	p.err = err
	p.child.Kill()
	close(p.dead)
	_ = p.in.Close()
	_ = p.out.Close()
	for _, c := range p.open {
		c.fail(err)
	}
	p.open = nil
}

// clause is what a worker has sent for one S.
type clause struct {
	id       uint32
	runes    int
	estimate time.Duration
	wake     chan struct{} // something has changed

	mu        sync.Mutex
	pcm       []byte // received and not taken
	words     []Word // received and not taken
	got       int    // samples received
	loud      bool   // one of them can be heard
	allowed   int    // samples that may come
	wordsLeft int
	lastWord  Word
	dropped   bool
	ended     bool
	err       error
}

// maxSound bounds the sound of one clause, however long it is estimated to be:
// synth.MaxText at synth.MinRate lasts some eight minutes.
const maxSound = 10 * time.Minute

func newClause(id uint32, text string, estimate time.Duration, rate int) *clause {
	n := utf8.RuneCountInString(text)
	longest := min(3*estimate+3*time.Second, maxSound)
	return &clause{id: id, runes: n, wordsLeft: n, estimate: estimate, wake: make(chan struct{}, 1),
		allowed: int(longest.Seconds() * float64(rate))}
}

func (c *clause) received() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.got
}

func (c *clause) poke() {
	select {
	case c.wake <- struct{}{}:
	default:
	}
}

// audible is the level above which a sample is sound, -50 dB.
const audible = 104

func (c *clause) audio(b []byte) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(b) == 0 || len(b)%2 != 0 {
		return fmt.Errorf("%w: %d bytes of sound", ErrProtocol, len(b))
	}
	if c.got += len(b) / 2; c.got > c.allowed {
		return fmt.Errorf("%w: does not stop", ErrProtocol)
	}
	if !c.dropped {
		c.pcm = append(c.pcm, b...)
		for i := 0; i < len(b) && !c.loud; i += 2 {
			v := int16(binary.LittleEndian.Uint16(b[i:]))
			c.loud = v > audible || v < -audible
		}
		c.poke()
	}
	return nil
}

func (c *clause) word(w Word) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if w.At+w.Len > c.runes || w.At < c.lastWord.At || w.Sample < c.lastWord.Sample || w.Sample > c.allowed || c.wordsLeft == 0 {
		return fmt.Errorf("%w: word %+v of %d code points", ErrProtocol, w, c.runes)
	}
	c.wordsLeft--
	c.lastWord = w
	if !c.dropped {
		c.words = append(c.words, w)
		c.poke()
	}
	return nil
}

func (c *clause) end(status byte, why []byte) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.ended = true
	if status != StatusSaid {
		c.err = fmt.Errorf("%w: status %d: %.200q", synth.ErrEngine, status, why)
	}
	c.poke()
}

func (c *clause) fail(err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.ended, c.err = true, err
	c.poke()
}

// drop reports whether the worker has still to be told.
func (c *clause) drop() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.dropped || c.ended {
		return false
	}
	c.dropped, c.pcm, c.words = true, nil, nil
	return true
}

// take gives what has come: up to len(into) bytes and all words, and, when nothing
// is left, how it ended.
func (c *clause) take(into []byte) (n int, words []Word, ended bool, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	n = copy(into, c.pcm)
	if c.pcm = c.pcm[n:]; len(c.pcm) == 0 {
		c.pcm = nil
	}
	words, c.words = c.words, nil
	if c.ended && len(c.pcm) == 0 {
		return n, words, true, c.err
	}
	return n, words, false, nil
}

// left is how many samples wait to be taken; broken says that no more will come,
// because the clause failed.
func (c *clause) left() (samples int, broken bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return len(c.pcm) / 2, c.ended && c.err != nil
}

// cut drops what waits but its first samples.
func (c *clause) cut(samples int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if 2*samples < len(c.pcm) {
		c.pcm = c.pcm[:2*samples]
	}
}
