package sim

import (
	"fmt"
	"strings"
	"time"

	"modu/devices/frame"
)

// NewLift makes a height actuator. It speaks the lines that package lift describes, needs
// liftTravel from one end to the other, and begins at the top.
func NewLift() *Device { return newDevice(&actuator{at: 1}, 10*time.Second/9600) }

// liftTravel is how long a whole way takes; liftAlone how long the actuator moves without
// hearing anything.
const (
	liftTravel = 6 * time.Second
	liftAlone  = 250 * time.Millisecond
)

// actuator is a motor with two end switches and a brake of its own.
type actuator struct {
	lines frame.Lines
	at    float64 // 0 at the bottom, 1 at the top
	dir   float64 // -1, 0, 1
	since time.Duration
	heard time.Duration
	stuck bool
}

// powerOn: without power nothing moves; where it stands it stays.
func (a *actuator) powerOn() { a.lines.Reset(); a.dir = 0 }

func (a *actuator) state() string {
	word := map[float64]string{-1: "sinking", 0: "standing", 1: "rising"}[a.dir]
	if a.stuck {
		word = "stuck"
	}
	return fmt.Sprintf("%s at %.0f %%", word, a.at*100)
}

// move lets the motor run until now.
func (a *actuator) move(now time.Duration) {
	until := min(now, a.heard+liftAlone)
	if a.dir != 0 && until > a.since {
		a.at = min(1, max(0, a.at+a.dir*float64(until-a.since)/float64(liftTravel)))
	}
	a.since = now
	if a.dir > 0 && a.at >= 1 || a.dir < 0 && a.at <= 0 || now >= a.heard+liftAlone {
		a.dir = 0
	}
}

func (a *actuator) step(now time.Duration, in []byte) (frames [][]byte, hangUp bool, wake time.Duration) {
	was := a.dir
	a.move(now)
	if was != 0 && a.dir == 0 {
		frames = append(frames, a.answer())
	}
	for _, line := range a.lines.Feed(in) {
		switch line {
		case "V?":
			frames = append(frames, []byte("V modu-lift 1\n"))
		case "M up", "M down", "M stop":
			a.dir = map[string]float64{"M up": 1, "M down": -1}[line]
			a.heard, a.since = now, now
			if a.stuck || a.dir > 0 && a.at >= 1 || a.dir < 0 && a.at <= 0 {
				frames = append(frames, a.answer())
				a.dir = 0
				continue
			}
			frames = append(frames, a.answer())
		}
	}
	if a.dir != 0 {
		left := a.at
		if a.dir > 0 {
			left = 1 - a.at
		}
		wake = min(a.heard+liftAlone, now+max(time.Millisecond, time.Duration(left*float64(liftTravel))))
	}
	return frames, false, wake
}

// answer is what the actuator does, in its own words.
func (a *actuator) answer() []byte {
	word := "stopped"
	switch {
	case a.stuck && a.dir != 0:
		word = "stuck"
	case a.at >= 1 && a.dir >= 0:
		word = "top"
	case a.at <= 0 && a.dir <= 0:
		word = "bottom"
	case a.dir > 0:
		word = "up"
	case a.dir < 0:
		word = "down"
	}
	return []byte("M " + word + "\n")
}

func (a *actuator) controls() []Control {
	return []Control{
		{Name: "block", Label: "something is in the way", Kind: Fault},
		{Name: "free", Label: "nothing is in the way any longer", Kind: Fault},
		{Name: "at", Label: "somebody has wound it there by hand", Params: []Param{{Name: "height", Kind: Percent, Example: "50%"}}},
	}
}

func (a *actuator) command(now time.Duration, words []string) ([][]byte, error) {
	a.move(now)
	switch words[0] {
	case "block":
		moving := a.dir != 0
		a.stuck = true
		if moving {
			out := a.answer()
			a.dir = 0
			return [][]byte{out}, nil
		}
		return nil, nil
	case "free":
		a.stuck = false
		return nil, nil
	}
	v, err := number(words, 1)
	if err != nil || v > 100 {
		return nil, fmt.Errorf("sim: at wants a height, such as 50%%, not %q", strings.Join(words[1:], " "))
	}
	a.at, a.dir = float64(v)/100, 0
	return nil, nil
}
