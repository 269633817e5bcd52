package sim

import (
	"fmt"
	"slices"
	"time"
)

// NewSignal makes a device with nothing but a button: each press says the same word, on a
// line of its own. Greeted, it answers with its model; press says for people what pressing
// the button is.
func NewSignal(model, word, press string) *Device {
	return newDevice(&signal{greeted: greeted{model: model}, word: word, press: press}, 10*time.Second/115200)
}

type signal struct {
	greeted
	word, press string
	pressed     int
}

func (s *signal) state() string { return fmt.Sprintf("pressed %d times", s.pressed) }

func (s *signal) controls() []Control {
	return []Control{
		{Name: s.word, Label: s.press},
		{Name: "again", Label: "somebody leans on the button: so many times at once", Kind: Fault, Params: []Param{{Name: "times", Kind: Number, Example: "10"}}},
	}
}

// leaning bounds how often a button is pressed at once.
const leaning = 100

func (s *signal) command(_ time.Duration, words []string) ([][]byte, error) {
	n := 1
	if words[0] == "again" {
		var err error
		if n, err = number(words, 1); err != nil || n < 1 || n > leaning {
			return nil, fmt.Errorf("sim: again wants how many times, 1 to %d", leaning)
		}
	}
	s.pressed += n
	return slices.Repeat([][]byte{[]byte(s.word + "\n")}, n), nil
}
