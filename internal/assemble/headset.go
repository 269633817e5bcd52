package assemble

import (
	"modu/accessibility/input"
	"modu/accessibility/speaker"
	"modu/devices/alsajack"
	"modu/devices/evdev"
	"modu/devices/link"
	"modu/devices/transport"
	"modu/internal/config"
	"modu/internal/kiosk"
)

// SocketID is the id of the device that tells of the headset's plug, where that is a
// device of its own.
const SocketID = config.SocketID

// socketOf is what the core must know of a site's headset.
func socketOf(site config.Site) kiosk.Socket {
	return kiosk.Socket{Present: site.HeadsetPresent(), Manual: site.Headset.Source == config.FromManual, Device: speaker.HeadsetDevice}
}

// Jack stands between the devices of a site and its loop. Whatever tells of the plug,
// a switch, a control, a contact or a key, comes out as one JackChanged; and every
// edge reaches the ear first, so that nothing private waits for anybody's turn. A plug
// that nobody is asked to look at is not told of.
type Jack struct {
	h    config.Headset
	edge func(in bool)
	emit func(input.Event)
}

// NewJack makes one. edge is told of every edge before emit is; both are called on the
// goroutine of the device that tells.
func NewJack(site config.Site, edge func(in bool), emit func(input.Event)) *Jack {
	j := &Jack{h: site.Headset, edge: edge, emit: emit}
	if !site.HeadsetPresent() {
		j.h = config.Headset{Source: config.NoDriver}
	}
	return j
}

// Begin tells how things stand where nothing else does: a key says nothing until it is
// pressed, and a choice of a person is not felt by any contact.
func (j *Jack) Begin() {
	switch j.h.Source {
	case config.FromKey:
		j.tell(false)
	case config.FromManual:
		j.edge(true)
	}
}

func (j *Jack) tell(in bool) {
	j.edge(in)
	j.emit(input.JackChanged{Device: SocketID, In: in})
}

// Emit hands events on to the loop, and makes one of the plug's own out of what tells of
// the plug.
func (j *Jack) Emit(ev input.Event) {
	if d, ok := ev.(input.DeviceChanged); ok && j.followsDevice() && d.Device == j.h.Device && d.State != input.DeviceReady {
		j.tell(false) // a socket that has gone has taken its plug with it
	}
	if j.h.Source == config.FromKey && j.key(ev) {
		return
	}
	jack, ok := ev.(input.JackChanged)
	if !ok {
		j.emit(ev)
		return
	}
	own := jack.Device == SocketID && (j.h.Source == config.FromEvdev || j.h.Source == config.FromALSA)
	if own || jack.Device == j.h.Device && j.h.Source == config.FromContact {
		j.tell(jack.In)
	}
}

// followsDevice reports whether a device of the site tells of the plug.
func (j *Jack) followsDevice() bool {
	return j.h.Source == config.FromKey || j.h.Source == config.FromContact
}

// key takes the keys that tell of the plug. It reports whether the event is one of theirs.
func (j *Jack) key(ev input.Event) bool {
	switch ev := ev.(type) {
	case input.KeyPressed:
		if ev.Device != j.h.Device || !j.isPlugKey(ev.Key) {
			return false
		}
		j.tell(ev.Key == j.h.In)
		return true
	case input.KeyReleased:
		if ev.Device != j.h.Device || !j.isPlugKey(ev.Key) {
			return false
		}
		if j.h.Out == "" {
			j.tell(false)
		}
		return true
	}
	return false
}

func (j *Jack) isPlugKey(k input.Key) bool { return k == j.h.In || k == j.h.Out && k != "" }

// SocketLink is how the device of a headset's socket is kept alive, if the site has
// one; false where something else tells of the plug. at is where a simulated socket
// is.
func SocketLink(site config.Site, at string) (link.Config, bool) {
	h := site.Headset
	if !site.HeadsetPresent() {
		return link.Config{}, false
	}
	cfg := link.Config{ID: SocketID, Class: "jack", Driver: evdev.NewSwitch(SocketID)}
	switch h.Source {
	case config.FromEvdev:
		cfg.Opener = evdev.SwitchOpener{Name: h.Name}
		cfg.Spec = transport.PortSpec{Path: h.Port.Path}
		if h.Port.Mock != "" {
			cfg.Spec.Path = at
		}
		if u := h.Port.USB; u != nil {
			cfg.Spec.USB = &transport.USBMatch{VID: u.VID.String(), PID: u.PID.String(), Serial: u.Serial}
		}
	case config.FromALSA:
		cfg.Opener = alsajack.Opener{Card: h.Card, Control: h.Control}
	default:
		return link.Config{}, false
	}
	return cfg, true
}
