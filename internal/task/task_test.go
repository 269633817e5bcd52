package task_test

import (
	"context"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"modu/internal/task"
	"modu/internal/task/tasktest"
)

func TestTask(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var did []string
		w := task.Start(func(ctx context.Context) {
			<-ctx.Done()
			time.Sleep(time.Second)
			did = append(did, "ended")
		})
		began := time.Now()
		if w.WaitFor(time.Second) {
			t.Error("it ended by itself")
		}
		w.Cancel()
		select {
		case <-w.Ended():
			t.Error("Cancel has waited")
		default:
		}
		w.Stop()
		w.Stop()
		w.Wait()
		if !slices.Equal(did, []string{"ended"}) || time.Since(began) != 2*time.Second || !w.WaitFor(0) {
			t.Errorf("after %v: %v", time.Since(began), did)
		}
	})
}

// A task ends with the context that it was started in, and by itself.
func TestTaskEnds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		var inner context.Context
		in := task.StartIn(ctx, func(ctx context.Context) { inner = ctx; <-ctx.Done() })
		cancel()
		in.Wait()
		own := task.Start(func(ctx context.Context) { inner = ctx })
		own.Wait()
		if inner.Err() == nil {
			t.Error("the context outlives its task")
		}
	})
}

func TestGroup(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var g task.Group
		if !g.WaitFor(0) {
			t.Error("an empty group is alive")
		}
		began := time.Now()
		g.Go(func() { time.Sleep(500 * time.Millisecond) })
		done := g.Hold()
		if g.WaitFor(time.Second) || time.Since(began) != time.Second {
			t.Errorf("after %v the group is empty, but something is held", time.Since(began))
		}
		time.AfterFunc(time.Second, done)
		first := task.Start(func(context.Context) {
			if !g.WaitFor(time.Hour) {
				t.Error("one of two was not told")
			}
		})
		if !g.WaitFor(time.Hour) || time.Since(began) != 2*time.Second {
			t.Errorf("told after %v", time.Since(began))
		}
		first.Wait()
		done() // twice is once
		g.Go(func() {})
		if !g.WaitFor(time.Hour) {
			t.Error("a group cannot be used again")
		}
	})
}

// A goroutine that was left behind is found, and one that has ended is not.
func TestLeft(t *testing.T) {
	const here = "modu/internal/task."
	outside := task.Start(func(ctx context.Context) { <-ctx.Done() })
	defer outside.Stop() // which is not the bubble's
	synctest.Test(t, func(t *testing.T) {
		w := task.Start(func(ctx context.Context) { <-ctx.Done() })
		synctest.Wait()
		if left := tasktest.Left(here); len(left) != 1 || !strings.Contains(left[0], "StartIn") {
			t.Errorf("of a running task: %q", left)
		}
		w.Stop()
		synctest.Wait()
		if left := tasktest.Left(here); len(left) > 0 {
			t.Errorf("of an ended task: %q", left)
		}
	})
}

// Sleep lasts as long as it is told, unless its context ends before.
func TestSleep(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		began := time.Now()
		if err := task.Sleep(t.Context(), time.Minute); err != nil || time.Since(began) != time.Minute {
			t.Errorf("after %v: %v", time.Since(began), err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		began = time.Now()
		if err := task.Sleep(ctx, time.Minute); err != context.DeadlineExceeded || time.Since(began) != time.Second {
			t.Errorf("its context ended after %v: %v", time.Since(began), err)
		}
	})
}

// Every calls again and again, not at once, and no more when it has ended or its parent has.
func TestEvery(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		parent, end := context.WithCancel(t.Context())
		var calls atomic.Int64 // time passes without an order between the two goroutines
		a := task.Every(parent, time.Minute, func(context.Context) { calls.Add(1) })
		for i, want := range []int64{0, 0, 1, 1, 2} {
			synctest.Wait()
			if calls := calls.Load(); calls != want {
				t.Errorf("after %d half minutes it was called %d times, not %d", i, calls, want)
			}
			time.Sleep(30 * time.Second)
		}
		end()
		a.Wait()
		called := calls.Load()
		time.Sleep(time.Hour)
		if calls := calls.Load(); calls != called {
			t.Errorf("it was called %d times after its end", calls-called)
		}
		task.Every(t.Context(), time.Minute, func(context.Context) { t.Error("called after Stop") }).Stop()
		time.Sleep(time.Hour)
	})
}
