package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// What an integrator reads who has measured.
func TestLevelShowsWhatFollows(t *testing.T) {
	site := filepath.Join(t.TempDir(), "site.yaml")
	if err := os.WriteFile(site, []byte("version: 1\naudio: {ambient: {level: 70}}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	var out, errs bytes.Buffer
	if code := run(t.Context(), []string{"level", "--site", site, "--measured", "88"}, &out, &errs); code != exitOK {
		t.Fatal(code, errs.String())
	}
	for _, want := range []string{"With 88 dB(A) measured and a ceiling of 85", "61      -27 everybody begins here", "85       -3", "not 20 dB above the noise of this place, 70 dB(A) (VOL-4)"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%q is missing in\n%s", want, out.String())
		}
	}
	for _, wrong := range [][]string{{"level", "--time", "0s"}, {"level", "loud"}} {
		if code := run(t.Context(), wrong, &out, &errs); code != exitUsage {
			t.Errorf("%v: %d", wrong, code)
		}
	}
	// A headset that the site does not have cannot be measured, and nothing is played.
	out.Reset()
	errs.Reset()
	if code := run(t.Context(), []string{"level", "--headset"}, &out, &errs); code != exitFailed || !strings.Contains(errs.String(), "no headset") {
		t.Errorf("%d: %s", code, errs.String())
	}
}
