package sim

import (
	"bytes"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"modu/accessibility/input"
	"modu/devices"
	"modu/devices/drivers"
	"modu/devices/profile"
	"modu/devices/record"
	"modu/devices/transport/transporttest"
)

// pair is a simulated device and its driver in one virtual time, with nothing but
// bytes between them.
type pair struct {
	t   *testing.T
	dev *Device
	drv devices.Driver
	now time.Duration

	toDev            []byte
	devWake, drvWake time.Duration
	seed             uint64        // of the cutting of bytes
	junk             []byte        // goes before every frame
	got              []input.Event // since the last look
}

func connect(t *testing.T, p *profile.Profile) *pair {
	t.Helper()
	c := &pair{t: t, dev: New(p), drv: drivers.New(p, "k")}
	c.dev.brain.powerOn()
	c.toDev, c.drvWake = c.drv.Open(0)
	return c
}

// deliver hands frames to the driver, cut into pieces.
func (c *pair) deliver(frames [][]byte) {
	for _, f := range frames {
		for _, piece := range transporttest.Chop(slices.Concat(c.junk, f), c.seed) {
			ev, out, wake := c.drv.Step(c.now, piece)
			c.got, c.toDev, c.drvWake = append(c.got, ev...), append(c.toDev, out...), wake
		}
	}
}

// run lets time pass.
func (c *pair) run(d time.Duration) {
	c.t.Helper()
	end := c.now + d
	for range 10_000 {
		frames, _, wake := c.dev.brain.step(c.now, c.toDev)
		c.toDev, c.devWake = nil, wake
		c.deliver(frames)
		if c.drvWake != 0 && c.drvWake <= c.now {
			ev, out, wake := c.drv.Step(c.now, nil)
			c.got, c.toDev, c.drvWake = append(c.got, ev...), append(c.toDev, out...), wake
		}
		if len(c.toDev) > 0 {
			continue
		}
		next := devices.Sooner(devices.Sooner(c.devWake, c.drvWake), end)
		if c.now = max(c.now, next); c.now >= end {
			return
		}
	}
	c.t.Fatal("driver and device never come to rest")
}

func (c *pair) do(cmd string) {
	c.t.Helper()
	frames, err := c.dev.brain.command(c.now, strings.Fields(cmd))
	if err != nil {
		c.t.Fatal(err)
	}
	c.deliver(frames)
}

// events are what came since the last call.
func (c *pair) events() []input.Event { got := c.got; c.got = nil; return got }

func (c *pair) ready() {
	c.t.Helper()
	c.run(10 * time.Second)
	if s := c.drv.Status(); s.Phase != devices.Working || s.Err != nil {
		c.t.Fatalf("%+v", s)
	}
	c.events()
}

func pressed(k input.Key) input.Event  { return input.KeyPressed{Device: "k", Key: k} }
func released(k input.Key) input.Event { return input.KeyReleased{Device: "k", Key: k} }

// The bytes of a StandardFirmata board, from the protocol's description and from what
// the npm client firmata-io 2.3.0 was seen to send and to understand.
func TestFirmataSpeaksAsPublished(t *testing.T) {
	p := named(t, "firmata-keypad.yaml")
	b := New(p).brain
	b.powerOn()
	if frames, _, wake := b.step(0, unhex(t, "F9 F0 79 F7")); frames != nil || wake != boardBoot {
		t.Errorf("a board that starts is deaf: % X, wakes at %v", frames, wake)
	}
	say := func(now time.Duration, in string) []byte {
		frames, _, _ := b.step(now, unhex(t, in))
		return slices.Concat(frames...)
	}
	boot := say(boardBoot, "")
	if !bytes.HasPrefix(boot, unhex(t, "F9 02 05 F0 79 02 05 53 00 74 00 61 00")) || !bytes.HasSuffix(boot, unhex(t, "6F 00 F7")) {
		t.Errorf("boot report % X", boot)
	}
	for _, c := range []struct{ in, want string }{
		{"F9", "F9 02 05"},
		{"F4 04 0B", ""},
		{"F0 6D 04 F7", "F0 6E 04 0B 00 F7"},
		{"D0 01", "90 10 00"},
		{"F4 0D 01 91 20 00", ""}, // the lamp on pin 13
		{"F4 09 03 E9 48 01", ""}, // half bright on pin 9
		{"F0 6A 00 F7 07 05 F0", ""},
	} {
		if got := say(time.Second, c.in); !bytes.Equal(got, unhex(t, c.want)) {
			t.Errorf("%s: answers % X, want %s", c.in, got, c.want)
		}
	}
	if s := b.state(); s != "lamp call on" {
		t.Error(s)
	}
	press, err := b.command(time.Second, []string{"press", "left"})
	if err != nil || !bytes.Equal(slices.Concat(press...), unhex(t, "90 00 00")) {
		t.Errorf("pressed: % X, %v", press, err)
	}
	up, err := b.command(time.Second, []string{"release", "left"})
	if err != nil || !bytes.Equal(slices.Concat(up...), unhex(t, "90 10 00")) {
		t.Errorf("released: % X, %v", up, err)
	}
	if s := b.state(); s != "lamp call on" {
		t.Error(s)
	}
	caps := say(time.Second, "F0 6B F7")
	if n := bytes.Count(caps, []byte{0x7F}); n != 20 || !bytes.HasPrefix(caps, unhex(t, "F0 6C 7F 7F 00 01 0B 01 01 01 7F")) {
		t.Errorf("%d pins: % X", n, caps)
	}
	analog := say(time.Second, "F0 69 F7")
	if !bytes.Equal(analog, unhex(t, "F0 6A"+strings.Repeat("7F", 14)+"00 01 02 03 04 05 F7")) {
		t.Errorf("% X", analog)
	}
}

