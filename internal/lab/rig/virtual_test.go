package rig

import (
	"encoding/hex"
	"strings"
	"testing"
	"time"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/devices"
	"modu/devices/drivers"
	"modu/devices/profile"
	"modu/internal/assemble"
	"modu/internal/lab/load"
	"modu/internal/runtime"
)

// keyBench holds the real core and real drivers in virtual time; keypads are bytes.
type keyBench struct {
	t    *testing.T
	m    *runtime.Machine
	now  time.Duration
	devs map[string]*keyDevice
}

type keyDevice struct {
	drv  devices.Driver
	wake time.Duration
}

func newKeyBench(t *testing.T) *keyBench {
	t.Helper()
	parts, _, err := load.WholeMenu("") // from question to question, as the presses of the tests do
	if err != nil {
		t.Fatal(err)
	}
	b := &keyBench{t: t, m: parts.Machine(1, 101), devs: map[string]*keyDevice{}}
	b.m.Start()
	return b
}

// plug connects a keypad and answers what it is asked with answer, in hex.
func (b *keyBench) plug(id string, p *profile.Profile, answer string) {
	b.t.Helper()
	d := &keyDevice{drv: drivers.New(p, id)}
	_, d.wake = d.drv.Open(b.now)
	b.devs[id] = d
	b.send(id, answer)
	if s := d.drv.Status(); s.Phase != devices.Working {
		b.t.Fatalf("%s: %+v", id, s)
	}
}

// send is bytes that a keypad sends now.
func (b *keyBench) send(id, text string) {
	b.t.Helper()
	raw, err := hex.DecodeString(strings.ReplaceAll(text, " ", ""))
	if err != nil {
		b.t.Fatal(err)
	}
	b.step(b.devs[id], raw)
}

func (b *keyBench) step(d *keyDevice, in []byte) {
	var events []input.Event
	events, _, d.wake = d.drv.Step(b.now, in)
	for _, e := range events {
		b.m.Step(e, b.now)
	}
}

// pass lets time pass for drivers and core.
func (b *keyBench) pass(d time.Duration) {
	b.t.Helper()
	for end := b.now + d; ; {
		next := end
		for _, dev := range b.devs {
			next = devices.Sooner(next, dev.wake)
		}
		deadline, due := b.m.Deadline()
		if due {
			next = min(next, deadline)
		}
		b.now = max(b.now, next)
		for _, dev := range b.devs {
			if dev.wake != 0 && dev.wake <= b.now {
				b.step(dev, nil)
			}
		}
		if due && deadline <= b.now {
			b.m.Step(input.TimePassed{}, b.now)
		}
		if b.now >= end {
			return
		}
	}
}

func (b *keyBench) kind(want string) {
	b.t.Helper()
	if s := b.m.Scene(); string(s.Kind) != want {
		b.t.Fatalf("the screen is %q, want %q", s.Kind, want)
	}
}

// The frames of the accessible controller; the first four are published, the others'
// CRCs are Python's binascii.crc_hqx.
const (
	echoFrame  = "10 00 05 01 02 03 04 05 FC BD"
	helpDown   = "30 00 02 09 01 C8 37"
	helpUp     = "30 00 02 09 00 D8 16"
	leftDown   = "30 00 02 06 01 D8 09"
	downDown   = "30 00 02 08 01 FB 06"
	downUp     = "30 00 02 08 00 EB 27"
	selectDown = "30 00 02 02 01 14 CD"
	selectUp   = "30 00 02 02 00 04 EC"
)

// A key that hangs does nothing by itself and everything else still works: the person
// finishes choosing with the same keypad.
func TestStuckKeyInTheMiddleOfAnOrder(t *testing.T) {
	p, issues := assemble.LoadProfile(Keypad)
	if issues.Err() != nil {
		t.Fatal(issues)
	}
	b := newKeyBench(t)
	b.plug("keys", p, echoFrame)
	tap := func(down, up string) {
		b.send("keys", down)
		b.pass(80 * time.Millisecond)
		b.send("keys", up)
		b.pass(time.Second)
	}
	tap(downDown, downUp) // starts speech
	b.kind("choose")
	tap(selectDown, selectUp)
	b.kind("categories")
	b.send("keys", downDown) // and stays down
	b.pass(time.Second)
	at := b.m.Scene().Focus
	b.pass(20 * time.Second)
	if s := b.m.Scene(); s.Kind != scene.KindCategories || s.Focus != at {
		t.Fatalf("a key that hangs moved the focus from %s to %s on %s", at, s.Focus, s.Kind)
	}
	if s := b.devs["keys"].drv.Status(); s.Fault != devices.Faulty {
		t.Errorf("nobody is told: %+v", s)
	}
	tap(selectDown, selectUp)
	b.kind("items")
	tap(leftDown, "30 00 02 06 00 C8 28") // left is back
	b.kind("categories")
	// It comes loose: health is well, and the key works again.
	b.send("keys", downUp)
	if s := b.devs["keys"].drv.Status(); s.Fault != devices.Healthy {
		t.Errorf("%+v", s)
	}
	at = b.m.Scene().Focus
	tap(downDown, downUp)
	if b.m.Scene().Focus == at {
		t.Error("the key that came loose does nothing")
	}
	for range 20 { // and the whole order goes through with it
		if b.m.Scene().Focus == "category.dessert" {
			break
		}
		tap(downDown, downUp)
	}
	for _, kind := range []string{"items", "basket", "review", "pay"} {
		tap(selectDown, selectUp)
		b.kind(kind)
	}
	if got := b.m.Model().Order.String(); got != "dine=here; 1 × donut 3000 KRW; total 3000 KRW" {
		t.Errorf("order %s", got)
	}
}

// Two keypads of different kinds, pressed across each other: one has a key down while
// the other is used, and the bytes of both come in pieces.
func TestTwoKeypadsAtOnce(t *testing.T) {
	p, issues := assemble.LoadProfile(Keypad)
	if issues.Err() != nil {
		t.Fatal(issues)
	}
	text, issues := assemble.LoadProfile("text-keypad")
	if issues.Err() != nil {
		t.Fatal(issues)
	}
	b := newKeyBench(t)
	b.plug("keys", p, echoFrame)
	b.plug("low", text, hex.EncodeToString([]byte("V board 1\n")))
	line := func(s string) { b.send("low", hex.EncodeToString([]byte(s))) }
	b.send("keys", downDown[:9]) // half a frame …
	line("K down 1\nK do")       // … while the other speaks
	b.send("keys", downDown[9:])
	b.pass(50 * time.Millisecond)
	line("wn 0\n")
	b.send("keys", downUp)
	b.pass(time.Second)
	b.kind("choose")
	b.send("keys", helpDown) // a hand rests on the key
	line("K select 1\nK select 0\n")
	b.pass(200 * time.Millisecond)
	b.send("keys", helpUp)
	b.pass(time.Second)
	if k := b.m.Scene().Kind; k == scene.KindAttract || k == scene.KindChoose {
		t.Errorf("the screen is %q", k)
	}
}
