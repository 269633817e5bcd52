//go:build cgo && linux && !ci

package alsajack_test

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"modu/accessibility/input"
	"modu/devices"
	"modu/devices/alsajack"
	"modu/devices/evdev"
	"modu/devices/transport"
)

// socket builds the card that is not there and tells libasound of it; what is written
// into the result moves the plug.
func socket(t *testing.T) *os.File {
	t.Helper()
	dir := t.TempDir()
	lib, fifo := filepath.Join(dir, "socket.so"), filepath.Join(dir, "plug")
	out, err := exec.Command("gcc", "-shared", "-fPIC", "-DPIC", "-o", lib, "testdata/socket.c", "-lasound").CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if err := unix.Mkfifo(fifo, 0o600); err != nil {
		t.Fatal(err)
	}
	conf := filepath.Join(dir, "asound.conf")
	text := fmt.Sprintf("ctl_type.modutest { lib %q }\nctl.socket { type modutest fifo %q }\n", lib, fifo)
	if err := os.WriteFile(conf, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("ALSA_CONFIG_PATH", conf)
	f, err := os.OpenFile(fifo, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// next runs the driver of sockets over the port until it says something.
func next(t *testing.T, d *evdev.Switch, p transport.Port) (input.JackChanged, error) {
	t.Helper()
	b := make([]byte, 7) // records arrive in pieces
	p.SetReadTimeout(100 * time.Millisecond)
	for i := range 200 {
		n, err := p.Read(b)
		if err != nil {
			return input.JackChanged{}, err
		}
		ev, _, _ := d.Step(time.Duration(i), b[:n])
		if len(ev) > 0 {
			return ev[0].(input.JackChanged), nil
		}
	}
	t.Fatal("nothing happened")
	return input.JackChanged{}, nil
}

func TestPlugOfAControl(t *testing.T) {
	plug := socket(t)
	p, err := alsajack.Opener{Card: "socket", Control: "Headphone Jack"}.Open(t.Context(), transport.PortSpec{})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	d := evdev.NewSwitch("headset")
	d.Open(0)
	for _, step := range []struct {
		write string
		in    bool
	}{{"", false}, {"1", true}, {"0", false}, {"1", true}} {
		plug.WriteString(step.write)
		if j, err := next(t, d, p); err != nil || j.In != step.in {
			t.Fatalf("after %q: %+v, %v", step.write, j, err)
		}
	}
	plug.WriteString("x") // the card is torn out
	if _, err := next(t, d, p); !errors.Is(err, devices.ErrDisconnected) {
		t.Error(err)
	}
	if ev := d.Close(0); len(ev) != 1 || ev[0] != (input.JackChanged{Device: "headset"}) {
		t.Errorf("a card that is gone leaves %+v", ev)
	}
}

func TestNoSuchControl(t *testing.T) {
	socket(t)
	for _, o := range []alsajack.Opener{{Card: "socket", Control: "Headphone Jock"}, {Card: "nowhere", Control: "Headphone Jack"}} {
		if p, err := o.Open(t.Context(), transport.PortSpec{}); !errors.Is(err, devices.ErrAbsent) {
			t.Errorf("%+v: %v, %v", o, p, err)
		}
	}
}

func TestCloseEndsRead(t *testing.T) {
	socket(t)
	p, err := alsajack.Opener{Card: "socket", Control: "Headphone Jack"}.Open(t.Context(), transport.PortSpec{})
	if err != nil {
		t.Fatal(err)
	}
	b := make([]byte, 100)
	if n, err := p.Read(b); n != 48 || err != nil {
		t.Fatal(n, err)
	}
	done := make(chan error)
	go func() { _, err := p.Read(b); done <- err }()
	p.Close()
	if err := <-done; !errors.Is(err, devices.ErrClosed) {
		t.Error(err)
	}
}

func TestControls(t *testing.T) {
	socket(t)
	got, err := alsajack.Controls("socket")
	want := []alsajack.Control{{Name: "Mic Jack", Value: "off"}, {Name: "Headphone Jack", Value: "off"}, {Name: "Auto-Mute Mode", Value: "Enabled"}}
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("%+v, %v", got, err)
	}
	if _, err := alsajack.Controls("nowhere"); !errors.Is(err, devices.ErrAbsent) {
		t.Error(err)
	}
}
