package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"modu/internal/journal"
)

// childEnv makes the test program play the supervised kiosk: it names a file that
// counts the starts and, behind a comma, how each start ends.
const childEnv = "MODU_TEST_CHILD"

// supervisorEnv makes it play a supervisor whose child only waits.
const supervisorEnv = "MODU_TEST_SUPERVISOR"

func TestMain(m *testing.M) {
	switch spec := os.Getenv(childEnv); {
	case spec == "":
	case os.Getenv(supervisorEnv) != "":
		_ = os.Unsetenv(supervisorEnv)
		_ = supervise(context.Background(), false, []string{"hold"}, nil, usualPatience(), os.Stderr)
		os.Exit(98)
	case spec == "hold":
		ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
		defer stop()
		fmt.Fprintln(os.Stderr, "up")
		<-ctx.Done()
		os.Exit(0)
	default:
		parts := strings.Split(spec, ",")
		data, _ := os.ReadFile(parts[0])
		n := len(strings.Fields(string(data)))
		f, err := os.OpenFile(parts[0], os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
		if err != nil {
			os.Exit(99)
		}
		line := strings.Join(os.Args[1:], "_")
		if signal.Ignored(os.Interrupt) && signal.Ignored(syscall.SIGHUP) {
			line += "_deaf"
		}
		fmt.Fprintln(f, line)
		f.Close()
		code, err := strconv.Atoi(parts[1+min(n, len(parts)-2)])
		if err != nil {
			panic("a crash") // as a kiosk may
		}
		if code == exitMistake {
			tellSupervisor()
		}
		os.Exit(code)
	}
	os.Exit(m.Run())
}

// overChildren runs a supervisor over children that end as the codes say.
func overChildren(t *testing.T, o options, codes string) (starts []string, said string, err error) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "starts")
	t.Setenv(childEnv, file+","+codes)
	var out bytes.Buffer
	args := []string{"--site", o.site, "--supervise"}
	err = supervised(context.Background(), o, args, patience{first: time.Second, last: time.Second, stable: time.Minute}, &out)
	data, readErr := os.ReadFile(file)
	if readErr != nil {
		t.Fatal(readErr)
	}
	return strings.Fields(string(data)), out.String(), err
}

// A kiosk that crashes is started again, with "please call staff" meanwhile; one that
// ends well is not.
func TestSuperviseRestarts(t *testing.T) {
	starts, said, err := overChildren(t, options{site: "x", windowed: true}, "1,crash,1,0,0,0")
	if err != nil {
		t.Fatal(err)
	}
	kiosks, apologies := 0, 0
	for _, s := range starts {
		switch s {
		case "--site_x":
			kiosks++
		case "--apology_--site_x_--windowed": // in the site's language and on its panel
			apologies++
		default:
			t.Errorf("started as %s", s)
		}
	}
	if kiosks < 3 || apologies == 0 {
		t.Errorf("starts %v", starts)
	}
	if strings.Count(said, "starting again") < 2 {
		t.Errorf("said %s", said)
	}
}

// A mistake in a file is not mended by starting again.
func TestSuperviseGivesUpOnMistakes(t *testing.T) {
	starts, _, err := overChildren(t, options{site: "x"}, "2")
	if err == nil || len(starts) != 1 {
		t.Errorf("error %v, starts %v", err, starts)
	}
}

// Ctrl+C and a terminal that closes end a supervisor, but not that of a locked kiosk, nor
// the kiosk; and a locked kiosk that ended as if it had been asked to is started again.
func TestSupervisorOfALockedKioskIgnoresInterrupts(t *testing.T) {
	for _, tc := range []struct {
		text, codes, want string
		starts            int
	}{
		{"version: 1\nlock: true\n", "0,0,2", "_deaf", 2}, // the second is an apology's; a mistake ends it in the end
		{"version: 1\n", "0,2", "", 1},
	} {
		file := filepath.Join(t.TempDir(), "site.yaml")
		if err := os.WriteFile(file, []byte(tc.text), 0o644); err != nil {
			t.Fatal(err)
		}
		starts, said, err := overChildren(t, options{site: file}, tc.codes)
		starts = slices.DeleteFunc(starts, func(s string) bool { return strings.Contains(s, "apology") })
		if (err == nil) != (tc.starts == 1) || len(starts) != tc.starts || starts[0] != "--site_"+file+tc.want {
			t.Errorf("%q: error %v, starts %v", tc.text, err, starts)
		}
		if strings.Contains(said, errEndedWell.Error()) != (tc.starts > 1) {
			t.Errorf("%q: said %s", tc.text, said)
		}
	}
	for _, sig := range []syscall.Signal{syscall.SIGINT, syscall.SIGHUP} {
		ctx, stop := interruptible(t.Context(), false)
		if err := syscall.Kill(os.Getpid(), sig); err != nil {
			t.Fatal(err)
		}
		<-ctx.Done()
		stop()
	}
}

