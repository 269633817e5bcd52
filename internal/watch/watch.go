// Package watch tells which files of some directories have changed, for who shows an edit while
// it is being made.
//
// It hides how a change is noticed: by looking at the size and the time of every file, again and
// again. Asking the kernel to be told needs another library and a watch for each directory, and
// misses what a network drive or a shared folder of a virtual machine changes; the files of a
// service are a few hundred, and looking at them takes a millisecond.
//
// It is pure: who calls it decides how often, and from which goroutine; one at a time. It reads
// no contents.
package watch

import (
	"context"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"time"
)

// Every is how often to look, so that an edit is seen well within a second: it counts once two
// looks in a row have found the same.
const Every = 150 * time.Millisecond

// maxFiles bounds what is looked at: a directory above a service by mistake must not be.
const maxFiles = 20_000

// Dir is a directory that is watched.
type Dir struct {
	Name string // by which its files are named
	FS   fs.FS
}

// stamp is what tells a file from what it was.
type stamp struct {
	size int64
	at   int64 // nanoseconds
}

// Watcher remembers how the files were. The zero value watches nothing.
type Watcher struct {
	dirs  []Dir
	taken map[string]stamp // as they were when they were last told
	last  map[string]stamp // as the last look found them
}

// New makes a watcher. How the files are now is where it starts from.
func New(dirs ...Dir) *Watcher {
	w := &Watcher{dirs: dirs}
	w.taken = w.look()
	w.last = w.taken
	return w
}

// Look names the files that have been written, added or taken away since it last named any, in
// order; nil while there are none, or while they are still being written, which is until a look
// finds what the look before it has found.
func (w *Watcher) Look() []string {
	now := w.look()
	still := maps.Equal(now, w.last)
	w.last = now
	if !still || maps.Equal(now, w.taken) {
		return nil
	}
	var changed []string
	for name, s := range now {
		if was, there := w.taken[name]; !there || was != s {
			changed = append(changed, name)
		}
	}
	for name := range w.taken {
		if _, there := now[name]; !there {
			changed = append(changed, name)
		}
	}
	w.taken = now
	slices.Sort(changed)
	return changed
}

// Follow looks at each tick and hands on what has changed, also where that is nothing, until ctx
// ends.
func (w *Watcher) Follow(ctx context.Context, ticks <-chan time.Time, each func(changed []string)) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticks:
			each(w.Look())
		}
	}
}

// look is how the files are now. What cannot be read is as if it were not there: who loads it
// says why.
func (w *Watcher) look() map[string]stamp {
	out := map[string]stamp{}
	for _, d := range w.dirs {
		_ = fs.WalkDir(d.FS, ".", func(name string, e fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return nil
			case name != "." && passing(e.Name()) && e.IsDir():
				return fs.SkipDir
			case e.IsDir() || passing(e.Name()):
				return nil
			case len(out) >= maxFiles:
				return fs.SkipAll
			}
			if info, err := e.Info(); err == nil {
				out[path.Join(d.Name, name)] = stamp{info.Size(), info.ModTime().UnixNano()}
			}
			return nil
		})
	}
	return out
}

// passing reports whether a file is none of a service's: what editors and we write beside a file
// before they put it in its place, and what is hidden.
func passing(name string) bool {
	return strings.HasPrefix(name, ".") || strings.HasPrefix(name, "#") || strings.HasSuffix(name, "~") || strings.HasSuffix(name, ".new") || strings.HasSuffix(name, ".tmp")
}
