package transport

import (
	"context"
	"fmt"
	"io"
	"strings"
	"time"
)

// Port carries bytes both ways.
//
// Read returns 0, nil when the read timeout has passed, so it must never stand
// behind a bufio.Reader, which takes that for a fault. Errors wrap
// devices.ErrDisconnected when the other end is gone and devices.ErrClosed after
// our own Close: the two are never mixed up. Close frees a blocked Read and a
// blocked Write; calling it again does nothing.
type Port interface {
	io.ReadWriteCloser
	SetReadTimeout(d time.Duration) error // 0 returns at once; negative waits for ever, as at the start
}

// Opener makes ports. Errors wrap devices.ErrAbsent, ErrBusy or ErrPermission
// where one of them is the reason.
type Opener interface {
	Open(ctx context.Context, spec PortSpec) (Port, error)
}

// Presence is an Opener that can tell cheaply, without disturbing any port,
// whether Open is worth trying.
type Presence interface {
	Present(spec PortSpec) bool
}

// OpenerFunc makes an Opener of a function.
type OpenerFunc func(ctx context.Context, spec PortSpec) (Port, error)

// Open calls f.
func (f OpenerFunc) Open(ctx context.Context, spec PortSpec) (Port, error) { return f(ctx, spec) }

// PortSpec says which port and how its line is set.
type PortSpec struct {
	Path     string    // "/dev/serial/by-path/…", "/dev/ttyACM0", any path to a terminal device; wins over USB
	USB      *USBMatch // looked up at every Open, so the name may change from plug to plug
	Baud     int       // 0 means 9600
	DataBits int       // 5 to 8; 0 means 8
	Parity   string    // "none" (or empty), "odd", "even"
	StopBits string    // "1" (or empty), "2"
	DTR, RTS *bool     // set after opening if not nil; a line without them is no error
}

// USBMatch picks a serial port by the USB device behind it. Empty fields match
// anything; hex ids are compared without regard to case.
type USBMatch struct {
	VID, PID string // four hex digits
	Serial   string // many cheap adapters have none
	Product  string
}

func (m USBMatch) String() string {
	s := fmt.Sprintf("USB %s:%s", strings.ToLower(m.VID), strings.ToLower(m.PID))
	if m.Serial != "" {
		s += " serial " + m.Serial
	}
	if m.Product != "" {
		s += fmt.Sprintf(" %q", m.Product)
	}
	return s
}

// String names the port for people.
func (s PortSpec) String() string {
	switch {
	case s.Path != "":
		return s.Path
	case s.USB != nil:
		return s.USB.String()
	default:
		return "no port"
	}
}

// ByteTime is how long one byte takes on the line: a start bit, the data bits, a
// parity bit if any, the stop bits.
func (s PortSpec) ByteTime() time.Duration {
	baud, bits := s.Baud, s.DataBits
	if baud <= 0 {
		baud = 9600
	}
	if bits == 0 {
		bits = 8
	}
	bits += 2
	if s.Parity != "" && s.Parity != "none" {
		bits++
	}
	if s.StopBits == "2" {
		bits++
	}
	return time.Duration(bits) * time.Second / time.Duration(baud)
}
