package scenario_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"modu/accessibility/scene"
	"modu/internal/runtime"
	"modu/internal/scenario"
)

// HEA-1, over everything that the scripts do and a few ways to each earcon: what has a
// sound is to be seen, as a caption or as another screen, and every earcon occurs.
func TestEveryEarconIsToBeSeen(t *testing.T) {
	heard := map[scene.Earcon]int{}
	var script string
	see := func(at time.Duration, out runtime.Output) {
		c := out.Change
		if c.Earcon == "" {
			return
		}
		heard[c.Earcon]++
		seen := !c.After.Same(&c.Before)
		for _, n := range c.Notices {
			seen = seen || n.Text.String() != ""
		}
		if !seen {
			t.Errorf("%s, %v: earcon %s with nothing to be seen on %s", script, at, c.Earcon, c.After.Kind)
		}
		if c.Idle() {
			t.Errorf("%s, %v: earcon %s of a change that nobody draws", script, at, c.Earcon)
		}
	}
	world := func() *scenario.Virtual {
		core := shop()
		words := runtime.NewWords(core.Catalogue, core.Languages, nil)
		return scenario.NewVirtual(runtime.NewMachine(core, core.New(7, 101), words, func(s scene.Scene) scene.Scene { return s }), see)
	}
	play := func(name string, data []byte) {
		script = name
		s, issues := scenario.Parse(name, data)
		if issues != nil {
			t.Fatal(issues)
		}
		if s.Service != "" { // another desk: its own test plays it
			return
		}
		if _, err := scenario.Run(s, world(), false); err != nil {
			t.Fatal(err)
		}
	}
	files, _ := filepath.Glob("testdata/*.txt")
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		play(f, data)
	}
	play("edge", []byte("version: 1\npress down\npress down x30\n"))
	play("refused", []byte("version: 1\npress down\npress 9\n"))
	play("call", []byte("version: 1\npress down\npress call\n"))
	play("call failed", []byte("version: 1\npress down\npress call\nfail call\n"))
	play("time", []byte("version: 1\npress down\nwait 4m\n"))
	for _, e := range scene.Earcons {
		if heard[e] == 0 {
			t.Errorf("earcon %s never occurs", e)
		}
	}
	t.Log(heard)
}

// Whoever turned them off has none, and nobody is offered them where a site has none.
func TestEarconsCanBeTurnedOff(t *testing.T) {
	n := 0
	core := shop()
	words := runtime.NewWords(core.Catalogue, core.Languages, nil)
	model := core.New(7, 101)
	model.Prefs.Earcons = false
	v := scenario.NewVirtual(runtime.NewMachine(core, model, words, func(s scene.Scene) scene.Scene { return s }), func(_ time.Duration, out runtime.Output) {
		if out.Change.Earcon != "" {
			n++
		}
	})
	s, _ := scenario.Parse("off", []byte("version: 1\npress down\npress down x30\npress call\n"))
	if _, err := scenario.Run(s, v, false); err != nil {
		t.Fatal(err)
	}
	if n > 0 {
		t.Errorf("%d earcons for somebody who turned them off", n)
	}
}
