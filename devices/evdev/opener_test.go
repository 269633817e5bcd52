//go:build linux

package evdev

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"modu/devices"
	"modu/devices/transport"
)

// machine is a directory tree in the shape of /sys and /dev, with pipes for nodes:
// they can be waited for and hang up like input devices.
func machine(t *testing.T, grab func(*os.File) error) Opener {
	t.Helper()
	dir := t.TempDir()
	o := Opener{Sys: filepath.Join(dir, "sys"), Dev: filepath.Join(dir, "dev"), Grab: grab}
	for event, attributes := range map[string]map[string]string{
		"event0": {"id/vendor": "1234", "id/product": "5678", "capabilities/ev": "120013", "name": "Pad", "uniq": "A1"}, // keyboard
		"event1": {"id/vendor": "1234", "id/product": "5678", "capabilities/ev": "1f", "name": "Pad Consumer Control"},  // consumer control
		"event2": {"id/vendor": "1234", "id/product": "5678", "capabilities/ev": "5", "name": "Pad Wheel"},              // no keys
		"event3": {"id/vendor": "abcd", "id/product": "5678", "capabilities/ev": "120013", "name": "Another keyboard"},  // not ours
		"event4": {"id/vendor": "ABCD", "id/product": "0001", "capabilities/ev": "0 120013", "name": "Capital letters"}, // ids in capitals, two words
		"mouse0": {"id/vendor": "1234", "id/product": "5678", "capabilities/ev": "17"},
	} {
		for name, text := range attributes {
			at := filepath.Join(o.Sys, "class", "input", event, "device", name)
			if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(at, []byte(text+"\n"), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		node := filepath.Join(o.Dev, "input", event)
		if err := os.MkdirAll(filepath.Dir(node), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := unix.Mkfifo(node, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return o
}

func usb(vid, pid string) transport.PortSpec {
	return transport.PortSpec{USB: &transport.USBMatch{VID: vid, PID: pid}}
}

func noGrab(*os.File) error { return nil }

// keyboard is the device's end of a node.
func keyboard(t *testing.T, o Opener, event string) *os.File {
	t.Helper()
	f, err := os.OpenFile(filepath.Join(o.Dev, "input", event), os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

func TestNodesByID(t *testing.T) {
	o := machine(t, noGrab)
	at := func(events ...string) (want []string) {
		for _, e := range events {
			want = append(want, filepath.Join(o.Dev, "input", e))
		}
		return want
	}
	serial, product := usb("1234", "5678"), usb("1234", "5678")
	serial.USB.Serial, product.USB.Product = "A1", "Pad Consumer Control"
	for _, c := range []struct {
		name string
		spec transport.PortSpec
		want []string
	}{
		{"keyboard and consumer control", usb("1234", "5678"), at("event0", "event1")},
		{"by serial number", serial, at("event0")},
		{"by name", product, at("event1")},
		{"small letters", usb("abcd", "0001"), at("event4")},
		{"nobody", usb("1234", "0000"), nil},
		{"no ids", transport.PortSpec{}, nil},
		{"a path", transport.PortSpec{Path: "/dev/input/by-id/x"}, []string{"/dev/input/by-id/x"}},
	} {
		if got := o.nodes(c.spec); !equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
	if !o.Present(usb("1234", "5678")) || o.Present(usb("1234", "0000")) || o.Present(transport.PortSpec{Path: filepath.Join(o.Dev, "none")}) {
		t.Error("present is wrong")
	}
}

func equal(a, b []string) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// Both input devices of one keypad are one port; every one of them is taken.
func TestMergedAndGrabbed(t *testing.T) {
	var taken []string
	o := machine(t, nil)
	o.Grab = func(f *os.File) error { taken = append(taken, filepath.Base(f.Name())); return nil }
	keys, consumer := keyboard(t, o, "event0"), keyboard(t, o, "event1")
	p, err := o.Open(t.Context(), usb("1234", "5678"))
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	if !equal(taken, []string{"event0", "event1"}) {
		t.Errorf("taken: %v", taken)
	}
	for _, f := range []*os.File{keys, consumer} {
		want := unhex(t, upDown, end)
		if _, err := f.Write(want); err != nil {
			t.Fatal(err)
		}
		var got []byte
		for buf := make([]byte, 10); len(got) < len(want); { // smaller than a record
			n, err := p.Read(buf)
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, buf[:n]...)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("% X", got)
		}
	}
	if err := p.SetReadTimeout(time.Millisecond); err != nil {
		t.Fatal(err)
	}
	if n, err := p.Read(make([]byte, 8)); n != 0 || err != nil {
		t.Errorf("after the timeout: %d, %v", n, err)
	}
	if _, err := p.Write([]byte{1}); !errors.Is(err, devices.ErrUnsupported) {
		t.Errorf("written: %v", err)
	}
}

func TestCloseAndUnplugDiffer(t *testing.T) {
	o := machine(t, noGrab)
	for _, own := range []bool{true, false} {
		keys := keyboard(t, o, "event4")
		p, err := o.Open(t.Context(), usb("abcd", "0001"))
		if err != nil {
			t.Fatal(err)
		}
		ended := make(chan error, 1)
		go func() { _, err := p.Read(make([]byte, 8)); ended <- err }()
		want := devices.ErrClosed
		if own {
			p.Close()
		} else {
			keys.Close()
			want = devices.ErrDisconnected
		}
		if err := <-ended; !errors.Is(err, want) {
			t.Errorf("own %v: %v", own, err)
		}
		if _, err := p.Read(make([]byte, 8)); !errors.Is(err, want) {
			t.Errorf("own %v, again: %v", own, err)
		}
		if err := p.Close(); err != nil {
			t.Error(err)
		}
		keys.Close()
	}
}

func TestOpenFails(t *testing.T) {
	o := machine(t, func(*os.File) error { return unix.EBUSY })
	if _, err := o.Open(t.Context(), usb("1234", "5678")); !errors.Is(err, devices.ErrBusy) {
		t.Errorf("taken by another: %v", err)
	}
	if _, err := o.Open(t.Context(), usb("0000", "0000")); !errors.Is(err, devices.ErrAbsent) {
		t.Errorf("not there: %v", err)
	}
	if _, err := o.Open(t.Context(), transport.PortSpec{Path: filepath.Join(o.Dev, "none")}); !errors.Is(err, devices.ErrAbsent) {
		t.Errorf("no such path: %v", err)
	}
	// The kernel's own answer about what is no input device: by ids that is a mistake,
	// at a path that somebody named it is a simulated keypad.
	o.Grab = nil
	keyboard(t, o, "event0")
	if _, err := o.Open(t.Context(), usb("abcd", "0001")); !errors.Is(err, unix.ENOTTY) {
		t.Errorf("no input device: %v", err)
	}
	p, err := o.Open(t.Context(), transport.PortSpec{Path: filepath.Join(o.Dev, "input", "event0")})
	if err != nil {
		t.Fatal(err)
	}
	p.Close()
}
