package course

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/money"
	"modu/internal/order"
	"modu/internal/service"
)

// Course is where a person is in a service. The zero value is nowhere.
type Course struct {
	Here     Place
	Trail    []Place        // where "back" leads
	Order    order.Order    // the basket, and what was answered on the way here
	Facts    service.Facts  // what calls have answered on the way here
	Proposed Proposals      // what was chosen where the way no longer leads
	Visits   int            // of enter steps
	Task     Task           // a call or a print under way
	Checking input.EffectID // what was typed is being checked
	Practice bool           // nothing that is done has a consequence
	Number   int            // of the paid order
	Papered  bool           // paper has come out for this person
}

// Place is one place on the way.
type Place struct {
	Step     string // empty in attract
	Category string
	Item     string
	Picked   order.Choices  // options being chosen
	Zone     int            // of a plan of seats, from 1: whose seats are proposed; 0: it is asked for
	Within   service.Within // of the days or times of a step: what is offered; zero: all, or the parts of them
	Asked    int            // which option is asked, where they are asked one by one
	Question Question       // which one a step of kind short asks
	Take     Take           // and what has come of it
	Calls    int            // how many calls have been answered on the way here
	Prints   int            // and how much paper has come out
	Search   SearchStage
	Query    string // what was looked for
	Over     bool   // practice has ended here
	Change   Change // what is being changed of what a review has read back
	Focus    scene.NodeID
	Pages    Pages
	Met      Met
	Pending  PendingFocus
	Known    Known // on the trail: what was known when the place was left
}

// Redacted is the place without what was looked for.
func (p Place) Redacted() Place {
	if p.Query != "" {
		p.Query = "<personal>"
	}
	return p
}

// SearchStage is a stage of looking for something by its name. The stages are places of
// their own on the trail, over the step from which the search was opened.
type SearchStage string

// The stages; "" is no search.
const (
	SearchTyping SearchStage = "find"  // the name is being typed
	SearchFound  SearchStage = "found" // what bears such a name
)

// PendingFocus is a focus that only the next scene can resolve to an id.
type PendingFocus struct {
	Container scene.NodeID
	Last      bool
}

// Task is something that the world does while the person waits: a call or a print.
type Task struct {
	Effect input.EffectID
	Failed bool
	Since  time.Duration // when it was asked for
	Due    time.Duration // in practice: when it has seemed to take long enough; 0 outside it
}

// Running reports whether an answer is awaited.
func (t Task) Running() bool { return (t.Effect != (input.EffectID{}) || t.Due != 0) && !t.Failed }

// awaits reports whether the answer to an effect is awaited. In practice there is no effect.
func (t Task) awaits(id input.EffectID) bool {
	return id == t.Effect && id != (input.EffectID{}) && !t.Failed
}

// Situation is what holds around the course.
type Situation struct {
	Service  *service.Service // with the prices and what is sold out today
	OneByOne bool             // options are asked one a screen
	Closed   bool             // money is in the balance, or it is unknown whether it was paid
	Effect   input.EffectID   // what the next effect is to be called
	Number   int              // of the next order
	Clock    service.Clock    // what the clocks of the place show
	Before   service.Clock    // and what they showed at the event before; 0: that does not matter here
}

// Outcome is what a step leads to, in order: one of the types below.
type Outcome interface{ outcome() }

type (
	// Say tells the person something.
	Say struct {
		Message string
		Item    string          // whose name the message wants; "" for none
		Count   int             // how many of it the message tells; 0 for none
		Counter service.Counter // how they are counted; that of Item where it is empty
		Price   *money.Amount   // that it wants; nil for none
		Polite  bool            // it waits for its turn
		Wrong   bool            // it is about a mistake
		MoreHow bool            // who moves by keys is told, too, how to come to another thing: it lies before what has the focus
	}
	// Check has what stands in the field checked and kept. Answered by input.EntryKept.
	Check struct {
		ID   input.EffectID
		Step service.Step
	}
	// Keep keeps what was just presented, under the name of a field.
	Keep struct{ Field string }
	// Forget forgets what was typed and presented: it was practice.
	Forget struct{}
	// ClearField empties the field; ForgetSecret only the count of a secret that has left it.
	ClearField   struct{}
	ForgetSecret struct{}
	// Ask asks the program beside the kiosk. Answered by input.ServiceAnswered.
	Ask struct {
		ID     input.EffectID
		Step   service.Step
		Turn   int
		Fields map[string]string
	}
	// Print prints. Answered by input.PaperPrinted.
	Print struct {
		ID   input.EffectID
		Step service.Step
		Turn int
	}
	// Waited: a machine has done what was waited for, and the way has gone on by itself.
	Waited struct{}
	// Failed: a machine has not.
	Failed struct{}
	// Charge asks for money.
	Charge struct{ Total money.Amount }
	// Completed: the order is paid, or costs nothing. Free: its number was taken for it, at
	// the step of kind pay.
	Completed struct {
		Number int
		Order  order.Order
		Free   bool
		Step   service.Step
	}
	// Real: what was practised is real from now on, and may be out of date.
	Real struct{}
	// Kept: what these calls have made the program keep is the person's.
	Kept struct{ Calls []input.EffectID }
	// GuardFailed: the service could not tell something that depends on a guard. The way
	// goes on; staff must know.
	GuardFailed struct{ Step, Key string }
)

