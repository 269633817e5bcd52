package kiosk_test

import (
	"io/fs"
	"slices"
	"testing"
	"time"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/assets"
	"modu/internal/kiosk"
	"modu/internal/kiosk/kiosktest"
)

// desk is a shipped service with everything that its core has asked of the world.
type desk struct {
	t     *testing.T
	core  *kiosk.Core
	m     kiosk.Model
	now   time.Duration
	asked []kiosk.Effect
}

func shipped(t *testing.T, name string) *desk {
	t.Helper()
	dir, err := fs.Sub(assets.Files, "services/"+name)
	if err != nil {
		t.Fatal(err)
	}
	d := &desk{t: t, core: kiosktest.Over(dir), now: time.Second}
	d.core.Service = d.core.Service.Whole() // short_test.go is about the short way
	d.m = d.core.New(1, 101)
	return d
}

func (d *desk) do(evs ...input.Event) {
	for _, ev := range evs {
		d.now += time.Second
		var effects []kiosk.Effect
		d.m, _, effects = d.core.Update(d.m, ev, d.now)
		d.asked = append(d.asked, effects...)
	}
}

func (d *desk) touch(ids ...scene.NodeID) {
	d.t.Helper()
	for _, id := range ids {
		if d.m.Scene.Find(id) == nil {
			d.t.Fatalf("there is no %q on %q", id, d.m.Scene.Root.Label)
		}
		for _, phase := range []input.TouchPhase{input.TouchBegan, input.TouchEnded} {
			d.do(input.Touched{Phase: phase, Node: id, Revision: d.m.Scene.Revision})
		}
	}
}

// call is the last call that was sent.
func (d *desk) call() kiosk.AskService {
	d.t.Helper()
	for i := len(d.asked) - 1; i >= 0; i-- {
		if c, ok := d.asked[i].(kiosk.AskService); ok {
			return c
		}
	}
	d.t.Fatal("nothing was asked")
	return kiosk.AskService{}
}

// A call that is tried again is the same turn, and so is one that is come to again by going
// back; the next book is another.
func TestTurnOfACall(t *testing.T) {
	d := shipped(t, "library")
	book := input.Presented{Device: "reader", Reader: "code", OK: true}
	d.touch("attract.start")
	d.do(book)
	first := d.call()
	d.do(input.ServiceAnswered{Effect: first.ID}) // a time-out
	d.touch("task.retry")
	if again := d.call(); again.ID == first.ID || again.Turn != first.Turn {
		t.Errorf("tried again: %v turn %d, first %v turn %d", again.ID, again.Turn, first.ID, first.Turn)
	}
	answer := map[string]input.Value{"status": {Text: "known"}, "title": {Text: "책"}, "fee": {}}
	d.do(input.ServiceAnswered{Effect: d.call().ID, Values: answer})
	d.touch("bar.back")
	d.do(book)
	if again := d.call(); again.Turn != first.Turn {
		t.Errorf("after going back it is turn %d", again.Turn)
	}
	d.do(input.ServiceAnswered{Effect: d.call().ID, Values: answer})
	d.touch("choice.yes")
	d.do(book)
	if next := d.call(); next.Turn == first.Turn {
		t.Error("the next book is taken for the first one again")
	}
}

// What is paid at the clinic is reported by the reference that its program gave, and by
// nothing that the person typed or presented.
func TestPaidBillIsReported(t *testing.T) {
	d := shipped(t, "clinic")
	d.touch("attract.start", "choice.bill", "choice.card")
	d.do(input.Presented{Device: "reader", Reader: "card", OK: true})
	d.do(input.ServiceAnswered{Effect: d.call().ID, Values: map[string]input.Value{"status": {Text: "known"}, "due": {Number: 8500}, "bill": {Text: "B-7"}}})
	d.touch("review.pay")
	for _, e := range d.asked {
		if p, ok := e.(kiosk.StartPayment); ok {
			if r := p.Report; r == nil || r.Path != "/paid" || len(r.Fields) != 1 || r.Fields["bill"] != "B-7" || p.Amount.Minor != 8500 {
				t.Errorf("%+v", r)
			}
			return
		}
	}
	t.Error("nothing is paid")
}

