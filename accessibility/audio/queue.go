package audio

import (
	"context"
	"sync"
)

// Stream is sound on its way to a sink. The sink pulls it, on its own goroutine.
type Stream interface {
	// Read fills dst with what is there, and never waits. end says that nothing
	// follows after these n samples.
	Read(dst []float32) (n int, end bool)
}

// Queue is a Stream that somebody writes to while it is played. It holds a bounded
// amount; a writer that is ahead waits.
type Queue struct {
	mu    sync.Mutex
	parts [][]float32 // as they were written, less what was read of the first
	left  int         // samples in them
	done  bool
	room  chan struct{} // signals the writer, one slot
	limit int
}

// NewQueue holds up to about limit samples. A single Write is never split.
func NewQueue(limit int) *Queue {
	return &Queue{limit: limit, room: make(chan struct{}, 1)}
}

// Write appends sound, which must not be changed any more. It waits while the queue is
// full, until ctx ends.
func (q *Queue) Write(ctx context.Context, pcm []float32) error {
	if err := q.WaitBelow(ctx, q.limit); err != nil {
		return err
	}
	q.mu.Lock()
	defer q.mu.Unlock()
	q.parts = append(q.parts, pcm)
	q.left += len(pcm)
	return nil
}

// WaitBelow waits until fewer than n samples are left to play, or ctx ends. For
// the writer only.
func (q *Queue) WaitBelow(ctx context.Context, n int) error {
	for {
		q.mu.Lock()
		left := q.left
		q.mu.Unlock()
		if left < n {
			return ctx.Err()
		}
		select {
		case <-q.room:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// End says that nothing more will be written.
func (q *Queue) End() {
	q.mu.Lock()
	q.done = true
	q.mu.Unlock()
}

// Read is for the sink.
func (q *Queue) Read(dst []float32) (int, bool) {
	q.mu.Lock()
	n := 0
	for n < len(dst) && len(q.parts) > 0 {
		k := copy(dst[n:], q.parts[0])
		if q.parts[0] = q.parts[0][k:]; len(q.parts[0]) == 0 {
			q.parts[0], q.parts = nil, q.parts[1:]
		}
		n += k
	}
	q.left -= n
	end := q.done && q.left == 0
	q.mu.Unlock()
	select {
	case q.room <- struct{}{}:
	default:
	}
	return n, end
}

// Clip is a Stream of sound that is complete.
type Clip struct {
	pcm []float32
}

// NewClip plays pcm, which must not be changed any more.
func NewClip(pcm []float32) *Clip { return &Clip{pcm} }

// Read is for the sink.
func (c *Clip) Read(dst []float32) (int, bool) {
	n := copy(dst, c.pcm)
	c.pcm = c.pcm[n:]
	return n, len(c.pcm) == 0
}
