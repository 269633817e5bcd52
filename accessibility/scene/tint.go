package scene

// Tint is the pale colour of the category that a thing belongs to. It follows the thing over
// all screens and tells nothing by itself: picture and name say the same, and most looks have
// no tints.
type Tint string

// The tints. What each looks like is the renderer's.
const (
	NoTint Tint = ""
	Sand   Tint = "sand"
	Green  Tint = "green"
	Cream  Tint = "cream"
	Rose   Tint = "rose"
	Blue   Tint = "blue"
	Wheat  Tint = "wheat"
	Lilac  Tint = "lilac"
)

// Tints lists every tint, in the order in which categories take them.
func Tints() []Tint { return []Tint{Sand, Green, Cream, Rose, Blue, Wheat, Lilac} }

// Values are all tints, for file formats.
func (Tint) Values() []string {
	out := make([]string, len(Tints()))
	for i, t := range Tints() {
		out[i] = string(t)
	}
	return out
}
