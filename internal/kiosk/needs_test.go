package kiosk_test

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"modu/accessibility"
	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/session"
)

// Each of the six needs is met with one press, is shown as met, and is taken back by
// undo and by a second press, with everything else as it was.
func TestNeeds(t *testing.T) {
	table := accessibility.Table([]scene.Lang{"ko", "en"})
	for _, n := range accessibility.Needs() {
		id := scene.NodeID("need." + n.ID)
		again := id
		for _, back := range []scene.NodeID{"help.undo", again} {
			d := start(t)
			for _, id := range []scene.NodeID{"attract.start", "choice.stay", "category.hot", "item.soup"} {
				d.touch(id)
			}
			order, prefs := d.m.Order, d.m.Prefs
			d.touch("bar.help")
			d.want(scene.KindHelp, "need.large")
			if c := d.m.Scene.Find(id); c == nil || c.Selected || c.Picture == "" {
				t.Fatalf("%s: %+v", id, c)
			}
			if d.m.Scene.Find("help.undo") != nil {
				t.Fatal("there is something to undo before anything was done")
			}
			d.touch(id)
			if c := d.m.Scene.Find(id); !n.Met(table, d.m.Prefs) || !c.Selected || !strings.HasPrefix(d.noticed()+" ", "need."+n.ID+".on ") {
				t.Errorf("%s: notices %q, %+v", id, d.noticed(), d.m.Prefs)
			}
			d.now += 5 * time.Second
			d.press("right") // by keys, whatever the hand has become
			d.seek(back)
			d.press("select")
			if d.m.Prefs != prefs || d.m.Scene.Find(id).Selected || d.noticed() != "help.undone" {
				t.Errorf("%s: %s leaves %+v, notices %q", id, back, d.m.Prefs, d.noticed())
			}
			if d.m.Scene.Focus != id {
				t.Errorf("%s: after %s focus is on %s", id, back, d.m.Scene.Focus)
			}
			d.press("help")
			d.want(scene.KindBasket, "")
			if !d.m.Order.Equal(order) {
				t.Errorf("%s: the order has become %s", id, d.m.Order)
			}
		}
	}
}

// Undo goes back through everything, one by one, the reset included.
func TestUndoAll(t *testing.T) {
	d := start(t)
	d.touch("attract.start")
	d.touch("bar.help")
	var was []accessibility.Preferences
	for _, id := range []scene.NodeID{"need.large", "need.easy", "need.low", "need.large"} {
		was = append(was, d.m.Prefs)
		d.touch(id)
	}
	was = append(was, d.m.Prefs)
	d.touch("help.more")
	d.touch("settings.all")
	d.touch("help.reset")
	d.want(scene.KindSections, "")
	d.touch("bar.back")
	d.touch("bar.back")
	for i := len(was) - 1; i >= 0; i-- {
		d.touch("help.undo")
		if d.m.Prefs != was[i] {
			t.Errorf("step %d: %+v, want %+v", i, d.m.Prefs, was[i])
		}
	}
	if d.m.Scene.Find("help.undo") != nil {
		t.Error("there is still something to undo")
	}
	d.touch("help.close")
	d.want(scene.KindChoose, "choice.stay") // at the top, not behind all choices
}

