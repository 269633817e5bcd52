package kiosk_test

import (
	"testing"
	"time"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/kiosk"
)

func (d *driver) toPay() {
	d.press(input.KeyDown)
	d.seek("choice.stay")
	d.press(input.KeySelect, input.KeySelect)
	d.seek("item.soup")
	d.press(input.KeySelect)
	d.seek("basket.next")
	d.press(input.KeySelect)
	d.want(scene.KindReview, "review.pay")
	d.press(input.KeySelect)
	d.want(scene.KindPay, "pay.stage")
}

func TestNobodyLeavesWhilePaying(t *testing.T) {
	d := start(t)
	d.toPay()
	p := d.payment()
	d.press(input.KeyHelp)
	d.want(scene.KindHelp, "")
	d.press(input.KeyHome)
	if d.m.Scene.Kind == scene.KindQuestion {
		d.seek("home.discard")
		d.press(input.KeySelect)
		t.Log("after discard:", d.m.Scene.Kind, d.m.Session, d.m.Pay)
		d.effects = nil
		d.send(input.PaymentEnded{Effect: p.ID, Outcome: input.Approved})
		t.Logf("effects after approval: %#v", d.effects)
		t.Fatal("left while money is in the balance")
	}
}

func TestApprovalComesBeforeHelp(t *testing.T) {
	d := start(t)
	d.toPay()
	p := d.payment()
	d.press(input.KeyHelp)
	d.send(input.PaymentEnded{Effect: p.ID, Outcome: input.Approved})
	if d.m.Scene.Kind != scene.KindDone {
		t.Fatal("approval is neither shown nor said while help is open")
	}
}

func TestUnknownOutcomeComesBeforeHelp(t *testing.T) {
	d := start(t)
	d.toPay()
	p := d.payment()
	d.press(input.KeyHelp)
	d.send(input.PaymentEnded{Effect: p.ID, Outcome: input.Unknown})
	if d.m.Scene.Kind != scene.KindPay {
		t.Fatal("unknown not shown")
	}
}

func TestFocusSurvivesTheWarning(t *testing.T) {
	d := start(t)
	d.press(input.KeyDown)
	d.seek("choice.stay")
	d.press(input.KeySelect, input.KeySelect)
	d.seek("item.soup")
	f := d.m.Scene.Focus
	for i := 0; i < 10 && d.m.Scene.Kind != scene.KindWarning; i++ {
		at, ok := d.c.Deadline(d.m)
		if !ok {
			t.Fatal("no deadline")
		}
		d.now = at
		d.send(input.TimePassed{})
	}
	d.want(scene.KindWarning, "")
	d.press(input.KeyRight)
	if d.m.Scene.Focus != f {
		t.Fatalf("focus %q → %q after the warning", f, d.m.Scene.Focus)
	}
}

func TestStaleTouchOnARemovedLine(t *testing.T) {
	d := start(t)
	d.press(input.KeyDown)
	d.seek("choice.stay")
	d.press(input.KeySelect, input.KeySelect)
	d.seek("item.soup")
	d.press(input.KeySelect)
	d.seek("basket.more")
	d.press(input.KeySelect)
	d.press(input.KeySelect)
	d.seek("item.tea")
	d.press(input.KeySelect)
	d.seek("options.add")
	d.press(input.KeySelect)
	d.want(scene.KindBasket, "")
	rev := d.m.Scene.Revision
	d.seek("line.soup:@5500.remove")
	d.press(input.KeySelect)
	d.want(scene.KindBasket, "basket.next")
	d.send(input.Touched{Phase: input.TouchBegan, Node: "line.soup:@5500.remove", Revision: rev})
	d.send(input.Touched{Phase: input.TouchEnded, Node: "line.soup:@5500.remove", Revision: rev})
	if d.m.Order.Len() == 0 {
		t.Fatal("stale touch removed another line")
	}
}

func TestStaffCanBeCalledAgain(t *testing.T) {
	d := start(t)
	d.press(input.KeyDown)
	d.press(input.KeyCall)
	var id input.EffectID
	for _, e := range d.effects {
		if c, ok := e.(kiosk.CallStaff); ok {
			id = c.ID
		}
	}
	d.send(input.CallChanged{Effect: id, State: input.CallAnswered})
	d.now += 30 * time.Second
	d.effects = nil
	d.press(input.KeyCall)
	if len(d.effects) == 0 {
		t.Errorf("a second call after an answered one rings nobody: %s", d.noticed())
	}
	d.send(input.CallChanged{Effect: id, State: input.CallNone})
}

func TestAnsweredCallDoesNotStay(t *testing.T) {
	d := start(t)
	rev := d.m.Scene.Revision
	d.send(input.Touched{Phase: input.TouchBegan, Node: "bar.call", Revision: rev})
	d.send(input.Touched{Phase: input.TouchEnded, Node: "bar.call", Revision: rev})
	var id input.EffectID
	for _, e := range d.effects {
		if c, ok := e.(kiosk.CallStaff); ok {
			id = c.ID
		}
	}
	d.send(input.CallChanged{Effect: id, State: input.CallAnswered})
	d.now += time.Hour
	d.send(input.TimePassed{})
	if _, ok := d.c.Deadline(d.m); !ok && d.callShown() != "" {
		t.Errorf("attract says %q for ever", d.callShown())
	}
}

