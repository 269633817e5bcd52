package course

import (
	"modu/internal/kiosk/act"
	"modu/internal/service"
)

// countTo makes something so many. What is there no more, or bounded anew, since the screen was
// shown is told.
func countTo(w *walk, a act.Act, step service.Step) {
	t, err := w.at.Service.Counts(step, w.Order, w.Facts)
	guarded(w, err)
	c, offered := t.Offer(a.ID)
	switch {
	case !offered:
		w.say("refuse.cannot")
		return
	case a.N < c.Least:
		w.say("reason.least")
		return
	case a.N > c.N && t.Full() && t.Bounded:
		w.add(TooMany(t))
		return
	case a.N > c.Most, a.N > c.N && t.Full():
		w.say("reason.most")
		return
	}
	w.Order = service.WithCount(w.Order, a.ID, a.N)
	if after, err := w.at.Service.Counts(step, w.Order, w.Facts); err == nil && after.Priced && after.Sum != t.Sum {
		w.add(Say{Message: "options.total", Price: &after.Sum, Polite: true})
	}
}

// TooMany says how many there may be in total.
func TooMany(t service.Tally) Say {
	return Say{Message: "count.most", Count: t.Most, Counter: t.Counter}
}

// TooFew says how many there must be in total.
func TooFew(t service.Tally) Say {
	return Say{Message: "count.least", Count: t.Least, Counter: t.Counter}
}

// counted takes what stands on the screen as the answer; false where it may not go on so.
func counted(w *walk, step service.Step) bool {
	t, err := w.at.Service.Counts(step, w.Order, w.Facts)
	switch {
	case err != nil: // without a price nobody is to be charged
		w.cannot(err)
		return false
	case t.N > t.Most:
		w.add(TooMany(t))
		return false
	case t.N < t.Least:
		w.add(TooFew(t))
		return false
	}
	for _, f := range step.Fields() {
		if c, offered := t.Offer(f); offered {
			w.Order = service.WithCount(w.Order, f, c.N)
		} else {
			w.Order = w.Order.WithAnswer(f, "") // it was offered before another answer
		}
	}
	return true
}