// The person who hears only chooses the curtain; no person sits before a dark and silent
// screen.
func TestCurtainNeedsSpeech(t *testing.T) {
	d := start(t)
	d.touch("attract.start")
	d.touch("bar.help")
	d.touch("help.more")
	d.seek("section.cover")
	d.press("select")
	d.seek("pref.curtain")
	d.press("select")
	if d.noticed() != "refuse.disabled" || d.m.Prefs.Curtain {
		t.Fatalf("a curtain without speech: %q", d.noticed())
	}
	d.press("help") // one level up
	d.want(scene.KindSections, "section.cover")
	d.press("help")
	d.want(scene.KindHelp, "help.more")
	d.seek("need.sound")
	d.press("select")
	d.seek("help.more")
	d.press("select")
	d.seek("section.cover")
	d.press("select")
	d.seek("pref.curtain")
	d.press("select")
	if !d.m.Scene.Curtain || d.m.Scene.Cover.ID != "curtain.line" || d.noticed() != "curtain.drawn" {
		t.Fatalf("no curtain: %q", d.noticed())
	}
	d.press("help", "help", "help")
	d.want(scene.KindChoose, "")
	// A finger finds things, and never acts.
	for range 3 {
		d.touch("choice.go")
		d.want(scene.KindChoose, "choice.go")
	}
	if d.noticed() != "curtain.touch" {
		t.Errorf("notices %q", d.noticed())
	}
	d.press("select")
	d.want(scene.KindCategories, "")
	// Resting on the glass opens it, and does nothing else.
	rev := d.m.Scene.Revision
	d.now += time.Second
	d.send(input.Touched{Phase: input.TouchBegan, Node: "category.cold", Revision: rev})
	at, ok := d.c.Deadline(d.m)
	if !ok || at != d.now+3*time.Second {
		t.Fatalf("deadline %v, now %v", at, d.now)
	}
	d.now = at
	d.send(input.TimePassed{})
	if d.m.Scene.Curtain || d.noticed() != "curtain.open" {
		t.Errorf("the curtain stays: %q", d.noticed())
	}
	d.send(input.Touched{Phase: input.TouchEnded, Node: "category.cold", Revision: rev})
	d.want(scene.KindCategories, "category.cold")
	// And when the person has gone, nothing is covered.
	d.press("help")
	d.now += time.Second
	d.m.Prefs.Curtain = true
	d.press("home", "down", "select")
	d.want(scene.KindAttract, "")
	if d.m.Scene.Curtain {
		t.Error("the curtain outlives the person")
	}
}

// finger drives one contact, step by step.
type finger struct {
	*driver
	contact int
}

func (f finger) down(id scene.NodeID) {
	f.t.Helper()
	f.send(input.Touched{Phase: input.TouchBegan, Contact: f.contact, Node: id, Revision: f.m.Scene.Revision})
}

func (f finger) move(id scene.NodeID) {
	f.t.Helper()
	f.send(input.Touched{Phase: input.TouchMoved, Contact: f.contact, Node: id, Revision: f.m.Scene.Revision})
}

func (f finger) up(id scene.NodeID, after time.Duration) {
	f.t.Helper()
	f.now += after
	f.send(input.Touched{Phase: input.TouchEnded, Contact: f.contact, Node: id, Revision: f.m.Scene.Revision})
}

func atChoose(t *testing.T, set func(*accessibility.Preferences)) *driver {
	d := start(t)
	d.touch("attract.start")
	d.now += 10 * time.Second
	set(&d.m.Prefs)
	d.send(input.TimePassed{})
	return d
}

// What a touch of some length does, with each setting.
func TestAcceptanceWindow(t *testing.T) {
	type prefs = func(*accessibility.Preferences)
	for _, tc := range []struct {
		name string
		set  prefs
		last time.Duration
		acts bool
		says string
	}{
		{"usual", func(*accessibility.Preferences) {}, 30 * time.Millisecond, true, ""},
		{"usual, slow", func(*accessibility.Preferences) {}, 10 * time.Second, true, ""},
		{"a hand that rests", func(*accessibility.Preferences) {}, 10001 * time.Millisecond, false, "touch.long"},
		{"a brush", func(p *accessibility.Preferences) { p.DwellMS = 400 }, 399 * time.Millisecond, false, "touch.short"},
		{"a press", func(p *accessibility.Preferences) { p.DwellMS = 400 }, 400 * time.Millisecond, true, ""},
		{"a slow press", func(p *accessibility.Preferences) { p.TimeoutFactor = 300 }, 29 * time.Second, true, ""},
		{"let go too early", func(p *accessibility.Preferences) { p.HoldMS = 1000 }, 999 * time.Millisecond, false, "touch.hold"},
	} {
		d := atChoose(t, tc.set)
		f := finger{d, 0}
		f.down("choice.go")
		f.up("choice.go", tc.last)
		if acted := d.m.Scene.Kind != scene.KindChoose; acted != tc.acts || d.noticed() != tc.says {
			t.Errorf("%s: acted %v, notices %q", tc.name, acted, d.noticed())
		}
	}
}

// Hold-to-press acts while the finger is down, once, and not where it has slid off.
func TestHoldToPress(t *testing.T) {
	d := atChoose(t, func(p *accessibility.Preferences) { p.HoldMS = 1000 })
	f := finger{d, 0}
	f.down("choice.go")
	at, ok := d.c.Deadline(d.m)
	if !ok || at != d.now+time.Second {
		t.Fatalf("deadline %v", at)
	}
	d.now = at
	d.send(input.TimePassed{})
	d.want(scene.KindCategories, "")
	order := d.m.Order
	d.now += 3 * time.Second
	d.send(input.TimePassed{})
	f.up("category.hot", time.Second) // what is under the finger now was never pressed
	d.want(scene.KindCategories, "")
	if !d.m.Order.Equal(order) || order.Answer("way") != "go" {
		t.Errorf("order %s", d.m.Order)
	}
	f.down("category.hot")
	f.move("category.cold")
	d.now += 5 * time.Second
	d.send(input.TimePassed{})
	f.up("category.cold", 0)
	d.want(scene.KindCategories, "")
}

