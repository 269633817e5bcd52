package prompts

import (
	"bytes"
	"encoding/csv"
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
	"modu/internal/lab/verdict"
)

// Options of all three.
type Options struct {
	Parts  *assemble.Parts
	Locale scene.Lang // one of the service's
	Out    string     // directory to write into
}

// fileName of a recording: its id, made safe for every file system.
func fileName(id string) string { return url.PathEscape(id) + ".wav" }

// Export writes the announcer's sheet: a table of everything that can be recorded.
func Export(o Options, out io.Writer) error {
	all := listPrompts(o.Parts, o.Locale)
	var b bytes.Buffer
	b.WriteString("\ufeff") // or spreadsheets take the letters for Latin ones
	w := csv.NewWriter(&b)
	_ = w.Write([]string{"id", "text", "say", "where", "seconds"})
	total := 0.0
	for _, p := range all {
		s := synth.Estimate(p.says, o.Locale, 0).Seconds()
		total += s
		_ = w.Write([]string{p.id, p.text, p.says, p.where, fmt.Sprintf("%.1f", s)})
	}
	w.Flush()
	if err := w.Error(); err != nil {
		return err
	}
	if err := os.MkdirAll(o.Out, 0o755); err != nil {
		return err
	}
	file := filepath.Join(o.Out, "prompts-"+string(o.Locale)+".csv")
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

// Import makes the recordings of directory in ready, all of a language at once: the index
// names those only. The sound ones are written even where others have mistakes; the
// mistakes are the error, as datafile.Issues.
func Import(o Options, in string, out io.Writer) error {
	all := listPrompts(o.Parts, o.Locale)
	entries, err := os.ReadDir(in)
	if err != nil {
		return fmt.Errorf("the recordings cannot be read: %w", err)
	}
	target := filepath.Join(o.Out, string(o.Locale))
	if a, err := os.Stat(in); err == nil {
		if b, err := os.Stat(target); err == nil && os.SameFile(a, b) {
			return fmt.Errorf("%w: --out would overwrite the recordings; name another directory", verdict.ErrAsked)
		}
	}
	if err := os.MkdirAll(target, 0o755); err != nil {
		return err
	}
	r := &recordings{in: in, target: target, lang: o.Locale, byFile: map[string]prompt{}, done: map[string]bool{}}
	for _, p := range all {
		r.byFile[fileName(p.id)] = p
		r.ids = append(r.ids, p.id)
	}
	for _, e := range entries {
		if !e.IsDir() && strings.EqualFold(path.Ext(e.Name()), ".wav") {
			if err := r.take(e.Name()); err != nil {
				return err
			}
		}
	}
	if err := os.WriteFile(filepath.Join(target, clips.IndexFile), clips.Index(o.Locale, r.index), 0o644); err != nil {
		return err
	}
	// What was written is what the kiosk will read.
	set, more := clips.Load(os.DirFS(o.Out), o.Out)
	r.issues = append(r.issues, more...)
	coverage(out, string(o.Locale), all, r.done)
	fmt.Fprintf(out, "%s: %d recordings at %.0f LUFS; %d in all languages\n", target, len(r.index), audio.SpeechLUFS, set.Len())
	return r.issues.Err()
}

// recordings are those of one language, while they are made ready.
type recordings struct {
	in, target string
	lang       scene.Lang
	byFile     map[string]prompt
	ids        []string
	done       map[string]bool // by id
	index      []clips.Entry
	issues     datafile.Issues
}

// take makes one file ready, or notes what is wrong with it.
func (r *recordings) take(file string) error {
	bad := func(msg, remedy string) error {
		r.issues = append(r.issues, datafile.Issue{Pos: datafile.Pos{File: filepath.Join(r.in, file)}, Msg: msg, Remedy: remedy})
		return nil
	}
	stem := strings.TrimSuffix(file, path.Ext(file))
	name := stem + ".wav"
	p, ok := r.byFile[name]
	switch {
	case !ok:
		return bad(fmt.Sprintf("there is no prompt %q", stem), datafile.Suggest(stem, r.ids))
	case r.done[p.id]:
		return bad("another file has the same prompt", "keep one of them")
	}
	pcm, err := prepared(os.DirFS(r.in), file, p, r.lang)
	if err != nil {
		return bad(clips.Explain(err))
	}
	if err := wavsink.Save(filepath.Join(r.target, name), pcm); err != nil {
		return err
	}
	r.done[p.id] = true
	r.index = append(r.index, clips.Entry{Message: p.message, Says: p.says, File: name})
	return nil
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
