package config

import (
	"fmt"

	"modu/accessibility"
)

// Ambient is the noise of the place.
type Ambient struct {
	Level      int    `yaml:"level" doc:"dB(A) where a person stands, as somebody measured it. 0: not known."`
	Microphone string `yaml:"microphone" doc:"An ALSA name. Empty: there is none."`
	FullScale  int    `yaml:"full_scale" doc:"dB(A) that the microphone shows as full scale."`
}

// Output is what the site knows of an outlet's loudness.
func (o Outlet) Output() accessibility.Output {
	return accessibility.Output{MeasuredDBA: o.Measured, CeilingDBA: o.Ceiling}
}

// What a site may write about loudness, in dB(A).
const (
	// Below 66 the reset level of 60 to 64 would be the loudest there is, and VOL-1 asks
	// for 65 or more.
	minMeasured = 66
	// An output that is stronger than its ceiling by more than this has its lowest levels
	// in the noise of 16 bits: they measure as uneven steps.
	maxExcess              = 6
	maxCeiling             = 100 // VOL-5
	minAmbient, maxAmbient = 20, 100
	minMicrophone          = 60
	maxMicrophone          = 140
)

// levels looks at how loud the outputs are.
func (l *linter) levels(a Audio) {
	for at, o := range map[string]Outlet{"audio.speaker": a.Speaker, "audio.headset": a.Headset} {
		switch {
		case o.Measured != 0 && o.Measured < minMeasured:
			l.add(at+".measured", "turn the amplifier up and measure again; 0 means that nobody has measured", "%d dB(A) at full level is too quiet (VOL-1 asks for 65 dB(A), with room above)", o.Measured)
		case o.Measured > o.Ceiling+maxExcess:
			l.add(at+".measured", fmt.Sprintf("turn the amplifier down until %d dB(A) or less are measured", o.Ceiling+maxExcess), "%d dB(A) at full level, under a ceiling of %d, leaves nothing for the quiet levels", o.Measured, o.Ceiling)
		}
		if o.Ceiling < minMeasured || o.Ceiling > maxCeiling {
			l.add(at+".ceiling", fmt.Sprintf("write %d to %d; %d is what ears bear for hours", minMeasured, maxCeiling, accessibility.DefaultCeiling), "%d dB(A) is no ceiling", o.Ceiling)
		}
	}
	if n := a.Ambient.Level; n != 0 && (n < minAmbient || n > maxAmbient) {
		l.add("audio.ambient.level", "write what a sound level meter shows where a person stands; 0 means that nobody has measured", "%d dB(A) cannot be the noise of a place", n)
	}
	if m := a.Ambient; m.Microphone != "" && (m.FullScale < minMicrophone || m.FullScale > maxMicrophone) {
		l.add("audio.ambient.full_scale", fmt.Sprintf("write what a sound level meter shows plus how far below full scale the microphone shows it; %d to %d", minMicrophone, maxMicrophone), "%d dB(A) cannot be a microphone's full scale", m.FullScale)
	}
}
