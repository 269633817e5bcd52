package kiosk_test

import (
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
	"time"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/kiosk"
	"modu/internal/kiosk/kiosktest"
	"modu/internal/session"
)

// driver presses keys at the core and checks every scene on the way.
type driver struct {
	t       *testing.T
	c       *kiosk.Core
	m       kiosk.Model
	now     time.Duration
	change  scene.Change
	effects []kiosk.Effect
}

func start(t *testing.T) *driver {
	c := kiosktest.Core()
	return &driver{t: t, c: c, m: c.New(7, 101)}
}

func (d *driver) send(ev input.Event) {
	d.t.Helper()
	before := d.m
	m, ch, eff := d.c.Update(d.m, ev, d.now)
	d.change = ch
	d.effects = append(d.effects, eff...)
	if errs := scene.Validate(&ch.After); errs != nil {
		d.t.Fatalf("after %#v the scene %q is broken: %v", ev, ch.After.Kind, errs)
	}
	if ch.From != before.Scene.Revision || ch.To != ch.From+1 && (ch.To != ch.From || ch.Cause.Kind == scene.ByPerson) {
		d.t.Fatalf("revisions %d → %d", ch.From, ch.To)
	}
	d.m = m
}

func (d *driver) press(keys ...input.Key) {
	d.t.Helper()
	for _, k := range keys {
		d.now += 200 * time.Millisecond
		d.send(input.KeyPressed{Device: "keys", Key: k})
		said := d.change
		d.now += 50 * time.Millisecond
		d.send(input.KeyReleased{Device: "keys", Key: k})
		if d.change.Cause.Kind != scene.ByPerson {
			d.change = said
		}
	}
}

func (d *driver) touch(id scene.NodeID) {
	d.t.Helper()
	if d.m.Scene.Find(id) == nil {
		d.t.Fatalf("no %q on screen %q: %v", id, d.m.Scene.Kind, d.m.Scene.FocusOrder())
	}
	d.now += 500 * time.Millisecond
	rev := d.m.Scene.Revision
	d.send(input.Touched{Phase: input.TouchBegan, Node: id, Revision: rev})
	d.now += 80 * time.Millisecond
	d.send(input.Touched{Phase: input.TouchEnded, Node: id, Revision: rev})
}

func (d *driver) want(kind scene.Kind, focus scene.NodeID) {
	d.t.Helper()
	if d.m.Scene.Kind != kind || focus != "" && d.m.Scene.Focus != focus {
		d.t.Fatalf("screen %q focus %q, want %q %q", d.m.Scene.Kind, d.m.Scene.Focus, kind, focus)
	}
}

func (d *driver) noticed() string {
	var all []string
	for _, n := range d.change.Notices {
		all = append(all, n.Text.ID)
	}
	return strings.Join(all, " ")
}

func (d *driver) seek(id scene.NodeID) {
	d.t.Helper()
	key := input.KeyDown
	for range 60 {
		if d.m.Scene.Focus == id {
			return
		}
		d.press(key)
		if d.noticed() == "list.end" {
			key = input.KeyUp
		}
	}
	d.t.Fatalf("%q is not reached; on %q", id, d.m.Scene.Kind)
}

func (d *driver) payment() kiosk.StartPayment {
	d.t.Helper()
	for _, e := range d.effects {
		if p, ok := e.(kiosk.StartPayment); ok {
			return p
		}
	}
	d.t.Fatal("no payment was started")
	return kiosk.StartPayment{}
}

func orderTeaByKeys(d *driver) {
	d.press("down") // any key starts, with speech
	d.want(scene.KindChoose, "choice.stay")
	d.press("select")
	d.want(scene.KindCategories, "category.hot")
	d.press("select")
	d.want(scene.KindItems, "item.tea")
	d.press("select")
	d.want(scene.KindOptions, "")
	d.seek("option.size.large")
	d.press("select")
	d.seek("options.add")
	d.press("select")
	d.want(scene.KindBasket, "")
	d.seek("line.tea:size=large@3500.plus")
	d.press("select")
	d.seek("basket.next")
	d.press("select")
	d.want(scene.KindReview, "")
	d.seek("review.pay")
	d.press("select")
	d.want(scene.KindPay, "")
}

const teaOrder = "way=stay; 2 × tea (size=large) 3500 KRW; total 7000 KRW"

