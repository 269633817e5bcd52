package direct

import (
	"sync"
	"time"

	"fyne.io/fyne/v2"
)

const (
	// restMost is how long the loop sleeps at most: what is given to it past Rest.Do waits
	// so long.
	restMost = 250 * time.Millisecond
	// calm is how long nothing must have been done before the toolkit has its turn: about
	// as long as it takes between two turns by itself.
	calm = 16 * time.Millisecond
)

// Rest lets the toolkit's loop sleep while nothing happens: by itself it wakes sixty times
// a second to look, which costs more than one per cent of a processor. Keys, fingers and
// functions given to Do wake it at once.
//
// The zero value never sleeps.
type Rest struct {
	mu     sync.Mutex
	coming int      // functions on their way to Fyne's goroutine by the toolkit's queue
	asleep bool     // the loop is in turn, which takes what is given
	given  []func() // while it is asleep
	wake   func()   // ends the sleep, from any goroutine
}

// Do runs f on Fyne's goroutine, soon, like fyne.Do. It may be called on any goroutine.
func (r *Rest) Do(f func()) {
	r.mu.Lock()
	if r.asleep {
		r.given = append(r.given, f)
		r.wake() // under the lock: the loop cannot end, and its window system with it, before that
		r.mu.Unlock()
		return
	}
	r.coming++
	r.mu.Unlock()
	fyne.Do(func() {
		r.mu.Lock()
		r.coming--
		r.mu.Unlock()
		f()
	})
}

// watches reports whether the loop takes keys and fingers by itself now.
func (r *Rest) watches() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.asleep
}

// begin has the toolkit call turn on every turn of its loop, until what it returns is
// called. Both are called on Fyne's goroutine.
func (r *Rest) begin(wait func(time.Duration), wake func()) (end func()) {
	r.wake = wake
	turns := fyne.NewAnimation(time.Hour, func(float32) { r.turn(wait) })
	turns.Curve, turns.RepeatCount = fyne.AnimationLinear, fyne.AnimationRepeatForever
	turns.Start()
	return turns.Stop
}

// turn sleeps, unless the toolkit's queue holds something, and does what it is given
// meanwhile. Then the toolkit has its own turn, in which it draws what it has to draw.
func (r *Rest) turn(wait func(time.Duration)) {
	r.mu.Lock()
	r.asleep = r.coming == 0
	sleeps := r.asleep
	r.mu.Unlock()
	if !sleeps {
		return
	}
	began := time.Now()
	wait(restMost)
	if done := r.work(time.Since(began) < restMost); !done && !r.watches() {
		return // nothing happened
	}
	for wait(calm); r.work(false); {
		wait(calm)
	}
}

// work does what was given, and reports whether it was anything. If not, and unless the
// loop is to stay asleep, the sleep is over.
func (r *Rest) work(stay bool) bool {
	r.mu.Lock()
	given := r.given
	r.given, r.asleep = nil, stay || len(given) > 0
	r.mu.Unlock()
	for _, f := range given {
		f()
	}
	return len(given) > 0
}
