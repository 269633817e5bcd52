package walk

import (
	"fmt"
	"slices"

	"modu/internal/assemble"
)

// Follow goes one way, act by act as Screen.Way names them, and returns every screen on
// it, the first one included. An act that is not to be had there is an error that names
// those that are.
func Follow(p *assemble.Parts, o Options, acts []string) ([]Screen, error) {
	w := &walker{parts: p, opt: o, seen: map[string]bool{}}
	s := w.fit(w.begin())
	met := []Screen{w.screen(s, 1)}
	for _, act := range acts {
		var names []string
		found := false
		for _, next := range w.ways(s) {
			name := next.way[len(next.way)-1]
			if found = name == act; found {
				s = w.fit(next)
				break
			}
			names = append(names, name)
		}
		if !found {
			return met, fmt.Errorf("after %v there is no %q, only %v", slices.Clone(s.way), act, names)
		}
		met = append(met, w.screen(s, len(met)+1))
	}
	return met, nil
}

// screen is what stands there at a moment, without the items on it.
func (w *walker) screen(s state, number int) Screen {
	return Screen{Number: number, Step: s.m.Here.Step, Kind: s.m.Scene.Kind, Way: s.way, Acts: s.acts, Scene: s.m.Scene, Opens: s.opens}
}
