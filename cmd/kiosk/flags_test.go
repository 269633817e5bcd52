package main

import (
	"bytes"
	"strings"
	"testing"
)

// Help, build and reference go to standard output; a mistake is named with what to do.
func TestCommandLine(t *testing.T) {
	for _, c := range []struct {
		args string
		code int
		out  string
		err  string
	}{
		{"--help", exitOK, "--transcript file", ""},
		{"-h", exitOK, "--transcript file", ""},
		{"--version", exitOK, "kiosk ", ""},
		{"--help", exitOK, "Exit status", ""},
		{"--reference", exitOK, "version: 1", ""},
		{"-site x", exitMistake, "", "kiosk --help"},
		{"--nonsense", exitMistake, "", "unknown flag: --nonsense; kiosk --help"},
		{"now", exitMistake, "", `"now" is not understood`},
		{"--paint water", exitMistake, "", "write auto, toolkit or straight"},
	} {
		var out, errOut bytes.Buffer
		code := run(strings.Fields(c.args), &out, &errOut)
		if code != c.code || !strings.Contains(out.String(), c.out) || !strings.Contains(errOut.String(), c.err) || c.err == "" && errOut.Len() > 0 {
			t.Errorf("%s: exit %d\n%s\n%s", c.args, code, out.String(), errOut.String())
		}
	}
	var out bytes.Buffer
	run([]string{"--help"}, &out, &out)
	for _, line := range strings.Split(out.String(), "\n") {
		if flag := strings.TrimSpace(line); strings.HasPrefix(flag, "-") && !strings.HasPrefix(flag, "--") {
			t.Errorf("a flag with one dash: %s", line)
		}
	}
}
