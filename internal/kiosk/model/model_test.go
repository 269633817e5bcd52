package model_test

import (
	"fmt"
	"reflect"
	"testing"
	"time"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/accessibility/typing"
	"modu/internal/entry"
	"modu/internal/headset"
	"modu/internal/kiosk"
	"modu/internal/kiosk/course"
	"modu/internal/kiosk/kiosktest"
	"modu/internal/kiosk/model"
	"modu/internal/payment"
	"modu/internal/service"
	"modu/internal/session"
	"modu/internal/staffcall"
)

// at is a moment of a kiosk in English, whose model a test may fill in.
func at(core *kiosk.Core) model.Moment {
	m := core.New(1, 101)
	m.Prefs.Language = "en"
	m.Clock = m.Clock.Begin(0)
	return model.Moment{S: core.Setup, M: &m}
}

// What lies on top wins.
func TestShowing(t *testing.T) {
	n := at(kiosktest.Core())
	m := n.M
	m.Clock = session.State{}
	if got := m.Showing(); got != model.ShowAttract {
		t.Errorf("at the start: %v", got)
	}
	// From below, one thing over the other.
	for _, tc := range []struct {
		name string
		over func()
		want model.Showing
	}{
		{"a step", func() { m.Clock = m.Clock.Begin(0); m.Here.Step = "category" }, model.ShowStep},
		{"a search", func() { m.Here.Search = course.SearchTyping }, model.ShowSearch},
		{"the end of practice", func() { m.Here.Over = true }, model.ShowPracticeEnd},
		{"help", func() { m.Overlay.Kind = model.OverlayHelp }, model.ShowOverlay},
		{"the headset is out", func() { m.Headset = m.Headset.Hold(time.Second, "screen") }, model.ShowHeadsetOut},
		{"the warning", func() { m.Clock = m.Clock.Warn(time.Minute) }, model.ShowWarning},
	} {
		if tc.over(); m.Showing() != tc.want {
			t.Errorf("%s: %v, want %v", tc.name, m.Showing(), tc.want)
		}
	}
	m.Here = course.Place{}
	m.Clock, m.Headset = session.State{}, headset.State{}
	if m.Showing() != model.ShowOverlay {
		t.Errorf("help over the first screen: %v", m.Showing())
	}
}

func TestField(t *testing.T) {
	parcel := kiosktest.Parcel()
	for _, tc := range []struct {
		name string
		set  func(*model.Model)
		want entry.Spec
		ok   bool
	}{
		{"the first screen", func(*model.Model) {}, entry.Spec{}, false},
		{"a number", func(m *model.Model) { m.Here.Step = "phone" }, entry.Spec{Field: "enter.phone", Alphabet: typing.Digits, Min: 4, Max: 11}, true},
		{"a secret begins anew at each visit", func(m *model.Model) { m.Here.Step, m.Visits = "pin", 3 },
			entry.Spec{Field: "enter.pin.3", Alphabet: typing.Digits, Secret: true, Min: 4, Max: 4, Groups: []int{4}}, true},
		{"in practice one sign is enough", func(m *model.Model) { m.Here.Step, m.Practice = "phone", true },
			entry.Spec{Field: "enter.phone", Alphabet: typing.Digits, Min: 1, Max: 11}, true},
		{"a step that asks for nothing", func(m *model.Model) { m.Here.Step = "parcels" }, entry.Spec{}, false},
		{"help over it", func(m *model.Model) { m.Here.Step, m.Overlay.Kind = "phone", model.OverlayHelp }, entry.Spec{}, false},
		{"words to staff over it", func(m *model.Model) { m.Here.Step, m.Overlay.Kind = "phone", model.OverlayMessage },
			entry.Spec{Field: model.MessageField, Alphabet: typing.Latin, Max: 60}, true},
		{"words to staff in Korean", func(m *model.Model) { m.Prefs.Language, m.Overlay.Kind = "ko", model.OverlayMessage },
			entry.Spec{Field: model.MessageField, Alphabet: typing.Hangul, Max: 60}, true},
		{"a name is looked for", func(m *model.Model) { m.Here.Step, m.Here.Search = "parcels", course.SearchTyping },
			entry.Spec{Field: model.SearchField, Alphabet: typing.Latin, Max: 20}, true},
		{"and was found", func(m *model.Model) { m.Here.Step, m.Here.Search = "parcels", course.SearchFound }, entry.Spec{}, false},
		{"practice is over", func(m *model.Model) { m.Here.Step, m.Here.Over = "phone", true }, entry.Spec{}, false},
		{"the warning over it", func(m *model.Model) { m.Here.Step = "phone"; m.Clock = m.Clock.Warn(0) }, entry.Spec{}, false},
		{"the headset is out", func(m *model.Model) { m.Here.Step = "phone"; m.Headset = m.Headset.Hold(1, "") }, entry.Spec{}, false},
	} {
		n := at(parcel)
		tc.set(n.M)
		if got, ok := n.Field(); ok != tc.ok || ok && !reflect.DeepEqual(got, tc.want) {
			t.Errorf("%s: %+v, %v, want %+v, %v", tc.name, got, ok, tc.want, tc.ok)
		}
	}
}

