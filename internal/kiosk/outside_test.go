package kiosk_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/accessibility/speech"
	"modu/internal/kiosk"
	"modu/internal/kiosk/kiosktest"
)

// withPlaces is the shop of a site that has said where its things are.
func withPlaces(t *testing.T, places map[scene.Place]kiosk.Place) *driver {
	cfg := kiosktest.Core().Config
	cfg.Places = places
	c := kiosk.NewCore(cfg)
	return &driver{t: t, c: c, m: c.New(7, 101)}
}

// task is what a node asks the person to do.
func (d *driver) task(id scene.NodeID) string {
	d.t.Helper()
	n := d.m.Scene.Find(id)
	if n == nil {
		d.t.Fatalf("no %q on screen %q", id, d.m.Scene.Kind)
	}
	words := []string{n.Picture, n.Label.String()}
	for _, t := range n.Details {
		words = append(words, t.String())
	}
	return strings.TrimSuffix(strings.Join(append(words, string(n.Toward)), " | "), " | ")
}

// said is what somebody who listens hears of the last change.
func (d *driver) said() string {
	u, _ := speech.Compose(d.change, speech.Options{Verbosity: speech.Normal, Headset: true})
	var out []string
	for _, c := range u.Clauses {
		out = append(out, c.Text)
	}
	return strings.Join(out, " | ")
}

// The terminal's stages each have a picture and a sentence, which is the title. Where it is, is
// said when it can be used; on a site that has not said so nothing is claimed.
func TestPayingPointsToTheTerminal(t *testing.T) {
	below := map[scene.Place]kiosk.Place{scene.Terminal: {Direction: scene.DownRight, Distance: 204}}
	for _, tc := range []struct {
		places map[scene.Place]kiosk.Place
		where  string
		way    string // in a few words
	}{
		{nil, "", ""},
		{map[scene.Place]kiosk.Place{scene.Tray: {Direction: scene.Down}}, "", ""},
		{below, " | 결제 기계는 화면 오른쪽 아래로 20cm 떨어져 있습니다 | down-right", "오른쪽 아래 | down-right"},
		{map[scene.Place]kiosk.Place{scene.Terminal: {Direction: scene.Up}}, " | 결제 기계는 화면 위쪽에 있습니다 | up", "위 | up"},
		{map[scene.Place]kiosk.Place{scene.Terminal: {Direction: scene.Left, Distance: 2600}}, " | 결제 기계는 화면 왼쪽으로 3m 떨어져 있습니다 | left", "왼쪽 | left"},
		{map[scene.Place]kiosk.Place{scene.Terminal: {Direction: scene.Left, Sentence: map[scene.Lang]scene.Text{"ko": scene.Literal("ko", "기계는 문 옆에 있습니다", scene.Public)}}}, " | 기계는 문 옆에 있습니다 | left", "왼쪽 | left"},
	} {
		d := withPlaces(t, tc.places)
		d.toPay()
		if got := d.task("pay.stage"); got != "pay-contact | 잠시만 기다려 주세요" || d.m.Scene.Root.Label.String() != "결제를 준비하고 있습니다" {
			t.Errorf("nobody can use it yet: %s", got)
		}
		for _, stage := range []struct {
			name input.PaymentStage
			want string
		}{{input.PaymentCard, "pay-card | 카드를 넣거나 대 주세요"}, {input.PaymentPIN, "pay-pin | 결제 기계에서 비밀번호를 눌러 주세요"}, {input.PaymentRemoveCard, "pay-remove-card | 카드를 빼 주세요"}} {
			d.send(input.PaymentWaiting{Effect: d.payment().ID, For: stage.name})
			where := tc.where
			if way, _, _ := strings.Cut(tc.way, " | "); stage.name == input.PaymentRemoveCard && way != "" {
				where = " | " + tc.way // who takes a card back is not told where one is put in
			}
			if got := d.task("pay.stage"); got != stage.want+where {
				t.Errorf("%s: %s, want %s", stage.name, got, stage.want+where)
			}
			title := d.m.Scene.Root.Label.String()
			if !strings.HasSuffix(stage.want, title) || strings.Count(d.said(), title) != 1 {
				t.Errorf("%s: the title is %q, said %q", stage.name, title, d.said())
			}
			if n := strings.Count(d.said(), "있습니다"); n != strings.Count(where, "있습니다") {
				t.Errorf("%s: said %q", stage.name, d.said())
			}
		}
	}
}

