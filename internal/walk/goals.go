package walk

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"modu/internal/service"
)

// goalKind is what a goal is: a step, or which key of a step leads on.
type goalKind string

// The kinds of goals. Those of branches from a step are said as its file spells them.
const (
	goalStep      goalKind = "step"
	goalWay       goalKind = "way"
	goalChoice    goalKind = "choice"
	goalOtherwise goalKind = "otherwise"
	goalMore      goalKind = "more"
)

// goal is a step, or a branch from one.
type goal struct {
	kind     goalKind
	step, to string
}

func stepGoal(id string) goal            { return goal{goalStep, id, ""} }
func wayGoal(from, to string) goal       { return goal{goalWay, from, to} }
func choiceGoal(step, value string) goal { return goal{goalChoice, step, value} }
func otherwiseGoal(step string) goal     { return goal{goalOtherwise, step, ""} }
func moreGoal(step string) goal          { return goal{goalMore, step, ""} }

func (g goal) String() string {
	switch g.kind {
	case goalWay:
		return fmt.Sprintf("the way from step %q to %q", g.step, g.to)
	case goalChoice:
		return fmt.Sprintf("choice %q of step %q", g.to, g.step)
	case goalStep:
		return fmt.Sprintf("step %q", g.step)
	}
	return fmt.Sprintf("%q of step %q", g.kind, g.step)
}

// goals are what a walk by coverage is to reach.
type goals struct {
	all     []goal // in the order of the steps
	part    map[string]bool
	reached map[goal]bool
}

func (gs goals) reach(g goal) { gs.reached[g] = true }

// goalsOf lists the goals of the part of a service that begins at a step.
func goalsOf(svc *service.Service, o CoverOptions) goals {
	gs := goals{part: map[string]bool{}, reached: map[goal]bool{}}
	for _, id := range nearest(svc, cmp.Or(o.From, svc.Start)) {
		gs.part[id] = true
	}
	for _, id := range svc.Steps() {
		if st, _ := svc.Step(id); gs.part[id] {
			gs.all = append(gs.all, branches(st, o.Practice)...)
		}
	}
	return gs
}

// Order lists the steps of a service, the nearest to the first one first.
func Order(svc *service.Service) []string { return nearest(svc, svc.Start) }

// nearest lists the steps that can come after one, itself the first.
func nearest(svc *service.Service, from string) (out []string) {
	for todo := []string{from}; len(todo) > 0; todo = todo[1:] {
		if id := todo[0]; !slices.Contains(out, id) {
			out = append(out, id)
			todo = append(todo, leadsTo(svc, id)...)
		}
	}
	return out
}

// branches are a step and the branches from it. In practice nothing fails, so that nobody
// goes on otherwise.
func branches(st service.Step, practice bool) []goal {
	out := []goal{stepGoal(st.ID)}
	for _, w := range st.Next {
		if g := wayGoal(st.ID, w.Go); len(st.Next) > 1 && !slices.Contains(out, g) {
			out = append(out, g)
		}
	}
	for _, ch := range st.Choices {
		out = append(out, choiceGoal(st.ID, ch.Value))
	}
	if st.More != "" {
		out = append(out, moreGoal(st.ID))
	}
	if st.Otherwise != "" && !practice {
		out = append(out, otherwiseGoal(st.ID))
	}
	return out
}

// leadsTo are the steps that a step can lead to.
func leadsTo(svc *service.Service, id string) []string {
	st, ok := svc.Step(id)
	if !ok {
		return nil
	}
	out := []string{st.More, st.Otherwise, st.Full}
	for _, w := range st.Next {
		out = append(out, w.Go)
	}
	for _, ch := range st.Choices {
		out = append(out, ch.Go)
	}
	return slices.DeleteFunc(out, func(to string) bool { return to == "" })
}

// read finds the fields and answers that an expression reads.
var read = regexp.MustCompile(`\b(?:fields|answers)\.[A-Za-z0-9_]+`)

// namesIn are the names in an expression, each once, as expressions spell them.
func namesIn(expr string) []string {
	names := read.FindAllString(expr, -1)
	slices.Sort(names)
	return slices.Compact(names)
}

// readByGuards are the fields and answers that some guard of the steps reads, as the service
// spells them.
func readByGuards(svc *service.Service) []string {
	var guards, known []string
	for _, id := range svc.Steps() {
		st, _ := svc.Step(id)
		for _, w := range st.Next {
			guards = append(guards, w.When)
		}
		for _, ch := range st.Choices {
			guards = append(guards, ch.When)
		}
		for _, sh := range st.Show {
			guards = append(guards, sh.When)
		}
		for _, f := range st.Fields() {
			known = append(known, "fields."+f)
		}
		for _, c := range st.Counts {
			guards = append(guards, c.When)
		}
		for name := range st.Answer {
			known = append(known, "answers."+name)
		}
	}
	names := namesIn(strings.Join(guards, " "))
	slices.Sort(known)
	return slices.DeleteFunc(slices.Compact(known), func(k string) bool { return !slices.Contains(names, strings.ReplaceAll(k, "-", "_")) })
}
