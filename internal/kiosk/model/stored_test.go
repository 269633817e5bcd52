package model_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/kiosk"
	"modu/internal/kiosk/act"
	"modu/internal/kiosk/kiosktest"
	"modu/internal/kiosk/model"
)

type (
	storing  func(*kiosk.Core, model.Model) (model.Model, error)
	viewing  func(*kiosk.Core, model.Model) (scene.Scene, map[scene.NodeID]act.Act)
	updating func(*kiosk.Core, model.Model, input.Event, time.Duration) (model.Model, scene.Change, []kiosk.Effect)
)

func view(c *kiosk.Core, m model.Model) (scene.Scene, map[scene.NodeID]act.Act) { return c.View(m) }

func update(c *kiosk.Core, m model.Model, ev input.Event, now time.Duration) (model.Model, scene.Change, []kiosk.Effect) {
	return c.Update(m, ev, now)
}

// survives says what a model loses on its way out of the process and back; "" for nothing.
func survives(at moment, store storing) string {
	back, err := store(at.core, at.m)
	if err != nil {
		return err.Error()
	}
	return difference(at.m, back)
}

// pure says in what View is not pure; "" where it is.
func pure(at moment, view viewing) string {
	before, err := model.Moment{S: at.core.Setup, M: &at.m}.Encode(scene.Unredacted)
	if err != nil {
		return err.Error()
	}
	s1, acts1 := view(at.core, at.m)
	s2, acts2 := view(at.core, at.m)
	after, err := model.Moment{S: at.core.Setup, M: &at.m}.Encode(scene.Unredacted)
	switch {
	case err != nil:
		return err.Error()
	case !bytes.Equal(before, after):
		return "it writes into the model: " + apart(before, after)
	case !reflect.DeepEqual(s1, s2):
		return differs("twice, and the scenes differ: ", reflect.ValueOf(s1), reflect.ValueOf(s2))
	case !maps.Equal(acts1, acts2):
		return "twice, and the acts differ"
	case !s1.Root.DeepEqual(&at.m.Scene.Root) || s1.Focus != at.m.Scene.Focus:
		return "it shows something else than the model says was shown: " + differs("", reflect.ValueOf(at.m.Scene.Root), reflect.ValueOf(s1.Root))
	}
	return ""
}

// apart is where two texts part.
func apart(a, b []byte) string {
	i := 0
	for i < min(len(a), len(b)) && a[i] == b[i] {
		i++
	}
	from := max(0, i-60)
	return fmt.Sprintf("…%s, then …%s", a[from:min(len(a), i+60)], b[from:min(len(b), i+60)])
}

// further are events that can come at any moment.
func further(at moment) []input.Event {
	rev := at.m.Revision
	events := []input.Event{
		input.KeyPressed{Device: "keypad", Key: input.KeySelect},
		input.KeyPressed{Device: "keypad", Key: input.KeyDown},
		input.KeyPressed{Device: "keypad", Key: input.KeyBack},
		input.KeyPressed{Device: "keypad", Key: "1"},
		input.KeyPressed{Device: "switch", Key: input.KeyLanguage},
		input.Touched{Phase: input.TouchBegan, Node: at.m.Scene.Focus, Revision: rev},
		input.Touched{Phase: input.TouchEnded, Node: at.m.Touch.Node, Revision: rev, Contact: at.m.Touch.ID},
		input.Fitted{Revision: rev, Container: scene.WholePage, PerPage: 2},
		input.JackChanged{Device: "headset", In: !at.m.Headset.Closed},
		input.PaymentEnded{Effect: at.m.Pay.Effect, Outcome: input.Approved},
		input.CallChanged{Effect: at.m.Call.Effect, State: input.CallAnswered},
		input.EntryKept{Effect: at.m.Checking, OK: true},
		input.PaperPrinted{Effect: at.m.Task.Effect, OK: true},
		input.SecretChanged{Field: at.m.Entry.Field, Count: 1},
		input.TimePassed{},
	}
	if menu := at.core.Service.Menu(); len(menu) > 0 {
		out := true
		events = append(events, input.MenuChanged{Items: map[string]input.ItemChange{menu[0].ID: {SoldOut: &out}}})
	}
	return events
}

// goesOn says where a model that was read back goes another way than the one that was
// stored, and whether Update writes into the model that it is given; "" for neither.
func goesOn(at moment, back model.Model, update updating) string {
	before, err := model.Moment{S: at.core.Setup, M: &at.m}.Encode(scene.Unredacted)
	if err != nil {
		return err.Error()
	}
	for _, ev := range further(at) {
		now := at.m.Now + 400*time.Millisecond
		if due, ok := at.core.Deadline(at.m); ok && ev == (input.Event(input.TimePassed{})) {
			now = max(now, due)
		}
		m1, c1, e1 := update(at.core, at.m, ev, now)
		m2, c2, e2 := update(at.core, back, ev, now)
		if d := difference(m1, m2); d != "" {
			return fmt.Sprintf("%T: the models part: %s", ev, d)
		}
		if !reflect.DeepEqual(c1, c2) {
			return fmt.Sprintf("%T: the changes part: %s", ev, differs("", reflect.ValueOf(c1), reflect.ValueOf(c2)))
		}
		if !reflect.DeepEqual(e1, e2) {
			return fmt.Sprintf("%T: the effects part: %v, then %v", ev, e1, e2)
		}
	}
	if after, err := (model.Moment{S: at.core.Setup, M: &at.m}).Encode(scene.Unredacted); err != nil || !bytes.Equal(before, after) {
		return "Update writes into the model that it is given: " + apart(before, after)
	}
	return ""
}

