// Package walk goes through a whole service as a person would, and tells what they would
// see and hear on each screen. What would block a person is a Finding: a silent node, a
// text that is missing in a language, a focus lost after a dialog, a screen that cannot be
// left.
//
// Cover is for people who write a service: it meets each step, branch and end, and names
// those that it did not. Walk is for judges that must have seen every screen with every
// answer before it. Follow goes one way.
//
// It hides how the ways are found. It plays the real core with made-up answers: the
// samples of the service, and every way in which a payment, a call or a print can end.
// It does no I/O and is not safe for use by several goroutines at once.
package walk

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"modu/accessibility"
	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/assemble"
	"modu/internal/kiosk"
	"modu/internal/kiosk/course"
	"modu/internal/kiosk/focus"
	"modu/internal/kiosk/model"
	"modu/internal/kiosk/screen"
	"modu/internal/runtime"
	"modu/internal/service"
)

// Options say how to walk.
type Options struct {
	Lang     scene.Lang
	Easy     bool
	Practice bool // begin with practice, in which nothing may have a consequence
	// Met is called with the model of every moment of the walk, and when that is; nil: nobody
	// asks.
	Met func(kiosk.Model, time.Duration)
}

// Screen is one screen as a person meets it.
type Screen struct {
	Number int
	Step   string // of the service; "" before the first and after the last
	Kind   scene.Kind
	Way    []string // what was done to get here, one act each
	Acts   int      // decisions among them: activations that were not the obvious next act
	Scene  scene.Scene
	Opens  string // what is heard when it opens
	Items  []Item // what can be acted on, in the order in which keys meet it
}

// Item is one thing to act on: what is heard when it gets the focus.
type Item struct {
	Node  scene.NodeID
	Heard string
}

// Finding is something that would block a person.
type Finding struct {
	Screen string // title and way, for people
	Msg    string
}

func (f Finding) String() string { return f.Screen + ": " + f.Msg }

// Walk visits every screen once. Screens come in the order in which they are met, the
// shortest way first.
func Walk(p *assemble.Parts, o Options) ([]Screen, []Finding) {
	w := &walker{parts: p, opt: o, seen: map[string]bool{}}
	first := w.begin()
	w.todo = []state{first}
	for len(w.todo) > 0 && len(w.screens) < maxScreens {
		s := w.todo[0]
		w.todo = w.todo[1:]
		w.visit(s)
	}
	if len(w.screens) >= maxScreens {
		w.flag(first, "the service has more than %d screens, the walk was ended", maxScreens)
	}
	for _, id := range p.Missing() {
		w.flag(first, "message %q exists in no language", id)
	}
	return w.screens, w.findings
}

// maxScreens ends a walk through something that grows without end.
const maxScreens = 20_000

// state is a moment: the core is a value, so that each way can be tried from it.
type state struct {
	m       kiosk.Model
	pending kiosk.Effect // what the world is doing
	way     []string
	acts    int
	opens   string
	count   int    // of a secret being typed
	back    bool   // it was gone back to, or another round began
	chose   string // of which kinds the rows are that were chosen from lists
	now     time.Duration
}

type walker struct {
	parts    *assemble.Parts
	opt      Options
	seen     map[string]bool
	todo     []state
	screens  []Screen
	findings []Finding
	reads    []string // what guards read; nil: not looked for yet
}

func (w *walker) flag(s state, format string, args ...any) {
	where := s.m.Scene.Root.Label.Redacted() + " [" + strings.Join(s.way, " → ") + "]"
	w.findings = append(w.findings, Finding{where, fmt.Sprintf(format, args...)})
}

// begin is the first screen in the asked language and form, with speech.
func (w *walker) begin() state {
	m := w.parts.Machine(1, 101)
	model := m.Model()
	s := state{m: model, now: time.Second}
	if w.opt.Practice {
		s = w.activate(s, screen.Practice)
	} else {
		s = w.press(s, input.KeySelect)
	}
	s.m.Prefs.Language, s.m.Prefs.Easy = w.opt.Lang, w.opt.Easy
	s.m.Prefs.Speech = true
	before := s.m.Scene
	s = w.act(s, input.TimePassed{})
	if s.m.Typing() { // a keypad without digits is asked how it types; a walk points at keys
		s.m.Hand = accessibility.Touch
		s = w.act(s, input.TimePassed{})
	}
	s.opens = w.heard(s, scene.Change{Cause: scene.Cause{Kind: scene.ByPerson}, Before: scene.Scene{Kind: before.Kind}, After: s.m.Scene})
	s.way, s.acts = nil, 0
	return s
}