// A kiosk does not outlive a supervisor that was killed.
func TestKilledSupervisorTakesItsKioskAlong(t *testing.T) {
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), childEnv+"=hold", supervisorEnv+"=1")
	cmd.Stderr = w // the child's too: it ends with the last of them
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	_ = w.Close()
	if err := r.SetReadDeadline(time.Now().Add(time.Minute)); err != nil {
		t.Fatal(err)
	}
	up := make([]byte, 3)
	_, readErr := io.ReadFull(r, up)
	_ = cmd.Process.Kill()
	_ = cmd.Wait()
	if readErr != nil || string(up) != "up\n" {
		t.Fatalf("the child said %q, %v", up, readErr)
	}
	if rest, err := io.ReadAll(r); err != nil {
		t.Errorf("the child goes on: %q, %v", rest, err)
	}
}

// Without a place for its record a kiosk does not start, and says what to do;
// starting it again would not help.
func TestNoPlaceForTheRecord(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "plain"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	book, _, err := journal.Open(filepath.Join(dir, "taken"), time.Now)
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	for state, want := range map[string]string{
		"plain":       "not a directory; name a directory that this user may write to as state_dir",
		"plain/below": "not a directory; name a directory that this user may write to as state_dir",
		"taken":       "is in use by another kiosk; end that one, or give this one a state_dir of its own",
	} {
		site := filepath.Join(dir, "site.yaml")
		if err := os.WriteFile(site, []byte("version: 1\nstate_dir: "+state+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
		var out, errOut bytes.Buffer
		code := run([]string{"--site", site}, &out, &errOut)
		if said := errOut.String(); code != exitMistake || !strings.Contains(said, filepath.Join(dir, state)) || !strings.Contains(said, want) {
			t.Errorf("%s: exit %d\n%s", state, code, said)
		}
	}
	// A full disk is no mistake: it may work at the next start.
	if err := noRecord("d", &os.PathError{Op: "open", Path: "d", Err: syscall.ENOSPC}); errors.Is(err, errMistake) {
		t.Errorf("a full disk: %v", err)
	}
}

func TestBadInputNeverStarts(t *testing.T) {
	dir := t.TempDir()
	file := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
	for _, tc := range []struct {
		args []string
		want []string
	}{
		{[]string{"--site", filepath.Join(dir, "none.yaml")}, []string{"none.yaml", "cannot be read"}},
		{[]string{"--site", dir}, []string{filepath.Base(dir), "it is a directory", "name an ordinary file"}},
		{[]string{"--site", "/dev/zero"}, []string{"/dev/zero", "a device or a pipe", "name an ordinary file"}},
		{[]string{"--site", file("two.yaml", "version: 1\n---\nlock: true\n")}, []string{"two.yaml:2", "a second document"}},
		{[]string{"--site", file("binary.yaml", "\x00\x01\x02")}, []string{"binary.yaml"}},
		{[]string{"--site", file("bad.yaml", "version: 1\nservise: x\npanel: {pixels: {w: -3, h: 0}, mm: {w: 1, h: 1}}\ndevices:\n  - {id: k, driver: keypadd, profile: nothing, port: {mock: keypad}}\n")},
			[]string{"bad.yaml:2", `did you mean "service"?`, "bad.yaml:3", "bad.yaml:5", "mistakes; nothing was started"}},
		{[]string{"--site", file("dir.yaml", "version: 1\nservice: nowhere\n")}, []string{"nowhere"}},
		{[]string{"--site", file("lock.yaml", "version: 1\nlock: true\n")}, []string{"lock"}},
		{[]string{"--site", file("one.yaml", "version: 1\nservise: x\n")}, []string{"1 mistake; nothing was started"}},
		{[]string{"--simulate", "nothing"}, []string{`no simulated device "nothing"`, "--simulate terminal"}},
		{[]string{"--simulate", "terminal"}, []string{"--link"}},
		{[]string{"--simulate", "terminal", "--link", filepath.Join(dir, "t"), "--script", "dance"}, []string{"--script", "dance"}},
		{[]string{"extra"}, []string{`"extra" is not understood`}},
	} {
		var out, errOut bytes.Buffer
		if code := run(tc.args, &out, &errOut); code != exitMistake {
			t.Errorf("%v: exit %d\n%s", tc.args, code, errOut.String())
		}
		for _, want := range tc.want {
			if !strings.Contains(errOut.String(), want) {
				t.Errorf("%v: %q is not in\n%s", tc.args, want, errOut.String())
			}
		}
		if strings.Contains(errOut.String(), "goroutine") {
			t.Errorf("%v: a stack trace\n%s", tc.args, errOut.String())
		}
	}
}

// Only what is known to be harmless is kept from the log.
func TestFyneLog(t *testing.T) {
	var out bytes.Buffer
	f := &fyneLog{w: &out}
	for _, line := range []string{"Fyne error:  failed to watch theme settings", "  Cause: exec: dbus-launch", "  At: x.go:1",
		"Fyne error:  failed to initialise GLFW", "  Cause: no display", "  At: y.go:2", "something else"} {
		if n, err := f.Write([]byte(line + "\n")); n != len(line)+1 || err != nil {
			t.Fatal(n, err)
		}
	}
	if got := out.String(); got != "Fyne error:  failed to initialise GLFW\n  Cause: no display\n  At: y.go:2\nsomething else\n" {
		t.Errorf("logged %q", got)
	}
}
