package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"text/tabwriter"

	"modu/accessibility/audio"
	"modu/accessibility/audio/wavsink"
	"modu/accessibility/reading"
	"modu/accessibility/scene"
	"modu/accessibility/synth"
	"modu/accessibility/synth/espeak"
	"modu/accessibility/synth/silence"
	"modu/accessibility/synth/worker"
	"modu/internal/child"
	"modu/internal/datafile"
)

// speakEngine is an engine under the name that the command line gives it.
type speakEngine struct {
	name  string
	synth synth.Synthesizer
	close func() error
}

// engineNames are those of openEngine; any worker's program may stand there too.
func engineNames() []string { return []string{"espeak", "worker", "program", "silence"} }

// openEngine opens an engine by name: espeak (as the kiosk does), worker (without
// the program behind it), program, silence, or the path of a worker, which has a
// slash in it. Only espeak-ng gets Korean as it is pronounced; another worker's
// voices read for themselves.
func openEngine(name string) (speakEngine, error) {
	cfg := espeak.Config{Respell: reading.Respell, Cold: true}
	ofWorker := func(c worker.Config) (speakEngine, error) {
		e := worker.New(c)
		if err := e.Prepare(); err != nil {
			_ = e.Close()
			return speakEngine{}, err
		}
		return speakEngine{name, e, e.Close}, nil
	}
	switch {
	case name == "espeak":
		v := espeak.Open(cfg, "", nil)
		return speakEngine{name + ", by its " + v.Kind(), v, v.Close}, nil
	case name == "program":
		e := espeak.New(cfg)
		return speakEngine{name, e, e.Close}, nil
	case name == "worker":
		path, ok := child.Find(espeak.WorkerProgram)
		if !ok {
			return speakEngine{}, fmt.Errorf("%s is neither beside kioskctl nor in PATH", espeak.WorkerProgram)
		}
		return ofWorker(worker.Config{Command: path, Respell: reading.Respell})
	case name == "silence":
		return speakEngine{name, silence.Engine{}, func() error { return nil }}, nil
	case strings.ContainsRune(name, filepath.Separator):
		return ofWorker(worker.Config{Command: name})
	}
	return speakEngine{}, fmt.Errorf("%w: no engine %q; %s", errUsage, name, datafile.Suggest(name, engineNames()))
}

// speakCommand writes what the kiosk would play for a text into a file.
func speakCommand(ctx context.Context, args []string, out, errOut io.Writer) error {
	fs := flags("speak", errOut)
	locale := fs.String("locale", "ko", "language of the text, as a BCP 47 tag")
	rate := fs.Int("rate", synth.NormalRate, "speed in per cent of normal, 75 to 300")
	voice := fs.String("voice", "", "name of a voice, of those that kioskctl voices lists; without it, the language's")
	engine := fs.String("engine", "espeak", strings.Join(engineNames(), ", ")+", or the path of a voice worker")
	file := fs.String("out", "", "the WAV file to write: 48 kHz, 16 bit, mono")
	if fs.Parse(textAfterFlags(fs, args)) != nil || fs.NArg() == 0 {
		return errUsage
	}
	if *file == "" {
		return fmt.Errorf("%w: --out names the file to write", errUsage)
	}
	if *rate < synth.MinRate || *rate > synth.MaxRate {
		return fmt.Errorf("%w: the rate goes from %d to %d, not %d", errUsage, synth.MinRate, synth.MaxRate, *rate)
	}
	e, err := openEngine(*engine)
	if err != nil {
		return err
	}
	defer e.close()
	lang := scene.Lang(*locale)
	if *voice != "" {
		if lang, err = langOf(e.synth.Voices(), *voice); err != nil {
			return err
		}
	}
	said := ""
	var pcm []float32
	for _, piece := range pieces(scene.Lang(*locale), strings.Join(fs.Args(), " "), *voice != "") {
		by := lang
		if piece.Lang != "" { // another language's stretch, by another voice, as in the kiosk
			by = piece.Lang
		}
		text := reading.Read(cmp.Or(piece.Lang, scene.Lang(*locale)), []scene.Span{{Text: piece.Text}}).Text
		sound, err := speak(ctx, e.synth, synth.Request{Text: text, Lang: by, Rate: *rate})
		if err != nil {
			return err
		}
		said, pcm = strings.TrimSpace(said+" "+text), append(pcm, sound...)
	}
	if err := wavsink.Save(*file, pcm); err != nil {
		return err
	}
	fmt.Fprintf(out, "%s: %.2f s of %q by %s\n", *file, float64(len(pcm))/audio.Rate, said, e.name)
	return nil
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
	return "", fmt.Errorf("%w: no voice %q; %s", errUsage, name, datafile.Suggest(name, names))
}

// maxSpoken is the longest text of one command, in clauses of synth.MaxText.
const maxSpoken = 20

// speak makes the sound of a text at audio.Rate: silence around it trimmed, at the
// level of the kiosk. A text that is too long for a clause is said in several.
func speak(ctx context.Context, s synth.Synthesizer, r synth.Request) ([]float32, error) {
	text := []rune(r.Text)
	if len(text) > maxSpoken*synth.MaxText {
		return nil, fmt.Errorf("%w: %d characters are too many, %d may be", errUsage, len(text), maxSpoken*synth.MaxText)
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

// voicesCommand lists what can speak here.
func voicesCommand(ctx context.Context, args []string, out, errOut io.Writer) error {
	fs := flags("voices", errOut)
	only := fs.String("engine", "", "only this engine: "+strings.Join(engineNames(), ", ")+", or the path of a voice worker")
	bench := fs.Int("bench", 0, "measure so many sentences with every engine beside the plain espeak-ng program")
	soak := fs.Int("soak", 0, "with -bench: then say so many sentences and show what is left behind")
	if fs.Parse(args) != nil || fs.NArg() > 0 || *bench < 0 || *soak < 0 {
		return errUsage
	}
	if *bench > 0 {
		return benchVoices(ctx, out, *bench, *soak)
	}
	names := engineNames()[1:] // espeak is one of the others
	if *only != "" {
		names = []string{*only}
	}
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "engine\tvoice\tlanguage\tloudness")
	found := false
	for _, name := range names {
		e, err := openEngine(name)
		if err != nil && *only != "" {
			return err
		}
		if err != nil {
			fmt.Fprintf(errOut, "%s: %v\n", name, err)
			continue
		}
		voices := e.synth.Voices()
		if name == "program" { // it names its voices without being there
			_, err = speak(ctx, e.synth, synth.Request{Text: "a", Lang: "en"})
		}
		if cerr := e.close(); err == nil {
			err = cerr
		}
		if err != nil {
			fmt.Fprintf(errOut, "%s: %v\n", name, err)
			continue
		}
		slices.SortFunc(voices, func(a, b synth.Voice) int { return strings.Compare(string(a.Lang), string(b.Lang)) })
		for _, v := range voices {
			loud := fmt.Sprintf("%.1f LUFS", v.LoudnessLUFS)
			if v.Silent {
				loud = "silent"
			}
			fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", name, v.Name, v.Lang, loud)
			found = true
		}
	}
	if err := w.Flush(); err != nil {
		return err
	}
	if !found {
		return errors.New("nothing can speak here: install espeak-ng")
	}
	return nil
}
