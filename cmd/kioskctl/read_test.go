package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestReadWithWords(t *testing.T) {
	file := filepath.Join(t.TempDir(), "words.txt")
	if err := os.WriteFile(file, []byte("# a site's own\nModu-Cafe = 모두 카페\n한빛동 = 한빋똥\n장수 = 장수\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct {
		name string
		args []string
		want string
	}{
		{"without the list, letters by name", []string{"Modu-Cafe 2잔"}, "엠오디유 카페 두 잔"},
		{"with it", []string{"--words", file, "Modu-Cafe 2잔"}, "모두 카페 두 잔"},
		{"its sounds are for the engine only", []string{"--words", file, "한빛동 12-3번지"}, "한빛동 십이 다시 삼 번지"},
		{"the engine's form", []string{"--words", file, "--respell", "한빛동에서"}, "한빋똥에서"},
		{"a rule is undone", []string{"--words", file, "--respell", "장수"}, "장수"},
		{"a rule", []string{"--respell", "장수"}, "장쑤"},
		{"the list is Korean", []string{"--words", file, "--locale", "en", "Modu-Cafe"}, "Modu-Cafe"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			code, out, errOut := ctl(append([]string{"read"}, tc.args...)...)
			if code != exitOK || strings.TrimSuffix(out, "\n") != tc.want {
				t.Errorf("exit %d: %q %s, want %q", code, out, errOut, tc.want)
			}
		})
	}
}

// A mistake is named with file and line; no line is used then.
func TestReadRefusesWords(t *testing.T) {
	dir := t.TempDir()
	bad := filepath.Join(dir, "bad.txt")
	if err := os.WriteFile(bad, []byte("Modu = 모두\nCafe = coffee\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct {
		file string
		want []string
	}{
		{bad, []string{bad + ":2:", "write it in Hangul"}},
		{filepath.Join(dir, "missing.txt"), []string{"missing.txt", "check the name of the file"}},
	} {
		code, out, errOut := ctl("read", "--words", tc.file, "Modu 1잔")
		if code != exitUsage || out != "" {
			t.Errorf("%s: exit %d, %q", tc.file, code, out)
		}
		for _, part := range tc.want {
			if !strings.Contains(errOut, part) {
				t.Errorf("%s: %q does not name %q", tc.file, errOut, part)
			}
		}
	}
}
