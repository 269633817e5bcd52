package main

import (
	"fmt"
	"slices"
	"testing"

	"modu/accessibility/audio"
	"modu/accessibility/audio/ambient"
	"modu/accessibility/input"
	"modu/internal/config"
)

func told(site config.Site) (got []string, l *loudness) {
	l = watchLoudness(site, func(e input.Event) {
		d := e.(input.DeviceChanged)
		got = append(got, fmt.Sprintf("%s %d %s", d.Device, d.State, d.Code))
	})
	return got, l
}

// Staff learn of what nobody can hear: levels that were never measured, and a place that
// is too loud for speech.
func TestWhatStaffAreToldAboutLoudness(t *testing.T) {
	quiet := config.Outlet{Device: "default", Measured: 80, Ceiling: 85}
	for name, c := range map[string]struct {
		site config.Site
		want []string
	}{
		"on a desk":        {config.Site{}, nil},
		"never measured":   {config.Site{Lock: true}, []string{"volume 3 health.volume"}},
		"measured":         {config.Site{Lock: true, Audio: config.Audio{Speaker: quiet}}, nil},
		"headset was not":  {config.Site{Lock: true, Audio: config.Audio{Speaker: quiet, Headset: config.Outlet{Device: "hw:1"}}, Headset: config.Headset{Source: config.FromManual}}, []string{"volume 3 health.volume"}},
		"in a hall":        {config.Site{Audio: config.Audio{Speaker: quiet, Ambient: config.Ambient{Level: 65}}}, []string{"ambient 3 health.ambient"}},
		"in a quiet place": {config.Site{Audio: config.Audio{Speaker: quiet, Ambient: config.Ambient{Level: 55}}}, nil},
	} {
		got, l := told(c.site)
		l.close()
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// What the kiosk says itself, also while a second utterance is over the first, is not
// taken for the noise of the place.
func TestTheKioskDoesNotMeasureItself(t *testing.T) {
	_, l := told(config.Site{})
	l.meter = ambient.NewMeter(100)
	loud := make([]float32, 2*audio.Rate)
	for i := range loud {
		loud[i] = float32(1 - 2*(i/24%2)) // a square wave of 1 kHz
	}
	l.heed(input.SpeechStarted{Utterance: 1})
	l.heed(input.SpeechStarted{Utterance: 2})
	l.heed(input.SpeechFinished{Utterance: 2})
	l.heed(input.SpeechFinished{Utterance: 3, Cut: true}) // never begun
	l.meter.Write(loud)
	if level, known := l.meter.Level(); known {
		t.Errorf("%.0f dB(A) of its own voice", level)
	}
	l.heed(input.SpeechFinished{Utterance: 1})
	l.meter.Write(loud)
	if _, known := l.meter.Level(); !known {
		t.Error("deaf for good")
	}
}
