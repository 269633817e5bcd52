package room

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"

	"modu/accessibility/audit/screen"
	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/assemble"
	"modu/internal/lab/load"
	"modu/internal/looks"
	"modu/ui"
	"modu/ui/frame"
	"modu/ui/theme"
)

// Wherever a kiosk hangs, hands reach every language on its first screen (RCH-1), and the
// name of each is as large as all that is pressed.
func TestLanguagesAreInReach(t *testing.T) {
	test.NewTempApp(t)
	parts := usual(t)
	first := looks.Place{Name: "first", Model: parts.Core.New(1, 100)}
	for _, panel := range looks.Panels() {
		from, to, ok := panel.Reach()
		d := ui.NewDraft(ui.Config{Panel: panel.Panel, Pictures: parts.Picture})
		for _, lang := range parts.Languages {
			seen := 0
			err := first.Show(parts.Core, looks.Choice{Lang: lang, Theme: theme.Default, Size: 100}, d, func(_ int, f frame.Frame) {
				for _, n := range f.Nodes {
					if !strings.HasPrefix(string(n.ID), "language.") {
						continue
					}
					seen++
					if y, h := n.Y/f.PxPerMM(), n.H/f.PxPerMM(); ok && (y < from-0.5 || y+h > to+0.5) {
						t.Errorf("%s, %s: %s from %.0f to %.0f mm, hands reach %.0f to %.0f", panel.Name, lang, n.ID, y, y+h, from, to)
					}
				}
				for _, q := range screen.Geometry(f) {
					if q.Rule == "TXT-6" && panel.HeightMM < 150 {
						continue // as in TestGeometry
					}
					t.Errorf("%s, %s: %s", panel.Name, lang, q)
				}
			})
			if err != nil || seen != len(parts.Languages) {
				t.Errorf("%s, %s: %d languages, %v", panel.Name, lang, seen, err)
			}
		}
	}
}

// Whoever listens meets the languages on the first step of any service. They push nothing
// off it at any size, on any panel, in either position.
func TestLanguagesByEarLeaveRoom(t *testing.T) {
	test.NewTempApp(t)
	for _, name := range assemble.Services() {
		parts, issues := load.Service(name)
		if issues.Err() != nil {
			t.Fatal(issues)
		}
		m, _, _ := parts.Core.Update(parts.Core.New(1, 100), input.KeyPressed{Device: "keys", Key: input.KeyDown}, time.Second)
		if m.Scene.Find("languages") == nil {
			t.Fatalf("%s: no languages on %s", name, m.Scene.Kind)
		}
		by := looks.Place{Name: name, Model: m}
		for _, panel := range looks.Panels() {
			d := ui.NewDraft(ui.Config{Panel: panel.Panel, Pictures: parts.Picture})
			for _, size := range Sizes() {
				for _, low := range []bool{false, true} {
					c := looks.Choice{Lang: "ko", Theme: theme.Default, Size: size, Low: low}
					seen := map[scene.NodeID]bool{}
					err := by.Show(parts.Core, c, d, func(page int, f frame.Frame) {
						for _, n := range f.Nodes {
							seen[n.ID] = true
						}
						for _, q := range screen.Geometry(f) {
							if screen.Shortfall(f) > 0 && (q.Rule == "TXT-6" || q.Rule == "TXT-1") && (size > 100 || panel.HeightMM < 150) {
								continue // as in TestGeometry
							}
							t.Errorf("%s, %s, %s, page %d: %s", name, panel.Name, c, page+1, q)
						}
					})
					if err != nil || !seen["language.ko"] || !seen["language.ja"] {
						t.Errorf("%s, %s, %s: the languages are not all there, %v", name, panel.Name, c, err)
					}
				}
			}
		}
	}
}

// Each language is said by its own voice, whatever language is spoken around it.
func TestLanguagesSayTheirNames(t *testing.T) {
	parts := usual(t)
	m, at := parts.Core.New(1, 100), time.Duration(0)
	heard := map[scene.Lang]string{}
	for range 12 {
		at += time.Second
		next, ch, _ := parts.Core.Update(m, input.KeyPressed{Device: "keys", Key: input.KeyDown}, at)
		m, _, _ = parts.Core.Update(next, input.KeyReleased{Device: "keys", Key: input.KeyDown}, at)
		own, is := strings.CutPrefix(string(m.Scene.Focus), "language.")
		u, ok := parts.Words.Compose(ch, m.Prefs)
		if !is || !ok || !slices.Contains(parts.Languages, scene.Lang(own)) || heard[scene.Lang(own)] != "" {
			continue
		}
		heard[scene.Lang(own)] = fmt.Sprintf("%s: %s", u.Clauses[0].Lang, u.Clauses[0].Text)
	}
	want := map[scene.Lang]string{"ko": "ko: 한국어", "en": "en: English", "zh-Hans": "zh-Hans: 简体中文", "ja": "ja: にほんご"}
	if fmt.Sprint(heard) != fmt.Sprint(want) {
		t.Errorf("%v, want %v", heard, want)
	}
}
