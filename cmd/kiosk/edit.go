package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"modu/internal/assemble"
	"modu/internal/backend"
	"modu/internal/config"
	"modu/internal/datafile"
	"modu/internal/journal"
	"modu/internal/kiosk"
	"modu/internal/runtime"
	"modu/internal/service"
	"modu/internal/task"
	"modu/internal/watch"
)

// live is what the kiosk has been made of: from its start to its end, unless its service is
// being edited.
type live struct {
	parts  atomic.Pointer[assemble.Parts]
	edited bool // it may become another

	photos *journal.Journal // has the photographs of what staff have added; nil: none
}

func running(p *assemble.Parts) *live {
	l := &live{}
	l.parts.Store(p)
	return l
}

func (l *live) now() *assemble.Parts { return l.parts.Load() }

// picture is a picture of the service, of the kiosk itself, or of what staff have added.
func (l *live) picture(name string) ([]byte, bool) {
	if data, ok := l.now().Picture(name); ok {
		return data, true
	}
	if own, is := strings.CutPrefix(name, service.PhotoDir+"/"); is && l.photos != nil {
		return l.photos.Photo(own)
	}
	return nil, false
}

func (l *live) samples() *service.Samples { return l.now().Sample }

// edited reports whether the files of the service are watched: in development, where they are
// files and not part of the program, and never on a kiosk that serves people.
func edited(o options, site config.Site) bool {
	return o.dev && !site.Lock && site.Service != "" && !slices.Contains(assemble.Services(), site.Service)
}

// editor exchanges what a running kiosk was made of for what its files have become.
type editor struct {
	again   func() (*assemble.Parts, datafile.Issues) // reads the files
	replace func(*assemble.Parts) error               // runtime.Loop.Replace
	taken   func(*assemble.Parts)                     // it runs
	say     func(string, ...any)

	next    *assemble.Parts // waits until nothing is under way; nil: nothing does
	waiting bool            // that was said
}

// look is called again and again, with the files that have changed since the last time. What
// cannot be loaded changes nothing: what ran before goes on.
func (e *editor) look(changed []string) {
	if len(changed) > 0 {
		parts, issues := e.again()
		e.next, e.waiting = parts, false
		if len(issues) > 0 {
			more := ""
			if len(issues) > 1 {
				more = fmt.Sprintf(" (and %d more; kioskctl service lint names them all)", len(issues)-1)
			}
			e.say("not taken, what ran before goes on: %v%s", issues[0], more)
			return
		}
		e.say("changed: %s", strings.Join(changed, ", "))
	}
	if e.next == nil {
		return
	}
	switch err := e.replace(e.next); {
	case errors.Is(err, kiosk.ErrBusy):
		if !e.waiting {
			e.say("%v: what was changed waits until it has ended", err)
		}
		e.waiting = true
		return
	case err != nil:
		e.say("the stay began anew: %v", err)
	}
	e.taken(e.next)
	e.next = nil
}

// watchEdits shows what is edited while the kiosk runs, until stop is called.
func watchEdits(o options, site assemble.Site, l *live, loop *runtime.Loop, screen *window, menu *backend.Menu, say func(string, ...any)) (stop func()) {
	if !l.edited {
		return func() {}
	}
	e := &editor{say: say,
		again: func() (*assemble.Parts, datafile.Issues) { return site.Again(o.site) },
		replace: func(p *assemble.Parts) error {
			return loop.Replace(p.Machine(0, 0)) // which takes the numbers over, too
		},
		taken: func(p *assemble.Parts) {
			l.parts.Store(p)
			if menu != nil {
				menu.Reload(p.Service)
			}
			screen.screen.Reload()
		}}
	files := watch.New(watched(site.Site)...)
	say("edits in %s are shown as they are saved", site.Service)
	return task.Start(func(ctx context.Context) {
		t := time.NewTicker(watch.Every)
		defer t.Stop()
		files.Follow(ctx, t.C, e.look)
	}).Stop
}

// watched are the directories whose files are shown as they are edited.
func watched(site config.Site) (dirs []watch.Dir) {
	for _, dir := range []string{site.Service, site.Locales} {
		if dir != "" {
			dirs = append(dirs, watch.Dir{Name: filepath.ToSlash(dir), FS: os.DirFS(dir)})
		}
	}
	return dirs
}