func TestSettle(t *testing.T) {
	typed := func(m *model.Model, signs string) {
		for _, r := range signs {
			m.Entry, _ = m.Entry.Insert(r)
		}
	}
	shop, parcel := kiosktest.Core(), kiosktest.Parcel()
	for _, tc := range []struct {
		name   string
		core   *kiosk.Core
		set    func(n model.Moment)
		field  scene.NodeID
		text   string
		search course.SearchStage
	}{
		{"nothing is asked for", shop, func(model.Moment) {}, "", "", ""},
		{"a field comes on the screen", parcel, func(n model.Moment) { n.M.Here.Step = "phone" }, "enter.phone", "", ""},
		{"it stays while help lies over it", parcel, func(n model.Moment) {
			n.M.Here.Step = "phone"
			n.Settle()
			typed(n.M, "12")
			n.M.Overlay.Kind = model.OverlayHelp
		}, "enter.phone", "12", ""},
		{"another field", parcel, func(n model.Moment) {
			n.M.Here.Step = "phone"
			n.Settle()
			typed(n.M, "12")
			n.M.Here.Step = "pin"
		}, "enter.pin.0", "", ""},
		{"something is written to staff", parcel, func(n model.Moment) {
			n.M.Here.Step = "phone"
			n.Settle()
			typed(n.M, "12")
			n.M.Overlay.Kind, n.M.Entry = model.OverlayMessage, n.M.Entry.Stash()
		}, model.MessageField, "", ""},
		{"and closed, whichever way", parcel, func(n model.Moment) {
			n.M.Here.Step = "phone"
			n.Settle()
			typed(n.M, "12")
			n.M.Overlay.Kind, n.M.Entry = model.OverlayMessage, n.M.Entry.Stash()
			n.Settle()
			typed(n.M, "34")
			n.M.Overlay = model.Overlay{}
		}, "enter.phone", "12", ""},
		{"found things stay found", shop, func(n model.Moment) {
			n.M.Here = course.Place{Step: "category", Search: course.SearchFound, Query: "tea"}
		}, "", "", course.SearchFound},
		{"in another language they are none", shop, func(n model.Moment) {
			n.M.Here = course.Place{Step: "category", Search: course.SearchFound, Query: "tea"}
			n.M.Prefs.Language = "ko"
		}, model.SearchField, "", course.SearchTyping},
		{"but not behind help", shop, func(n model.Moment) {
			n.M.Here = course.Place{Step: "category", Search: course.SearchFound, Query: "tea"}
			n.M.Prefs.Language, n.M.Overlay.Kind = "ko", model.OverlayHelp
		}, "", "", course.SearchFound},
	} {
		n := at(tc.core)
		tc.set(n)
		n.Settle()
		if e := n.M.Entry; e.Field != tc.field || e.Text.Text() != tc.text || n.M.Here.Search != tc.search {
			t.Errorf("%s: field %q with %q, search %q; want %q with %q, %q", tc.name, e.Field, e.Text.Text(), n.M.Here.Search, tc.field, tc.text, tc.search)
		}
		once := *n.M
		if n.Settle(); !reflect.DeepEqual(once, *n.M) {
			t.Errorf("%s: settling twice is not settling once", tc.name)
		}
	}
}

