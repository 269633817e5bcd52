package room

import (
	"fmt"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"modu/accessibility/scene"
	"modu/internal/assemble"
	"modu/internal/config"
	"modu/internal/lab/load"
	"modu/internal/looks"
	"modu/ui"
	"modu/ui/frame"
	"modu/ui/theme"
)

func usual(t *testing.T) *assemble.Parts {
	t.Helper()
	site, issues := config.Parse("", nil, config.Known{})
	if issues.Err() != nil {
		t.Fatal(issues)
	}
	parts, issues := assemble.Load(site)
	if issues.Err() != nil {
		t.Fatal(issues)
	}
	return parts
}

// equipped are the shipped services, on a kiosk with everything that changes a screen.
func equipped(t *testing.T) map[string]*assemble.Parts {
	t.Helper()
	out := map[string]*assemble.Parts{}
	for _, name := range assemble.Services() {
		parts, issues := load.Equipped(name)
		if issues.Err() != nil {
			t.Fatal(issues)
		}
		out[name] = parts
	}
	return out
}

// TestGeometry measures every screen of every shipped service, every page of it, in both
// forms, on every kind of panel: at every size and position in every language the screen of
// each kind with the most to read, all others in a set of these in which any two meet.
// Nothing may ever be cut, covered, too small to press or out of reach; that something is not
// as large as asked for may happen on panels that have no room for it, which "kioskctl looks"
// reports; what is not met yet is in known.tsv.
func TestGeometry(t *testing.T) {
	found := newFindings()
	var pictures atomic.Int64
	screens := 0
	for name, parts := range equipped(t) {
		places := looks.Find(parts)
		screens += len(places)
		t.Run(name, func(t *testing.T) { // several panels at once
			for _, panel := range looks.Panels() {
				t.Run(panel.Name, func(t *testing.T) {
					t.Parallel()
					measurePanel(t, survey{parts, draft(parts, panel), places}, panel, found, &pictures)
				})
			}
		})
	}
	n := pictures.Load()
	t.Logf("%d screens, %d pictures", screens, n)
	if screens < 100 || n < 10_000 {
		t.Errorf("only %d screens and %d pictures were looked at", screens, n)
	}
	found.compare(t, "geometry")
}

func measurePanel(t *testing.T, v survey, panel looks.Panel, found *findings, pictures *atomic.Int64) {
	faults := 0
	err := v.each(lattice(v), func(s sight) {
		pictures.Add(1)
		// A large panel has room for everything at twice the size, all others at the
		// ordinary one, but for ten inches across: 136 mm of height.
		roomy := s.choice.Size == 100 && panel.HeightMM > 150 || min(panel.WidthMM, panel.HeightMM) >= 390
		for _, q := range s.found {
			if s.lacksRoom(q) && !roomy {
				continue
			}
			if found.owns(q.Measure) {
				found.add(shortfall{q.Measure, s.kind(), panel.Name}, fmt.Sprintf("%s: %s", s.where(), q))
			} else if faults++; faults < 20 {
				t.Errorf("%s: %s", s.where(), q)
			}
		}
	})
	if err != nil {
		t.Error(err)
	}
}

// lattice is all settings for the screen of each kind and form with the most to read. For
// each of the others it is a set in which any two settings meet, begun elsewhere for each.
func lattice(v survey) func(int, looks.Choice) bool {
	wordy := map[string]bool{}
	for _, easy := range []bool{false, true} {
		for _, p := range looks.Longest(looks.In(v.places, easy), 1) {
			wordy[p.Name] = true
		}
	}
	langs := v.parts.Languages
	pairs := map[looks.Choice]bool{}
	for _, c := range looks.Pairs([]int{len(Sizes()), 2, len(langs)}) {
		pairs[looks.Choice{Theme: theme.Default, Size: Sizes()[c[0]], Low: c[1] == 1, Lang: langs[c[2]]}] = true
	}
	return func(place int, c looks.Choice) bool {
		p := v.places[place]
		if wordy[p.Name] {
			return true
		}
		c.Easy = false
		c.Lang = langs[(slices.Index(langs, c.Lang)+place)%len(langs)]
		return pairs[c]
	}
}

// TestLooksKeepTheirPlaces: a look changes colours, never a place.
func TestLooksKeepTheirPlaces(t *testing.T) {
	for name, parts := range equipped(t) {
		var places []looks.Place
		for _, easy := range []bool{false, true} {
			places = append(places, looks.Longest(looks.In(looks.Find(parts), easy), 2)...)
		}
		t.Run(name, func(t *testing.T) { keepPlaces(t, parts, places) })
	}
	if !slices.Contains(theme.IDs(), theme.Soft) || len(theme.IDs()) != 6 {
		t.Errorf("looks: %v", theme.IDs())
	}
}

func keepPlaces(t *testing.T, parts *assemble.Parts, places []looks.Place) {
	panel := looks.Panels()[0]
	shape := func(id string) string {
		var b strings.Builder
		d := ui.NewDraft(ui.Config{Panel: panel.Panel, Pictures: parts.Picture})
		for _, size := range []int{100, 200} {
			for _, p := range places {
				if p.Model.Scene.Kind == scene.KindSettings {
					continue // it names the look
				}
				c := looks.Choice{Lang: parts.Languages[0], Theme: id, Size: size, Easy: p.Easy}
				if err := p.Show(parts.Core, c, d, func(_ int, f frame.Frame) {
					for _, n := range f.Nodes {
						fmt.Fprint(&b, n.ID, n.Rect, "\n")
					}
				}); err != nil {
					t.Error(err)
				}
			}
		}
		return b.String()
	}
	want := shape(theme.Default)
	for _, id := range theme.IDs()[1:] {
		got := strings.Split(shape(id), "\n")
		for i, line := range strings.Split(want, "\n") {
			if i >= len(got) || got[i] != line {
				t.Errorf("the look %q moves things: %s instead of %s", id, got[min(i, len(got)-1)], line)
				break
			}
		}
	}
}