func TestOrderByKeypad(t *testing.T) {
	d := start(t)
	orderTeaByKeys(d)
	if !d.m.Prefs.Speech {
		t.Error("a key in attract did not start speech")
	}
	p := d.payment()
	if p.Amount.Minor != 7000 || p.Number != 101 || p.Order.String() != teaOrder {
		t.Errorf("payment %+v", p)
	}
	if p.Session != d.m.Session || p.Revision != d.m.Scene.Revision || p.ID.Boot != 7 {
		t.Errorf("payment %+v does not say for whom and out of which picture", p)
	}
	d.send(input.PaymentWaiting{Effect: p.ID, For: input.PaymentCard})
	d.send(input.PaymentEnded{Effect: input.EffectID{Boot: 7, Counter: 999}, Outcome: input.Approved})
	d.want(scene.KindPay, "") // somebody else's answer
	d.send(input.PaymentEnded{Effect: p.ID, Outcome: input.Approved})
	d.want(scene.KindDone, "done.finish")
	if n := d.m.Scene.Find("done.number"); n == nil || !strings.Contains(n.Label.String(), "101") {
		t.Errorf("no order number: %+v", n)
	}
	d.press("select")
	d.want(scene.KindAttract, "attract.start")
	if !d.m.Order.IsZero() || d.m.Prefs.Speech || d.m.Session != (scene.SessionID{}) || d.m.Number != 0 {
		t.Error("something of the person is left")
	}
	if d.m.NextNumber != 102 {
		t.Errorf("the next number is %d", d.m.NextNumber)
	}
}

// The same order by touch and by keypad is the same value.
func TestTouchAndKeypadGiveTheSameOrder(t *testing.T) {
	d := start(t)
	for _, id := range []scene.NodeID{"attract.start", "choice.stay", "category.hot", "item.tea", "option.size.large", "options.add", "line.tea:size=large@3500.plus", "basket.next", "review.pay"} {
		d.touch(id)
	}
	if d.m.Prefs.Speech {
		t.Error("touch started speech")
	}
	k := start(t)
	orderTeaByKeys(k)
	if !d.payment().Order.Equal(k.payment().Order) {
		t.Errorf("touch %s, keypad %s", d.payment().Order, k.payment().Order)
	}
}

func TestFingerRestingStartsSpeech(t *testing.T) {
	d := start(t)
	d.send(input.Touched{Phase: input.TouchBegan, Revision: 1})
	at, ok := d.c.Deadline(d.m)
	if !ok || at != 3*time.Second {
		t.Fatalf("deadline %v", at)
	}
	d.now = at
	d.send(input.TimePassed{})
	d.want(scene.KindChoose, "")
	if !d.m.Prefs.Speech || d.noticed() != "speech.here speech.welcome@touch speech.welcome.help@touch" {
		t.Errorf("speech %v, notices %s", d.m.Prefs.Speech, d.noticed())
	}
	d.send(input.Touched{Phase: input.TouchEnded, Revision: 1})
	d.want(scene.KindChoose, "")
}

// A keypad user meets one list, whatever fits on a page.
func TestOneListAcrossPages(t *testing.T) {
	for _, perPage := range []int{1, 3, 4, 8, 20} {
		d := start(t)
		d.press("down", "select")
		d.seek("category.cold")
		d.press("select")
		d.send(input.Fitted{Revision: d.m.Scene.Revision, Container: "items", PerPage: perPage})
		var met []string
		for range 30 {
			met = append(met, string(d.m.Scene.Focus))
			d.press("down")
			if d.noticed() == "list.end" {
				break
			}
		}
		want := "item.i1 item.i2 item.i3 item.i4 item.i5 item.i6 item.i7 item.i8 bar.help bar.back bar.home bar.call"
		if got := strings.Join(met, " "); got != want {
			t.Errorf("%d per page, down: %s", perPage, got)
		}
		met = nil
		for range 30 {
			met = append([]string{string(d.m.Scene.Focus)}, met...)
			d.press("up")
			if d.noticed() == "list.start" {
				break
			}
		}
		if got := strings.Join(met, " "); got != want {
			t.Errorf("%d per page, up: %s", perPage, got)
		}
	}
}

