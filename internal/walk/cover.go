package walk

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"modu/accessibility/scene"
	"modu/internal/assemble"
	"modu/internal/kiosk/act"
	"modu/internal/kiosk/course"
	"modu/internal/kiosk/screen"
	"modu/internal/order"
	"modu/internal/service"
)

// CoverOptions say which part of a service is covered.
type CoverOptions struct {
	Options
	From string // begin at this step; "" is the first
	Max  int    // end after so many screens; 0: when everything has been reached that can be
}

// Coverage is what a walk by coverage met.
type Coverage struct {
	Screens  []Screen // each once, the shortest way to it first
	Findings []Finding
	Steps    Reached
	Branches Reached // guarded ways, choices, "more" and "otherwise"
	Ends     Reached // steps of kind done
	Missed   []Missed
}

// Reached counts how many there are of something, and how many of them were reached.
type Reached struct{ Reached, Of int }

// Missed is a step or a branch that was not reached.
type Missed struct {
	What string // `step "late"`, `the way from "return" to "late"`
	Why  string // as far as it is known
}

func (m Missed) String() string { return m.What + " was not reached: " + m.Why }

// maxMoments bounds how many moments a walk by coverage goes on from: what has not been
// reached by then depends on a combination of answers that is not worth hours of trying.
const maxMoments = 3000

// Cover meets every screen of a service once, whatever was answered before it, and tries
// answers only as far as a guard reads them: first one at a time, then in pairs. A step that
// does not exist is an error; a step or a branch that was not reached is named in Missed.
func Cover(p *assemble.Parts, o CoverOptions) (Coverage, error) {
	if _, ok := p.Service.Step(o.From); o.From != "" && !ok {
		return Coverage{}, fmt.Errorf("there is no step %q; the service has %s", o.From, strings.Join(p.Service.Steps(), ", "))
	}
	c := newCover(p, o)
	first := c.w.begin()
	if o.From != "" && o.From != first.m.Here.Step {
		there, ok := c.find(first)
		if !ok {
			return Coverage{}, fmt.Errorf("no way that was tried leads to step %q", o.From)
		}
		first = there
	}
	for width := 1; width <= 2 && !c.whole() && !c.cut; width++ {
		c.search(first, width, func(state) bool { return false })
	}
	for _, id := range p.Missing() {
		c.w.flag(first, "message %q exists in no language", id)
	}
	return c.coverage(), nil
}

// cover is one walk by coverage.
type cover struct {
	w     *walker
	o     CoverOptions
	goals goals
	reads []string        // names of fields and answers that a guard reads
	names map[string]bool // messages that name what is sold: the same questions about two things are one screen
	seen  map[string]bool // screens
	tried map[string]map[string]bool
	open  map[goal]bool // ways whose guard was true on their step
	quiet bool          // only a way is sought: nothing is looked at
	cut   bool          // it was ended before its end
	spent int           // moments that it has gone on from
}

func newCover(p *assemble.Parts, o CoverOptions) *cover {
	names := map[string]bool{}
	for _, id := range p.Service.Names() {
		names[id] = true
	}
	return &cover{names: names, w: &walker{parts: p, opt: o.Options, seen: map[string]bool{}}, o: o,
		goals: goalsOf(p.Service, o), reads: readByGuards(p.Service), seen: map[string]bool{}, tried: map[string]map[string]bool{}, open: map[goal]bool{}}
}

// find is a moment on the step at which the walk begins.
func (c *cover) find(first state) (state, bool) {
	seeker := newCover(c.w.parts, CoverOptions{Options: c.o.Options})
	seeker.quiet, seeker.w.opt.Met = true, nil
	for width := 1; width <= 2; width++ {
		if there, ok := seeker.search(first, width, func(s state) bool { return s.m.Here.Step == c.o.From }); ok {
			there.way = nil
			return there, true
		}
	}
	return state{}, false
}

// search goes on from every moment that is new, the nearest first, until a moment is the one
// that is sought. A moment is new if its screen is, or if on that screen so many answers have
// not been given together before: this keeps the number of moments near that of the answers,
// where trying all combinations would multiply them.
func (c *cover) search(first state, width int, sought func(state) bool) (state, bool) {
	fresh := novelty{width: width, met: map[string]bool{}}
	for todo := []state{first}; len(todo) > 0 && !c.cut; todo = todo[1:] {
		s := c.w.fit(todo[0])
		if sought(s) {
			return s, true
		}
		key := c.key(s)
		if !c.within(s) || !fresh.isNew(key, c.atoms(s)) {
			continue
		}
		c.meet(key, s)
		if s.m.Scene.Kind == scene.KindAttract {
			continue
		}
		if c.spent++; c.spent > maxMoments {
			c.cut = true
			break
		}
		for _, n := range c.w.ways(s) {
			c.went(s, n)
			if !c.quiet {
				c.w.staged(s, n)
			}
			todo = append(todo, n)
		}
		todo = append(todo, c.emptied(s)...)
	}
	return state{}, false
}

