// Package assemble makes a core from a site: it reads the site file, the service,
// the messages, the keymap and the profiles of the devices, from the site's
// directories or the embedded defaults, and names every mistake in all of them at
// once, before any device is opened.
//
// It hides where files come from. It opens no device and starts nothing. Any
// goroutine may call it.
package assemble

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"sync"

	"modu/accessibility/nav"
	"modu/accessibility/reading"
	"modu/accessibility/scene"
	"modu/accessibility/sign"
	"modu/accessibility/synth/clips"
	"modu/assets"
	"modu/internal/config"
	"modu/internal/datafile"
	"modu/internal/datafile/disk"
	"modu/internal/kiosk"
	"modu/internal/order"
	"modu/internal/runtime"
	"modu/internal/service"
	"modu/internal/session"
	"modu/locales"
	"modu/ui/picture"
)

// Parts is what a program needs to run a site.
type Parts struct {
	Core      *kiosk.Core
	Service   *service.Service
	Catalogue *locales.Catalogue
	Languages []scene.Lang
	Hidden    []Unreviewed // languages that a locked site does not offer
	Words     *runtime.Words
	Reading   *reading.Words   // a site's own words; nil: the built-in ones
	Clips     *clips.Set       // an announcer's recordings; nil: none
	Missing   func() []string  // message ids that were asked for and that nobody has
	Dir       string           // the service's folder, as messages name it
	Gaps      []locales.Gap    // forms that were left open; each is bridged
	Sample    *service.Samples // what the program beside the kiosk would answer; nil: the service brings no samples
	files     fs.FS
	brand     *brand // nil: none
}

// Load reads everything a site names. On any mistake Parts is nil.
func Load(site config.Site) (*Parts, datafile.Issues) {
	var issues datafile.Issues
	dir, shown, err := ServiceDir(site.Service)
	if err != nil {
		return nil, noService(site.Service, err)
	}
	langs := site.Languages
	cat := locales.New(first(langs, "ko"))
	issues = append(issues, addAll(cat, locales.Files, ".", "locales")...)
	issues = append(issues, addAll(cat, dir, "locales", path.Join(shown, "locales"))...)
	if site.Locales != "" {
		issues = append(issues, addAll(cat, os.DirFS(site.Locales), ".", site.Locales)...)
	}
	svc, more := service.Load(dir, shown, named{cat})
	issues = append(issues, more...)
	keymap, more := loadKeymap(site.Keymap)
	issues = append(issues, more...)
	own, more := loadWords(site.Words)
	issues = append(issues, more...)
	dress, more := loadBrand(site.Brand)
	issues = append(issues, more...)
	issues = append(issues, checkPictures(dir, svc.PictureDir(), shown)...)
	var set *clips.Set
	if site.Clips != "" {
		set, more = clips.Load(os.DirFS(site.Clips), site.Clips)
		issues = append(issues, more...)
	}
	if svc != nil {
		if !site.Short {
			svc = svc.Whole()
		}
		if len(langs) == 0 {
			langs = svc.Languages
		}
		issues = append(issues, cat.Check(langs)...)
		issues = append(issues, cat.CheckReadings(langs, reading.Unread)...)
		issues = append(issues, cat.CheckNames(langs, svc.Names())...)
	}
	offered, hidden, more := review(site, cat, langs)
	issues = append(issues, more...)
	if langs = offered; len(issues) > 0 {
		return nil, issues
	}
	p := &Parts{Service: svc, Catalogue: cat, Languages: langs, Hidden: hidden, Dir: shown, files: dir}
	p.Missing, p.Gaps = collect(cat), cat.Gaps(langs)
	cat.OnHeard(func(lang scene.Lang, spans []scene.Span) string { return own.Heard(lang, spans) })
	p.Reading, p.Clips, p.Sample = own, set, svc.Samples()
	p.brand = dress
	p.Words = runtime.NewWords(cat, langs, own)
	pads := keypads(site)
	p.Core = kiosk.NewCore(kiosk.Config{Service: svc, Clock: service.SampleClock, Catalogue: cat, Languages: langs, Keymap: keymap,
		Timing:  session.Timing{Inactivity: site.Timing.Inactivity, Warning: site.Timing.Warning, Factors: session.Factors(site.Timing.Factors)},
		Speaker: site.Audio.Speaker.Output(), Headset: site.Audio.Headset.Output(), Socket: socketOf(site), NoEarcons: !site.Audio.Earcons, NoLower: !site.Panel.Lowers(),
		Kiosk: site.Kiosk.ID, Numbers: order.Numbers(site.Kiosk.Numbers),
		StaffPage: site.Staff.Key != "", Lift: site.Lift.Present(), MayQuit: !site.Lock, Switches: switches(pads), NoNumberKeys: noNumberKeys(pads), Keys: keysOf(pads), Sentences: site.Sentences(), Places: places(site), Lent: site.Headset.Lent,
		TerminalBeyond: site.Terminal.Present() && slices.Contains(site.Beyond(), scene.Terminal)})
	return p, nil
}

