package room

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"modu/accessibility/scene"
	"modu/internal/assemble"
	"modu/internal/config"
	"modu/internal/looks"
	"modu/ui"
	"modu/ui/frame"
	"modu/ui/theme"
)

// TestAnswersStandSideBySide: the two answers of each question on a screen with several
// stand beside each other, and where height is left their pictures have it.
func TestAnswersStandSideBySide(t *testing.T) {
	test.NewTempApp(t)
	site, issues := config.Parse("", []byte("version: 1\nservice: certificate\n"), config.Known{})
	if issues.Err() != nil {
		t.Fatal(issues)
	}
	parts, issues := assemble.Load(site)
	if issues.Err() != nil {
		t.Fatal(issues)
	}
	seen := 0
	for _, p := range looks.Longest(looks.Crawl(parts.Core), 1) {
		if p.Model.Scene.Kind != scene.KindOptions {
			continue
		}
		for _, panel := range looks.Panels()[:2] {
			d := ui.NewDraft(ui.Config{Panel: panel.Panel, Pictures: parts.Picture})
			err := p.Show(parts.Core, looks.Choice{Lang: "ko", Theme: theme.Default, Size: 100}, d, func(_ int, f frame.Frame) {
				rows := map[string][]frame.Node{}
				for _, n := range f.Nodes {
					if q := strings.Split(string(n.ID), "."); len(q) == 3 && q[0] == "option" && q[1] != "copies" {
						rows[q[1]] = append(rows[q[1]], n)
					}
				}
				for id, r := range rows {
					seen++
					if len(r) != 2 || r[0].Y != r[1].Y || r[0].H != r[1].H {
						t.Errorf("%s: the answers of %s do not stand side by side: %v", panel.Name, id, r)
					}
					if mm := r[0].H / f.PxPerMM(); mm < 42 { // one below the other they were 41
						t.Errorf("%s: %s is %.0f mm high although there is room below", panel.Name, id, mm)
					}
				}
			})
			if err != nil {
				t.Error(err)
			}
		}
	}
	if seen < 6 {
		t.Errorf("only %d questions were looked at", seen)
	}
}
