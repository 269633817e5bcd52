package speaker

import (
	"context"
	"sync"

	"modu/accessibility/input"
	"modu/internal/task"
)

// maxEvents is how many events may wait for the receiver before marks are left
// out. Starts and ends are never left out: there are few of them.
const maxEvents = 256

// emitter hands events over in order, without making their sender wait.
type emitter struct {
	emit func(input.Event)

	mu     sync.Mutex
	queue  []input.Event
	closed bool
	wake   chan struct{}
	own    *task.Task
}

func newEmitter(emit func(input.Event)) *emitter {
	e := &emitter{emit: emit, wake: make(chan struct{}, 1)}
	e.own = task.Start(e.run)
	return e
}

func (e *emitter) put(ev input.Event) {
	e.mu.Lock()
	_, isMark := ev.(input.MarkReached)
	if !e.closed && (!isMark || len(e.queue) < maxEvents) {
		e.queue = append(e.queue, ev)
	}
	e.mu.Unlock()
	e.poke()
}

// close drops what waits and lets the goroutine end; it does not wait for it, since
// a call of emit may wait for the one that closes.
func (e *emitter) close() {
	e.mu.Lock()
	e.closed, e.queue = true, nil
	e.mu.Unlock()
	e.own.Cancel()
}

func (e *emitter) poke() {
	select {
	case e.wake <- struct{}{}:
	default:
	}
}

func (e *emitter) run(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-e.wake:
		}
		for ev, ok := e.next(); ok; ev, ok = e.next() {
			e.emit(ev)
		}
	}
}

// next takes the oldest event, if there is one.
func (e *emitter) next() (input.Event, bool) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if len(e.queue) == 0 {
		return nil, false
	}
	ev := e.queue[0]
	e.queue = e.queue[1:]
	return ev, true
}