// act hands one event to the core and answers at once what only counts.
func (w *walker) act(s state, ev input.Event) state {
	s.now += 100 * time.Millisecond
	m, change, effects := w.parts.Core.Update(s.m, ev, s.now)
	s.m = m
	if w.opt.Met != nil {
		w.opt.Met(m, s.now)
	}
	if said := w.heard(s, change); said != "" {
		s.opens = said
	}
	for _, e := range effects {
		switch e := e.(type) {
		case kiosk.TypeSecret:
			s.count++
			s = w.act(s, input.SecretChanged{Field: e.Field, Count: s.count})
		case kiosk.KeepEntry, kiosk.AskService, kiosk.PrintPaper, kiosk.StartPayment:
			s.pending = e
		case kiosk.GuardFailed:
			w.flag(s, "%s of step %q cannot be told: the way without it was taken", e.Key, e.Step)
		}
		if s.m.Practice && consequence(e) {
			w.flag(s, "in practice the world is asked: %T", e)
		}
	}
	return s
}

// consequence reports whether an effect is known outside the kiosk, or keeps something of
// the person. A call for staff is meant even in practice.
func consequence(e kiosk.Effect) bool {
	switch e.(type) {
	case kiosk.KeepEntry, kiosk.KeepPresented, kiosk.AskService, kiosk.PrintPaper, kiosk.StartPayment, kiosk.CompleteOrder, kiosk.KeepHolds:
		return true
	}
	return false
}

func (w *walker) heard(s state, c scene.Change) string {
	u, ok := w.parts.Words.Compose(c, s.m.Prefs)
	if !ok {
		return ""
	}
	return runtime.Spoken(u)
}

// screenKey tells screens apart: what is asked, not what is already picked on it.
func screenKey(s state) string {
	return structureKey(s, func(n *scene.Node, id string) (string, string, bool) {
		if strings.HasPrefix(id, course.LinePrefix) { // named by its options and price, which do not matter here
			id, _, _ = strings.Cut(id, ":")
		}
		return id, n.Label.ID, true
	}) + fmt.Sprint(s.m.Pay.Outcome)
}

// structureKey writes what stands on a screen and what is under way there. part says how a
// node is told from others: by an id and a message, or with what it holds not at all.
func structureKey(s state, part func(n *scene.Node, id string) (name, label string, counts bool)) string {
	var b strings.Builder
	var write func(n *scene.Node)
	write = func(n *scene.Node) {
		id := string(n.ID)
		if n.Role == scene.RoleScreen {
			id, _, _ = strings.Cut(strings.TrimPrefix(id, "screen."), ".")
			id += "." + s.m.Here.Step // in practice two keyboards have one title
		} else if strings.HasPrefix(id, "enter.") {
			id = "enter"
		}
		id, label, counts := part(n, id)
		if !counts {
			return
		}
		fmt.Fprintf(&b, "%s %s %d %v;", id, label, n.Role, n.Page.Index)
		for i := range n.Children {
			write(&n.Children[i])
		}
	}
	write(&s.m.Scene.Root)
	fmt.Fprintf(&b, "%v %T %v %v;", s.m.Practice, s.pending, s.m.Task.Failed, s.m.Here.Change.Under())
	return b.String()
}

// answersKey tells moments on one screen apart by what was answered on the way to it.
func (w *walker) answersKey(s state) string {
	var b strings.Builder
	for _, a := range s.m.Order.Answers() {
		_, counted := w.parts.Service.CounterOf(a.Field)
		f, _ := w.parts.Service.Field(a.Field)
		if !counted && f.Type != service.ManyField && f.Type != service.RowsField {
			fmt.Fprintf(&b, "%s=%s;", a.Field, a.Value)
		}
	}
	b.WriteString(w.countsKey(s))
	b.WriteString(w.severalKey(s))
	b.WriteString(s.chose)
	fmt.Fprintf(&b, "free=%v;", free(s))
	return b.String()
}

// free reports whether something is ordered and nothing is to be paid for it.
func free(s state) bool {
	total, err := s.m.Order.Total()
	return err == nil && total.Minor == 0 && s.m.Order.Len() > 0
}

