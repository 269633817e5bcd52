package direct

import (
	"slices"
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

func (s *sleeper) wake() {
	select {
	case s.woken <- struct{}{}:
	default:
	}
}

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
		began := time.Now()
		var did []time.Duration
		do := func() { did = append(did, time.Since(began)) }
		go func() { // another goroutine gives something to do while the loop sleeps
			time.Sleep(10 * time.Millisecond)
			r.Do(func() {
				do()
				r.Do(do) // and what is done gives more
			})
			time.Sleep(5 * time.Millisecond)
			r.Do(do)
		}()
		r.turn(s.wait)
		if want := []time.Duration{10 * time.Millisecond, 10 * time.Millisecond, 15 * time.Millisecond}; !slices.Equal(did, want) {
			t.Errorf("done at %v, want %v", did, want)
		}
		if took, want := time.Since(began), 15*time.Millisecond+calm; took != want || r.asleep {
			t.Errorf("the toolkit has its turn after %v, want %v", took, want)
		}
	})
}

// TestRestWakesForKeys: the window system has news, and nothing is given.
func TestRestWakesForKeys(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newSleeper()
		r := &Rest{wake: s.wake}
		began := time.Now()
		go func() {
			time.Sleep(10 * time.Millisecond)
			if !r.watches() {
				t.Error("the loop does not take keys while it sleeps")
			}
			s.wake()
		}()
		r.turn(s.wait)
		if took, want := time.Since(began), 10*time.Millisecond+calm; took != want || r.watches() {
			t.Errorf("the toolkit has its turn after %v, want %v", took, want)
		}
	})
}

// TestRestWaitsForWhatIsComing: a function that is on its way by the toolkit's queue keeps
// the loop awake however often it turns, so that nothing overtakes it.
func TestRestWaitsForWhatIsComing(t *testing.T) {
	s := newSleeper()
	r := &Rest{wake: s.wake, coming: 1}
	for range 3 {
		r.turn(s.wait)
	}
	if s.sleeps != 0 || r.asleep {
		t.Errorf("%d sleeps with a function on its way", s.sleeps)
	}
}

// TestRestBegins: the toolkit's loop is what turns.
func TestRestBegins(t *testing.T) {
	test.NewTempApp(t) // its loop turns once
	s := newSleeper()
	s.wake()
	new(Rest).begin(s.wait, s.wake)()
	if s.sleeps == 0 {
		t.Errorf("%d sleeps", s.sleeps)
	}
}
