package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"modu/accessibility/scene"
)

// A label of ten thousand characters, with and without places to break it, which lint
// refuses but a program beside the kiosk might send: the screen is drawn, everything that
// can be touched is on it and can be touched, and the bar keeps its place.
func TestEndlessLabel(t *testing.T) {
	for name, label := range map[string]string{"one word": strings.Repeat("가", 10000), "words": strings.Repeat("아메리카노 ", 1700), "lines": strings.Repeat("가\n", 5000)} {
		for _, panel := range []string{"32", "small"} {
			pl := rigPanel(panel)
			r := newRig(t, fyne.NewSize(float32(pl.WidthPx), float32(pl.HeightPx)), pl)
			for _, role := range []scene.Role{scene.RoleText, scene.RoleChoice, scene.RoleAlert, scene.RoleSummary, scene.RoleHeading} {
				m := made{name, func(int) scene.Scene {
					return screenOf(scene.KindShow, label, "go", scene.Node{ID: "a", Role: role, Label: ko(label), Details: []scene.Text{ko(label)}}, actionsOf(btn("go", "다음")), barNode(false))
				}}
				r.view(m, scene.Look{Theme: "default", Size: 200})
				window := rect{0, 0, float32(pl.WidthPx), float32(pl.HeightPx)}
				for _, id := range []scene.NodeID{"go", "bar.help", "bar.call"} {
					n, ok := r.s.plan.find(id)
					if !ok || !holds(window, n.r) || n.r.w < 1 || n.r.h < 1 {
						t.Errorf("%s, %s, %s: %s is not to be touched: %v", name, panel, role, id, n.r)
					}
				}
			}
		}
	}
}
