package rig

import (
	"testing"
	"time"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/lab/load"
	"modu/internal/runtime"
)

// seen tells of what came through the loop.
type seen struct {
	keys   chan input.Key
	scenes chan scene.Kind
}

func (s seen) Event(_ time.Duration, ev input.Event) {
	if k, ok := ev.(input.KeyPressed); ok {
		s.keys <- k.Key
	}
}

func (s seen) Output(_ time.Duration, out runtime.Output) {
	select {
	case s.scenes <- out.Change.After.Kind:
	default:
	}
}

// A key that is pressed by bytes leads through driver and loop to another scene; a key
// that the keypad has not is refused by name.
func TestKeysArrive(t *testing.T) {
	parts, _, err := load.Site("")
	if err != nil {
		t.Fatal(err)
	}
	s := seen{make(chan input.Key, 16), make(chan scene.Kind, 64)}
	r, err := Start(t.Context(), t.TempDir(), Config{Parts: parts, Observer: s})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if _, err := r.Down("down"); err != nil {
		t.Fatal(err)
	}
	if k := <-s.keys; k != input.KeyDown {
		t.Errorf("key %s arrived", k)
	}
	for kind := scene.KindAttract; kind == scene.KindAttract; {
		kind = <-s.scenes
	}
	if err := r.Up("down"); err != nil {
		t.Error(err)
	}
	if _, err := r.Down("no-such-key"); err == nil {
		t.Error("a key that is not there was pressed")
	}
}
