package main

import (
	"context"
	"time"

	"modu/accessibility/input"
	"modu/internal/service"
	"modu/internal/task"
)

// clockEvery is how often the clock of the place is looked at: a clock that was set, and summer
// time, are noticed within it.
const clockEvery = 20 * time.Second

// tellTime tells the core what the clocks of the place show: at once, and whenever they show
// something else than so much time behind. now is monotonic time since start.
func tellTime(wall func() time.Time, now func() time.Duration, emit func(input.Event)) (stop func()) {
	told := began(wall(), now())
	emit(input.WallClock{Now: wall()})
	return task.Every(context.Background(), clockEvery, func(context.Context) {
		if at := began(wall(), now()); at < told-1 || at > told+1 { // a second is how they are rounded
			told = at
			emit(input.WallClock{Now: wall()})
		}
	}).Stop
}

// began is what the clocks of the place showed when now was 0.
func began(wall time.Time, now time.Duration) service.Clock {
	return service.ClockOf(wall) - service.Clock(now/time.Second)
}
