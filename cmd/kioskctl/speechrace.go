package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"time"

	"modu/accessibility/audio/otosink"
	"modu/accessibility/input"
	"modu/accessibility/reading"
	"modu/accessibility/speaker"
	"modu/accessibility/speaker/speechrace"
	"modu/accessibility/speech"
	"modu/accessibility/synth/espeak"
	"modu/devices/keypad"
	"modu/devices/link"
	"modu/devices/profile"
	"modu/devices/transport/pty"
	"modu/devices/transport/serialport"
	"modu/internal/assemble"
	"modu/internal/runtime"
)

// speechRaceCommand measures the kiosk's voice beside what people use today: key byte on the
// serial line → first sample heard, on one silent sink that all of them play on. It
// fails where a gate does not hold.
func speechRaceCommand(ctx context.Context, args []string, out, errOut io.Writer) error {
	fs := flags("speechrace", errOut)
	n := fs.Int("n", 25, "words and sentences of each contender")
	buffer := fs.Duration("buffer", 0, "the sound device's buffer; without it, as the kiosk has it")
	only := fs.String("only", "", "word or sentence; without it, both")
	if fs.Parse(args) != nil || fs.NArg() > 0 || *n < 1 || *only != "" && *only != string(speechrace.Word) && *only != string(speechrace.Sentence) {
		return errUsage
	}
	dir, err := os.MkdirTemp("", "modu-race-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	card, err := speechrace.Start(ctx, dir)
	if err != nil {
		return err
	}
	defer card.Close()
	for name, v := range card.Vars() {
		if err := os.Setenv(name, v); err != nil {
			return err
		}
	}
	ours, err := startSpeaking(ctx, dir, "", *buffer)
	if err != nil {
		return err
	}
	defer ours.close()
	if err := ours.learn(); err != nil {
		return err
	}
	dispatcher, err := speechrace.StartDispatcher(ctx, card, ours.texts)
	if err != nil {
		return err
	}
	defer dispatcher.Close()
	kinds := []speechrace.Kind{speechrace.Word, speechrace.Sentence}
	if *only != "" {
		kinds = []speechrace.Kind{speechrace.Kind(*only)}
	}
	results, err := speechrace.Run(card, *n, kinds, ours, speechrace.CLI(ctx, card, ours.texts), speechrace.Pipe(ctx, card, ours.texts), dispatcher)
	if err != nil {
		return err
	}
	speechrace.Table(out, results)
	for _, k := range kinds {
		fmt.Fprintf(out, "\n%s: %s\n", k, strings.Join(ours.texts[k], " · "))
	}
	if broken := speechrace.Judge(results); len(broken) > 0 {
		return fmt.Errorf("the race is lost:\n  %s", strings.Join(broken, "\n  "))
	}
	return nil
}

// heard is an utterance, and what had focus then.
type heard struct {
	u speech.Utterance
}

// speaking is the kiosk in the race: a keypad on a pseudo-terminal, the loop, the voice
// worker, the sound device. It lacks only the window.
type speaking struct {
	master *pty.Master
	prof   *profile.Profile
	said   chan string
	heard  chan heard
	focus  atomic.Value // scene.NodeID
	last   heard        // of the loop's goroutine
	texts  speechrace.Texts
	lists  []int // how many sentences come of each list
	place  int   // more than 0: on the way through the words
	inside bool  // a list of sentences is open
	closes []func()
}

// Event tells when the last utterance was heard to its end.
func (r *speaking) Event(_ time.Duration, ev input.Event) {
	if f, ok := ev.(input.SpeechFinished); ok && !f.Cut && f.Utterance == r.last.u.ID {
		select {
		case r.heard <- r.last:
		default:
		}
	}
}

// Output notes what a key led to: the words up to the pause after which only the
// optional follows.
func (r *speaking) Output(_ time.Duration, out runtime.Output) {
	if out.Utterance == nil {
		return
	}
	r.focus.Store(out.Change.After.Focus)
	r.last = heard{*out.Utterance}
	var texts []string
	for _, c := range out.Utterance.Clauses {
		if c.Node == out.Utterance.Focus && !c.Optional {
			texts = append(texts, c.Text)
		}
	}
	select {
	case r.said <- strings.Join(texts, ", "):
	default:
	}
}

func startSpeaking(ctx context.Context, dir, site string, buffer time.Duration) (_ *speaking, err error) {
	parts, _, err := loadSite(site)
	if err != nil {
		return nil, err
	}
	prof, issues := assemble.LoadProfile(standardKeypad)
	if issues.Err() != nil {
		return nil, issues
	}
	r := &speaking{said: make(chan string, 8), heard: make(chan heard, 8), prof: prof, texts: speechrace.Texts{}}
	defer func() {
		if err != nil {
			r.close()
		}
	}()
	socket := pty.NewSocket(filepath.Join(dir, "keypad"))
	if r.master, err = socket.Plug(); err != nil {
		return nil, err
	}
	r.closes = append(r.closes, func() { r.master.Close() })
	go answerGreeting(r.master, prof)
	began := time.Now()
	loop := runtime.NewLoop(parts.Machine(1, 101), func() time.Duration { return time.Since(began) })
	engine := espeak.Open(espeak.Config{Respell: reading.Respell}, "", nil)
	_ = engine.Prepare(parts.Languages[0], 100)
	sink := otosink.New(otosink.Options{Buffer: buffer})
	s := speaker.New(speaker.Config{Synth: engine, Sink: sink, Emit: loop.Emit})
	ctx, cancel := context.WithCancel(ctx)
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		loop.Run(ctx, runtime.Ports{Observer: r, Voice: benchVoice{s}})
	}()
	r.closes = append(r.closes, func() { cancel(); <-ended; s.Close(); sink.Close(); engine.Close() })
	spec := prof.Port
	spec.USB, spec.Path = nil, socket.Link()
	ready := make(chan struct{}, 1)
	l := link.Start(ctx, link.Config{ID: "keypad", Class: "keypad", Driver: keypad.New(prof, "keypad"), Opener: serialport.Opener{}, Spec: spec,
		Emit: func(ev input.Event) {
			if d, ok := ev.(input.DeviceChanged); ok && d.State == input.DeviceReady {
				ready <- struct{}{}
			}
			loop.Emit(ev)
		}})
	r.closes = append(r.closes, func() { l.Close() })
	select {
	case <-ready:
	case <-time.After(10 * time.Second):
		return nil, errors.New("the keypad did not become ready")
	}
	return r, nil
}

