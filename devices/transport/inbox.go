package transport

import (
	"fmt"
	"io"
	"sync"
	"time"

	"modu/devices"
)

// Inbox is the reading half of a Port whose bytes are brought by goroutines of its own.
// They call Put and Fail; one reader calls Read.
type Inbox struct {
	name   string
	in     chan []byte
	closed chan struct{}
	failed chan struct{}
	close  func()
	fail   func(error)
	err    error // why it failed; read only after failed is closed

	mu      sync.Mutex
	timeout time.Duration
	rest    []byte // taken and not yet read
}

// NewInbox makes an empty one. Errors name the port.
func NewInbox(name string) *Inbox {
	b := &Inbox{name: name, in: make(chan []byte), closed: make(chan struct{}), failed: make(chan struct{}), timeout: -1}
	b.close = sync.OnceFunc(func() { close(b.closed) })
	var once sync.Once
	b.fail = func(err error) {
		once.Do(func() {
			b.err = err
			close(b.failed)
		})
	}
	return b
}

// Put waits until bytes are taken, which the caller then leaves alone. It reports whether
// they were; after Close they are not.
func (b *Inbox) Put(bytes []byte) bool {
	select {
	case b.in <- bytes:
		return true
	case <-b.closed:
		return false
	}
}

// Fail lets every later Read fail: the other end is gone, because of err; nil is the end of
// a file. Only the first call counts.
func (b *Inbox) Fail(err error) { b.fail(err) }

// Close frees Put and Read, and says so to whom waits for Closed. Calling it again does
// nothing.
func (b *Inbox) Close() { b.close() }

// Closed is closed by Close.
func (b *Inbox) Closed() <-chan struct{} { return b.closed }

// SetReadTimeout is as in Port.
func (b *Inbox) SetReadTimeout(d time.Duration) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.timeout = d
	return nil
}

// Read is as in Port.
func (b *Inbox) Read(p []byte) (int, error) {
	timeout, n := b.left(p)
	if n > 0 {
		return n, nil
	}
	select {
	case <-b.closed: // first of all, since more than one of the below may be ready
		return 0, b.gone()
	default:
	}
	var after <-chan time.Time
	if timeout >= 0 {
		t := time.NewTimer(timeout)
		defer t.Stop()
		after = t.C
	}
	select {
	case <-b.closed:
		return 0, b.gone()
	case got := <-b.in:
		n := copy(p, got)
		b.mu.Lock()
		b.rest = got[n:]
		b.mu.Unlock()
		return n, nil
	case <-b.failed:
		return 0, b.gone()
	case <-after:
		return 0, nil
	}
}

// left reads what an earlier Read had no room for.
func (b *Inbox) left(p []byte) (timeout time.Duration, n int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	n = copy(p, b.rest)
	b.rest = b.rest[n:]
	return b.timeout, n
}

// gone says why there is nothing more to read. Our own Close goes before a failure, which
// it may have caused.
func (b *Inbox) gone() error {
	select {
	case <-b.closed:
		return fmt.Errorf("%s: %w", b.name, devices.ErrClosed)
	default:
		err := b.err
		if err == nil {
			err = io.EOF
		}
		return fmt.Errorf("%s: %w (%v)", b.name, devices.ErrDisconnected, err)
	}
}
