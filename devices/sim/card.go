package sim

import (
	"fmt"
	"strings"
	"time"
)

// NewCard makes a reader to which somebody holds cards, bar codes and fingers. It speaks the
// lines that package reader describes.
func NewCard() *Device {
	return newDevice(&card{greeted: greeted{model: "modu-reader"}}, 10*time.Second/115200)
}

type card struct {
	greeted
	held int // how often something was held to it
}

func (c *card) state() string { return fmt.Sprintf("presented %d times", c.held) }

func (c *card) controls() []Control {
	held := func(what, label, example string) Control {
		return Control{Name: what, Label: label + "; without more it cannot be read", Params: []Param{{Name: "data", Kind: Text, Example: example, Optional: true}}}
	}
	return []Control{held("card", "hold a card to it", "9001011234567"), held("code", "hold a bar code to it", "9788936434267"), held("fingerprint", "lay a finger on it", "x")}
}

func (c *card) command(_ time.Duration, words []string) ([][]byte, error) {
	c.held++
	return [][]byte{[]byte("P " + strings.Join(words, " ") + "\n")}, nil
}
