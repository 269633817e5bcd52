package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// childEnv makes the test program play the supervised kiosk: it names a file that
// counts the starts and, behind a comma, how each start ends.
const childEnv = "MODU_TEST_CHILD"

func TestMain(m *testing.M) {
	if spec := os.Getenv(childEnv); spec != "" {
		parts := strings.Split(spec, ",")
		data, _ := os.ReadFile(parts[0])
		n := len(strings.Fields(string(data)))
		f, err := os.OpenFile(parts[0], os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
		if err != nil {
			os.Exit(99)
		}
		fmt.Fprintln(f, strings.Join(os.Args[1:], "_"))
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

// supervised runs a supervisor over children that end as the codes say.
func supervised(t *testing.T, codes string) (starts []string, err error, said string) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "starts")
	t.Setenv(childEnv, file+","+codes)
	var out bytes.Buffer
	err = supervise(context.Background(), []string{"--site", "x"}, patience{first: time.Second, last: time.Second, stable: time.Minute}, &out)
	data, readErr := os.ReadFile(file)
	if readErr != nil {
		t.Fatal(readErr)
	}
	return strings.Fields(string(data)), err, out.String()
}

// A kiosk that crashes is started again, with "please call staff" meanwhile; one that
// ends well is not.
func TestSuperviseRestarts(t *testing.T) {
	starts, err, said := supervised(t, "1,crash,1,0,0,0")
	if err != nil {
		t.Fatal(err)
	}
	kiosks, apologies := 0, 0
	for _, s := range starts {
		switch s {
		case "--site_x":
			kiosks++
		case "--apology":
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
	starts, err, _ := supervised(t, "2")
	if err == nil || len(starts) != 1 {
		t.Errorf("error %v, starts %v", err, starts)
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
		{[]string{"--site", file("binary.yaml", "\x00\x01\x02")}, []string{"binary.yaml"}},
		{[]string{"--site", file("bad.yaml", "version: 1\nservise: x\npanel: {pixels: {w: -3, h: 0}, mm: {w: 1, h: 1}}\ndevices:\n  - {id: k, driver: keypadd, profile: nothing, port: {mock: keypad}}\n")},
			[]string{"bad.yaml:2", `did you mean "service"?`, "bad.yaml:3", "bad.yaml:5", "mistakes; nothing was started"}},
		{[]string{"--site", file("dir.yaml", "version: 1\nservice: nowhere\n")}, []string{"nowhere"}},
		{[]string{"--site", file("lock.yaml", "version: 1\nlock: true\n")}, []string{"lock"}},
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

func TestHelpAndReference(t *testing.T) {
	var out, errOut bytes.Buffer
	if code := run([]string{"--help"}, &out, &errOut); code != exitOK || !strings.Contains(errOut.String(), "Exit status") {
		t.Errorf("exit %d\n%s", code, errOut.String())
	}
	if code := run([]string{"--reference"}, &out, &errOut); code != exitOK || !strings.Contains(out.String(), "version: 1") {
		t.Errorf("exit %d\n%s", code, out.String())
	}
}
