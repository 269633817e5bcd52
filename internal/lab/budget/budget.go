package budget

import (
	"context"
	"embed"
	"fmt"
	"io"
	"math"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	"modu/accessibility"
	"modu/accessibility/audio"
	"modu/accessibility/audit/sound"
	"modu/accessibility/input"
	"modu/accessibility/reading"
	"modu/accessibility/scene"
	"modu/accessibility/speaker"
	"modu/accessibility/speech"
	"modu/accessibility/synth"
	"modu/accessibility/synth/espeak"
	"modu/accessibility/synth/stretch"
	"modu/internal/assemble"
	"modu/internal/datafile"
	"modu/internal/datafile/disk"
	"modu/internal/lab/load"
	"modu/internal/runtime"
	"modu/internal/scenario"
	"modu/internal/task"
)

//go:embed order.txt menu.txt budget.yaml
var files embed.FS

// File is what the figures are kept in, from the root of the module.
const File = "internal/lab/budget/budget.yaml"

// seconds of speech of each kind of listener.
type seconds struct {
	Default float64 `yaml:"default,required"` // somebody new: normal rate, normal verbosity, without Once
	Once    float64 `yaml:"once,required"`    // what they are told once a stay: how the kiosk is worked, and where things are
	Expert  float64 `yaml:"expert,required"`  // brief, three times the rate
	Focus   float64 `yaml:"focus,required"`   // the longest name on the menu, at the normal rate
}

// budget is what may be spent, and what was last.
type budget struct {
	Limits   seconds `yaml:"limits,required"`
	Measured seconds `yaml:"measured,required"` // by the short way
	Menu     seconds `yaml:"menu,required"`     // the same order on a site that begins with the whole menu
}

// The orders that are measured: each is within the limits.
const (
	shortOrder = "order.txt"
	menuOrder  = "menu.txt"
)

// read reads the figures that are built in.
func read() (budget, error) {
	var b budget
	data, err := files.ReadFile(path.Base(File))
	if err != nil {
		return b, err
	}
	_, issues := datafile.Decode(File, data, &b)
	return b, issues.Err()
}

// growth is how much the wording may cost more than it did before a build fails.
const growth = 1.05

// over says where the measured figures of an order break a budget.
func (b budget) over(order string, now seconds) []string {
	was := b.Measured
	if order == menuOrder {
		was = b.Menu
	}
	var broken []string
	for _, r := range []struct {
		name              string
		now, limit, known float64
	}{
		{order + ", default", now.Default, b.Limits.Default, was.Default},
		{order + ", told once a stay", now.Once, b.Limits.Once, was.Once},
		{order + ", expert", now.Expert, b.Limits.Expert, was.Expert},
		{"a focus phrase", now.Focus, b.Limits.Focus, was.Focus},
	} {
		if r.now > r.limit {
			broken = append(broken, fmt.Sprintf("%s: %.2f s of speech, at most %.2f s", r.name, r.now, r.limit))
		}
		if r.now > r.known*growth {
			broken = append(broken, fmt.Sprintf("%s: %.2f s of speech, %.1f %% more than the %.2f s in %s", r.name, r.now, 100*(r.now/r.known-1), r.known, File))
		}
	}
	return broken
}

// prompt is one utterance of the order and what it costs to hear what is necessary of it.
type prompt struct {
	u         speech.Utterance
	pcm       []float32
	once      float64 // seconds of it that are told once a stay
	syllables int
}

func (p prompt) seconds() float64 { return float64(len(p.pcm)) / audio.Rate }