func TestFirmataKeysJackLamp(t *testing.T) {
	c := connect(t, named(t, "firmata-keypad.yaml"))
	c.run(2 * time.Second)
	if got := c.events(); !slices.Equal(got, []input.Event{input.JackChanged{Device: "k"}}) {
		t.Errorf("at the start: %v", got)
	}
	c.ready()
	for _, step := range []struct {
		cmd  string
		want []input.Event
	}{
		{"tap up", []input.Event{pressed("up"), released("up")}},
		{"bounce down", []input.Event{pressed("down")}},
		{"doubleup down", []input.Event{released("down")}},
		{"jack in", []input.Event{input.JackChanged{Device: "k", In: true}}},
		{"press help", []input.Event{pressed("help")}},
		{"restart", []input.Event{released("help"), input.JackChanged{Device: "k", In: true}}},
	} {
		c.do(step.cmd)
		c.run(time.Second)
		if got := c.events(); !slices.Equal(got, step.want) {
			t.Errorf("%s: %v, want %v", step.cmd, got, step.want)
		}
	}
	lamp := c.drv.(interface {
		Lamp(string, bool) devices.Act
	})
	_, out, _ := lamp.Lamp("call", true)(c.now)
	c.toDev = append(c.toDev, out...)
	c.run(time.Second)
	if s := c.dev.brain.state(); s != "headset in, held help, lamp call on" {
		t.Error(s)
	}
	c.do("restart")
	c.run(time.Second)
	if s := c.dev.brain.state(); !strings.Contains(s, "lamp call on") {
		t.Error("after a restart: ", s)
	}
	if _, err := c.dev.brain.command(c.now, []string{"press", "repeat"}); err == nil {
		t.Error("a key that is not wired was pressed")
	}
	c.do("stuck select")
	c.run(11 * time.Second)
	if s := c.drv.Status(); s.Fault != devices.Faulty {
		t.Errorf("%+v", s)
	}
}

// noise is what may stand between two frames of a device: bytes of no frame, another
// line of text, a text message of a board, where a key lies on the keyboard.
func noise(t *testing.T, p *profile.Profile) []byte {
	switch {
	case p.Kind == profile.Firmata:
		return unhex(t, "05 F0 71 41 00 F7 E0 7F 07 F7 FE 01")
	case p.Kind == profile.HID:
		return unhex(t, "00000000000000000000000000000000 0400 0400 52000700")
	case p.Frame != nil:
		return unhex(t, "FF EE 00 FF")
	default:
		return []byte("noise!\r\n\n")
	}
}

// Every shipped profile: it has no mistake, the reference page tells of it, and every
// key of it, simulated, cut into pieces and with noise between the frames, is that key
// alone.
func TestEveryShippedProfile(t *testing.T) {
	page, err := os.ReadFile("../profile/REFERENCE.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range shipped(t) {
		t.Run(p.File, func(t *testing.T) {
			text, err := os.ReadFile("../../assets/profiles/" + p.File)
			if err != nil {
				t.Fatal(err)
			}
			if issues := profile.Lint(p.File, text); issues != nil {
				t.Error(issues)
			}
			if !bytes.Contains(page, []byte("### "+p.File+"\n")) {
				t.Error("the reference page does not tell of it")
			}
			everyKey(t, p)
		})
	}
}

