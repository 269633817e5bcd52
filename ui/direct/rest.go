package direct

import (
	"sync"
	"time"

	"fyne.io/fyne/v2"
)

// restMost is how long the loop sleeps at most: what is given to it past Rest.Do waits so
// long.
const restMost = 250 * time.Millisecond

// Rest lets the toolkit's loop sleep while nothing happens: by itself it wakes sixty times
// a second to look, which costs more than one per cent of a processor. Keys, fingers and
// functions given to Do wake it at once.
//
// The zero value never sleeps.
type Rest struct {
	mu     sync.Mutex
	coming int  // functions on their way to Fyne's goroutine
	busy   bool // something was done since the last turn of the loop
	asleep bool
	wake   func() // ends the sleep, from any goroutine
}

// Do runs f on Fyne's goroutine, soon, like fyne.Do. It may be called on any goroutine.
func (r *Rest) Do(f func()) {
	r.mu.Lock()
	r.coming++
	if r.asleep {
		r.wake() // under the lock: the loop cannot end, and its window system with it, before that
	}
	r.mu.Unlock()
	fyne.Do(func() {
		r.mu.Lock()
		r.coming--
		r.busy = true
		r.mu.Unlock()
		f()
	})
}

// begin has the toolkit call turn on every turn of its loop. It is called on Fyne's
// goroutine.
func (r *Rest) begin(wait func(time.Duration), wake func()) {
	r.wake = wake
	turns := fyne.NewAnimation(time.Hour, func(float32) { r.turn(wait) })
	turns.Curve, turns.RepeatCount = fyne.AnimationLinear, fyne.AnimationRepeatForever
	turns.Start()
}

// turn sleeps if nothing was done since the last turn and nothing is to be done. The turn
// after something was done belongs to the toolkit, which then draws what it has to draw.
func (r *Rest) turn(wait func(time.Duration)) {
	r.mu.Lock()
	if r.coming > 0 || r.busy {
		r.busy = false
		r.mu.Unlock()
		return
	}
	r.asleep = true
	r.mu.Unlock()
	wait(restMost)
	r.mu.Lock()
	r.asleep = false
	r.mu.Unlock()
}