// prompts plays an order in virtual time and makes the sound of everything that is said
// on the way, up to the pause after which only the optional follows.
func prompts(ctx context.Context, order string, parts *assemble.Parts, engine synth.Synthesizer, verbosity string, rate int) ([]prompt, error) {
	data, err := files.ReadFile(order)
	if err != nil {
		return nil, err
	}
	script, issues := scenario.Parse(order, data)
	if issues.Err() != nil {
		return nil, issues
	}
	var said []speech.Utterance
	m := runtime.NewMachine(parts.Core, parts.Core.New(1, 101), listener{parts.Words, verbosity}, parts.OutOfOrder)
	_, err = scenario.Run(script, scenario.NewVirtual(m, func(_ time.Duration, out runtime.Output) {
		if out.Utterance != nil {
			said = append(said, *out.Utterance)
		}
	}), false)
	if err != nil {
		return nil, err
	}
	var out []prompt
	for _, u := range said {
		p := prompt{u: necessary(u)}
		if len(p.u.Clauses) == 0 {
			continue
		}
		if p.pcm, err = soundOf(ctx, engine, p.u, rate); err != nil {
			return nil, err
		}
		if rest, told := untold(p.u); told {
			pcm, err := soundOf(ctx, engine, rest, rate)
			if err != nil {
				return nil, err
			}
			p.once = p.seconds() - float64(len(pcm))/audio.Rate
		}
		for _, c := range p.u.Clauses {
			for _, r := range c.Text {
				if r >= 0xAC00 && r <= 0xD7A3 {
					p.syllables++
				}
			}
		}
		out = append(out, p)
	}
	return out, nil
}

// listener composes for somebody who wants so much said.
type listener struct {
	runtime.Composer
	verbosity string
}

func (l listener) Compose(c scene.Change, p accessibility.Preferences) (speech.Utterance, bool) {
	p.Verbosity = l.verbosity
	return l.Composer.Compose(c, p)
}

// necessary is an utterance without what can be done without.
func necessary(u speech.Utterance) speech.Utterance {
	var kept []speech.Clause
	for _, c := range u.Clauses {
		if !c.Optional {
			kept = append(kept, c)
		}
	}
	u.Clauses = kept
	return u
}

// untold is an utterance without what is told once a stay. It reports whether there is such
// a thing in it.
func untold(u speech.Utterance) (speech.Utterance, bool) {
	whole := len(u.Clauses)
	u.Clauses = slices.DeleteFunc(slices.Clone(u.Clauses), func(c speech.Clause) bool { return c.OnceAStay })
	return u, len(u.Clauses) < whole
}

