package sim

import (
	"strconv"
	"strings"
	"time"

	"modu/devices/frame"
)

// NewLamp makes a call lamp with an answer button. It speaks the lines that package
// relay describes.
func NewLamp() *Device { return newDevice(&lamp{}, 10*time.Second/9600) }

type lamp struct {
	lines  frame.Lines
	bright int
}

func (l *lamp) powerOn() { l.lines.Reset(); l.bright = 0 }

func (l *lamp) state() string {
	if l.bright == 0 {
		return "lamp off"
	}
	return "lamp on"
}

func (l *lamp) step(_ time.Duration, in []byte) (frames [][]byte, hangUp bool, wake time.Duration) {
	for _, line := range l.lines.Feed(in) {
		words := strings.Fields(line)
		switch {
		case line == "V?":
			frames = append(frames, []byte("V modu-lamp 1\n"))
		case len(words) == 3 && words[0] == "L" && words[1] == "call":
			if v, err := strconv.ParseUint(words[2], 10, 8); err == nil {
				l.bright = int(v)
			}
		}
	}
	return frames, false, 0
}

func (l *lamp) controls() []Control {
	return []Control{{Name: "answer", Label: "press the button on the lamp"}}
}

func (l *lamp) command(time.Duration, []string) ([][]byte, error) {
	return [][]byte{[]byte("K call 1\n"), []byte("K call 0\n")}, nil
}