// What has focus stays in view when the screen reports that less fits: somebody who
// makes everything larger must not be thrown to the top of the list.
func TestFocusStaysWhenLessFits(t *testing.T) {
	d := start(t)
	d.press("down", "select")
	d.seek("category.cold")
	d.press("select")
	d.send(input.Fitted{Revision: d.m.Scene.Revision, Container: "items", PerPage: 20})
	d.seek("item.i5")
	for _, per := range []int{6, 2, 1, 3, 20} {
		d.send(input.Fitted{Revision: d.m.Scene.Revision, Container: "items", PerPage: per})
		d.want(scene.KindItems, "item.i5")
	}
	d.press("help")
	d.seek("help.more")
	d.press("select")
	d.seek("section.words")
	d.press("select")
	d.send(input.Fitted{Revision: d.m.Scene.Revision, Container: "help.list.words", PerPage: 8})
	d.seek("pref.easy")
	d.press("select")
	d.send(input.Fitted{Revision: d.m.Scene.Revision, Container: "help.list.words", PerPage: 1})
	d.want(scene.KindSettings, "pref.easy")
}

func TestPagesByTouch(t *testing.T) {
	d := start(t)
	for _, id := range []scene.NodeID{"attract.start", "choice.go", "category.cold"} {
		d.touch(id)
	}
	d.send(input.Fitted{Revision: d.m.Scene.Revision, Container: "items", PerPage: 3})
	d.touch("items.next")
	d.want(scene.KindItems, "item.i4")
	d.touch("items.next")
	d.want(scene.KindItems, "item.i7")
	d.touch("items.next")
	if !strings.Contains(d.noticed(), "refuse.disabled") {
		t.Errorf("the last page turns: %s", d.noticed())
	}
	d.touch("items.previous")
	d.want(scene.KindItems, "item.i4")
}

// An act on a node that has changed since it was drawn is refused, and said.
func TestStaleTouch(t *testing.T) {
	d := start(t)
	d.touch("attract.start")
	old := d.m.Scene.Revision
	d.touch("choice.stay")
	d.want(scene.KindCategories, "")
	order := d.m.Order
	d.send(input.Touched{Phase: input.TouchBegan, Node: "category.hot", Revision: old})
	d.send(input.Touched{Phase: input.TouchEnded, Node: "category.hot", Revision: old})
	d.want(scene.KindCategories, "")
	if d.noticed() != "refuse.changed" || !d.m.Order.Equal(order) {
		t.Errorf("notices %q", d.noticed())
	}
}

func TestSlidingOffCancels(t *testing.T) {
	d := start(t)
	d.touch("attract.start")
	rev := d.m.Scene.Revision
	d.send(input.Touched{Phase: input.TouchBegan, Node: "choice.stay", Revision: rev})
	d.send(input.Touched{Phase: input.TouchMoved, Node: "choice.go", Revision: rev})
	d.send(input.Touched{Phase: input.TouchEnded, Node: "choice.go", Revision: rev})
	d.want(scene.KindChoose, "")
}

// While speech is on, a finger that searches must not order (TGT-8).
func TestFirstTouchOnlySpeaks(t *testing.T) {
	d := start(t)
	d.press("down")
	d.touch("choice.go")
	d.want(scene.KindChoose, "choice.go")
	d.touch("choice.go")
	d.want(scene.KindCategories, "")
}

func TestSoldOutSaysSo(t *testing.T) {
	d := start(t)
	d.press("down", "select", "select")
	d.seek("item.gone")
	d.press("select")
	d.want(scene.KindItems, "item.gone")
	if d.noticed() != "refuse.disabled" {
		t.Errorf("notices %q", d.noticed())
	}
}

func TestBackUndoesEachStep(t *testing.T) {
	d := start(t)
	d.press("down", "select", "select")
	d.seek("item.soup")
	d.press("select")
	d.want(scene.KindBasket, "")
	d.press("left")
	d.want(scene.KindItems, "item.soup")
	d.press("left")
	d.want(scene.KindCategories, "category.hot")
	d.press("left")
	d.want(scene.KindChoose, "choice.stay")
	d.press("left") // something is in the basket: it is asked about
	d.want(scene.KindQuestion, "home.keep")
	d.press("select")
	d.want(scene.KindChoose, "choice.stay")
	d.press("home")
	d.press("down")
	d.want(scene.KindQuestion, "home.discard") // the harmless answer has focus first
	d.press("select")
	d.want(scene.KindAttract, "")
}

