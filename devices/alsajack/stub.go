//go:build !cgo || !linux || ci

package alsajack

import (
	"context"
	"fmt"

	"modu/devices"
	"modu/devices/transport"
)

// Open fails: this program was built without libasound.
func (o Opener) Open(context.Context, transport.PortSpec) (transport.Port, error) {
	return nil, fmt.Errorf("%s of %s: %w: built without libasound", o.Control, o.Card, devices.ErrUnsupported)
}

// Controls cannot look without libasound.
func Controls(card string) ([]Control, error) {
	return nil, fmt.Errorf("%s: %w: built without libasound", card, devices.ErrUnsupported)
}
