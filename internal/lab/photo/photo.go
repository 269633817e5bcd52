package photo

import (
	"context"
	"fmt"
	"image"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/assemble"
	"modu/internal/lab/room"
	"modu/internal/lab/verdict"
	"modu/internal/lab/xdisplay"
	"modu/internal/looks"
	"modu/internal/task"
	"modu/ui"
	"modu/ui/frame"
	"modu/ui/theme"
)

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
	return strings.ReplaceAll(fmt.Sprintf("%s%s-%s-%s-%d%s-%s", looks.ScreenName(s.place.Model), number, s.panel.Name, c.Theme, c.Size, form, c.Lang), " ", "_")
}

// Options of a series of photographs.
type Options struct {
	Parts *assemble.Parts
	Dir   string // where they are put; it must be there
	Read  bool   // let tesseract read them back
	// Panel photographs on the panel whose name begins so, as one person sees it, instead:
	// each kind of screen once, or with Kind all of that kind.
	Panel, Kind string
	Choice      looks.Choice // with Panel
}

// shots lists what is to be photographed.
func (o Options) shots() []shot {
	if o.Panel != "" {
		return o.only()
	}
	return pairs(o.Parts, o.Parts.Languages)
}

// only are the screens on one panel as one person sees them.
func (o Options) only() []shot {
	i := slices.IndexFunc(looks.Panels(), func(p looks.Panel) bool { return strings.HasPrefix(p.Name, o.Panel) })
	if i < 0 {
		return nil
	}
	var places []looks.Place
	if o.Kind == "" {
		places = looks.Longest(looks.Crawl(o.Parts.Core), 1)
	} else { // what a person is to do there tells screens apart: a card is asked for, or was refused
		places = looks.In(looks.States(looks.Find(o.Parts)), o.Choice.Easy)
	}
	var out []shot
	for n, p := range places {
		if k := p.Model.Scene.Kind; o.Kind == "" {
			out = append(out, shot{place: p, choice: o.Choice, panel: looks.Panels()[i]})
		} else if string(k) == o.Kind {
			out = append(out, shot{p, o.Choice, looks.Panels()[i], n + 1})
		}
	}
	return out
}

// photoSide is the side of the display on which photographs are taken; panels with more
// pixels are measured only.
const photoSide = 1920

// photographed are the panels of which pictures differ: what only stands elsewhere is
// measured.
func photographed() []looks.Panel {
	type size struct {
		px, py int
		w, h   float64
	}
	met := map[size]bool{}
	return slices.DeleteFunc(looks.Panels(), func(p looks.Panel) bool {
		s := size{p.WidthPx, p.HeightPx, p.WidthMM, p.HeightMM}
		twice := met[s]
		met[s] = true
		return twice || max(p.WidthPx, p.HeightPx) > photoSide
	})
}

// pairs are shots in which any two settings meet.
func pairs(parts *assemble.Parts, langs []scene.Lang) []shot {
	places := looks.Longest(looks.Crawl(parts.Core), 1)
	panels := photographed()
	var out []shot
	for _, c := range looks.Pairs([]int{len(places), len(theme.IDs()), len(panels), len(room.Sizes()), 2, len(langs)}) {
		out = append(out, shot{places[c[0]], looks.Choice{Theme: theme.IDs()[c[1]], Size: room.Sizes()[c[3]], Low: c[4] == 1, Lang: langs[c[5]]}, panels[c[2]], 0})
	}
	return out
}

// Take shows each screen in a real window and keeps what the X server shows.
func Take(ctx context.Context, r *verdict.Report, o Options) error {
	list := o.shots()
	if len(list) == 0 {
		return fmt.Errorf("no screen of kind %q, or no panel whose name begins with %q", o.Kind, o.Panel)
	}
	x, err := xdisplay.Start(ctx, photoSide, photoSide)
	if err != nil {
		return err
	}
	defer x.Close()
	for k, v := range map[string]string{"DISPLAY": x.Name, "FYNE_SCALE": "1", "FYNE_DISABLE_DPI_DETECTION": "1", "FYNE_CACHE": "12s"} {
		_ = os.Setenv(k, v)
	}
	s := &studio{Options: o, app: app.NewWithID("modu.looks"), x: x, reader: newReader(), shown: make(chan uint64, 64)}
	started := make(chan struct{})
	s.app.Lifecycle().SetOnStarted(func() { close(started) })
	takes := task.StartIn(ctx, func(ctx context.Context) {
		<-started
		err = s.takeAll(ctx, list)
		fyne.Do(s.app.Quit)
	})
	first := s.app.NewWindow("looks") // an application without a window does not start
	first.Resize(fyne.NewSize(10, 10))
	first.Show()
	s.app.Run()
	if takes.Wait(); err != nil {
		return err
	}
	r.Count("photographs", len(list))
	r.Say("%d photographs in %s", len(list), o.Dir)
	if o.Read {
		return s.reader.report(r, filepath.Join(o.Dir, "read.txt"))
	}
	return nil
}