// A person hears when the keypad in their hand goes and comes back, and nothing of
// devices that are staff's business; no key stays down.
func TestLostKeypad(t *testing.T) {
	d := start(t)
	d.press("down", "select")
	d.send(input.KeyPressed{Device: "keys", Key: "pause"})
	d.send(input.DeviceChanged{Device: "keys", State: input.DeviceLost, Code: "health.keypad.lost"})
	if d.noticed() != "health.keypad.lost" || len(d.m.Keys.Held) != 0 {
		t.Errorf("notices %q, keys down %v", d.noticed(), d.m.Keys.Held)
	}
	d.send(input.DeviceChanged{Device: "keys", State: input.DeviceReady})
	if d.noticed() != "where.am-i" {
		t.Errorf("notices %q", d.noticed())
	}
	for _, ev := range []input.DeviceChanged{{Device: "terminal", State: input.DeviceLost, Code: "health.terminal.lost"}, {Device: "terminal", State: input.DeviceReady}, {Device: "audio", State: input.DeviceReady}} {
		if d.send(ev); d.noticed() != "" {
			t.Errorf("%v is told to the person: %q", ev, d.noticed())
		}
	}
}

func TestInactivity(t *testing.T) {
	d := start(t)
	d.press("down", "select")
	tm := session.Defaults().Times(100, session.Defaults().Factors.Speech) // somebody who listens
	d.now += tm.Inactivity
	d.send(input.TimePassed{})
	d.want(scene.KindWarning, "warn.more")
	// A countdown tick changes the number, says nothing at every second.
	d.now += time.Second
	d.send(input.TimePassed{})
	if n := d.m.Scene.Find("warn.left"); !strings.Contains(n.Label.String(), "1분 29초") || d.noticed() != "" {
		t.Errorf("after a second: %s, notices %q", n.Label, d.noticed())
	}
	d.press("up") // any key extends, and does nothing else
	d.want(scene.KindCategories, "category.hot")
	if !strings.Contains(d.noticed(), "warn.extended") && d.m.Scene.Focus != "category.hot" {
		t.Errorf("notices %q", d.noticed())
	}
	d.now += tm.Inactivity
	d.send(input.TimePassed{})
	var told []string
	for range 120 {
		at, ok := d.c.Deadline(d.m)
		if !ok {
			break
		}
		d.now = at
		d.send(input.TimePassed{})
		if d.noticed() != "" {
			told = append(told, d.change.Notices[0].Text.String())
		}
	}
	d.want(scene.KindAttract, "")
	if strings.Join(told, "; ") != "45초 뒤에 처음 화면으로 돌아갑니다; 20초 뒤에 처음 화면으로 돌아갑니다; 10초 뒤에 처음 화면으로 돌아갑니다; 처음 화면으로 돌아왔습니다" {
		t.Errorf("told %v", told)
	}
	ended := false
	for _, e := range d.effects {
		_, isEnd := e.(kiosk.EndSession)
		ended = ended || isEnd
	}
	if !ended {
		t.Error("no output was told to forget the person")
	}
	// Nothing of the person is left: the model equals a new one but for counters.
	fresh := d.c.New(7, 101)
	if !reflect.DeepEqual(stayOf(d.m), stayOf(fresh)) {
		t.Errorf("left over:\n%+v\nfresh:\n%+v", stayOf(d.m), stayOf(fresh))
	}
}

func stayOf(m kiosk.Model) kiosk.Stay {
	s := m.Stay
	s.Keys.Last.Valid, s.Keys.Last.At, s.Keys.Last.Device, s.Keys.Last.Key = false, 0, "", ""
	if len(s.Keys.Held) == 0 {
		s.Keys.Held = nil
	}
	return s
}

