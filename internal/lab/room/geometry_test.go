package room

import (
	"fmt"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"modu/accessibility/audit/screen"
	"modu/accessibility/scene"
	"modu/internal/assemble"
	"modu/internal/config"
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

// TestGeometry measures every screen of the built-in service, every page of it, at every
// size and position, in every language and in the easy form, on every kind of panel. Nothing may ever be cut,
// covered, too small to press or out of reach; that something is not as large as asked
// for may happen on panels that have no room for it, which "kioskctl looks" reports.
func TestGeometry(t *testing.T) {
	parts := usual(t)
	places := looks.Crawl(parts.Core)
	if !everyScreen {
		places = looks.Longest(places, 1)
	}
	var pictures atomic.Int64
	t.Run("panels", func(t *testing.T) { // several at once
		for _, panel := range looks.Panels() {
			t.Run(panel.Name, func(t *testing.T) {
				t.Parallel()
				measurePanel(t, parts, places, panel, &pictures)
			})
		}
	})
	n := pictures.Load()
	t.Logf("%d screens, %d pictures", len(places), n)
	if len(places) < 15 || n < 2000 {
		t.Errorf("only %d screens and %d pictures were looked at", len(places), n)
	}
}

func measurePanel(t *testing.T, parts *assemble.Parts, places []looks.Place, panel looks.Panel, pictures *atomic.Int64) {
	d := ui.NewDraft(ui.Config{Panel: panel.Panel, Pictures: parts.Picture})
	faults := 0
	for _, c := range choices(parts) {
		// A large panel has room for everything at twice the size, all others at the
		// ordinary one, but for ten inches across: 136 mm of height.
		roomy := c.Size == 100 && panel.HeightMM > 150 || min(panel.WidthMM, panel.HeightMM) >= 390
		for _, p := range places {
			if p.Model.Scene.Kind == scene.KindAttract && (c.Size > 100 || c.Low) {
				continue // nobody's preferences: there it is always as at first
			}
			err := p.Show(parts.Core, c, d, func(page int, f frame.Frame) {
				pictures.Add(1)
				excused := screen.Shortfall(f) > 0 && !roomy
				for _, q := range screen.Geometry(f) {
					if excused && (q.Rule == "TXT-6" || q.Rule == "TXT-1") {
						continue
					}
					if faults++; faults < 20 {
						t.Errorf("%s, %s, page %d: %s", p.Name, c, page+1, q)
					}
				}
			})
			if err != nil {
				t.Error(err)
			}
		}
	}
}

// choices are every size, position, language and form.
func choices(parts *assemble.Parts) (all []looks.Choice) {
	for _, size := range Sizes() {
		for _, low := range []bool{false, true} {
			for _, lang := range parts.Languages {
				for _, easy := range []bool{false, true} {
					all = append(all, looks.Choice{Lang: lang, Theme: theme.Default, Size: size, Low: low, Easy: easy})
				}
			}
		}
	}
	return all
}

// TestLooksKeepTheirPlaces: a look changes colours, never a place.
func TestLooksKeepTheirPlaces(t *testing.T) {
	parts := usual(t)
	places := looks.Longest(looks.Crawl(parts.Core), 2)
	panel := looks.Panels()[0]
	shape := func(id string) string {
		var b strings.Builder
		d := ui.NewDraft(ui.Config{Panel: panel.Panel, Pictures: parts.Picture})
		for _, size := range Sizes() {
			for _, p := range places {
				if p.Model.Scene.Kind == scene.KindSettings {
					continue // it names the look
				}
				c := looks.Choice{Lang: parts.Languages[0], Theme: id, Size: size}
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
	if !slices.Contains(theme.IDs(), theme.Soft) || len(theme.IDs()) != 6 {
		t.Errorf("looks: %v", theme.IDs())
	}
}
