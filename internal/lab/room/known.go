package room

import (
	_ "embed"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"modu/accessibility/audit/screen"
	"modu/accessibility/scene"
)

//go:embed known.tsv
var knownFile string

// shortfall is a measure that screens of a kind do not meet yet on a panel.
type shortfall struct {
	Measure string
	Kind    scene.Kind
	Panel   string
}

func (s shortfall) String() string { return fmt.Sprintf("%s\t%s\t%s", s.Measure, s.Kind, s.Panel) }

// known are the shortfalls that are known, each with the number of findings that there are:
// no more, and no fewer, or its row has to be lowered.
func known() (map[shortfall]int, error) { return readKnown(knownFile) }

func readKnown(text string) (map[shortfall]int, error) {
	out := map[shortfall]int{}
	for i, line := range strings.Split(strings.TrimSpace(text), "\n") {
		if strings.HasPrefix(line, "#") || line == "" {
			continue
		}
		col := strings.Split(line, "\t")
		if len(col) != 4 {
			return nil, fmt.Errorf("known.tsv:%d: %d columns, write measure, kind, panel and number", i+1, len(col))
		}
		n, err := strconv.Atoi(col[3])
		if err != nil || n < 1 {
			return nil, fmt.Errorf("known.tsv:%d: %q is no number of findings; remove the row if there are none", i+1, col[3])
		}
		key := shortfall{col[0], scene.Kind(col[1]), col[2]}
		if out[key] > 0 {
			return nil, fmt.Errorf("known.tsv:%d: there is another row for %s", i+1, key)
		}
		out[key] = n
	}
	return out, nil
}

// expected are the known shortfalls on any panel.
func expected() (map[shortfall]bool, error) {
	all, err := known()
	out := map[shortfall]bool{}
	for s := range all {
		out[anywhere(s.Measure, s.Kind)] = true
	}
	return out, err
}

// anywhere is a shortfall as it may be expected. What is left to the composition of a screen,
// and what pixels show, is counted in a sample: while it is not met by one kind of screen,
// it may not be by another. All else is known of one kind only.
func anywhere(measure string, kind scene.Kind) shortfall {
	if slices.Contains(composition(), measure) || slices.Contains(sampled(), measure) {
		return shortfall{Measure: measure}
	}
	return shortfall{Measure: measure, Kind: kind}
}

// composition are the measures of how a screen uses its room.
func composition() []string {
	return []string{"lower", "height", "words", "reasons", "instruction", "rows", "growth"}
}

// sampled are the measures of Photograph.
func sampled() []string {
	out := []string{"ring", "chosen", "pressed"}
	for _, m := range screen.Photographed() {
		out = append(out, m.Name)
	}
	return out
}