func TestFits(t *testing.T) {
	shop := kiosktest.Core()
	for _, tc := range []struct {
		name    string
		set     func(*model.Model)
		id      scene.NodeID
		arrange scene.Arrange
		want    int
	}{
		{"before the screen has told: a list", func(*model.Model) {}, "lines", scene.ArrangeList, 5},
		{"and cards", func(*model.Model) {}, "items", scene.ArrangeGrid, 6},
		{"what it has told", func(m *model.Model) { m.PerPage = map[model.FitKey]int{m.FitKey("items"): 9} }, "items", scene.ArrangeGrid, 9},
		{"of something else", func(m *model.Model) { m.PerPage = map[model.FitKey]int{m.FitKey("lines"): 9} }, "items", scene.ArrangeGrid, 6},
		{"nothing fits", func(m *model.Model) { m.PerPage = map[model.FitKey]int{m.FitKey("items"): 0} }, "items", scene.ArrangeGrid, 6},
		{"the easy form shows four cards", func(m *model.Model) { m.Prefs.Easy = true }, "items", scene.ArrangeGrid, 4},
		{"or fewer, where fewer fit", func(m *model.Model) { m.Prefs.Easy = true; m.PerPage = map[model.FitKey]int{m.FitKey("items"): 2} }, "items", scene.ArrangeGrid, 2},
		{"lists are not choices", func(m *model.Model) { m.Prefs.Easy = true }, "lines", scene.ArrangeList, 5},
		{"a whole page is", func(m *model.Model) { m.Prefs.Easy = true }, scene.WholePage, scene.ArrangeList, 4},
		{"the settings do not move under the hand", func(m *model.Model) { m.Prefs.Easy, m.Overlay.Kind = true, model.OverlaySettings }, "items", scene.ArrangeGrid, 6},
	} {
		n := at(shop)
		tc.set(n.M)
		if got := n.M.Fits(tc.id, tc.arrange); got != tc.want {
			t.Errorf("%s: %d, want %d", tc.name, got, tc.want)
		}
	}
}

// What fits is asked anew wherever something about the screen differs.
func TestFitKey(t *testing.T) {
	shop := kiosktest.Core()
	keys := map[model.FitKey]string{}
	for name, set := range map[string]func(*model.Model){
		"as it is":         func(*model.Model) {},
		"another step":     func(m *model.Model) { m.Here.Step = "item" },
		"a search":         func(m *model.Model) { m.Here.Search = course.SearchFound },
		"help":             func(m *model.Model) { m.Overlay.Kind = model.OverlayHelp },
		"settings":         func(m *model.Model) { m.Overlay.Kind = model.OverlaySettings },
		"a section":        func(m *model.Model) { m.Overlay = model.Overlay{Kind: model.OverlaySection, Section: "see"} },
		"another section":  func(m *model.Model) { m.Overlay = model.Overlay{Kind: model.OverlaySection, Section: "hear"} },
		"another size":     func(m *model.Model) { m.Prefs.Size = 200 },
		"low":              func(m *model.Model) { m.Prefs.Low = true },
		"easy":             func(m *model.Model) { m.Prefs.Easy = true },
		"another language": func(m *model.Model) { m.Prefs.Language = "ko" },
	} {
		n := at(shop)
		n.M.Here.Step = "category"
		set(n.M)
		key := n.M.FitKey("list")
		if other, same := keys[key]; same {
			t.Errorf("%s and %s have one key", name, other)
		}
		keys[key] = name
		if n.M.Crowded() != 0 {
			t.Errorf("%s: crowded before the screen has told", name)
		}
		n.M.PerPage = map[model.FitKey]int{n.M.FitKey(scene.WholePage): 3}
		if n.M.Crowded() != 3 {
			t.Errorf("%s: crowded %d", name, n.M.Crowded())
		}
	}
}

