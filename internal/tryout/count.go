package tryout

import (
	"strconv"

	"modu/accessibility/scene"
	"modu/internal/kiosk/screen"
)

// inNumber stands before how many of a thing are wanted: everybody can count in their own
// language, and how things are counted there is no message of its own.
const inNumber = "many "

// many answers how many of a thing are wanted, where that is asked.
func (c *customer) many() bool {
	if c.scene.Find(screen.Counts) == nil {
		return false
	}
	o, ok := c.hand.find([]string{inNumber + strconv.Itoa(max(1, c.wish.Many))})
	if !ok || o.disabled {
		return false
	}
	c.hand.act()
	return true
}

// countCalled is what so many of the thing that is asked about are called on this screen.
func (s *stay) countCalled(n string) scene.Text {
	if found := s.scene.Find(scene.NodeID(screen.CountPrefix + n)); found != nil {
		return found.Label
	}
	return scene.Literal(s.lang, n, scene.Public)
}
