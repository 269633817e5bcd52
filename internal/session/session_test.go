package session

import (
	"testing"
	"time"
)

const s1 = time.Second

func TestInactivityCountsAfterSpeech(t *testing.T) {
	tm := Defaults()
	s := State{}.Begin(0)
	if at, _ := s.Ends(tm); at != 120*s1 {
		t.Errorf("deadline %v", at)
	}
	s = s.SpeechStarted(1*s1, 10*s1)
	if at, _ := s.Ends(tm); at != 1*s1+15*s1+5*s1+120*s1 {
		t.Errorf("a voice under way must hold the clock for 1.5 times its estimate and 5 s, got %v", at)
	}
	s = s.SpeechFinished(12 * s1)
	if at, _ := s.Ends(tm); at != 132*s1 {
		t.Errorf("deadline after speech %v", at)
	}
	if s.Expire(tm, 131*s1).Phase != Active {
		t.Error("warned too early")
	}
	if s.Expire(tm, 132*s1).Phase != Warned {
		t.Error("not warned")
	}
}

func TestHungVoice(t *testing.T) {
	tm := Defaults()
	s := State{}.Begin(0).SpeechStarted(0, 2*s1) // never finishes
	if got := s.Expire(tm, 128*s1); got.Phase != Warned {
		t.Errorf("a hung voice holds the clock for ever: %+v", got)
	}
}

func TestWarning(t *testing.T) {
	tm := Defaults()
	s := State{}.Begin(0).Expire(tm, 120*s1)
	s = s.SpeechStarted(120*s1, 4*s1)
	if got := s.Left(tm, 123*s1); got != 45*s1 {
		t.Errorf("the countdown runs while the warning is being said: %v", got)
	}
	s = s.SpeechFinished(124 * s1)
	if at, _ := s.Ends(tm); at != 169*s1 {
		t.Errorf("deadline %v", at)
	}
	// A reminder at 20 s left must not push the end away.
	s = s.SpeechStarted(149*s1, 2*s1)
	if at, _ := s.Ends(tm); at != 169*s1 {
		t.Errorf("a reminder moved the end to %v", at)
	}
	s = s.SpeechFinished(151 * s1)
	if got := s.Left(tm, 160*s1); got != 9*s1 {
		t.Errorf("left %v", got)
	}
	if s.Expire(tm, 168*s1).Phase != Warned || s.Expire(tm, 169*s1).Phase != Attract {
		t.Error("the warning ends at the wrong time")
	}
}

// Extending is allowed as often as wanted (TIM-3 asks for at least ten).
func TestExtendManyTimes(t *testing.T) {
	tm := Defaults()
	now := time.Duration(0)
	s := State{}.Begin(now)
	for i := range 50 {
		now += 120 * s1
		if s = s.Expire(tm, now); s.Phase != Warned {
			t.Fatalf("round %d: %v", i, s.Phase)
		}
		now += 44 * s1
		var extended bool
		if s, extended = s.Act(now); !extended || s.Phase != Active {
			t.Fatalf("round %d: not extended", i)
		}
	}
}

func TestNobodyThere(t *testing.T) {
	var s State
	if _, ok := s.Ends(Defaults()); ok {
		t.Error("attract has a deadline")
	}
	if s, extended := s.Act(5); extended || s.Phase != Attract {
		t.Error("an act alone must not begin a stay")
	}
}
