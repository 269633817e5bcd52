package main

import (
	"strings"
	"testing"
)

func TestClipsMistakes(t *testing.T) {
	for want, args := range map[string][]string{
		"usage: kioskctl clips":     {"clips"},
		`did you mean "export"?`:    {"clips", "exprot", "--out", "x"},
		"--out names":               {"clips", "export"},
		`has no language "fr"`:      {"clips", "export", "--locale", "fr", "--out", "x"},
		"usage: kioskctl clips im":  {"clips", "import", "--out", "x"},
		"recordings cannot be read": {"clips", "import", "no-such-directory", "--out", t.TempDir()},
		"at least 1":                {"clips", "listen", "--count", "0", "--out", "x"},
	} {
		if code, _, errOut := ctl(args...); code == exitOK || !strings.Contains(errOut, want) {
			t.Errorf("%q: exit %d: %s", args, code, errOut)
		}
	}
}
