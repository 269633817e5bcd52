package journal

import (
	"slices"

	"modu/accessibility/input"
	"modu/internal/order"
)

// Hold is what a call has made the program beside the kiosk keep for a person, such as seats,
// until they are done. It stands in the record from before the call is sent: only so can no
// crash come between what the program holds and the word that nobody wants it.
type Hold struct {
	Call input.EffectID
	Key  string       // of the call, by which the program knows it again
	Said order.Report // of the cancellation; its fields are the ids that the program has answered
}

// hold is one of them with what became of it.
type hold struct {
	Hold
	calls   []input.EffectID // of one key: the same call, tried again
	asking  int              // of them, how many are under way in this run
	left    bool             // the stay has ended
	kept    bool             // it is for good, or for the payment in by
	by      input.EffectID
	refused bool // that payment was declined or cancelled
	taken   bool // the program has taken the cancellation
}

// owed reports whether the program has to be told that it is no longer wanted. While a call
// is under way it is not: a cancellation must not overtake what it cancels.
func (h *hold) owed() bool { return h.left && !h.settled() && !h.taken && h.asking == 0 }

// settled reports whether the person has it, or may have paid for it.
func (h *hold) settled() bool { return h.kept && !h.refused }

func (h *hold) of(call input.EffectID) bool { return slices.Contains(h.calls, call) }

// holds are all that a record tells of, as begun.
type holds []*hold

func (hs holds) of(call input.EffectID) *hold {
	if i := slices.IndexFunc(hs, func(h *hold) bool { return h.of(call) }); i >= 0 {
		return hs[i]
	}
	return nil
}

// apply adds a record about holds; false for one that means nothing.
func (hs *holds) apply(r record) bool {
	calls := make([]input.EffectID, len(r.Calls))
	for i, c := range r.Calls {
		calls[i] = input.EffectID(c)
	}
	switch {
	case len(calls) == 0:
		return false
	case r.Kind == kindHold && r.Report != nil:
		hs.begin(calls[0], r.Report)
	case r.Kind == kindKept:
		var by input.EffectID
		if r.Payment != nil {
			by = input.EffectID(*r.Payment)
		}
		hs.keep(by, calls)
	case r.Kind == kindCancelled:
		if h := hs.of(calls[0]); h != nil {
			h.taken = true
		}
	default:
		return false
	}
	return true
}

// begin notes that a call was sent, or what it was answered.
func (hs *holds) begin(call input.EffectID, r *report) *hold {
	i := slices.IndexFunc(*hs, func(h *hold) bool { return h.Key == r.Key })
	if i < 0 {
		i = len(*hs)
		*hs = append(*hs, &hold{Hold: Hold{Call: call, Key: r.Key}})
	}
	h := (*hs)[i]
	if !h.of(call) {
		h.calls, h.taken = append(h.calls, call), false
	}
	fields := h.Said.Fields
	if len(r.Fields) > 0 {
		fields = r.Fields
	}
	h.Said = order.Report{Path: r.Path, Language: r.Language, Fields: fields}
	return h
}

func (hs holds) keep(by input.EffectID, calls []input.EffectID) {
	for _, h := range hs {
		if slices.ContainsFunc(calls, h.of) {
			h.kept, h.by, h.refused = true, by, false
		}
	}
}

// paid takes an answer of the terminal into account.
func (hs holds) paid(payment input.EffectID, outcome input.Outcome) {
	for _, h := range hs {
		if h.by == payment && h.by != (input.EffectID{}) {
			h.refused = outcome == input.Declined || outcome == input.Cancelled
		}
	}
}

// abandoned are the holds of runs that have ended, with what became of their payments.
func (st *state) abandoned() holds {
	for _, h := range st.holds {
		h.left = true
		if h.by == (input.EffectID{}) {
			continue
		}
		p := st.byID[h.by] // none: the payment was not even begun
		h.refused = p == nil || p.refused
	}
	st.holds = slices.DeleteFunc(st.holds, func(h *hold) bool { return !h.owed() })
	return slices.Clone(st.holds)
}