// few tells of the first faults only: one cause has many.
type few struct {
	t *testing.T
	n int
}

func (f *few) fault(at moment, words string) {
	if words == "" {
		return
	}
	if f.n++; f.n <= 5 {
		f.t.Errorf("%s: %s", at.name, words)
	}
}

// A stored model is the whole session: it comes back equal, and goes on as it would have.
// Looked at is one moment of every kind (shape), and every goingOn-th of them goes on.
func TestStoredModels(t *testing.T) {
	f := &few{t: t}
	for i, at := range moments(t) {
		var back model.Model
		var err error
		f.fault(at, survives(at, func(core *kiosk.Core, m model.Model) (model.Model, error) {
			back, err = store(core, m)
			return back, err
		}))
		if err == nil && i%goingOn == 0 {
			f.fault(at, goesOn(at, back, update))
		}
	}
	if f.n > 0 {
		t.Errorf("%d faults in all", f.n)
	}
}

// goingOn is of how many models one is gone on with.
const goingOn = 5

// View is pure at one moment of every kind (shape).
func TestViewIsPure(t *testing.T) {
	f := &few{t: t}
	for _, at := range moments(t) {
		f.fault(at, pure(at, view))
	}
}

// The checks above see what they are there for.
func TestMadeUpFaultsAreSeen(t *testing.T) {
	all := moments(t)
	seen := func(name, want string, in func(model.Model) bool, check func(at moment) string) {
		t.Helper()
		other := ""
		for _, at := range all {
			if !in(at.m) { // there is nothing to spoil
				continue
			}
			words := check(at)
			if words != "" && strings.Contains(words, want) {
				return
			}
			other = words
		}
		t.Errorf("%s: nothing says %q, but %q", name, want, other)
	}
	always := func(model.Model) bool { return true }
	onTrail := func(m model.Model) bool { return m.Trail != nil }
	inMenu := func(m model.Model) bool { return m.Menu.Pushed != nil && m.Scene.Kind == scene.KindItems }
	paged := func(m model.Model) bool { return len(m.Here.Pages.Anchors) > 0 }
	drop := func(spoil func(*model.Model)) storing {
		return func(c *kiosk.Core, m model.Model) (model.Model, error) {
			back, err := store(c, m)
			spoil(&back)
			return back, err
		}
	}
	seen("a dropped field", ".Stay.Course.Trail", onTrail, func(at moment) string {
		return survives(at, drop(func(m *model.Model) { m.Trail = nil }))
	})
	seen("a dropped field inside", ".Stay.Keys.Last.Valid", always, func(at moment) string {
		return survives(at, drop(func(m *model.Model) { m.Keys.Last.Valid = false }))
	})
	seen("a dropped menu", "Menu", inMenu, func(at moment) string {
		return survives(at, drop(func(m *model.Model) { m.Menu = model.Menu{} }))
	})
	seen("a menu that was not made anew", "", inMenu, func(at moment) string {
		back, _ := store(at.core, at.m)
		back.Menu = model.Menu{Pushed: back.Menu.Pushed}
		return goesOn(at, back, update)
	})
	seen("another way on", "the models part: .Revision", always, func(at moment) string {
		back, _ := store(at.core, at.m)
		back.Revision++
		return goesOn(at, back, update)
	})
	seen("a view that writes into a map", "it writes into the model", paged, func(at moment) string {
		at.m.Here.Pages.Anchors = maps.Clone(at.m.Here.Pages.Anchors)
		return pure(at, func(c *kiosk.Core, m model.Model) (scene.Scene, map[scene.NodeID]act.Act) {
			for id := range m.Here.Pages.Anchors {
				m.Here.Pages.Anchors[id]++
			}
			return c.View(m)
		})
	})
	seen("a view that writes into a list", "it writes into the model", always, func(at moment) string {
		at.m.Scene.Root.Children = slices.Clone(at.m.Scene.Root.Children)
		return pure(at, func(c *kiosk.Core, m model.Model) (scene.Scene, map[scene.NodeID]act.Act) {
			m.Scene.Root.Children[0].Count++
			return c.View(m)
		})
	})
	calls := 0
	seen("a view that counts", "the scenes differ", always, func(at moment) string {
		return pure(at, func(c *kiosk.Core, m model.Model) (scene.Scene, map[scene.NodeID]act.Act) {
			s, acts := c.View(m)
			calls++
			s.Part = calls
			return s, acts
		})
	})
	seen("a view that shows something else", "something else", always, func(at moment) string {
		return pure(at, func(c *kiosk.Core, m model.Model) (scene.Scene, map[scene.NodeID]act.Act) {
			s, acts := c.View(m)
			s.Focus = ""
			return s, acts
		})
	})
	seen("an update that writes into the model", "Update writes into the model", always, func(at moment) string {
		back, _ := store(at.core, at.m)
		at.m.Changed = maps.Clone(at.m.Changed)
		return goesOn(at, back, func(c *kiosk.Core, m model.Model, ev input.Event, now time.Duration) (model.Model, scene.Change, []kiosk.Effect) {
			next, change, effects := c.Update(m, ev, now)
			m.Changed["somewhere"] = 1
			return next, change, effects
		})
	})
}