func (Say) outcome()          {}
func (Check) outcome()        {}
func (Keep) outcome()         {}
func (Forget) outcome()       {}
func (ClearField) outcome()   {}
func (ForgetSecret) outcome() {}
func (Ask) outcome()          {}
func (Print) outcome()        {}
func (Waited) outcome()       {}
func (Failed) outcome()       {}
func (Charge) outcome()       {}
func (Completed) outcome()    {}
func (Real) outcome()         {}
func (Kept) outcome()         {}
func (GuardFailed) outcome()  {}

// walk is one step of a course being taken.
type walk struct {
	Course
	at  Situation
	now time.Duration
	out []Outcome
}

func (c Course) walk(now time.Duration, at Situation) *walk {
	return &walk{Course: c, at: at, now: now}
}

func (w *walk) done() (Course, []Outcome) { return w.Course, w.out }

func (w *walk) add(o Outcome)      { w.out = append(w.out, o) }
func (w *walk) say(message string) { w.add(Say{Message: message}) }

// cannot refuses an act, without ending anything.
func (w *walk) cannot(why error) {
	guarded(w, why)
	w.say("refuse.cannot")
}

// guarded lets staff know of a guard that has failed, if that is what an error tells.
func guarded(w *walk, err error) {
	var failed *service.FailedGuard
	if errors.As(err, &failed) {
		w.add(GuardFailed{Step: cmp.Or(failed.Step, w.Here.Step), Key: failed.Key})
	}
}

func (w *walk) here() service.Step { return w.StepIn(w.at.Service) }
func (w *walk) has(k service.Kind) bool {
	_, ok := w.at.Service.StepOf(k)
	return ok
}

// effect is the id of the next effect.
func (w *walk) effect() input.EffectID {
	id := w.at.Effect
	w.at.Effect.Counter++
	return id
}

// StepIn is the step that the person is at; zero in attract.
func (c Course) StepIn(s *service.Service) service.Step {
	st, _ := s.Step(c.Here.Step)
	return st
}

// Spent reports whether the order can no longer be changed, because it is paid.
func (c Course) Spent() bool { return !c.Practice && c.Number != 0 }

// Sent are the fields of a call, as far as the kiosk knows them.
func (c Course) Sent(st service.Step) map[string]string {
	sent := map[string]string{}
	for _, f := range st.Send {
		v := c.Order.Answer(f)
		if strings.Contains(f, ".") { // a column of a chosen row
			v = c.Facts.Sent(f, c.Order)
		}
		if v != "" {
			sent[f] = v
		}
	}
	return sent
}

// Begin starts at the service's first step.
func (c Course) Begin(now time.Duration, at Situation) (Course, []Outcome) {
	w := c.walk(now, at)
	w.goTo(at.Service.Start)
	w.Trail = nil
	return w.done()
}

// goTo opens a step; where the person was stays on the trail for "back".
func (w *walk) goTo(step string) { goToKnowing(w, step, known(w.Course)) }

// goToKnowing is goTo with what is known from there on.
func goToKnowing(w *walk, step string, then Known) {
	step, then = lapsed(w, step, then) // somebody may have come to midnight
	st, ok := w.at.Service.Step(step)
	if !ok {
		panic(fmt.Sprintf("course: step %q does not exist although the service was checked", step))
	}
	from := left(w.Course)
	w.Course = knowing(w.Course, then)
	if w.practiceOver(st, from) {
		return
	}
	if w.Here.Step != "" && !w.passing() {
		w.Trail = append(slices.Clone(w.Trail), from)
	}
	next := w.Here
	next.Over = false
	switch st.Kind {
	case service.Review, service.Pay, service.Done:
		next.Change = Change{} // whatever was to be changed has led here
	}
	if !w.passing() && st.Kind != service.Call { // a call that finds seats taken leads back to their zone
		next.Zone = 0
	}
	next.Within = service.Within{}
	next.Step, next.Asked, next.Search, next.Query, next.Pending = step, 0, "", "", PendingFocus{}
	next.Question, next.Take = What, Take{}
	w.Here = next
	w.Course = w.Reopen()
	w.arrive()
}

