package main

import (
	"modu/accessibility/audio"
	"modu/accessibility/audio/otosink"
	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/accessibility/speaker"
	"modu/accessibility/speech"
	"modu/accessibility/synth"
	"modu/accessibility/synth/clips"
	"modu/accessibility/synth/espeak"
	"modu/accessibility/synth/silence"
	"modu/accessibility/synth/stretch"
	"modu/accessibility/synth/worker"
	"modu/assets/earcons"
	"modu/internal/assemble"
	"modu/internal/config"
)

// voice is the loop's view of the speaker, and the speaker's of the screen: what is
// being said is also shown (HEA-1).
type voice struct {
	speaker *speaker.Speaker
	engine  synth.Synthesizer
	sinks   []audio.Sink
	screen  *window
	rate    int
	out     config.Audio
	noise   *loudness

	closeEngine func()
}

func newVoice(site config.Site, parts *assemble.Parts, emit func(input.Event), screen *window) *voice {
	v := &voice{screen: screen, rate: site.Speech.Rate, out: site.Audio}
	if site.Speech.Engine == "silence" {
		v.engine = silence.Engine{}
	} else {
		// The worker program where it is built, the espeak-ng program otherwise and
		// when the worker fails; both stay processes of their own.
		e := espeak.Open(espeak.Config{Respell: parts.Reading.Respell}, "", func(h worker.Health) {
			ev := input.DeviceChanged{Device: "voice-worker", State: input.DeviceReady}
			if h.Fallback {
				ev.State, ev.Code = input.DeviceFaulty, "health.voice.fallback"
			}
			emit(ev)
		})
		for _, lang := range parts.Languages {
			// The first word must not wait for a process to start; and staff must know
			// before the first customer if there is no voice.
			if e.Prepare(lang, v.rate) != nil {
				emit(input.DeviceChanged{Device: "voice", State: input.DeviceFaulty, Code: "health.voice"})
			}
		}
		v.engine, v.closeEngine = e, func() { _ = e.Close() }
	}
	v.engine = stretch.New(v.engine) // a voice that knows one speed gets all of them
	if parts.Clips != nil {
		v.engine = clips.New(v.engine, parts.Clips)
	}
	open := func(device string) audio.Sink {
		s := otosink.New(otosink.Options{Device: device})
		v.sinks = append(v.sinks, s)
		return s
	}
	v.noise = watchLoudness(site, emit)
	cfg := speaker.Config{Synth: v.engine, Sink: open(site.Audio.Speaker.Device),
		Emit: func(e input.Event) { v.noise.heed(e); emit(e) }}
	if site.HeadsetPresent() {
		cfg.Headset, cfg.Attested = open(site.Audio.Headset.Device), site.Audio.Separate == config.SeparateAttested
	}
	v.speaker = speaker.New(cfg)
	return v
}

// begin sets what every person starts with.
func (v *voice) begin() {
	v.SetRate(100)
	v.SetVolume(0)
}

func (v *voice) Say(u speech.Utterance) { v.speaker.Say(u) }
func (v *voice) Silence()               { v.speaker.Silence() }

// SetRate takes the person's rate, in per cent of the site's.
func (v *voice) SetRate(percent int) { v.speaker.SetRate(percent * v.rate / 100) }

// SetVolume takes dB relative to the reset volume.
func (v *voice) SetVolume(db int) {
	v.speaker.SetVolumes(v.out.Speaker.Output().GainDB(db), v.out.Headset.Output().GainDB(db))
}

// Cue plays an earcon where speech goes.
func (v *voice) Cue(e scene.Earcon) { v.speaker.Cue(earcons.Of(string(e))) }

// SetHeadset moves everything that is said into the headset, or out of it.
func (v *voice) SetHeadset(in bool) { v.speaker.SetHeadset(in) }

func (v *voice) close() {
	v.noise.close()
	_ = v.speaker.Close()
	for _, s := range v.sinks {
		_ = s.Close()
	}
	if v.closeEngine != nil {
		v.closeEngine()
	}
}