// A finger that bounces acts once (KEY-6), also when another thing has come under it.
func TestTouchBounce(t *testing.T) {
	d := atChoose(t, func(p *accessibility.Preferences) { p.DebounceMS = 500 })
	f := finger{d, 0}
	f.down("choice.go")
	f.up("choice.go", 80*time.Millisecond)
	d.want(scene.KindCategories, "")
	f.now += 499 * time.Millisecond
	f.down("category.hot")
	f.up("category.hot", 80*time.Millisecond)
	d.want(scene.KindCategories, "")
	f.now += 500 * time.Millisecond
	f.down("category.hot")
	f.up("category.hot", 80*time.Millisecond)
	d.want(scene.KindItems, "")
}

// A further contact is ignored: it does not act, cancel, block, or silence the voice.
func TestFurtherContact(t *testing.T) {
	for _, speech := range []bool{false, true} {
		d := atChoose(t, func(p *accessibility.Preferences) { p.Speech = speech })
		one, palm := finger{d, 1}, finger{d, 2}
		if speech { // found first
			one.down("choice.go")
			one.up("choice.go", 100*time.Millisecond)
			d.want(scene.KindChoose, "choice.go")
		}
		one.down("choice.go")
		for _, act := range []func(){func() { palm.down("bar.help") }, func() { palm.move("bar.home") }, func() { palm.up("bar.home", 50*time.Millisecond) },
			func() {
				d.send(input.Touched{Phase: input.TouchCancelled, Contact: 2})
			}, func() { palm.down("choice.stay") }} {
			act()
			if d.change.Cause.Kind == scene.ByPerson || d.noticed() != "" {
				t.Fatalf("the palm is heard: %v %q", d.change.Cause, d.noticed())
			}
			d.want(scene.KindChoose, "")
		}
		one.up("choice.go", 100*time.Millisecond)
		d.want(scene.KindCategories, "")
		if d.m.Order.Answer("way") != "go" {
			t.Errorf("order %s", d.m.Order)
		}
		palm.up("choice.stay", time.Second) // its beginning was not a contact
		d.want(scene.KindCategories, "")
		one.down("category.hot")
		one.up("category.hot", time.Second)
		if speech {
			one.down("category.hot")
			one.up("category.hot", time.Second)
		}
		d.want(scene.KindItems, "")
	}
}

// A release that never came (a lost grab) must not stop the next touch.
func TestLostRelease(t *testing.T) {
	d := atChoose(t, func(*accessibility.Preferences) {})
	f := finger{d, 0}
	f.down("choice.stay")
	d.now += 3 * time.Second
	f.down("choice.go")
	f.up("choice.go", 100*time.Millisecond)
	d.want(scene.KindCategories, "")
	if d.m.Order.Answer("way") != "go" {
		t.Errorf("order %s", d.m.Order)
	}
}

func ids(c scene.Change) (out []string) {
	for _, n := range c.Notices {
		out = append(out, n.Text.String())
	}
	return out
}

