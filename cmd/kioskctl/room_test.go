package main

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"fyne.io/fyne/v2/test"
)

// TestLintSaysWhatHasNoRoom: a small panel has no room for twice the size in the low
// position, and lint says so with the millimetres; the usual panel has room at 100 %.
func TestLintSaysWhatHasNoRoom(t *testing.T) {
	test.NewTempApp(t)
	note := regexp.MustCompile(`note: size 200 %, low position does not fit the panel and is drawn smaller: [1-9][0-9]* mm of height are missing in `)
	ordinary := regexp.MustCompile(`note: size 100 %`)
	file := filepath.Join(t.TempDir(), "site.yaml")
	text := "version: 1\npanel: {pixels: {w: 1080, h: 1920}, mm: {w: 268, h: 476}, bottom: 850, tilt: 0, distance: 500}\n"
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	code, out, errOut := ctl("lint", "--site", file)
	if code != exitOK || !note.MatchString(out) {
		t.Errorf("exit %d, no shortfall in\n%s%s", code, out, errOut)
	}
	code, out, _ = ctl("lint")
	if code != exitOK || ordinary.MatchString(out) {
		t.Errorf("exit %d: the usual panel at 100 %%:\n%s", code, out)
	}
}
