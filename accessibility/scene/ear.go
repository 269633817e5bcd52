package scene

import (
	"slices"
	"strings"
)

// Ear says where speech goes at one moment, and who hears it. The code that composes
// speech decides by it what may be said; the zero value is the loudspeaker, where
// nothing would be gained by plugging anything in.
type Ear struct {
	Headset bool `json:"headset,omitzero"` // speech goes into the headset, and the loudspeaker is silent (SPK-12)
	Private bool `json:"private,omitzero"` // only the person can hear it: personal values may be said (SPK-7)
	Socket  bool `json:"socket,omitzero"`  // plugging a headset in would make it private: worth telling
}

// KeptBack reports whether a node tells something personal, which the loudspeaker
// keeps back (SPK-7). Something secret is never heard, so there is nothing to ask for;
// what an entry is called is never private, only what is in it; and a button is an act,
// not a value (the keys for a secret number must not be read out one by one).
func (n Node) KeptBack() bool {
	of := func(t Text, raise Privacy) bool {
		for _, s := range t.SpokenSpans() {
			if max(s.Privacy, raise) == Personal && strings.TrimSpace(s.Text) != "" {
				return true
			}
		}
		return false
	}
	if n.Role == RoleSecretEntry || n.Role == RoleButton {
		return false
	}
	if of(n.Label, n.LabelPrivacy()) {
		return true
	}
	return slices.ContainsFunc(n.Details, func(d Text) bool { return of(d, n.Privacy) })
}
