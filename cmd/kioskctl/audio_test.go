package main

import (
	"errors"
	"math"
	"strings"
	"testing"

	"modu/accessibility/audio"
	"modu/accessibility/audio/otosink"
	"modu/devices/alsajack"
	"modu/internal/config"
)

func TestAudioFindings(t *testing.T) {
	if !otosink.Built {
		f := audioFacts{}
		if lines, wrong := f.findings(); wrong != 1 || !strings.Contains(lines[0], "built without sound") {
			t.Error(lines)
		}
		return
	}
	site := func(headset, separate string) (s config.Site) {
		s.Audio.Speaker.Device, s.Audio.Headset.Device, s.Audio.Separate = "loud", headset, separate
		s.Headset.Source = config.FromEvdev
		return s
	}
	loud := outletFacts{device: "loud", card: 0}
	ear := outletFacts{device: "ear", card: 1}
	with := func(o outletFacts, change func(*outletFacts)) outletFacts { change(&o); return o }
	for _, c := range []struct {
		name  string
		f     audioFacts
		wrong int
		want  []string
		never string
	}{
		{"no card at all", audioFacts{site: site("ear", "cards"), speaker: outletFacts{device: "loud", err: errors.New("otosink: no sound device: \"loud\": No such file or directory")}, headset: outletFacts{device: "ear", err: errors.New("x: No such device")}}, 2,
			[]string{`there is no sound device "loud" here (No such file or directory)`, "aplay -L"}, "separate"},
		{"two cards", audioFacts{site: site("ear", "cards"), speaker: loud, headset: ear}, 0, []string{"two cards", "nobody listened"}, "WRONG"},
		{"one card", audioFacts{site: site("ear", "cards"), speaker: loud, headset: with(ear, func(o *outletFacts) { o.card = 0 }),
			controls: []alsajack.Control{{Name: "Auto-Mute Mode", Value: "Enabled"}}}, 1, []string{"both on card 0", "half out", `"Auto-Mute Mode", now "Enabled"`}, "two cards:"},
		{"one card, attested", audioFacts{site: site("ear", "attested"), speaker: loud, headset: with(ear, func(o *outletFacts) { o.card = 0 })}, 0, []string{"the site attests"}, "WRONG"},
		{"a sound server", audioFacts{site: site("ear", "cards"), speaker: with(loud, func(o *outletFacts) { o.card = -1 }), headset: with(ear, func(o *outletFacts) { o.card = -1 })}, 1, []string{"cannot be seen", "sound server"}, "two cards:"},
		{"a sound server, attested", audioFacts{site: site("ear", "attested"), speaker: loud, headset: with(ear, func(o *outletFacts) { o.card, o.server = -1, true })}, 1, []string{"goes on on another one", "plughw:CARD"}, "attests that"},
		{"it leaks", audioFacts{site: site("ear", "attested"), speaker: with(loud, func(o *outletFacts) { o.heard = heardTone }), headset: with(ear, func(o *outletFacts) { o.heard = heardTone })}, 1,
			[]string{"the speaker was heard", "what was played in the headset was heard from the speaker"}, "was not heard from"},
		{"it does not leak", audioFacts{site: site("ear", "cards"), speaker: with(loud, func(o *outletFacts) { o.heard = heardTone }), headset: with(ear, func(o *outletFacts) { o.heard = silent })}, 0, []string{"was not heard from the speaker"}, "WRONG"},
		{"deaf microphone", audioFacts{site: site("ear", "cards"), speaker: with(loud, func(o *outletFacts) { o.heard = silent }), headset: with(ear, func(o *outletFacts) { o.heard = silent })}, 0, []string{"proves nothing"}, "was not heard from the speaker;"},
		{"busy", audioFacts{site: site("ear", "cards"), speaker: with(loud, func(o *outletFacts) { o.played = errors.New("busy") }), headset: ear}, 1, []string{"stop the kiosk"}, "two cards"},
		{"no headset", audioFacts{site: site("", "cards"), speaker: loud}, 0, []string{"no headset output"}, "WRONG"},
	} {
		lines, wrong := c.f.findings()
		all := strings.Join(lines, "\n")
		if wrong != c.wrong {
			t.Errorf("%s: %d wrong, want %d\n%s", c.name, wrong, c.wrong, all)
		}
		for _, w := range c.want {
			if !strings.Contains(all, w) {
				t.Errorf("%s: no %q in\n%s", c.name, w, all)
			}
		}
		if strings.Contains(all, c.never) {
			t.Errorf("%s: %q in\n%s", c.name, c.never, all)
		}
	}
}

// A tone is told from silence, from noise and from another tone.
func TestStands(t *testing.T) {
	tone := func(hz, level float64) []float32 {
		pcm := make([]float32, audio.Rate)
		seed := uint32(1)
		for i := range pcm {
			seed = seed*1664525 + 1013904223
			noise := float64(int32(seed)) / (1 << 31) * 0.01
			pcm[i] = float32(level*math.Sin(2*math.Pi*hz*float64(i)/audio.Rate) + noise)
		}
		return pcm
	}
	for _, c := range []struct {
		hz, level float64
		want      bool
	}{{headsetHz, 0.1, true}, {headsetHz, 0.005, true}, {headsetHz, 0, false}, {speakerHz, 0.1, false}} {
		if got := stands(tone(c.hz, c.level), headsetHz); got != c.want {
			t.Errorf("%v Hz at %v: %v", c.hz, c.level, got)
		}
	}
	if stands(make([]float32, audio.Rate), headsetHz) {
		t.Error("silence is a tone")
	}
}
