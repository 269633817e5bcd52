package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"modu/accessibility/sign/signtest"
)

// TestMain lets the test program decode its own clips, as kioskctl does.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == decodeClip {
		os.Exit(run(context.Background(), os.Args[1:], os.Stdout, os.Stderr))
	}
	os.Exit(m.Run())
}

// copyDir copies a directory of the repository.
func copyDir(t *testing.T, from, to string) {
	t.Helper()
	if err := os.CopyFS(to, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
}

// Lint lists the screens without a clip, accepts a sound one, and names a clip that is
// broken, too small to read, empty, or flashing.
func TestLintSigns(t *testing.T) {
	dir := t.TempDir()
	folder := filepath.Join(dir, "shop")
	copyDir(t, "../../assets/services/cafe", folder)
	site := filepath.Join(dir, "site.yaml")
	if err := os.WriteFile(site, []byte("version: 1\nservice: "+folder+"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	put := func(name string, data []byte) {
		t.Helper()
		file := filepath.Join(folder, "sign", "ko", name+".mpg")
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	lint := func() (string, error) {
		code, out, errOut := ctl("lint", "--site", site)
		if code != exitOK {
			return out, errors.New(errOut)
		}
		return out + errOut, nil
	}
	put("screen.pay", signtest.Clip(176, 144, 40, 60, 80, 100))
	out, err := lint()
	if err != nil || !strings.Contains(out, "ko: 1 of 10 screens have a clip; none for screen.basket") || strings.Count(out, "screen.pay") != 3 { // the other languages have none
		t.Errorf("a sound clip: %v\n%s", err, out)
	}
	var strobe []uint8
	for i := range 60 {
		strobe = append(strobe, uint8(20+200*(i/2%2)))
	}
	put("screen.strobe", signtest.Clip(176, 144, strobe...))
	put("screen.tiny", signtest.Clip(64, 48, 40, 60))
	put("screen.none", signtest.Clip(176, 144))
	put("screen.text", []byte("no video"))
	_, err = lint()
	if err == nil {
		t.Fatal("no mistake found")
	}
	for _, want := range []string{"screen.strobe.mpg: it may harm", "screen.tiny.mpg: 64 x 48 pixels", "screen.none.mpg: not a video", "screen.text.mpg: not a video"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%q is not in\n%s", want, err)
		}
	}
	if strings.Contains(err.Error(), "screen.pay") {
		t.Errorf("the sound clip is named: %s", err)
	}
}

// Lint tells which screens of a service have no sign-language clip.
func TestServiceLintTellsOfClips(t *testing.T) {
	code, out, errOut := ctl("service", "lint", "cafe")
	if code != exitOK || !strings.Contains(out, "sign language, ko: 0 of") {
		t.Errorf("exit %d: %s%s", code, out, errOut)
	}
}

// A signer's way: the list, the films, what is signed then. A built-in service takes no clips.
func TestSign(t *testing.T) {
	dir := t.TempDir()
	folder, films := filepath.Join(dir, "shop"), filepath.Join(dir, "films")
	copyDir(t, "../../assets/services/library", folder)
	site, list := filepath.Join(dir, "site.yaml"), filepath.Join(dir, "list.csv")
	if err := os.WriteFile(site, []byte("version: 1\nservice: "+folder+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(films, 0o755); err != nil {
		t.Fatal(err)
	}
	film := func(name string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(films, name), signtest.Clip(176, 144, 40, 60, 80), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	film("screen.scan.mpg")
	for _, c := range []struct {
		args []string
		code int
		want string
	}{
		{[]string{"export", "--site", site, "--out", list}, exitOK, "11 clips, 0 of them filmed"},
		{[]string{"export", "--site", site}, exitOK, "clip,text,where,seen,seen with mishaps,filmed\nscreen.scan,반납할 책을 준비해 주세요"},
		{[]string{"export", "--site", site, "--locale", "fr"}, exitUsage, `no language "fr"`},
		{[]string{"coverage", "--site", site}, exitOK, "library:  1. screen.scan, then 27 %"},
		{[]string{"import", films, "--site", site, "--dry-run"}, exitOK, "screen.scan: would be taken\nmissing: screen.done: 고맙습니다"},
		{[]string{"import", films, "--site", site}, exitOK, "screen.scan: taken\n"},
		{[]string{"import", films, "--site", site}, exitOK, "screen.scan: there already\n"},
		{[]string{"coverage", "--site", site}, exitOK, "library; a book to return: 2 of 5 screens are signed (40 %)"},
		{[]string{"coverage", folder, "--locale", "en"}, exitOK, "library, en: 0 of "},
		{[]string{"coverage", folder, "--site", site}, exitUsage, "not both"},
		{[]string{"import", films}, exitUsage, `is built in: it takes no clips; copy its folder`},
		{[]string{"import", filepath.Join(dir, "none"), "--site", site}, exitUsage, "the clips cannot be read"},
		{[]string{"import"}, exitUsage, "usage: kioskctl sign import DIR"},
		{[]string{"improt"}, exitUsage, `did you mean "import"?`},
	} {
		code, out, errOut := ctl(append([]string{"sign"}, c.args...)...)
		if code != c.code || !strings.Contains(out+errOut, c.want) {
			t.Errorf("%q: exit %d, no %q in\n%s%s", c.args, code, c.want, out, errOut)
		}
	}
	film("screen.sacn.mpg")
	for _, c := range []jsonRun{
		{"sign export", []string{"sign", "export", "--site", site}, exitOK, []string{"clips", "filmed"}, "", 0, "to be filmed, seen 4 times and 1 with mishaps"},
		{"sign coverage", []string{"sign", "coverage", "--site", site}, exitOK, []string{"clips", "filmed", "stays"}, "", 0, "2 of 5 screens are signed"},
		{"sign import", []string{"sign", "import", films, "--site", site}, exitUsage, nil, filepath.Join(films, "screen.sacn.mpg"), 0, `did you mean "screen.scan"?`},
	} {
		c.check(t)
	}
}
