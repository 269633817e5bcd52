package soundcheck

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"modu/accessibility/audio"
	"modu/accessibility/audio/otosink"
	"modu/devices/alsajack"
	"modu/internal/config"
	"modu/internal/lab/proc"
	"modu/internal/task"
)

// Options of a check.
type Options struct {
	Site   config.Site
	Listen string // an ALSA capture device; "": do not listen
	Silent bool   // play nothing
}

// Check plays a low tone on the loudspeaker and a high one in the headset, listens where
// it can, and says in words what is wrong and what to do. It returns how many things are
// wrong.
func Check(ctx context.Context, out io.Writer, o Options) (wrong int) {
	f := look(o.Site, machine())
	if !o.Silent && otosink.Built {
		f.play(ctx, o.Listen)
	}
	lines, wrong := f.findings()
	for _, l := range lines {
		fmt.Fprintln(out, l)
	}
	return wrong
}

// senses are how a check looks at the machine.
type senses struct {
	card    func(device string) (card int, server bool, err error)
	holders func() []proc.Holder // of the sound cards' files
}

func machine() senses {
	return senses{otosink.Card, func() []proc.Holder { return proc.Holders("/dev/snd") }}
}

// outletFacts is what was found out about one output.
type outletFacts struct {
	device string
	err    error
	card   int // -1: ALSA does not tell
	server bool
	played error
	heard  catch
	held   []proc.Holder // where the device is busy: who has files of sound cards open
}

// busy reports whether another program has the device.
func (o outletFacts) busy() bool {
	return errors.Is(o.err, otosink.ErrBusy) || errors.Is(o.played, otosink.ErrBusy)
}

// catch is what a microphone told.
type catch uint8

const (
	notListened catch = iota
	silent
	heardTone
)

// facts is everything that findings judges.
type facts struct {
	site             config.Site
	speaker, headset outletFacts
	controls         []alsajack.Control // of the headset's card
	listenErr        error
	holders          func() []proc.Holder
}

// The tones: far apart, and no harmonic of each other.
const (
	speakerHz = 440.0
	headsetHz = 1000.0
	toneTime  = 1500 * time.Millisecond
	toneLevel = 0.1 // -20 dB of full scale: heard in a shop, no harm to an ear
)

func look(s config.Site, m senses) facts {
	f := facts{site: s, holders: m.holders}
	at := func(device string) outletFacts {
		o := outletFacts{device: device}
		o.card, o.server, o.err = m.card(device)
		f.ask(&o)
		return o
	}
	f.speaker = at(s.Audio.Speaker.Device)
	if s.Audio.Headset.Device != "" {
		f.headset = at(s.Audio.Headset.Device)
		if f.headset.card >= 0 {
			f.controls, _ = alsajack.Controls("hw:" + strconv.Itoa(f.headset.card)) // none to be seen: nothing to say
		}
	}
	return f
}

// ask finds out who has a device that is busy.
func (f *facts) ask(o *outletFacts) {
	if o.busy() && f.holders != nil {
		o.held = f.holders()
	}
}

