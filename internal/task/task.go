// Package task owns goroutines that end. Who starts one gets a Task, by which it is told to
// end and waited for; a Group counts several, and what else must be gone before something
// is closed. Sleep waits, and is woken by the end of a context.
//
// It hides the two channels and the wait that each owner would else make for itself. It
// starts goroutines and reads no files, devices or ports; pure packages may not use it.
package task

import (
	"context"
	"sync"
	"time"
)

// Task is one goroutine. Its methods may be called from any goroutine, more than once; but
// Stop and Wait from its own would wait for ever.
type Task struct {
	cancel context.CancelFunc
	ended  chan struct{}
}

// Start runs f on a goroutine of its own. f must return soon after its context has ended.
func Start(f func(ctx context.Context)) *Task { return StartIn(context.Background(), f) }

// StartIn is Start for a task that ends with a context, too.
func StartIn(parent context.Context, f func(ctx context.Context)) *Task {
	ctx, cancel := context.WithCancel(parent)
	t := &Task{cancel: cancel, ended: make(chan struct{})}
	go func() {
		defer close(t.ended)
		defer cancel() // what f has made of its context ends, too
		f(ctx)
	}()
	return t
}

// Every calls f on a goroutine of its own, each time that period has passed, until the task ends
// or its parent does. As Start's, f must return soon after its context has ended.
func Every(parent context.Context, period time.Duration, f func(ctx context.Context)) *Task {
	return StartIn(parent, func(ctx context.Context) {
		t := time.NewTicker(period)
		defer t.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-t.C:
				f(ctx)
			}
		}
	})
}

// Cancel ends the task's context and does not wait.
func (t *Task) Cancel() { t.cancel() }

// Wait returns when f has returned.
func (t *Task) Wait() { <-t.ended }

// Stop is Cancel and Wait.
func (t *Task) Stop() {
	t.cancel()
	<-t.ended
}

// Ended is closed when f has returned.
func (t *Task) Ended() <-chan struct{} { return t.ended }

// WaitFor is Wait for at most a time; it reports whether f has returned.
func (t *Task) WaitFor(limit time.Duration) bool { return within(t.ended, limit) }

// Group counts what is alive. The zero value is empty. Any goroutine may use it.
type Group struct {
	mu   sync.Mutex
	n    int
	idle chan struct{} // closed at zero; nil: nobody waits
}

// Go runs f on a goroutine that is counted until f returns.
func (g *Group) Go(f func()) {
	done := g.Hold()
	go func() {
		defer done()
		f()
	}()
}

// Hold counts something else, such as a child process, until done is called.
func (g *Group) Hold() (done func()) {
	g.mu.Lock()
	g.n++
	g.mu.Unlock()
	return sync.OnceFunc(g.release)
}

func (g *Group) release() {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.n--; g.n == 0 && g.idle != nil {
		close(g.idle)
		g.idle = nil
	}
}

// WaitFor waits until nothing is alive, at most for a time, and reports whether that was
// so. A process that the kernel cannot end, or an f that breaks its contract, is left
// behind.
func (g *Group) WaitFor(limit time.Duration) bool {
	g.mu.Lock()
	if g.n == 0 {
		g.mu.Unlock()
		return true
	}
	if g.idle == nil {
		g.idle = make(chan struct{})
	}
	idle := g.idle
	g.mu.Unlock()
	return within(idle, limit)
}

// Sleep returns after d, or with the context's error as soon as that has ended.
func Sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func within(done <-chan struct{}, limit time.Duration) bool {
	t := time.NewTimer(limit)
	defer t.Stop()
	select {
	case <-done:
		return true
	case <-t.C:
	}
	select {
	case <-done: // both at once
		return true
	default:
		return false
	}
}