func TestPaymentOutcomes(t *testing.T) {
	for _, tc := range []struct {
		outcome input.Outcome
		alert   string
		retry   bool
		calls   bool
	}{{input.Declined, "pay.declined", true, false}, {input.Cancelled, "pay.cancelled", true, false}, {input.Unknown, "pay.unknown", false, true}} {
		d := start(t)
		orderTeaByKeys(d)
		d.press("left")
		d.want(scene.KindPay, "")
		if d.noticed() != "refuse.disabled" {
			t.Errorf("back left a running payment: %q", d.noticed())
		}
		d.send(input.PaymentEnded{Effect: d.payment().ID, Outcome: tc.outcome})
		d.want(scene.KindPay, "")
		if n := d.m.Scene.Find("pay.alert"); n == nil || n.Label.ID != tc.alert {
			t.Errorf("%v: alert %+v", tc.outcome, n)
		}
		if got := d.m.Scene.Find("pay.retry") != nil; got != tc.retry {
			t.Errorf("%v: retry offered: %v", tc.outcome, got)
		}
		called := false
		for _, e := range d.effects {
			_, is := e.(kiosk.CallStaff)
			called = called || is
		}
		if called != tc.calls {
			t.Errorf("%v: staff called: %v", tc.outcome, called)
		}
		if tc.retry {
			d.effects = nil
			d.press("select")
			if p := d.payment(); p.Number != 102 {
				t.Errorf("%v: the second try has number %d", tc.outcome, p.Number)
			}
		}
	}
}

func TestHelpChangesEverything(t *testing.T) {
	d := start(t)
	d.touch("attract.start")
	d.touch("bar.help")
	d.want(scene.KindHelp, "")
	d.touch("help.more")
	d.want(scene.KindSections, "")
	d.touch("section.see")
	for _, field := range []string{"size", "look", "language", "easy", "low"} { // as they stand
		for d.m.Scene.Find(scene.NodeID("pref."+field)) == nil {
			d.touch("settings.next")
		}
		before := d.m.Scene
		d.touch(scene.NodeID("pref." + field))
		if value := map[string]scene.NodeID{"size": "133", "look": "low-contrast"}[field]; value != "" {
			d.touch(scene.NodeID("pref." + field + "." + string(value)))
			d.touch("bar.back")
		}
		after := d.m.Scene
		if before.Look == after.Look && before.Lang == after.Lang {
			t.Errorf("%s changes nothing", field)
		}
	}
	if d.m.Scene.Lang != "en" || d.m.Scene.Find("pref.low").Label.String() != "Low screen" {
		t.Errorf("language %s", d.m.Scene.Lang)
	}
	d.touch("bar.back")
	d.touch("help.reset")
	if d.m.Prefs.Language != "en" || d.m.Prefs.Size != 100 || d.m.Prefs.Easy { // in what else could they read the rest?
		t.Errorf("not reset: %+v", d.m.Prefs)
	}
	d.touch("bar.back")
	d.want(scene.KindHelp, "help.more")
	d.touch("bar.back")
	d.want(scene.KindChoose, "choice.stay") // at the top, not behind all choices
}

// In the easy form and at the large sizes one thing is asked a screen, and "back"
// undoes one answer.
func TestOptionsOneByOne(t *testing.T) {
	d := start(t)
	d.touch("attract.start")
	d.touch("bar.help")
	d.touch("need.easy")
	d.touch("help.close")
	for _, id := range []scene.NodeID{"choice.stay", "category.hot", "item.tea"} {
		d.touch(id)
	}
	if d.m.Scene.Find("option.sugar") != nil || d.m.Scene.Find("options.add") != nil {
		t.Fatal("more than one thing is asked")
	}
	d.touch("option.size.large")
	d.touch("options.next")
	if d.m.Scene.Find("option.size.large") != nil || d.m.Scene.Find("option.sugar") == nil {
		t.Fatal("the next question is not asked alone")
	}
	d.touch("bar.back")
	if n := d.m.Scene.Find("option.size.large"); n == nil || !n.Selected {
		t.Fatal("back does not lead to the answer before")
	}
	d.touch("options.next")
	d.touch("option.sugar.plus")
	d.touch("options.add")
	d.want(scene.KindBasket, "")
	if got := d.m.Order.String(); got != "way=stay; 1 × tea (size=large sugar=1) 3600 KRW; total 3600 KRW" {
		t.Errorf("order %s", got)
	}
}

func TestCallStaff(t *testing.T) {
	d := start(t)
	d.touch("attract.start")
	d.send(input.KeyPressed{Device: "keys", Key: "help"})
	d.now += time.Second
	d.send(input.TimePassed{})
	if d.m.Call.State != input.CallRinging || d.callShown() != "부르는 중" {
		t.Fatal("holding help does not call staff")
	}
	d.send(input.CallChanged{Effect: d.m.Call.Effect, State: input.CallAnswered})
	if got := d.callShown(); got != "오는 중" {
		t.Errorf("state %q", got)
	}
	d.send(input.KeyReleased{Device: "keys", Key: "help"})
	d.want(scene.KindChoose, "") // the release does not open help as well
}

