package transporttest

import (
	"fmt"
	"sync"
	"time"

	"modu/devices"
	"modu/devices/transport"
)

// Capacity is how many bytes a pipe takes before a write blocks: what a
// pseudo-terminal was measured to take.
const Capacity = 20480

// Pipe makes two connected ports.
func Pipe() (a, b *End) {
	ab, ba := newHalf(), newHalf()
	a = &End{in: ba, out: ab, timeout: -1}
	b = &End{in: ab, out: ba, timeout: -1}
	return a, b
}

// End is one end of a pipe.
type End struct {
	in, out *half
	mu      sync.Mutex
	timeout time.Duration
	closed  bool
}

var _ transport.Port = (*End)(nil)

// half carries bytes one way.
type half struct {
	mu     sync.Mutex
	buf    []byte
	gone   bool          // one of the two ends is closed
	change chan struct{} // closed and replaced at every change
}

func newHalf() *half { return &half{change: make(chan struct{})} }

func (h *half) changed() {
	close(h.change)
	h.change = make(chan struct{})
}

func (h *half) hangUp() {
	h.mu.Lock()
	defer h.mu.Unlock()
	if !h.gone {
		h.gone = true
		h.changed()
	}
}

func (e *End) gone() error {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.closed {
		return fmt.Errorf("pipe: %w", devices.ErrClosed)
	}
	return fmt.Errorf("pipe: %w", devices.ErrDisconnected)
}

// SetReadTimeout is as in transport.Port.
func (e *End) SetReadTimeout(d time.Duration) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.timeout = d
	return nil
}

// Read is as in transport.Port. What the other end had written before it closed is
// lost, as on a pseudo-terminal.
func (e *End) Read(p []byte) (int, error) {
	e.mu.Lock()
	timeout := e.timeout
	e.mu.Unlock()
	var after <-chan time.Time
	if timeout > 0 {
		t := time.NewTimer(timeout)
		defer t.Stop()
		after = t.C
	}
	for {
		e.in.mu.Lock()
		if e.in.gone {
			e.in.mu.Unlock()
			return 0, e.gone()
		}
		if len(e.in.buf) > 0 {
			n := copy(p, e.in.buf)
			e.in.buf = e.in.buf[n:]
			e.in.changed()
			e.in.mu.Unlock()
			return n, nil
		}
		change := e.in.change
		e.in.mu.Unlock()
		if timeout == 0 {
			return 0, nil
		}
		select {
		case <-change:
		case <-after:
			return 0, nil
		}
	}
}

// Write is as in transport.Port.
func (e *End) Write(p []byte) (n int, err error) {
	for {
		e.out.mu.Lock()
		if e.out.gone {
			e.out.mu.Unlock()
			return n, e.gone()
		}
		room := min(Capacity-len(e.out.buf), len(p)-n)
		if room > 0 {
			e.out.buf = append(e.out.buf, p[n:n+room]...)
			n += room
			e.out.changed()
		}
		change := e.out.change
		e.out.mu.Unlock()
		if n == len(p) {
			return n, nil
		}
		<-change
	}
}

// Close hangs up both ways.
func (e *End) Close() error {
	e.mu.Lock()
	e.closed = true
	e.mu.Unlock()
	e.in.hangUp()
	e.out.hangUp()
	return nil
}
