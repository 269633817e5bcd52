package config

import (
	"strings"
	"testing"
)

const ears = `version: 1
devices:
  - {id: keys, driver: keypad, profile: accessible-controller, port: {path: /dev/ttyS1}}
audio: {speaker: {device: "hw:CARD=PCH"}, headset: {device: "hw:CARD=Headset"}, separate: cards}
headset: {source: evdev, name: "USB Headset Jack"}
`

func TestHeadset(t *testing.T) {
	s, issues := Parse("site.yaml", []byte(ears), known())
	if issues.Err() != nil {
		t.Fatal(issues)
	}
	if !s.HeadsetPresent() || s.Audio.Separate != SeparateCards || s.Headset.Control != "Headphone Jack" {
		t.Errorf("%+v %+v", s.Audio, s.Headset)
	}
	if s, _ := Parse("site.yaml", nil, known()); s.HeadsetPresent() {
		t.Error("a site that says nothing has a headset")
	}
}

func TestHeadsetLint(t *testing.T) {
	const evdev = `{source: evdev, name: "USB Headset Jack"}`
	for _, c := range []struct{ old, new, want string }{
		{`speaker: {device: "hw:CARD=PCH"}, `, `speaker: {device: ""}, `, `site.yaml:4:27: the speaker's sound device has no name; write "default"`},
		{"hw:CARD=Headset", "plughw:card=pch", `site.yaml:4:61: speaker and headset are the same sound device`},
		{"hw:CARD=Headset", "plug:'hw:CARD=PCH'", `the same sound device`},
		{"hw:CARD=Headset", "default", `site.yaml:4:61: the headset must have a sound device of its own, not "default"`},
		{"separate: cards", "separate: atested", `site.yaml:4:91: way of keeping speaker and headset apart "atested" is not known; did you mean "attested"?`},
		{evdev, "{source: evdef}", `site.yaml:5:19: source "evdef" is not known; did you mean "evdev"?`},
		{evdev, "{source: none}", `nothing tells when a headset is plugged in`},
		{`headset: {device: "hw:CARD=Headset"}, `, ``, `site.yaml:5:19: a headset can be plugged in, but it has no sound output`},
		{evdev, "{source: evdev}", `the input device of the headset socket has not exactly one place; write exactly one of port:`},
		{evdev, `{source: evdev, name: x, port: {path: /dev/input/event3}}`, `has not exactly one place`},
		{evdev, "{source: evdev, port: {mock: jak}}", `simulated socket "jak" is not known; did you mean "jack"?`},
		{evdev, "{source: alsa}", `the source alsa needs a card`},
		{evdev, `{source: alsa, card: "hw:1", control: ""}`, `the source alsa needs the name of a control`},
		{evdev, "{source: contact, device: kees}", `no device has the id "kees"`},
		{evdev, "{source: key, device: keys}", `the source key needs a key`},
		{evdev, "{source: key, device: keys, in: strar}", `key "strar" is not known; did you mean "star"?`},
		{evdev, "{source: key, device: keys, in: star, out: star}", `one key cannot mean both in and out`},
		{`Headset Jack"}`, `Headset Jack", lent: bar}`, `"bar" is no place of a kiosk`},
		{`Headset Jack"}`, `Headset Jack", lent: counter}`, `earphones are lent at a place of which the site does not say where it is: "counter"; write under places`},
		{evdev, "{source: none, lent: counter}", `earphones are lent, but none can be plugged in`},
		{"id: keys", "id: headset", `the id "headset" is taken`},
		{"id: keys", "id: headset-socket", `the id "headset-socket" is taken`},
	} {
		if !strings.Contains(ears, c.old) {
			t.Fatalf("%q is not in the file", c.old)
		}
		if _, issues := Parse("site.yaml", []byte(strings.Replace(ears, c.old, c.new, 1)), known()); !strings.Contains(issues.Error(), c.want) {
			t.Errorf("%s → %s: no %q in\n%v", c.old, c.new, c.want, issues)
		}
	}
	locked := strings.Replace(ears, evdev, "{source: evdev, port: {mock: jack}}", 1) + "terminal: {driver: none}\nlamp: {driver: none}\nlock: true\n"
	if _, issues := Parse("site.yaml", []byte(locked), known()); !strings.Contains(issues.Error(), "site.yaml:5:") || !strings.Contains(issues.Error(), "a simulated device has no place") {
		t.Error(issues)
	}
}
