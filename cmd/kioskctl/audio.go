package main

import (
	"context"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"time"

	"modu/accessibility/audio"
	"modu/accessibility/audio/otosink"
	"modu/devices/alsajack"
	"modu/internal/assemble"
	"modu/internal/config"
)

// audioCommand finds out whether what is private stays private on this machine.
func audioCommand(ctx context.Context, args []string, out, errOut io.Writer) error {
	fs := flags("audio", errOut)
	site := fs.String("site", "", "site `file`; without it, the embedded defaults")
	listen := fs.String("listen", "default", "an ALSA capture `device`, a microphone beside the loudspeaker or a loopback; empty: do not listen")
	mute := fs.Bool("silent", false, "play nothing")
	fs.Usage = func() {
		fmt.Fprintln(errOut, "kioskctl audio check plays a low tone on the speaker and a high one in the headset, listens where it can, and says in\nwords what is wrong and what to do. Stop the kiosk first. Status 1: something is wrong.")
		fs.PrintDefaults()
	}
	if len(args) == 0 || args[0] != "check" || fs.Parse(args[1:]) != nil || fs.NArg() > 0 {
		return errUsage
	}
	s, issues := assemble.Read(*site)
	if issues.Err() != nil {
		return issues
	}
	f := lookAtAudio(s.Site)
	if !*mute && otosink.Built {
		f.play(ctx, *listen)
	}
	lines, wrong := f.findings()
	for _, l := range lines {
		fmt.Fprintln(out, l)
	}
	if wrong > 0 {
		return fmt.Errorf("%d thing(s) to mend", wrong)
	}
	return nil
}

// outletFacts is what was found out about one output.
type outletFacts struct {
	device string
	err    error
	card   int // -1: ALSA does not tell
	server bool
	played error
	heard  catch
}

// catch is what a microphone told.
type catch uint8

const (
	notListened catch = iota
	silent
	heardTone
)

// audioFacts is everything that findings judges.
type audioFacts struct {
	site             config.Site
	speaker, headset outletFacts
	controls         []alsajack.Control // of the headset's card
	listenErr        error
}

// The tones: far apart, and no harmonic of each other.
const (
	speakerHz = 440.0
	headsetHz = 1000.0
	toneTime  = 1500 * time.Millisecond
	toneLevel = 0.1 // -20 dB of full scale: heard in a shop, no harm to an ear
)

func lookAtAudio(s config.Site) audioFacts {
	f := audioFacts{site: s}
	look := func(device string) outletFacts {
		card, server, err := otosink.Card(device)
		return outletFacts{device: device, card: card, server: server, err: err}
	}
	f.speaker = look(s.Audio.Speaker.Device)
	if s.Audio.Headset.Device != "" {
		f.headset = look(s.Audio.Headset.Device)
		if f.headset.card >= 0 {
			f.controls, _ = alsajack.Controls("hw:" + strconv.Itoa(f.headset.card)) // none to be seen: nothing to say
		}
	}
	return f
}

// play makes both outputs sound, one after the other, and listens to each.
func (f *audioFacts) play(ctx context.Context, listen string) {
	for _, o := range []struct {
		of *outletFacts
		hz float64
	}{{&f.speaker, speakerHz}, {&f.headset, headsetHz}} {
		if o.of.device == "" || o.of.err != nil || ctx.Err() != nil {
			continue
		}
		type take struct {
			pcm []float32
			err error
		}
		heard := make(chan take, 1)
		if listen != "" && f.listenErr == nil {
			go func() { pcm, err := otosink.Listen(listen, toneTime); heard <- take{pcm, err} }()
		} else {
			heard <- take{}
		}
		o.of.played = playTone(ctx, o.of.device, o.hz)
		got := <-heard
		switch {
		case got.err != nil:
			f.listenErr = got.err
		case got.pcm != nil && stands(got.pcm, o.hz):
			o.of.heard = heardTone
		case got.pcm != nil:
			o.of.heard = silent
		}
	}
}

