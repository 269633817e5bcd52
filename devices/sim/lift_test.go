package sim

import (
	"slices"
	"testing"
	"time"

	"modu/accessibility/input"
	"modu/devices"
	"modu/devices/lift"
)

// liftPair is an actuator and its driver.
func liftPair(t *testing.T) (*pair, *actuator, *lift.Driver) {
	drv := lift.New()
	c := &pair{t: t, dev: NewLift(), drv: drv}
	c.dev.brain.powerOn()
	c.toDev, c.drvWake = c.drv.Open(0)
	c.run(time.Second)
	c.got = nil
	return c, c.dev.brain.(*actuator), drv
}

// tell is one order of somebody who holds the button, or lets it go.
func (c *pair) tell(d *lift.Driver, m input.LiftMove) {
	ev, out, wake := d.Move(m)(c.now)
	c.got, c.toDev, c.drvWake = append(c.got, ev...), append(c.toDev, out...), wake
}

func (c *pair) states() []input.LiftState {
	var out []input.LiftState
	for _, e := range c.got {
		out = append(out, e.(input.LiftChanged).State)
	}
	c.got = nil
	return out
}

func (c *pair) hold(d *lift.Driver, m input.LiftMove, long time.Duration) {
	for range long / (100 * time.Millisecond) {
		c.tell(d, m)
		c.run(100 * time.Millisecond)
	}
}

func TestLiftIsHeldAndLetGo(t *testing.T) {
	c, a, d := liftPair(t)
	c.hold(d, input.Lower, 2*time.Second)
	c.tell(d, input.Halt)
	c.run(50 * time.Millisecond)
	at := a.at
	if at > 0.70 || at < 0.64 {
		t.Errorf("after two of six seconds it stands at %.2f", at)
	}
	c.run(5 * time.Second)
	if a.at != at || !slices.Equal(c.states(), []input.LiftState{input.LiftSinking, input.LiftStopped}) {
		t.Errorf("it moved on to %.2f: %s", a.at, c.dev.State())
	}
	c.hold(d, input.Lower, 9*time.Second)
	if got := c.states(); !slices.Equal(got, []input.LiftState{input.LiftSinking, input.LiftBottom}) || a.at != 0 {
		t.Errorf("%v at %.2f", got, a.at)
	}
}

// TestLiftStopsByItself: the kiosk hangs, or its cable is cut, in motion.
func TestLiftStopsByItself(t *testing.T) {
	c, a, d := liftPair(t)
	c.hold(d, input.Lower, time.Second)
	at := a.at
	c.run(3 * time.Second) // nobody tells the driver any more
	if at-a.at > 0.05 || c.dev.brain.(*actuator).dir != 0 {
		t.Errorf("it moved on from %.2f to %.2f", at, a.at)
	}
	c.hold(d, input.Lower, time.Second)
	at = a.at
	for range 20 { // the cable is out: the actuator hears nothing
		c.now += 50 * time.Millisecond
		a.step(c.now, nil)
	}
	if at-a.at > 0.05 || a.dir != 0 {
		t.Errorf("without a cable it moved on from %.2f to %.2f", at, a.at)
	}
}

func TestLiftIsBlocked(t *testing.T) {
	c, a, d := liftPair(t)
	c.hold(d, input.Lower, time.Second)
	c.states()
	c.do("block")
	c.hold(d, input.Lower, 300*time.Millisecond)
	at := a.at
	if got := c.states(); len(got) == 0 || got[0] != input.LiftStuck || d.Status().Fault != devices.Faulty {
		t.Errorf("%v, %+v", got, d.Status())
	}
	c.tell(d, input.Halt)
	c.run(time.Second)
	c.do("free")
	c.hold(d, input.Raise, 500*time.Millisecond)
	if a.at <= at || d.Status().Fault != devices.Healthy {
		t.Errorf("free again it stays at %.2f, %+v", a.at, d.Status())
	}
}