func (h *hold) record() record {
	return record{Kind: kindHold, Calls: ids(h.calls), Report: &report{h.Key, h.Said.Path, h.Said.Language, h.Said.Fields, nil}}
}

func ids(effects []input.EffectID) []id {
	out := make([]id, len(effects))
	for i, e := range effects {
		out[i] = id(e)
	}
	return out
}

// HoldBegun records that a call with this key is about to be sent, and how it is cancelled.
// Where that cannot be written, the call must not be sent. HoldAnswered follows.
func (j *Journal) HoldBegun(call input.EffectID, key string, cancel order.Report) error {
	r := &report{Key: key, Path: cancel.Path, Language: cancel.Language}
	j.mu.Lock()
	h := j.holds.begin(call, r)
	h.asking++
	j.mu.Unlock()
	err := j.append(record{Kind: kindHold, At: j.time(), Calls: []id{id(call)}, Report: r})
	if err != nil {
		j.mu.Lock()
		defer j.mu.Unlock()
		if h.asking--; len(h.calls) == 1 { // it was never sent
			j.holds = slices.DeleteFunc(j.holds, func(x *hold) bool { return x == h })
		}
	}
	return err
}

// HoldAnswered records the ids that the program has answered, before anything is made of
// them; none where there was no answer. Where it cannot be written, the answer must not be
// taken: it is then cancelled by its key alone.
func (j *Journal) HoldAnswered(call input.EffectID, fields map[string]string) error {
	j.mu.Lock()
	h := j.holds.of(call)
	if h == nil {
		j.mu.Unlock()
		return nil
	}
	h.asking = max(0, h.asking-1)
	if len(fields) == 0 {
		j.mu.Unlock()
		return nil
	}
	r := &report{h.Key, h.Said.Path, h.Said.Language, fields, nil}
	j.holds.begin(call, r)
	j.mu.Unlock()
	return j.append(record{Kind: kindHold, At: j.time(), Calls: []id{id(call)}, Report: r})
}

// HoldsKept records that what some calls hold is the person's: for good, or where payment is
// not zero, unless that is declined or cancelled. Of a payment it comes before PaymentStarted.
func (j *Journal) HoldsKept(payment input.EffectID, calls []input.EffectID) error {
	r := record{Kind: kindKept, At: j.time(), Calls: ids(calls)}
	if payment != (input.EffectID{}) {
		r.Payment = (*id)(&payment)
	}
	j.mu.Lock()
	j.holds.keep(payment, calls)
	j.mu.Unlock()
	return j.append(r)
}

// HoldsLeft says that the stay has ended: what is held and not kept is owed a cancellation.
// It writes nothing, for after a crash the stay has ended too.
func (j *Journal) HoldsLeft() {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.holds = slices.DeleteFunc(j.holds, func(h *hold) bool { return h.settled() && h.by == (input.EffectID{}) })
	for _, h := range j.holds {
		h.left = true
	}
}

// OwedCancels are the holds of which the program has still to be told that nobody wants
// them, those of earlier runs too.
func (j *Journal) OwedCancels() []Hold {
	j.mu.Lock()
	defer j.mu.Unlock()
	var out []Hold
	for _, h := range j.holds {
		if h.owed() {
			out = append(out, h.Hold)
		}
	}
	return out
}

// CancelTaken records that the program has taken the cancellation. It is no longer owed, even
// where that cannot be written: then it is told once more after the next start.
func (j *Journal) CancelTaken(call input.EffectID) error {
	j.mu.Lock()
	if h := j.holds.of(call); h != nil {
		h.taken = true
	}
	j.holds = slices.DeleteFunc(j.holds, func(h *hold) bool { return h.taken && h.asking == 0 })
	j.mu.Unlock()
	return j.append(record{Kind: kindCancelled, At: j.time(), Calls: []id{id(call)}})
}
