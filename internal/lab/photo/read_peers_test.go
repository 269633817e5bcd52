//go:build peers && !ci

package photo

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestTesseractReadsTheScreens photographs a pairwise set of screens in a real window and
// lets tesseract, which knows nothing of the kiosk, read them. What it misses is in
// testdata/unread.list, each looked at by a person; anything else that it misses fails.
func TestTesseractReadsTheScreens(t *testing.T) {
	bin, err := filepath.Abs("../../../bin/kioskctl")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	out, err := exec.Command(bin, "looks", "--out", dir, "--ocr").CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	t.Logf("%s", out)
	shots, _ := filepath.Glob(filepath.Join(dir, "*.png"))
	if len(shots) < 60 || len(shots) > 150 {
		t.Errorf("%d photographs, 60 to 150 are wanted", len(shots))
	}
	known, err := os.ReadFile("testdata/unread.list")
	if err != nil {
		t.Fatal(err)
	}
	missed, err := os.ReadFile(filepath.Join(dir, "read.txt"))
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range strings.Split(strings.TrimSpace(string(missed)), "\n") {
		text, _, _ := strings.Cut(line, " read ")
		if line != "" && !strings.Contains("\n"+string(known), "\n"+text+"\n") {
			t.Errorf("tesseract missed %s; look at the picture, and list it in testdata/unread.list if a person reads it", line)
		}
	}
}
