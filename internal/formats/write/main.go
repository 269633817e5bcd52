// Command write writes the generated files of package formats into the module; it is run
// in that package's directory, by go generate.
package main

import (
	"fmt"
	"os"
	"path/filepath"

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
	for name, data := range files {
		if err := os.WriteFile(filepath.Join(root, filepath.FromSlash(name)), data, 0o644); err != nil {
			return err
		}
	}
	return nil
}