// With speech on, a finger that slides hears what it passes, and nothing happens
// until a second touch (TGT-8); what cannot be acted on is read.
func TestFingerExplores(t *testing.T) {
	d := start(t)
	d.press("down", "select", "select")
	d.want(scene.KindItems, "item.tea")
	rev := d.m.Scene.Revision
	d.send(input.Touched{Phase: input.TouchBegan, Node: "item.soup", Revision: rev})
	d.want(scene.KindItems, "item.soup")
	d.send(input.Touched{Phase: input.TouchMoved, Node: "item.gone", Revision: d.m.Scene.Revision})
	d.want(scene.KindItems, "item.gone")
	d.send(input.Touched{Phase: input.TouchMoved, Node: "item.soup", Revision: d.m.Scene.Revision})
	d.send(input.Touched{Phase: input.TouchEnded, Node: "item.soup", Revision: d.m.Scene.Revision})
	d.want(scene.KindItems, "item.soup")
	if !d.m.Order.IsZero() && d.m.Order.Len() > 0 {
		t.Fatal("a searching finger ordered")
	}
	d.touch("item.soup")
	d.want(scene.KindBasket, "")
	d.now += time.Second
	d.send(input.Touched{Phase: input.TouchBegan, Node: "total", Revision: d.m.Scene.Revision})
	if len(d.change.Notices) < 2 || d.change.Notices[1].Text.String() != "5,500원" || d.change.Cause.Kind != scene.ByPerson {
		t.Errorf("the total is not read: %+v", d.change.Notices)
	}
}

// A key that means nothing says so: pressing it has cut the speech.
func TestUnusedKeyAnswers(t *testing.T) {
	d := start(t)
	d.press("down")
	d.press("f13")
	if d.noticed() != "key.unused" {
		t.Errorf("notices %q", d.noticed())
	}
}

// A stay whose scene is broken ends; one that is paying does not.
func TestAbandon(t *testing.T) {
	d := start(t)
	d.press("down", "select")
	m, ch, eff := d.c.Abandon(d.m, d.now)
	if m.Scene.Kind != scene.KindAttract || m.Session != (scene.SessionID{}) || len(eff) != 1 || len(ch.Notices) == 0 {
		t.Errorf("screen %q, effects %v", m.Scene.Kind, eff)
	}
	d = start(t)
	d.toPay()
	if m, _, _ := d.c.Abandon(d.m, d.now); m.Pay.Stage == input.NoPayment || m.Order.Len() == 0 {
		t.Error("a payment under way was forgotten")
	}
}

// In practice every key says its name and what it does, and does nothing else; the
// middle key twice ends it (KEY-8).
func TestKeyPractice(t *testing.T) {
	d := start(t)
	d.press("down")
	d.press("help")
	d.seek("help.more")
	d.press("select")
	d.seek("help.keys")
	d.press("select")
	d.want(scene.KindKeys, "keys.end")
	order := d.m.Order
	for key, does := range map[input.Key]string{"down": "intent.next", "left": "intent.back", "home": "intent.home", "call": "intent.call", "3": "intent.choose", "f13": "key.unused"} {
		d.press(key)
		d.want(scene.KindKeys, "")
		if len(d.change.Notices) < 2 || d.change.Notices[1].Text.ID != does {
			t.Errorf("%s: %q", key, d.noticed())
		}
	}
	d.press("pause")
	if d.noticed() != "key.pause intent.pause keys.held" {
		t.Errorf("pause: %q", d.noticed())
	}
	d.press("select")
	d.want(scene.KindKeys, "")
	d.press("up") // not twice in a row
	d.press("select", "select")
	d.want(scene.KindChoose, "choice.stay")
	if !d.m.Order.Equal(order) || d.m.Call.State != input.CallNone || d.m.Clock.Phase == 0 {
		t.Error("practice had consequences")
	}
}

// The debounce filter is the person's own (KEY-6).
func TestDebounceFilter(t *testing.T) {
	d := start(t)
	d.press("down", "help")
	d.seek("help.more")
	d.press("select")
	d.seek("section.press")
	d.press("select")
	d.seek("pref.strike")
	d.press("select", "select") // 0.5 s; the presses are 0.25 s apart
	if d.m.Prefs.DebounceMS != 300 {
		t.Fatalf("filter %d ms: the second press came within the first's 300 ms", d.m.Prefs.DebounceMS)
	}
	d.now += time.Second
	d.press("select")
	if d.m.Prefs.DebounceMS != 500 {
		t.Errorf("filter %d ms", d.m.Prefs.DebounceMS)
	}
}