// Every scene, in every language and form, survives as it is; redacted, it is written
// the same again.
func TestScenesOfTheCrawl(t *testing.T) {
	f := &few{t: t}
	n := 0
	met := map[string]int{}
	for i, at := range moments(t) {
		for j, lang := range at.core.Languages {
			if j > 0 && (i+j)%3 > 0 { // each other language and form for some of them
				continue
			}
			m := at.m
			m.Prefs.Language, m.Prefs.Easy = lang, (i+j)%2 == 0
			s, _ := at.core.View(m)
			n++
			met[fmt.Sprintf("%s %s %v", at.core.Service.ID, lang, m.Prefs.Easy)]++
			f.fault(at, rewritten(s))
		}
		f.fault(at, rewritten(at.m.Scene))
	}
	for what, n := range met {
		if n < 20 {
			t.Errorf("only %d scenes of %s", n, what)
		}
	}
	t.Logf("%d scenes, %d services, languages and forms", n, len(met))
}

func rewritten(s scene.Scene) string {
	data, err := scene.Encode(s, scene.Unredacted)
	if err != nil {
		return err.Error()
	}
	back, err := scene.Decode(data)
	if err != nil {
		return err.Error()
	}
	if d := differs("", reflect.ValueOf(s), reflect.ValueOf(back)); d != "" {
		return d
	}
	once, err := scene.Encode(s, scene.Redacted)
	if err != nil {
		return err.Error()
	}
	if back, err = scene.Decode(once); err != nil {
		return err.Error()
	}
	if twice, err := scene.Encode(back, scene.Redacted); err != nil || !bytes.Equal(once, twice) {
		return "redacted, and written in two ways: " + apart(once, twice)
	}
	return ""
}

// numbersInJSON are values that are no texts.
var numbersInJSON = regexp.MustCompile(`([:,\[])-?[0-9]+`)

// Nothing that programs tell of a person, or that they type, is in a redacted
// model, and none of it is printed.
func TestNothingPersonalIsWritten(t *testing.T) {
	f := &few{t: t}
	met := map[string]int{}
	for _, at := range moments(t) {
		words := map[string]string{"query": at.m.Here.Query, "typed": at.m.Entry.Text.Text(), "stashed": at.m.Entry.Stashed.Text.Text()}
		for id, fact := range at.m.Facts {
			if !fact.Public && (fact.Text == told || fact.Number == toldPrice) {
				words["fact "+id] = told
			}
		}
		texts := []string{at.m.String(), encoded(t, at.core, at.m, scene.Redacted)}
		for what, word := range words {
			if len([]rune(word)) < 4 { // shorter ones are found anywhere
				continue
			}
			if what == "typed" && at.m.Entry.Field == model.SearchField {
				continue // what is looked for is on the screen for everybody
			}
			what, _, _ = strings.Cut(what, " ")
			met[what]++
			for _, text := range texts {
				for _, s := range []string{fmt.Sprint(toldPrice), "76,543,210", word} {
					if s == word { // times and counters have the same digits by chance
						text = numbersInJSON.ReplaceAllString(text, "$1")
					}
					if i := strings.Index(text, s); i >= 0 {
						f.fault(at, fmt.Sprintf("%s, %q: …%s…", what, s, text[max(0, i-150):min(len(text), i+60)]))
					}
				}
			}
		}
		if !json.Valid([]byte(texts[0])) {
			f.fault(at, "it does not print as JSON")
		}
	}
	for _, what := range []string{"typed", "fact"} {
		if met[what] == 0 {
			t.Errorf("no moment has anything of %q: %v", what, met)
		}
	}
}

// numbers is chance that is always the same.
func numbers(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 1)) }

// A model that goes on after it was stored in the middle of a session is the session: one
// session, stored after every event, ends as the one that never was.
func TestASessionStoredAtEveryStep(t *testing.T) {
	core := equipped(kiosktest.Core())
	a, b := core.New(7, 100), core.New(7, 100)
	now := time.Second
	for i := range 400 {
		ev := whim(numbers(uint64(i)), core, a)[0]
		now += 300 * time.Millisecond
		var ca, cb scene.Change
		a, ca, _ = core.Update(a, ev, now)
		stored, err := store(core, b)
		if err != nil {
			t.Fatal(err)
		}
		b, cb, _ = core.Update(stored, ev, now)
		if d := difference(a, b); d != "" || !reflect.DeepEqual(ca, cb) {
			t.Fatalf("event %d, %T: %s", i, ev, d)
		}
	}
	if a.Sessions == 0 {
		t.Error("no stay was begun")
	}
}
