package main

import (
	"strings"
	"testing"

	"modu/internal/assemble"
	"modu/internal/lab/lint"
	"modu/internal/lab/load"
)

// What we ship ourselves says nothing for which people have a plainer word (LNG-1).
func TestShippedServicesUsePlainWords(t *testing.T) {
	for _, name := range assemble.Services() {
		p, issues := load.Service(name)
		if issues.Err() != nil {
			t.Fatal(issues)
		}
		advice, err := lint.PlainWords(p)
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range advice {
			t.Errorf("%s: %s; %s", a.Pos, a.Msg, a.Remedy)
		}
	}
	code, out, errOut := ctl("service", "lint", "cafe")
	if code != exitOK || !strings.Contains(out, "sign language, ko: 0 of") {
		t.Errorf("exit %d: %s%s", code, out, errOut)
	}
}
