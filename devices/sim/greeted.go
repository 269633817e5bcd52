package sim

import (
	"time"

	"modu/devices/frame"
)

// greeted is the part of a device that speaks lines of text and listens to nothing but the
// greeting.
type greeted struct {
	model string
	lines frame.Lines
}

func (g *greeted) powerOn() { g.lines.Reset() }

func (g *greeted) step(_ time.Duration, in []byte) (frames [][]byte, hangUp bool, wake time.Duration) {
	for _, line := range g.lines.Feed(in) {
		if line == "V?" {
			frames = append(frames, []byte("V "+g.model+" 1\n"))
		}
	}
	return frames, false, 0
}
