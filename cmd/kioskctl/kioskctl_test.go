package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"modu/internal/lab/load"
	"modu/internal/scenario"
)

func ctl(args ...string) (int, string, string) {
	var out, errOut bytes.Buffer
	code := run(context.Background(), args, &out, &errOut)
	return code, out.String(), errOut.String()
}

// The shipped scenarios play against the embedded service.
func TestShippedScenarios(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	more, err2 := filepath.Glob("testdata/*/*.txt")
	if err != nil || err2 != nil || len(files) < 5 || len(more) < 10 {
		t.Fatal("scenarios are missing", err, err2)
	}
	files = append(files, more...)
	if code, out, errOut := ctl(append([]string{"scenario", "run"}, files...)...); code != exitOK || strings.Count(out, "no difference") != len(files) {
		t.Errorf("exit %d\n%s%s", code, out, errOut)
	}
}

// A scenario that does not hold is named with its line, and the exit status says so.
func TestScenarioDifference(t *testing.T) {
	file := filepath.Join(t.TempDir(), "wrong.txt")
	if err := os.WriteFile(file, []byte("version: 1\npress down\nexpect kind pay\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	code, _, errOut := ctl("scenario", "run", file)
	if code != exitFailed || !strings.Contains(errOut, "wrong.txt:3") || !strings.Contains(errOut, "got:  items") {
		t.Errorf("exit %d\n%s", code, errOut)
	}
}

// A request to end is obeyed while a scenario is computed.
func TestScenarioObeys(t *testing.T) {
	file := filepath.Join(t.TempDir(), "long.txt")
	if err := os.WriteFile(file, []byte("version: 1\npress down\nwait 1h\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var out, errOut bytes.Buffer
	if code := run(ctx, []string{"scenario", "run", file}, &out, &errOut); code != exitFailed || !strings.Contains(errOut.String(), "interrupted") {
		t.Errorf("exit %d\n%s%s", code, out.String(), errOut.String())
	}
}

func TestUsage(t *testing.T) {
	for _, tc := range []struct {
		args []string
		code int
		want string
	}{
		{[]string{"scenaro"}, exitUsage, `did you mean "scenario"?`},
		{[]string{"scenario"}, exitUsage, "usage: kioskctl scenario run"},
		{[]string{"scenario", "run", "no-such-file"}, exitUsage, "no-such-file: the scenario cannot be read: no such file or directory; check its name\n1 mistake\n"},
		{[]string{"scenario", "run", "--real", "--rewrite", "x"}, exitUsage, "mistake in the command line: --rewrite needs"},
		{[]string{"lint", "--site", "no-such-site"}, exitUsage, "no-such-site"},
		{[]string{"help"}, exitOK, ""},
	} {
		if code, _, errOut := ctl(tc.args...); code != tc.code || !strings.Contains(errOut, tc.want) {
			t.Errorf("%v: exit %d, %s", tc.args, code, errOut)
		}
	}
}

func TestRead(t *testing.T) {
	if code, out, _ := ctl("read", "커피 2잔 8,500원"); code != exitOK || out != "커피 두 잔 팔천오백 원\n" {
		t.Errorf("exit %d: %q", code, out)
	}
}

// A broken service names all its mistakes with file and line, and exits with 2.
func TestBrokenService(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("site.yaml", "version: 1\nservice: shop\n")
	write("shop/service.yaml", "version: 1\nid: shop\nname: shop.name\ncurrency: KRW\nlanguages: [ko]\nmenu: menu.yaml\nstart: nowhere\nsteps:\n  a: {kind: chose, title: t, next: b}\n")
	write("shop/menu.yaml", "version: 1\ncategories: []\nitems:\n  - {id: x, category: none, label: l, price: -3}\n")
	write("shop/locales/ko.yaml", "version: 1\nlanguage: ko\nmessages:\n  shop.name: \"{{.Name\"\n")
	code, _, errOut := ctl("lint", "--site", filepath.Join(dir, "site.yaml"))
	for _, want := range []string{"service.yaml:7", "service.yaml:9", "menu.yaml:4", "ko.yaml:4", "mistakes"} {
		if code != exitUsage || !strings.Contains(errOut, want) {
			t.Errorf("exit %d, %q is not in\n%s", code, want, errOut)
		}
	}
}

// lint names what is wrong around the service too: whatever the kiosk would refuse.
func TestLintNamesDevicesAndVoice(t *testing.T) {
	file := filepath.Join(t.TempDir(), "site.yaml")
	text := "version: 1\ndevices:\n  - {id: k, driver: keypad, profile: nonsense, port: {path: /dev/x}}\nspeech: {engine: espeek}\n"
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	code, _, errOut := ctl("lint", "--site", file)
	for _, want := range []string{"site.yaml:3", "nonsense", "site.yaml:4", "espeek", "2 mistakes"} {
		if code != exitUsage || !strings.Contains(errOut, want) {
			t.Errorf("exit %d, %q is not in\n%s", code, want, errOut)
		}
	}
}

// Benchmark of a whole order, headless: the goal is 100 ms for ten steps.
func BenchmarkWholeOrder(b *testing.B) {
	parts, _, err := load.Site("")
	if err != nil {
		b.Fatal(err)
	}
	data, err := os.ReadFile("testdata/latte-by-keypad.txt")
	if err != nil {
		b.Fatal(err)
	}
	script, issues := scenario.Parse("latte", data)
	if issues != nil {
		b.Fatal(issues)
	}
	for b.Loop() {
		m := parts.Machine(1, 101)
		if _, err := scenario.Run(script, scenario.NewVirtual(m, nil), false); err != nil {
			b.Fatal(err)
		}
	}
}
