package speech

import (
	"modu/accessibility/input"
	"modu/accessibility/scene"
)

// Queue decides which utterance is heard next. It is a plain state machine:
// whoever plays speech does what a Step says and reports Finished. The zero
// Queue is empty and silent. It belongs to one goroutine.
type Queue struct {
	current *Utterance  // being said
	waiting []Utterance // polite ones, oldest first
	idle    *Utterance  // newest progress, said only when nothing else wants to speak
	last    *Utterance  // for "repeat"
}

// Step is what the player has to do, in this order.
type Step struct {
	Cut    bool       // silence what is being said
	Start  *Utterance // then say this
	Beside *Utterance // mix this over what is being said
}

// Push hands over a new utterance.
func (q *Queue) Push(u Utterance) Step {
	if q.last != nil && q.last.Session != u.Session || q.current != nil && q.current.Session != u.Session {
		// Another person: nothing of the one before may be heard (PRV-1).
		step := q.Reset()
		next := q.Push(u)
		next.Cut = next.Cut || step.Cut
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
		if q.current == nil {
			return Step{Start: q.start(u)}
		}
		q.idle = &u // only the newest is still true
		return Step{}
	}
	q.dropStale(u)
	q.idle = nil
	if q.current == nil {
		return Step{Start: q.start(u)}
	}
	if q.current.Priority == Progress {
		return Step{Cut: true, Start: q.start(u)}
	}
	q.waiting = append(q.waiting, u)
	return Step{}
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
		q.waiting = q.waiting[1:]
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
	step := Step{Cut: q.current != nil}
	q.current, q.waiting, q.idle = nil, nil, nil
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

// dropStale takes out of waiting utterances what they say about a focus that
// has moved on; the rest of them is still news.
func (q *Queue) dropStale(u Utterance) {
	kept := q.waiting[:0]
	for _, w := range q.waiting {
		if w.Focus != "" && w.Focus != u.Focus {
			clauses := make([]Clause, 0, len(w.Clauses))
			for _, c := range w.Clauses {
				if c.Node != w.Focus {
					clauses = append(clauses, c)
				}
			}
			w.Clauses = clauses
		}
		if len(w.Clauses) > 0 {
			kept = append(kept, w)
		}
	}
	q.waiting = kept
}
