package backend

import (
	"context"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/order"
)

// CodeUncancelled is the health code of holds that nobody wants, and of which the program
// has not been told yet.
const CodeUncancelled = "health.cancel"

// CancelSubject is the subject of that health item.
const CancelSubject = "cancel"

// Cancel tells the program that what a call has made it hold is wanted no more:
//
//	POST {site's url}{path}   Idempotency-Key: "{key of the call}-cancel"
//	{"version": 1, "language": "ko", "fields": {"hold": "H-12"}, "cancels": "{key of the call}"}
//	→ any status of 2xx: taken
//
// The fields are missing where the answer of the call never came: the program knows what to
// let go by the key, or has never heard of it, which is taken as well. It is sent until it
// is taken, as a Report is.
type Cancel struct {
	Call input.EffectID
	Key  string // of the call
	Said order.Report
}

// cancelSuffix makes the key of a cancellation of that of its call.
const cancelSuffix = "-cancel"

// cancels tells what nobody wants any more; it reports whether something is left.
func (r *Reporter) cancels(ctx context.Context) (left bool) {
	if r.cfg.Owed == nil {
		return false
	}
	for _, c := range r.cfg.Owed() {
		said := request{Version: 1, Language: scene.Lang(c.Said.Language), Fields: c.Said.Fields, Cancels: c.Key}
		if r.deliver(ctx, c.Said.Path, c.Key+cancelSuffix, said) != nil {
			left = true
			continue
		}
		_ = r.cfg.Released(c.Call) // else it is told once more after the next start
	}
	return left
}
