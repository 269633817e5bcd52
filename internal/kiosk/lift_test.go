package kiosk_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/kiosk"
	"modu/internal/kiosk/kiosktest"
)

// lifted is a kiosk with a height actuator, somebody before its height screen.
func lifted(t *testing.T) *driver {
	cfg := kiosktest.Core().Config
	cfg.Lift = true
	c := kiosk.NewCore(cfg)
	d := &driver{t: t, c: c, m: c.New(7, 101)}
	d.touch("attract.start")
	d.touch("bar.help")
	d.touch("help.height")
	d.want(scene.KindHeight, "lift.down")
	d.effects = nil
	return d
}

// wait lets time pass as a loop does.
func (d *driver) wait(long time.Duration) {
	d.t.Helper()
	end := d.now + long
	for {
		at, ok := d.c.Deadline(d.m)
		if !ok || at > end {
			d.now = end
			return
		}
		d.now = max(d.now, at)
		d.send(input.TimePassed{})
	}
}

// moves are what the actuator was told, runs of the same counted once.
func (d *driver) moves() string {
	var out []string
	for _, e := range d.effects {
		if m, ok := e.(kiosk.MoveLift); ok {
			word := map[input.LiftMove]string{input.Halt: "halt", input.Raise: "raise", input.Lower: "lower"}[m.Move]
			if len(out) == 0 || out[len(out)-1] != word {
				out = append(out, word)
			}
		}
	}
	d.effects = nil
	return strings.Join(out, " ")
}

func (d *driver) finger(p input.TouchPhase, id scene.NodeID, contact int) {
	d.t.Helper()
	d.send(input.Touched{Phase: p, Node: id, Contact: contact, Revision: d.m.Scene.Revision})
}

const ms = time.Millisecond

// TestHeightIsHeld: it moves while a finger or a key holds, is told again in time, and
// stops at once when it is let go.
func TestHeightIsHeld(t *testing.T) {
	d := lifted(t)
	if !d.m.Scene.Look.Low || d.m.Prefs.Low {
		t.Error("the buttons are where a wheelchair user does not reach them")
	}
	d.finger(input.TouchBegan, "lift.up", 0)
	d.wait(200 * ms)
	if got := d.moves(); got != "" {
		t.Errorf("a button that was only brushed: %s", got)
	}
	d.wait(100 * ms)
	last := d.now
	for range 20 {
		d.wait(50 * ms)
		if d.moves() == "raise" {
			last = d.now
		}
		if d.now-last > 150*ms {
			t.Fatalf("not told again for %v", d.now-last)
		}
	}
	d.send(input.LiftChanged{State: input.LiftRising})
	if n := d.m.Scene.Find("lift.state"); d.noticed() != "lift.rising" || n.Role != scene.RoleProgress || n.Label.ID != "lift.rising" {
		t.Errorf("%q, %+v", d.noticed(), n)
	}
	d.moves()
	d.finger(input.TouchEnded, "lift.up", 0)
	if got := d.moves(); got != "halt" || d.noticed() != "" {
		t.Errorf("let go: %q, notices %q", got, d.noticed())
	}
	d.send(input.LiftChanged{State: input.LiftStopped})
	d.wait(5 * time.Second)
	if got := d.moves(); got != "" || d.m.Scene.Find("lift.state").Label.ID != "lift.stopped" {
		t.Errorf("after that: %q", got)
	}
	d.seek("lift.down")
	d.send(input.KeyPressed{Device: "keys", Key: input.KeySelect})
	d.wait(time.Second)
	if got := d.moves(); got != "lower" {
		t.Errorf("a held key: %q", got)
	}
	d.send(input.KeyReleased{Device: "keys", Key: input.KeySelect})
	if got := d.moves(); got != "halt" {
		t.Errorf("a key let go: %q", got)
	}
}

