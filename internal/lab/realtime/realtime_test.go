package realtime

import (
	"context"
	"testing"
	"time"

	"modu/accessibility/scene"
	"modu/internal/lab/load"
	"modu/internal/scenario"
)

// A keypad over a real line, a finger and a card reach the core, which answers; the same
// script holds here as in virtual time.
func TestPlays(t *testing.T) {
	parts, _, err := load.Site("")
	if err != nil {
		t.Fatal(err)
	}
	script, issues := scenario.Parse("here", []byte("version: 1\npress down\nexpect kind items\npress select\nexpect kind choose\npress left\nexpect kind items\n"))
	if issues.Err() != nil {
		t.Fatal(issues)
	}
	w, err := Open(t.Context(), parts)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	if _, err := scenario.Run(script, w, true); err != nil {
		t.Error(err)
	}
	if kind := w.Scene().Kind; kind != scene.KindItems || len(w.Faults()) > 0 {
		t.Errorf("it ends on %s, with faults %v", kind, w.Faults())
	}
}

// A world that is called off while it starts leaves nothing behind, and says why.
func TestOpenIsCalledOff(t *testing.T) {
	parts, _, err := load.Site("")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Nanosecond)
	defer cancel()
	<-ctx.Done()
	if w, err := Open(ctx, parts); err == nil {
		w.Close()
		t.Error("it started all the same")
	}
}
