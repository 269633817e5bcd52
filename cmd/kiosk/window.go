package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"runtime/debug"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/accessibility/speech"
	"modu/internal/config"
	"modu/internal/datafile/disk"
	"modu/ui"
	"modu/ui/theme"
)

// window is the screen and the program's main loop.
type window struct {
	app    fyne.App
	win    fyne.Window
	screen *ui.Screen
	rects  string
	ending atomic.Bool
	once   sync.Once
	first  sync.Once
	shown  func() // the first picture was laid out
	sized  func(w, h int, fits bool)
}

// Fyne reads these at start. Sizes are millimetres that we turn into pixels, so it must
// not scale; and what is no longer drawn must not stay in memory for long.
var fyneEnv = map[string]string{"FYNE_SCALE": "1", "FYNE_DISABLE_DPI_DETECTION": "1", "FYNE_CACHE": "12s"}

// collectAt is how much the heap may grow before it is collected, in per cent: kiosk PCs
// have little memory and nothing to do most of the time.
const collectAt = 25

// holdCollector keeps the collector from running while the kiosk starts: a good part of the
// start would go to it. What is returned lets it run, once.
func holdCollector() (release func()) {
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(memoryLimit)
	}
	if os.Getenv("GOGC") != "" {
		return func() {}
	}
	debug.SetGCPercent(-1) // memoryLimit holds all the same
	return func() {
		debug.SetGCPercent(collectAt)
		debug.FreeOSMemory() // what only the start needed
	}
}

// memoryLimit makes the collector work harder before the machine swaps; the steady
// state is well below it (make bench).
const memoryLimit = 160 << 20

func prepareFyne() {
	quietFyne(os.Stderr)
	for k, v := range fyneEnv {
		if os.Getenv(k) == "" {
			_ = os.Setenv(k, v)
		}
	}
}

// paints are the words for --paint.
var paints = map[string]ui.Paint{"auto": ui.PaintAuto, "toolkit": ui.PaintToolkit, "straight": ui.PaintStraight}

// newWindow makes the window; nothing is shown before run.
func newWindow(site config.Site, parts *live, o options, emit func(input.Event)) (*window, error) {
	if os.Getenv("DISPLAY") == "" && os.Getenv("WAYLAND_DISPLAY") == "" {
		return nil, fmt.Errorf("%w: there is no display: set DISPLAY, or run \"make demo\" for a virtual one", errMistake)
	}
	prepareFyne()
	w := &window{app: app.NewWithID("modu.kiosk"), rects: o.rects, shown: func() {}, sized: func(int, int, bool) {}}
	endAtOnce(w.app)
	w.win = w.app.NewWindow("Modu")
	w.win.SetPadded(false)
	pl := site.Panel
	_, high, _ := pl.Reach()
	panel := theme.Panel{WidthPx: pl.Pixels.W, HeightPx: pl.Pixels.H, WidthMM: float64(pl.MM.W), HeightMM: float64(pl.MM.H),
		BottomMM: float64(pl.Bottom), TiltDeg: float64(pl.Tilt), DistanceMM: float64(pl.Distance), HighMM: float64(high)}
	w.screen = ui.New(w.win, ui.Config{
		Panel:    panel,
		Pictures: parts.picture,
		Looks:    parts.now().Looks,
		Clips:    newSignClips(parts.now()),
		Kind: func(l scene.Lang, k scene.SpanKind) scene.Text {
			return parts.now().Words.Phrase(l, speech.MsgPrivate+k.String(), nil)
		},
		Emit:        func(ev input.Event) { w.noteRects(ev); emit(ev) },
		Whole:       !o.windowed,
		Sized:       func(wide, high int, fits bool) { w.sized(wide, high, fits || o.windowed) },
		HidePointer: site.Lock,
		Paint:       paints[o.paint],
	})
	w.win.SetCloseIntercept(func() { // a window manager's close button
		if !site.Lock {
			emit(input.Quit{})
		}
	})
	if o.windowed {
		w.win.Resize(fyne.NewSize(float32(site.Panel.Pixels.W), float32(site.Panel.Pixels.H)))
	} else {
		w.win.SetFullScreen(true)
	}
	return w, nil
}

// endAtOnce takes away what the toolkit does when its loop has ended, which is to store
// preferences: the kiosk has none. In Fyne 2.8.1 that is put into the loop's queue while
// the loop empties it for the last time (internal/driver/glfw/loop.go, runGL); what comes
// too late is waited for and never done, and a kiosk that was asked to end stays.
func endAtOnce(a fyne.App) {
	if l, ok := a.Lifecycle().(interface{ SetOnStoppedHookExecuted(func()) }); ok {
		l.SetOnStoppedHookExecuted(nil)
	}
}

// Render implements runtime.Screen.
func (w *window) Render(c scene.Change) { w.screen.Render(c) }

// run shows the window and returns when it has closed. It must be called on the
// goroutine that runs main. GLFW panics where no display answers; that is no fault of
// the program, and a supervisor tries again.
func (w *window) run() (err error) {
	defer func() {
		if r := recover(); r != nil {
			if !strings.Contains(fmt.Sprintf("%T", r), "glfw") { // the headless lane does not have its type
				panic(r)
			}
			err = fmt.Errorf("no window can be opened on display %q (%v); is its X server running, and may this user connect?", os.Getenv("DISPLAY"), r)
		}
		w.ending.Store(true)
	}()
	w.win.Show()
	w.app.Run()
	return nil
}

// follow makes the window as large as the screen is now, from any goroutine.
func (w *window) follow() {
	w.screen.Do(func() {
		if !w.ending.Load() {
			w.win.SetFullScreen(true) // the toolkit asks for the mode anew
		}
	})
}

// quit closes the window, from any goroutine.
func (w *window) quit() {
	w.once.Do(func() {
		w.ending.Store(true)
		w.screen.Do(w.app.Quit)
	})
}

// alive reports whether Fyne's goroutine still turns.
func (w *window) alive(within time.Duration) bool {
	if w.ending.Load() {
		return true
	}
	ctx, cancel := context.WithTimeout(context.Background(), within)
	defer cancel()
	turned := make(chan struct{})
	w.screen.Do(func() { close(turned) })
	select {
	case <-turned:
		return true
	case <-ctx.Done():
		return w.ending.Load()
	}
}

// noteRects writes where each node is drawn, whenever a picture was shown, for
// tests that aim a real pointer.
func (w *window) noteRects(ev input.Event) {
	if _, shown := ev.(input.Shown); !shown {
		return
	}
	w.first.Do(w.shown)
	if w.rects == "" {
		return
	}
	data, err := json.Marshal(w.screen.Dump())
	if err != nil {
		return
	}
	_ = disk.Replace(w.rects, data)
}

// apologise shows one sentence until ctx ends: no kiosk is running.
func apologise(ctx context.Context, o options) error {
	holdCollector()()
	site, issues := o.read()
	if issues.Err() != nil {
		return issues
	}
	parts := site.Parts
	w, err := newWindow(site.Site, running(parts), o, func(input.Event) {})
	if err != nil {
		return err
	}
	w.shown = deafen // it ends with its supervisor
	s := parts.OutOfOrder(scene.Scene{Revision: 1, Lang: parts.Languages[0], Look: scene.Look{Theme: "default"}})
	w.Render(scene.Change{To: s.Revision, After: s})
	stop := context.AfterFunc(ctx, w.quit)
	defer stop()
	return w.run()
}
