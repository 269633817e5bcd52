package accessibility

// Hand is what somebody works the kiosk with. What tells them how to go on names that
// thing and no other: the message "warn.any@touch" stands in for "warn.any" while a
// finger was used last.
type Hand string

// The hands. None is before the first act, and where wording is the same for all.
const (
	NoHand Hand = ""
	Keypad Hand = "keypad"
	Switch Hand = "switch" // one or two large buttons
	Touch  Hand = "touch"
)

// Hands lists those that a message may have a wording for.
func Hands() []Hand { return []Hand{Keypad, Switch, Touch} }

// Variant is the id of a message's wording for a hand.
func (h Hand) Variant(id string) string { return id + "@" + string(h) }
