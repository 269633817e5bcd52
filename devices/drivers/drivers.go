package drivers

import (
	"modu/devices"
	"modu/devices/firmata"
	"modu/devices/keypad"
	"modu/devices/profile"
)

// New makes the driver that a profile is for; device is its id in the site file,
// which every event carries.
func New(p *profile.Profile, device string) devices.Driver {
	if p.Kind == profile.Firmata {
		return firmata.New(p, device)
	}
	return keypad.New(p, device)
}
