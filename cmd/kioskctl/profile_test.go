package main

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"modu/devices/sim"
	"modu/internal/assemble"
)

func TestProfileLint(t *testing.T) {
	shipped, err := filepath.Glob("../../assets/profiles/*.yaml")
	if err != nil || len(shipped) == 0 {
		t.Fatal("no profiles", err)
	}
	if code, out, errOut := ctl(append([]string{"profile", "lint"}, shipped...)...); code != exitOK || strings.Count(out, "no mistake") != len(shipped) {
		t.Errorf("exit %d\n%s%s", code, out, errOut)
	}
	bad := filepath.Join(t.TempDir(), "bad.yaml")
	if err := os.WriteFile(bad, []byte("version: 1\nname: Bad\nkind: keypad\nlines: {pattern: '^(?P<code>.)$', example: '{code}'}\nkeys: {names: {u: upp}}\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	code, out, errOut := ctl("profile", "lint", bad, shipped[0], "no-such-file")
	for _, want := range []string{`bad.yaml:5:`, `there is no key named "upp"; did you mean "up"?`, `no "source"`, "no-such-file: this file cannot be read", "3 mistakes"} {
		if !strings.Contains(errOut, want) {
			t.Errorf("not said: %s\n%s", want, errOut)
		}
	}
	if code != exitUsage || strings.Count(out, "no mistake") != 1 {
		t.Errorf("exit %d, %s", code, out)
	}
}

func TestProfileUsage(t *testing.T) {
	for _, tc := range []struct {
		args string
		code int
		want string
	}{
		{"profile", exitUsage, "usage: kioskctl profile lint"},
		{"profile lint", exitUsage, "usage: kioskctl profile lint"},
		{"profile try", exitUsage, "usage: kioskctl profile try"},
		{"profile try nonesuch --port x", exitUsage, `name a file, or one of: accessible-controller`},
		{"profile try text-keypad", exitUsage, "say --port PATH"},
		{"profile try text-keypad --port no-such-port --time 50ms", exitFailed, "never ready"},
		{"sim nonesuch --link x", exitUsage, "this profile cannot be read"},
	} {
		if code, _, errOut := ctl(strings.Fields(tc.args)...); code != tc.code || !strings.Contains(errOut, tc.want) {
			t.Errorf("%s: exit %d, %s", tc.args, code, errOut)
		}
	}
}

// The same two commands that a person types: one simulates, the other tries.
func TestProfileTry(t *testing.T) {
	port := filepath.Join(t.TempDir(), "port")
	p, issues := assemble.LoadProfile("text-keypad")
	if issues.Err() != nil {
		t.Fatal(issues)
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	hand, commands := io.Pipe()
	stood := make(chan error, 1)
	go func() { stood <- sim.Stand(ctx, sim.New(p), port, hand, io.Discard) }()
	w := &watcher{on: map[string]func(){
		`"event":"ready"`: func() { io.WriteString(commands, "tap rate-up\n") },
		`"event":"key","key":"rate-up","down":false`: cancel,
	}}
	if code := run(ctx, []string{"profile", "try", "text-keypad", "--port", port}, w, io.Discard); code != exitOK {
		t.Errorf("exit %d\n%s", code, w.all.String())
	}
	commands.Close()
	if err := <-stood; err != nil {
		t.Error(err)
	}
	for _, want := range []string{
		`{"device":"text-keypad","event":"ready","model":"Text keypad"}`,
		`{"device":"text-keypad","event":"key","key":"rate-up","down":true}`,
	} {
		if !strings.Contains(w.all.String(), want+"\n") {
			t.Errorf("not said: %s\n%s", want, w.all.String())
		}
	}
}

// standStill ends a try in which nothing comes any more.
const standStill = 20 * time.Second

// A record made with one command is played by the other, and means the same.
func TestRecordAndReplay(t *testing.T) {
	dir := t.TempDir()
	port, file := filepath.Join(dir, "port"), filepath.Join(dir, "record.jsonl")
	p, issues := assemble.LoadProfile("text-keypad")
	if issues.Err() != nil {
		t.Fatal(issues)
	}
	once := func(stand func(ctx context.Context, in io.Reader) error, args ...string) (said string, whole bool) {
		ctx, cancel := context.WithTimeout(t.Context(), standStill)
		defer cancel()
		hand, commands := io.Pipe()
		stood := make(chan error, 1)
		go func() { stood <- stand(ctx, hand) }()
		w := &watcher{on: map[string]func(){
			`"event":"ready"`:                         func() { io.WriteString(commands, "raw 43 20 39 34 31 30 0A\ntap help\n") },
			`"event":"key","key":"help","down":false`: func() { whole = true; cancel() },
		}}
		if code := run(ctx, append([]string{"profile", "try", "text-keypad", "--port", port}, args...), w, io.Discard); whole && code != exitOK {
			t.Errorf("exit %d\n%s", code, w.all.String())
		}
		commands.Close()
		if err := <-stood; err != nil {
			t.Error(err)
		}
		_, after, _ := strings.Cut(w.all.String(), `"ready"`)
		var keys strings.Builder
		for line := range strings.Lines(after) {
			// What was not recorded is filled in when it is played; whether the end of the
			// stand is still told is a matter of who ends first.
			if !strings.Contains(line, `"dropped"`) && !strings.Contains(line, `"event":"gone"`) {
				keys.WriteString(line)
			}
		}
		return keys.String(), whole
	}
	both := func() (first, second string, whole bool) {
		first, whole = once(func(ctx context.Context, in io.Reader) error {
			return sim.Stand(ctx, sim.New(p), port, in, io.Discard)
		}, "--record", file)
		if whole {
			second, whole = once(func(ctx context.Context, in io.Reader) error { return replay(ctx, file, port, in, io.Discard) })
		}
		return first, second, whole
	}
	// A machine that stands still for longer than the device is waited for loses it, and a
	// record that has been played, or was cut short, says nothing more: then all of it is done
	// again.
	first, second, whole := both()
	for range 2 {
		if !whole {
			first, second, whole = both()
		}
	}
	if !whole {
		t.Fatal("the keys never come")
	}
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(text), `"dir":"out","hex":"563f0a"`) || strings.Contains(string(text), "39343130") {
		t.Errorf("recorded\n%s", text)
	}
	if first != second || !strings.Contains(first, `"key":"help","down":true`) {
		t.Errorf("first\n%ssecond\n%s", first, second)
	}
	if code, _, errOut := ctl("sim", "text-keypad", "--link", port, "--replay", "no-such-file"); code != exitUsage || !strings.Contains(errOut, "no-such-file") {
		t.Errorf("exit %d: %s", code, errOut)
	}
}

// watcher reacts, once each, to lines that contain a text.
type watcher struct {
	mu  sync.Mutex
	all bytes.Buffer
	on  map[string]func()
}

func (w *watcher) Write(b []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for text, do := range w.on {
		if bytes.Contains(b, []byte(text)) {
			delete(w.on, text)
			go do() // whoever is told may write back and must not wait for us
		}
	}
	return w.all.Write(b)
}
