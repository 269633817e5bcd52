package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Files are written into this module only.
func TestWritesOnlyIntoTheModule(t *testing.T) {
	const none = "-"
	for name, c := range map[string]struct{ mod, want string }{
		"the module":  {"// Modu.\nmodule modu // of kiosks\n\ngo 1.25\n", ""},
		"no module":   {none, "is not the root of the module modu"},
		"another one": {"module example.org/modu\n", "is the module example.org/modu, not modu"},
		"no name":     {"go 1.25\n", "its go.mod names no module"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			here := filepath.Join(dir, "internal", "formats")
			if err := os.MkdirAll(here, 0o755); err != nil {
				t.Fatal(err)
			}
			if c.mod != none {
				if err := os.WriteFile(filepath.Join(dir, "go.mod"), []byte(c.mod), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			t.Chdir(here)
			err := write(map[string][]byte{"a.json": []byte("{}")})
			_, missing := os.Stat(filepath.Join(dir, "a.json"))
			if c.want == "" {
				if err != nil || missing != nil {
					t.Errorf("%v, %v", err, missing)
				}
				return
			}
			if err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), "go generate ./internal/formats") || missing == nil {
				t.Errorf("%v, written: %v", err, missing == nil)
			}
		})
	}
}
