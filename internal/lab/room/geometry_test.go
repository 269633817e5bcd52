package room

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
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

// shipped is a shipped service with its screens.
type shipped struct {
	parts  *assemble.Parts
	places []looks.Place
}

// screens are those of the shipped services, by name, on a kiosk with everything that changes
// a screen. They are looked for once: that takes longer than to measure them.
var screens = sync.OnceValues(func() (map[string]shipped, error) {
	out := map[string]shipped{}
	for _, name := range assemble.Services() {
		parts, issues := load.Equipped(name)
		if issues.Err() != nil {
			return nil, issues
		}
		out[name] = shipped{parts, looks.Find(parts)}
	}
	return out, nil
})

func equipped(t *testing.T) map[string]shipped {
	t.Helper()
	services, err := screens()
	if err != nil {
		t.Fatal(err)
	}
	return services
}

// TestGeometry measures every screen of every shipped service, every page of it, in the form
// in which it is met: the screen of each kind and state with the most to read on every kind of
// panel, at every size and position in every language, all others in a set of these settings
// in which any two meet. What breaks a rule fails unless known.tsv lists it. That something
// is not as large as asked for may happen on panels that have no room for it, which "kioskctl
// looks" reports.
func TestGeometry(t *testing.T) {
	found := newFindings()
	var pictures atomic.Int64
	all := 0
	met := map[string]bool{} // states that a service before has shown on all panels
	services := equipped(t)
	for _, name := range slices.Sorted(maps.Keys(services)) {
		parts, places := services[name].parts, services[name].places
		all += len(places)
		wordy := map[string]bool{}
		for _, p := range looks.States(places) {
			if state := looks.StateOf(p); !met[state] {
				met[state], wordy[p.Name] = true, true
			}
		}
		t.Run(name, func(t *testing.T) { // several panels at once
			for i, panel := range looks.Panels() {
				t.Run(panel.Name, func(t *testing.T) {
					t.Parallel()
					v := survey{parts, draft(parts, panel), places}
					measurePanel(t, v, panel, lattice(v, i, wordy), found, &pictures)
				})
			}
		})
	}
	n := pictures.Load()
	t.Logf("%d screens, %d states, %d pictures", all, len(met), n)
	if all < 400 || len(met) < 60 || n < 20_000 {
		t.Errorf("only %d screens, %d states and %d pictures were looked at", all, len(met), n)
	}
	found.compare(t, "geometry")
}

func measurePanel(t *testing.T, v survey, panel looks.Panel, in func(int, looks.Choice) bool, found *findings, pictures *atomic.Int64) {
	err := v.each(in, func(s sight) {
		pictures.Add(1)
		// A large panel has room for everything at twice the size, all others at the
		// ordinary one, but for ten inches across: 136 mm of height.
		roomy := s.choice.Size == ordinarySize && panel.HeightMM > 150 || min(panel.WidthMM, panel.HeightMM) >= 390
		for _, q := range s.found {
			if roomy || !s.lacksRoom(q) {
				found.add(shortfall{q.Measure, s.kind(), panel.Name}, fmt.Sprintf("%s: %s", s.where(), q))
			}
		}
	})
	if err != nil {
		t.Error(err)
	}
}

// lattice is all settings on a panel for the places of these names. For each of the others it
// is a set of panels, sizes, positions and languages in which any two meet, in another order
// of the languages for each.
func lattice(v survey, panel int, all map[string]bool) func(int, looks.Choice) bool {
	langs := v.parts.Languages
	pairs := map[looks.Choice]bool{}
	for _, c := range looks.Pairs([]int{len(looks.Panels()), len(Sizes()), 2, len(langs)}) {
		if c[0] == panel {
			pairs[looks.Choice{Theme: theme.Default, Size: Sizes()[c[1]], Low: c[2] == 1, Lang: langs[c[3]]}] = true
		}
	}
	return func(place int, c looks.Choice) bool {
		if all[v.places[place].Name] {
			return true
		}
		c.Easy = false
		c.Lang = langs[(slices.Index(langs, c.Lang)+place)%len(langs)]
		return pairs[c]
	}
}

// TestLooksKeepTheirPlaces: a look changes colours, never a place.
func TestLooksKeepTheirPlaces(t *testing.T) {
	for name, s := range equipped(t) {
		var places []looks.Place
		for _, easy := range []bool{false, true} {
			places = append(places, looks.Longest(looks.In(s.places, easy), 2)...)
		}
		t.Run(name, func(t *testing.T) { keepPlaces(t, s.parts, places) })
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
