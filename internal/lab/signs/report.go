package signs

import (
	"fmt"

	"modu/internal/lab/verdict"
)

// TellToFilm counts what is on the list, and notes what is to be filmed.
func (l *List) TellToFilm(r *verdict.Report) {
	r.Count("clips", len(l.Clips))
	r.Count("filmed", l.Filmed())
	for _, clip := range l.Clips {
		if !clip.Exists {
			r.Notes = append(r.Notes, verdict.Finding{File: clip.File, Message: fmt.Sprintf("to be filmed, seen %d times and %d with mishaps: %s", clip.Straight, clip.Mishaps, clip.Text)})
		}
	}
}

// mostNamed is how many of the clips that are missing, or that come next, are named.
const mostNamed = 20

// Tell tells what was taken, or would be, and what is missing of all clips on the list.
func (t Taken) Tell(r *verdict.Report, all int, dry bool) {
	verb := "taken"
	if dry {
		verb = "would be taken"
	}
	for _, k := range []struct {
		how   string
		names []string
	}{{verb, t.New}, {verb + " in place of another", t.Replaced}, {"there already", t.Same}} {
		for _, name := range k.names {
			r.Say("%s: %s", name, k.how)
		}
	}
	r.Count("taken", len(t.New))
	r.Count("replaced", len(t.Replaced))
	r.Count("same", len(t.Same))
	r.Count("missing", len(t.Missing))
	for _, c := range t.Missing[:min(mostNamed, len(t.Missing))] {
		r.Note(verdict.Finding{File: c.File, Message: "not filmed yet: " + c.Text}, "missing: %s: %s", c.Name, c.Text)
	}
	if more := len(t.Missing) - mostNamed; more > 0 {
		r.Say("missing: and %d more", more)
	}
	r.Say("%d of %d clips on the list are missing", len(t.Missing), all)
}

// TellCoverage tells of one service how much of each stay is signed, and what adds most.
func (l *List) TellCoverage(r *verdict.Report) {
	name := l.Service
	r.Count("clips", len(l.Clips))
	r.Count("filmed", l.Filmed())
	r.Count("stays", len(l.Stays))
	for _, s := range l.Stays {
		text := fmt.Sprintf("%d of %d screens are signed (%d %%)", s.Signed, s.Screens, s.Share())
		r.Note(verdict.Finding{Where: name + "; " + s.Who, Message: text}, "%s; %s: %s", name, s.Who, text)
	}
	if len(l.Stays) == 0 {
		text := "nobody knows what people come for: the service has no wish.yaml"
		r.Note(verdict.Finding{Where: name, Message: text}, "%s: %s", name, text)
	}
	next, shares := l.Next(mostNamed)
	for i, c := range next {
		text := fmt.Sprintf("film next, then %d %% of all screens are signed: %s", shares[i], c.Text)
		r.Note(verdict.Finding{File: c.File, Where: name, Message: text}, "%s: %2d. %s, then %d %%: %s", name, i+1, c.Name, shares[i], c.Text)
	}
	r.Say("%s, %s: %d of %d clips are filmed; %d %% of all screens are signed", name, l.Lang, l.Filmed(), len(l.Clips), l.Share())
}
