package main

import (
	"context"
	"fmt"
	"image"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"

	"modu/accessibility/audit/screen"
	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/assemble"
	"modu/internal/looks"
	"modu/ui"
	"modu/ui/frame"
	"modu/ui/theme"
)

// looksCommand measures every screen of a site on its panel, or photographs them.
func looksCommand(ctx context.Context, args []string, out, errOut io.Writer) error {
	fs := flags("looks", errOut)
	siteFile := fs.String("site", "", "site file; without it, the embedded defaults")
	dir := fs.String("out", "", "photograph the screens into this directory, under a virtual display of its own")
	all := fs.Bool("all", false, "every combination on the site's panel, not only those in which any two settings meet")
	read := fs.Bool("read", false, "let tesseract read the photographs back")
	var only onlyShots
	fs.StringVar(&only.panel, "panel", "", `photograph on the panel whose name begins so ("32 inch", "10.1 inch across"), each kind of screen once`)
	fs.StringVar(&only.choice.Theme, "look", theme.Default, "with --panel: the look")
	fs.IntVar(&only.choice.Size, "size", 100, "with --panel: the size of text, in per cent")
	fs.BoolVar(&only.choice.Low, "low", false, "with --panel: in the low position")
	fs.BoolVar(&only.choice.Easy, "easy", false, "with --panel: in the easy form")
	lang := fs.String("lang", "ko", "with --panel: the language")
	fs.StringVar(&only.kind, "kind", "", "with --panel: this kind of screen only, all of that kind")
	if fs.Parse(args) != nil || fs.NArg() > 0 {
		return errUsage
	}
	site, issues := assemble.Read(*siteFile)
	if issues.Err() != nil {
		return issues
	}
	panel := panelOf(site.Site)
	if *dir == "" {
		return measure(site.Parts, panel, out)
	}
	if err := os.MkdirAll(*dir, 0o755); err != nil {
		return err
	}
	list := pairs(site.Parts, site.Parts.Languages)
	if only.choice.Lang = scene.Lang(*lang); only.panel != "" {
		if list = only.shots(site.Parts); len(list) == 0 {
			return fmt.Errorf("no screen of kind %q, or no panel whose name begins with %q", only.kind, only.panel)
		}
	} else if *all {
		list = everything(site.Parts, panel, site.Parts.Languages)
	}
	return photograph(ctx, site.Parts, list, *dir, *read, out)
}

// textSizes are the four of the table of preferences (TXT-5).
var textSizes = []int{100, 133, 167, 200}

// measure names what breaks a rule on a panel, and where it has no room for a size, by
// how many millimetres (TXT-6, RCH-6).
func measure(parts *assemble.Parts, panel looks.Panel, out io.Writer) error {
	if _, _, ok := panel.Reach(); !ok {
		return fmt.Errorf("nothing of the panel is between %.0f and %.0f mm above the floor: no hand reaches it (RCH-1)", theme.ReachLow, theme.ReachHigh)
	}
	d := ui.NewDraft(ui.Config{Panel: panel.Panel, Pictures: parts.Picture, Looks: parts.Looks})
	places := looks.Crawl(parts.Core)
	pictures, broken := 0, 0
	for _, size := range textSizes {
		for _, low := range []bool{false, true} {
			r, err := tightest(parts, d, places, size, low, func(where string, f frame.Frame) {
				pictures++
				if screen.Shortfall(f) > 0 {
					return
				}
				for _, q := range screen.Geometry(f) {
					broken++
					fmt.Fprintf(out, "%s: %s\n", where, q)
				}
			})
			if err != nil {
				return err
			}
			if r.count > 0 {
				fmt.Fprintf(out, "%s: %d pictures have no room and are drawn smaller; the most is missing in %s: %.0f mm of height\n", r.choice(), r.count, r.where, r.mm)
			}
		}
	}
	fmt.Fprintf(out, "%d screens, %d pictures measured\n", len(places), pictures)
	if broken > 0 {
		return fmt.Errorf("%d findings", broken)
	}
	return nil
}

// shot is one photograph to take.
type shot struct {
	place  looks.Place
	choice looks.Choice
	panel  looks.Panel
	number int // of several screens of one kind; 0 for the only one
}

func (s shot) name() string {
	c := s.choice
	form := ""
	if c.Low {
		form = "-low"
	}
	if c.Easy {
		form += "-easy"
	}
	number := ""
	if s.number > 0 {
		number = fmt.Sprint("-", s.number)
	}
	return strings.ReplaceAll(fmt.Sprintf("%s%s-%s-%s-%d%s-%s", s.place.Model.Scene.Kind, number, s.panel.Name, c.Theme, c.Size, form, c.Lang), " ", "_")
}

// onlyShots are the screens on one panel as one person sees them.
type onlyShots struct {
	panel, kind string
	choice      looks.Choice
}

func (o onlyShots) shots(parts *assemble.Parts) []shot {
	i := slices.IndexFunc(looks.Panels(), func(p looks.Panel) bool { return strings.HasPrefix(p.Name, o.panel) })
	if i < 0 {
		return nil
	}
	places := looks.Crawl(parts.Core)
	if o.kind == "" {
		places = looks.Longest(places, 1)
	}
	var out []shot
	for n, p := range places {
		if k := p.Model.Scene.Kind; o.kind == "" {
			out = append(out, shot{place: p, choice: o.choice, panel: looks.Panels()[i]})
		} else if string(k) == o.kind {
			out = append(out, shot{p, o.choice, looks.Panels()[i], n + 1})
		}
	}
	return out
}

// photoSide is the side of the display on which photographs are taken; panels with more
// pixels are measured only.
const photoSide = 1920

