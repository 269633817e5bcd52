package direct

import (
	"testing"
	"testing/synctest"
	"time"

	"fyne.io/fyne/v2/test"
)

// sleeper is a window system that sleeps until it is woken.
type sleeper struct {
	woken  chan struct{}
	sleeps int
}

func newSleeper() *sleeper { return &sleeper{woken: make(chan struct{}, 1)} }

func (s *sleeper) wait(d time.Duration) {
	s.sleeps++
	select {
	case <-s.woken:
	case <-time.After(d):
	}
}

func (s *sleeper) wake() { s.woken <- struct{}{} }

func TestRestSleepsWhileNothingHappens(t *testing.T) {
	test.NewTempApp(t)
	synctest.Test(t, func(t *testing.T) {
		s := newSleeper()
		r := &Rest{wake: s.wake}
		began := time.Now()
		for range 8 {
			r.turn(s.wait)
		}
		if took := time.Since(began); took != 8*restMost || s.sleeps != 8 {
			t.Errorf("8 turns took %v with %d sleeps", took, s.sleeps)
		}
	})
}

func TestRestWakesForWhatIsToBeDone(t *testing.T) {
	test.NewTempApp(t)
	synctest.Test(t, func(t *testing.T) {
		s := newSleeper()
		r := &Rest{wake: s.wake}
		done := make(chan time.Duration, 1)
		began := time.Now()
		go func() { // another goroutine gives something to do while the loop sleeps
			time.Sleep(10 * time.Millisecond)
			r.Do(func() { done <- time.Since(began) })
		}()
		r.turn(s.wait)
		if took := time.Since(began); took != 10*time.Millisecond {
			t.Errorf("the loop slept for %v", took)
		}
		if at := <-done; at != 10*time.Millisecond {
			t.Errorf("done after %v", at)
		}
		r.turn(s.wait)
		if s.sleeps != 1 {
			t.Error("the toolkit has no turn of its own after something was done")
		}
		r.turn(s.wait)
		if s.sleeps != 2 {
			t.Error("it does not sleep any more")
		}
	})
}

// TestRestWaitsForWhatIsComing: a function that was given but did not arrive yet keeps the
// loop awake however often it turns.
func TestRestWaitsForWhatIsComing(t *testing.T) {
	s := newSleeper()
	r := &Rest{wake: s.wake, coming: 1}
	for range 3 {
		r.turn(s.wait)
	}
	if s.sleeps != 0 {
		t.Errorf("%d sleeps with a function on its way", s.sleeps)
	}
}

// TestRestBegins: the toolkit's loop is what turns.
func TestRestBegins(t *testing.T) {
	test.NewTempApp(t) // its loop turns once
	s := newSleeper()
	s.wake()
	new(Rest).begin(s.wait, s.wake)
	if s.sleeps != 1 {
		t.Errorf("%d sleeps", s.sleeps)
	}
}
