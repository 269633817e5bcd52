package kinds

import (
	"slices"

	"modu/devices"
	"modu/devices/beacon"
	"modu/devices/drivers"
	"modu/devices/evdev"
	"modu/devices/lift"
	"modu/devices/profile"
	"modu/devices/reader"
	"modu/devices/relay"
	"modu/devices/sim"
	"modu/devices/terminal"
	"modu/devices/transport"
	"modu/devices/transport/serialport"
)

// Kind is one row of the table.
type Kind struct {
	Name  string // for people: "call lamp"
	Class string // middle part of its health codes: "call" for health.call.lost

	// In the site file. A kind without a driver is not named there as a device.
	Driver  string       // "driver: relay"
	Place   string       // the key under which the one device of this kind stands, which is its id too; "" is the list "devices"
	Profile profile.Kind // which profile it has; "" is none
	Bare    bool         // with a Profile: it may do without
	Speaks  bool         // it has a sentence in every language of the site, which is said for it

	// New makes the driver. p is nil without a profile; id is the device's in every event.
	New func(p *profile.Profile, id string) devices.Driver
	// Opener opens its port; nil is a serial line.
	Opener transport.Opener

	Mock string // what the simulated device is called; several kinds may share one
	// Simulate makes the simulated device. script is how one behaves that has a choice.
	Simulate func(p *profile.Profile, script string) (*sim.Device, error)
	// Apart: simulated, it is a process of its own. What approves money is never a function
	// of the kiosk.
	Apart bool
}

// Table is all kinds, in the order in which people are told of them.
func Table() []Kind {
	keypad := func(k profile.Kind, name string) Kind {
		return Kind{Name: name, Class: "keypad", Driver: string(k), Profile: k, Mock: "keypad", Opener: drivers.OpenerOf(k),
			New:      func(p *profile.Profile, id string) devices.Driver { return drivers.New(p, id) },
			Simulate: func(p *profile.Profile, _ string) (*sim.Device, error) { return sim.New(p), nil }}
	}
	return []Kind{
		keypad(profile.Keypad, "keypad"),
		keypad(profile.Firmata, "Firmata board"),
		keypad(profile.HID, "keyboard"),
		{Name: "card terminal", Class: "terminal", Driver: "terminal", Place: "terminal", Mock: "terminal", Apart: true,
			New:      func(*profile.Profile, string) devices.Driver { return terminal.New() },
			Simulate: func(_ *profile.Profile, script string) (*sim.Device, error) { return sim.NewTerminal(script) }},
		{Name: "call lamp", Class: "call", Driver: "relay", Place: "lamp", Mock: "lamp",
			New:      func(*profile.Profile, string) devices.Driver { return relay.New() },
			Simulate: plain(sim.NewLamp)},
		{Name: "height actuator", Class: "lift", Driver: "lift", Place: "lift", Mock: "lift",
			New:      func(*profile.Profile, string) devices.Driver { return lift.New() },
			Simulate: plain(sim.NewLift)},
		{Name: "location beacon", Class: "beacon", Driver: "beacon", Profile: profile.Firmata, Bare: true, Speaks: true, Mock: "beacon",
			New:      beacon.New,
			Simulate: signalling("modu-beacon", "here", "press the button at the entrance, or on the remote")},
		{Name: "headset socket", Class: "jack", Mock: "jack", // the site file has it under "headset"
			New:      func(_ *profile.Profile, id string) devices.Driver { return evdev.NewSwitch(id) },
			Simulate: plain(sim.NewJack)},
		{Name: "reader", Class: "reader", Mock: "card", // no site has one yet: kiosk --reader
			New:      func(_ *profile.Profile, id string) devices.Driver { return reader.New(id) },
			Simulate: plain(sim.NewCard)},
	}
}

// plain is a simulated device that needs to know nothing.
func plain(make func() *sim.Device) func(*profile.Profile, string) (*sim.Device, error) {
	return func(*profile.Profile, string) (*sim.Device, error) { return make(), nil }
}

// signalling is a simulated device that only says a word; with a profile, the contact of a
// board.
func signalling(model, word, press string) func(*profile.Profile, string) (*sim.Device, error) {
	return func(p *profile.Profile, _ string) (*sim.Device, error) {
		if p != nil {
			return sim.NewFirmata(p), nil
		}
		return sim.NewSignal(model, word, press), nil
	}
}

// baud is the speed of a serial line whose profile does not say another one.
const baud = 115200

// Port is how a device of this kind is opened, but for where its port is.
func (k Kind) Port(p *profile.Profile) (transport.Opener, transport.PortSpec) {
	spec := transport.PortSpec{Baud: baud}
	if p != nil {
		spec = p.Port
		spec.Path, spec.USB = "", nil
	}
	if k.Opener != nil {
		return k.Opener, spec
	}
	return serialport.Opener{}, spec
}

// ByDriver finds the row of a driver as a site file names it.
func ByDriver(name string) (Kind, bool) {
	return find(func(k Kind) bool { return k.Driver == name && name != "" })
}

// ByMock finds the first row of a simulated device.
func ByMock(name string) (Kind, bool) { return find(func(k Kind) bool { return k.Mock == name }) }

func find(is func(Kind) bool) (Kind, bool) {
	all := Table()
	if i := slices.IndexFunc(all, is); i >= 0 {
		return all[i], true
	}
	return Kind{}, false
}

// Drivers are the drivers that a site file may name.
func Drivers() []string {
	return names(func(k Kind) string { return k.Driver })
}

// Mocks are all simulated devices.
func Mocks() []string { return names(func(k Kind) string { return k.Mock }) }

// SiteMocks are the simulated devices that a site file may give as the port of a device.
func SiteMocks() []string {
	return names(func(k Kind) string {
		if k.Driver == "" {
			return ""
		}
		return k.Mock
	})
}

// names is a column of the table, each name once.
func names(column func(Kind) string) (out []string) {
	for _, k := range Table() {
		if n := column(k); n != "" && !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	return out
}