// pairs are shots in which any two settings meet.
func pairs(parts *assemble.Parts, langs []scene.Lang) []shot {
	places := looks.Longest(looks.Crawl(parts.Core), 1)
	panels := slices.DeleteFunc(looks.Panels(), func(p looks.Panel) bool { return max(p.WidthPx, p.HeightPx) > photoSide })
	var out []shot
	for _, c := range looks.Pairs([]int{len(places), len(theme.IDs()), len(panels), len(textSizes), 2, len(langs)}) {
		out = append(out, shot{places[c[0]], looks.Choice{Theme: theme.IDs()[c[1]], Size: textSizes[c[3]], Low: c[4] == 1, Lang: langs[c[5]]}, panels[c[2]], 0})
	}
	return out
}

func everything(parts *assemble.Parts, panel looks.Panel, langs []scene.Lang) []shot {
	var out []shot
	for _, p := range looks.Longest(looks.Crawl(parts.Core), 1) {
		for _, id := range theme.IDs() {
			for _, size := range textSizes {
				for _, low := range []bool{false, true} {
					for _, lang := range langs {
						out = append(out, shot{p, looks.Choice{Theme: id, Size: size, Low: low, Lang: lang}, panel, 0})
					}
				}
			}
		}
	}
	return out
}

// photograph shows each shot in a real window and keeps what the X server shows.
func photograph(ctx context.Context, parts *assemble.Parts, list []shot, dir string, read bool, out io.Writer) error {
	x, err := startDisplay(ctx, photoSide, photoSide)
	if err != nil {
		return err
	}
	defer x.close()
	for k, v := range map[string]string{"DISPLAY": x.name, "FYNE_SCALE": "1", "FYNE_DISABLE_DPI_DETECTION": "1", "FYNE_CACHE": "12s"} {
		_ = os.Setenv(k, v)
	}
	a := app.NewWithID("modu.looks")
	reader := newReader()
	result := make(chan error, 1)
	a.Lifecycle().SetOnStarted(func() {
		go func() {
			result <- takeAll(ctx, a, x, parts, list, dir, read, reader, out)
			fyne.Do(a.Quit)
		}()
	})
	first := a.NewWindow("looks") // an application without a window does not start
	first.Resize(fyne.NewSize(10, 10))
	first.Show()
	a.Run()
	if err := <-result; err != nil {
		return err
	}
	if read {
		return reader.report(filepath.Join(dir, "read.txt"), out)
	}
	return nil
}

func takeAll(ctx context.Context, a fyne.App, x *display, parts *assemble.Parts, list []shot, dir string, read bool, reader *reader, out io.Writer) error {
	slices.SortStableFunc(list, func(a, b shot) int { return strings.Compare(a.panel.Name, b.panel.Name) })
	var win fyne.Window
	var scr *ui.Screen
	var draft *ui.Draft
	shown := make(chan uint64, 64)
	var last *image.RGBA
	panel := ""
	for i, s := range list {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if s.panel.Name != panel {
			panel, last = s.panel.Name, nil
			fyne.DoAndWait(func() {
				if win != nil {
					win.Close()
				}
				win = a.NewWindow("looks")
				scr = ui.New(win, ui.Config{Panel: s.panel.Panel, Pictures: parts.Picture, Looks: parts.Looks, Emit: func(ev input.Event) {
					if sh, ok := ev.(input.Shown); ok {
						select {
						case shown <- sh.Revision:
						default:
						}
					}
				}})
				draft = ui.NewDraft(ui.Config{Panel: s.panel.Panel, Pictures: parts.Picture, Looks: parts.Looks})
				win.Resize(fyne.NewSize(float32(s.panel.WidthPx), float32(s.panel.HeightPx)))
				win.Show()
			})
		}
		var f frame.Frame
		var err error
		have := false
		if last == nil {
			time.Sleep(500 * time.Millisecond) // the window before has gone
		}
		fyne.DoAndWait(func() {
			err = s.place.Show(parts.Core, s.choice, draft, func(_ int, g frame.Frame) {
				if !have { // the first page
					f, have = g, true
				}
			})
		})
		if err != nil {
			return err
		}
		sc := *f.Scene
		sc.Revision = uint64(i + 1)
		scr.Render(scene.Change{To: sc.Revision, After: sc})
		for at := uint64(0); at < sc.Revision; {
			select {
			case at = <-shown:
			case <-time.After(10 * time.Second):
				return fmt.Errorf("%s was never shown", s.name())
			}
		}
		img, err := x.still(image.Rect(0, 0, s.panel.WidthPx, s.panel.HeightPx), last)
		if err != nil {
			return err
		}
		last = img
		name := filepath.Join(dir, s.name()+".png")
		if err := writePNG(name, img); err != nil {
			return err
		}
		if read && (s.choice.Lang == "ko" || s.choice.Lang == "en") {
			if err := reader.read(ctx, s.name(), img, f); err != nil {
				return err
			}
		}
	}
	fmt.Fprintf(out, "%d photographs in %s\n", len(list), dir)
	return nil
}

// still waits until the screen shows another picture than the last and no longer
// changes, and keeps what it shows. No two shots in a row are alike.
func (d *display) still(r image.Rectangle, last *image.RGBA) (*image.RGBA, error) {
	var before *image.RGBA
	for range 100 {
		img, err := d.grab(r)
		if err != nil {
			return nil, err
		}
		if before != nil && slices.Equal(before.Pix, img.Pix) && !uniform(img) && (last == nil || !slices.Equal(last.Pix, img.Pix)) {
			return img, nil
		}
		before = img
		time.Sleep(120 * time.Millisecond)
	}
	return nil, fmt.Errorf("the screen never comes to rest")
}

func writePNG(name string, img image.Image) error {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	defer f.Close()
	if err := (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(f, img); err != nil {
		return err
	}
	return f.Close()
}
