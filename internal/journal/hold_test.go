package journal

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/money"
	"modu/internal/order"
)

func wons(n int64) money.Amount { return money.Amount{Minor: n, Currency: "KRW"} }

// release is how a call is cancelled.
var release = order.Report{Path: "/release", Language: "ko"}

// held is a call that the program has answered.
func held(j *Journal, call uint32, key, seat string) error {
	return errors.Join(j.HoldBegun(effect(call), key, release), j.HoldAnswered(effect(call), map[string]string{"seat": seat}))
}

// owes is what is owed, by key and seat.
func owes(j *Journal) string {
	out := []string{}
	for _, h := range j.OwedCancels() {
		out = append(out, strings.TrimSpace(h.Key+" "+h.Said.Fields["seat"]))
	}
	return fmt.Sprint(out)
}

// What nobody wants is owed a cancellation, in the run and after a crash at that moment; what
// somebody has, or may have paid for, never is.
func TestHolds(t *testing.T) {
	paying := func(j *Journal, calls ...input.EffectID) error {
		return errors.Join(j.HoldsKept(effect(90), calls), j.PaymentStarted(effect(90), scene.SessionID{Boot: 1, Counter: 1}, 1, wons(100), order.Order{}, nil))
	}
	for name, c := range map[string]struct {
		acts        func(j *Journal) error
		stays       string // owed while the person is there
		left, crash string // owed after they have gone, and after a crash
	}{
		"nothing is held": {func(*Journal) error { return nil }, "[]", "[]", "[]"},
		"sent, and no answer yet": {func(j *Journal) error { return j.HoldBegun(effect(1), "K1", release) },
			"[]", "[]", "[K1]"}, // a cancellation must not overtake its call
		"no answer came": {func(j *Journal) error {
			return errors.Join(j.HoldBegun(effect(1), "K1", release), j.HoldAnswered(effect(1), nil))
		}, "[]", "[K1]", "[K1]"},
		"answered": {func(j *Journal) error { return held(j, 1, "K1", "S-1") }, "[]", "[K1 S-1]", "[K1 S-1]"},
		"tried again": {func(j *Journal) error {
			return errors.Join(j.HoldBegun(effect(1), "K1", release), j.HoldAnswered(effect(1), nil), held(j, 2, "K1", "S-1"))
		}, "[]", "[K1 S-1]", "[K1 S-1]"},
		"being paid": {func(j *Journal) error {
			return errors.Join(held(j, 1, "K1", "S-1"), paying(j, effect(1)))
		}, "[]", "[]", "[]"},
		"paid": {func(j *Journal) error {
			return errors.Join(held(j, 1, "K1", "S-1"), paying(j, effect(1)), j.PaymentEnded(effect(90), input.Approved))
		}, "[]", "[]", "[]"},
		"nobody knows whether it was paid": {func(j *Journal) error {
			return errors.Join(held(j, 1, "K1", "S-1"), paying(j, effect(1)), j.PaymentEnded(effect(90), input.Unknown))
		}, "[]", "[]", "[]"},
		"declined": {func(j *Journal) error {
			return errors.Join(held(j, 1, "K1", "S-1"), paying(j, effect(1)), j.PaymentEnded(effect(90), input.Declined))
		}, "[]", "[K1 S-1]", "[K1 S-1]"},
		"cancelled, then a late approval": {func(j *Journal) error {
			return errors.Join(held(j, 1, "K1", "S-1"), paying(j, effect(1)), j.PaymentEnded(effect(90), input.Cancelled), j.PaymentEnded(effect(90), input.Approved))
		}, "[]", "[]", "[]"},
		"the payment was never begun": {func(j *Journal) error {
			return errors.Join(held(j, 1, "K1", "S-1"), j.HoldsKept(effect(90), []input.EffectID{effect(1)}))
		}, "[]", "[]", "[K1 S-1]"},
		"the end was reached": {func(j *Journal) error {
			return errors.Join(held(j, 1, "K1", "S-1"), j.HoldsKept(input.EffectID{}, []input.EffectID{effect(1)}))
		}, "[]", "[]", "[]"},
		"of two ways one was paid": {func(j *Journal) error {
			return errors.Join(held(j, 1, "K1", "S-1"), held(j, 2, "K2", "S-2"), paying(j, effect(2)), j.PaymentEnded(effect(90), input.Approved))
		}, "[]", "[K1 S-1]", "[K1 S-1]"},
		"it was cancelled, and the program knows": {func(j *Journal) error {
			err := held(j, 1, "K1", "S-1")
			j.HoldsLeft()
			return errors.Join(err, j.CancelTaken(effect(1)))
		}, "[]", "[]", "[]"},
	} {
		for _, crash := range []bool{false, true} {
			dir := t.TempDir()
			j, _ := open(t, dir)
			if err := c.acts(j); err != nil {
				t.Fatal(name, err)
			}
			if got := owes(j); got != c.stays {
				t.Errorf("%s: while somebody is there %s is owed, want %s", name, got, c.stays)
			}
			want := c.left
			if crash {
				if err := j.Close(); err != nil { // every record was on the disk before
					t.Fatal(err)
				}
				j, _ = open(t, dir)
				want = c.crash
			} else {
				j.HoldsLeft()
			}
			if got := owes(j); got != want {
				t.Errorf("%s, crash %v: %s is owed, want %s", name, crash, got, want)
			}
			_ = j.Close()
		}
	}
}

