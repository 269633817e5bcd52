//go:build !linux

package evdev

import (
	"context"
	"fmt"
	"os"

	"modu/devices"
	"modu/devices/transport"
)

// Opener fails: input devices are opened in the Linux way only.
type Opener struct {
	Sys, Dev string
	Grab     func(node *os.File) error
}

// Open fails.
func (Opener) Open(context.Context, transport.PortSpec) (transport.Port, error) {
	return nil, fmt.Errorf("evdev: %w on this system", devices.ErrUnsupported)
}

// SwitchOpener fails likewise.
type SwitchOpener struct {
	Name, Sys, Dev string
	State          func(node *os.File) (in, known bool)
}

// Open fails.
func (SwitchOpener) Open(context.Context, transport.PortSpec) (transport.Port, error) {
	return nil, fmt.Errorf("evdev: %w on this system", devices.ErrUnsupported)
}