// play makes both outputs sound, one after the other, and listens to each.
func (f *facts) play(ctx context.Context, listen string) {
	for _, o := range []struct {
		of *outletFacts
		hz float64
	}{{&f.speaker, speakerHz}, {&f.headset, headsetHz}} {
		if o.of.device == "" || o.of.err != nil || ctx.Err() != nil {
			continue
		}
		var pcm []float32 // nil: nothing listens
		var err error
		ears := task.Start(func(context.Context) {
			if listen != "" && f.listenErr == nil {
				pcm, err = otosink.Listen(listen, toneTime)
			}
		})
		o.of.played = playTone(ctx, o.of.device, o.hz)
		f.ask(o.of)
		ears.Wait()
		switch {
		case err != nil:
			f.listenErr = err
		case pcm != nil && stands(pcm, o.hz):
			o.of.heard = heardTone
		case pcm != nil:
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

// notes are what is said of the facts, and how many of it is wrong.
type notes struct {
	lines []string
	wrong int
}

func (n *notes) ok(format string, args ...any) {
	n.lines = append(n.lines, "ok     "+fmt.Sprintf(format, args...))
}

func (n *notes) note(format string, args ...any) {
	n.lines = append(n.lines, "note   "+fmt.Sprintf(format, args...))
}

func (n *notes) bad(remedy, format string, args ...any) {
	n.wrong++
	n.lines = append(n.lines, "WRONG  "+fmt.Sprintf(format, args...), "       → "+remedy)
}

// findings says in words what was found, and how many things are wrong.
func (f *facts) findings() (lines []string, wrong int) {
	n := &notes{}
	f.judge(n)
	return n.lines, n.wrong
}

func (f *facts) judge(n *notes) {
	if !otosink.Built {
		n.bad("build with cgo on Linux (make build)", "this program was built without sound; nothing could be tried")
		return
	}
	speaker := n.outlet("speaker", f.speaker)
	if f.site.Audio.Headset.Device == "" {
		n.note("this site has no headset output: whoever needs speech hears it from the speaker, and personal things only on request")
		f.listened(speaker, false, n)
		return
	}
	headset := n.outlet("headset", f.headset)
	if speaker && headset {
		f.separation(n)
	}
	f.listened(speaker, headset, n)
	if f.site.Headset.Source == config.FromManual {
		n.note("nothing tells when the headset is pulled (source: manual): a stay that is left goes on in the headset until it times out")
	}
}

// outlet judges whether one output plays.
func (n *notes) outlet(name string, o outletFacts) bool {
	switch {
	case o.busy():
		who, remedy := holding(o.held)
		n.bad(remedy, "the %s: the sound device %q is there, and %s", name, o.device, who)
		return false
	case o.err != nil:
		n.bad("aplay -L lists the names of what is here; is the card plugged in, and is the kiosk's user in the group audio?", "the %s: there is no sound device %q here (%s)", name, o.device, lastPart(o.err))
		return false
	case o.played != nil:
		n.bad("stop the kiosk and whatever else plays, and try again", "the %s: %q opens, but does not play (%s)", name, o.device, lastPart(o.played))
		return false
	}
	on := "ALSA does not tell on which card"
	if o.card >= 0 {
		on = fmt.Sprintf("on card %d", o.card)
	}
	n.ok("the %s plays on %q, %s", name, o.device, on)
	return true
}

// holding says who has a busy device. Files of a card's sound (pcm…) tell more than those
// of its mixer, which many programs keep open.
func holding(all []proc.Holder) (who, remedy string) {
	var names []string
	for _, h := range all {
		if slices.ContainsFunc(h.Open, func(file string) bool { return strings.HasPrefix(filepath.Base(file), "pcm") }) {
			names = append(names, fmt.Sprintf("%s (process %d)", h.Name, h.PID))
		}
	}
	if len(names) == 0 {
		return "a program that this user cannot see holds it", "stop the kiosk, or try again as root to see which program it is (sudo kioskctl audio check)"
	}
	return strings.Join(names, " and ") + map[bool]string{true: " holds it", false: " hold it"}[len(names) == 1],
		"end it for as long as the check takes (a kiosk under a service manager: systemctl stop), and try again"
}

// separation judges whether anybody else can hear the headset.
func (f *facts) separation(n *notes) {
	attested := f.site.Audio.Separate == config.SeparateAttested
	const other = `give the headset a sound card of its own (a USB one will do); or, if you have pulled the plug half out while the headset spoke and heard nothing from the speaker, write "separate: attested" under "audio:"`
	switch s, h := f.speaker.card, f.headset.card; {
	case f.headset.server:
		n.bad(`name the headset's card directly (plughw:CARD=NAME)`, "a sound server plays the headset: when an output goes away it goes on on another one, in the middle of a word, so personal things are NOT said in the headset, whatever the site attests")
	case s >= 0 && h >= 0 && s != h:
		n.ok("speaker and headset are two cards: personal things are said in the headset")
	case s >= 0 && s == h && attested:
		n.note("speaker and headset are both on card %d; the site attests that the speaker is mute while a headset is in", s)
	case s >= 0 && s == h:
		n.bad(other, "speaker and headset are both on card %d: many sound chips play on the speaker what is meant for the headset when the plug is half out, so personal things are NOT said in the headset", s)
	case attested:
		n.note("whether speaker and headset are two cards cannot be seen; the site attests that the speaker is mute while a headset is in")
	default:
		n.bad(`name the cards directly (plughw:CARD=NAME), not a sound server: a sound server may move the headset's sound to the speaker. Or: `+other, "whether speaker and headset are two cards cannot be seen, so personal things are NOT said in the headset")
	}
	for _, c := range f.controls {
		if strings.Contains(c.Name, "Auto-Mute") {
			n.note("the headset's card has %q, now %q: it switches the chip's own speaker by the plug's contact, not at the first edge; do not rely on it", c.Name, c.Value)
		}
	}
}

// listened judges what the microphone heard.
func (f *facts) listened(speaker, headset bool, n *notes) {
	switch {
	case !speaker && !headset:
		return
	case f.listenErr != nil:
		n.note("could not listen (%s): put a microphone beside the speaker and name it with --listen, or listen yourself: low tone from the speaker, high tone in the headset only", lastPart(f.listenErr))
		return
	case f.speaker.heard == heardTone:
		n.ok("the speaker was heard")
	case f.speaker.heard == silent && speaker:
		n.note("the speaker was not heard: is it loud enough, and the microphone near? What was not heard from the headset then proves nothing")
	default:
		n.note("nobody listened: the low tone must come from the speaker, the high tone from the headset only")
	}
	if headset && f.headset.heard == heardTone {
		n.bad(`find out which way it takes: one chip for both, or a loopback in the mixer; do not write "separate: attested"`, "what was played in the headset was heard from the speaker")
	}
	if headset && f.headset.heard == silent && f.speaker.heard == heardTone {
		n.ok("what was played in the headset was not heard from the speaker; try it again with the plug half out")
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
