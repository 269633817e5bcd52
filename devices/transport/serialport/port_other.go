//go:build !linux

package serialport

import (
	"context"
	"fmt"

	"modu/devices"
	"modu/devices/transport"
)

// Opener fails: the kiosk's serial lines are opened in the Linux way only.
type Opener struct{ Sys, Dev string }

// Open fails.
func (Opener) Open(context.Context, transport.PortSpec) (transport.Port, error) {
	return nil, fmt.Errorf("serialport: %w on this system", devices.ErrUnsupported)
}