// noService says that a service is not there.
func noService(name string, err error) datafile.Issues {
	return datafile.Issues{{Pos: datafile.Pos{File: name}, Msg: err.Error(), Remedy: `under "service:" in the site file, name a directory with a service.yaml, or one of: ` + strings.Join(Services(), ", ")}}
}

// places are where the things beside the screen are.
func places(site config.Site) map[scene.Place]kiosk.Place {
	out := make(map[scene.Place]kiosk.Place, len(site.Places))
	for name, p := range site.Places {
		told := make(map[scene.Lang]scene.Text, len(p.Sentence))
		for lang, w := range p.Sentence {
			told[lang] = w.In(lang)
		}
		out[name] = kiosk.Place{Direction: p.Direction, Distance: p.Distance, Sentence: told}
	}
	return out
}

// Machine makes a machine of the parts at power-on.
func (p *Parts) Machine(boot uint32, nextNumber int) *runtime.Machine {
	return runtime.NewMachine(p.Core, p.Core.New(boot, nextNumber), p.Words, func(s scene.Scene) scene.Scene {
		return p.OutOfOrder(s)
	})
}

// OutOfOrder is the screen of a kiosk that cannot serve, in the scene's language.
func (p *Parts) OutOfOrder(s scene.Scene) scene.Scene {
	l := p.Catalogue.Localizer(s.Lang)
	return runtime.OutOfOrder(s, l.Text(p.Service.Name), l.Text("out-of-order"))
}