func TestMenuWith(t *testing.T) {
	shop := kiosktest.Core()
	base := shop.Service
	yes, no, price, wrong := true, false, int64(4000), int64(-1)
	var m model.Menu
	push := func(items map[string]input.ItemChange) {
		t.Helper()
		next, err := m.With(base, items)
		if err != nil {
			t.Fatal(err)
		}
		m = next
	}
	tea := func() string {
		n := at(shop)
		n.M.Menu = m
		it, _ := n.Service().Item("tea")
		return fmt.Sprint(it.SoldOut, " ", it.Price)
	}
	if got := tea(); got != "false 3000" {
		t.Errorf("before anything is pushed: %s", got)
	}
	push(map[string]input.ItemChange{"tea": {SoldOut: &yes}})
	if got := tea(); got != "true 3000" {
		t.Errorf("sold out: %s", got)
	}
	before := m
	push(map[string]input.ItemChange{"tea": {Price: &price}, "soup": {SoldOut: &yes}})
	if got := tea(); got != "true 4000" {
		t.Errorf("and dearer: %s", got)
	}
	if before.Pushed["tea"].Price != nil || len(before.Pushed) != 1 {
		t.Error("a menu that was there before has changed")
	}
	push(map[string]input.ItemChange{"tea": {SoldOut: &no}})
	if got := tea(); got != "false 4000" {
		t.Errorf("back: %s", got)
	}
	for name, items := range map[string]map[string]input.ItemChange{"unknown": {"nothing": {SoldOut: &yes}}, "negative": {"soup": {Price: &price}, "tea": {Price: &wrong}}} {
		next, err := m.With(base, items)
		if err == nil || !reflect.DeepEqual(next, m) {
			t.Errorf("%s: error %v, %+v", name, err, next.Pushed)
		}
	}
	if it, _ := base.Item("tea"); it.SoldOut || it.Price != 3000 {
		t.Error("the service as it was loaded has changed")
	}
}

func TestAtStakeAndLoss(t *testing.T) {
	shop := kiosktest.Core()
	task := course.Task{Effect: input.EffectID{Counter: 1}}
	failed := course.Task{Failed: true}
	unknown := payment.State{Outcome: input.Unknown}
	for _, tc := range []struct {
		name  string
		set   func(*model.Model)
		stake bool
		loss  string
		spent bool
	}{
		{"nothing", func(*model.Model) {}, false, "", false},
		{"something was typed", func(m *model.Model) { m.Entry, _ = m.Entry.Show(entry.Spec{Field: "a"}).Insert('1') }, true, "", false},
		{"something was typed below what is written to staff", func(m *model.Model) {
			m.Entry, _ = m.Entry.Show(entry.Spec{Field: "a"}).Insert('1')
			m.Entry = m.Entry.Stash()
		}, true, "", false},
		{"something was chosen", func(m *model.Model) { m.Order = m.Order.WithAnswer("way", "go") }, true, "", false},
		{"something was answered", func(m *model.Model) { m.Facts = service.Facts{"a": {}} }, true, "", false},
		{"paid", func(m *model.Model) { m.Number = 5 }, false, "", true},
		{"paid, and it prints", func(m *model.Model) { m.Number, m.Task = 5, task }, false, "home.printing", true},
		{"paid, and it did not print", func(m *model.Model) { m.Number, m.Task = 5, failed }, false, "home.unprinted", true},
		{"a ticket prints that cost nothing", func(m *model.Model) { m.Task = task }, false, "", false},
		{"unknown whether it was paid", func(m *model.Model) { m.Pay = unknown }, false, "home.unknown", true},
		{"practice", func(m *model.Model) { m.Practice, m.Number, m.Task, m.Pay = true, 5, task, unknown }, false, "", false},
	} {
		m := at(shop).M
		tc.set(m)
		if m.AtStake() != tc.stake || m.Loss() != tc.loss || m.Spent() != tc.spent {
			t.Errorf("%s: at stake %v, loss %q, spent %v; want %v, %q, %v", tc.name, m.AtStake(), m.Loss(), m.Spent(), tc.stake, tc.loss, tc.spent)
		}
	}
}

func TestFocus(t *testing.T) {
	m := at(kiosktest.Core()).M
	m.Here.Focus, m.Overlay.Focus = "step", "overlay"
	if m.Focus() != "step" {
		t.Errorf("%q", m.Focus())
	}
	if m.Overlay.Kind = model.OverlayHelp; m.Focus() != "overlay" {
		t.Errorf("%q", m.Focus())
	}
}

