package main

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"modu/internal/assemble"
	"modu/internal/config"
	"modu/internal/datafile"
	"modu/internal/kiosk"
)

// What an editor does, look by look: it takes what can be loaded, leaves what runs where there is
// a mistake, and waits while somebody pays.
func TestEditor(t *testing.T) {
	var said []string
	var issues datafile.Issues
	var went error
	took, asked := 0, 0
	good := &assemble.Parts{}
	e := &editor{
		again: func() (*assemble.Parts, datafile.Issues) {
			if len(issues) > 0 {
				return nil, issues
			}
			return good, nil
		},
		replace: func(*assemble.Parts) error { asked++; return went },
		taken:   func(*assemble.Parts) { took++ },
		say:     func(format string, args ...any) { said = append(said, fmt.Sprintf(format, args...)) },
	}
	mistake := datafile.Issue{Pos: datafile.Pos{File: "menu.yaml", Line: 7}, Msg: "the price is no number", Remedy: "write won"}
	for _, step := range []struct {
		what    string
		do      func()
		changed []string
		took    int
		asked   int
		says    string
	}{
		{"nothing", func() {}, nil, 0, 0, ""},
		{"an edit", func() {}, []string{"menu.yaml"}, 1, 1, "changed: menu.yaml"},
		{"it is taken once", func() {}, nil, 1, 1, ""},
		{"a mistake", func() { issues = datafile.Issues{mistake} }, []string{"menu.yaml"}, 1, 1, "not taken, what ran before goes on: menu.yaml:7: the price is no number; write won"},
		{"several", func() { issues = datafile.Issues{mistake, mistake, mistake} }, []string{"menu.yaml"}, 1, 1, "(and 2 more; kioskctl service lint names them all)"},
		{"somebody pays", func() { issues, went = nil, kiosk.ErrBusy }, []string{"menu.yaml"}, 1, 2, "waits until it has ended"},
		{"and still does", func() {}, nil, 1, 3, ""},
		{"until they have", func() { went = nil }, nil, 2, 4, ""},
		{"a stay ends", func() { went = errors.New(`the step "bag" is gone`) }, []string{"service.yaml"}, 3, 5, `the stay began anew: the step "bag" is gone`},
		{"a mistake while somebody pays", func() { went = kiosk.ErrBusy }, []string{"menu.yaml"}, 3, 6, "waits"},
		{"drops what waited", func() { issues, went = datafile.Issues{mistake}, nil }, []string{"menu.yaml"}, 3, 6, "not taken"},
		{"for good", func() {}, nil, 3, 6, ""},
	} {
		said = nil
		step.do()
		e.look(step.changed)
		all := strings.Join(said, "\n")
		if took != step.took || asked != step.asked || step.says == "" && all != "" || !strings.Contains(all, step.says) {
			t.Errorf("%s: taken %d times, asked %d times, said %q", step.what, took, asked, all)
		}
	}
}

// Only in development is a service edited beneath people, and only one of files.
func TestEdited(t *testing.T) {
	for _, c := range []struct {
		dev, lock bool
		service   string
		want      bool
	}{{true, false, "shop", true}, {false, false, "shop", false}, {true, true, "shop", false}, {true, false, assemble.Services()[0], false}, {true, false, "", false}} {
		if got := edited(options{dev: c.dev}, config.Site{Service: c.service, Lock: c.lock}); got != c.want {
			t.Errorf("%+v: %v", c, got)
		}
	}
}
