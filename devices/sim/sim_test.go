package sim

import (
	"bytes"
	"context"
	"encoding/hex"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"modu/devices/profile"
	"modu/devices/transport/transporttest"
)

func unhex(t testing.TB, s string) []byte {
	t.Helper()
	b, err := hex.DecodeString(strings.ReplaceAll(s, " ", ""))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// shipped loads every profile that the kiosk comes with.
func shipped(t *testing.T) []*profile.Profile {
	t.Helper()
	all, err := profile.All(os.DirFS("../../assets/profiles"))
	if err != nil || len(all) == 0 {
		t.Fatalf("%d profiles: %v", len(all), err)
	}
	return all
}

func named(t *testing.T, file string) *profile.Profile {
	t.Helper()
	for _, p := range shipped(t) {
		if p.File == file {
			return p
		}
	}
	t.Fatal("not shipped: " + file)
	return nil
}

// wire connects a device to a pipe and returns the kiosk's end.
func wire(t *testing.T, d *Device) *transporttest.End {
	t.Helper()
	a, b := transporttest.Pipe()
	s, err := d.connect()
	if err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- d.serve(context.Background(), s, b) }()
	t.Cleanup(func() { a.Close(); <-ended })
	return a
}

func expect(t *testing.T, r io.Reader, want []byte) {
	t.Helper()
	got := make([]byte, len(want))
	if _, err := io.ReadFull(r, got); err != nil || !bytes.Equal(got, want) {
		t.Fatalf("got % X (%v), want % X", got, err, want)
	}
}

func do(t *testing.T, d *Device, cmds ...string) {
	t.Helper()
	for _, c := range cmds {
		if err := d.Do(c); err != nil {
			t.Fatalf("%s: %v", c, err)
		}
	}
}

// The bytes are those that the tests of votingworks/vxsuite publish, not those of
// our own driver.
func TestControllerSendsPublishedFrames(t *testing.T) {
	d := NewKeypad(named(t, "accessible-controller.yaml"))
	a := wire(t, d)
	a.Write(unhex(t, "10 00 05 01 02 03 04 05 FC BD"))
	expect(t, a, unhex(t, "10 00 05 01 02 03 04 05 FC BD"))
	do(t, d, "press help", "press left")
	expect(t, a, unhex(t, "30 00 02 09 01 C8 37 30 00 02 06 01 D8 09"))
	if s := d.State(); s != "held: help, left" {
		t.Error(s)
	}
	do(t, d, "doubleup help")
	expect(t, a, unhex(t, "30 00 02 09 00 D8 16 30 00 02 09 00 D8 16"))
}

func TestFaults(t *testing.T) {
	p := named(t, "accessible-controller.yaml")
	help := unhex(t, "30 00 02 09 01 C8 37")
	for _, c := range []struct{ fault, want string }{
		{"fault badcheck 100%", "30 00 02 09 01 C8 C8"},
		{"fault mute", ""},
		{"fault drop 100%", ""},
		{"fault late 1ms", "30 00 02 09 01 C8 37"},
		{"fault split", "30 00 02 09 01 C8 37"},
		{"raw 01 02", "01 02 30 00 02 09 01 C8 37"},
	} {
		d := NewKeypad(p)
		a := wire(t, d)
		do(t, d, c.fault, "press help", "fault clear", "raw EE")
		expect(t, a, append(unhex(t, c.want), 0xEE))
	}
	for _, fault := range []string{"fault flip 100%", "fault insert 100%"} {
		var first []byte
		for range 2 { // the same seed breaks the same bytes
			d := NewKeypad(p)
			a := wire(t, d)
			do(t, d, "seed 7", fault, "press help", "fault clear", "raw EE EE EE EE EE EE EE")
			got := make([]byte, 14)
			if _, err := io.ReadFull(a, got); err != nil {
				t.Fatal(err)
			}
			if bytes.Equal(got[:7], help) {
				t.Errorf("%s changed nothing", fault)
			}
			if first == nil {
				first = got
			} else if !bytes.Equal(first, got) {
				t.Errorf("%s: % X, then % X", fault, first, got)
			}
		}
	}
}

