package link

import (
	"sync/atomic"
	"time"

	"modu/devices/transport"
	"modu/internal/task"
)

// openPort is a port with its two goroutines.
type openPort struct {
	port   transport.Port
	now    func() time.Duration
	lim    limits
	in     chan []byte
	failed chan error // one place for each goroutine, so that neither ever waits
	queue  chan []byte
	stop   chan struct{}
	alive  task.Group

	unwritten atomic.Int64 // writes queued or under way
	moved     atomic.Int64 // when the oldest of them began to be written
}

func newOpenPort(l *Link, p transport.Port) *openPort {
	o := &openPort{port: p, now: l.now, lim: l.lim, in: make(chan []byte), failed: make(chan error, 2),
		queue: make(chan []byte, queueLen), stop: make(chan struct{})}
	o.alive.Go(o.read)
	o.alive.Go(o.write)
	return o
}

func (o *openPort) read() {
	buf := make([]byte, 4096)
	for {
		n, err := o.port.Read(buf)
		if n > 0 {
			select {
			case o.in <- append([]byte(nil), buf[:n]...):
			case <-o.stop:
				return
			}
		}
		if err != nil {
			o.failed <- err
			return
		}
		select {
		case <-o.stop:
			return
		default:
		}
	}
}

func (o *openPort) write() {
	for {
		select {
		case <-o.stop:
			return
		case b := <-o.queue:
			o.moved.Store(int64(o.now()))
			_, err := o.port.Write(b)
			o.moved.Store(int64(o.now()))
			o.unwritten.Add(-1)
			if err != nil {
				o.failed <- err
				return
			}
		}
	}
}

// send queues bytes; false: the queue is full.
func (o *openPort) send(b []byte) bool {
	if o.unwritten.Add(1) == 1 {
		o.moved.Store(int64(o.now()))
	}
	select {
	case o.queue <- b:
		return true
	default:
		return false
	}
}

// stallAt is when the writer counts as stuck; 0: it has nothing to do.
func (o *openPort) stallAt() time.Duration {
	if o.unwritten.Load() == 0 {
		return 0
	}
	return time.Duration(o.moved.Load()) + o.lim.stall
}

// close closes the port and waits for its goroutines. If it returns false they are
// stuck in the kernel and have been left behind: one driver's fault must not hold
// up the rest.
func (o *openPort) close() bool {
	close(o.stop)
	o.alive.Go(func() { o.port.Close() })
	return o.alive.WaitFor(o.lim.abandon)
}