func playTone(ctx context.Context, device string, hz float64) error {
	sink := otosink.New(otosink.Options{Device: device})
	defer sink.Close()
	select {
	case h := <-sink.Health():
		if !h.OK {
			return h.Err
		}
	case <-ctx.Done():
		return ctx.Err()
	}
	pcm := make([]float32, audio.Samples(toneTime))
	for i := range pcm {
		edge := min(float64(i), float64(len(pcm)-i)) / float64(audio.Samples(50*time.Millisecond))
		pcm[i] = float32(toneLevel * min(edge, 1) * math.Sin(2*math.Pi*hz*float64(i)/audio.Rate))
	}
	p := sink.Play(audio.NewClip(pcm), 0)
	select {
	case <-p.Ended():
		return nil
	case h := <-sink.Health():
		return h.Err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// toneMargin: a tone counts as heard when it stands so far above its neighbours, in dB;
// the noise of a shop does not do that at one frequency.
// What is weaker than toneFloor no microphone tells from its own noise.
const (
	toneMargin = 15
	toneFloor  = -80
)

// stands reports whether a tone stands out of what was heard.
func stands(pcm []float32, hz float64) bool {
	around := max(toneAt(pcm, hz*0.83), toneAt(pcm, hz*1.21), toneAt(pcm, hz*0.71), toneAt(pcm, hz*1.37))
	return toneAt(pcm, hz) > max(around+toneMargin, toneFloor)
}

func toneAt(pcm []float32, hz float64) float64 {
	var re, im float64
	for i, v := range pcm {
		w := 0.5 - 0.5*math.Cos(2*math.Pi*float64(i)/float64(len(pcm))) // or the edges would smear
		s, c := math.Sincos(2 * math.Pi * hz * float64(i) / audio.Rate)
		re, im = re+w*float64(v)*c, im+w*float64(v)*s
	}
	return audio.Decibels(math.Hypot(re, im)/max(1, float64(len(pcm))) + 1e-9)
}

// findings says in words what was found, and how many things are wrong.
func (f *audioFacts) findings() (lines []string, wrong int) {
	ok := func(format string, args ...any) { lines = append(lines, "ok     "+fmt.Sprintf(format, args...)) }
	note := func(format string, args ...any) { lines = append(lines, "note   "+fmt.Sprintf(format, args...)) }
	bad := func(remedy, format string, args ...any) {
		wrong++
		lines = append(lines, "WRONG  "+fmt.Sprintf(format, args...), "       → "+remedy)
	}
	if !otosink.Built {
		bad("build with cgo on Linux (make build)", "this program was built without sound; nothing could be tried")
		return
	}
	outlet := func(name string, o outletFacts) bool {
		switch {
		case o.err != nil:
			bad("aplay -L lists the names of what is here; is the card plugged in, and is the kiosk's user in the group audio?", "the %s: there is no sound device %q here (%s)", name, o.device, lastPart(o.err))
			return false
		case o.played != nil:
			bad("stop the kiosk and whatever else plays, and try again", "the %s: %q opens, but does not play (%s)", name, o.device, lastPart(o.played))
			return false
		}
		on := "ALSA does not tell on which card"
		if o.card >= 0 {
			on = fmt.Sprintf("on card %d", o.card)
		}
		ok("the %s plays on %q, %s", name, o.device, on)
		return true
	}
	speaker := outlet("speaker", f.speaker)
	if f.site.Audio.Headset.Device == "" {
		note("this site has no headset output: whoever needs speech hears it from the speaker, and personal things only on request")
		f.listened(speaker, false, ok, note, bad)
		return
	}
	headset := outlet("headset", f.headset)
	if speaker && headset {
		f.separation(ok, note, bad)
	}
	f.listened(speaker, headset, ok, note, bad)
	if f.site.Headset.Source == config.FromManual {
		note("nothing tells when the headset is pulled (source: manual): a stay that is left goes on in the headset until it times out")
	}
	return
}

type say func(format string, args ...any)

// separation judges whether anybody else can hear the headset.
func (f *audioFacts) separation(ok, note say, bad func(remedy, format string, args ...any)) {
	attested := f.site.Audio.Separate == config.SeparateAttested
	const other = `give the headset a sound card of its own (a USB one will do); or, if you have pulled the plug half out while the headset spoke and heard nothing from the speaker, write "separate: attested" under "audio:"`
	switch s, h := f.speaker.card, f.headset.card; {
	case f.headset.server:
		bad(`name the headset's card directly (plughw:CARD=NAME)`, "a sound server plays the headset: when an output goes away it goes on on another one, in the middle of a word, so personal things are NOT said in the headset, whatever the site attests")
	case s >= 0 && h >= 0 && s != h:
		ok("speaker and headset are two cards: personal things are said in the headset")
	case s >= 0 && s == h && attested:
		note("speaker and headset are both on card %d; the site attests that the speaker is mute while a headset is in", s)
	case s >= 0 && s == h:
		bad(other, "speaker and headset are both on card %d: many sound chips play on the speaker what is meant for the headset when the plug is half out, so personal things are NOT said in the headset", s)
	case attested:
		note("whether speaker and headset are two cards cannot be seen; the site attests that the speaker is mute while a headset is in")
	default:
		bad(`name the cards directly (plughw:CARD=NAME), not a sound server: a sound server may move the headset's sound to the speaker. Or: `+other, "whether speaker and headset are two cards cannot be seen, so personal things are NOT said in the headset")
	}
	for _, c := range f.controls {
		if strings.Contains(c.Name, "Auto-Mute") {
			note("the headset's card has %q, now %q: it switches the chip's own speaker by the plug's contact, not at the first edge; do not rely on it", c.Name, c.Value)
		}
	}
}

// listened judges what the microphone heard.
func (f *audioFacts) listened(speaker, headset bool, ok, note say, bad func(remedy, format string, args ...any)) {
	switch {
	case !speaker && !headset:
		return
	case f.listenErr != nil:
		note("could not listen (%s): put a microphone beside the speaker and name it with --listen, or listen yourself: low tone from the speaker, high tone in the headset only", lastPart(f.listenErr))
		return
	case f.speaker.heard == heardTone:
		ok("the speaker was heard")
	case f.speaker.heard == silent && speaker:
		note("the speaker was not heard: is it loud enough, and the microphone near? What was not heard from the headset then proves nothing")
	default:
		note("nobody listened: the low tone must come from the speaker, the high tone from the headset only")
	}
	if headset && f.headset.heard == heardTone {
		bad(`find out which way it takes: one chip for both, or a loopback in the mixer; do not write "separate: attested"`, "what was played in the headset was heard from the speaker")
	}
	if headset && f.headset.heard == silent && f.speaker.heard == heardTone {
		ok("what was played in the headset was not heard from the speaker; try it again with the plug half out")
	}
}

// lastPart is what went wrong, without who found it.
func lastPart(err error) string {
	s := err.Error()
	if i := strings.LastIndex(s, ": "); i >= 0 {
		s = s[i+2:]
	}
	return s
}
