package config

import (
	"fmt"
	"slices"
	"strings"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/datafile"
)

// Audio is where sound goes: two outputs, of which one may be missing.
type Audio struct {
	Speaker Outlet `yaml:"speaker" doc:"The loudspeaker."`
	Headset Outlet `yaml:"headset" doc:"The headset. Without a device there is none."`
	// Separate is how it is known that nobody else hears the headset: "cards", when
	// the machine finds two sound cards, or "attested", when the site has made sure.
	Separate string  `yaml:"separate" doc:"How it is known that nobody else hears the headset. cards: the machine finds two sound cards. attested: the site has made sure." one:"cards,attested"`
	Ambient  Ambient `yaml:"ambient" doc:"The noise of the place."`
	// Earcons: short sounds beside speech. false: none, and nobody is offered them.
	Earcons bool `yaml:"earcons" doc:"false: no short sounds beside speech."`
}

// Outlet is one output.
type Outlet struct {
	Device   string `yaml:"device" doc:"An ALSA name; aplay -L lists them."`
	Measured int    `yaml:"measured" doc:"What a sound level meter shows at full level where a person's head is, in dB(A), 66 to 6 above the ceiling. 0: not measured."` // see accessibility.Output
	Ceiling  int    `yaml:"ceiling" doc:"The loudest level that people can choose, in dB(A)." min:"66" max:"100"`
}

// Ways to know that a headset is private.
const (
	SeparateCards    = "cards"
	SeparateAttested = "attested"
)

// Headset is how the kiosk learns that a headset is plugged in.
type Headset struct {
	Source  string    `yaml:"source" doc:"What tells: the switch of the socket (evdev), a control of a sound card (alsa), a key of a keypad (key), a contact of a board (contact), people under help (manual). none: there is no headset." one:"none,evdev,alsa,key,contact,manual"`
	Port    Port      `yaml:"port" doc:"evdev: the input device of the socket."`
	Name    string    `yaml:"name" doc:"evdev, instead of port: what the input device calls itself."`
	Card    string    `yaml:"card" doc:"alsa: the control device, such as hw:CARD=Headset."`
	Control string    `yaml:"control" doc:"alsa: the control that tells."`
	Device  string    `yaml:"device" doc:"key, contact: the id under devices."`
	In      input.Key `yaml:"in" doc:"key: comes when a headset is plugged in." blank:"true"`
	Out     input.Key `yaml:"out" doc:"key: comes when it is pulled. Empty: the key of in is let go then." blank:"true"`

	Lent scene.Place `yaml:"lent" doc:"Where people borrow earphones, one of the places of the site; they are told when they begin to listen. Empty: they bring their own." one:"terminal,reader,slot,printer,tray,headset,counter,return" blank:"true"`
}

// SocketID is the id of the headset's socket, and HeadsetID that of its sound: what
// health items and logs call them. No device of a site may have one of them.
const (
	SocketID  = "headset-socket"
	HeadsetID = "headset"
)

// Sources of Headset.
const (
	FromEvdev   = "evdev"
	FromALSA    = "alsa"
	FromKey     = "key"
	FromContact = "contact"
	FromManual  = "manual"
)

func headsetSources() []string {
	return []string{NoDriver, FromEvdev, FromALSA, FromKey, FromContact, FromManual}
}

// HeadsetPresent reports whether the site can use a headset.
func (s *Site) HeadsetPresent() bool {
	return s.Audio.Headset.Device != "" && s.Headset.Source != NoDriver
}

// lent checks where earphones are to be had.
func (l *linter) lent(h Headset) {
	_, placed := l.site.Places[h.Lent]
	switch {
	case h.Lent == "":
	case h.Source == NoDriver:
		l.add("headset.lent", `remove it, or write under "headset:" how the kiosk learns of a plug`, "earphones are lent, but none can be plugged in")
	case !slices.Contains(scene.Places(), h.Lent):
		l.add("headset.lent", datafile.Suggest(string(h.Lent), h.Lent.Values()), "%q is no place of a kiosk", h.Lent)
	case !placed:
		l.add("headset.lent", fmt.Sprintf("write under places where it is: places: {%s: {direction: …}}", h.Lent), "earphones are lent at a place of which the site does not say where it is: %q", h.Lent)
	}
}

