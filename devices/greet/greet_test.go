package greet_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"modu/devices"
	"modu/devices/greet"
)

const ms = time.Millisecond

// run steps a state at each of its deadlines, as package link does, and returns when it
// asked and when it ended.
func run(t *testing.T, s greet.State, from time.Duration, answerAt time.Duration) (asked []time.Duration, end greet.State, at time.Duration) {
	t.Helper()
	at = from
	for range 100 {
		due := s.Deadline()
		if due == 0 {
			return asked, s, at
		}
		if answerAt != 0 && answerAt < due {
			return asked, s.Answered(), answerAt
		}
		if due < at {
			t.Fatalf("at %v it wants to be called at %v", at, due)
		}
		at = due
		var ask bool
		if s, ask = s.Step(at); ask {
			asked = append(asked, at)
		}
	}
	t.Fatal("it greets for ever")
	return nil, s, 0
}

func TestGreeting(t *testing.T) {
	plan := greet.Plan{Every: 500 * ms, Wait: 2000 * ms}
	for name, c := range map[string]struct {
		begin    greet.State
		answerAt time.Duration
		asked    []time.Duration
		phase    devices.Phase
		at       time.Duration
	}{
		"nobody answers":      {plan.Open(100 * ms), 0, []time.Duration{600 * ms, 1100 * ms, 1600 * ms}, devices.Failed, 2100 * ms},
		"answers at once":     {plan.Open(100 * ms), 150 * ms, nil, devices.Working, 150 * ms},
		"answers the second":  {plan.Open(100 * ms), 700 * ms, []time.Duration{600 * ms}, devices.Working, 700 * ms},
		"boots first":         {plan.OpenAt(1000 * ms), 0, []time.Duration{1000 * ms, 1500 * ms, 2000 * ms, 2500 * ms}, devices.Failed, 3000 * ms},
		"asked for a reason":  {plan.Open(100 * ms).Asked(400 * ms), 0, []time.Duration{900 * ms, 1400 * ms, 1900 * ms}, devices.Failed, 2100 * ms},
		"a longer greeting":   {plan.Open(100 * ms).Again(1900 * ms), 0, []time.Duration{2400 * ms, 2900 * ms, 3400 * ms}, devices.Failed, 3900 * ms},
		"needs no greeting":   {greet.Known(), 0, nil, devices.Working, 100 * ms},
		"has not begun":       {greet.State{}, 0, nil, devices.Greeting, 100 * ms},
		"patience below pace": {greet.Plan{Every: 500 * ms, Wait: 200 * ms}.Open(100 * ms), 0, nil, devices.Failed, 300 * ms},
	} {
		asked, end, at := run(t, c.begin, 100*ms, c.answerAt)
		if !slices.Equal(asked, c.asked) || end.Phase() != c.phase || at != c.at {
			t.Errorf("%s: asked at %v, %v at %v; want %v, %v at %v", name, asked, end.Phase(), at, c.asked, c.phase, c.at)
		}
		if failed := end.Phase() == devices.Failed; failed != errors.Is(end.Err(), devices.ErrTimeout) {
			t.Errorf("%s: %v", name, end.Err())
		}
	}
}

// What has ended stays so: an answer that comes too late does not bring a device back, for
// its port is being opened anew.
func TestLateAnswer(t *testing.T) {
	s, _ := greet.Plan{Every: ms, Wait: 2 * ms}.Open(0).Step(2 * ms)
	if late := s.Answered(); late.Phase() != devices.Failed || late.Deadline() != 0 {
		t.Errorf("%v until %v", late.Phase(), late.Deadline())
	}
	why := errors.New("answers nonsense")
	if s := greet.Known().Fail(why); s.Phase() != devices.Failed || s.Err() != why {
		t.Errorf("%v: %v", s.Phase(), s.Err())
	}
}

// A conversation in lines asks, takes the answer in pieces, and gives up half a line.
func TestText(t *testing.T) {
	var c greet.Text
	if at := c.Deadline(); at != 0 {
		t.Errorf("closed, it wants to be called at %v", at)
	}
	if out := c.Open(0); string(out) != greet.Question {
		t.Errorf("opens with %q", out)
	}
	if out := c.Ask(1000 * ms); string(out) != greet.Question {
		t.Errorf("asks again with %q", out)
	}
	feed := func(at time.Duration, in string) (lines [][]string) {
		for _, words := range c.Feed(at, []byte(in)) {
			if !c.Answer(words) {
				lines = append(lines, words)
			}
		}
		return lines
	}
	if lines := feed(1100*ms, "V bell "); lines != nil || c.Working() || c.Deadline() != 1600*ms {
		t.Errorf("half an answer: %q, until %v", lines, c.Deadline())
	}
	if lines := feed(1200*ms, "1.2 beta\r\nK call 1\n"); len(lines) != 1 || !slices.Equal(lines[0], []string{"K", "call", "1"}) {
		t.Errorf("%q", lines)
	}
	if s := c.Status(); s != (devices.Status{Phase: devices.Working, Info: devices.Info{Model: "bell", Firmware: "1.2 beta"}}) || c.Deadline() != 0 {
		t.Errorf("%+v until %v", s, c.Deadline())
	}
	feed(2000*ms, "K ca")
	if lines := feed(2600*ms, "K call 0\n"); len(lines) != 1 || lines[0][1] != "call" {
		t.Errorf("half a line was not given up: %q", lines)
	}
	if feed(3000*ms, "V\n \n"); !c.Working() {
		t.Error("a line that is no answer ended the conversation")
	}
	if c.Close(); c.Working() || c.Status().Phase != devices.Greeting {
		t.Error("works without a port")
	}
}