// passing reports whether the step is one that people pass without acting: "back" must
// not lead into it, since it would only lead forward again.
func (w *walk) passing() bool {
	k := w.here().Kind
	return k == service.Call || k == service.Print
}

// arrive does what a step does of itself when it opens.
func (w *walk) arrive() {
	w.Task, w.Checking = Task{}, input.EffectID{}
	st := w.here()
	guarded(w, w.at.Service.Tellable(st, w.Order, w.Facts))
	_, err := w.at.Service.Slots(st, w.Order, w.Facts, w.at.Clock)
	guarded(w, err)
	switch {
	case st.Kind == service.Choose, st.Kind == service.Count:
		propose(w, st)
		if st.IsMany() {
			lost(w, st)
		}
	case st.Kind == service.Seats:
		reseat(w, st)
	case st.Kind == service.Enter:
		w.Visits++
	case st.Kind == service.Call:
		w.ask(st)
	case st.Kind == service.Print:
		w.print(st)
	case st.Kind == service.Done:
		keep(w)
	case st.Kind == service.Review:
		settle(w, st)
	}
}

// settle makes an answered amount the basket, and takes an answered discount off it, where a
// review wants that.
func settle(w *walk, st service.Step) {
	if st.Charge != nil {
		if billed, err := w.at.Service.Bill(st, w.Facts, w.Order); err == nil {
			w.Order = billed
		}
	}
	if st.Discount != nil {
		if reduced, err := w.at.Service.ApplyDiscount(st, w.Facts, w.Order); err == nil {
			w.Order = reduced
		}
	}
}

// proceed follows the step's way on, whose guards look at the order.
func (w *walk) proceed(step service.Step) {
	then, next, err := onward(w.Course, step, w.at)
	change := then.Here.Change
	if next != "" {
		guarded(w, err)
	}
	switch {
	case next == "":
		w.cannot(err)
	case change.Under() && next == change.Review:
		w.Course = knowing(w.Course, known(then))
		toReview(w)
	default:
		goToKnowing(w, next, known(then))
		if w.Here.Change.Under() {
			w.Here.Change = change
		}
	}
}

// Back undoes the last step. It reports false where there is none to undo.
func (c Course) Back(at Situation) (Course, bool) {
	if st := c.StepIn(at.Service); c.Here.Question != What {
		return unasked(c, st, at.Service), true
	}
	if c.Here.Asked > 0 && at.OneByOne {
		c.Here.Asked--
		return c.Reopen(), true
	}
	return c.back(at.Service)
}

func (c Course) back(s *service.Service) (Course, bool) {
	if len(c.Trail) == 0 {
		return c, false
	}
	st, last := c.StepIn(s), len(c.Trail)-1
	c = proposing(c, st)
	c.Here, c.Trail = c.Trail[last], slices.Clone(c.Trail[:last])
	c = untaken(uncharged(knowing(c, c.Here.Known), st, s))
	c.Here.Known = Known{}
	c.Task, c.Checking = Task{}, input.EffectID{} // a late answer must not be taken
	return c, true
}

// AskFor is a course that asks for the nth of the options, from 0, where they are asked one
// by one.
func AskFor(c Course, n int) Course { c.Here.Asked = n; return c }

// Focus puts the focus of this place on a node.
func (c Course) Focus(id scene.NodeID) Course { c.Here.Focus = id; return c }

// Top shows this place from its beginning, as when it was opened.
func (c Course) Top() Course {
	c.Here.Focus, c.Here.Pages = "", Pages{}
	return c
}

// Reopen is Top for another screen at the same place: what has been met of the one before
// is not met of this one.
func (c Course) Reopen() Course {
	c.Here.Met = Met{}
	return c.Top()
}

// Turn puts this place where a person is in its pages.
func (c Course) Turn(p Pages) Course { c.Here.Pages = p; return c }

// Meet notes that a page of a container is shown at this place.
func (c Course) Meet(list scene.NodeID, page scene.Page, perPage int) Course {
	c.Here.Met = c.Here.Met.Meet(list, page, perPage, c.Order)
	return c
}

// Await puts the focus on the first or last node of a container, once it is there.
func (c Course) Await(p PendingFocus) Course { c.Here.Pending = p; return c }

// Retype takes a search that finds nothing back to where its name is typed.
func (c Course) Retype() Course { c.Here.Search = SearchTyping; return c }

// must unwraps what a check at load has made impossible to fail.
func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}
