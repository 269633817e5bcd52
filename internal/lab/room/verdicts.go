package room

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"modu/accessibility/audit/screen"
	"modu/accessibility/scene"
	"modu/internal/lab/verdict"
)

// Verdicts sorts findings into a report: what this version is known not to meet yet is
// counted, and noted once for each measure and kind of screen; everything else is a mistake.
type Verdicts struct {
	r        *verdict.Report
	expected map[shortfall]bool
	met      map[shortfall]*example
}

// example is a known shortfall as it was met.
type example struct {
	rule, first string
	n           int
}

// NewVerdicts begins to sort. The error names a mistake in the list of what is known.
func NewVerdicts(r *verdict.Report) (*Verdicts, error) {
	known, err := expected()
	return &Verdicts{r, known, map[shortfall]*example{}}, err
}

// See takes a finding on a screen of a kind.
func (v *Verdicts) See(where string, kind scene.Kind, q screen.Finding) {
	key := shortfall{Measure: q.Measure, Kind: kind}
	if !v.expected[anywhere(q.Measure, kind)] {
		message := q.Text
		if q.Node != "" {
			message = fmt.Sprintf("%s: %s", q.Node, q.Text)
		}
		v.r.Mistake(verdict.Finding{Where: where, Rule: q.Rule, Message: message}, "%s: %s", where, q)
		return
	}
	if v.met[key] == nil {
		v.met[key] = &example{rule: q.Rule, first: fmt.Sprintf("%s: %s", where, q)}
	}
	v.met[key].n++
}

// Report notes what was counted.
func (v *Verdicts) Report() {
	for _, k := range slices.SortedFunc(maps.Keys(v.met), func(a, b shortfall) int { return strings.Compare(a.String(), b.String()) }) {
		e := v.met[k]
		text := fmt.Sprintf("known shortfall, %d times (%s); first in %s", e.n, k.Measure, e.first)
		v.r.Note(verdict.Finding{Where: string(k.Kind), Rule: e.rule, Message: text}, "%s: %s", k.Kind, text)
	}
}