// While paying, focus is on what is to be done; one select says it again and stops nothing.
// What stops the payment asks first, and putting a card in is an answer.
func TestOneSelectNeverStopsAPayment(t *testing.T) {
	for _, way := range []string{"select", "stop", "keep", "card", "declined"} {
		d := start(t)
		d.toPay()
		p := d.payment()
		d.send(input.PaymentWaiting{Effect: p.ID, For: input.PaymentCard})
		d.press("select")
		d.want(scene.KindPay, "pay.stage")
		if got := d.said(); got != "카드를 넣거나 대 주세요" {
			t.Errorf("select says %q", got)
		}
		if way == "select" {
			continue
		}
		d.seek("pay.cancel")
		d.press("select")
		d.want(scene.KindQuestion, "stop.keep")
		if got := effects[kiosk.CancelPayment](d); len(got) != 0 {
			t.Fatalf("stopped without a question: %v", got)
		}
		stopped := 0
		switch way {
		case "stop":
			d.seek("stop.pay")
			d.press("select")
			stopped = 1
		case "keep":
			d.press("select")
		case "card":
			d.send(input.PaymentWaiting{Effect: p.ID, For: input.PaymentPIN})
			d.want(scene.KindPay, "pay.stage")
		case "declined":
			d.send(input.PaymentEnded{Effect: p.ID, Outcome: input.Declined})
			d.want(scene.KindPay, "pay.retry")
			continue
		}
		d.want(scene.KindPay, d.m.Scene.Focus)
		if got := effects[kiosk.CancelPayment](d); len(got) != stopped || !d.m.Paying() {
			t.Errorf("%s: stopped %v, paying %v", way, got, d.m.Paying())
		}
	}
}

// The title of each moment of paying says what is to be done now, and nothing that cannot be
// done: no card is asked for while none can be read.
func TestTitlesOfPaying(t *testing.T) {
	word := "thumb" // of a terminal that is newer than the kiosk
	newer := input.PaymentStage(word)
	for _, tc := range []struct {
		name  string
		do    func(d *driver, id input.EffectID)
		title string
		focus scene.NodeID
		said  []string // in this order
	}{
		{"asked", func(*driver, input.EffectID) {}, "결제를 준비하고 있습니다", "pay.stage", nil},
		{"checking", func(d *driver, id input.EffectID) {
			d.send(input.PaymentWaiting{Effect: id, For: input.PaymentChecking})
		}, "잠시만 기다려 주세요", "pay.stage", []string{"카드를 확인하고 있습니다. 아직 빼지 마세요."}},
		{"a newer stage", func(d *driver, id input.EffectID) { d.send(input.PaymentWaiting{Effect: id, For: newer}) }, "결제 기계의 안내를 따라 주세요", "pay.stage", nil},
		{"stopping", func(d *driver, id input.EffectID) {
			d.send(input.PaymentWaiting{Effect: id, For: input.PaymentCard})
			d.seek("pay.cancel")
			d.press("select")
			d.seek("stop.pay")
			d.press("select")
		}, "결제를 취소하고 있습니다", "pay.stage", nil},
		{"a card after all", func(d *driver, id input.EffectID) {
			d.seek("pay.cancel")
			d.press("select")
			d.seek("stop.pay")
			d.press("select")
			d.send(input.PaymentWaiting{Effect: id, For: input.PaymentRemoveCard})
		}, "카드를 빼 주세요", "pay.stage", nil},
		{"declined", func(d *driver, id input.EffectID) {
			d.send(input.PaymentEnded{Effect: id, Outcome: input.Declined})
		}, "이 카드로는 결제할 수 없습니다", "pay.retry", []string{"이 카드로는 결제할 수 없습니다", "돈은 나가지 않았습니다", "다른 카드로"}},
		{"unknown", func(d *driver, id input.EffectID) {
			d.send(input.PaymentEnded{Effect: id, Outcome: input.Unknown})
		}, "결제가 되었는지 확인해야 합니다", "pay.alert", []string{"결제가 되었는지 확인해야 합니다", "다시 결제하지 마세요. 직원이 확인하러 옵니다."}},
		{"unknown, and nobody comes", func(d *driver, id input.EffectID) {
			d.send(input.PaymentEnded{Effect: id, Outcome: input.Unknown})
			d.send(input.CallChanged{Effect: d.m.Call.Effect, State: input.CallFailed})
		}, "결제가 되었는지 확인해야 합니다", "pay.alert", []string{"다시 결제하지 마세요. 직원을 불러 주세요."}}, // who stands there stays there: the button comes next
		{"approved", func(d *driver, id input.EffectID) {
			d.send(input.PaymentEnded{Effect: id, Outcome: input.Approved})
		}, "결제가 끝났습니다", "done.finish", []string{"결제가 끝났습니다", "주문 번호는", "번입니다"}},
	} {
		d := start(t)
		d.toPay()
		tc.do(d, d.payment().ID)
		said := d.said()
		if got := d.m.Scene.Root.Label.String(); got != tc.title || d.m.Scene.Focus != tc.focus || strings.Count(said, tc.title) > 1 {
			t.Errorf("%s: the title is %q, the focus %q, said %q", tc.name, got, d.m.Scene.Focus, said)
		}
		for _, want := range tc.said {
			at := strings.Index(said, want)
			if at < 0 {
				t.Errorf("%s: not said, or too early: %q in %q", tc.name, want, d.said())
				break
			}
			said = said[at+len(want):]
		}
	}
}