// TestHeightStops: everything else than holding on ends it, at once, and it does not begin
// again by itself.
func TestHeightStops(t *testing.T) {
	for name, what := range map[string]func(d *driver){
		"a second finger": func(d *driver) { d.finger(input.TouchBegan, "lift.down", 1) },
		"slid off":        func(d *driver) { d.finger(input.TouchMoved, "lift.down", 0) },
		"taken away":      func(d *driver) { d.finger(input.TouchCancelled, "lift.up", 0) },
		"a key":           func(d *driver) { d.send(input.KeyPressed{Device: "keys", Key: input.KeyDown}) },
		"help key":        func(d *driver) { d.send(input.KeyPressed{Device: "keys", Key: input.KeyBack}) },
		"routing key":     func(d *driver) { d.send(input.Pointed{Device: "b", Node: "lift.down", Revision: d.m.Scene.Revision}) },
		"lost actuator":   func(d *driver) { d.send(input.DeviceChanged{Device: "lift", State: input.DeviceLost}) },
		"deaf actuator":   func(d *driver) { d.send(input.LiftChanged{State: input.LiftLost}) },
		"stuck":           func(d *driver) { d.send(input.LiftChanged{State: input.LiftStuck}) },
		"the end":         func(d *driver) { d.send(input.LiftChanged{State: input.LiftTop}) },
		"ten seconds":     func(d *driver) { d.wait(10 * time.Second) },
	} {
		d := lifted(t)
		d.finger(input.TouchBegan, "lift.up", 0)
		d.wait(500 * ms)
		d.send(input.LiftChanged{State: input.LiftRising})
		if got := d.moves(); got != "raise" {
			t.Fatalf("%s: %q before", name, got)
		}
		what(d)
		if got := d.moves(); !strings.HasSuffix(got, "halt") {
			t.Errorf("%s: %q", name, got)
		}
		d.wait(15 * time.Second)
		d.finger(input.TouchEnded, "lift.up", 0)
		d.wait(5 * time.Second)
		if got := d.moves(); got != "" {
			t.Errorf("%s: afterwards %q", name, got)
		}
	}
	for name, key := range map[string]func(d *driver){
		"its keypad is lost": func(d *driver) { d.send(input.DeviceChanged{Device: "keys", State: input.DeviceLost}) },
		"another keypad":     func(d *driver) { d.send(input.KeyPressed{Device: "others", Key: input.KeyUp}) },
		"a finger":           func(d *driver) { d.finger(input.TouchBegan, "", 0) },
	} {
		d := lifted(t)
		d.press(input.KeyWhereAmI)
		d.send(input.KeyPressed{Device: "keys", Key: input.KeySelect})
		d.wait(500 * ms)
		d.moves()
		key(d)
		if got := d.moves(); got != "halt" {
			t.Errorf("%s: %q", name, got)
		}
		d.wait(20 * time.Second)
		if got := d.moves(); got != "" {
			t.Errorf("%s: afterwards %q", name, got)
		}
	}
}

// TestHeightNeverByItself: nothing but a hold moves it.
func TestHeightNeverByItself(t *testing.T) {
	d := lifted(t)
	d.touch("lift.down") // a tap tells how it works
	if got := d.moves(); got != "" || d.noticed() != "lift.hint" {
		t.Errorf("a tap: %q, %q", got, d.noticed())
	}
	for range 2 {
		d.send(input.Pointed{Device: "b", Node: "lift.down", Revision: d.m.Scene.Revision})
	}
	d.touch("bar.help")
	d.touch("need.low")
	d.touch("help.close")
	d.wait(20 * time.Minute) // the stay ends
	if got := d.moves(); got != "" || d.m.Scene.Kind != scene.KindAttract {
		t.Errorf("%q on %s", got, d.m.Scene.Kind)
	}
	// With speech on the first touch only speaks, however long it rests (TGT-8).
	d = lifted(t)
	d.m.Prefs.Speech = true
	d.finger(input.TouchBegan, "lift.up", 0)
	d.wait(3 * time.Second)
	d.finger(input.TouchEnded, "lift.up", 0)
	if got := d.moves(); got != "" {
		t.Errorf("a finger that searches: %q", got)
	}
	d.wait(time.Second)
	d.finger(input.TouchBegan, "lift.up", 0)
	d.wait(time.Second)
	if got := d.moves(); got != "raise" {
		t.Errorf("a finger that has found it: %q", got)
	}
	d.finger(input.TouchEnded, "lift.up", 0)
	d.moves()
	d.send(input.DeviceChanged{Device: "lift", State: input.DeviceLost})
	if n := d.m.Scene.Find("lift.up"); !n.Disabled || n.Reason.ID != "lift.lost" {
		t.Errorf("without an actuator: %+v", n)
	}
	d.finger(input.TouchBegan, "lift.up", 0)
	d.wait(time.Second)
	if got := d.moves(); got != "" {
		t.Errorf("without an actuator it is told %q", got)
	}
}

// TestNoHeight: a site without an actuator offers none.
func TestNoHeight(t *testing.T) {
	d := start(t)
	d.touch("attract.start")
	d.touch("bar.help")
	if slices.Contains(d.m.Scene.FocusOrder(), scene.NodeID("help.height")) {
		t.Error("a height that nothing changes is offered")
	}
}

// TestHeightEndsWithTheStay: while it moves, what ends the stay stops it first.
func TestHeightEndsWithTheStay(t *testing.T) {
	d := lifted(t)
	d.finger(input.TouchBegan, "lift.down", 0)
	d.wait(500 * ms)
	d.moves()
	var effects []kiosk.Effect
	d.m, _, effects = d.c.Abandon(d.m, d.now)
	d.effects = effects
	if got := d.moves(); got != "halt" {
		t.Errorf("%q", got)
	}
	d.wait(time.Minute)
	if got := d.moves(); got != "" {
		t.Errorf("afterwards %q", got)
	}
}