// Explore by touch: the first touch speaks, sliding reads what it passes, lifting does
// nothing; a second, separate tap on what was found last acts, any time later (TGT-8).
func TestExploreByTouch(t *testing.T) {
	d := start(t)
	d.press("down")
	f := finger{d, 0}
	d.now += time.Second
	// Even what had focus when the screen opened is found before it acts.
	d.want(scene.KindChoose, "choice.stay")
	f.down("choice.stay")
	if got := ids(d.change); len(got) != 1 || got[0] != "여기서" {
		t.Errorf("found: %v", got)
	}
	f.up("choice.stay", 100*time.Millisecond)
	if d.change.Cause.Kind == scene.ByPerson {
		t.Error("lifting the finger silences what it found")
	}
	d.want(scene.KindChoose, "choice.stay")
	// Sliding reads each thing once, texts and page buttons too, and ends in nothing.
	f.down("bar.help")
	d.want(scene.KindChoose, "bar.help")
	f.move("bar.back")
	d.want(scene.KindChoose, "bar.back")
	f.move("")
	d.want(scene.KindChoose, "bar.back")
	f.move("choice.go")
	f.up("choice.go", time.Second)
	d.want(scene.KindChoose, "choice.go")
	// Much later, the warning about time answered on the way or not.
	d.now += session.Defaults().Inactivity / 2
	f.down("choice.go")
	if len(d.change.Notices) != 0 {
		t.Errorf("said again: %v", ids(d.change))
	}
	f.up("choice.go", 100*time.Millisecond)
	d.want(scene.KindCategories, "")
	// On the new screen nothing has been found yet, wherever the finger is.
	f.down("category.hot")
	f.up("category.hot", 100*time.Millisecond)
	d.want(scene.KindCategories, "category.hot")
	// A key says something else: then the finger must find it again.
	d.press("down")
	f.down("category.hot")
	f.up("category.hot", 100*time.Millisecond)
	d.want(scene.KindCategories, "category.hot")
	f.down("category.hot")
	f.up("category.hot", 100*time.Millisecond)
	d.want(scene.KindItems, "")
	d.send(input.Fitted{Revision: d.m.Scene.Revision, Container: "items", PerPage: 1})
	// Buttons that keys do not meet are found before they act as well.
	first := d.m.Scene.Focus
	f.down("items.next")
	f.up("items.next", 100*time.Millisecond)
	if d.m.Scene.Focus != first {
		t.Fatal("the first touch turned the page")
	}
	f.down("items.next")
	f.up("items.next", 100*time.Millisecond)
	if d.m.Scene.Focus == first {
		t.Error("the second touch did not turn the page")
	}
	// OK acts on what was found.
	f.down("bar.help")
	f.up("bar.help", 100*time.Millisecond)
	d.press("select")
	d.want(scene.KindHelp, "")
}

// A person for whom a stay waits longer is asked later, and has longer to answer.
func TestTimeoutFactor(t *testing.T) {
	d := atChoose(t, func(p *accessibility.Preferences) { p.TimeoutFactor = 1000 })
	tm := session.Defaults()
	at, _ := d.c.Deadline(d.m)
	if at < 10*tm.Inactivity {
		t.Fatalf("asked after %v", at)
	}
	d.now = at
	d.send(input.TimePassed{})
	d.want(scene.KindWarning, "")
	d.now += 10*tm.Warning - time.Second
	d.send(input.TimePassed{})
	d.want(scene.KindWarning, "")
	d.now += time.Second
	d.send(input.TimePassed{})
	d.want(scene.KindAttract, "")
	if !reflect.DeepEqual(stayOf(d.m), stayOf(d.c.New(7, 101))) {
		t.Error("something of the person is left")
	}
}

// A person who walks down to "help" with keys, and closes it again, is at the first choice
// and hears it; from the content they come back to where they were.
func TestClosingHelpLeadsToTheTopOfTheScreen(t *testing.T) {
	for _, tc := range []struct {
		name string
		open func(d *driver)
		at   scene.NodeID
	}{
		{"by walking down to the bar", func(d *driver) {
			for range 20 {
				if d.m.Scene.Focus == "bar.help" {
					break
				}
				d.press("down")
			}
			d.press("select")
		}, "choice.stay"},
		{"by its key, from the second choice", func(d *driver) { d.press("down"); d.press("help") }, "choice.go"},
	} {
		d := start(t)
		d.press("select")
		d.want(scene.KindChoose, "choice.stay")
		tc.open(d)
		if d.m.Scene.Kind != scene.KindHelp {
			t.Fatalf("%s: help is not open", tc.name)
		}
		d.touch("help.close") // the first tap says it, the second acts
		if d.m.Scene.Kind == scene.KindHelp {
			d.touch("help.close")
		}
		d.want(scene.KindChoose, tc.at)
	}
}

// Undo leads to the need that it takes back, also where that is on another page.
func TestUndoFromAnotherPage(t *testing.T) {
	d := start(t)
	d.touch("attract.start")
	d.touch("bar.help")
	fewer := func() {
		d.send(input.Fitted{Revision: d.m.Scene.Revision, Container: "needs", PerPage: 3})
		if p := d.m.Scene.Find("needs").Page; p.Count != 2 {
			t.Fatalf("%d pages of needs, want 2", p.Count)
		}
	}
	fewer()
	d.touch("need.easy") // the easy form is another screen to measure
	fewer()
	d.touch("needs.next")
	d.touch("help.undo")
	d.want(scene.KindHelp, "need.easy")
}
