package child

import (
	"context"
	"errors"
	"io"
	"os"
	"os/signal"
	"syscall"
	"testing"

	"modu/devices"
	"modu/devices/sim"
	"modu/devices/transport"
)

// The test program is also the child: a terminal as a process of its own.
func TestMain(m *testing.M) {
	switch os.Getenv("MODU_TEST_CHILD") {
	case "echo":
		io.Copy(os.Stdout, os.Stdin)
	case "terminal":
		if err := sim.TerminalMain(os.Args[1:], os.Stdin, os.Stdout); err != nil {
			os.Exit(1)
		}
	case "stubborn": // reads nothing and does not end by itself
		never := make(chan os.Signal, 1)
		signal.Notify(never, syscall.SIGUSR1)
		<-never
	default:
		os.Exit(m.Run())
	}
}

func open(t *testing.T, role string, args ...string) transport.Port {
	t.Helper()
	p, err := Opener{Command: append([]string{os.Args[0]}, args...), Env: []string{"MODU_TEST_CHILD=" + role}, Log: os.Stderr}.
		Open(context.Background(), transport.PortSpec{})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestEcho(t *testing.T) {
	p := open(t, "echo")
	p.Write([]byte("abc"))
	got := make([]byte, 3)
	if _, err := io.ReadFull(p, got); err != nil || string(got) != "abc" {
		t.Errorf("%q, %v", got, err)
	}
	p.SetReadTimeout(0)
	if n, err := p.Read(got); n != 0 || err != nil {
		t.Errorf("read timeout: %d, %v", n, err)
	}
	p.Close()
	if _, err := p.Read(got); !errors.Is(err, devices.ErrClosed) {
		t.Errorf("after close: %v", err)
	}
	if err := p.Close(); err != nil {
		t.Error(err)
	}
}

// The terminal's process ends when its script hangs up; that is a pulled cable.
func TestTerminalHangsUp(t *testing.T) {
	p := open(t, "terminal", "-script", "unknown")
	defer p.Close()
	// A sale of 1.00 EUR, id 1.1; the CRC is that of Python's binascii.crc_hqx.
	p.Write([]byte("\x02\x00\x14S\x00\x00\x00\x01\x00\x00\x00\x01\x00\x00\x00\x00\x00\x00\x00\x64EUR\x03\x75\x83"))
	if n, err := p.Read(make([]byte, 64)); !errors.Is(err, devices.ErrDisconnected) {
		t.Errorf("read %d bytes, %v", n, err)
	}
	if _, err := p.Read(make([]byte, 1)); !errors.Is(err, devices.ErrDisconnected) {
		t.Errorf("again: %v", err)
	}
}

func TestStubbornChildIsKilled(t *testing.T) {
	p := open(t, "stubborn").(*port)
	if err := p.Close(); err != nil {
		t.Error(err)
	}
	if s := p.cmd.ProcessState; s == nil || s.Exited() {
		t.Errorf("it ended by itself or was not waited for: %v", s)
	}
}

func TestNoSuchProgram(t *testing.T) {
	_, err := Opener{Command: []string{"modu-no-such-program"}}.Open(context.Background(), transport.PortSpec{})
	if !errors.Is(err, devices.ErrAbsent) {
		t.Error(err)
	}
	if _, err := (Opener{}).Open(context.Background(), transport.PortSpec{}); !errors.Is(err, devices.ErrUnsupported) {
		t.Error(err)
	}
}
