package gallery

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"image"
	"image/png"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"modu/accessibility/audit/screen"
	"modu/accessibility/scene"
	"modu/internal/assemble"
	"modu/internal/datafile/disk"
	"modu/internal/lab/load"
	"modu/internal/lab/room"
	"modu/internal/lab/verdict"
	"modu/internal/looks"
	"modu/internal/task"
	"modu/ui"
	"modu/ui/theme"
)

// Options say what is painted, and where to.
type Options struct {
	Dir      string // where pictures and page are put; it must be there
	Previous string // a directory of an earlier gallery, shown beside this one; empty: none
	Kind     string // this kind of screen only; empty: all
}

// staff are the kinds of screens on which a person and the staff of a site meet.
var staff = []string{string(scene.KindStaff), string(scene.KindMessage)}

// page is the name of the page in its directory.
const page = "index.html"

// Make paints and judges everything, and writes the page. What breaks a rule and is no known
// shortfall of this version is a mistake in the report.
func Make(ctx context.Context, r *verdict.Report, o Options) error {
	return makeOf(ctx, r, o, assemble.Services())
}

// Staff is Make for the screens of one site on which a person and the staff meet: a call, what
// has become of it, how the person talks, what they write. The parts are those of a site with
// a page for the staff.
func Staff(ctx context.Context, r *verdict.Report, o Options, parts *assemble.Parts) error {
	return paintOf(ctx, r, o, []*assemble.Parts{parts}, staff)
}

// makeOf is Make for some services.
func makeOf(ctx context.Context, r *verdict.Report, o Options, services []string) error {
	if o.Kind != "" && !slices.Contains(scene.Kinds(), scene.Kind(o.Kind)) { // before minutes are spent
		return fmt.Errorf("no screen of kind %q; there are %v", o.Kind, scene.Kinds())
	}
	parts, err := equipped(services)
	if err != nil {
		return err
	}
	var kinds []string
	if o.Kind != "" {
		kinds = []string{o.Kind}
	}
	return paintOf(ctx, r, o, parts, kinds)
}

// paintOf paints and judges the screens of some kinds, or of all where none is named.
func paintOf(ctx context.Context, r *verdict.Report, o Options, parts []*assemble.Parts, kinds []string) error {
	list := settings(screensOf(parts))
	if len(kinds) > 0 {
		list = ofKinds(list, kinds)
	}
	if len(list) == 0 {
		return fmt.Errorf("no screen of kind %q", strings.Join(kinds, ", "))
	}
	pictures, err := paintAll(ctx, o, list)
	if err != nil {
		return err
	}
	judged, err := room.NewVerdicts(r)
	if err != nil {
		return err
	}
	for _, p := range pictures {
		for _, q := range p.found {
			judged.See(p.where(), p.Model.Scene.Kind, q)
		}
	}
	judged.Report()
	if err := writePage(filepath.Join(o.Dir, page), o, pictures); err != nil {
		return err
	}
	r.Count("pictures", len(pictures))
	r.Say("%d pictures, and %s with all of them", len(pictures), filepath.Join(o.Dir, page))
	if n := len(r.Mistakes); n > 0 {
		return fmt.Errorf("%d findings", n)
	}
	return nil
}

// member is a screen with the service that it belongs to.
type member struct {
	looks.Place
	parts *assemble.Parts
	state int // its number among those of its kind and form; the first has the most to read
}

// screensOf are the screens of services: of each kind, form and thing that a person is to do
// or to know the one with the most to read.
func screensOf(services []*assemble.Parts) []member {
	var all []member
	for _, parts := range services {
		for _, p := range looks.States(looks.Find(parts)) {
			all = append(all, member{p, parts, 0})
		}
	}
	return wordiest(all)
}

// wordiest are, of screens in one state, that with the most to read, in the order of the page.
func wordiest(all []member) []member {
	best := map[string]member{}
	for _, m := range all {
		key := looks.StateOf(m.Place)
		if now, ok := best[key]; !ok || looks.Words(m.Place) > looks.Words(now.Place) {
			best[key] = m
		}
	}
	var out []member
	for _, key := range slices.Sorted(maps.Keys(best)) {
		out = append(out, best[key])
	}
	slices.SortStableFunc(out, func(a, b member) int { return looks.Words(b.Place) - looks.Words(a.Place) })
	number := map[string]int{}
	for i := range out {
		key := fmt.Sprint(out[i].Model.Scene.Kind, out[i].Easy)
		out[i].state = number[key]
		number[key]++
	}
	slices.SortStableFunc(out, func(a, b member) int {
		return cmp.Or(cmp.Compare(a.Model.Scene.Kind, b.Model.Scene.Kind), a.state-b.state)
	})
	return out
}

// equipped are services on kiosks with everything that changes a screen.
func equipped(services []string) (out []*assemble.Parts, err error) {
	for _, name := range services {
		parts, issues := load.Equipped(name)
		if issues.Err() != nil {
			return nil, issues
		}
		out = append(out, parts)
	}
	return out, nil
}

