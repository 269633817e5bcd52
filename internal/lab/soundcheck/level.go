package soundcheck

import (
	"context"
	"fmt"
	"io"
	"text/tabwriter"
	"time"

	"modu/accessibility"
	"modu/accessibility/audio/otosink"
	"modu/accessibility/input"
	"modu/accessibility/speaker"
	"modu/accessibility/speech"
	"modu/internal/assemble"
	"modu/internal/config"
	"modu/internal/lab/voice"
)

// LevelOptions say which output, and whether it is heard.
type LevelOptions struct {
	Parts    *assemble.Parts
	Site     config.Site
	Headset  bool          // the headset instead of the loudspeaker
	For      time.Duration // speak for so long …
	Measured int           // … or, if more than 0, only show what follows when so many dB(A) are measured
}

// Level helps to find the one number of an output, and shows what follows from it.
func Level(ctx context.Context, out io.Writer, l LevelOptions) error {
	outlet, name := l.Site.Audio.Speaker, "speaker"
	if l.Headset {
		outlet, name = l.Site.Audio.Headset, "headset"
	}
	o := outlet.Output()
	if l.Measured == 0 {
		if outlet.Device == "" {
			return fmt.Errorf("the site has no %s: its device is empty", name)
		}
		fmt.Fprintf(out, "Speaking at full level on %q for %g s. Hold a sound level meter (A, fast) where a\nperson's head is (VOL-11: say 30 cm in front, 1500 and 1150 mm high) and note the mean\nof three readings; the quieter of the two heights counts.\n\n", outlet.Device, l.For.Seconds())
		if err := speakAtFullLevel(ctx, outlet.Device, welcome(l.Parts), l.For); err != nil {
			return err
		}
		fmt.Fprintf(out, "Write what it showed into the site file:\n\n  audio:\n    %s: {measured: …}\n\nkioskctl level --measured N shows what follows from it.\n\n", name)
	} else {
		o.MeasuredDBA = l.Measured
	}
	if o.Measured() {
		fmt.Fprintf(out, "With %d dB(A) measured and a ceiling of %d:\n\n", o.MeasuredDBA, o.CeilingDBA)
	} else {
		fmt.Fprintln(out, "Nobody has measured yet. The levels, as they would be of a laptop:")
	}
	levels(out, o)
	if n := l.Site.Audio.Ambient.Level; n != 0 && o.Drowned(float64(n)) {
		fmt.Fprintf(out, "\nThe loudest is not %d dB above the noise of this place, %d dB(A) (VOL-4).\n", accessibility.AboveAmbient, n)
	}
	return nil
}

func levels(out io.Writer, o accessibility.Output) {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "level\tdB(A)\tgain dB\t")
	for _, v := range o.Volumes() {
		what := ""
		if v == 0 {
			what = "everybody begins here"
		}
		fmt.Fprintf(w, "%d\t%d\t%.0f\t %s\n", o.Level(v), o.DBA(v), o.GainDB(v), what)
	}
	_ = w.Flush()
}

// welcome is what everybody hears first, in the site's language.
func welcome(p *assemble.Parts) speech.Clause {
	lang := p.Languages[0]
	return speech.Clause{Lang: lang, Text: p.Catalogue.Localizer(lang).Text("speech.welcome").String()}
}

// speakAtFullLevel says one clause again and again.
func speakAtFullLevel(ctx context.Context, device string, text speech.Clause, d time.Duration) error {
	ctx, cancel := context.WithTimeout(ctx, d)
	defer cancel()
	engine, err := voice.Open("espeak")
	if err != nil {
		return err
	}
	defer func() { _ = engine.Close() }()
	sink := otosink.New(otosink.Options{Device: device})
	defer sink.Close()
	said := make(chan input.Event, 16)
	s := speaker.New(speaker.Config{Synth: engine.Synth, Sink: sink, Emit: func(e input.Event) {
		select {
		case said <- e:
		case <-ctx.Done():
		}
	}})
	defer s.Close()
	for n := input.UtteranceID(1); ; n++ {
		s.Say(speech.Utterance{ID: n, Priority: speech.PolitePri, Clauses: []speech.Clause{text}})
		if err := heardOut(ctx, device, said); err != nil || ctx.Err() != nil {
			if ctx.Err() == context.DeadlineExceeded {
				return nil
			}
			return err
		}
	}
}

// heardOut waits until an utterance was heard to its end, or cannot be.
func heardOut(ctx context.Context, device string, said <-chan input.Event) error {
	for {
		select {
		case e := <-said:
			switch e := e.(type) {
			case input.DeviceChanged:
				if e.State != input.DeviceReady {
					return fmt.Errorf("%q cannot be heard (%s)", device, e.Code)
				}
			case input.SpeechFinished:
				return nil
			}
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}