func TestGlueHoldsOneFrameBack(t *testing.T) {
	d := NewKeypad(named(t, "accessible-controller.yaml"))
	a := wire(t, d)
	do(t, d, "fault glue", "press help", "press left")
	expect(t, a, unhex(t, "30 00 02 09 01 C8 37 30 00 02 06 01 D8 09"))
	do(t, d, "press help", "fault clear")
	expect(t, a, unhex(t, "30 00 02 09 01 C8 37"))
}

// A device that stops reading answers nothing until it reads again.
func TestStall(t *testing.T) {
	d := NewKeypad(named(t, "accessible-controller.yaml"))
	do(t, d, "fault stall")
	a := wire(t, d)
	echo := unhex(t, "10 00 05 01 02 03 04 05 FC BD")
	a.Write(echo)
	do(t, d, "raw EE") // it still sends
	expect(t, a, []byte{0xEE})
	do(t, d, "fault clear")
	expect(t, a, echo)
}

func TestWrongCommands(t *testing.T) {
	term, err := NewTerminal("")
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range []*Device{NewKeypad(named(t, "accessible-controller.yaml")), term, NewLamp()} {
		for _, cmd := range []string{"press", "press nokey", "sing up", "fault", "fault drop", "fault drop 101%", "fault late soon", "fault what", "raw GG", "garbage", "seed x", "tap"} {
			if err := d.Do(cmd); err == nil {
				t.Errorf("%q was accepted", cmd)
			}
		}
		if err := d.Do(""); err != nil {
			t.Error(err)
		}
	}
	for _, script := range []string{"dance", "approve after", "approve after soon", "approve before 2s"} {
		if _, err := NewTerminal(script); err == nil {
			t.Errorf("the behaviour %q was accepted", script)
		}
	}
}

