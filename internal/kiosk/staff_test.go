package kiosk_test

import (
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
		if got := d.told(); strings.Contains(got, "아직 아무도 답하지 않았습니다") != (i == 0) {
			t.Fatalf("after minute %d: %q", i+1, got)
		}
		if n := d.m.Scene.Find("call.state"); n == nil || !strings.Contains(n.Label.String(), "아직") {
			t.Error("it is not shown")
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
		{input.StaffReplied{Answer: input.StaffMinutes, Minutes: 2}, "2분 뒤에 직원이 갑니다"},
		{input.StaffReplied{Answer: input.StaffWords, Words: " 카드를\n반대로\x00 넣어 주세요 "}, "직원의 답, 카드를 반대로 넣어 주세요 "},
		{input.StaffReplied{Answer: input.StaffWords, Words: strings.Repeat("가", 5000)}, "직원의 답, " + strings.Repeat("가", 120)},
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
		n := d.m.Scene.Find("call.state")
		if shown := n.Label.String(); c.want != "" && strings.TrimSpace(shown) != strings.TrimSpace(c.want) {
			t.Errorf("shown %q", shown)
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

func TestWithoutAPageACallHasNoScreen(t *testing.T) {
	d := start(t)
	d.touch("attract.start")
	d.touch("bar.call")
	d.touch("bar.call")
	if d.m.Scene.Kind != scene.KindChoose || d.told() != "직원을 부르고 있습니다" {
		t.Errorf("on %s: %q", d.m.Scene.Kind, d.told())
	}
}
