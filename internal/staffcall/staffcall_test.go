package staffcall_test

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"modu/accessibility/input"
	"modu/internal/staffcall"
)

const sec = time.Second

var (
	mine   = input.EffectID{Boot: 1, Counter: 7}
	others = input.EffectID{Boot: 1, Counter: 6} // of somebody who has left
	passed = input.TimePassed{}
	ten    = staffcall.State{}.Call(mine, staffcall.ByText, 10*sec) // has rung at 10 s
)

func changed(id input.EffectID, s input.CallState) input.CallChanged {
	return input.CallChanged{Effect: id, State: s}
}

// step is one event at its time, and what must come of it.
type step struct {
	at   time.Duration
	ev   input.Event
	want staffcall.Outcome
}

func TestCall(t *testing.T) {
	coming := input.StaffReplied{Effect: mine, Answer: input.StaffComing}
	minutes := func(n int) input.StaffReplied {
		return input.StaffReplied{Effect: mine, Answer: input.StaffMinutes, Minutes: n}
	}
	for _, tc := range []struct {
		name  string
		from  staffcall.State
		steps []step
		state input.CallState // in the end
	}{
		{"answered", ten, []step{{20 * sec, changed(mine, input.CallAnswered), staffcall.Changed}, {80*sec - 1, passed, staffcall.Nothing}}, input.CallAnswered},
		{"the answer goes", ten, []step{{20 * sec, changed(mine, input.CallAnswered), staffcall.Changed}, {80 * sec, passed, staffcall.Nothing}}, input.CallNone},
		{"failed", ten, []step{{20 * sec, changed(mine, input.CallFailed), staffcall.Changed}}, input.CallFailed},
		{"the failure goes, too", ten, []step{{20 * sec, changed(mine, input.CallFailed), staffcall.Changed}, {80 * sec, passed, staffcall.Nothing}}, input.CallNone},
		{"told twice", ten, []step{{20 * sec, changed(mine, input.CallAnswered), staffcall.Changed}, {21 * sec, changed(mine, input.CallAnswered), staffcall.Nothing}}, input.CallAnswered},
		{"the lamp tells late that it rings", ten, []step{{20 * sec, changed(mine, input.CallAnswered), staffcall.Changed}, {21 * sec, changed(mine, input.CallRinging), staffcall.Nothing}}, input.CallAnswered},
		{"answered after all", ten, []step{{20 * sec, changed(mine, input.CallFailed), staffcall.Changed}, {21 * sec, changed(mine, input.CallAnswered), staffcall.Changed}}, input.CallAnswered},
		{"no state", ten, []step{{20 * sec, changed(mine, input.CallNone), staffcall.Nothing}}, input.CallRinging},
		{"a report about another call", ten, []step{{20 * sec, changed(others, input.CallAnswered), staffcall.Nothing}}, input.CallRinging},
		{"a report about no call", staffcall.State{}, []step{{20 * sec, changed(input.EffectID{}, input.CallAnswered), staffcall.Nothing}}, input.CallNone},
		{"a report about no call, while one rings", ten, []step{{20 * sec, changed(input.EffectID{}, input.CallAnswered), staffcall.Nothing}}, input.CallRinging},

		{"not late yet", ten, []step{{70*sec - 1, passed, staffcall.Nothing}}, input.CallRinging},
		{"late, and rung again; told once", ten, []step{{70 * sec, passed, staffcall.RingLate}, {130*sec - 1, passed, staffcall.Nothing}, {130 * sec, passed, staffcall.Ring}, {190 * sec, passed, staffcall.Ring}}, input.CallRinging},
		{"late, then answered", ten, []step{{70 * sec, passed, staffcall.RingLate}, {100 * sec, changed(mine, input.CallAnswered), staffcall.Changed}, {130 * sec, passed, staffcall.Nothing}}, input.CallAnswered},

		{"staff are coming", ten, []step{{20 * sec, coming, staffcall.Replied}, {80*sec - 1, passed, staffcall.Nothing}}, input.CallAnswered},
		{"in two minutes, then in five", ten, []step{{20 * sec, minutes(2), staffcall.Replied}, {80 * sec, passed, staffcall.Nothing}, {90 * sec, minutes(5), staffcall.Replied}}, input.CallAnswered},
		{"a reply to another call", ten, []step{{20 * sec, input.StaffReplied{Effect: others, Answer: input.StaffComing}, staffcall.Nothing}}, input.CallRinging},
		{"a reply to no call", staffcall.State{}, []step{{20 * sec, input.StaffReplied{Answer: input.StaffComing}, staffcall.Nothing}}, input.CallNone},
		{"a reply without an answer", ten, []step{{20 * sec, input.StaffReplied{Effect: mine}, staffcall.Nothing}}, input.CallRinging},
		{"an answer that does not exist", ten, []step{{20 * sec, input.StaffReplied{Effect: mine, Answer: 9}, staffcall.Nothing}}, input.CallRinging},
		{"in no minutes", ten, []step{{20 * sec, minutes(0), staffcall.Nothing}}, input.CallRinging},
		{"in negative minutes", ten, []step{{20 * sec, minutes(-1), staffcall.Nothing}}, input.CallRinging},
		{"in a minute", ten, []step{{20 * sec, minutes(1), staffcall.Replied}}, input.CallAnswered},
		{"in 99 minutes", ten, []step{{20 * sec, minutes(99), staffcall.Replied}}, input.CallAnswered},
		{"in 100 minutes", ten, []step{{20 * sec, minutes(100), staffcall.Nothing}}, input.CallRinging},
		{"words that are none", ten, []step{{20 * sec, input.StaffReplied{Effect: mine, Answer: input.StaffWords, Words: " \x00\u200b\ufffd\n"}, staffcall.Nothing}}, input.CallRinging},

		{"what was written is seen", ten, []step{{20 * sec, input.StaffTold{Effect: mine, Seen: true}, staffcall.Seen}}, input.CallRinging},
		{"and is not", ten, []step{{20 * sec, input.StaffTold{Effect: mine}, staffcall.Unseen}}, input.CallRinging},
		{"what another has written", ten, []step{{20 * sec, input.StaffTold{Effect: others, Seen: true}, staffcall.Nothing}, {20 * sec, input.StaffTold{Effect: others}, staffcall.Nothing}}, input.CallRinging},
		{"what was written without a call", staffcall.State{}, []step{{20 * sec, input.StaffTold{Seen: true}, staffcall.Nothing}}, input.CallNone},
		{"other events are not its own", ten, []step{{time.Hour, input.KeyPressed{Key: input.KeyCall}, staffcall.Nothing}}, input.CallRinging},
		{"no call", staffcall.State{}, []step{{time.Hour, passed, staffcall.Nothing}}, input.CallNone},
	} {
		t.Run(tc.name, func(t *testing.T) {
			s := tc.from
			for i, st := range tc.steps {
				was, o := s, staffcall.Nothing
				if s, o = s.Step(st.ev, st.at); o != st.want {
					t.Fatalf("step %d, %+v at %v: %v, want %v", i, st.ev, st.at, o, st.want)
				}
				if _, time := st.ev.(input.TimePassed); o == staffcall.Nothing && !time && s != was {
					t.Errorf("step %d, %+v: nothing comes of it, and yet %+v becomes %+v", i, st.ev, was, s)
				}
			}
			if s.State != tc.state {
				t.Errorf("state %v, want %v", s.State, tc.state)
			}
			if tc.from.Effect == mine && (s.Effect != mine || s.Manner != staffcall.ByText) {
				t.Errorf("the call is forgotten: %+v", s)
			}
		})
	}
}

