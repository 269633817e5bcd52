package proc

import (
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"testing"
	"time"
)

// A made-up /proc: one process plays on a card and holds its mixer, another only listens
// on a second card, a third has something else open, and one has gone.
func TestHolders(t *testing.T) {
	root := t.TempDir()
	for pid, p := range map[string]struct {
		comm string
		fds  []string
	}{
		"812":  {"kiosk", []string{"/dev/null", "/dev/snd/pcmC0D0p", "/dev/snd/controlC0", "/dev/snd/controlC0"}},
		"77":   {"arecord", []string{"/dev/snd/pcmC1D0c"}},
		"9":    {"cat", []string{"/dev/sndbox/x", "socket:[12]"}},
		"1000": {"", nil},
	} {
		if err := os.MkdirAll(filepath.Join(root, pid, "fd"), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(root, pid, "comm"), []byte(p.comm+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
		for i, to := range p.fds {
			if err := os.Symlink(to, filepath.Join(root, pid, "fd", string(rune('0'+i)))); err != nil {
				t.Fatal(err)
			}
		}
	}
	want := []Holder{{77, "arecord", []string{"/dev/snd/pcmC1D0c"}}, {812, "kiosk", []string{"/dev/snd/controlC0", "/dev/snd/pcmC0D0p"}}}
	if got := holders(root, "/dev/snd"); !reflect.DeepEqual(got, want) {
		t.Errorf("%+v, want %+v", got, want)
	}
}

// The real /proc: a program that has a file open is found, by its name and number.
func TestHoldersOfThisMachine(t *testing.T) {
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, "pcmC0D0p")
	f, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("cat")
	cmd.Stdout = f
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Skip("there is no program cat here: ", err)
	}
	defer func() { _ = in.Close(); _ = cmd.Wait() }()
	_ = f.Close()
	got := Holders(dir)
	if len(got) != 1 || got[0].PID != cmd.Process.Pid || got[0].Open[0] != file {
		t.Errorf("%+v, want process %d with %s", got, cmd.Process.Pid, file)
	}
}

// What a process costs is counted with what it started.
func TestTree(t *testing.T) {
	cmd := exec.Command("sh", "-c", "cat; :")
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Skip("there is no shell here: ", err)
	}
	defer func() { _ = in.Close(); _ = cmd.Process.Kill(); _ = cmd.Wait() }()
	own := os.Getpid()
	all := tree(own)
	if all[0] != own || len(all) < 2 {
		t.Errorf("tree %v of %d has no child", all, own)
	}
	alone, err := MiB(own)
	if err != nil {
		t.Fatal(err)
	}
	if together, err := TreeMiB(own); err != nil || together < float64(alone) || together <= 0 {
		t.Errorf("%v MiB together, %d alone, %v", together, alone, err)
	}
	gone := exec.Command("true")
	if err := gone.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = gone.Wait() }()
	for statFields(gone.Process.Pid)[0] != "Z" { // it has ended, and nobody has taken notice yet
		time.Sleep(time.Millisecond)
	}
	if _, err := TreeMiB(own); err != nil {
		t.Errorf("a process that has ended is in the way: %v", err)
	}
	for began := time.Now(); time.Since(began) < 30*time.Millisecond; {
	}
	if TreeCPU(own) <= 0 {
		t.Error("no processor time was used")
	}
	if _, err := TreeMiB(1 << 30); err == nil {
		t.Error("a process that is not there has memory")
	}
}
