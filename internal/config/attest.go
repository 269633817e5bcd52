package config

import (
	"fmt"
	"slices"
)

// Attest is a rule that only a person can check.
type Attest struct{ Rule, Text string }

// Attestable are the rules about the machine that a site may attest.
func Attestable() []Attest {
	return []Attest{
		{"FLA-3", "the panel does not flicker at 2 to 55 Hz"},
		{"FLA-4", "the call lamp burns steadily, or blinks at most twice a second"},
	}
}

// Unattested are the rules that concern this site and that nobody has attested.
func (s *Site) Unattested() []Attest {
	return slices.DeleteFunc(Attestable(), func(a Attest) bool {
		return slices.Contains(s.Attested, a.Rule) || a.Rule == "FLA-4" && !s.Lamp.Present()
	})
}

func (l *linter) attested() {
	var rules []string
	for _, a := range Attestable() {
		rules = append(rules, a.Rule)
	}
	for i, r := range l.site.Attested {
		name(l, fmt.Sprintf("attested[%d]", i), "rule", r, rules)
	}
}
