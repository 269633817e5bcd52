package sign

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"image"
	"io"
	"os"
	"strings"
	"sync"
	"time"

	"modu/internal/child"
)

// Patience is how long a picture may take: a decoder that hangs is ended.
const Patience = 3 * time.Second

// Player opens clips.
type Player struct {
	Decoder  []string      // the command line of a child that runs Decode on its standard input and output
	Patience time.Duration // how long a picture may take; zero is Patience
}

// Stream is one clip being played.
type Stream struct {
	Header Header

	patience time.Duration
	child    *child.Child
	r        *bufio.Reader
	says     *tail
	frame    *image.YCbCr
	once     sync.Once
	end      error
}

// Open starts the decoder on a clip. It waits for the header, at most the player's
// patience.
func (p Player) Open(clip []byte) (*Stream, error) {
	if err := Probe(clip); err != nil {
		return nil, err
	}
	s := &Stream{patience: p.Patience, says: &tail{}}
	if s.patience <= 0 {
		s.patience = Patience
	}
	var err error
	if s.child, err = child.Start(child.Spec{Command: p.Decoder[0], Args: p.Decoder[1:], PipeOut: true, Stdin: bytes.NewReader(clip), Stderr: s.says,
		Limits: child.Limits{Memory: maxMemory, Files: maxFiles}}); err != nil {
		return nil, err
	}
	s.r = bufio.NewReaderSize(s.child.Out, 1<<16)
	var head [len(magic) + 12]byte
	if err := s.read(head[:]); err != nil {
		return nil, s.fail(err)
	}
	at := func(i int) int { return int(binary.BigEndian.Uint32(head[len(magic)+4*i:])) }
	s.Header = Header{at(0), at(1), float64(at(2)) / 1000}
	h := s.Header
	if string(head[:len(magic)]) != magic || h.Width < 16 || h.Height < 16 || h.Width > maxWidth || h.Height > maxHeight || h.Rate < 1 || h.Rate > 60 {
		return nil, s.fail(errors.New("the decoder does not speak as it should"))
	}
	s.frame = newFrame(h)
	return s, nil
}

// Next returns the next picture, which is valid until the next call. After the last one
// it returns io.EOF.
func (s *Stream) Next() (*image.YCbCr, error) {
	for _, plane := range [][]byte{s.frame.Y, s.frame.Cb, s.frame.Cr} {
		if err := s.read(plane); err != nil {
			return nil, s.fail(err)
		}
	}
	return s.frame, nil
}

func (s *Stream) read(p []byte) error {
	if err := s.child.Out.SetReadDeadline(time.Now().Add(s.patience)); err != nil {
		return err
	}
	_, err := io.ReadFull(s.r, p)
	return err
}

// fail ends the child and words why the stream ended.
func (s *Stream) fail(err error) error {
	hung := errors.Is(err, os.ErrDeadlineExceeded)
	wait := s.close()
	switch {
	case hung:
		return fmt.Errorf("%w: the decoder hangs", ErrBroken)
	case wait != nil:
		return fmt.Errorf("%w: %s", ErrBroken, s.says.line(wait))
	case errors.Is(err, io.EOF):
		return io.EOF
	}
	return fmt.Errorf("%w: %w", ErrBroken, err)
}

// Close ends the clip, wherever it is, and waits for the child.
func (s *Stream) Close() { _ = s.close() }

func (s *Stream) close() error {
	s.once.Do(func() {
		if killed := s.child.End(grace); !killed {
			s.end = s.child.Err()
		}
	})
	return s.end
}

// What a decoder may use: a few pictures of the largest size and its own code.
const (
	maxMemory = 1 << 30
	maxFiles  = 64
)

// grace is how long a child may take to end after its pipe was closed.
const grace = 200 * time.Millisecond

// tail keeps the last line of what a child says.
type tail struct {
	mu  sync.Mutex
	buf []byte
}

func (t *tail) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.buf = append(t.buf, p...)
	if len(t.buf) > 4096 {
		t.buf = append(t.buf[:0], t.buf[len(t.buf)-2048:]...)
	}
	return len(p), nil
}

func (t *tail) line(err error) string {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, l := range strings.Split(string(t.buf), "\n") {
		if l = strings.TrimSpace(strings.TrimPrefix(l, ErrBroken.Error()+": ")); l != "" {
			return l
		}
	}
	return err.Error()
}
