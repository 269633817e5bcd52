package assemble

import (
	"fmt"
	"slices"
	"testing"

	"modu/accessibility/input"
	"modu/internal/config"
)

// Whatever tells of the plug, the ear hears of it first, and the loop hears of one
// kind of event from one device.
func TestJack(t *testing.T) {
	key := func(device string, k input.Key, down bool) input.Event {
		if down {
			return input.KeyPressed{Device: device, Key: k}
		}
		return input.KeyReleased{Device: device, Key: k}
	}
	jack := func(device string, in bool) input.Event { return input.JackChanged{Device: device, In: in} }
	lost := func(device string) input.Event {
		return input.DeviceChanged{Device: device, State: input.DeviceLost}
	}
	for _, c := range []struct {
		name string
		h    config.Headset
		in   []input.Event
		want []string
	}{
		{"evdev", config.Headset{Source: config.FromEvdev}, []input.Event{jack(SocketID, true), jack("board", false), jack(SocketID, false)},
			[]string{"edge true", "jack true", "edge false", "jack false"}},
		{"alsa", config.Headset{Source: config.FromALSA}, []input.Event{jack(SocketID, true)}, []string{"edge true", "jack true"}},
		{"contact", config.Headset{Source: config.FromContact, Device: "board"}, []input.Event{jack("board", true), jack("other", false), lost("other"), lost("board")},
			[]string{"edge true", "jack true", "other lost", "edge false", "jack false", "board lost"}},
		{"key held", config.Headset{Source: config.FromKey, Device: "pad", In: "star"},
			[]input.Event{key("pad", "star", true), key("other", "star", true), key("pad", "up", true), key("pad", "star", false)},
			[]string{"edge false", "jack false", "edge true", "jack true", "other star", "pad up", "edge false", "jack false"}},
		{"two keys", config.Headset{Source: config.FromKey, Device: "pad", In: "star", Out: "hash"},
			[]input.Event{key("pad", "star", true), key("pad", "star", false), key("pad", "hash", true), key("pad", "hash", false)},
			[]string{"edge false", "jack false", "edge true", "jack true", "edge false", "jack false"}},
		{"manual", config.Headset{Source: config.FromManual}, []input.Event{jack("board", true)}, []string{"edge true"}},
		{"none", config.Headset{Source: config.NoDriver}, []input.Event{jack("board", true), jack(SocketID, true)}, nil},
	} {
		site := config.Site{Headset: c.h}
		site.Audio.Headset.Device = "ear"
		var got []string
		j := NewJack(site, func(in bool) { got = append(got, fmt.Sprint("edge ", in)) }, func(ev input.Event) {
			switch ev := ev.(type) {
			case input.JackChanged:
				if ev.Device != SocketID {
					t.Errorf("%s: the loop hears of %q", c.name, ev.Device)
				}
				got = append(got, fmt.Sprint("jack ", ev.In))
			case input.KeyPressed:
				got = append(got, ev.Device+" "+string(ev.Key))
			case input.DeviceChanged:
				got = append(got, ev.Device+" lost")
			default:
				got = append(got, fmt.Sprintf("%T", ev))
			}
		})
		j.Begin()
		for _, ev := range c.in {
			j.Emit(ev)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestSocketLink(t *testing.T) {
	site := config.Site{Headset: config.Headset{Source: config.FromEvdev, Port: config.Port{Mock: "jack"}}}
	if _, ok := SocketLink(site, "x"); ok {
		t.Error("a socket without a sound output was opened")
	}
	site.Audio.Headset.Device = "ear"
	if c, ok := SocketLink(site, "/tmp/jack"); !ok || c.Spec.Path != "/tmp/jack" || c.ID != SocketID {
		t.Errorf("%+v, %v", c, ok)
	}
	site.Headset.Source = config.FromKey
	if _, ok := SocketLink(site, ""); ok {
		t.Error("a key has no device of its own")
	}
}
