package sim

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"modu/devices/frame"
)

// NewCard makes a reader to which somebody holds cards, bar codes and fingers. It speaks the
// lines that package reader describes.
func NewCard() *Device { return newDevice(&card{}, 10*time.Second/115200) }

type card struct {
	lines frame.Lines
	held  int // how often something was held to it
}

func (c *card) powerOn() { c.lines.Reset() }

func (c *card) state() string { return fmt.Sprintf("presented %d times", c.held) }

func (c *card) step(_ time.Duration, in []byte) (frames [][]byte, hangUp bool, wake time.Duration) {
	for _, line := range c.lines.Feed(in) {
		if line == "V?" {
			frames = append(frames, []byte("V modu-reader 1\n"))
		}
	}
	return frames, false, 0
}

// command takes "card 9001011234567", "code 9788936434267", "fingerprint x", or one of these
// without more for what cannot be read.
func (c *card) command(_ time.Duration, words []string) ([][]byte, error) {
	if len(words) < 1 || len(words) > 2 || !slices.Contains([]string{"card", "code", "fingerprint"}, words[0]) {
		return nil, fmt.Errorf("sim: a reader understands card NUMBER, code NUMBER and fingerprint NAME; without more it cannot be read")
	}
	c.held++
	return [][]byte{[]byte("P " + strings.Join(words, " ") + "\n")}, nil
}
