package sim

import (
	"fmt"
	"slices"
	"time"

	"modu/devices/profile"
)

// NewBeacon makes the receiver of a location beacon: without a profile one that speaks the
// lines that package beacon describes, with one a board with a contact.
func NewBeacon(p *profile.Profile) *Device {
	if p != nil {
		return NewFirmata(p)
	}
	return newDevice(&receiver{greeted: greeted{model: "modu-beacon"}}, 10*time.Second/115200)
}

type receiver struct {
	greeted
	asked int
}

func (r *receiver) state() string { return fmt.Sprintf("asked %d times", r.asked) }

func (r *receiver) controls() []Control {
	return []Control{
		{Name: "here", Label: "press the button at the entrance, or on the remote"},
		{Name: "again", Label: "somebody leans on the button: so many times at once", Kind: Fault, Params: []Param{{Name: "times", Kind: Number, Example: "10"}}},
	}
}

// leaning bounds how often a button is pressed at once.
const leaning = 100

func (r *receiver) command(_ time.Duration, words []string) ([][]byte, error) {
	n := 1
	if words[0] == "again" {
		var err error
		if n, err = number(words, 1); err != nil || n < 1 || n > leaning {
			return nil, fmt.Errorf("sim: again wants how many times, 1 to %d", leaning)
		}
	}
	r.asked += n
	return slices.Repeat([][]byte{[]byte("here\n")}, n), nil
}
