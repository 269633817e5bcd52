package kiosk_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/kiosk"
	"modu/internal/kiosk/kiosktest"
)

// withStaffPage is a shop whose staff see calls on a page.
func withStaffPage(t *testing.T) *driver {
	cfg := kiosktest.Core().Config
	cfg.StaffPage = true
	c := kiosk.NewCore(cfg)
	d := &driver{t: t, c: c, m: c.New(7, 101)}
	d.touch("attract.start")
	d.effects = nil
	return d
}

// callShown is what is seen of a call on any screen: a line where there is one, else what the
// bar's button says; "" while it offers to call.
func (d *driver) callShown() string {
	d.t.Helper()
	if n := d.m.Scene.Find("call.state"); n != nil {
		return n.Label.String()
	}
	n := d.m.Scene.Find("bar.call")
	if n.Label.ID == "bar.call" {
		return ""
	}
	return n.Label.String()
}

func effects[E kiosk.Effect](d *driver) []E {
	var out []E
	for _, e := range d.effects {
		if e, ok := e.(E); ok {
			out = append(out, e)
		}
	}
	return out
}

func TestAnUnansweredCallIsSaidHonestlyAndRepeated(t *testing.T) {
	d := start(t)
	d.touch("attract.start")
	d.effects = nil
	d.touch("bar.call")
	first := effects[kiosk.CallStaff](d)
	if len(first) != 1 || first[0].Again || first[0].Where != "어디서 드시나요?" {
		t.Fatalf("%+v", first)
	}
	d.send(input.CallChanged{Effect: first[0].ID, State: input.CallRinging})
	for i := range 3 {
		d.touch("bar.help") // or "are you still there?" would come first
		d.touch("help.close")
		at, ok := d.c.Deadline(d.m)
		if due := d.m.Call.Since + time.Minute; !ok || at != due {
			t.Fatalf("the kiosk waits until %v, want %v", at, due)
		}
		d.now = at
		d.send(input.TimePassed{})
		if got := d.told(); strings.Contains(got, "아직 대답이 없어서 다시 부르고 있습니다") != (i == 0) {
			t.Fatalf("after minute %d: %q", i+1, got)
		}
		if got := d.callShown(); !strings.Contains(got, "아직") || d.m.Scene.Find("bar.call").Label.String() != "부르는 중" {
			t.Errorf("shown %q", got)
		}
		if all := effects[kiosk.CallStaff](d); len(all) != i+2 || !all[i+1].Again || all[i+1].ID != first[0].ID {
			t.Errorf("calls: %+v", all)
		}
	}
	d.send(input.CallChanged{Effect: first[0].ID, State: input.CallAnswered})
	if got := d.told(); got != "직원이 오고 있습니다" {
		t.Errorf("answered: %q", got)
	}
	d.touch("bar.call") // they may call again
	if all := effects[kiosk.CallStaff](d); all[len(all)-1].ID == first[0].ID || all[len(all)-1].Again {
		t.Errorf("a new call: %+v", all[len(all)-1])
	}
}

func TestWhatStaffAnswerIsSeenAndHeard(t *testing.T) {
	for _, c := range []struct {
		reply input.StaffReplied
		want  string // "" nothing happens
	}{
		{input.StaffReplied{Answer: input.StaffComing}, "직원이 오고 있습니다"},
		{input.StaffReplied{Answer: input.StaffMinutes, Minutes: 2}, "2분 뒤에 직원이 옵니다"},
		{input.StaffReplied{Answer: input.StaffWords, Words: " 카드를\n반대로\x00 넣어 주세요 "}, "직원이 답했습니다. 카드를 반대로 넣어 주세요 "},
		{input.StaffReplied{Answer: input.StaffWords, Words: strings.Repeat("가", 5000)}, "직원이 답했습니다. " + strings.Repeat("가", 120)},
		{input.StaffReplied{Answer: input.StaffWords, Words: "\x00\u200b\n "}, ""},
		{input.StaffReplied{Answer: input.StaffMinutes, Minutes: -3}, ""},
		{input.StaffReplied{Answer: input.StaffMinutes, Minutes: 100}, ""},
		{input.StaffReplied{}, ""},
	} {
		d := withStaffPage(t)
		d.touch("bar.call")
		c.reply.Effect = effects[kiosk.CallStaff](d)[0].ID
		d.send(c.reply)
		if got := d.told(); strings.TrimSpace(got) != strings.TrimSpace(c.want) {
			t.Errorf("%+.60v: heard %q, want %q", c.reply, got, c.want)
		}
		want := strings.TrimSpace(c.want)
		if c.reply.Answer == input.StaffComing {
			want = "오는 중" // the bar says all of it
		}
		if shown := strings.TrimSpace(d.callShown()); want != "" && shown != want {
			t.Errorf("shown %q, want %q", shown, want)
		}
		late := c.reply
		late.Effect.Counter += 7
		d.send(late)
		if d.told() != "" {
			t.Error("an answer to somebody else's call was heard")
		}
	}
}