// audio looks at the outputs and at how they are told apart.
func (l *linter) audio() {
	a, h := l.site.Audio, l.site.Headset
	const list = `write "default" or an ALSA name (aplay -L lists them)`
	if a.Speaker.Device == "" {
		l.add("audio.speaker.device", list, "the speaker's sound device has no name")
	}
	if a.Headset.Device != "" && sameDevice(a.Headset.Device, a.Speaker.Device) {
		l.add("audio.headset.device", "name another sound card, or leave it empty where there is no headset", "speaker and headset are the same sound device, %q: what is private would be heard by everybody", a.Headset.Device)
	}
	if a.Headset.Device == "default" {
		l.add("audio.headset.device", `write the name of its card (aplay -L lists them); "default" may be the loudspeaker tomorrow`, "the headset must have a sound device of its own, not %q", a.Headset.Device)
	}
	name(l, "audio.separate", "way of keeping speaker and headset apart", a.Separate, []string{SeparateCards, SeparateAttested})
	name(l, "headset.source", "source", h.Source, headsetSources())
	l.lent(h)
	switch {
	case h.Source == NoDriver && a.Headset.Device != "":
		l.add("audio.headset.device", `write under "headset:" how the kiosk learns of a plug ("source: manual" where nothing tells), or leave this empty`, "there is a headset output, but nothing tells when a headset is plugged in")
	case h.Source != NoDriver && a.Headset.Device == "" && slices.Contains(headsetSources(), h.Source):
		l.add("headset.source", `name the headset's sound device under "audio: {headset: {device: …}}", or write "source: none"`, "a headset can be plugged in, but it has no sound output")
	}
	for at, k := range map[string]input.Key{"in": h.In, "out": h.Out} {
		if k != "" {
			name(l, "headset."+at, "key", k, input.Keys())
		}
	}
	l.jack(h)
	l.levels(a)
}

// jack looks at the source of plugging and pulling.
func (l *linter) jack(h Headset) {
	ways := portWays(h.Port)
	needs := func(ok bool, at, remedy, msg string) {
		if !ok {
			l.add("headset."+at, remedy, "%s", msg)
		}
	}
	switch h.Source {
	case FromEvdev:
		if h.Name != "" {
			ways++
		}
		needs(ways == 1, "port", `write exactly one of port: {path: …}, port: {usb: …}, port: {mock: jack} and name: "…" (as /proc/bus/input/devices has it)`, "the input device of the headset socket has not exactly one place")
		if h.Port.Mock != "" {
			name(l, "headset.port.mock", "simulated socket", h.Port.Mock, []string{"jack"})
			if l.site.Lock {
				l.add("headset.port.mock", `give the real input device; or write "lock: false"`, "a simulated device has no place on a kiosk that serves people (lock: true)")
			}
		}
	case FromALSA:
		needs(h.Card != "", "card", `write the card as "hw:CARD=NAME" (aplay -l lists them)`, "the source alsa needs a card")
		needs(h.Control != "", "control", `"amixer -c CARD controls" lists them, often "Headphone Jack"`, "the source alsa needs the name of a control")
	case FromKey, FromContact:
		at := slices.IndexFunc(l.site.Devices, func(d Device) bool { return d.ID == h.Device })
		var ids []string
		for _, d := range l.site.Devices {
			ids = append(ids, d.ID)
		}
		needs(at >= 0, "device", strings.TrimPrefix("name one of the devices; "+datafile.Suggest(h.Device, ids), " "), "no device has the id \""+h.Device+"\"")
	}
	if h.Source == FromKey {
		needs(h.In != "", "in", "name the key that comes with the plug, as the profile names it", "the source key needs a key")
		needs(h.In != h.Out, "out", "remove it where the same key is let go when the headset is pulled", "one key cannot mean both in and out")
	}
}

// sameDevice compares two ALSA names as people write them: hw, plughw and plug of one
// card and device are one device.
func sameDevice(a, b string) bool {
	bare := func(s string) string {
		s = strings.ToLower(strings.ReplaceAll(s, " ", ""))
		s = strings.TrimPrefix(s, "plug:")
		s = strings.Trim(s, `\'"`)
		return strings.TrimPrefix(s, "plug")
	}
	return bare(a) == bare(b)
}