func TestReply(t *testing.T) {
	long := strings.Repeat("가", 119)
	for _, tc := range []struct {
		ev   input.StaffReplied
		want staffcall.Reply
	}{
		{input.StaffReplied{Answer: input.StaffComing, Minutes: 4, Words: "no"}, staffcall.Reply{Answer: input.StaffComing}},
		{input.StaffReplied{Answer: input.StaffMinutes, Minutes: 4, Words: "no"}, staffcall.Reply{Answer: input.StaffMinutes, Minutes: 4}},
		{input.StaffReplied{Answer: input.StaffWords, Words: "곧 갑니다", Minutes: 4}, staffcall.Reply{Answer: input.StaffWords, Words: "곧 갑니다"}},
		{input.StaffReplied{Answer: input.StaffWords, Words: "  a\t\n b\x07c\u202ed\xff"}, staffcall.Reply{Answer: input.StaffWords, Words: "a bcd"}},
		{input.StaffReplied{Answer: input.StaffWords, Words: "{{.Words}} <b>%s"}, staffcall.Reply{Answer: input.StaffWords, Words: "{{.Words}} <b>%s"}},
		{input.StaffReplied{Answer: input.StaffWords, Words: long + "나다"}, staffcall.Reply{Answer: input.StaffWords, Words: long + "나"}},
	} {
		tc.ev.Effect = mine
		if s, _ := ten.Step(tc.ev, 20*sec); s.Reply != tc.want {
			t.Errorf("%+v: %+v, want %+v", tc.ev, s.Reply, tc.want)
		}
	}
}