// visit looks at a screen that was not met before, and at the ways on from it.
func (w *walker) visit(s state) {
	s = w.fit(s)
	k := screenKey(s) + w.answersKey(s)
	if w.seen[k] {
		return
	}
	w.seen[k] = true
	if w.meet(s); s.m.Scene.Kind == scene.KindAttract {
		return // the stay is over
	}
	next := w.ways(s)
	for _, n := range next {
		w.staged(s, n)
	}
	w.todo = append(w.todo, next...)
}

// meet looks at one screen and at everything on it.
func (w *walker) meet(s state) {
	sc := w.screen(s, len(w.screens)+1)
	if sc.Kind == scene.KindAttract {
		w.screens = append(w.screens, sc)
		return
	}
	w.judge(s)
	for _, id := range s.m.Scene.FocusOrder() {
		if strings.HasPrefix(string(id), screen.BarPrefix) || strings.HasPrefix(string(id), focus.KeyPrefix) {
			continue
		}
		off := w.offFocus(s, id)
		if n := off.m.Scene.Find(id); n != nil && n.Pointer {
			continue // keys stop at it only while somebody is there: a minus at the least, for example
		}
		on := w.act(off, input.Pointed{Device: "walk", Node: id, Revision: s.m.Scene.Revision + 2})
		sc.Items = append(sc.Items, Item{id, on.opens})
		if on.m.Scene.Focus != id || on.opens == "" {
			w.flag(s, "%q is silent when it gets the focus", id)
		}
	}
	w.unsaid(s, sc)
	w.screens = append(w.screens, sc)
}

// fit shows lists whole: what stands on the second page is met like the rest. Where a
// form keeps its pages small, they are turned.
func (w *walker) fit(s state) state {
	for range 4 {
		var paged scene.NodeID
		s.m.Scene.Walk(func(n *scene.Node, _ int) bool {
			if n.Role == scene.RoleGroup && n.Page.Count > 1 {
				paged = n.ID
			}
			return paged == ""
		})
		before := s.m.Scene.Revision
		if paged == "" {
			return s
		}
		opens := s.opens
		s = w.act(s, input.Fitted{Revision: before, Container: paged, PerPage: 1000})
		s.opens = opens
		if s.m.Scene.Revision == before {
			return s
		}
	}
	return s
}

// offFocus makes sure that something else has the focus, so that its coming is heard.
func (w *walker) offFocus(s state, id scene.NodeID) state {
	if s.m.Scene.Focus == id {
		s = w.act(s, input.Pointed{Device: "walk", Node: screen.Help, Revision: s.m.Scene.Revision})
	}
	s.opens = ""
	return s
}

// ways are the moments that can follow.
func (w *walker) ways(s state) []state {
	if s.pending != nil {
		return w.outcomes(s)
	}
	if due := s.m.Task.Due; due != 0 { // in practice the core plays the world
		s.now = max(s.now, due)
		n := w.act(s, input.TimePassed{})
		n.way = way(s, "it has taken its time")
		return []state{n}
	}
	if s.m.Typing() {
		s = w.typed(s)
	}
	out := w.presented(s)
	again := w.alikeRows(s)
	s.m.Scene.Walk(func(n *scene.Node, _ int) bool {
		turns := turnsPage(n)
		if n.Disabled || !n.Focusable() && !turns || skipped(n.ID, s.m.Order.Len() > 0) || again[n.ID] {
			return true
		}
		next := w.activate(s, n.ID)
		next.chose = w.chosen(s, n.ID)
		next.way, next.back = way(s, string(n.ID)), w.leadsBack(s, n.ID)
		if !n.Primary && !turns {
			next.acts++
		}
		out = append(out, next)
		return true
	})
	return out
}

// turnsPage reports whether a node is the page button that goes on.
func turnsPage(n *scene.Node) bool {
	return n.Pointer && strings.HasSuffix(string(n.ID), screen.NextSuffix) && n.Role == scene.RoleButton
}

// skipped reports whether a node is none that a walk goes through: the bar and the keys
// of a keyboard have tests of their own, a second round through a full basket shows
// nothing new, and each language has a walk of its own.
func skipped(id scene.NodeID, full bool) bool {
	for _, prefix := range []string{screen.BarPrefix, focus.KeyPrefix, course.LinePrefix, screen.LanguagePrefix} {
		if strings.HasPrefix(string(id), prefix) {
			return true
		}
	}
	switch id {
	case screen.BasketMore, screen.OpenBasket, screen.ReviewMore:
		return full
	case screen.Practice:
		return true
	}
	return strings.HasPrefix(string(id), screen.TypingPrefix) && id != screen.Submit
}