// So it is with keypads whose keys share bytes.
func TestMasksAndBits(t *testing.T) {
	for _, file := range []string{"stx-keypad.yaml", "bit-keypad.yaml"} {
		p := sample(t, file)
		everyKey(t, p)
		c := connect(t, p)
		c.ready()
		c.do("press up")
		c.do("press down")
		c.do("release up")
		c.do("doubleup up")
		c.do("release down")
		c.run(time.Second)
		if got := c.events(); !slices.Equal(got, []input.Event{pressed("up"), pressed("down"), released("up"), released("down")}) {
			t.Errorf("%s: two keys at once came out as %v", file, got)
		}
	}
}

// sample is a profile that is not shipped.
func sample(t *testing.T, file string) *profile.Profile {
	t.Helper()
	text, err := os.ReadFile("../profile/testdata/" + file)
	if err != nil {
		t.Fatal(err)
	}
	p, issues := profile.Load(file, text)
	if issues != nil {
		t.Fatal(issues)
	}
	return p
}

// everyKey presses and releases every key of a profile.
func everyKey(t *testing.T, p *profile.Profile) {
	t.Helper()
	for seed := range uint64(3) {
		c := connect(t, p)
		c.seed, c.junk = seed, noise(t, p)
		c.ready()
		for _, key := range input.Keys() {
			if !slices.Contains(keysOf(p), key) {
				continue
			}
			// Half a frame and silence must change nothing.
			frames, err := c.dev.brain.command(c.now, []string{"tap", string(key)})
			if err != nil {
				t.Fatal(err)
			}
			c.deliver([][]byte{frames[0][:len(frames[0])-1]})
			if got := c.events(); len(got) > 0 {
				t.Fatalf("half a frame of %s gave %v", key, got)
			}
			c.run(time.Second)
			c.events() // boards tell all levels every second, so they may have told this tap
			c.do("tap " + string(key))
			c.run(time.Second)
			if got := c.events(); !slices.Equal(got, []input.Event{pressed(key), released(key)}) {
				t.Errorf("seed %d: %s came out as %v", seed, key, got)
			}
		}
	}
}

func keysOf(p *profile.Profile) (keys []input.Key) {
	for _, k := range p.Keys.Names {
		keys = append(keys, k)
	}
	return keys
}

// What was recorded of a real device, or of one that pretends to be, makes the same
// events again.
func TestReplay(t *testing.T) {
	moments, err := record.Read(strings.NewReader(`{"ms":100,"dir":"out","hex":"1000050102030405fcbd"}
{"ms":103,"dir":"in","hex":"10000501020304"}
{"ms":104,"dir":"in","hex":"05fcbd"}
{"ms":1104,"dir":"in","hex":"3000020901c837"}
{"ms":1200,"dir":"in","count":4}
{"ms":1304,"dir":"in","hex":"3000020900d816300002"}
{"ms":1306,"dir":"in","hex":"0601d809"}
`))
	if err != nil {
		t.Fatal(err)
	}
	c := connect(t, named(t, "accessible-controller.yaml"))
	c.dev = NewReplay(moments)
	c.dev.brain.powerOn()
	if s := c.dev.State(); s != "waits to be asked" {
		t.Error(s)
	}
	want := []input.Event{pressed("help"), released("help"), pressed("left")}
	c.run(5 * time.Second)
	if got := c.events(); !slices.Equal(got, want) || c.dev.State() != "the record is over" {
		t.Errorf("%v, %s", got, c.dev.State())
	}
	c.do("again")
	c.run(1003 * time.Millisecond)
	if got := c.events(); got != nil {
		t.Errorf("too early: %v", got)
	}
	c.run(time.Second)
	if got := c.events(); len(got) < 3 {
		t.Errorf("played again: %v", got)
	}
	// Without a question it plays at once.
	frames, _, wake := NewReplay(moments[1:]).brain.step(time.Minute, nil)
	if len(frames) != 1 || wake != time.Minute+time.Millisecond {
		t.Errorf("% X, wakes at %v", frames, wake)
	}
	if err := c.dev.Do("press up"); err == nil {
		t.Error("a record was pressed")
	}
}