// That no money was taken is said while that is certain, and not once the bank has been asked.
func TestNoMoneyIsPromisedToBeThere(t *testing.T) {
	for stage, certain := range map[input.PaymentStage]bool{input.PaymentContact: true, input.PaymentCard: true, input.PaymentPIN: true, input.PaymentChecking: false, input.PaymentRemoveCard: false} {
		d := start(t)
		d.toPay()
		d.send(input.PaymentWaiting{Effect: d.payment().ID, For: stage})
		d.seek("pay.cancel")
		d.press("select")
		d.want(scene.KindQuestion, "stop.keep")
		if got := d.m.Scene.Find("stop.unpaid") != nil; got != certain {
			t.Errorf("%s: it says that no money was taken: %v", stage, got)
		}
	}
}

// A payment that did not go through has a title that says so, and every way on.
func TestNotPaidLeadsOn(t *testing.T) {
	for outcome, title := range map[input.Outcome]string{input.Declined: "이 카드로는 결제할 수 없습니다", input.Cancelled: "결제를 취소했습니다"} {
		for button, kind := range map[scene.NodeID]scene.Kind{"pay.retry": scene.KindPay, "pay.change": scene.KindBasket, "pay.quit": scene.KindQuestion, "bar.back": scene.KindReview, "bar.call": scene.KindPay} {
			d := start(t)
			d.toPay()
			d.send(input.PaymentEnded{Effect: d.payment().ID, Outcome: outcome})
			d.want(scene.KindPay, "pay.retry")
			if got := d.said(); strings.Contains(got, "결제할 금액") {
				t.Errorf("%v: it says again what was heard: %s", outcome, got)
			}
			if got := d.m.Scene.Root.Label.String(); got != title {
				t.Errorf("%v: the title says %q", outcome, got)
			}
			if n := d.m.Scene.Find("pay.alert"); n.Picture != "pay-declined" || !d.m.Scene.Find("pay.retry").Primary {
				t.Errorf("%v: %+v", outcome, n)
			}
			d.seek(button)
			d.press("select")
			d.want(kind, d.m.Scene.Focus)
		}
	}
}

// After the basket was changed the person pays the new sum.
func TestTheOrderIsChangedAfterADecline(t *testing.T) {
	d := start(t)
	d.toPay()
	d.send(input.PaymentEnded{Effect: d.payment().ID, Outcome: input.Declined})
	d.seek("pay.change")
	d.press("select")
	d.want(scene.KindBasket, "basket.next")
	before := d.payment().Amount.Minor
	d.touch(d.m.Scene.Find("lines").Children[0].Children[1].ID)
	d.touch(d.m.Scene.Find("lines").Children[0].Children[1].ID) // speech is on: the first touch only says it
	d.effects = nil
	d.seek("basket.next")
	d.press("select")
	d.seek("review.pay")
	d.press("select")
	if got := d.payment().Amount.Minor; got != 2*before {
		t.Errorf("%d is asked for, want %d", got, 2*before)
	}
}

// While the headset is out a person sees how long the kiosk waits for it, and hears nothing
// of that.
func TestTheWaitForAHeadsetIsSeen(t *testing.T) {
	cfg := kiosktest.Core().Config
	cfg.Socket = kiosk.Socket{Present: true, Device: "sound"}
	cfg.Places = map[scene.Place]kiosk.Place{scene.Headset: {Direction: scene.Left}}
	c := kiosk.NewCore(cfg)
	d := &driver{t: t, c: c, m: c.New(7, 101)}
	d.send(input.HeadsetRouted{Private: true})
	d.send(input.JackChanged{In: false})
	d.now = time.Second
	d.send(input.JackChanged{In: true})
	d.now += kiosk.JackDebounce
	d.send(input.TimePassed{})
	d.want(scene.KindChoose, d.m.Scene.Focus)
	d.send(input.JackChanged{In: false})
	d.want(scene.KindHeadsetOut, "")
	if got := d.said(); got != "이어폰이 빠졌습니다 | 다시 꽂으면 이어서 안내해 드립니다 | 이어폰 꽂는 곳은 화면 왼쪽에 있습니다" {
		t.Errorf("says %q", got)
	}
	if got := d.task("pulled.plug"); got != "headset-plug | 다시 꽂으면 이어서 안내해 드립니다 | 이어폰 꽂는 곳은 화면 왼쪽에 있습니다 | left" {
		t.Error(got)
	}
	pulled := d.now
	for left := 60; left > 0; left-- {
		n := d.m.Scene.Find("pulled.left")
		if want := fmt.Sprintf("%d초 더 기다려 드립니다", left); left < 60 && n.Label.String() != want || n.Remaining != left || n.Span != 60 {
			t.Fatalf("%d: %q %d of %d", left, n.Label, n.Remaining, n.Span)
		}
		at, ok := d.c.Deadline(d.m)
		if !ok || at != pulled+time.Duration(61-left)*time.Second {
			t.Fatalf("at %d s left the next is due at %v, pulled at %v", left, at, pulled)
		}
		d.now = at
		d.send(input.TimePassed{})
		if left > 1 && d.said() != "" {
			t.Errorf("at %d s it says %q", left-1, d.said())
		}
	}
	d.want(scene.KindWarning, "warn.more")
	if n := d.m.Scene.Find("warn.left"); n.Span == 0 || n.Remaining != n.Span {
		t.Errorf("the warning does not show its time: %+v", n)
	}
}

