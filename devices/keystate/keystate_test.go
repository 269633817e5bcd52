package keystate_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"modu/devices/keystate"
)

const limit = 10 * time.Second

func TestKeys(t *testing.T) {
	// A step is "press KEY", "release KEY", "all" or "expire", a second after the one before.
	for name, c := range map[string]struct {
		steps []string
		want  []string
	}{
		"down and up":         {[]string{"press a", "release a", "release a"}, []string{"lost false", "was true", "was false"}},
		"the up was lost":     {[]string{"press a", "press a", "release a"}, []string{"lost false", "lost true", "was true"}},
		"never down":          {[]string{"release a"}, []string{"was false"}},
		"stuck, then loose":   {[]string{"press a", "wait", "expire", "expire", "release a", "press a"}, []string{"lost false", "[a]", "[]", "was false", "lost false"}},
		"stuck, then pressed": {[]string{"press a", "wait", "expire", "press a", "release a"}, []string{"lost false", "[a]", "lost false", "was true"}},
		"in order":            {[]string{"press c", "press a", "press b", "wait", "expire"}, []string{"lost false", "lost false", "lost false", "[a b c]"}},
		"one of two":          {[]string{"press a", "wait", "press b", "expire", "all"}, []string{"lost false", "lost false", "[a]", "[b]"}},
		"all":                 {[]string{"press b", "press a", "all", "all", "release a"}, []string{"lost false", "lost false", "[a b]", "[]", "was false"}},
	} {
		k, now, got := keystate.New[string](limit), time.Duration(0), []string(nil)
		for _, step := range c.steps {
			now += time.Second
			var what, key string
			fmt.Sscan(step, &what, &key)
			switch what {
			case "press":
				got = append(got, fmt.Sprint("lost ", k.Press(key, now)))
			case "release":
				got = append(got, fmt.Sprint("was ", k.Release(key)))
			case "all":
				got = append(got, fmt.Sprint(k.ReleaseAll()))
			case "expire":
				got = append(got, fmt.Sprint(k.Expire(now)))
			case "wait":
				now += limit
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// A key is stuck at the deadline, and not before.
func TestDeadline(t *testing.T) {
	k := keystate.New[int](limit)
	if k.Deadline() != 0 {
		t.Errorf("with nothing down it is %v", k.Deadline())
	}
	k.Press(2, time.Second)
	k.Press(1, 3*time.Second)
	at := k.Deadline()
	if at != time.Second+limit || len(k.Expire(at-1)) != 0 || !slices.Equal(k.Expire(at), []int{2}) || !k.IsStuck(2) || k.Down(2) {
		t.Errorf("deadline %v, stuck %v", at, k.Stuck())
	}
	if k.Deadline() != 3*time.Second+limit || !slices.Equal(k.Stuck(), []int{2}) {
		t.Errorf("then %v, stuck %v", k.Deadline(), k.Stuck())
	}
}