// raceLists are the lists of items that the race goes through, by the place of their category
// in the first list. They are whole and in the menu's order, so that nobody picks the
// sounds they begin with; the first place is a choice out of the others.
var raceLists = []int{1, 2, 3, 4}

// learn goes through the lists of the race from top to bottom: what is said then is what
// the peers say, too. It ends where it began, on the first line of the categories.
func (r *speaking) learn() error {
	if err := r.keys("down", "select"); err != nil { // speech, and then "eat here"
		return err
	}
	var err error
	if r.texts[speechrace.Word], err = r.walk(""); err != nil {
		return err
	}
	if err := r.repeat("up", len(r.texts[speechrace.Word])); err != nil {
		return err
	}
	for at, list := range raceLists {
		if err := r.repeat("down", list-r.at(at)); err != nil {
			return err
		}
		if err := r.keys("select"); err != nil {
			return err
		}
		lines, err := r.walk(", ") // a name and a price; below the list stand the bar's words
		if err != nil {
			return err
		}
		r.lists = append(r.lists, len(lines))
		r.texts[speechrace.Sentence] = append(r.texts[speechrace.Sentence], lines...)
		if err := r.keys("left"); err != nil {
			return err
		}
	}
	return r.repeat("up", raceLists[len(raceLists)-1])
}

// at is the category in focus before the n-th list of the race is opened.
func (r *speaking) at(n int) int {
	if n == 0 {
		return 0
	}
	return raceLists[n-1]
}

// walk goes down a list as long as what is said has a certain part, or to its end, and
// gives what was said on the way.
func (r *speaking) walk(part string) (lines []string, err error) {
	for len(lines) < 50 {
		before := r.focus.Load()
		text, err := r.press("down")
		if err != nil || r.focus.Load() == before || !strings.Contains(text, part) {
			return lines, err
		}
		lines = append(lines, text)
	}
	return nil, errors.New("the list has no end")
}

func (r *speaking) repeat(key string, n int) error {
	for range n {
		if _, err := r.press(key); err != nil {
			return err
		}
	}
	return nil
}

func (r *speaking) keys(keys ...string) error {
	for _, k := range keys {
		if _, err := r.press(k); err != nil {
			return err
		}
	}
	return nil
}

// press presses a key and gives what it led to.
func (r *speaking) press(key string) (string, error) {
	for len(r.said) > 0 {
		<-r.said
	}
	if _, err := r.down(key); err != nil {
		return "", err
	}
	select {
	case text := <-r.said:
		return text, nil
	case <-time.After(5 * time.Second):
		return "", fmt.Errorf("nothing came of key %s", key)
	}
}

// down writes the bytes of a key; its release follows a moment later.
func (r *speaking) down(key string) (time.Time, error) {
	down, up := keyFrame(r.prof, key, true), keyFrame(r.prof, key, false)
	began := time.Now()
	if _, err := r.master.Write(down); err != nil {
		return began, err
	}
	time.Sleep(30 * time.Millisecond)
	_, err := r.master.Write(up)
	return began, err
}

// Name, Prepare, Say and Hush make it a contender.
func (r *speaking) Name() string { return "Modu" }

// Prepare goes to where the next press says the i-th text: to the top of the words when
// they begin anew, and from one list of sentences into the next.
func (r *speaking) Prepare(k speechrace.Kind, i int) (err error) {
	i %= len(r.texts[k])
	if k == speechrace.Word {
		if i > 0 || r.place == 0 {
			r.place++
			return nil
		}
		return r.repeat("up", len(r.texts[k]))
	}
	if r.place > 0 { // the words are over
		if err := r.repeat("up", len(r.texts[speechrace.Word])); err != nil {
			return err
		}
		r.place = 0
	}
	for n, length := range r.lists {
		if i > 0 {
			i -= length
			continue
		}
		if i < 0 {
			return nil // in the middle of a list
		}
		if n > 0 {
			err = r.keys("left")
		} else if r.inside {
			err = errors.Join(r.keys("left"), r.repeat("up", raceLists[len(raceLists)-1]))
		}
		r.inside = true
		return errors.Join(err, r.repeat("down", raceLists[n]-r.at(n)), r.keys("select"))
	}
	return nil
}

func (r *speaking) Say(speechrace.Kind, int) (time.Time, error) { return r.down("down") }

// Hush is any key of the keypad that only stops what is being said.
func (r *speaking) Hush() (time.Time, error) { return r.down("pause") }

func (r *speaking) close() {
	for i := len(r.closes) - 1; i >= 0; i-- {
		r.closes[i]()
	}
}