// presented are the moments after something was held to a reader, readable and not.
func (w *walker) presented(s state) []state {
	st, _ := w.parts.Service.Step(s.m.Here.Step)
	if st.Kind != service.Present || s.m.Overlay.Kind != model.NoOverlay {
		return nil
	}
	var out []state
	for _, ok := range []bool{true, false} {
		n := w.act(s, input.Presented{Device: "walk", Reader: string(st.Reader), OK: ok})
		n.way = way(s, map[bool]string{true: "present " + string(st.Reader), false: "present something unreadable"}[ok])
		n.acts++
		out = append(out, n)
	}
	return out
}

func way(s state, act string) []string { return append(slices.Clone(s.way), act) }

// activate touches a node until it acts: while speech is on, the first touch only says
// what is there (TGT-8).
func (w *walker) activate(s state, id scene.NodeID) state {
	s.opens = ""
	s.m.Prefs.Speech = false
	for _, phase := range []input.TouchPhase{input.TouchBegan, input.TouchEnded} {
		s = w.act(s, input.Touched{Phase: phase, Node: id, Revision: s.m.Scene.Revision})
	}
	s.m.Prefs.Speech = true
	opens := s.opens
	s = w.act(s, input.TimePassed{})
	s.opens = opens
	return s
}

// typed fills the field on the screen with as many signs as it needs.
func (w *walker) typed(s state) state {
	st, _ := w.parts.Service.Step(s.m.Here.Step)
	const digitKey input.Key = "1"
	if st.Kind != service.Enter {
		return s // a search: what is typed there is the search's own matter
	}
	for range st.Fewest() {
		if st.Secret {
			s.count++
			s = w.act(s, input.SecretChanged{Field: s.m.Entry.Field, Count: s.count})
			continue
		}
		s = w.act(s, input.KeyPressed{Device: "walk", Key: digitKey})
		s = w.act(s, input.KeyReleased{Device: "walk", Key: digitKey})
	}
	s.count = 0
	return s
}

// outcomes are the ways in which what the world is doing can end.
func (w *walker) outcomes(s state) []state {
	var out []state
	end := func(words string, evs ...input.Event) {
		n := s
		n.pending, n.opens = nil, ""
		for _, ev := range evs {
			n = w.act(n, ev)
		}
		n.way = way(s, words)
		out = append(out, n)
	}
	switch e := s.pending.(type) {
	case kiosk.KeepEntry:
		n := s
		n.pending = nil
		for _, ok := range []bool{true, false} {
			n := w.act(n, input.EntryKept{Effect: e.ID, OK: ok})
			n.way = way(s, map[bool]string{true: "it fits", false: "it does not fit"}[ok])
			n.acts += map[bool]int{true: 1}[ok] // typing is one decision
			out = append(out, n)
		}
	case kiosk.AskService:
		for i, values := range w.answers(e.Step) {
			end(fmt.Sprintf("answer %d of %s", i+1, e.Step.Path), input.ServiceAnswered{Effect: e.ID, Values: values})
		}
		end("no answer", input.ServiceAnswered{Effect: e.ID})
	case kiosk.PrintPaper:
		end("printed", input.PaperPrinted{Effect: e.ID, OK: true})
		end("the printer fails", input.PaperPrinted{Effect: e.ID})
	case kiosk.StartPayment:
		waiting := input.PaymentWaiting{Effect: e.ID, For: input.PaymentCard}
		for _, o := range []input.Outcome{input.Approved, input.Declined, input.Cancelled, input.Unknown} {
			end("payment "+o.String(), waiting, input.PaymentEnded{Effect: e.ID, Outcome: o})
		}
	}
	return out
}

// answers are the samples of a call.
func (w *walker) answers(st service.Step) []map[string]input.Value {
	var out []map[string]input.Value
	for _, body := range w.parts.Sample.All(st.Path) {
		values, err := st.Read(body)
		if err != nil {
			w.findings = append(w.findings, Finding{"sample.yaml, " + st.Path, err.Error()})
			continue
		}
		out = append(out, values)
	}
	if len(out) == 0 {
		w.findings = append(w.findings, Finding{"sample.yaml", fmt.Sprintf("no answer for %s, so nothing behind it was walked", st.Path)})
	}
	return out
}
