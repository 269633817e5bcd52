package worker

import (
	"os"
	"os/exec"
	"path/filepath"
)

// Find looks for a worker's program beside the program that runs, then in PATH.
func Find(name string) (path string, ok bool) {
	if exe, err := os.Executable(); err == nil {
		beside := filepath.Join(filepath.Dir(exe), name)
		if st, err := os.Stat(beside); err == nil && st.Mode().IsRegular() && st.Mode()&0o111 != 0 {
			return beside, true
		}
	}
	path, err := exec.LookPath(name)
	return path, err == nil
}