// Picture returns the bytes of a picture of the service, or of the runtime's own.
func (p *Parts) Picture(name string) ([]byte, bool) {
	if own, is := strings.CutPrefix(name, picture.Brand); is {
		if p.brand == nil {
			return nil, false
		}
		data, ok := p.brand.pictures[own]
		return data, ok
	}
	if file, ok := p.Service.Picture(name); ok {
		if data, err := datafile.Read(p.files, file, picture.MaxBytes); err == nil {
			return data, true
		}
	}
	if name == "" || strings.ContainsAny(name, `/\`) {
		return nil, false
	}
	data, err := assets.Files.ReadFile("pictures/" + name + ".svg")
	return data, err == nil
}

// Sign returns the bytes of a sign-language clip by its path in the service's folder.
func (p *Parts) Sign(file string) ([]byte, error) { return p.File(file) }

// File returns the bytes of any file of the service's folder, of at most maxFile.
func (p *Parts) File(file string) ([]byte, error) { return datafile.Read(p.files, file, maxFile) }

// maxFile is what the largest of a service's files may have: a sign-language clip.
const maxFile = sign.MaxBytes

// Services are the names of the embedded services.
func Services() []string {
	entries, err := fs.ReadDir(assets.Files, "services")
	if err != nil {
		return nil
	}
	var names []string
	for _, e := range entries {
		if _, err := fs.Stat(assets.Files, path.Join("services", e.Name(), "service.yaml")); e.IsDir() && err == nil {
			names = append(names, e.Name())
		}
	}
	return names
}

// named is a catalogue for the lint of a service: a message whose text is still to be written or
// mended is not missing.
type named struct{ *locales.Catalogue }

func (n named) Has(id string, lang scene.Lang) bool { return n.Names(id, lang) }

// ServiceDir opens an embedded service by its name ("": the first), or a directory; shown is
// how messages name it.
func ServiceDir(name string) (dir fs.FS, shown string, err error) {
	if all := Services(); name == "" && len(all) > 0 {
		name = all[0]
	}
	if slices.Contains(Services(), name) {
		dir := path.Join("services", name)
		sub, err := fs.Sub(assets.Files, dir)
		return sub, path.Join("assets", dir), err
	}
	info, err := os.Stat(name)
	switch {
	case err != nil:
		return nil, "", fmt.Errorf("the service directory cannot be read")
	case !info.IsDir():
		return nil, "", fmt.Errorf("the service is a file, not a directory")
	}
	return os.DirFS(name), name, nil
}

func addAll(cat *locales.Catalogue, f fs.FS, dir, shown string) datafile.Issues {
	entries, err := fs.ReadDir(f, dir)
	if err != nil {
		return datafile.Issues{{Pos: datafile.Pos{File: shown}, Msg: "the messages cannot be read", Remedy: "there must be a directory with one YAML file a language"}}
	}
	var issues datafile.Issues
	for _, e := range entries {
		if e.IsDir() || path.Ext(e.Name()) != ".yaml" {
			continue
		}
		data, err := datafile.Read(f, path.Join(dir, e.Name()), datafile.MaxBytes)
		file := path.Join(shown, e.Name())
		if err != nil {
			issues = append(issues, datafile.Unread(file, "the file", err, "check its permissions")...)
			continue
		}
		issues = append(issues, cat.Add(file, data)...)
	}
	return issues
}

// loadKeymap reads the site's keymap, or the embedded one.
func loadKeymap(own string) (*nav.Keymap, datafile.Issues) {
	if own != "" {
		data, err := disk.Read(own, datafile.MaxBytes)
		if err != nil {
			return nil, datafile.Unread(own, "the keymap", err, `check the name after "keymap:" in the site file`)
		}
		return nav.LoadKeymap(own, data)
	}
	const file = "keymaps/default.yaml"
	data, err := assets.Files.ReadFile(file)
	if err != nil {
		return nil, datafile.Issues{{Pos: datafile.Pos{File: file}, Msg: "the keymap is not embedded"}}
	}
	return nav.LoadKeymap("assets/"+file, data)
}

// loadWords reads how a site wants its words said; without a file there are none.
func loadWords(file string) (*reading.Words, datafile.Issues) {
	if file == "" {
		return nil, nil
	}
	data, err := disk.Read(file, datafile.MaxBytes)
	if err != nil {
		return nil, datafile.Unread(file, "the words", err, `check the name after "words:" in the site file`)
	}
	return reading.ParseWords(file, data)
}

// collect remembers which messages were missing, each once.
func collect(cat *locales.Catalogue) func() []string {
	var mu sync.Mutex
	seen := map[string]bool{}
	cat.OnMissing(func(id string, _ scene.Lang) {
		mu.Lock()
		seen[id] = true
		mu.Unlock()
	})
	return func() []string {
		mu.Lock()
		defer mu.Unlock()
		var ids []string
		for id := range seen {
			ids = append(ids, id)
		}
		slices.Sort(ids)
		return ids
	}
}

func first(langs []scene.Lang, otherwise scene.Lang) scene.Lang {
	if len(langs) > 0 {
		return langs[0]
	}
	return otherwise
}
