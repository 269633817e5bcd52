package editing_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"modu/internal/datafile"
	"modu/internal/lab/editing"
	"modu/internal/watch"
)

// desk is a service of one file, of which lint says what stands in it.
type desk struct {
	mu     sync.Mutex
	dir    fstest.MapFS
	ticks  chan time.Time
	out    bytes.Buffer
	starts int
	ended  chan struct{}
	fails  error
}

// Open implements fs.FS: files are looked at while they are written.
func (d *desk) Open(name string) (fs.File, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.dir.Open(name)
}

func (d *desk) write(text string) {
	d.mu.Lock()
	d.dir["menu.yaml"] = &fstest.MapFile{Data: []byte(text), ModTime: d.dir["menu.yaml"].ModTime.Add(time.Second)}
	d.mu.Unlock()
	d.ticks <- time.Time{}
	d.ticks <- time.Time{}
	d.ticks <- time.Time{} // the one before has been worked on
}

func (d *desk) lint(w io.Writer) error {
	data, err := fs.ReadFile(d, "menu.yaml")
	if err != nil {
		return err
	}
	switch text := string(data); text {
	case "bad":
		return datafile.Issues{{Pos: datafile.Pos{File: "menu.yaml", Line: 3}, Msg: "a price is missing", Remedy: "write one"}}
	default:
		fmt.Fprintf(w, "no mistake in %s\n", text)
		return nil
	}
}

func (d *desk) kiosk() (<-chan struct{}, error) {
	d.starts++
	return d.ended, d.fails
}

// A service that begins with a mistake: the kiosk is started once it is mended, and once only;
// what comes after is judged each time, and the end of the kiosk ends it.
func TestRun(t *testing.T) {
	d := &desk{dir: fstest.MapFS{"menu.yaml": {Data: []byte("bad")}}, ticks: make(chan time.Time), ended: make(chan struct{})}
	over := make(chan error, 1)
	go func() {
		over <- editing.Run(t.Context(), editing.Desk{Files: watch.New(watch.Dir{Name: "shop", FS: d}), Ticks: d.ticks, Out: &d.out, Lint: d.lint, Kiosk: d.kiosk})
	}()
	d.ticks <- time.Time{} // it has begun
	if d.starts != 0 {
		t.Error("a kiosk was started on a broken service")
	}
	d.write("good")
	d.write("bad")
	d.write("better")
	if d.starts != 1 {
		t.Errorf("the kiosk was started %d times", d.starts)
	}
	close(d.ended)
	select { // the look at the tick before may have met the end already
	case d.ticks <- time.Time{}:
	case err := <-over:
		over <- err
	}
	if err := <-over; err != nil {
		t.Error(err)
	}
	mistake := "menu.yaml:3: a price is missing; write one\n1 mistake\n"
	want := mistake + "\nshop/menu.yaml\nno mistake in good\n\nshop/menu.yaml\n" + mistake + "\nshop/menu.yaml\nno mistake in better\n"
	if d.out.String() != want {
		t.Errorf("it said\n%s\nwant\n%s", d.out.String(), want)
	}
}

func TestRunWithoutAKiosk(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	d := &desk{dir: fstest.MapFS{"menu.yaml": {Data: []byte("good")}}}
	cancel()
	if err := editing.Run(ctx, editing.Desk{Files: &watch.Watcher{}, Out: &d.out, Lint: d.lint}); err != nil || d.out.String() != "no mistake in good\n" {
		t.Errorf("%v %s", err, d.out.String())
	}
	d.fails = errors.New("no display")
	if err := editing.Run(t.Context(), editing.Desk{Files: &watch.Watcher{}, Out: &d.out, Lint: d.lint, Kiosk: d.kiosk}); !errors.Is(err, d.fails) {
		t.Errorf("a kiosk that cannot be started: %v", err)
	}
}