// A power cut at any byte: what the record tells of is owed, unless the record tells too that
// somebody has it or may have paid for it, also once the file has been written anew.
func TestHoldsCutAtEveryByte(t *testing.T) {
	dir := t.TempDir()
	j, _ := open(t, dir)
	err := errors.Join(held(j, 1, "K1", "S-1"), held(j, 2, "K2", "S-2"), j.HoldsKept(effect(90), []input.EffectID{effect(2)}),
		j.PaymentStarted(effect(90), scene.SessionID{Boot: 1, Counter: 1}, 1, wons(100), order.Order{}, nil), j.PaymentEnded(effect(90), input.Approved),
		j.HoldsKept(input.EffectID{}, []input.EffectID{effect(2)}))
	j.HoldsLeft()
	if err = errors.Join(err, j.CancelTaken(effect(1)), j.Close()); err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(filepath.Join(dir, ordersName))
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(whole, []byte("Kim")) {
		t.Error("the record knows a name")
	}
	seen := map[string]bool{}
	for n := range len(whole) + 1 {
		want := map[string]bool{}
		paying, ended := false, false
		for _, line := range bytes.SplitAfter(whole[:n], []byte("\n")) {
			r, ok := decode(bytes.TrimSuffix(line, []byte("\n")))
			switch {
			case !ok:
			case r.Kind == kindHold:
				want[r.Report.Key] = true
			case r.Kind == kindStarted:
				paying = true
			case r.Kind == kindKept && r.Payment == nil:
				ended = true
			case r.Kind == kindCancelled:
				delete(want, "K1")
			}
		}
		if paying || ended {
			delete(want, "K2")
		}
		st, err := read(bytes.NewReader(whole[:n]))
		if err != nil || len(st.bad) > 0 {
			t.Fatalf("cut at %d: bad lines %v, %v", n, st.bad, err)
		}
		again := state{byID: map[input.EffectID]*Payment{}} // as a file that was written anew tells it
		for _, r := range st.carry() {
			if !again.apply(r) && r.Kind == kindHold {
				t.Fatalf("cut at %d: %+v is not carried", n, r)
			}
		}
		for which, hs := range map[string]holds{"first": st.abandoned(), "anew": again.abandoned()} {
			got := map[string]bool{}
			for _, h := range hs {
				got[h.Key] = true
			}
			if fmt.Sprint(got) != fmt.Sprint(want) {
				t.Fatalf("cut at %d, %s: %v is owed, want %v", n, which, got, want)
			}
		}
		seen[fmt.Sprint(want)] = true
	}
	if len(seen) < 3 {
		t.Errorf("the cuts met only %v", seen)
	}
}

// Where the record cannot be written the call is not sent, and nothing is owed for it.
func TestHoldWithoutADisk(t *testing.T) {
	j, _ := open(t, t.TempDir())
	good := j.f
	j.f = &failing{file: good, short: 1}
	if err := j.HoldBegun(effect(1), "K1", release); err == nil {
		t.Error("it says that it is recorded")
	}
	j.f = good
	j.HoldsLeft()
	if got := owes(j); got != "[]" {
		t.Errorf("%s is owed", got)
	}
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
}