// A new call begins anew; only how its person wants to talk is asked of it.
func TestCallAgain(t *testing.T) {
	s, _ := ten.Step(input.StaffReplied{Effect: mine, Answer: input.StaffComing}, 20*sec)
	next := input.EffectID{Boot: 1, Counter: 8}
	if got, want := s.Call(next, "", 30*sec), (staffcall.State{Effect: next, State: input.CallRinging, Rung: 30 * sec, Since: 30 * sec}); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
	if got := s.Talk(staffcall.BySign); got.Manner != staffcall.BySign || got.Reply != s.Reply {
		t.Errorf("%+v", got)
	}
	failed, _ := s.Step(changed(mine, input.CallFailed), 20*sec)
	for now, want := range map[time.Duration]bool{20 * sec: true, 80 * sec: true} { // as long as nobody is called again
		if got, _ := failed.Step(passed, now); got.Missed != want {
			t.Errorf("at %v: missed %v", now, got.Missed)
		}
	}
	if failed.Call(next, "", 90*sec).Missed {
		t.Error("a new call is missed before it fails")
	}
	if got, o := s.Call(next, "", 30*sec).Step(changed(mine, input.CallFailed), 31*sec); o != staffcall.Nothing || !got.Ringing() {
		t.Errorf("a late report about the call before: %v, %+v", o, got)
	}
}

func FuzzCall(f *testing.F) {
	for seed := range uint64(100) {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, seed uint64) {
		r := rand.New(rand.NewPCG(seed, 0))
		var s staffcall.State
		now := time.Duration(1)
		words := []string{"", "곧 갑니다", "\x00", strings.Repeat("é ", 100)}
		for n := range uint32(300) {
			now += time.Duration(r.Int64N(int64(25 * sec)))
			id := []input.EffectID{s.Effect, others, {}}[r.IntN(3)]
			var ev input.Event = passed
			switch r.IntN(6) {
			case 0:
				if r.IntN(3) == 0 {
					s = s.Call(input.EffectID{Boot: 2, Counter: n + 1}, staffcall.ByVoice, now)
				}
			case 1:
				ev = changed(id, input.CallState(r.IntN(5)))
			case 2:
				ev = input.StaffReplied{Effect: id, Answer: input.StaffAnswer(r.IntN(5)), Minutes: r.IntN(120) - 5, Words: words[r.IntN(4)]}
			case 3:
				ev = input.StaffTold{Effect: id, Seen: r.IntN(2) == 0}
			}
			was := s
			var o staffcall.Outcome
			s, o = s.Step(ev, now)
			if _, time := ev.(input.TimePassed); !time && (id != was.Effect || id == (input.EffectID{})) && (s != was || o != staffcall.Nothing) {
				t.Fatalf("seed %d: %+v is about another call, and leads to %v, %+v", seed, ev, o, s)
			}
			if (o == staffcall.Ring || o == staffcall.RingLate) && !s.Ringing() {
				t.Fatalf("seed %d: it rings for a call that is %v", seed, s.State)
			}
			if utf8.RuneCountInString(s.Reply.Words) > 120 || s.Reply.Minutes < 0 || s.Reply.Minutes > 99 {
				t.Fatalf("seed %d: %+v", seed, s.Reply)
			}
			if when, ok := s.Deadline(); ok {
				now = max(now, when)
				s, _ = s.Step(passed, now)
				if again, ok := s.Deadline(); ok && again <= now {
					t.Fatalf("seed %d: after %v it wants to be looked at again at %v: %+v", seed, now, again, s)
				}
			}
		}
	})
}

// What staff have said of their time stays as long as that takes.
func TestMinutesStay(t *testing.T) {
	s, _ := ten.Step(input.StaffReplied{Effect: mine, Answer: input.StaffMinutes, Minutes: 5}, 20*sec)
	if until, ok := s.Deadline(); !ok || until != 320*sec || s.Expected() != 300*sec {
		t.Errorf("until %v, %v; expected %v", until, ok, s.Expected())
	}
	if s, _ = s.Step(input.TimePassed{}, 319*sec); !s.Answered() {
		t.Errorf("gone before their time: %+v", s)
	}
	if s, _ = s.Step(input.TimePassed{}, 320*sec); s.Answered() || s.Expected() != 0 {
		t.Errorf("still there: %+v", s)
	}
}

// Of a call that was taken back nothing is left but how its person talks; what is still
// reported of it changes nothing.
func TestWithdraw(t *testing.T) {
	s := ten.Talk(staffcall.BySign).Withdraw()
	if want := (staffcall.State{Manner: staffcall.BySign}); s != want {
		t.Errorf("%+v", s)
	}
	for _, ev := range []input.Event{input.CallChanged{Effect: mine, State: input.CallAnswered}, input.StaffReplied{Effect: mine, Answer: input.StaffComing},
		input.StaffTold{Effect: mine, Seen: true}, input.TimePassed{}} {
		if got, out := s.Step(ev, 999*sec); got != s || out != staffcall.Nothing {
			t.Errorf("%+v: %+v, %v", ev, got, out)
		}
	}
}
