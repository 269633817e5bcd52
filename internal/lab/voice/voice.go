package voice

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"modu/accessibility/audio"
	"modu/accessibility/reading"
	"modu/accessibility/scene"
	"modu/accessibility/synth"
	"modu/accessibility/synth/espeak"
	"modu/accessibility/synth/silence"
	"modu/accessibility/synth/worker"
	"modu/internal/child"
	"modu/internal/datafile"
)

// ErrUnknown marks a name of an engine or a voice that is not there, and a text that is
// too long: mistakes of the person who asked.
var ErrUnknown = errors.New("mistake in the command line")

// Engine is an engine under the name that the command line gives it.
type Engine struct {
	Name  string
	Synth synth.Synthesizer
	Close func() error
}

// Engines are the names that Open knows; any worker's program may stand there too.
func Engines() []string { return []string{"espeak", "worker", "program", "silence"} }

// Open opens an engine by name: espeak (as the kiosk does), worker (without
// the program behind it), program, silence, or the path of a worker, which has a
// slash in it. Only espeak-ng gets Korean as it is pronounced; another worker's
// voices read for themselves.
func Open(name string) (Engine, error) {
	cfg := espeak.Config{Respell: reading.Respell, Cold: true}
	ofWorker := func(c worker.Config) (Engine, error) {
		e := worker.New(c)
		if err := e.Prepare(); err != nil {
			_ = e.Close()
			return Engine{}, err
		}
		return Engine{name, e, e.Close}, nil
	}
	switch {
	case name == "espeak":
		v := espeak.Open(cfg, "", nil)
		return Engine{name + ", by its " + v.Kind(), v, v.Close}, nil
	case name == "program":
		e := espeak.New(cfg)
		return Engine{name, e, e.Close}, nil
	case name == "worker":
		path, ok := child.Find(espeak.WorkerProgram)
		if !ok {
			return Engine{}, fmt.Errorf("%s is neither beside kioskctl nor in PATH", espeak.WorkerProgram)
		}
		return ofWorker(worker.Config{Command: path, Respell: reading.Respell})
	case name == "silence":
		return Engine{name, silence.Engine{}, func() error { return nil }}, nil
	case strings.ContainsRune(name, filepath.Separator):
		return ofWorker(worker.Config{Command: name})
	}
	return Engine{}, fmt.Errorf("%w: no engine %q; %s", ErrUnknown, name, datafile.Suggest(name, Engines()))
}

// Spoken is what SayText said.
type Spoken struct {
	Text string // as it was read aloud
	PCM  []float32
}

// SayText reads a text aloud as the kiosk does: as it is written, in a language, at a rate
// in per cent of normal. Stretches of another language are said by that language's voice,
// unless a voice is named, which then says everything.
func (e Engine) SayText(ctx context.Context, lang scene.Lang, text string, rate int, voice string) (s Spoken, err error) {
	by := lang
	if voice != "" {
		if by, err = langOf(e.Synth.Voices(), voice); err != nil {
			return s, err
		}
	}
	for _, piece := range pieces(lang, text, voice != "") {
		said := reading.Read(cmp.Or(piece.Lang, lang), []scene.Span{{Text: piece.Text}}).Text
		// Another language's stretch is said by another voice, as in the kiosk.
		pcm, err := Say(ctx, e.Synth, synth.Request{Text: said, Lang: cmp.Or(piece.Lang, by), Rate: rate})
		if err != nil {
			return s, err
		}
		s.Text, s.PCM = strings.TrimSpace(s.Text+" "+said), append(s.PCM, pcm...)
	}
	return s, nil
}

// pieces cuts a text where another language's voice takes over; with a voice named by
// hand, everything is that voice's.
func pieces(lang scene.Lang, text string, whole bool) []scene.Span {
	spans := []scene.Span{{Text: text}}
	if whole {
		return spans
	}
	return reading.Cut(lang, spans)
}

func langOf(voices []synth.Voice, name string) (scene.Lang, error) {
	var names []string
	for _, v := range voices {
		if v.Name == name {
			return v.Lang, nil
		}
		names = append(names, v.Name)
	}
	return "", fmt.Errorf("%w: no voice %q; %s", ErrUnknown, name, datafile.Suggest(name, names))
}

// maxSpoken is the longest text of one command, in clauses of synth.MaxText.
const maxSpoken = 20

// Say makes the sound of a text at audio.Rate: silence around it trimmed, at the
// level of the kiosk. A text that is too long for a clause is said in several.
func Say(ctx context.Context, s synth.Synthesizer, r synth.Request) ([]float32, error) {
	text := []rune(r.Text)
	if len(text) > maxSpoken*synth.MaxText {
		return nil, fmt.Errorf("%w: %d characters are too many, %d may be", ErrUnknown, len(text), maxSpoken*synth.MaxText)
	}
	var out []float32
	for len(text) > 0 {
		n := len(text)
		if n > synth.MaxText {
			n = synth.MaxText
			for cut := n; cut > 0; cut-- { // between two words, where there are words
				if text[cut-1] == ' ' {
					n = cut
					break
				}
			}
		}
		r.Text, text = string(text[:n]), text[n:]
		pcm, err := clause(ctx, s, r)
		if err != nil {
			return nil, err
		}
		out = append(out, pcm...)
	}
	return out, nil
}

func clause(ctx context.Context, s synth.Synthesizer, r synth.Request) ([]float32, error) {
	st, err := s.Synthesize(ctx, r)
	if err != nil {
		return nil, err
	}
	defer st.Close()
	v, ok := synth.VoiceFor(s.Voices(), r.Lang)
	if !ok {
		v.LoudnessLUFS = audio.SpeechLUFS
	}
	shape := audio.NewShaper(audio.NewFilter(st.Rate(), audio.Rate), v.LoudnessLUFS, !v.Silent)
	var out []float32
	for {
		c, err := st.Next()
		out = append(out, shape.Write(c.PCM)...)
		if errors.Is(err, io.EOF) {
			return append(out, shape.Flush()...), nil
		}
		if err != nil {
			return nil, err
		}
	}
}

// Listing is what one engine has, or why it cannot speak.
type Listing struct {
	Engine string
	Voices []synth.Voice // by language
	Err    error
}

// List opens engines by name, one after the other, and lists what they have. "" is all
// that Engines names, but for the one that is made of the others.
func List(ctx context.Context, only string) []Listing {
	names := Engines()[1:] // espeak is one of the others
	if only != "" {
		names = []string{only}
	}
	var all []Listing
	for _, name := range names {
		l := Listing{Engine: name}
		l.Voices, l.Err = voices(ctx, name)
		all = append(all, l)
	}
	return all
}

func voices(ctx context.Context, name string) ([]synth.Voice, error) {
	e, err := Open(name)
	if err != nil {
		return nil, err
	}
	list := slices.Clone(e.Synth.Voices())
	if name == "program" { // it names its voices without being there
		_, err = Say(ctx, e.Synth, synth.Request{Text: "a", Lang: "en"})
	}
	if err := errors.Join(err, e.Close()); err != nil {
		return nil, err
	}
	slices.SortFunc(list, func(a, b synth.Voice) int { return strings.Compare(string(a.Lang), string(b.Lang)) })
	return list, nil
}
