package scene

import "strings"

// PlanPrefix begins the name of a picture that is no file: the plan of a room, drawn from the
// rest of the name.
const PlanPrefix = "plan:"

// Spot is one place of a plan.
type Spot byte

// The spots. They are told apart by their shapes, in every look.
const (
	SpotAisle Spot = '_'
	SpotOther Spot = 'o' // a place that is not meant
	SpotHere  Spot = 'x' // a place that is
	planRow        = "/" // between two rows
)

// PlanPicture is the name of the picture of some rows of places, the front one first.
func PlanPicture(rows [][]Spot) string {
	lines := make([]string, len(rows))
	for i, row := range rows {
		line := make([]byte, len(row))
		for j, s := range row {
			line[j] = byte(s)
		}
		lines[i] = string(line)
	}
	return PlanPrefix + strings.Join(lines, planRow)
}

// PlanOf are the rows that such a name tells; false for the name of a file, and for a plan of
// nothing.
func PlanOf(picture string) (rows []string, ok bool) {
	rest, is := strings.CutPrefix(picture, PlanPrefix)
	if !is || strings.Trim(rest, string(SpotAisle)+string(SpotOther)+string(SpotHere)+planRow) != "" || strings.Trim(rest, planRow) == "" {
		return nil, false
	}
	return strings.Split(rest, planRow), true
}