func TestScript(t *testing.T) {
	d := NewKeypad(named(t, "accessible-controller.yaml"))
	if err := d.Run(context.Background(), "press up # a comment\n\nwait 1ms\npress down\n"); err != nil {
		t.Fatal(err)
	}
	if s := d.State(); s != "held: down, up" {
		t.Error(s)
	}
	if err := d.Run(context.Background(), "press up\nfly away\n"); err == nil || !strings.Contains(err.Error(), "line 2") {
		t.Errorf("%v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := d.Run(ctx, "wait 1h"); err == nil {
		t.Error("a script went on after its context")
	}
}

// Unplugging and replugging by hand and by script, and closing twice.
func TestPlugged(t *testing.T) {
	p, err := Plug(t.Context(), NewLamp(), filepath.Join(t.TempDir(), "lamp"))
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Do("replug"); err == nil {
		t.Error("plugged in twice")
	}
	if err := p.Run(t.Context(), "unplug\nunplug\n"); err != nil {
		t.Error(err)
	}
	if s := p.State(); s != "unplugged; lamp off" {
		t.Error(s)
	}
	if _, err := os.Lstat(p.Link()); !os.IsNotExist(err) {
		t.Errorf("the link stayed: %v", err)
	}
	if err := p.Do("replug"); err != nil {
		t.Error(err)
	}
	if err := p.Close(); err != nil {
		t.Error(err)
	}
	if err := p.Close(); err != nil {
		t.Error(err)
	}
	if err := p.Do("replug"); err == nil {
		t.Error("plugged in after its end")
	}
}

// The terminal by hand, from the description of its protocol: one sale, begun once
// although it is asked for twice, its outcome repeated until it is confirmed.
func TestTerminalByHand(t *testing.T) {
	d, err := NewTerminal("wait")
	if err != nil {
		t.Fatal(err)
	}
	step := func(now time.Duration, in string) string {
		frames, _, _ := d.brain.step(now, unhex(t, in))
		return strings.ToUpper(hex.EncodeToString(bytes.Join(frames, nil)))
	}
	const (
		sale  = "02 0014 53 00000001 00000007 0000000000001194 4B5257 03 42A5"
		ack   = "02000A410000000100000007530352C5"
		card  = "02000A5700000001000000076303"
		end   = "02000A4500000001000000076103"
		heard = "02 000A 41 00000001 00000007 45 03 88B7"
	)
	ackWire := step(0, sale)
	if !strings.HasPrefix(ackWire, ack[:28]) || !strings.Contains(ackWire, card) {
		t.Errorf("to a sale: %s", ackWire)
	}
	if again := step(1, sale); again != ackWire[:len(ack)] {
		t.Errorf("to the same sale: %s", again)
	}
	frames, err := d.brain.command(2, []string{"tap"})
	if err != nil || len(frames) != 1 || !strings.HasPrefix(strings.ToUpper(hex.EncodeToString(frames[0])), end) {
		t.Errorf("%X, %v", frames, err)
	}
	if got := step(2+outcomeEvery, ""); !strings.HasPrefix(got, end) {
		t.Errorf("unconfirmed outcome: %s", got)
	}
	if got := step(3+outcomeEvery, heard); got != "" {
		t.Errorf("after the confirmation: %s", got)
	}
	if got := step(time.Hour, ""); got != "" {
		t.Errorf("later: %s", got)
	}
	if got := step(time.Hour, sale); !strings.Contains(got, end) || strings.Contains(got, card) {
		t.Errorf("an old sale was begun again: %s", got)
	}
}

// A person or a program works a device line by line; the end of the lines is the
// end of the device.
func TestStand(t *testing.T) {
	link := filepath.Join(t.TempDir(), "lamp")
	var out strings.Builder
	if err := Stand(t.Context(), NewLamp(), link, strings.NewReader("state\n\n# nothing\ndance\nunplug\nstate\nhelp\n"), &out); err != nil {
		t.Fatal(err)
	}
	want := "ready " + link + "\nlamp off\nerror: line 1: sim: \"dance\" is not known here; known are answer, and what every device knows (help lists it)\nok\nunplugged; lamp off\n" + NewLamp().Help()
	if out.String() != want {
		t.Errorf("said:\n%s", out.String())
	}
	if _, err := os.Lstat(link); !os.IsNotExist(err) {
		t.Errorf("the link stayed: %v", err)
	}
}

// What the table of controls says is what the devices do: every example is understood, and
// nothing that is in no table is.
func TestControls(t *testing.T) {
	term, err := NewTerminal("wait")
	if err != nil {
		t.Fatal(err)
	}
	made := map[string]*Device{"lamp": NewLamp(), "lift": NewLift(), "jack": NewJack(), "card": NewCard(), "terminal": term, "record": NewReplay(nil)}
	for _, p := range shipped(t) {
		made[p.File] = New(p)
	}
	for name, dev := range made {
		plugged, err := Plug(t.Context(), dev, filepath.Join(t.TempDir(), "port"))
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range append(dev.Controls(), Common()...) {
			if strings.HasPrefix(c.Usage(), "fault stall") {
				continue // it would not read what follows
			}
			err := plugged.Run(t.Context(), c.Usage())
			if name == "terminal" && err != nil && strings.Contains(err.Error(), "waits for no card") {
				err = nil // understood
			}
			if err != nil || c.Label == "" {
				t.Errorf("%s: %s: %v", name, c.Usage(), err)
			}
			for _, p := range c.Params {
				if p.Example == "" || (p.Kind == Choice) != (len(p.Options) > 0) || p.Kind == Choice && !slices.Contains(p.Options, p.Example) {
					t.Errorf("%s: %s: %+v", name, c.Name, p)
				}
			}
			if !strings.Contains(dev.Help(), c.Usage()) {
				t.Errorf("%s: %s is not in its help", name, c.Usage())
			}
		}
		for _, wrong := range []string{"dance", "press", "fault dance", "garbage x", "answer now please", "jack sideways"} {
			if err := plugged.Run(t.Context(), wrong); err == nil {
				t.Errorf("%s understands %q", name, wrong)
			}
		}
		if err := plugged.Close(); err != nil {
			t.Error(err)
		}
	}
}