// studio is the window in which screens are photographed. Its methods run on a goroutine
// beside Fyne's.
type studio struct {
	Options
	app    fyne.App
	x      *xdisplay.Display
	reader *reader
	shown  chan uint64 // revisions, as they appear in the window
	win    fyne.Window
	scr    *ui.Screen
	draft  *ui.Draft
	panel  string      // the window has the size of this one
	last   *image.RGBA // the photograph before, in the same window
}

func (s *studio) takeAll(ctx context.Context, list []shot) error {
	slices.SortStableFunc(list, func(a, b shot) int { return strings.Compare(a.panel.Name, b.panel.Name) })
	for i, shot := range list {
		if err := s.take(ctx, shot, uint64(i+1)); err != nil {
			return err
		}
	}
	return nil
}

// take photographs one screen, shown as a revision of its own.
func (s *studio) take(ctx context.Context, shot shot, revision uint64) error {
	if shot.panel.Name != s.panel {
		s.open(shot.panel)
	}
	var f frame.Frame
	var err error
	have := false
	if s.last == nil {
		time.Sleep(500 * time.Millisecond) // the window before has gone
	}
	s.do(func() {
		err = shot.place.Show(s.Parts.Core, shot.choice, s.draft, func(_ int, g frame.Frame) {
			if !have { // the first page
				f, have = g, true
			}
		})
	})
	if err != nil {
		return err
	}
	sc := *f.Scene
	sc.Revision = revision
	s.scr.Render(scene.Change{To: sc.Revision, After: sc})
	wait, cancel := xdisplay.Within(ctx, shot.name()+" was not shown")
	defer cancel()
	for at := uint64(0); at < revision; {
		select {
		case at = <-s.shown:
		case <-wait.Done():
			return context.Cause(wait)
		}
	}
	if s.last, err = s.x.Still(wait, image.Rect(0, 0, shot.panel.WidthPx, shot.panel.HeightPx), quiet, s.last); err != nil {
		return err
	}
	if err := xdisplay.WritePNG(filepath.Join(s.Dir, shot.name()+".png"), s.last); err != nil {
		return err
	}
	if s.Read && (shot.choice.Lang == "ko" || shot.choice.Lang == "en") {
		return s.reader.read(ctx, shot.name(), s.last, f)
	}
	return nil
}

// do runs f on Fyne's goroutine and waits for its end.
func (s *studio) do(f func()) {
	if s.scr == nil {
		fyne.DoAndWait(f)
		return
	}
	done := make(chan struct{})
	s.scr.Do(func() {
		defer close(done)
		f()
	})
	<-done
}

// quiet is how long a picture must not have changed to be whole. The window shows a
// screen at once; no two shots in a row are alike.
const quiet = 100 * time.Millisecond

// open makes a window of the size of a panel.
func (s *studio) open(panel looks.Panel) {
	s.panel, s.last = panel.Name, nil
	s.do(func() {
		if s.win != nil {
			s.win.Close()
		}
		s.win = s.app.NewWindow("looks")
		s.scr = ui.New(s.win, ui.Config{Panel: panel.Panel, Pictures: s.Parts.Picture, Looks: s.Parts.Looks, Emit: func(ev input.Event) {
			if sh, ok := ev.(input.Shown); ok {
				select {
				case s.shown <- sh.Revision:
				default:
				}
			}
		}})
		s.draft = ui.NewDraft(ui.Config{Panel: panel.Panel, Pictures: s.Parts.Picture, Looks: s.Parts.Looks})
		s.win.Resize(fyne.NewSize(float32(panel.WidthPx), float32(panel.HeightPx)))
		s.win.Show()
	})
}
