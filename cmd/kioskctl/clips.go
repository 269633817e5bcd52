package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"flag"
	"fmt"
	"io"
	iofs "io/fs"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"modu/accessibility/audio"
	"modu/accessibility/audio/wavsink"
	"modu/accessibility/scene"
	"modu/accessibility/synth"
	"modu/accessibility/synth/clips"
	"modu/internal/assemble"
	"modu/internal/datafile"
)

// clipsCommand is about recorded prompts: the sheet for who records them, the
// recordings that come back, and the sheet for who judges how the voice sounds.
func clipsCommand(ctx context.Context, args []string, out, errOut io.Writer) error {
	if len(args) == 0 {
		return errUsage
	}
	fs := flags("clips "+args[0], errOut)
	o := clipsOptions{}
	fs.StringVar(&o.locale, "locale", "ko", "language of the prompts, as a BCP 47 tag")
	fs.StringVar(&o.out, "out", "", "directory to write into")
	fs.StringVar(&o.site, "site", "", "site file; without it, the embedded defaults")
	switch args[0] {
	case "export":
		return o.run(fs, args[1:], false, func(p *assemble.Parts) error { return exportClips(o, p, out) })
	case "import":
		return o.run(fs, args[1:], true, func(p *assemble.Parts) error { return importClips(o, p, out) })
	case "listen":
		n := fs.Int("n", 60, "how many prompts")
		engine := fs.String("engine", "espeak", strings.Join(engineNames(), ", ")+", or the path of a voice worker")
		return o.run(fs, args[1:], false, func(p *assemble.Parts) error { return listenClips(ctx, o, p, *n, *engine, out) })
	}
	return fmt.Errorf("%w: clips does not know %q; %s", errUsage, args[0], datafile.Suggest(args[0], []string{"export", "import", "listen"}))
}

type clipsOptions struct{ locale, out, site, in string }

// run parses the command line, in which the directory of an import may stand
// before the flags or behind them, and reads the site.
func (o *clipsOptions) run(fs *flag.FlagSet, args []string, in bool, do func(*assemble.Parts) error) error {
	if in && len(args) > 0 && !strings.HasPrefix(args[0], "-") {
		o.in, args = args[0], args[1:]
	}
	if fs.Parse(args) != nil {
		return errUsage
	}
	rest := fs.Args()
	if in && o.in == "" && len(rest) > 0 {
		o.in, rest = rest[0], rest[1:]
	}
	switch {
	case len(rest) > 0 || in && o.in == "":
		return errUsage
	case o.out == "":
		return fmt.Errorf("%w: --out names the directory to write into", errUsage)
	}
	parts, _, err := loadSite(o.site)
	if err != nil {
		return err
	}
	if !slices.Contains(parts.Languages, scene.Lang(o.locale)) {
		return fmt.Errorf("%w: service %q has no language %q, only %v", errUsage, parts.Service.ID, o.locale, parts.Languages)
	}
	return do(parts)
}

// fileName of a recording: its id, made safe for every file system.
func fileName(id string) string { return url.PathEscape(id) + ".wav" }

func exportClips(o clipsOptions, parts *assemble.Parts, out io.Writer) error {
	all := listPrompts(parts, scene.Lang(o.locale))
	var b bytes.Buffer
	b.WriteString("\ufeff") // or spreadsheets take the letters for Latin ones
	w := csv.NewWriter(&b)
	_ = w.Write([]string{"id", "text", "say", "where", "seconds"})
	total := 0.0
	for _, p := range all {
		s := synth.Estimate(p.says, scene.Lang(o.locale), 0).Seconds()
		total += s
		_ = w.Write([]string{p.id, p.text, p.says, p.where, fmt.Sprintf("%.1f", s)})
	}
	w.Flush()
	if err := w.Error(); err != nil {
		return err
	}
	if err := os.MkdirAll(o.out, 0o755); err != nil {
		return err
	}
	file := filepath.Join(o.out, "prompts-"+o.locale+".csv")
	if err := os.WriteFile(file, b.Bytes(), 0o644); err != nil {
		return err
	}
	fmt.Fprintf(out, "%s: %d prompts, some %.0f seconds. Record what stands under \"say\" into one WAV file each, called by its id: %s\n",
		file, len(all), total, fileName(firstID(all)))
	return nil
}