// soundOf is what a speaker plays of an utterance.
func soundOf(ctx context.Context, engine synth.Synthesizer, u speech.Utterance, rate int) ([]float32, error) {
	sink := &thirsty{}
	defer sink.Close()
	failed := make(chan input.Event, 16)
	ended := make(chan struct{}, 1)
	s := speaker.New(speaker.Config{Synth: engine, Sink: sink, Emit: func(ev input.Event) {
		switch ev.(type) {
		case input.DeviceChanged:
			failed <- ev
		case input.SpeechFinished:
			ended <- struct{}{}
		}
	}})
	defer s.Close()
	s.SetRate(rate)
	u.Priority = speech.Interrupt
	s.Say(u)
	select {
	case <-ended:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	select {
	case ev := <-failed:
		return nil, fmt.Errorf("the voice failed: %+v", ev)
	default:
	}
	sink.mu.Lock()
	defer sink.mu.Unlock()
	return sink.pcm, nil
}

// thirsty is a sink that takes everything as soon as it is there.
type thirsty struct {
	mu  sync.Mutex
	pcm []float32

	plays []*task.Task
}

func (d *thirsty) Play(st audio.Stream, _ float64) audio.Playback {
	heard := audio.NewProgress()
	heard.Start()
	play := task.Start(func(ctx context.Context) {
		buf := make([]float32, audio.Block)
		for ctx.Err() == nil {
			n, end := st.Read(buf)
			d.mu.Lock()
			d.pcm = append(d.pcm, buf[:n]...)
			d.mu.Unlock()
			heard.Advance(n)
			if end {
				heard.Finish()
				return
			}
			if n == 0 {
				time.Sleep(time.Millisecond)
			}
		}
	})
	d.mu.Lock()
	defer d.mu.Unlock()
	d.plays = append(d.plays, play)
	return drained{heard, play}
}
func (*thirsty) Stop()                       {}
func (*thirsty) Health() <-chan audio.Health { return nil }

// Close ends what still plays. Play is not called any more.
func (d *thirsty) Close() error {
	d.mu.Lock()
	plays := d.plays
	d.mu.Unlock()
	for _, p := range plays {
		p.Stop()
	}
	return nil
}

type drained struct {
	*audio.Progress
	play *task.Task
}

func (drained) SetGain(float64) {}
func (p drained) Stop()         { p.play.Cancel(); p.Finish() }

// expertRate is three times the normal rate.
const expertRate = 300

// spent is what the order costs, prompt by prompt.
type spent struct {
	seconds
	normal, expert []prompt
	slow           []prompt // what the expert hears, at the normal rate
	longest        string
}

// spend plays an order as somebody new and as an expert hear it, on the embedded
// defaults, and measures every name of the menu.
func spend(ctx context.Context, order string) (s spent, err error) {
	parts, err := begun(order)
	if err != nil {
		return s, err
	}
	voice := espeak.Open(espeak.Config{Respell: reading.Respell}, "", nil)
	defer voice.Close()
	engine := stretch.New(voice) // as the kiosk has it
	if s.normal, err = prompts(ctx, order, parts, engine, "normal", synth.NormalRate); err != nil {
		return s, err
	}
	if s.expert, err = prompts(ctx, order, parts, engine, "brief", expertRate); err != nil {
		return s, err
	}
	for _, p := range s.normal {
		s.Default += p.seconds() - p.once
		s.Once += p.once
	}
	// What a person waits for before they press on is the name of what has focus; every
	// name of the menu, not only of this order, must be short.
	for _, text := range menuNames(parts) {
		name := speech.Utterance{Clauses: []speech.Clause{{Lang: text.Lang, Text: reading.Read(text.Lang, text.SpokenSpans()).Text}}}
		pcm, err := soundOf(ctx, engine, name, synth.NormalRate)
		if err != nil {
			return s, err
		}
		if sec := float64(len(pcm)) / audio.Rate; sec > s.Focus {
			s.Focus, s.longest = sec, name.Clauses[0].Text
		}
	}
	for i, p := range s.expert {
		s.Expert += p.seconds()
		s.slow = append(s.slow, p)
		if s.slow[i].pcm, err = soundOf(ctx, engine, p.u, synth.NormalRate); err != nil {
			return s, err
		}
	}
	return s, nil
}

// begun is the café on a site that begins as an order does.
func begun(order string) (*assemble.Parts, error) {
	read := load.Site
	if order == menuOrder {
		read = load.WholeMenu
	}
	parts, _, err := read("")
	return parts, err
}

// menuNames is everything of the menu that can have focus, in the first language.
func menuNames(parts *assemble.Parts) []scene.Text {
	loc := parts.Catalogue.Localizer(parts.Languages[0])
	var names []scene.Text
	add := func(id string) { names = append(names, loc.Text(id)) }
	asked := map[string]bool{}
	for _, c := range parts.Service.Categories() {
		add(c.Label)
		for _, i := range parts.Service.Items(c.ID) {
			add(i.Label)
			for _, id := range i.Options {
				o, _ := parts.Service.Option(id)
				if asked[id] {
					continue
				}
				asked[id] = true
				for _, v := range o.Values {
					add(v.Label)
				}
			}
		}
	}
	return names
}

// rates are syllables a second of the same words at both rates.
func (s spent) rates() (normal, expert float64) {
	rate := func(ps []prompt) float64 {
		n, sec := 0, 0.0
		for _, p := range ps {
			n, sec = n+p.syllables, sec+p.seconds()
		}
		return float64(n) / sec
	}
	return rate(s.slow), rate(s.expert)
}

// pitch of the same words at both rates, in Hz: the median of all at the normal rate, and by
// how much the median prompt is higher or lower at the other one. Prompt by prompt, since
// speech that is three times as fast keeps fewer of the low ends of words, in some more than
// in others; and over all orders that are given, since one has too few prompts for a median.
func pitch(orders ...spent) (normal, expert float64) {
	var all []float32
	var changes []float64
	for _, s := range orders {
		for i, p := range s.slow {
			all = append(all, p.pcm...)
			slow, _ := sound.Pitch(p.pcm)
			if fast, _ := sound.Pitch(s.expert[i].pcm); slow > 0 && fast > 0 {
				changes = append(changes, fast/slow)
			}
		}
	}
	if len(changes) == 0 {
		return 0, 0
	}
	slices.Sort(changes)
	normal, _ = sound.Pitch(all)
	return normal, normal * changes[len(changes)/2]
}

// Run measures what the commonest order costs, by the short way and through the whole menu,
// prints every prompt of both, and returns what breaks the budget, a line each. With a file
// named, it writes the measured figures into this copy of File instead of judging them.
func Run(ctx context.Context, out io.Writer, write string) (broken []string, err error) {
	b, err := read()
	if err != nil {
		return nil, err
	}
	for _, order := range [...]string{shortOrder, menuOrder} {
		s, err := spend(ctx, order)
		if err != nil {
			return nil, err
		}
		fmt.Fprintf(out, "%s\n", order)
		s.print(out, b.Limits)
		if write == "" {
			broken = append(broken, b.over(order, s.seconds)...)
		} else if err := rewrite(write, order, s.seconds); err != nil {
			return nil, err
		}
	}
	return broken, nil
}

// print tells what an order costs, prompt by prompt.
func (s spent) print(out io.Writer, limits seconds) {
	for _, list := range []struct {
		name string
		ps   []prompt
	}{{"default", s.normal}, {"expert", s.expert}} {
		fmt.Fprintf(out, "%s:\n", list.name)
		for _, p := range list.ps {
			fmt.Fprintf(out, "  %5.2f s %s %s\n", p.seconds(), toldOnce(p), runtime.Spoken(p.u))
		}
	}
	normal, expert := s.rates()
	low, fast := pitch(s)
	fmt.Fprintf(out, "\ndefault %.1f s (limit %.0f) and told once %.1f s (limit %.0f), expert %.1f s (limit %.0f), %.1f and %.1f syllables a second: %.2f times\npitch %.1f and %.1f Hz: %+.1f %%\nlongest name %.2f s (limit %.1f): %s\n",
		s.Default, limits.Default, s.Once, limits.Once, s.Expert, limits.Expert, normal, expert, expert/normal, low, fast, 100*(fast/low-1), s.Focus, limits.Focus, s.longest)
}

// toldOnce is the column of what is told once, empty where nothing is.
func toldOnce(p prompt) string {
	if p.once == 0 {
		return strings.Repeat(" ", len(" (5.00 once)"))
	}
	return fmt.Sprintf(" (%.2f once)", p.once)
}

// rewrite keeps the file's comments.
func rewrite(file, order string, s seconds) error {
	data, err := disk.Read(file, datafile.MaxBytes)
	if err != nil {
		return err
	}
	up := func(v float64) float64 { return math.Ceil(v*100) / 100 }
	key := map[string]string{shortOrder: "measured", menuOrder: "menu"}[order]
	line := fmt.Sprintf("%s: {default: %.2f, once: %.2f, expert: %.2f, focus: %.2f}", key, up(s.Default), up(s.Once), up(s.Expert), up(s.Focus))
	return os.WriteFile(file, regexp.MustCompile(`(?m)^`+key+`:.*$`).ReplaceAll(data, []byte(line)), 0o644)
}
