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
	if err != nil || !strings.Contains(out, "ko: 1 of 8 screens have a clip; none for screen.basket") || strings.Count(out, "screen.pay") != 3 { // the other languages have none
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
