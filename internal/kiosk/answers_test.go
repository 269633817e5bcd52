package kiosk_test

import (
	"testing"
	"time"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/kiosk"
)

// A lamp that reports late that it rings takes back neither an answer nor a failure.
func TestALateRingUndoesNothing(t *testing.T) {
	for state, want := range map[input.CallState][2]string{input.CallAnswered: {"직원이 오고 있습니다", "오는 중"}, input.CallFailed: {"직원을 부르지 못했습니다. 다시 눌러 주세요.", "다시 부르기"}} {
		d := withStaffPage(t)
		d.touch("bar.call")
		id := effects[kiosk.CallStaff](d)[0].ID
		d.send(input.CallChanged{Effect: id, State: state})
		if got := d.told(); got != want[0] {
			t.Fatalf("%v: %q", state, got)
		}
		d.send(input.CallChanged{Effect: id, State: input.CallRinging})
		if got := d.told(); got != "" || d.m.Call.State != state {
			t.Errorf("a late ring after %v: %q, state %v", state, got, d.m.Call.State)
		}
		if got := d.callShown(); got != want[1] {
			t.Errorf("shown: %q", got)
		}
	}
}

// Staff who said "one minute" and later "five" are heard both times, and by nobody after
// the person has left.
func TestASecondAnswerIsHeardToo(t *testing.T) {
	d := withStaffPage(t)
	d.touch("bar.call")
	id := effects[kiosk.CallStaff](d)[0].ID
	d.send(input.StaffReplied{Effect: id, Answer: input.StaffMinutes, Minutes: 1})
	d.now += time.Minute - time.Second
	d.send(input.TimePassed{})
	if d.m.Scene.Find("call.state") == nil {
		t.Fatal("the first answer is gone before its time")
	}
	d.now += time.Second
	d.send(input.TimePassed{})
	if d.m.Scene.Find("call.state") != nil {
		t.Fatal("the first answer is still shown")
	}
	d.send(input.StaffReplied{Effect: id, Answer: input.StaffMinutes, Minutes: 5})
	if got := d.told(); got != "5분 뒤에 직원이 옵니다" {
		t.Errorf("the second answer: %q", got)
	}
	if n := d.m.Scene.Find("call.state"); n == nil || n.Label.String() != "5분 뒤에 직원이 옵니다" {
		t.Errorf("shown: %+v", n)
	}
	d.touch("bar.home")
	if d.m.Scene.Kind == scene.KindQuestion {
		d.touch("home.discard")
	}
	d.touch("attract.start")
	for _, ev := range []input.StaffReplied{{Effect: id, Answer: input.StaffComing}, {Answer: input.StaffComing}} {
		if d.send(ev); d.told() != "" {
			t.Errorf("the next person hears %q", d.told())
		}
	}
}

// "Sent" is only said where somebody can have seen it.
func TestSentIsOnlySaidOfWhatArrived(t *testing.T) {
	for seen, want := range map[bool]string{true: "글을 직원에게 보냈습니다", false: "직원이 아직 글을 보지 못했습니다"} {
		d := withStaffPage(t)
		d.touch("bar.call")
		d.touch("bar.call")
		d.touch("call.write")
		d.touch("phrase.2")
		if got := d.told(); got != "" {
			t.Errorf("before anybody can know: %q", got)
		}
		told := effects[kiosk.TellStaff](d)
		d.send(input.StaffTold{Effect: told[len(told)-1].ID, Seen: seen})
		if got := d.told(); got != want {
			t.Errorf("seen %v: %q", seen, got)
		}
		d.send(input.StaffTold{Effect: input.EffectID{Boot: 99}, Seen: seen})
		if got := d.told(); got != "" {
			t.Errorf("somebody else's message: %q", got)
		}
	}
}

// While the keys are practised the call key is named first, and calls when pressed again.
func TestStaffCanBeCalledWhileKeysArePractised(t *testing.T) {
	d := withStaffPage(t)
	d.touch("bar.help")
	d.touch("help.more")
	d.touch("help.keys")
	d.want(scene.KindKeys, "keys.end")
	d.press("call")
	if len(effects[kiosk.CallStaff](d)) != 0 || d.noticed() != "key.call intent.call keys.call" {
		t.Fatalf("named: %q, calls %v", d.noticed(), effects[kiosk.CallStaff](d))
	}
	d.press("down", "call")
	if len(effects[kiosk.CallStaff](d)) != 0 {
		t.Fatal("it calls although another key came between")
	}
	d.press("call")
	if len(effects[kiosk.CallStaff](d)) != 1 {
		t.Errorf("nobody was called: %q", d.noticed())
	}
	d.want(scene.KindKeys, "")
}
