//go:build peers && !ci

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// bounded is a short run of what a target of the Makefile measures.
type bounded struct {
	args []string // as the target has them, with few rounds and small counts
	want []string // in what it prints: it went through to the end
	// verdict is what it may fail with: the machine was slow. Nothing else is excused.
	verdict string
	leaves  string // pattern of files in its directory
}

// boundedRuns are by target. OUT is a directory of the test.
func boundedRuns() map[string][]bounded {
	return map[string][]bounded{
		"bench": {{args: []string{"bench", "--count", "3", "--pages", "4"},
			want: []string{"a complete headless order", "a catalogue of 10000 searches", "key byte on the line → scene ready", "first sample taken by the audio stack", "keypad plugged in again",
				"devices at rest", "worker: cancel", "espeak-ng --stdout: killed", "the same while the clip plays", "start of the process → first picture", "memory (PSS) before page changes"},
			verdict: "the goals are not reached:\n  the large "}},
		"bench-screen": {{args: []string{"race", "--rounds", "1", "--count", "2", "--pages", "2", "--idle", "100ms", "--rest", "200ms"},
			want: []string{"start → first picture", "after 2 page changes", "another page", "another look", "focus moves", "idle, of one core"}}},
		"soak-screen": {{args: []string{"race", "--only", "kiosk", "--rounds", "1", "--count", "2", "--idle", "100ms", "--rest", "200ms", "--pages", "20"},
			want: []string{"after 20 page changes", "one runner only"}}},
		"bench-speech": {{args: []string{"speechrace", "--count", "1"},
			want:    []string{"Modu", "espeak-ng", "speech-dispatcher", "word, ", "sentence, ", "begins with a vowel", "begins with a consonant"},
			verdict: "the race is lost:\n"}},
		"bench-voices": {{args: []string{"voices", "--bench", "--count", "3"}, want: []string{"worker: first sound", "program: whole sentence", "espeak-ng --stdout: killed"}}},
		"soak-voices":  {{args: []string{"voices", "--soak", "--count", "20"}, want: []string{"worker: 20 sentences: heap", "program: 20 sentences: heap"}}},
		"listen":       {{args: []string{"clips", "listen", "--locale", "ko", "--out", "OUT", "--count", "3"}, want: []string{"3 prompts by"}, leaves: "*.wav"}},
		"looks": {{args: []string{"looks", "--kind", "attract"}, want: []string{"pictures measured"}},
			{args: []string{"looks", "--out", "OUT", "--panel", "32 inch", "--kind", "attract", "--ocr"}, want: []string{"photographs in", "tesseract read"}, leaves: "*.png"},
			{args: []string{"looks", "--out", "OUT", "--all", "--kind", "practice"}, want: []string{"with all of them"}, leaves: "index.html"}},
	}
}

// Every target that measures still runs from its beginning to its end. It asks not how
// fast: a verdict on speed is no failure here.
func TestMeasurementsStillRun(t *testing.T) {
	bin, err := filepath.Abs("../../bin")
	if err != nil {
		t.Fatal(err)
	}
	for _, target := range measuringTargets(t) {
		runs := boundedRuns()[target.name]
		if len(runs) != len(target.commands) {
			t.Errorf("make %s runs kioskctl %d times, its bounded run %d times; add one to boundedRuns", target.name, len(target.commands), len(runs))
			continue
		}
		for i, b := range runs {
			if !slices.Equal(target.commands[i][:1], b.args[:1]) {
				t.Errorf("make %s runs kioskctl %s, its bounded run %s", target.name, target.commands[i], b.args)
			}
			t.Run(target.name, func(t *testing.T) { b.run(t, bin) })
		}
	}
}

func (b bounded) run(t *testing.T, bin string) {
	t.Parallel() // most of it waits, each on a display, a card or a line of its own
	dir := t.TempDir()
	args := slices.Clone(b.args)
	for i, a := range args {
		if a == "OUT" {
			args[i] = dir
		}
	}
	cmd := exec.CommandContext(t.Context(), filepath.Join(bin, "kioskctl"), args...)
	var out, errOut strings.Builder
	cmd.Stdout, cmd.Stderr = &out, &errOut
	if err := cmd.Run(); err != nil && (b.verdict == "" || !strings.Contains(errOut.String(), b.verdict)) {
		t.Fatalf("kioskctl %s: %v\n%s%s", strings.Join(args, " "), err, out.String(), errOut.String())
	}
	for _, w := range b.want {
		if !strings.Contains(out.String(), w) {
			t.Errorf("no %q in\n%s%s", w, out.String(), errOut.String())
		}
	}
	if b.leaves != "" {
		if files, _ := filepath.Glob(filepath.Join(dir, b.leaves)); len(files) == 0 {
			t.Errorf("it left no %s", b.leaves)
		}
	}
}

// target is one of the Makefile that measures, and how it calls kioskctl.
type target struct {
	name     string
	commands [][]string
}

var (
	targetLine  = regexp.MustCompile(`^((?:bench|soak)[a-z-]*|listen|looks):`)
	commandLine = regexp.MustCompile(`^\t@?\$\(BIN\)/kioskctl (.*)$`)
)

// measuringTargets reads them from the Makefile: a new one cannot be forgotten.
func measuringTargets(t *testing.T) (all []target) {
	t.Helper()
	data, err := os.ReadFile("../../Makefile")
	if err != nil {
		t.Fatal(err)
	}
	in := false
	for _, line := range strings.Split(string(data), "\n") {
		if m := targetLine.FindStringSubmatch(line); m != nil {
			in, all = true, append(all, target{name: m[1]})
			continue
		}
		if !strings.HasPrefix(line, "\t") {
			in = false
		}
		if m := commandLine.FindStringSubmatch(line); in && m != nil {
			all[len(all)-1].commands = append(all[len(all)-1].commands, strings.Fields(m[1]))
		}
	}
	if len(all) < 8 {
		t.Fatalf("only %d targets that measure were found", len(all))
	}
	return all
}
