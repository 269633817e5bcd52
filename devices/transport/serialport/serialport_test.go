//go:build linux

package serialport

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"go.bug.st/serial"

	"modu/devices"
	"modu/devices/transport"
	"modu/devices/transport/pty"
	"modu/devices/transport/transporttest"
)

func open(t *testing.T, path string, spec transport.PortSpec) (transport.Port, error) {
	t.Helper()
	spec.Path = path
	return Opener{}.Open(context.Background(), spec)
}

func TestContractOverARealTerminal(t *testing.T) {
	transporttest.Conform(t, func(t *testing.T) (transport.Port, io.ReadWriteCloser) {
		m, err := pty.Open()
		if err != nil {
			t.Fatal(err)
		}
		p, err := open(t, m.Slave, transport.PortSpec{Baud: 19200})
		if err != nil {
			t.Fatal(err)
		}
		if baud, err := m.Baud(); err != nil || baud != 19200 {
			t.Errorf("the device sees %d baud, %v", baud, err)
		}
		return p, m
	})
}

// A pseudo-terminal has no modem lines; a profile that sets them still works there.
func TestModemLinesMayBeMissing(t *testing.T) {
	m, err := pty.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer m.Close()
	yes := true
	p, err := open(t, m.Slave, transport.PortSpec{DTR: &yes, RTS: &yes, Parity: "even", DataBits: 7, StopBits: "2"})
	if err != nil {
		t.Fatal(err)
	}
	p.Close()
}

func TestWhyAPortDoesNotOpen(t *testing.T) {
	m, err := pty.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer m.Close()
	first, err := open(t, m.Slave, transport.PortSpec{})
	if err != nil {
		t.Fatal(err)
	}
	// Root is not stopped by TIOCEXCL, an ordinary user is; both must be told.
	if _, err := open(t, m.Slave, transport.PortSpec{}); !errors.Is(err, devices.ErrBusy) {
		t.Errorf("second open: %v", err)
	}
	first.Close()
	again, err := open(t, m.Slave, transport.PortSpec{})
	if err != nil {
		t.Fatalf("open after close: %v", err)
	}
	again.Close()

	dir := t.TempDir()
	if _, err := open(t, filepath.Join(dir, "none"), transport.PortSpec{}); !errors.Is(err, devices.ErrAbsent) {
		t.Errorf("missing node: %v", err)
	}
	file := filepath.Join(dir, "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := open(t, file, transport.PortSpec{}); !errors.Is(err, devices.ErrUnsupported) {
		t.Errorf("an ordinary file: %v", err)
	}
	if _, err := open(t, "", transport.PortSpec{}); !errors.Is(err, devices.ErrUnsupported) {
		t.Errorf("neither path nor USB: %v", err)
	}
}

func TestClassifyLibraryErrors(t *testing.T) {
	if _, err := serial.Open(filepath.Join(t.TempDir(), "none"), &serial.Mode{}); !errors.Is(classify(err), devices.ErrAbsent) {
		t.Errorf("the library's missing port became %v", classify(err))
	}
}

// fakeSys builds a sysfs with two equal converters and one CDC-ACM keypad.
func fakeSys(t *testing.T) Opener {
	t.Helper()
	root := t.TempDir()
	put := func(path, text string) {
		t.Helper()
		path = filepath.Join(root, "sys", path)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	tty := func(name, device string) {
		t.Helper()
		at, target := filepath.Join(root, "sys/class/tty", name), filepath.Join(root, "sys", device)
		for _, dir := range []string{at, target} {
			if err := os.MkdirAll(dir, 0o755); err != nil {
				t.Fatal(err)
			}
		}
		if err := os.Symlink(target, filepath.Join(at, "device")); err != nil {
			t.Fatal(err)
		}
	}
	usb := func(dir, vid, pid, serialNo string) {
		t.Helper()
		put(dir+"/idVendor", vid)
		put(dir+"/idProduct", pid)
		if serialNo != "" {
			put(dir+"/serial", serialNo)
		}
	}
	usb("devices/usb1/1-1", "28cd", "4008", "")
	tty("ttyACM0", "devices/usb1/1-1/1-1:1.0")
	usb("devices/usb1/1-2", "0403", "6001", "A1")
	tty("ttyUSB10", "devices/usb1/1-2/1-2:1.0/ttyUSB10")
	usb("devices/usb1/1-3", "0403", "6001", "B2")
	tty("ttyUSB2", "devices/usb1/1-3/1-3:1.0/ttyUSB2")
	tty("ttyS0", "devices/platform/serial8250")
	if err := os.MkdirAll(filepath.Join(root, "sys/class/tty/tty0"), 0o755); err != nil {
		t.Fatal(err)
	}
	return Opener{Sys: filepath.Join(root, "sys"), Dev: "/dev"}
}

func TestFindUSB(t *testing.T) {
	o := fakeSys(t)
	for _, c := range []struct {
		match transport.USBMatch
		want  []string
	}{
		{transport.USBMatch{VID: "28CD", PID: "4008"}, []string{"/dev/ttyACM0"}},
		{transport.USBMatch{VID: "0403", PID: "6001"}, []string{"/dev/ttyUSB2", "/dev/ttyUSB10"}},
		{transport.USBMatch{VID: "0403", PID: "6001", Serial: "A1"}, []string{"/dev/ttyUSB10"}},
		{transport.USBMatch{VID: "0403", PID: "9999"}, nil},
	} {
		if got := o.FindUSB(c.match); !slices.Equal(got, c.want) {
			t.Errorf("%s: found %v, want %v", c.match, got, c.want)
		}
	}
	if n := len(o.ListUSB()); n != 3 {
		t.Errorf("%d ports on USB, want 3", n)
	}
	if o.Present(transport.PortSpec{USB: &transport.USBMatch{VID: "0403", PID: "9999"}}) {
		t.Error("a device that is not there is present")
	}
}
