// Package alsajack opens the control of a sound card that tells whether a headset is
// plugged in ("Headphone Jack"), where there is no input device for it.
//
// It hides libasound's control interface behind transport.Opener: what is read from
// the port are the records of an evdev switch, so that evdev.Switch is the one driver
// of all sockets that tell by themselves. libasound and not bare ioctls, because a site
// names its card as in the rest of its file, and because the control interface's
// structures are libasound's business.
//
// One goroutine per open port, which ends with Close. It only looks; it never changes
// a control.
//
// It needs cgo and libasound. Built without them (CGO_ENABLED=0, or the tag ci) opening
// fails with devices.ErrUnsupported.
//
// Not proved, for want of a sound card: that a real card's control behaves as the one
// in this package's test, which libasound loads as a plug-in.
package alsajack

// Control is one control of a sound card as it stands. Value is "on", "off", the name
// of one of several things, or empty for a number.
type Control struct{ Name, Value string }

// Opener opens one control. Its PortSpec is not used: card and control are names, not
// paths.
type Opener struct {
	Card    string // e.g. "hw:CARD=Headset"
	Control string // e.g. "Headphone Jack"
}
