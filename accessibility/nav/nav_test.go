package nav

import (
	"os"
	"strings"
	"testing"
	"time"

	"modu/accessibility/input"
)

func shipped(t testing.TB) *Keymap {
	t.Helper()
	data, err := os.ReadFile("../../assets/keymaps/default.yaml")
	if err != nil {
		t.Fatal(err)
	}
	k, issues := LoadKeymap("default.yaml", data)
	if issues != nil {
		t.Fatal(issues)
	}
	return k
}

func TestShippedKeymap(t *testing.T) {
	k := shipped(t)
	for key, want := range map[input.Key]Intent{"up": Previous, "down": Next, "left": Back, "select": Select, "3": Choose(3), "0": Repeat, "hash": Select, "star": Back} {
		if _, got := k.Press(State{}, "items", "keys", key, 0, 0); got != want {
			t.Errorf("%s means %q, want %q", key, got, want)
		}
	}
}

// A key with a hold meaning acts once: short on release, long when the time has
// come, never both.
func TestHold(t *testing.T) {
	k := shipped(t)
	s, got := k.Press(State{}, "any", "keys", "pause", 0, 0)
	if got != None {
		t.Errorf("pause acted at once: %q", got)
	}
	short, got := k.Release(s, "keys", "pause")
	if got != Pause || len(short.Held) != 0 {
		t.Errorf("a short press gave %q", got)
	}
	if at, ok := k.Deadline(s); !ok || at != time.Second {
		t.Errorf("deadline %v %v", at, ok)
	}
	if _, got := k.Expire(s, 999*time.Millisecond); got != None {
		t.Errorf("acted early: %q", got)
	}
	s, got = k.Expire(s, time.Second)
	if got != Repeat {
		t.Errorf("hold gave %q", got)
	}
	if _, again := k.Expire(s, 5*time.Second); again != None {
		t.Errorf("hold acted twice: %q", again)
	}
	if _, got = k.Release(s, "keys", "pause"); got != None {
		t.Errorf("release after hold gave %q", got)
	}
}

// A key that was forgotten does nothing more, and the filter still knows it.
func TestForgetAll(t *testing.T) {
	k := shipped(t)
	down, _ := k.Press(State{}, "any", "keys", "pause", 0, 0)
	s := down.ForgetAll()
	if at, ok := k.Deadline(s); ok || len(down.Held) != 1 {
		t.Errorf("it acts at %v; the state before has %d keys down", at, len(down.Held))
	}
	if _, got := k.Release(s, "keys", "pause"); got != None {
		t.Errorf("its release gave %q", got)
	}
	if again, _ := k.Press(s, "any", "keys", "pause", 100*time.Millisecond, 300*time.Millisecond); len(again.Held) != 0 {
		t.Error("it bounced, and counted")
	}
}

// Two keys at once do what the chord says, once, and nothing of their own, in either
// order and however they are let go.
func TestChord(t *testing.T) {
	k := shipped(t)
	for _, order := range [][2]input.Key{{"help", "pause"}, {"pause", "help"}} {
		s, got := k.Press(State{}, "any", "keys", order[0], 0, 0)
		if got != None {
			t.Fatalf("%s acted at once: %q", order[0], got)
		}
		s, got = k.Press(s, "any", "keys", order[1], 50*time.Millisecond, 0)
		if got != WhereAmI {
			t.Errorf("%v gave %q", order, got)
		}
		if _, late := k.Expire(s, time.Minute); late != None {
			t.Errorf("%v: held on, it also gave %q", order, late)
		}
		for _, key := range order {
			if s, got = k.Release(s, "keys", key); got != None {
				t.Errorf("%v: letting go of %s gave %q", order, key, got)
			}
		}
	}
	s, _ := k.Press(State{}, "any", "keys", "help", 0, 0)
	if _, got := k.Release(s, "keys", "help"); got != Help {
		t.Errorf("help alone gave %q", got)
	}
}

func TestOnePressOneIntent(t *testing.T) {
	k := shipped(t)
	s, _ := k.Press(State{}, "any", "keys", "down", 0, 0)
	if _, got := k.Press(s, "any", "keys", "down", 10*time.Millisecond, 0); got != None {
		t.Error("a second key-down without key-up acted")
	}
	if _, got := k.Press(s, "any", "other", "down", 10*time.Millisecond, 0); got != Next {
		t.Error("the same key of another keypad was refused")
	}
	s, _ = k.Release(s, "keys", "down")
	if _, got := k.Release(s, "keys", "down"); got != None {
		t.Error("a doubled key-up acted")
	}
	if _, got := k.Press(s, "any", "keys", "down", 300*time.Millisecond, 500*time.Millisecond); got != None {
		t.Error("the debounce filter let a second press through (KEY-6)")
	}
	if _, got := k.Press(s, "any", "keys", "down", 600*time.Millisecond, 500*time.Millisecond); got != Next {
		t.Error("the debounce filter blocked a real press")
	}
	s, _ = k.Press(s, "any", "keys", "help", time.Second, 0)
	if s = s.Forget("keys"); len(s.Held) != 0 {
		t.Error("keys of a lost device stay down")
	}
}

func TestKeymapMistakes(t *testing.T) {
	_, issues := LoadKeymap("k.yaml", []byte("version: 1\ncontexts:\n  any:\n    press: {upp: previous, down: nex}\n    hold: {help: where-am-i}\n"))
	for _, want := range []string{`k.yaml:4:18: unknown key "upp"; did you mean "up"?`, `unknown intent "nex"; did you mean "next"?`, `no press means "select"`, `"where-am-i" is reachable only by holding a key or by two keys`} {
		if !strings.Contains(issues.Error(), want) {
			t.Errorf("missing %q in\n%v", want, issues)
		}
	}
}
