package model_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"reflect"
	"slices"
	"sync"
	"testing"
	"time"

	"modu/accessibility"
	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/assemble"
	"modu/internal/beacon"
	"modu/internal/config"
	"modu/internal/headset"
	"modu/internal/kiosk"
	"modu/internal/kiosk/act"
	"modu/internal/kiosk/course"
	"modu/internal/kiosk/kiosktest"
	"modu/internal/kiosk/model"
	"modu/internal/looks"
	"modu/internal/service"
	"modu/internal/walk"
)

// moment is a model that was met, and over which service.
type moment struct {
	name string // for people
	core *kiosk.Core
	m    model.Model
}

// crawled is every kind of moment, found once for all tests.
var crawled = sync.OnceValues(crawl)

// moments are one of every kind of moment that the built-in services and the four of the
// tests reach, of each service: by everything that can be tapped, by every way through,
// in practice too, and by people who do whatever comes into their heads.
func moments(t *testing.T) []moment {
	t.Helper()
	all, err := crawled()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// crawler keeps every moment that shows something new: a combination of what a stay holds,
// or a field that holds something for the first time.
type crawler struct {
	name string
	core *kiosk.Core
	seen map[string]bool
	out  *[]moment
}

func (c crawler) take(m model.Model) {
	fresh := c.first(shape(m))
	each(m, func(path string, holds bool) {
		if holds && c.first(path) {
			fresh = true
		}
	})
	if fresh {
		*c.out = append(*c.out, moment{fmt.Sprintf("%s, %s %q %d", c.name, m.Scene.Kind, m.Scene.Root.Label.Redacted(), len(*c.out)), c.core, m})
	}
}

func (c crawler) first(what string) bool {
	was := c.seen[what]
	c.seen[what] = true
	return !was
}

// shape tells models apart by what lies over the step and which things are there at all.
func shape(m model.Model) string {
	return fmt.Sprint(m.Scene.Kind, m.Overlay.Kind, m.Pay.Stage, m.Pay.Outcome, m.Call.State, m.Clock.Phase, m.Here.Search,
		m.Practice, m.Braille, m.Headset.In, m.Prefs.Easy, m.Order.IsZero(), len(m.Facts) > 0,
		m.Entry.Empty(), m.Entry.Secret, m.Menu.Pushed == nil, m.Task.Running(), m.Task.Failed)
}

// each tells of every field of a model whether it holds anything.
func each(m model.Model, f func(path string, holds bool)) {
	var look func(path string, v reflect.Value)
	look = func(path string, v reflect.Value) {
		for i := range v.NumField() {
			field, name := v.Field(i), path+"."+v.Type().Field(i).Name
			if v.Type().Field(i).Type == reflect.TypeFor[model.Sought]() {
				continue // it follows from the rest
			}
			f(name, !field.IsZero())
			if field.Kind() == reflect.Struct && v.Type().Field(i).IsExported() && name != ".Scene" {
				look(name, field)
			}
		}
	}
	look("", reflect.ValueOf(m))
}

func crawl() ([]moment, error) {
	var all []moment
	over := func(name string, core *kiosk.Core, parts *assemble.Parts) error {
		c := crawler{name, core, map[string]bool{}, &all}
		places := looks.Crawl(core)
		for _, p := range places {
			c.take(p.Model)
			c.count(p.Model)
		}
		if parts != nil {
			last := core.Languages[len(core.Languages)-1]
			for _, o := range []walk.Options{{Lang: core.Languages[0]}, {Lang: last, Easy: true}, {Lang: last, Practice: true}} {
				o.Met = func(m kiosk.Model, _ time.Duration) { c.take(m) }
				if _, err := walk.Cover(parts, walk.CoverOptions{Options: o}); err != nil {
					return err
				}
			}
		}
		for n := range uint64(rides) {
			c.ride(numbers(n), places[int(n)*len(places)/rides].Model)
		}
		return nil
	}
	tests := map[string]*kiosk.Core{"shop": kiosktest.Core(), "parcel": kiosktest.Parcel(), "till": kiosktest.Till(),
		"museum": kiosktest.Over(os.DirFS("../../tryout/testdata/services/museum")), "checkup": kiosktest.Over(os.DirFS("../../tryout/testdata/services/checkup"))}
	for _, name := range slices.Sorted(maps.Keys(tests)) {
		core := tests[name]
		if err := over(name, equipped(core), nil); err != nil {
			return nil, err
		}
	}
	for _, name := range assemble.Services() {
		site, issues := config.Parse("", nil, config.Known{DirExists: func(string) bool { return true }})
		if issues.Err() != nil {
			return nil, issues.Err()
		}
		site.Service = name
		parts, issues := assemble.Load(site)
		if issues.Err() != nil {
			return nil, issues.Err()
		}
		parts.Core = equipped(parts.Core)
		if err := over(name, parts.Core, parts); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// equipped is a core with every device that a kiosk can have.
func equipped(c *kiosk.Core) *kiosk.Core {
	cfg := c.Config
	cfg.Lift, cfg.StaffPage, cfg.Switches = true, true, map[string]bool{"switch": true}
	cfg.Sentences = map[string]map[scene.Lang]string{"beacon": {"ko": "여기입니다.", "en": "Here."}}
	cfg.Socket = kiosk.Socket{Present: true, Device: "headset"}
	return kiosk.NewCore(cfg)
}

const (
	rides = 40 // people who do whatever comes into their heads, a service
	acts  = 60 // of each, from somewhere else
)

// What a program beside the kiosk tells of a person. Nothing else is called so.
const (
	told      = "Zwölfender"
	toldPrice = 76543210
)

// ride is one of them.
func (c crawler) ride(r *rand.Rand, m model.Model) {
	now := m.Now + time.Second
	var waiting []input.Event // what the world will answer
	update := func(ev input.Event, after time.Duration) {
		now += after
		next, _, effects := c.core.Update(m, ev, now)
		for _, e := range effects {
			waiting = append(waiting, answers(r, c.core, e)...)
		}
		if next.Session != m.Session {
			next.Prefs = wishes(r, c.core, next.Prefs)
			next, _, _ = c.core.Update(next, input.TimePassed{}, now) // shows them
		}
		m = next
		c.take(m)
	}
	if r.IntN(2) == 0 || m.Idle() { // the kiosk is asked where it stands
		heard := input.SpeechStarted{Utterance: 5, Estimate: time.Second}
		for _, ev := range []input.Event{input.Signalled{Device: "beacon", Signal: beacon.Here}, heard, input.SpeechFinished{Utterance: 5}} {
			update(ev, time.Second)
		}
	}
	for range acts {
		if at, ok := c.core.Deadline(m); ok && at > now && r.IntN(15) == 0 {
			update(input.TimePassed{}, at-now)
			update(input.SpeechStarted{Session: m.Session, Estimate: 2 * time.Second}, 0)
			update(input.SpeechFinished{Session: m.Session}, time.Second)
		}
		if len(waiting) > 0 && r.IntN(3) > 0 {
			update(waiting[0], 50*time.Millisecond)
			waiting = waiting[min(1, len(waiting)):]
			continue
		}
		for _, ev := range whim(r, c.core, m) {
			update(ev, time.Duration(50+r.IntN(400))*time.Millisecond)
		}
	}
}

// answers are what the world says to an effect, one of the ways it can.
func answers(r *rand.Rand, core *kiosk.Core, e kiosk.Effect) []input.Event {
	ok := r.IntN(4) > 0
	switch e := e.(type) {
	case kiosk.StartPayment:
		return []input.Event{input.PaymentWaiting{Effect: e.ID, For: input.PaymentCard}, input.PaymentEnded{Effect: e.ID, Outcome: input.Outcome(1 + r.IntN(4))}}
	case kiosk.CallStaff:
		return []input.Event{input.CallChanged{Effect: e.ID, State: input.CallState(1 + r.IntN(3))},
			input.StaffReplied{Effect: e.ID, Answer: input.StaffAnswer(1 + r.IntN(3)), Minutes: 4, Words: "on our way"}}
	case kiosk.TellStaff:
		return []input.Event{input.StaffTold{Effect: e.ID, Seen: ok}}
	case kiosk.KeepEntry:
		return []input.Event{input.EntryKept{Effect: e.ID, OK: ok}}
	case kiosk.PrintPaper:
		return []input.Event{input.PaperPrinted{Effect: e.ID, OK: ok}}
	case kiosk.AskService:
		return []input.Event{input.ServiceAnswered{Effect: e.ID, Values: values(e.Step)}}
	case kiosk.TypeSecret:
		return []input.Event{input.SecretChanged{Field: e.Field, Count: 1 + r.IntN(4)}}
	case kiosk.MoveLift:
		return []input.Event{input.LiftChanged{State: input.LiftState(r.IntN(7))}}
	}
	return nil
}

// values answer a call; what is personal, with what nothing else is called.
func values(st service.Step) map[string]input.Value {
	out := map[string]input.Value{}
	for id, r := range st.Answer {
		switch {
		case r.Type == service.ResultChoice:
			out[id] = input.Value{Text: r.Values[0]}
		case r.Type == service.ResultCount:
			out[id] = input.Value{Number: 3}
		case r.Public:
			out[id] = input.Value{Text: "C12", Number: 4000}
		case r.Type == service.ResultPrice:
			out[id] = input.Value{Number: toldPrice}
		default:
			out[id] = input.Value{Text: told}
		}
	}
	return out
}

// count gives digits by presses, where the screen offers it to somebody who only listens, and
// turns to the keys on the screen after that.
func (c crawler) count(m model.Model) {
	if m.Scene.Kind != scene.KindEnter {
		return
	}
	m.Prefs.Speech, m.Braille, m.Headset, m.Hand = true, false, headset.State{}, accessibility.Keypad
	now := m.Now
	update := func(ev input.Event) {
		now += 300 * time.Millisecond
		m, _, _ = c.core.Update(m, ev, now)
		c.take(m)
	}
	update(input.TimePassed{})
	if m.Scene.Find("typing.dial") == nil {
		return
	}
	for _, ev := range presses(m, "typing.dial") {
		update(ev)
	}
	for _, k := range []input.Key{input.KeyDown, input.KeyDown, input.KeySelect, input.KeyDown, input.KeyUp, input.KeySelect} {
		update(input.KeyPressed{Device: "keypad", Key: k})
		update(input.KeyReleased{Device: "keypad", Key: k})
	}
	if m.Scene.Find("typing.pad") != nil {
		for _, ev := range presses(m, "typing.pad") {
			update(ev)
		}
	}
}

// whim is what a person does next, or what happens to them.
func whim(r *rand.Rand, core *kiosk.Core, m model.Model) []input.Event {
	key := func(k input.Key, device string) []input.Event {
		return []input.Event{input.KeyPressed{Device: device, Key: k}, input.KeyReleased{Device: device, Key: k}}
	}
	switch n := r.IntN(100); {
	case m.Entry.Dial.On && n < 60: // in the middle of counting
		return key([]input.Key{input.KeyDown, input.KeyDown, input.KeySelect, input.KeyUp}[r.IntN(4)], "keypad")
	case m.Scene.Find("typing.dial") != nil && n < 20:
		return presses(m, []scene.NodeID{"typing.dial", "typing.pad"}[r.IntN(2)])
	case m.Overlay.Kind == model.NoOverlay && !m.Entry.Empty() && n < 15: // in the middle of typing
		return key(input.KeyCall, "keypad")
	case m.Overlay.Kind == model.OverlayStaff && n < 30:
		return detour(r, m)
	case m.Overlay.Kind == model.OverlayKeys && n < 50:
		return append(key(input.KeyDown, "keypad"), key(input.KeyUp, "keypad")...)
	case n < 45: // touches something, mostly what leads on
		id := somewhere(r, &m.Scene)
		return []input.Event{input.Touched{Phase: input.TouchBegan, Node: id, Revision: m.Revision}, input.Touched{Phase: input.TouchEnded, Node: id, Revision: m.Revision}}
	case n < 50: // and does not let go, or slides off
		id := somewhere(r, &m.Scene)
		began := input.Touched{Phase: input.TouchBegan, Node: id, Revision: m.Revision, Contact: r.IntN(2)}
		moved := began
		if moved.Phase = input.TouchMoved; r.IntN(2) == 0 {
			moved.Node = somewhere(r, &m.Scene)
		}
		if r.IntN(3) == 0 { // rests beside everything
			began.Node, began.Side, began.Contact = "", scene.Sides()[r.IntN(2)], 0
			return append(append([]input.Event{began}, slices.Repeat([]input.Event{input.TimePassed{}}, 20)...), input.Touched{Phase: input.TouchEnded, Side: began.Side})
		}
		return []input.Event{began, input.TimePassed{}, input.TimePassed{}, moved}
	case n < 60: // goes where few go
		return detour(r, m)
	case n < 80:
		keys := input.Keys()
		if r.IntN(2) == 0 {
			keys = []input.Key{input.KeyDown, input.KeySelect, input.KeyUp, input.KeyRight}
		}
		return key(keys[r.IntN(len(keys))], []string{"keypad", "switch", "braille"}[r.IntN(3)])
	case n < 86:
		return []input.Event{happens(r, core, m)}
	case n < 95:
		return []input.Event{input.Pointed{Device: "braille", Node: somewhere(r, &m.Scene), Revision: m.Revision}}
	}
	return []input.Event{input.TimePassed{}}
}

// presses are the keys that lead to a node and select it.
func presses(m model.Model, to scene.NodeID) (out []input.Event) {
	order := m.Scene.FocusOrder()
	by, key := slices.Index(order, to)-slices.Index(order, m.Scene.Focus), input.KeyDown
	if by < 0 {
		by, key = -by, input.KeyUp
	}
	for _, k := range append(slices.Repeat([]input.Key{key}, by), input.KeySelect) {
		out = append(out, input.KeyPressed{Device: "keypad", Key: k}, input.KeyReleased{Device: "keypad", Key: k})
	}
	return out
}

// detour takes one of the acts that chance alone seldom comes to.
func detour(r *rand.Rand, m model.Model) []input.Event {
	switch r.IntN(6) {
	case 0: // a headset is plugged in, and pulled
		return []input.Event{input.JackChanged{Device: "headset", In: true}, input.TimePassed{}, input.JackChanged{Device: "headset"}}
	case 1: // what is in the basket is sold out
		if l, ok := m.Order.Line(0); ok {
			out := true
			return []input.Event{input.MenuChanged{Items: map[string]input.ItemChange{l.Item: {SoldOut: &out}}}}
		}
	}
	rare := []act.Kind{act.WriteToStaff, act.ReadAloud, act.ReadAloud, act.MoveScreen, act.Layout, act.Keys, act.Key, act.Height}
	for _, i := range r.Perm(len(rare)) {
		for _, id := range m.Scene.FocusOrder() {
			if m.Acts[id].Kind != rare[i] {
				continue
			}
			pressed, released := input.KeyPressed{Device: "keypad", Key: input.KeySelect}, input.KeyReleased{Device: "keypad", Key: input.KeySelect}
			began := input.Touched{Phase: input.TouchBegan, Node: id, Revision: m.Revision}
			ended := input.Touched{Phase: input.TouchEnded, Node: id, Revision: m.Revision}
			wait := input.TimePassed{}
			switch r.IntN(3) {
			case 0:
				return []input.Event{began, ended, began, wait, wait, ended}
			case 1:
				return []input.Event{began, wait, wait, wait, ended}
			}
			return []input.Event{input.Pointed{Device: "braille", Node: id, Revision: m.Revision}, pressed, wait, wait, released}
		}
	}
	return []input.Event{input.KeyPressed{Device: "keypad", Key: input.KeyCall}, input.KeyReleased{Device: "keypad", Key: input.KeyCall}}
}

// wishes are the preferences of a person, by chance.
func wishes(r *rand.Rand, core *kiosk.Core, p accessibility.Preferences) accessibility.Preferences {
	for _, d := range core.Preferences {
		if r.IntN(4) == 0 {
			p = d.Cycle(p)
		}
	}
	return p
}

// somewhere is something that can be acted on.
func somewhere(r *rand.Rand, s *scene.Scene) scene.NodeID {
	ids := s.FocusOrder()
	if len(ids) == 0 {
		return s.Root.ID
	}
	if s.Walk(func(n *scene.Node, _ int) bool {
		if n.Primary && !n.Disabled {
			ids = append(ids, n.ID, n.ID)
		}
		return true
	}); r.IntN(8) == 0 {
		return s.Root.ID
	}
	return ids[r.IntN(len(ids))]
}

// happens is what no person does.
func happens(r *rand.Rand, core *kiosk.Core, m model.Model) input.Event {
	list := scene.WholePage
	m.Scene.Walk(func(n *scene.Node, _ int) bool {
		if n.Page.Total > 0 {
			list = n.ID
		}
		return true
	})
	events := []input.Event{
		input.JackChanged{Device: "headset", In: r.IntN(2) == 0},
		input.HeadsetRouted{Private: true},
		input.DeviceChanged{Device: "headset", State: input.DeviceState(r.IntN(4))},
		input.DeviceChanged{Device: "lift", State: input.DeviceState(r.IntN(4))},
		input.LiftChanged{State: input.LiftRising},
		input.Signalled{Device: "beacon", Signal: beacon.Here},
		input.Fitted{Revision: m.Revision, Container: list, PerPage: 1 + r.IntN(6)},
		input.Fitted{Revision: m.Revision, Container: scene.WholePage, PerPage: 1 + r.IntN(4)},
		input.SpeechStarted{Session: m.Session, Estimate: time.Second},
		input.SpeechFinished{Session: m.Session},
		input.Presented{Device: "reader", Reader: "card", OK: r.IntN(3) > 0},
		input.Presented{Device: "reader", Reader: "code", OK: true},
		input.TimePassed{},
	}
	if menu := core.Service.Menu(); len(menu) > 0 {
		it := menu[r.IntN(len(menu))]
		if l, ok := m.Order.Line(0); ok && r.IntN(2) == 0 {
			it, _ = core.Service.Item(l.Item)
		}
		price, out := it.Price+int64(100*r.IntN(5)), r.IntN(3) == 0
		events = append(events, input.MenuChanged{Items: map[string]input.ItemChange{it.ID: {Price: &price, SoldOut: &out}}, Patient: r.IntN(2) == 0, Catalogue: "autumn"})
	}
	return events[r.IntN(len(events))]
}

// unmet are fields that hold nothing between two events.
var unmet = map[string]string{
	".Stay.Still":                               "the crawled service has no sign-language clips",
	".Stay.Course.Here.Pending":                 "the next scene resolves it, and that is made by the same event",
	".Stay.Course.Here.Pending.Container":       "as above",
	".Stay.Course.Here.Pending.Last":            "as above",
	".Stay.Course.Here.Known":                   "what is known where the person is, the course knows",
	".Stay.Course.Here.Known.Answers":           "as above",
	".Stay.Course.Here.Known.Answers.answers":   "as above",
	".Stay.Course.Here.Known.Answers.lines":     "as above",
	".Stay.Course.Here.Known.Answers.discounts": "as above",
	".Stay.Course.Here.Known.Facts":             "as above",
	".Stay.Course.Here.Met.Order.discounts":     "the till has too few lines for a review in pages",
	".Stay.Course.Here.Take.In":                 "a place takes it as it is left, and gives it back as it is returned to: it holds on the trail",
}

// The crawl meets what a model can hold: every field is filled in some moment, and every
// kind of screen is shown.
func TestCrawlMeetsEverything(t *testing.T) {
	all := moments(t)
	filled := map[string]int{}
	kinds := map[scene.Kind]int{}
	taken := 0
	for _, at := range all {
		if slices.ContainsFunc(at.m.Trail, func(p course.Place) bool { return p.Take.In }) {
			taken++
		}
		each(at.m, func(path string, holds bool) { filled[path] += map[bool]int{true: 1}[holds] })
		kinds[at.m.Scene.Kind]++
	}
	for name, n := range filled {
		if (n == 0) != (unmet[name] != "") {
			t.Errorf("%d moments of %d fill %s", n, len(all), name)
		}
	}
	if taken == 0 {
		t.Errorf("no moment of %d has a place on its trail that has put something into the basket", len(all))
	}
	for _, k := range scene.Kinds() {
		if kinds[k] == 0 && k != scene.KindOutOfOrder { // the runtime shows that one
			t.Errorf("no moment of %d shows a screen of kind %s", len(all), k)
		}
	}
	t.Logf("%d moments, %d fields, %v", len(all), len(filled), kinds)
}
