package drivers

import (
	"modu/devices"
	"modu/devices/evdev"
	"modu/devices/firmata"
	"modu/devices/keypad"
	"modu/devices/profile"
	"modu/devices/transport"
	"modu/devices/transport/serialport"
)

// New makes the driver that a profile is for; device is its id in the site file,
// which every event carries.
func New(p *profile.Profile, device string) devices.Driver {
	switch p.Kind {
	case profile.Firmata:
		return firmata.New(p, device)
	case profile.HID:
		return evdev.New(p, device)
	default:
		return keypad.New(p, device)
	}
}

// Opener makes the opener of the port that a profile is about.
func Opener(p *profile.Profile) transport.Opener { return OpenerOf(p.Kind) }

// OpenerOf makes the opener of the ports of a kind of profile.
func OpenerOf(k profile.Kind) transport.Opener {
	if k == profile.HID {
		return evdev.Opener{}
	}
	return serialport.Opener{}
}