func firstID(all []prompt) string {
	if len(all) == 0 {
		return "ID"
	}
	return all[0].id
}

// importClips makes the recordings of a directory ready, all of a language at once:
// the index names those only. The sound ones are written even where others have
// mistakes; the mistakes are the error.
func importClips(o clipsOptions, parts *assemble.Parts, out io.Writer) error {
	lang := scene.Lang(o.locale)
	all := listPrompts(parts, lang)
	entries, err := os.ReadDir(o.in)
	if err != nil {
		return fmt.Errorf("the recordings cannot be read: %w", err)
	}
	target := filepath.Join(o.out, o.locale)
	if a, err := os.Stat(o.in); err == nil {
		if b, err := os.Stat(target); err == nil && os.SameFile(a, b) {
			return fmt.Errorf("%w: --out would overwrite the recordings; name another directory", errUsage)
		}
	}
	if err := os.MkdirAll(target, 0o755); err != nil {
		return err
	}
	byFile := map[string]prompt{}
	names := make([]string, len(all))
	for i, p := range all {
		byFile[fileName(p.id)] = p
		names[i] = p.id
	}
	dir := os.DirFS(o.in)
	var issues datafile.Issues
	done := map[string]bool{}
	var index []clips.Entry
	for _, e := range entries {
		ext := path.Ext(e.Name())
		if e.IsDir() || !strings.EqualFold(ext, ".wav") {
			continue
		}
		stem := strings.TrimSuffix(e.Name(), ext)
		file := filepath.Join(o.in, e.Name())
		name := stem + ".wav"
		p, ok := byFile[name]
		if !ok {
			issues = append(issues, datafile.Issue{Pos: datafile.Pos{File: file}, Msg: fmt.Sprintf("there is no prompt %q", stem), Remedy: datafile.Suggest(stem, names)})
			continue
		}
		if done[p.id] {
			issues = append(issues, datafile.Issue{Pos: datafile.Pos{File: file}, Msg: "another file has the same prompt", Remedy: "keep one of them"})
			continue
		}
		pcm, err := prepared(dir, e.Name(), p, lang)
		if err != nil {
			msg, remedy := clips.Explain(err)
			issues = append(issues, datafile.Issue{Pos: datafile.Pos{File: file}, Msg: msg, Remedy: remedy})
			continue
		}
		if err := wavsink.Save(filepath.Join(target, name), pcm); err != nil {
			return err
		}
		done[p.id] = true
		index = append(index, clips.Entry{Message: p.message, Says: p.says, File: name})
	}
	if err := os.WriteFile(filepath.Join(target, clips.IndexFile), clips.Index(lang, index), 0o644); err != nil {
		return err
	}
	// What was written is what the kiosk will read.
	set, more := clips.Load(os.DirFS(o.out), o.out)
	issues = append(issues, more...)
	coverage(out, o.locale, all, done)
	fmt.Fprintf(out, "%s: %d recordings at %.0f LUFS; %d in all languages\n", target, len(index), audio.SpeechLUFS, set.Len())
	return issues.Err()
}

func prepared(dir iofs.FS, name string, p prompt, lang scene.Lang) ([]float32, error) {
	sound, err := clips.Read(dir, name)
	if err != nil {
		return nil, err
	}
	pcm, err := clips.Prepare(sound)
	if err != nil {
		return nil, err
	}
	return pcm, clips.Plausible(audio.Duration(len(pcm)), synth.Estimate(p.says, lang, 0))
}

// coverage tells, for the runtime and the service, how much is recorded, and names
// what is missing. What is missing is said by the voice.
func coverage(out io.Writer, locale string, all []prompt, done map[string]bool) {
	var origins []string
	have, want := map[string]int{}, map[string]int{}
	var missing []string
	for _, p := range all {
		if want[p.origin]++; want[p.origin] == 1 {
			origins = append(origins, p.origin)
		}
		if done[p.id] {
			have[p.origin]++
		} else {
			missing = append(missing, p.id)
		}
	}
	for _, id := range missing {
		fmt.Fprintf(out, "missing: %s\n", id)
	}
	slices.Sort(origins)
	for _, s := range origins {
		fmt.Fprintf(out, "%s, %s: %d of %d recorded (%d %%)\n", s, locale, have[s], want[s], 100*have[s]/want[s])
	}
}