func TestAPersonWhoDoesNotSpeakWritesToStaff(t *testing.T) {
	d := withStaffPage(t)
	d.touch("bar.call")
	d.touch("bar.call")
	d.want(scene.KindStaff, "call.close")
	d.touch("manner.sign")
	d.touch("call.write")
	if d.m.Scene.Kind != scene.KindMessage {
		t.Fatalf("on %s", d.m.Scene.Kind)
	}
	d.touch("phrase.2")
	d.want(scene.KindStaff, d.m.Scene.Focus)
	d.touch("call.write")
	d.typeOn("ㅁㅜㄹ")
	if n := d.m.Scene.Find("call.text"); n.Privacy != scene.Personal {
		t.Error("what is being written is for everybody's ears")
	}
	d.touch("typing.done")
	var told []string
	for _, e := range effects[kiosk.TellStaff](d) {
		told = append(told, e.Words+string(e.Manner))
	}
	if got := strings.Join(told, "; "); got != "sign; 손이 닿지 않아요; 물" {
		t.Errorf("staff were told %q", got)
	}
	d.touch("call.close")
	d.want(scene.KindChoose, d.m.Scene.Focus)
	d.touch("bar.call")
	d.touch("call.write")
	if n := d.m.Scene.Find("call.text"); len(n.Details) != 0 {
		t.Errorf("what was sent is still there: %v", n.Details)
	}
}

// Without a page of their own staff can be told nothing: the screen of a call says where it
// is, and takes it back. The button that leads there says where it is, on every screen.
func TestACallIsWithdrawn(t *testing.T) {
	for _, page := range []bool{false, true} {
		d := start(t)
		if page {
			d = withStaffPage(t)
		} else {
			d.touch("attract.start")
		}
		d.touch("bar.call")
		call := effects[kiosk.CallStaff](d)[0]
		if n := d.m.Scene.Find("bar.call"); n.Label.String() != "부르는 중" || n.Picture != "staff-called" || d.m.Scene.Find("call.state") != nil {
			t.Errorf("page %v: the button says %q, and there is %+v", page, n.Label, d.m.Scene.Find("call.state"))
		}
		d.touch("bar.call")
		d.want(scene.KindStaff, "call.close")
		if got := d.callShown(); got != "부르는 중" {
			t.Errorf("page %v: on its own screen the button says %q", page, got)
		}
		if got := d.m.Scene.Root.Label.String(); got != "직원을 부르고 있습니다" {
			t.Errorf("page %v: the title says %q", page, got)
		}
		if n := d.m.Scene.Find("call.wait"); n == nil || n.Picture != "staff-called" || d.m.Scene.Find("call.state") != nil || (d.m.Scene.Find("call.write") != nil) != page {
			t.Errorf("page %v: %+v", page, d.m.Scene.Root)
		}
		d.touch("bar.call") // somebody who presses again and again takes nothing back
		d.want(scene.KindChoose, d.m.Scene.Focus)
		d.touch("bar.call")
		d.touch("call.withdraw")
		d.want(scene.KindChoose, d.m.Scene.Focus)
		if got := effects[kiosk.WithdrawCall](d); len(got) != 1 || got[0].ID != call.ID || d.told() != "직원 부르기를 취소했습니다" {
			t.Errorf("page %v: %v, %q", page, got, d.told())
		}
		if n := d.m.Scene.Find("bar.call"); n.Label.String() != "직원 부르기" || d.m.Scene.Find("call.state") != nil {
			t.Errorf("page %v: afterwards %+v", page, n)
		}
		d.send(input.CallChanged{Effect: call.ID, State: input.CallAnswered})
		if d.told() != "" || d.m.Call.Answered() {
			t.Errorf("page %v: a call that was taken back is answered: %q", page, d.told())
		}
	}
}

// A call that the kiosk makes because of somebody's money is not theirs to take back.
func TestACallAboutMoneyStays(t *testing.T) {
	d := withStaffPage(t)
	d.toPay()
	d.send(input.PaymentEnded{Effect: d.payment().ID, Outcome: input.Unknown})
	d.press("call")
	d.want(scene.KindStaff, "call.close")
	if d.m.Scene.Find("call.withdraw") != nil {
		t.Error("it can be taken back")
	}
}

// How long a call has rung, and how long staff still take, is shown and not said.
func TestTheTimeOfACallIsShown(t *testing.T) {
	d := withStaffPage(t)
	d.touch("bar.call")
	d.touch("bar.call")
	shown := func() string {
		n := d.m.Scene.Find("call.time")
		if n == nil || !n.Quiet || d.m.Scene.Parent("call.time").ID != "call.wait" { // on every page of a screen that is cut
			t.Fatalf("%+v", n)
		}
		return fmt.Sprint(n.Label, " ", n.Remaining, "/", n.Span)
	}
	if got := shown(); got != "방금 직원을 불렀습니다 0/0" {
		t.Error(got)
	}
	d.now += time.Minute
	d.send(input.TimePassed{})
	if got := shown(); got != "1분 전에 직원을 불렀습니다 0/0" {
		t.Error(got)
	}
	d.send(input.StaffReplied{Effect: d.m.Call.Effect, Answer: input.StaffMinutes, Minutes: 2})
	if got := shown(); got != "직원이 올 때까지 2분 남았습니다 120/120" {
		t.Error(got)
	}
	answered := d.now
	for i, want := range []string{"직원이 올 때까지 1분 50초 남았습니다 110/120", "직원이 올 때까지 1분 40초 남았습니다 100/120"} {
		at, _ := d.c.Deadline(d.m)
		d.now = at
		d.send(input.TimePassed{})
		if got := shown(); got != want || d.now != answered+time.Duration(i+1)*10*time.Second {
			t.Errorf("at %v %s, want %s", d.now, got, want)
		}
	}
}