// key tells screens apart as far as a walk by coverage does: two things with the same
// questions are one screen, and so is a screen with another choice before it.
func (c *cover) key(s state) string {
	key := structureKey(s, func(n *scene.Node, id string) (string, string, bool) {
		label := n.Label.ID
		if c.names[label] {
			label = "name"
		}
		if strings.HasPrefix(id, course.LinePrefix) {
			id = "line"
		}
		if strings.HasPrefix(id, screen.AnswerPrefix) { // a review with another answer in it
			label = "chosen"
		}
		return id, label, id != string(screen.SoFar) && !isFurther(id)
	})
	if st, _ := c.w.parts.Service.Step(s.m.Here.Step); st.Kind == service.Pay {
		key += fmt.Sprint(s.m.Pay.Outcome)
	}
	return key
}

// isFurther reports whether a node is another way to sit: how many are proposed makes no other
// screen.
func isFurther(id string) bool {
	n, err := strconv.Atoi(strings.TrimPrefix(id, screen.SeatsPrefix))
	return err == nil && n > 0 && strings.HasPrefix(id, screen.SeatsPrefix)
}

// emptied are the moments after something was taken out of the basket; that more can be added
// is only noted, since a second round through a full basket shows nothing new.
func (c *cover) emptied(s state) (out []state) {
	s.m.Scene.Walk(func(n *scene.Node, _ int) bool {
		kind := s.m.Acts[n.ID].Kind
		if n.Disabled || kind != act.Remove && (kind != act.More || c.goals.reached[moreGoal(s.m.Here.Step)]) {
			return true
		}
		next := c.w.activate(s, n.ID)
		next.way = way(s, string(n.ID))
		if c.went(s, next); kind == act.Remove {
			out = append(out, next)
		}
		return true
	})
	return out
}

// within reports whether a moment belongs to the part that is covered.
func (c *cover) within(s state) bool {
	return c.o.From == "" || c.goals.part[s.m.Here.Step] || s.m.Here.Step == ""
}

// meet notes a moment, and looks at its screen if it is the first on it.
func (c *cover) meet(key string, s state) {
	here := s.m.Here.Step
	c.goals.reach(stepGoal(here))
	if to, err := c.w.parts.Service.Next(here, s.m.Order, s.m.Facts); err == nil {
		c.open[wayGoal(here, to)] = true
	}
	for name, value := range c.answers(s) {
		if c.tried[name] == nil {
			c.tried[name] = map[string]bool{}
		}
		c.tried[name][value] = value != ""
	}
	if c.quiet || c.seen[key] {
		return
	}
	if c.o.Max > 0 && len(c.w.screens) >= c.o.Max {
		c.cut = true
		return
	}
	c.seen[key] = true
	c.w.meet(s)
}

// went notes which branches lead from one moment to the next.
func (c *cover) went(s, n state) {
	step, _ := c.w.parts.Service.Step(s.m.Here.Step)
	a := s.m.Acts[scene.NodeID(n.way[len(n.way)-1])]
	switch a.Kind {
	case act.Answer, act.Tick:
		c.goals.reach(choiceGoal(a.Step, a.Value))
	case act.Otherwise:
		c.goals.reach(otherwiseGoal(step.ID))
		return
	case act.More:
		c.goals.reach(moreGoal(step.ID))
		return
	case act.Back, act.Change, act.OpenBasket, act.FullMenu, act.Always:
		return
	}
	for range 2 { // where nothing is to be paid, the step of kind pay is passed at once
		to, err := c.w.parts.Service.Next(step.ID, n.m.Order, n.m.Facts)
		if err != nil {
			return
		}
		next, _ := c.w.parts.Service.Step(to)
		if to != n.m.Here.Step && next.Kind != service.Pay {
			return
		}
		c.goals.reach(wayGoal(step.ID, to))
		if to == n.m.Here.Step {
			return
		}
		step = next
	}
}

// answers are the values of what a guard reads.
func (c *cover) answers(s state) map[string]string {
	out := map[string]string{}
	for _, name := range c.reads {
		root, id, _ := strings.Cut(name, ".")
		if root == "fields" {
			out[name] = order.PlainList(s.m.Order.Answer(id))
			continue
		}
		if f, ok := s.m.Facts[id]; ok {
			out[name] = f.Text
			if f.Type == service.ResultPrice || f.Type == service.ResultCount {
				out[name] = fmt.Sprint(f.Number)
			}
		}
	}
	return out
}

