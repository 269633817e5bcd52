package main

import (
	"context"
	"sync"

	"modu/accessibility"
	"modu/accessibility/audio/ambient"
	"modu/accessibility/input"
	"modu/internal/config"
	"modu/internal/task"
)

// loudness tells staff what nobody standing there can: that the levels were never
// measured, and that the place is too noisy for speech.
type loudness struct {
	emit  func(input.Event)
	out   accessibility.Output
	meter *ambient.Meter
	watch ambient.Watch
	keep  *task.Task // nil: there is no microphone

	mu       sync.Mutex
	speaking map[input.UtteranceID]bool
}

// watchLoudness begins. close ends it.
func watchLoudness(site config.Site, emit func(input.Event)) *loudness {
	l := &loudness{emit: emit, out: site.Audio.Speaker.Output(), speaking: map[input.UtteranceID]bool{}}
	if site.Lock && (!l.out.Measured() || site.HeadsetPresent() && !site.Audio.Headset.Output().Measured()) {
		l.fault("volume", "health.volume", true)
	}
	a := site.Audio.Ambient
	if level, known := ambient.Fixed(a.Level).Level(); known && a.Microphone == "" && l.out.Drowned(level) {
		l.fault("ambient", "health.ambient", true)
	}
	if a.Microphone == "" {
		return l
	}
	l.meter = ambient.NewMeter(float64(a.FullScale))
	l.keep = task.Start(func(ctx context.Context) {
		ambient.Keep(ctx, a.Microphone, l.meter, l.second, func(err error) { l.fault("microphone", "health.microphone", err != nil) })
	})
	return l
}

// second looks at the newest level of the meter.
func (l *loudness) second() {
	if level, known := l.meter.Level(); known && l.watch.Second(l.out.Drowned(level)) {
		l.fault("ambient", "health.ambient", l.watch.Drowned())
	}
}

func (l *loudness) fault(device, code string, bad bool) {
	e := input.DeviceChanged{Device: device, State: input.DeviceReady}
	if bad {
		e.State, e.Code = input.DeviceFaulty, code
	}
	l.emit(e)
}

// heed keeps the meter from measuring what the kiosk says itself.
func (l *loudness) heed(e input.Event) {
	if l.meter == nil {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	switch e := e.(type) {
	case input.SpeechStarted:
		l.speaking[e.Utterance] = true
	case input.SpeechFinished:
		delete(l.speaking, e.Utterance)
	default:
		return
	}
	l.meter.Ignore(len(l.speaking) > 0)
}

func (l *loudness) close() {
	if l.keep != nil {
		l.keep.Stop()
	}
}
