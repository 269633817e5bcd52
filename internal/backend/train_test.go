package backend_test

import (
	"net/http"
	"strings"
	"testing"

	"modu/internal/backend"
	"modu/internal/order"
	"modu/internal/service"
)

// party is how many of each kind travel.
type party map[string]string

var (
	two      = party{"adults": "2", "children": "0", "seniors": "0", "disabled": "0"}
	disabled = party{"adults": "0", "children": "0", "seniors": "0", "disabled": "2"}
)

// order is that of somebody who has told who travels.
func (p party) order() order.Order {
	o := order.Order{}
	for field, n := range p {
		o = o.WithAnswer(field, n)
	}
	return o
}

// traveller is somebody on the way, with a program of their own.
func traveller(t *testing.T, args ...string) *visitor {
	t.Helper()
	return visitTo(t, station, "train.py", args...)
}

// choose takes the nth row of the list that a step shows.
func (v *visitor) choose(step string, n int) {
	v.t.Helper()
	st, _ := v.svc.Step(step)
	rows := v.facts.Rows(st)
	if n >= len(rows) {
		v.t.Fatalf("%d rows", len(rows))
	}
	v.facts = v.facts.WithRow(st, rows[n])
}

// sit takes the best seats of a zone, and tells their ids; "" where there are none.
func (v *visitor) sit(who party, zone int) string {
	v.t.Helper()
	st, _ := v.svc.Step("seats")
	o := who.order()
	best := v.svc.SeatPlan(st, o, v.facts).Proposals(zone, 1)
	if len(best) == 0 {
		return ""
	}
	v.facts = v.facts.WithSeats(st, best[0])
	return v.facts.Sent("seat.ids", o)
}

// listed goes as far as the first train to the first station.
func (v *visitor) listed() {
	v.t.Helper()
	v.call("stations", "a", map[string]string{})
	v.choose("to", 0)
	v.call("timetable", "b", map[string]string{})
	v.choose("train", 0)
}

// planned goes as far as its plan.
func (v *visitor) planned() {
	v.t.Helper()
	v.listed()
	if next := v.call("plan", "c", map[string]string{}); next != "seats" {
		v.t.Fatalf("the plan leads to %q (%s)", next, v.health)
	}
}

// held makes the call that holds what was chosen.
func (v *visitor) held(key string, who party) string {
	v.t.Helper()
	return v.call("hold", key, who)
}

// The station and its program understand each other: seats are held once, are taken for others,
// and free again once nobody wants them.
func TestStation(t *testing.T) {
	v := traveller(t)
	v.planned()
	first := v.sit(two, 0)
	if first == "" || v.held("k1", two) != "review" || v.facts["fare"].Number != 47400 {
		t.Fatalf("%q are held for %d (%s)", first, v.facts["fare"].Number, v.health)
	}
	if hold := v.facts["hold"].Text; v.held("k1", two) != "review" || v.facts["hold"].Text != hold {
		t.Error("the same call again holds something else")
	}
	st, _ := v.svc.Step("seats")
	v.call("plan", "d", map[string]string{})
	if v.facts.SeatsStand(st) {
		t.Error("what is held is still free on the plan")
	}
	if second := v.sit(two, 0); second == "" || second == first || v.held("k2", two) != "review" {
		t.Errorf("others get %q after %q", second, first)
	}
	v.release("k1") // the answer was lost: only the key is known
	v.call("plan", "e", map[string]string{})
	if again := v.sit(two, 0); again != first {
		t.Errorf("%q is proposed, not %q, which was given up", again, first)
	}
	if ids := v.sit(disabled, 2); ids != "1-1-A 1-1-B" || v.facts.Sent("seat.kind", disabled.order()) != "wheelchair" || v.held("k3", disabled) != "review" {
		t.Errorf("a wheelchair and who comes along have %q", ids)
	}
	v.release("early")
	if v.sit(two, 1); v.held("early", two) != "plan" {
		t.Error("what was given up before it was asked for is held")
	}
	for code, want := range map[string]string{"204117": "print", "999999": "unknown"} {
		if next := v.call("collect", "c"+code, map[string]string{"code": code}); next != want {
			t.Errorf("%s leads to %q", code, next)
		}
	}
	if next := v.call("collect", "other", map[string]string{"code": "204117"}); next != "collected" {
		t.Errorf("the ticket comes out twice: %q", next)
	}
}

// release tells the program what a kiosk tells it of somebody who has given up before the
// answer to a call came.
func (v *visitor) release(key string) {
	v.t.Helper()
	req, err := http.NewRequestWithContext(v.t.Context(), http.MethodPost, v.url+"/release", strings.NewReader(`{"version":1,"language":"ko","cancels":"`+key+`"}`))
	if err != nil {
		v.t.Fatal(err)
	}
	req.Header.Set("Idempotency-Key", `"`+key+`-cancel"`)
	resp, err := http.DefaultClient.Do(req)
	if err != nil || resp.StatusCode != http.StatusOK {
		v.t.Fatal(resp, err)
	}
	_ = resp.Body.Close()
}

// On its bad days the program is a failure with a code, in time; lists that change, and seats
// that somebody else was faster with, lead back to what there is now.
func TestStationMisbehaves(t *testing.T) {
	for how, code := range map[string]string{"away": backend.CodeStatus, "slow": backend.CodeSilent, "wrong": backend.CodeAnswer + string(service.WrongMissing)} {
		v := traveller(t, "--misbehave", how)
		if next := v.call("stations", "k", map[string]string{}); next != "" || v.health != code || v.facts != nil {
			t.Errorf("%s: goes on to %q, health %q", how, next, v.health)
		}
	}
	v := traveller(t, "--misbehave", "wrong")
	if next := v.call("plan", "k", map[string]string{}); next != "" || v.health != backend.CodeAnswer+string(service.WrongLength) {
		t.Errorf("a plan without names of its parts: %q, health %q", next, v.health)
	}
	for how, more := range map[string]int{"shrink": -1, "grow": 1} {
		v := traveller(t, "--misbehave", how)
		st, _ := v.svc.Step("train")
		v.listed()
		before := len(v.facts.Rows(st))
		v.call("timetable", "d", map[string]string{})
		if now := len(v.facts.Rows(st)); now != before+more || (v.facts.ChosenRow(st) >= 0) != (how == "grow") {
			t.Errorf("%s: %d trains after %d, chosen %d", how, now, before, v.facts.ChosenRow(st))
		}
	}
	v = traveller(t, "--misbehave", "taken")
	v.planned()
	first := v.sit(two, 0)
	if next := v.held("k1", two); next != "plan" {
		t.Fatalf("somebody was faster, and the way leads to %q", next)
	}
	v.call("plan", "d", map[string]string{})
	st, _ := v.svc.Step("seats")
	if stand, second := v.facts.SeatsStand(st), v.sit(two, 0); stand || second == "" || second == first || v.held("k2", two) != "review" {
		t.Errorf("%q after %q, which stand: %v", second, first, stand)
	}
}