// atoms are the single facts on which the rest of the way depends: each answer that a guard
// reads, and where each step with guards would lead from here, which is also what the basket
// decides.
func (c *cover) atoms(s state) []string {
	atoms := []string{fmt.Sprint("free ", free(s))}
	answers := c.answers(s)
	for _, name := range c.reads {
		atoms = append(atoms, name+" "+answers[name])
	}
	svc := c.w.parts.Service
	switch st, _ := svc.Step(s.m.Here.Step); {
	case st.Kind == service.Count:
		atoms = append(atoms, "tally "+tallyKey(svc, st, s))
	case st.IsMany():
		atoms = append(atoms, "several "+c.w.tickedSoFar(st, s))
	}
	for _, id := range svc.Steps() {
		if st, _ := svc.Step(id); len(st.Next) > 1 {
			to, err := svc.Next(id, s.m.Order, s.m.Facts)
			if err != nil && id == s.m.Here.Step {
				c.w.flag(s, "a guard of step %q fails: %v", id, err)
			}
			atoms = append(atoms, id+" → "+to)
		}
	}
	return atoms
}

// novelty knows which facts were met together before.
type novelty struct {
	width int // how many of them
	met   map[string]bool
}

// isNew reports whether facts on a screen were never met together before, and notes them.
func (f novelty) isNew(screen string, atoms []string) bool {
	isNew := false
	note := func(what string) {
		if !f.met[what] {
			f.met[what], isNew = true, true
		}
	}
	for i, a := range atoms {
		note(screen + "\x00" + a)
		if f.width < 2 {
			continue
		}
		for _, b := range atoms[i+1:] {
			note(screen + "\x00" + a + "\x00" + b)
		}
	}
	return isNew
}

// whole reports whether nothing is left to be reached.
func (c *cover) whole() bool {
	return !slices.ContainsFunc(c.goals.all, func(g goal) bool { return !c.goals.reached[g] })
}

// coverage sums up.
func (c *cover) coverage() Coverage {
	out := Coverage{Screens: c.w.screens, Findings: c.w.findings}
	count := func(r *Reached, reached bool) {
		r.Of++
		if reached {
			r.Reached++
		}
	}
	for _, g := range c.goals.all {
		reached := c.goals.reached[g]
		st, _ := c.w.parts.Service.Step(g.step)
		if g.kind == goalStep {
			count(&out.Steps, reached)
			if st.Kind == service.Done {
				count(&out.Ends, reached)
			}
		} else {
			count(&out.Branches, reached)
		}
		if !reached {
			out.Missed = append(out.Missed, Missed{g.String(), c.why(g)})
		}
	}
	return out
}

// why says why something was not reached, as far as it is known.
func (c *cover) why(g goal) string {
	svc := c.w.parts.Service
	st, _ := svc.Step(g.step)
	switch {
	case c.cut && c.o.Max > 0:
		return fmt.Sprintf("the walk was ended after %d screens", c.o.Max)
	case c.cut:
		return fmt.Sprintf("the walk was ended after %d moments; begin it nearer with --from", maxMoments)
	case g.kind == goalStep:
		return "no way that was walked leads to it"
	case !c.goals.reached[stepGoal(g.step)]:
		return fmt.Sprintf("step %q was not reached", g.step)
	}
	if c.open[g] {
		return "its guard was true there, and nothing that people can do on that screen leads on then"
	}
	guard := ""
	for _, w := range st.Next {
		if g.kind == goalWay && w.Go == g.to && guard == "" {
			guard = w.When
		}
	}
	for _, ch := range st.Choices {
		if g.kind == goalChoice && ch.Value == g.to {
			guard = ch.When
		}
	}
	if guard == "" {
		return "nothing led there from any moment that was tried"
	}
	return fmt.Sprintf("its guard %q was never true%s", guard, c.triedIn(guard))
}

// triedIn lists the values that were tried of what a guard reads.
func (c *cover) triedIn(guard string) string {
	var out []string
	answered := false
	for _, name := range namesIn(guard) {
		name = c.spelled(name)
		values := slices.DeleteFunc(slices.Sorted(maps.Keys(c.tried[name])), func(v string) bool { return v == "" })
		text := name + " was never answered"
		if len(values) > 0 {
			text = name + " was " + strings.Join(values, ", ")
		}
		answered = answered || strings.HasPrefix(name, "answers.")
		out = append(out, text)
	}
	if len(out) == 0 {
		return ""
	}
	text := " (" + strings.Join(out, "; ") + ")"
	if answered {
		text += "; give sample.yaml an answer for which it is"
	}
	return text
}

// spelled is a name of an expression as the service spells it.
func (c *cover) spelled(name string) string {
	for _, r := range c.reads {
		if strings.ReplaceAll(r, "-", "_") == name {
			return r
		}
	}
	return name
}
