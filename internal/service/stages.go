package service

import (
	"cmp"
	"fmt"
	"slices"

	"modu/internal/datafile"
)

// How many stages a way has: fewer tell nothing that the title does not, and more are not
// taken in at a glance.
const (
	fewestStages = 3
	mostStages   = 6
)

// Stages are the parts of the way through the service, in their order; none where it names
// none.
func (s *Service) Stages() []Stage { return slices.Clone(s.stages) }

// StageOf is the place of a step among the stages; false where the service has none.
func (s *Service) StageOf(step string) (int, bool) {
	i, ok := s.stageOf[step]
	return i, ok
}

// placeSteps finds the stage of every step. One that names none and at which nobody acts is
// in the latest stage of the steps that lead to it, so that it never leads ahead of them.
func (l *loader) placeSteps() {
	s := l.svc
	s.stageOf = map[string]int{}
	if len(s.stages) == 0 {
		return
	}
	ids := s.Steps()
	for _, id := range ids {
		if i := slices.IndexFunc(s.stages, func(g Stage) bool { return g.ID == s.steps[id].Stage }); i >= 0 {
			s.stageOf[id] = i
		}
	}
	for range ids { // each round places the steps behind one more that nobody acts at
		for _, id := range ids {
			from, placed := s.stageOf[id]
			if !placed {
				continue
			}
			for _, w := range l.waysOf(id) {
				to := s.steps[w.to]
				if to.ID == "" || to.Stage != "" || kindRules()[to.Kind].waits || w.again {
					continue
				}
				if at, known := s.stageOf[w.to]; !known || at < from {
					s.stageOf[w.to] = from
				}
			}
		}
	}
}

// lintStages checks that the bar of stages tells the truth: every screen has its place in
// it, it begins empty and ends full, and it never goes back while a person goes on.
func (l *loader) lintStages() {
	s, doc := l.svc, l.svcDoc
	l.placeSteps()
	if len(s.stages) == 0 {
		l.lintNoStages()
		return
	}
	if n := len(s.stages); n < fewestStages || n > mostStages {
		l.add(doc, "stages", fmt.Sprintf("name %d to %d, or none", fewestStages, mostStages), "the way has %d stages", n)
	}
	names := idsOf(s.stages, func(g Stage) string { return g.ID })
	l.duplicates(doc, "stages", names)
	used := map[string]bool{}
	for _, id := range s.Steps() {
		used[s.steps[id].Stage] = true
		l.lintStage(s.steps[id], names)
	}
	for i, g := range s.stages {
		at := fmt.Sprintf("stages[%d]", i)
		l.checkID(doc, at+".id", g.ID)
		l.text(doc, at+".label", g.Label)
		if g.ID != "" && !used[g.ID] {
			l.add(doc, at, `write "stage: `+g.ID+`" at a step, or remove it`, "no step is in the stage %q", g.ID)
		}
	}
}

// lintNoStages refuses what means nothing without stages.
func (l *loader) lintNoStages() {
	for _, id := range l.svc.Steps() {
		st, at := l.svc.steps[id], "steps."+id
		if st.Stage != "" {
			l.add(l.svcDoc, at+".stage", `list it under "stages", or remove it`, "the service has no stage %q", st.Stage)
		}
		for i, c := range st.Choices {
			if c.Again {
				l.add(l.svcDoc, fmt.Sprintf("%s.choices[%d].again", at, i), "remove it, or name stages", "the service has no stages to begin again")
			}
		}
	}
}

// lintStage checks the place of one step.
func (l *loader) lintStage(st Step, names []string) {
	s, doc, at := l.svc, l.svcDoc, "steps."+st.ID
	place, placed := s.stageOf[st.ID]
	last := len(s.stages) - 1
	switch {
	case st.Stage != "" && !placed:
		l.add(doc, at+".stage", datafile.Suggest(st.Stage, names), "stage %q does not exist", st.Stage)
	case !placed && kindRules()[st.Kind].waits:
		l.add(doc, at, fmt.Sprintf(`add "stage: …", one of %v`, names), "step %q is in no stage", st.ID)
	case slices.Contains(s.starts(), st.ID) && place > 0:
		l.add(doc, cmp.Or(map[bool]string{true: at + ".stage"}[st.Stage != ""], at), "put it into the first stage", "the way begins in stage %d of %d", place+1, last+1)
	case st.Kind == Done && placed && place < last:
		l.add(doc, at+".stage", "put it into the last stage", "the way ends at step %q, in stage %d of %d", st.ID, place+1, last+1)
	}
	if placed {
		l.lintWaysOfStage(st, place)
	}
}

// lintWaysOfStage checks that the ways from a step lead to no earlier stage, but for those
// that begin another round.
func (l *loader) lintWaysOfStage(st Step, place int) {
	s := l.svc
	for i, c := range st.Choices {
		if to, known := s.stageOf[c.Go]; c.Again && (!known || to >= place) {
			l.add(l.svcDoc, fmt.Sprintf("steps.%s.choices[%d].again", st.ID, i), "remove it", "choosing %q leads to no earlier stage", c.Value)
		}
	}
	for _, w := range l.waysOf(st.ID) {
		if to, known := s.stageOf[w.to]; known && to < place && !w.again {
			l.add(l.svcDoc, w.at, "put both steps into one stage; only a choice that begins another round may lead back, with \"again: true\"",
				"step %q in stage %q leads back to %q in stage %q", st.ID, s.stages[place].ID, w.to, s.stages[to].ID)
		}
	}
}
