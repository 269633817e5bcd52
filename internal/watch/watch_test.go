package watch

import (
	"fmt"
	"io/fs"
	"slices"
	"testing"
	"testing/fstest"
	"time"
)

// Edits as editors make them, look by look; time is that of the files.
func TestLook(t *testing.T) {
	at := time.Unix(1000, 0)
	file := func(text string) *fstest.MapFile {
		at = at.Add(time.Second)
		return &fstest.MapFile{Data: []byte(text), ModTime: at}
	}
	dir := fstest.MapFS{"menu.yaml": file("price: 1"), "locales/ko.yaml": file("a"), ".git/index": file("x"), "pictures/tea.svg": file("<svg/>")}
	w := New(Dir{"shop", dir})
	for _, step := range []struct {
		what string
		do   func()
		want []string
	}{
		{"nothing happens", func() {}, nil},
		{"a price is being written", func() { dir["menu.yaml"] = file("pri") }, nil},
		{"and is still being written", func() { dir["menu.yaml"] = file("price: 2") }, nil},
		{"it is written", func() {}, []string{"shop/menu.yaml"}},
		{"it is told once", func() {}, nil},
		{"the same length at another time", func() { dir["menu.yaml"] = file("price: 3") }, nil},
		{"counts", func() {}, []string{"shop/menu.yaml"}},
		{"two files at once, one of them new, and one goes", func() {
			dir["locales/en.yaml"], dir["locales/ko.yaml"] = file("b"), file("c")
			delete(dir, "pictures/tea.svg")
		}, nil},
		{"are told together", func() {}, []string{"shop/locales/en.yaml", "shop/locales/ko.yaml", "shop/pictures/tea.svg"}},
		{"what is hidden, or beside a file", func() {
			dir[".git/index"], dir["menu.yaml~"], dir["menu.yaml.new"], dir[".menu.yaml.swp"] = file("y"), file("y"), file("y"), file("y")
		}, nil},
		{"is never told", func() {}, nil},
		{"a file is written and put back before it comes to rest", func() { dir["menu.yaml"] = &fstest.MapFile{Data: []byte("x"), ModTime: at} }, nil},
	} {
		step.do()
		if got := w.Look(); !slices.Equal(got, step.want) {
			t.Errorf("%s: %v, want %v", step.what, got, step.want)
		}
	}
}

// A directory that goes and comes back is a change each time, and no error.
func TestADirectoryThatGoes(t *testing.T) {
	gone := &fading{FS: fstest.MapFS{"menu.yaml": {Data: []byte("x")}}}
	w := New(Dir{"shop", gone})
	for i, there := range []bool{false, true} {
		gone.hidden = !there
		if got := append(w.Look(), w.Look()...); fmt.Sprint(got) != "[shop/menu.yaml]" {
			t.Errorf("%d: %v", i, got)
		}
	}
	if got := (&Watcher{}).Look(); got != nil {
		t.Errorf("nothing is watched: %v", got)
	}
}

type fading struct {
	fs.FS
	hidden bool
}

func (f *fading) Open(name string) (fs.File, error) {
	if f.hidden {
		return nil, fs.ErrNotExist
	}
	return f.FS.Open(name)
}
