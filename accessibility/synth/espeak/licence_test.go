package espeak

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

const root = "../../.."

// licencesOf names, for every package that a program is made of, the licence files of
// its module that are the GNU General Public License (of any version, also Affero).
func licencesOf(t *testing.T, program string) (modules int, gpl []string) {
	t.Helper()
	if _, err := exec.LookPath("go"); err != nil {
		t.Skip("there is no go command to ask")
	}
	cmd := exec.Command("go", "list", "-deps", "-tags", "x11,migrated_fynedo,no_emoji,no_metadata",
		"-f", "{{with .Module}}{{.Path}}\t{{.Dir}}{{end}}", program)
	cmd.Dir = root
	cmd.Env = append(os.Environ(), "CGO_ENABLED=1", "GOFLAGS=", "GOPROXY=off")
	out, err := cmd.Output()
	if err != nil && !needProgram {
		t.Skipf("not all modules of the real lane are here: %v", err)
	}
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	seen := map[string]bool{}
	for _, line := range strings.Split(strings.TrimSpace(string(out)), "\n") {
		module, dir, _ := strings.Cut(line, "\t")
		if module == "" || seen[module] {
			continue
		}
		seen[module] = true
		gpl = append(gpl, gplIn(t, module, dir)...)
	}
	return len(seen), gpl
}

func gplIn(t *testing.T, module, dir string) (found []string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		name := strings.ToUpper(filepath.Base(f))
		if !strings.HasPrefix(name, "LICEN") && !strings.HasPrefix(name, "COPYING") {
			continue
		}
		b, err := os.ReadFile(f)
		if err != nil {
			continue // a directory of licences
		}
		head := strings.Join(strings.Fields(string(b[:min(len(b), 400)])), " ")
		if strings.Contains(head, "GNU GENERAL PUBLIC LICENSE") || strings.Contains(head, "GNU AFFERO") {
			found = append(found, module+": "+filepath.Base(f))
		}
	}
	return found
}

// The kiosk links no GPL code: no module of its programs is under the GPL. The
// worker's own licence is the control: the same look finds it.
func TestNoGPLModule(t *testing.T) {
	for _, program := range []string{"./cmd/kiosk", "./cmd/kioskctl"} {
		n, gpl := licencesOf(t, program)
		if n < 5 {
			t.Errorf("%s: only %d modules were seen", program, n)
		}
		if len(gpl) > 0 {
			t.Errorf("%s links %q", program, gpl)
		}
	}
	if got := gplIn(t, "worker", root+"/cmd/"+WorkerProgram); len(got) != 1 {
		t.Errorf("the worker's licence is not found: %q", got)
	}
}

// The worker is a module of its own and shares no code with the kiosk.
func TestWorkerIsApart(t *testing.T) {
	dir := root + "/cmd/" + WorkerProgram
	mod, err := os.ReadFile(dir + "/go.mod")
	if err != nil || strings.Contains(string(mod), "require") || strings.Contains(string(mod), "replace") {
		t.Errorf("%v\n%s", err, mod)
	}
	files, err := filepath.Glob(dir + "/*.go")
	if err != nil || len(files) == 0 {
		t.Fatal(err)
	}
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(b), `"modu/`) {
			t.Errorf("%s imports the kiosk", f)
		}
		if !strings.HasPrefix(string(b), "// SPDX-License-Identifier: GPL-3.0-or-later\n") {
			t.Errorf("%s does not begin with its licence", f)
		}
	}
	own, err := os.ReadFile(root + "/go.mod")
	if err != nil || strings.Contains(string(own), WorkerProgram) {
		t.Errorf("%v: the kiosk's module knows the worker's", err)
	}
}
