package room

import (
	"cmp"
	"fmt"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"modu/accessibility/scene"
	"modu/internal/assemble"
	"modu/internal/looks"
	"modu/ui"
	"modu/ui/frame"
	"modu/ui/theme"
)

// state is a screen with the service that it belongs to.
type state struct {
	looks.Place
	parts *assemble.Parts
}

// states are the screens of all services, of each kind, form and thing that a person is to
// do or to know the one with the most to read.
func states(t *testing.T) []state {
	t.Helper()
	best := map[string]state{}
	services := equipped(t)
	for _, name := range slices.Sorted(maps.Keys(services)) {
		parts := services[name].parts
		for _, p := range looks.States(services[name].places) {
			key := looks.StateOf(p)
			if now, ok := best[key]; !ok || looks.Words(p) > looks.Words(now.Place) {
				best[key] = state{p, parts}
			}
		}
	}
	var out []state
	for _, key := range slices.Sorted(maps.Keys(best)) {
		out = append(out, best[key])
	}
	return out
}

// TestStatesInPixels paints screens and measures the pixels: texts, pictograms, and what has
// the focus, is chosen, is pressed or cannot be used. Any two of these meet in at least one
// picture: screen, look, panel, size, position and language. "make looks" paints them all.
func TestStatesInPixels(t *testing.T) {
	found := newFindings()
	all := states(t)
	panels := slices.DeleteFunc(looks.Panels(), func(p looks.Panel) bool { return max(p.WidthPx, p.HeightPx) > 1920 })
	langs := all[0].parts.Languages
	pictures := looks.Pairs([]int{len(all), len(theme.IDs()), len(panels), len(Sizes()), 2, len(langs)})
	t.Run("panels", func(t *testing.T) {
		for i, panel := range panels {
			t.Run(panel.Name, func(t *testing.T) {
				t.Parallel()
				drafts := map[*assemble.Parts]*ui.Draft{}
				for turn, c := range pictures {
					if c[2] != i {
						continue
					}
					s := all[c[0]]
					if drafts[s.parts] == nil {
						drafts[s.parts] = draft(s.parts, panel)
					}
					choice := looks.Choice{Theme: theme.IDs()[c[1]], Size: Sizes()[c[3]], Low: c[4] == 1, Lang: langs[c[5]], Easy: s.Easy}
					photographState(t, drafts[s.parts], s, choice, panel, turn, found)
				}
			})
		}
	})
	t.Logf("%d screens, %d pictures", len(all), len(pictures))
	if len(all) < 40 || len(pictures) < 250 {
		t.Errorf("only %d screens and %d pictures were looked at", len(all), len(pictures))
	}
	found.compare(t, "pixels")
}

func photographState(t *testing.T, d *ui.Draft, s state, c looks.Choice, panel looks.Panel, turn int, found *findings) {
	var pages []*scene.Scene
	if err := s.Show(s.parts.Core, c, d, func(_ int, f frame.Frame) { pages = append(pages, f.Scene) }); err != nil {
		t.Error(err)
		return
	}
	_, _, broken := Photograph(d, *pages[turn%len(pages)], turn)
	for _, q := range broken {
		found.add(shortfall{q.Measure, s.Model.Scene.Kind, panel.Name}, fmt.Sprintf("%s, %s, page %d: %s", s.Name, c, turn%len(pages)+1, q))
	}
}

// TestGround: how much of each kind of screen has the very colour of the page, on the first
// panel, is no more than ground.tsv allows, and that is no more than there is.
func TestGround(t *testing.T) {
	got := map[scene.Kind]int{}
	for _, s := range equipped(t) {
		shares, err := grounds(survey{s.parts, draft(s.parts, looks.Panels()[0]), s.places})
		if err != nil {
			t.Fatal(err)
		}
		for k, share := range shares {
			got[k] = max(got[k], int(share*100+0.5))
		}
	}
	const file = "testdata/ground.tsv"
	if *rewrite {
		var b strings.Builder
		b.WriteString("# The most of each kind of screen that is left empty, in per cent.\n")
		for _, k := range slices.Sorted(maps.Keys(got)) {
			fmt.Fprintf(&b, "%s\t%d\n", k, got[k])
		}
		if err := os.WriteFile(file, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := readGround(file)
	if err != nil {
		t.Fatal(err)
	}
	for _, problem := range emptier(want, got) {
		t.Error(problem)
	}
}

func readGround(file string) (map[scene.Kind]int, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	out := map[scene.Kind]int{}
	for i, line := range strings.Split(strings.TrimSpace(string(data)), "\n") {
		if strings.HasPrefix(line, "#") {
			continue
		}
		kind, n, _ := strings.Cut(line, "\t")
		if out[scene.Kind(kind)], err = strconv.Atoi(n); err != nil {
			return nil, fmt.Errorf("%s:%d: %q is no number of per cent", file, i+1, n)
		}
	}
	return out, nil
}

// emptier says where screens are emptier than they may be, or may be emptier than they are.
func emptier(want, got map[scene.Kind]int) (out []string) {
	kinds := map[scene.Kind]bool{}
	for k := range want {
		kinds[k] = true
	}
	for k := range got {
		kinds[k] = true
	}
	for _, k := range slices.SortedFunc(maps.Keys(kinds), func(a, b scene.Kind) int { return cmp.Compare(a, b) }) {
		most, listed := want[k]
		is, met := got[k]
		switch {
		case !listed:
			out = append(out, fmt.Sprintf("%s: %d %% of it is left empty, and ground.tsv does not list it", k, is))
		case !met:
			out = append(out, fmt.Sprintf("%s: no such screen was met, and ground.tsv lists it", k))
		case is > most:
			out = append(out, fmt.Sprintf("%s: %d %% of it is left empty, %d may be", k, is, most))
		case is < most:
			out = append(out, fmt.Sprintf("%s: %d %% of it is left empty, lower its row in ground.tsv from %d", k, is, most))
		}
	}
	return out
}

func TestEmptier(t *testing.T) {
	for _, c := range []struct {
		want, got map[scene.Kind]int
		problems  int
	}{
		{map[scene.Kind]int{scene.KindPay: 55}, map[scene.Kind]int{scene.KindPay: 55}, 0},
		{map[scene.Kind]int{scene.KindPay: 55}, map[scene.Kind]int{scene.KindPay: 56}, 1},
		{map[scene.Kind]int{scene.KindPay: 55}, map[scene.Kind]int{scene.KindPay: 54}, 1},
		{map[scene.Kind]int{scene.KindPay: 55}, map[scene.Kind]int{}, 1},
		{map[scene.Kind]int{}, map[scene.Kind]int{scene.KindPay: 1, scene.KindDone: 2}, 2},
	} {
		if got := emptier(c.want, c.got); len(got) != c.problems {
			t.Errorf("%v, %v: %q", c.want, c.got, got)
		}
	}
}