// What an output reports must not make the outputs answer each other for ever.
func TestReportsThatChangeNothingAreIdle(t *testing.T) {
	d := start(t)
	d.press("down", "select")
	rev := d.m.Scene.Revision
	for range 3 {
		for _, ev := range []input.Event{input.Shown{Revision: rev}, input.SpeechStarted{Session: d.m.Session, Estimate: time.Second},
			input.MarkReached{Session: d.m.Session}, input.SpeechFinished{Session: d.m.Session}, input.WallClock{}} {
			d.send(ev)
			if !d.change.Idle() || d.m.Scene.Revision != rev {
				t.Fatalf("%#v made revision %d of %d", ev, d.m.Scene.Revision, rev)
			}
		}
	}
	d.send(input.Fitted{Revision: rev, Container: "categories", PerPage: 1})
	if d.change.Idle() {
		t.Error("a page that holds less is no change")
	}
	d.send(input.Fitted{Revision: rev, Container: "categories", PerPage: 1})
	if !d.change.Idle() {
		t.Error("the same report twice is a change")
	}
}

// Update never writes into the model it was given.
func TestUpdateIsPure(t *testing.T) {
	d := start(t)
	d.press("down", "select", "select")
	m := d.m
	a, ca, _ := d.c.Update(m, input.KeyPressed{Device: "keys", Key: "down"}, d.now+time.Second)
	for range 5 {
		d.c.Update(a, input.KeyPressed{Device: "keys", Key: "select"}, d.now+2*time.Second)
	}
	b, cb, _ := d.c.Update(m, input.KeyPressed{Device: "keys", Key: "down"}, d.now+time.Second)
	if !reflect.DeepEqual(a.Stay, b.Stay) || !ca.After.Root.DeepEqual(&cb.After.Root) {
		t.Error("the same event on the same model gave another result")
	}
}

// Ten thousand random acts never break a scene, trap a person or lose the rule
// that every press yields a change that cuts.
func TestMonkey(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	keys := input.Keys()
	d := start(t)
	for i := range 10000 {
		d.now += time.Duration(rng.IntN(3000)) * time.Millisecond
		if at, ok := d.c.Deadline(d.m); ok && at <= d.now {
			d.send(input.TimePassed{})
		}
		switch rng.IntN(12) {
		case 0:
			d.send(input.Fitted{Container: []scene.NodeID{"items", "lines", "help.list", "needs", "categories"}[rng.IntN(5)], PerPage: 1 + rng.IntN(9)})
		case 1:
			order := d.m.Scene.FocusOrder()
			d.touch(order[rng.IntN(len(order))])
		case 2:
			if p := d.m.Pay; p.Stage != input.NoPayment {
				d.send(input.PaymentEnded{Effect: p.Effect, Outcome: input.Outcome(1 + rng.IntN(4))})
			}
		case 3:
			d.send(input.CallChanged{Effect: d.m.Call.Effect, State: input.CallState(1 + rng.IntN(3))})
		case 4:
			d.now += time.Duration(rng.IntN(200)) * time.Second
			d.send(input.TimePassed{})
		default:
			k := keys[rng.IntN(len(keys))]
			d.send(input.KeyPressed{Device: "keys", Key: k})
			if d.change.Cause.Kind != scene.ByPerson {
				t.Fatalf("act %d: pressing %s does not cut speech", i, k)
			}
			d.now += 50 * time.Millisecond
			d.send(input.KeyReleased{Device: "keys", Key: k})
		}
		if d.m.Scene.Find("bar.call") == nil && d.m.Scene.Root.ID != "" {
			t.Fatalf("act %d: no way to call staff on %q", i, d.m.Scene.Kind)
		}
		d.effects = nil
	}
}

func BenchmarkUpdate(b *testing.B) {
	c := kiosktest.Core()
	m := c.New(1, 1)
	now := time.Duration(0)
	press := func(k input.Key) {
		now += time.Second
		m, _, _ = c.Update(m, input.KeyPressed{Device: "k", Key: k}, now)
		m, _, _ = c.Update(m, input.KeyReleased{Device: "k", Key: k}, now)
	}
	press("down")
	press("select")
	press("down")
	press("select")
	for b.Loop() {
		press("down")
	}
}
