package tryout

import (
	"modu/accessibility/scene"
	"modu/internal/assemble"
)

// Stay is what one simulated customer met.
type Stay struct {
	Wish     Wish
	Options  Options
	How      string // "arrives", "with mishaps" or "practises"
	Last     bool   // of the stays of one wish, hand, form and language
	Findings []Finding
}

// Everybody sends everybody who wants something through a service: in every hand, form
// and language, straight on, with mishaps, and as somebody who practises. Each stay is
// told as it ends; stays of one wish, hand, form and language come one after the other.
func Everybody(p *assemble.Parts, wishes []Wish, langs []scene.Lang, told func(Stay)) {
	for _, w := range wishes {
		for _, hand := range Hands() {
			for _, easy := range []bool{false, true} {
				for _, lang := range langs {
					for _, s := range []Stay{{How: "arrives"}, {How: "with mishaps", Options: Options{Mishaps: true}}, {How: "practises", Options: Options{Practice: true}, Last: true}} {
						s.Wish, s.Options.Hand, s.Options.Lang, s.Options.Easy = w, hand, lang, easy
						s.Findings = Run(p, w, s.Options).Findings
						told(s)
					}
				}
			}
		}
	}
}
