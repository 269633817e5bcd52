package datafile

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
)

// unlucky is a file system in which a file cannot be opened, or grows while it is read.
type unlucky struct {
	fstest.MapFS
	open error
	grow int
}

func (u unlucky) Open(name string) (fs.File, error) {
	if u.open != nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: u.open}
	}
	f, err := u.MapFS.Open(name)
	return &growing{File: f, left: u.grow}, err
}

func (u unlucky) Stat(name string) (fs.FileInfo, error) { return u.MapFS.Stat(name) }

// growing goes on for left bytes after its end.
type growing struct {
	fs.File
	left int
}

func (g *growing) Read(p []byte) (int, error) {
	n, err := g.File.Read(p)
	if n == 0 && g.left > 0 {
		n = min(len(p), g.left)
		g.left -= n
		return n, nil
	}
	return n, err
}

func TestReadWithinLimits(t *testing.T) {
	files := fstest.MapFS{
		"ten":    {Data: []byte("0123456789")},
		"eleven": {Data: []byte("0123456789a")},
		"pipe":   {Mode: fs.ModeNamedPipe},
		"zero":   {Mode: fs.ModeDevice | fs.ModeCharDevice},
		"dir/x":  {},
	}
	for name, want := range map[string]error{"ten": nil, "eleven": TooLarge{10}, "pipe": ErrSpecial, "zero": ErrSpecial, "dir": ErrDirectory, "none": fs.ErrNotExist} {
		data, err := Read(files, name, 10)
		if !errors.Is(err, want) || (err == nil) != (len(data) == 10) {
			t.Errorf("%s: %d bytes, %v", name, len(data), err)
		}
		var pe *fs.PathError
		if err != nil && !errors.As(err, &pe) {
			t.Errorf("%s: %T names no path", name, err)
		}
	}
	if _, err := Read(unlucky{files, fs.ErrPermission, 0}, "ten", 10); !errors.Is(err, fs.ErrPermission) || !strings.Contains(Remedy(err, ""), "chmod") {
		t.Errorf("a file that may not be read: %v; %s", err, Remedy(err, ""))
	}
	if data, err := Read(unlucky{files, nil, 1 << 40}, "ten", 10); !errors.Is(err, TooLarge{10}) || data != nil {
		t.Errorf("a file that grows without end: %d bytes, %v", len(data), err)
	}
}

func TestSecondDocumentIsAMistake(t *testing.T) {
	for text, line := range map[string]int{
		"version: 1\nname: n\n---\nversion: 1\nname: m\n": 3,
		"version: 1\nname: n\n--- {name: m}\n":            3,
		"version: 1\nname: n\n---\n  - [broken\n":         4, // where it is broken
		"---\nversion: 1\nname: n\n":                      0,
		"# first\n---\nversion: 1\nname: n\n...\n":        0,
	} {
		var s sample
		_, issues := Decode("a.yaml", []byte(text), &s)
		if line == 0 {
			if issues.Err() != nil {
				t.Errorf("%q: %v", text, issues)
			}
			continue
		}
		if len(issues) == 0 || issues[0].Line != line || !strings.Contains(issues.Error(), "second document") {
			t.Errorf("%q: %v", text, issues)
		}
	}
}

// A file of mistakes is answered with as much as somebody can mend, whatever its size.
func TestMistakesAreBounded(t *testing.T) {
	long := strings.Repeat("x", 1<<20)
	var many, list bytes.Buffer
	many.WriteString("version: 1\nname: n\n")
	for i := range 100_000 {
		fmt.Fprintf(&many, "k%d: 1\n", i)
	}
	list.WriteString("version: 1\nname: n\nmap:\n  " + long + ": [" + strings.Repeat("{go: 1, no: 1},", 100_000) + "]\n")
	for name, data := range map[string][]byte{
		"many keys": many.Bytes(), "a long key and many below it": list.Bytes(),
		"a long value": []byte("version: 1\nname: n\ncount: " + long), "a long unknown key": []byte("version: 1\nname: n\n" + long + ": 1"),
	} {
		var s sample
		doc, issues := Decode("a.yaml", data, &s)
		if said := issues.Error(); len(issues) == 0 || len(issues) > maxFound+1 || len(said) > (maxShown+1)*(2*maxLine+100) {
			t.Errorf("%s: %d mistakes in %d bytes", name, len(issues), len(said))
		}
		at := 0
		for path := range doc.pos {
			at += len(path)
		}
		if at > MaxBytes {
			t.Errorf("%s: %d bytes of paths are kept", name, at)
		}
	}
	var all Issues
	for i := range 250 {
		all = append(all, Issue{Pos: Pos{File: "a", Line: i}, Msg: "m"})
	}
	if said := all.Error(); strings.Count(said, "\n") != maxShown || !strings.HasSuffix(said, "… and 150 more; mend these first") || all.Count() != "250 mistakes" {
		t.Errorf("%s: %s", all.Count(), said[len(said)-80:])
	}
}

// Suggesting one name of very many stays quick: the whole costs no more than looking at
// the first ones.
func TestSuggestLooksAtSoMany(t *testing.T) {
	known := make([]string, 200_000)
	for i := range known {
		known[i] = fmt.Sprintf("name-%06d", i)
	}
	if got := Suggest("name-199999x", known); strings.Contains(got, "199999") {
		t.Errorf("every name was looked at: %s", got)
	}
	if got := Suggest("name-00001", known); got == "" {
		t.Error("nothing is suggested")
	}
}
