package scene

// Direction is where something beside the screen is, as the person sees it from the middle
// of the screen. The zero value is nowhere in particular: nobody has said.
type Direction string

// The directions.
const (
	Up        Direction = "up"
	Down      Direction = "down"
	Left      Direction = "left"
	Right     Direction = "right"
	UpLeft    Direction = "up-left"
	UpRight   Direction = "up-right"
	DownLeft  Direction = "down-left"
	DownRight Direction = "down-right"
)

// Directions lists every direction but the zero value.
func Directions() []Direction {
	return []Direction{Up, Down, Left, Right, UpLeft, UpRight, DownLeft, DownRight}
}

// MarshalText is the direction itself; one that is not listed is an error.
func (d Direction) MarshalText() ([]byte, error) { return listed("direction", Directions(), d) }

// UnmarshalText takes a direction.
func (d *Direction) UnmarshalText(b []byte) error { return read("direction", Directions(), b, d) }