// The situations say to the machines what holds of the rest.
func TestSituations(t *testing.T) {
	id := input.EffectID{Boot: 1, Counter: 5}
	n := at(kiosktest.Core())
	m := n.M
	if s := n.Stay(); s.Held || s.Listens || s.Inactivity != 2*time.Minute {
		t.Errorf("stay: %+v", s)
	}
	m.Prefs.Speech, m.Scene.Ear.Headset = true, true
	if s := n.Stay(); !s.Listens || s.Inactivity != 4*time.Minute {
		t.Errorf("who listens: %+v", s)
	}
	if m.Paused = true; n.Stay().Listens {
		t.Error("who has paused speech is talked to")
	}
	if p := n.Plug(); !p.Ask || p.Idle || p.Device != "headset" {
		t.Errorf("plug: %+v", p)
	}
	m.Task.Effect = id
	if n.Plug().Ask {
		t.Error("who waits for a machine is asked whether they are there")
	}
	m.Effects = 4
	if w := n.Way(); w.Closed || w.Number != 101 || w.Effect != id || w.OneByOne {
		t.Errorf("way: %+v", w)
	}
	m.Pay = m.Pay.Start(id)
	if !n.Way().Closed || !n.Stay().Held || n.Plug().Ask {
		t.Error("money is in the balance, and not everybody knows")
	}
	m.Pay, _ = m.Pay.Step(input.PaymentEnded{Effect: id, Outcome: input.Unknown})
	if !n.Way().Closed || n.Stay().Held {
		t.Error("unknown whether it was paid")
	}
	m.Prefs.Easy = true
	if !n.Way().OneByOne || m.Curtained() {
		t.Error("the easy form asks one thing a screen")
	}
	m.Prefs.Curtain = true
	if f := n.Finger(); !f.Curtain || !f.Active || f.Idle || f.TimeoutFactor != m.Prefs.TimeoutFactor {
		t.Errorf("finger: %+v", f)
	}
	if m.Prefs.Speech = false; n.Finger().Curtain {
		t.Error("a curtain in silence")
	}

	m.Lift.Node, m.Overlay = "lift.up", model.Overlay{Kind: model.OverlayHeight, Focus: "lift.up"}
	if !n.Held().Steady {
		t.Error("on its button, a hold is not steady")
	}
	for name, unsteady := range map[string]func(*model.Model){
		"focus elsewhere": func(m *model.Model) { m.Overlay.Focus = "lift.down" },
		"another screen":  func(m *model.Model) { m.Overlay.Kind = model.OverlayHelp },
		"warned":          func(m *model.Model) { m.Clock = m.Clock.Warn(0) },
		"headset out":     func(m *model.Model) { m.Headset = m.Headset.Hold(1, "") },
	} {
		other := *m
		if unsteady(&other); (model.Moment{S: n.S, M: &other}).Held().Steady {
			t.Errorf("%s: a hold goes on", name)
		}
	}
	m.Touch, _ = m.Touch.Step(input.Touched{Node: "lift.up", Contact: 3}, 1, n.Finger())
	if h := n.Held(); !h.Finger || h.On != "lift.up" || h.Contact != 3 {
		t.Errorf("a finger rests: %+v", h)
	}
	m.Touch, _ = m.Touch.Step(input.Touched{Phase: input.TouchMoved, Node: "a", Contact: 3}, 2, n.Finger())
	if n.Held().Finger {
		t.Error("it has slid, and holds")
	}
}

func TestCallState(t *testing.T) {
	shop := kiosktest.Core()
	for _, tc := range []struct {
		call staffcall.State
		want string
	}{
		{staffcall.State{}, ""},
		{staffcall.State{State: input.CallRinging}, "Calling staff"},
		{staffcall.State{State: input.CallRinging, Late: true}, "Nobody has answered yet. Calling again"},
		{staffcall.State{State: input.CallFailed}, "Staff could not be called. Please try again."},
		{staffcall.State{State: input.CallFailed, Reply: staffcall.Reply{Answer: input.StaffWords, Words: "hello"}}, "Staff could not be called. Please try again."},
		{staffcall.State{State: input.CallAnswered}, "Staff are coming"},
		{staffcall.State{State: input.CallAnswered, Reply: staffcall.Reply{Answer: input.StaffComing}}, "Staff are coming"},
		{staffcall.State{State: input.CallAnswered, Reply: staffcall.Reply{Answer: input.StaffMinutes, Minutes: 4}}, "Staff will come in 4 minutes"},
		{staffcall.State{State: input.CallAnswered, Reply: staffcall.Reply{Answer: input.StaffWords, Words: "{{.N}} hello"}}, "Staff say, {{.N}} hello"},
	} {
		n := at(shop)
		n.M.Call = tc.call
		if got := n.CallState().String(); got != tc.want {
			t.Errorf("%+v: %q, want %q", tc.call, got, tc.want)
		}
	}
}
