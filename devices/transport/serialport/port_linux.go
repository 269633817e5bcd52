//go:build linux

package serialport

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"sync/atomic"
	"time"

	"go.bug.st/serial"
	"golang.org/x/sys/unix"

	"modu/devices"
	"modu/devices/transport"
)

// Opener opens serial lines.
type Opener struct {
	Sys string // where sysfs is; "" means /sys
	Dev string // where device nodes are; "" means /dev
}

var (
	_ transport.Opener   = Opener{}
	_ transport.Presence = Opener{}
)

// Open opens the first port that the spec matches and that nobody else uses.
func (o Opener) Open(_ context.Context, spec transport.PortSpec) (transport.Port, error) {
	paths, err := o.resolve(spec)
	if err != nil {
		return nil, err
	}
	var firstErr error
	for _, path := range paths {
		p, err := openPath(path, spec)
		if err == nil {
			return p, nil
		}
		if firstErr == nil {
			firstErr = err
		}
	}
	return nil, firstErr
}

// Present reports whether a node that the spec matches exists.
func (o Opener) Present(spec transport.PortSpec) bool {
	paths, err := o.resolve(spec)
	if err != nil {
		return false
	}
	for _, p := range paths {
		if _, err := os.Stat(p); err == nil {
			return true
		}
	}
	return false
}

func (o Opener) resolve(spec transport.PortSpec) ([]string, error) {
	switch {
	case spec.Path != "":
		return []string{spec.Path}, nil
	case spec.USB != nil:
		paths := o.FindUSB(*spec.USB)
		if len(paths) == 0 {
			return nil, fmt.Errorf("%s: %w", spec, devices.ErrAbsent)
		}
		return paths, nil
	default:
		return nil, fmt.Errorf("serialport: %w: the site file names neither a path nor a USB device", devices.ErrUnsupported)
	}
}

// port is one open line.
type port struct {
	line    serial.Port // set up, exclusive use, modem lines
	f       *os.File    // the bytes; in the runtime's poller, so Close frees Read and Write
	path    string
	timeout atomic.Int64
	closing atomic.Bool
	writing atomic.Bool
}

func openPath(path string, spec transport.PortSpec) (transport.Port, error) {
	f, err := os.OpenFile(path, os.O_RDWR|unix.O_NOCTTY|unix.O_NONBLOCK, 0)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, classify(err))
	}
	// TIOCEXCL does not bind root, so two kiosks run by root would share a port
	// without this lock.
	if err := control(f, func(fd int) error { return unix.Flock(fd, unix.LOCK_EX|unix.LOCK_NB) }); err != nil {
		f.Close()
		return nil, fmt.Errorf("%s: %w", path, classify(err))
	}
	line, err := serial.Open(path, mode(spec))
	if err != nil {
		f.Close()
		return nil, fmt.Errorf("%s: %w", path, classify(err))
	}
	p := &port{line: line, f: f, path: path}
	p.timeout.Store(-1)
	if spec.DTR != nil {
		err = ignoreMissing(line.SetDTR(*spec.DTR))
	}
	if err == nil && spec.RTS != nil {
		err = ignoreMissing(line.SetRTS(*spec.RTS))
	}
	if err == nil {
		// What arrived before the conversation began is no answer to anything.
		err = ignoreMissing(line.ResetInputBuffer())
	}
	if err != nil {
		p.Close()
		return nil, fmt.Errorf("%s: %w", path, classify(err))
	}
	return p, nil
}

func mode(spec transport.PortSpec) *serial.Mode {
	m := &serial.Mode{BaudRate: spec.Baud, DataBits: spec.DataBits}
	if m.BaudRate == 0 {
		m.BaudRate = 9600
	}
	if m.DataBits == 0 {
		m.DataBits = 8
	}
	switch spec.Parity {
	case "odd":
		m.Parity = serial.OddParity
	case "even":
		m.Parity = serial.EvenParity
	}
	if spec.StopBits == "2" {
		m.StopBits = serial.TwoStopBits
	}
	// InitialStatusBits stays nil: it makes opening fail where a line has no modem
	// signals, a pseudo-terminal for example.
	return m
}

func control(f *os.File, do func(fd int) error) error {
	c, err := f.SyscallConn()
	if err != nil {
		return err
	}
	var inner error
	if err := c.Control(func(fd uintptr) { inner = do(int(fd)) }); err != nil {
		return err
	}
	return inner
}

// ignoreMissing: a line without modem signals says ENOTTY; that is no fault.
func ignoreMissing(err error) error {
	if errors.Is(err, unix.ENOTTY) || errors.Is(err, unix.EINVAL) {
		return nil
	}
	return err
}

// classify turns the many ways of saying it into the errors that callers act on.
func classify(err error) error {
	var pe *serial.PortError
	code := serial.PortErrorCode(-1)
	if errors.As(err, &pe) {
		code = pe.Code()
	}
	is := func(targets ...error) bool {
		for _, t := range targets {
			if errors.Is(err, t) {
				return true
			}
		}
		return false
	}
	switch {
	case is(unix.EBUSY, unix.EWOULDBLOCK) || code == serial.PortBusy:
		return fmt.Errorf("%w (%v)", devices.ErrBusy, err)
	case is(fs.ErrPermission) || code == serial.PermissionDenied:
		return fmt.Errorf("%w (%v); add the kiosk's user to the group that owns the port, often dialout", devices.ErrPermission, err)
	case is(fs.ErrNotExist, unix.ENODEV, unix.ENXIO) || code == serial.PortNotFound:
		return fmt.Errorf("%w (%v)", devices.ErrAbsent, err)
	case is(unix.EIO, unix.EBADF) || code == serial.PortClosed:
		return fmt.Errorf("%w (%v)", devices.ErrDisconnected, err)
	case code == serial.InvalidSerialPort:
		return fmt.Errorf("%w: this is no serial line (%v)", devices.ErrUnsupported, err)
	default:
		return err
	}
}

// gone words an error of an open port.
func (p *port) gone(err error) error {
	if p.closing.Load() {
		return fmt.Errorf("%s: %w", p.path, devices.ErrClosed)
	}
	return fmt.Errorf("%s: %w (%v)", p.path, devices.ErrDisconnected, err)
}

func (p *port) SetReadTimeout(d time.Duration) error {
	p.timeout.Store(int64(d))
	return nil
}

func (p *port) Read(b []byte) (int, error) {
	deadline := time.Time{}
	if t := time.Duration(p.timeout.Load()); t >= 0 {
		deadline = time.Now().Add(max(t, time.Microsecond))
	}
	if err := p.f.SetReadDeadline(deadline); err != nil {
		return 0, p.gone(err)
	}
	n, err := p.f.Read(b)
	switch {
	case n > 0:
		return n, nil
	case errors.Is(err, os.ErrDeadlineExceeded):
		return 0, nil
	case err == nil:
		err = io.EOF
	}
	// A line that hung up reads as end of file, EIO or ENXIO, by kind of device.
	return 0, p.gone(err)
}

// Write blocks while the device does not read; Close frees it.
func (p *port) Write(b []byte) (int, error) {
	p.writing.Store(true)
	n, err := p.f.Write(b)
	p.writing.Store(false)
	if err != nil {
		return n, p.gone(err)
	}
	return n, nil
}

func (p *port) Close() error {
	if p.closing.Swap(true) {
		return nil
	}
	if p.writing.Load() {
		// The device does not read. Without this the kernel may wait half a minute
		// for it (tty closing_wait) before the descriptor is closed.
		p.line.ResetOutputBuffer()
	}
	err := p.f.Close()
	return errors.Join(err, p.line.Close())
}