// Where no sample answers, practice ends before the call and says so; nothing is asked.
func TestPracticeWithoutASampleEndsThere(t *testing.T) {
	dir, err := fs.Sub(assets.Files, "services/library")
	if err != nil {
		t.Fatal(err)
	}
	d := &desk{t: t, core: kiosktest.Over(without{dir, "sample.yaml"}), now: time.Second}
	d.m = d.core.New(1, 101)
	if n := len(d.core.Service.Unrehearsed()); n != 1 {
		t.Errorf("%d calls are named as without a sample", n)
	}
	d.touch("practice.open", "practice.presented")
	if d.m.Scene.Kind != scene.KindPractice || d.m.Scene.Find("practice.short") == nil {
		t.Errorf("practice goes on to %q", d.m.Scene.Root.Label)
	}
	d.touch("bar.back")
	if d.m.Scene.Kind != scene.KindPresent || d.m.Scene.Find("practice.mark") == nil {
		t.Errorf("back leads to %q", d.m.Scene.Root.Label)
	}
	for _, e := range d.asked {
		if _, call := e.(kiosk.AskService); call {
			t.Error("practice has asked the program")
		}
	}
}

// without hides one file.
type without struct {
	fs.FS
	name string
}

func (w without) Open(name string) (fs.File, error) {
	if name == w.name {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return w.FS.Open(name)
}

// A charge that a sample made up is not carried into the real thing.
func TestPracticeCarriesNoMadeUpBill(t *testing.T) {
	d := shipped(t, "clinic")
	d.touch("practice.open", "choice.bill", "choice.card", "practice.presented")
	d.do(input.TimePassed{}, input.TimePassed{})
	d.touch("review.pay", "practice.paid", "choice.no", "practice.end", "practice.real")
	if d.m.Order.Len() != 0 || d.m.Facts != nil || d.m.Order.Answer("card") != "" || d.m.Order.Answer("task") != "bill" || d.m.Number != 0 || d.m.NextNumber != 101 {
		t.Errorf("carried: %v, facts %d, number %d, next %d", d.m.Order, len(d.m.Facts), d.m.Number, d.m.NextNumber)
	}
	if len(d.m.Order.Answers()) == 0 {
		t.Error("what was chosen is gone")
	}
}

// Who asks where they are hears what the screen is for before what they have done.
func TestWhatWasDoneIsToldLast(t *testing.T) {
	d := shipped(t, "library")
	d.m.Prefs.Easy, d.m.Prefs.Speech = true, true
	d.do(input.KeyPressed{Device: "k", Key: "select"}, input.KeyReleased{Device: "k", Key: "select"})
	d.m.Prefs.Easy = true
	d.do(input.Presented{Device: "reader", Reader: "code", OK: true})
	d.do(input.ServiceAnswered{Effect: d.call().ID, Values: map[string]input.Value{"status": {Text: "unknown"}, "title": {Text: "-"}, "fee": {}}})
	var told []string
	m := d.m
	for i, ev := range []input.Event{input.KeyPressed{Device: "k", Key: "where-am-i"}, input.KeyReleased{Device: "k", Key: "where-am-i"}, input.TimePassed{}} {
		var change scene.Change
		m, change, _ = d.core.Update(m, ev, d.now+time.Duration(i+10)*time.Second)
		for _, n := range change.Notices {
			told = append(told, n.Text.ID)
		}
	}
	if n := len(told); n < 3 || told[n-1] != "course.done" || slices.Contains(told[:n-1], "course.done") {
		t.Errorf("%q is told by %v", m.Scene.Kind, told)
	}
}
