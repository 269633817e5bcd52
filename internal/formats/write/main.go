// Command write writes the generated files of package formats into the module; it is run
// in that package's directory, by go generate. Run anywhere else it writes nothing.
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"modu/internal/datafile"
	"modu/internal/datafile/disk"
	"modu/internal/formats"
)

// root is the module's root, seen from the package that go generate runs in.
const root = "../.."

func main() {
	files, err := formats.Files()
	if err == nil {
		err = write(files)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "formats:", err)
		os.Exit(1)
	}
}

func write(files map[string][]byte) error {
	if err := atHome(); err != nil {
		return err
	}
	for name, data := range files {
		if err := os.WriteFile(filepath.Join(root, filepath.FromSlash(name)), data, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// atHome is an error unless root is this module: whoever starts the command elsewhere would
// otherwise have files written two folders above them.
func atHome() error {
	const (
		module = "modu"
		remedy = `run "go generate ./internal/formats" in the module`
	)
	at, err := filepath.Abs(root)
	if err != nil {
		return err
	}
	data, err := disk.Read(filepath.Join(root, "go.mod"), datafile.MaxBytes)
	if err != nil {
		return fmt.Errorf("%s is not the root of the module %s: %w; %s", at, module, err, remedy)
	}
	for line := range strings.Lines(string(data)) {
		if word := strings.Fields(line); len(word) >= 2 && word[0] == "module" {
			if word[1] == module {
				return nil
			}
			return fmt.Errorf("%s is the module %s, not %s; %s", at, word[1], module, remedy)
		}
	}
	return fmt.Errorf("%s: its go.mod names no module; %s", at, remedy)
}
