package archtest

import (
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// naming are the Go files of the module in fsys that name a word, in capitals or not, but those
// of tests and of the packages that are its own.
func naming(fsys fs.FS, word string, own ...string) (files []string, err error) {
	err = fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && name != "." && (d.Name()[0] == '.' || slices.Contains(own, name)):
			return fs.SkipDir
		case d.IsDir() || path.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go"):
			return nil
		}
		data, err := fs.ReadFile(fsys, name)
		if err == nil && strings.Contains(strings.ToLower(string(data)), word) {
			files = append(files, name)
		}
		return err
	})
	return files, err
}

// A new kind of device is one row. The location beacon was made to prove it; the record of that
// decision lists every file outside its packages that names it, and no other file does.
func TestBeaconIsOneRow(t *testing.T) {
	const most = 5 // hand-written files that a new kind of device may touch
	files, err := naming(os.DirFS("../.."), "beacon", "devices/beacon", "internal/beacon")
	if err != nil {
		t.Fatal(err)
	}
	record, err := os.ReadFile("../doc/adr/066-a-kind-of-device-is-one-row.md")
	if err != nil {
		t.Fatal(err)
	}
	var listed []string
	for _, m := range regexp.MustCompile("`([a-z/]+\\.go)`").FindAllStringSubmatch(string(record), -1) {
		listed = append(listed, m[1])
	}
	slices.Sort(listed)
	if !slices.Equal(files, listed) {
		t.Errorf("the location beacon is named in %v, and ADR 066 lists %v", files, listed)
	}
	if len(files) > most {
		t.Errorf("%d files name the location beacon, at most %d may: %v", len(files), most, files)
	}
}

func TestNaming(t *testing.T) {
	file := func(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }
	got, err := naming(fstest.MapFS{
		"a/a.go":           file("// Package a routes to the Beacon."),
		"a/a_test.go":      file("beacon"),
		"a/a.md":           file("beacon"),
		"b/b.go":           file("package b"),
		"internal/x/x.go":  file("beacon"),
		"internal/xy/x.go": file("beacon"),
	}, "beacon", "internal/x")
	if want := []string{"a/a.go", "internal/xy/x.go"}; err != nil || !slices.Equal(got, want) {
		t.Errorf("%v, %v; want %v", got, err, want)
	}
}
