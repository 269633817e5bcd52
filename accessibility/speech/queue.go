package speech

import (
	"slices"

	"modu/accessibility/input"
	"modu/accessibility/scene"
)

// maxWaiting bounds the utterances that wait; the oldest gives way. People do not
// listen through more.
const maxWaiting = 16

// Queue decides which utterance is heard next. It is a plain state machine:
// the player does what a Step says and reports Finished. The zero
// Queue is empty and silent. It belongs to one goroutine.
//
//   - Interrupt cuts what is being said and drops what waits.
//   - PolitePri waits for its turn; Progress gives way to it.
//   - Progress is said when nothing else wants to speak; only the newest waits.
//   - OverlayPri is said at once, beside everything.
//
// What is said about a focus that has moved on is stale: it is left out of what
// waits and of what is being said. Nothing waits that is being said or waits already.
type Queue struct {
	current *Utterance  // being said
	waiting []Utterance // polite ones, oldest first
	idle    *Utterance  // newest progress, said only when nothing else wants to speak
	last    *Utterance  // for "repeat"
}

// Step is what the player has to do, in this order.
type Step struct {
	Dropped []Utterance  // these will never be said
	Cut     bool         // silence what is being said
	Skip    scene.NodeID // leave out what is still to come about this node
	Start   *Utterance   // then say this
	Beside  *Utterance   // mix this over what is being said
}

// Push hands over a new utterance.
func (q *Queue) Push(u Utterance) Step {
	if q.last != nil && q.last.Session != u.Session || q.current != nil && q.current.Session != u.Session {
		// Another person: nothing of the one before may be heard (PRV-1).
		step := q.Reset()
		next := q.Push(u)
		next.Cut = next.Cut || step.Cut
		next.Dropped = append(step.Dropped, next.Dropped...)
		return next
	}
	switch u.Priority {
	case OverlayPri:
		return Step{Beside: &u}
	case Interrupt:
		step := q.Cut()
		step.Start = q.start(u)
		return step
	case Progress:
		return q.pushProgress(u)
	}
	return q.pushPolite(u)
}

// pushProgress says progress where nothing else wants to speak.
func (q *Queue) pushProgress(u Utterance) Step {
	if q.has(u) {
		return Step{Dropped: []Utterance{u}}
	}
	step := Step{Dropped: q.dropIdle()} // only the newest is still true
	switch {
	case q.current == nil:
		step.Start = q.start(u)
	case len(q.waiting) > 0:
		step.Dropped = append(step.Dropped, u)
	default:
		q.idle = &u
	}
	return step
}

// pushPolite says an utterance in its turn.
func (q *Queue) pushPolite(u Utterance) Step {
	step := Step{}
	step.Dropped, step.Skip = q.dropStale(u)
	if q.has(u) {
		step.Dropped = append(step.Dropped, u)
		return step
	}
	step.Dropped = append(step.Dropped, q.dropIdle()...)
	switch {
	case q.current == nil:
		step.Start = q.start(u)
	case q.current.Priority == Progress || len(q.waiting) == 0 && step.Skip != "" && only(q.current, step.Skip):
		step.Cut, step.Skip = true, ""
		step.Start = q.start(u)
	default:
		if len(q.waiting) == maxWaiting {
			step.Dropped = append(step.Dropped, q.waiting[0])
			q.waiting = slices.Delete(q.waiting, 0, 1)
		}
		q.waiting = append(q.waiting, u)
	}
	return step
}

// Finished reports that an utterance has been said or was abandoned. A late
// report about one that was cut changes nothing.
func (q *Queue) Finished(session scene.SessionID, id input.UtteranceID) Step {
	if q.current == nil || q.current.ID != id || q.current.Session != session {
		return Step{}
	}
	q.current = nil
	if len(q.waiting) > 0 {
		u := q.waiting[0]
		q.waiting = slices.Delete(q.waiting, 0, 1)
		return Step{Start: q.start(u)}
	}
	if q.idle != nil {
		u := *q.idle
		q.idle = nil
		return Step{Start: q.start(u)}
	}
	return Step{}
}

// Cut silences everything: the person acted and there is nothing to say about it.
func (q *Queue) Cut() Step {
	step := Step{Cut: q.current != nil, Dropped: append(q.waiting, q.dropIdle()...)}
	q.current, q.waiting = nil, nil
	return step
}

// Reset is Cut, and forgets what could be repeated: the session is over.
func (q *Queue) Reset() Step {
	step := q.Cut()
	q.last = nil
	return step
}

// Last is what "repeat" says again: the utterance that began last, cut or not.
func (q *Queue) Last() (Utterance, bool) {
	if q.last == nil {
		return Utterance{}, false
	}
	return *q.last, true
}

// Speaking reports whether something is being said.
func (q *Queue) Speaking() bool { return q.current != nil }

func (q *Queue) start(u Utterance) *Utterance {
	q.current, q.last = &u, &u
	return &u
}

func (q *Queue) dropIdle() []Utterance {
	if q.idle == nil {
		return nil
	}
	u := *q.idle
	q.idle = nil
	return []Utterance{u}
}

// dropStale takes out of waiting utterances what they say about a focus that
// has moved on; the rest of them is still news. It returns those of which nothing is
// left, and the node whose clauses are stale in what is being said.
func (q *Queue) dropStale(u Utterance) (dropped []Utterance, skip scene.NodeID) {
	kept := q.waiting[:0]
	for _, w := range q.waiting {
		if stale := staleFocus(w, u); stale != "" {
			w.Clauses = slices.DeleteFunc(slices.Clone(w.Clauses), func(c Clause) bool { return c.Node == stale })
			if len(w.Clauses) == 0 {
				dropped = append(dropped, w)
				continue
			}
		}
		kept = append(kept, w)
	}
	clear(q.waiting[len(kept):])
	q.waiting = kept
	if q.current != nil {
		skip = staleFocus(*q.current, u)
	}
	return dropped, skip
}

// staleFocus is the focus of an older utterance if a newer one speaks of another.
func staleFocus(old, now Utterance) scene.NodeID {
	if old.Focus == now.Focus {
		return ""
	}
	return old.Focus
}

// only reports whether an utterance speaks of nothing but one node.
func only(u *Utterance, id scene.NodeID) bool {
	return !slices.ContainsFunc(u.Clauses, func(c Clause) bool { return c.Node != id })
}

// has reports whether all that u says is being said, or waits to be said, by one
// utterance already.
func (q *Queue) has(u Utterance) bool {
	if q.current != nil && contains(*q.current, u) || q.idle != nil && contains(*q.idle, u) {
		return true
	}
	return slices.ContainsFunc(q.waiting, func(w Utterance) bool { return contains(w, u) })
}

func contains(a, b Utterance) bool {
	for _, c := range b.Clauses {
		if !slices.ContainsFunc(a.Clauses, func(d Clause) bool { return c.Node == d.Node && c.Text == d.Text && c.Lang == d.Lang }) {
			return false
		}
	}
	return len(b.Clauses) > 0
}
