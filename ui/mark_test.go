package ui

import (
	"testing"

	"modu/accessibility/scene"
	"modu/ui/theme"
)

// practised is a made-up screen with the mark of practice, or without it.
func practised(m made, marked bool) made {
	return made{m.name, func(per int) scene.Scene {
		sc := m.build(per)
		if marked {
			sc.Root.Children = append([]scene.Node{{ID: "mark", Role: scene.RoleMark, Label: ko("연습"), Quiet: true}}, sc.Root.Children...)
		}
		return sc
	}}
}

// hatched reports how far a band of stripes reaches across a screen, and how high it is, as
// shares of the window; 0 where there is none.
func hatched(p *plan, w, h float32, stripe rgba) (wide, high float32) {
	from, to, low := w, float32(0), float32(0)
	for _, q := range p.prims {
		if q.kind == primLine && q.col == stripe && q.r.h < 0 && q.r.y < h/8 {
			from, to, low = min(from, q.r.x), max(to, q.r.x+q.r.w), max(low, q.r.y)
		}
	}
	return max(0, min(to, w)-max(0, from)) / w, low / h
}

// TestMarkIsSeen: on every screen, in every look, practice has a hatched band across the
// screen with its word, and everything else is below it. Without the mark there is no band.
func TestMarkIsSeen(t *testing.T) {
	for _, name := range []string{"32", "21", "small", "land"} {
		panel := rigPanel(name)
		r, _ := composedRig(t, name)
		for _, look := range theme.IDs() {
			pal := r.s.layout.look(look)
			if k := theme.Contrast(pal.Alert, pal.Ground); k < 3 {
				t.Errorf("%s: the stripes are seen at %.2f:1", look, k)
			}
			for _, size := range []int{100, 200} {
				for _, m := range madeUp() {
					if m.name == "attract" || look != theme.Default && m.name != "items" { // looks move nothing
						continue
					}
					r.view(practised(m, true), scene.Look{Theme: look, Size: size})
					at, ok := r.s.plan.find("mark")
					wide, high := hatched(r.s.plan, r.s.size.Width, r.s.size.Height, pal.Alert)
					if !ok || wide < 0.75 || high == 0 {
						t.Fatalf("%s %s %d %s: the band is %.0f %% wide", name, look, size, m.name, wide*100)
					}
					if share := at.r.h / float32(panel.HeightPx); share > 0.13 {
						t.Errorf("%s %s %d %s: the band takes %.0f %% of the height", name, look, size, m.name, share*100)
					}
					for _, n := range r.s.plan.nodes {
						if n.id != "mark" && n.role != scene.RoleScreen && n.r.y < at.r.y+at.r.h-0.5 && n.r.x < at.r.x+at.r.w-0.5 {
							t.Errorf("%s %s %d %s: %s lies under the band", name, look, size, m.name, n.id)
						}
					}
				}
			}
		}
		r.view(practised(named("items"), false), scene.Look{Theme: theme.Default, Size: 100})
		if wide, _ := hatched(r.s.plan, r.s.size.Width, r.s.size.Height, r.s.layout.look(theme.Default).Alert); wide > 0 {
			t.Errorf("%s: without a mark there is a band", name)
		}
	}
}