// What a shop calls a number for is fetched at its tray, or at its counter.
func TestWhereToFetch(t *testing.T) {
	for _, tc := range []struct {
		places map[scene.Place]kiosk.Place
		want   string
	}{
		{nil, "handed | 번호를 부르면 받으러 오세요"},
		{map[scene.Place]kiosk.Place{scene.Display: {Direction: scene.Up}}, "handed | 번호를 부르거나 화면에 번호가 나오면 받으러 오세요"},
		{map[scene.Place]kiosk.Place{scene.Counter: {Direction: scene.Right}}, "handed | 번호를 부르면 받으러 오세요 | 직원 자리는 화면 오른쪽에 있습니다 | right"},
		{map[scene.Place]kiosk.Place{scene.Counter: {Direction: scene.Right}, scene.Tray: {Direction: scene.DownLeft}}, "handed | 번호를 부르면 받으러 오세요 | 받는 곳은 화면 왼쪽 아래에 있습니다 | down-left"},
	} {
		d := withPlaces(t, tc.places)
		d.toPay()
		d.send(input.PaymentEnded{Effect: d.payment().ID, Outcome: input.Approved})
		d.want(scene.KindDone, "done.finish")
		if got := d.task("done.wait"); got != tc.want {
			t.Errorf("%s, want %s", got, tc.want)
		}
	}
}

// While the program beside the kiosk is asked, a person sees how long that may take, and
// hears nothing of it; the answer ends it.
func TestTheWaitForAnAnswerIsSeen(t *testing.T) {
	d := atPin(t)
	d.send(input.SecretChanged{Field: d.secret().ID, Count: 4})
	d.touch("typing.done")
	kept := effects[kiosk.KeepEntry](d)
	d.send(input.EntryKept{Effect: kept[len(kept)-1].ID, OK: true})
	d.want(scene.KindCall, "task.busy")
	asked := effects[kiosk.AskService](d)[0]
	all, since := int(asked.Step.Wait()/time.Second), d.now
	for left := all; left > all-5; left-- {
		n := d.m.Scene.Find("task.left")
		if n == nil || n.Remaining != left || n.Span != all || !strings.Contains(n.Label.String(), fmt.Sprintf("%d초", left)) {
			t.Fatalf("at %d s: %+v", left, n)
		}
		d.now = since + time.Duration(all-left+1)*time.Second
		if at, ok := d.c.Deadline(d.m); !ok || at != d.now {
			t.Fatalf("at %d s the next is due at %v, not at %v", left, at, d.now)
		}
		d.send(input.TimePassed{})
		if d.said() != "" {
			t.Errorf("at %d s it says %q", left-1, d.said())
		}
	}
	d.send(input.ServiceAnswered{Effect: asked.ID})
	if n := d.m.Scene.Find("task.left"); n != nil {
		t.Errorf("it is answered, and there is still %+v", n)
	}
}

// A sentence of the site has forms: who has asked for easy words sees and hears those.
func TestPlacesInEasyWords(t *testing.T) {
	said := scene.Literal("ko", "기계는 문 옆에 있습니다", scene.Public)
	said.Easy = []scene.Span{{Text: "기계는 문 옆에 있어요"}}
	for easy, want := range map[bool]string{false: "있습니다", true: "있어요"} {
		d := withPlaces(t, map[scene.Place]kiosk.Place{scene.Terminal: {Direction: scene.Left, Sentence: map[scene.Lang]scene.Text{"ko": said}}})
		d.toPay()
		d.m.Prefs.Easy = easy
		d.send(input.PaymentWaiting{Effect: d.payment().ID, For: input.PaymentCard})
		if got := d.task("pay.stage"); !strings.Contains(got, "문 옆에 "+want) {
			t.Errorf("easy %v: %s", easy, got)
		}
	}
}
