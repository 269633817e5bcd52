package backend_test

import (
	"bufio"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/backend"
	"modu/internal/order"
	"modu/internal/service"
	"modu/locales"
)

const (
	carPark = "../../assets/services/parking"
	station = "../../assets/services/train"
)

// program starts the example beside the service; it ends with the test.
func program(t *testing.T, script string, args ...string) string {
	t.Helper()
	cmd := exec.Command("python3", append([]string{script, "--port", "0"}, args...)...)
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		t.Fatalf("%v; install python3", err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_, _ = io.Copy(io.Discard, out)
		_ = cmd.Wait()
	})
	address, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal("the program says no address: ", err)
	}
	return strings.TrimSpace(address)
}

// visitor is a person at the kiosk, as far as the program knows.
type visitor struct {
	t      *testing.T
	url    string
	svc    *service.Service
	facts  service.Facts
	health string
}

func visit(t *testing.T, args ...string) *visitor {
	t.Helper()
	return visitTo(t, carPark, "parking.py", args...)
}

func visitTo(t *testing.T, dir, script string, args ...string) *visitor {
	t.Helper()
	svc, issues := service.Load(os.DirFS(dir), "service", nil)
	if issues.Err() != nil {
		t.Fatal(issues)
	}
	return &visitor{t: t, url: program(t, dir+"/program/"+script, args...), svc: svc}
}

// call makes the call of a step, and follows the way on; "" where it failed.
func (v *visitor) call(step, key string, fields map[string]string) string {
	v.t.Helper()
	st, ok := v.svc.Step(step)
	if !ok {
		v.t.Fatalf("no step %q", step)
	}
	st.Timeout = time.Second // of who must not wait
	for _, name := range st.Send {
		if value := v.facts.Sent(name, order.Order{}); value != "" {
			fields[name] = value
		}
	}
	events := make(chan input.Event, 1)
	c := backend.New(backend.Config{URL: v.url, Emit: func(ev input.Event) { events <- ev }, Health: func(_, code string, _ ...locales.Arg) { v.health = code }})
	defer c.Close()
	c.Ask(input.EffectID{Boot: 1}, key, st, fields, nil, scene.SessionID{}, "ko")
	ev := (<-events).(input.ServiceAnswered)
	if ev.Values == nil {
		return ""
	}
	v.facts = v.facts.With(st, input.EffectID{}, ev.Values)
	next, err := v.svc.Next(step, order.Order{}, v.facts)
	if err != nil {
		v.t.Fatal(err)
	}
	return next
}

// pick chooses the car with a plate.
func (v *visitor) pick(plate string) string {
	v.t.Helper()
	st, _ := v.svc.Step("which")
	i := slices.IndexFunc(v.facts.Rows(st), func(r input.Row) bool { return r["plate"].Text == plate })
	if i < 0 {
		return "gone"
	}
	row := v.facts.Rows(st)[i]
	if v.svc.Closed(st, row, order.Order{}, v.facts) {
		return "closed"
	}
	v.facts = v.facts.WithRow(st, row)
	next, err := v.svc.Next("which", order.Order{}, v.facts)
	if err != nil {
		v.t.Fatal(err)
	}
	return next
}

// The car park and its program understand each other: which cars there are, what is closed,
// vouchers that are taken, used or unknown, and what is asked twice.
func TestCarPark(t *testing.T) {
	v := visit(t)
	fields := func(name, value string) map[string]string { return map[string]string{name: value} }
	want := func(what, got, want string) {
		t.Helper()
		if got != want {
			t.Errorf("%s: %q, want %q (%s)", what, got, want, v.health)
		}
	}
	want("no such car", v.call("look", "k1", fields("digits", "0000")), "which")
	if n := len(v.facts["cars"].Rows); n != 0 {
		t.Errorf("%d cars with 0000", n)
	}
	want("three cars", v.call("look", "k2", fields("digits", "1234")), "which")
	want("a car that is paid", v.pick("90다 1234"), "closed")
	want("a car that costs nothing", v.pick("387나 1234"), "free")
	want("a car that costs something", v.pick("12가 1234"), "whole")
	if row := v.facts["car.plate"]; row.Lang != "ko" || row.Spoken != "일이 가 일이삼사" {
		t.Errorf("the plate is said %q in %q", row.Spoken, row.Lang)
	}
	want("a voucher of another shop", v.call("discount", "k3", fields("code", "V-9")), "refused")
	want("a voucher", v.call("discount", "k4", fields("code", "V-3000")), "reduced")
	want("the same call again", v.call("discount", "k4", fields("code", "V-3000")), "reduced")
	want("the same voucher again", v.call("discount", "k5", fields("code", "V-3000")), "refused")
	want("a voucher for all of it", v.call("discount", "k6", fields("code", "V-ALL")), "free")
	if due := v.facts["rest"].Number; due != 0 {
		t.Errorf("%d left", due)
	}
}

// A program on its bad days is a failure with a code, in time, and never a wrong screen.
func TestCarParkMisbehaves(t *testing.T) {
	for how, code := range map[string]string{"away": backend.CodeStatus, "slow": backend.CodeSilent, "wrong": backend.CodeAnswer + string(service.WrongNumber)} {
		v := visit(t, "--misbehave", how)
		if next := v.call("look", "k", map[string]string{"digits": "1234"}); next != "" || v.health != code || v.facts != nil {
			t.Errorf("%s: goes on to %q, health %q", how, next, v.health)
		}
	}
	v := visit(t, "--misbehave", "shrink")
	st, _ := v.svc.Step("which")
	v.call("look", "k1", map[string]string{"digits": "1234"})
	v.pick("12가 1234")
	if next := v.call("discount", "k2", map[string]string{"code": "V-1000"}); next != "look" || v.facts.ChosenRow(st) < 0 {
		t.Errorf("somebody else has paid: goes on to %q", next)
	}
	if v.call("look", "k3", map[string]string{"digits": "1234"}); v.facts.ChosenRow(st) >= 0 || v.pick("12가 1234") != "gone" || len(v.facts.Rows(st)) != 2 {
		t.Errorf("%d cars are left", len(v.facts.Rows(st)))
	}
}