// shot is one picture to paint.
type shot struct {
	member
	choice looks.Choice
	panel  looks.Panel
}

func (s shot) name() string {
	c := s.choice
	state, form := "", ""
	if s.state > 0 {
		state = fmt.Sprint("-", s.state+1)
	}
	if c.Easy {
		form = "-easy"
	}
	return strings.NewReplacer(" ", "_", ",", "").Replace(fmt.Sprintf("%s%s-%s-%s-%d%s-%s.png", looks.ScreenName(s.Model), state, s.panel.Name, c.Theme, c.Size, form, c.Lang))
}

func (s shot) where() string { return fmt.Sprintf("%s, %s, %s", s.panel.Name, s.Name, s.choice) }

// largest is the side of a panel from which on it is measured only: its pictures show nothing
// that those of another do not.
const largest = 1920

// settings are all pictures: of each kind and form the screen with the most to read at every
// size on every panel in every language, the others at the least and the greatest size in the
// first language, and all looks on the first panel.
func settings(screens []member) []shot {
	var out []shot
	panels := slices.DeleteFunc(looks.Panels(), func(p looks.Panel) bool { return max(p.WidthPx, p.HeightPx) > largest })
	sizes := room.Sizes()
	for _, m := range screens {
		langs, of := m.parts.Languages, sizes
		if m.state > 0 {
			langs, of = langs[:1], []int{sizes[0], sizes[len(sizes)-1]}
		}
		for i, panel := range panels {
			for _, size := range of {
				for _, lang := range langs {
					out = append(out, shot{m, looks.Choice{Lang: lang, Theme: theme.Default, Size: size, Easy: m.Easy}, panel})
				}
			}
			if i == 0 && m.state == 0 {
				for _, look := range theme.IDs()[1:] {
					out = append(out, shot{m, looks.Choice{Lang: langs[0], Theme: look, Size: sizes[0], Easy: m.Easy}, panel})
				}
			}
		}
	}
	return out
}

// ofKinds are those of screens of some kinds.
func ofKinds(list []shot, kinds []string) []shot {
	return slices.DeleteFunc(list, func(s shot) bool { return !slices.Contains(kinds, string(s.Model.Scene.Kind)) })
}

// picture is one that was painted.
type picture struct {
	shot
	found    []screen.Finding
	previous string // the same picture in the earlier gallery, as the page names it; empty: none
	changed  bool   // it differs from that
}

// paintAll paints on as many goroutines as there are processors.
func paintAll(ctx context.Context, o Options, list []shot) ([]picture, error) {
	out := make([]picture, len(list))
	workers := max(1, min(runtime.GOMAXPROCS(0), len(list)))
	failed := make([]error, workers)
	var tasks []*task.Task
	for w := range workers {
		tasks = append(tasks, task.StartIn(ctx, func(ctx context.Context) {
			p := painter{o: o, drafts: map[draftKey]*ui.Draft{}}
			for i := w; i < len(list) && failed[w] == nil && ctx.Err() == nil; i += workers {
				out[i], failed[w] = p.paint(list[i], i)
			}
		}))
	}
	for _, t := range tasks {
		t.Wait()
	}
	return out, errors.Join(append(failed, ctx.Err())...)
}

type draftKey struct {
	parts *assemble.Parts
	panel string
}

type painter struct {
	o      Options
	drafts map[draftKey]*ui.Draft
}

// paint paints the first page of a screen, judges it and keeps it.
func (p *painter) paint(s shot, turn int) (picture, error) {
	out := picture{shot: s}
	key := draftKey{s.parts, s.panel.Name}
	d := p.drafts[key]
	if d == nil {
		d = ui.NewDraft(ui.Config{Panel: s.panel.Panel, Pictures: s.parts.Picture, Looks: s.parts.Looks})
		p.drafts[key] = d
	}
	first, err := s.First(s.parts.Core, s.choice, d)
	if err != nil {
		return out, err
	}
	_, img, found := room.Photograph(d, *first.Scene, turn)
	out.found = found
	data, err := encode(img)
	if err != nil {
		return out, err
	}
	if p.o.Previous != "" {
		if err := out.compare(p.o, data); err != nil {
			return out, err
		}
	}
	return out, os.WriteFile(filepath.Join(p.o.Dir, s.name()), data, 0o644)
}

func encode(img image.Image) ([]byte, error) {
	var b bytes.Buffer
	err := (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(&b, img)
	return b.Bytes(), err
}

// mostBytes is more than a picture of the largest panel has.
const mostBytes = 32 << 20

// compare finds the same picture of the earlier gallery.
func (p *picture) compare(o Options, now []byte) error {
	file := filepath.Join(o.Previous, p.name())
	was, err := disk.Read(file, mostBytes)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	p.changed = !bytes.Equal(was, now)
	p.previous, err = relative(o.Dir, file)
	return err
}

// relative names a file as a page in a directory links to it.
func relative(dir, file string) (string, error) {
	from, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	to, err := filepath.Abs(file)
	if err != nil {
		return "", err
	}
	rel, err := filepath.Rel(from, to)
	return filepath.ToSlash(rel), err
}
