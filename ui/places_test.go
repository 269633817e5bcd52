package ui

import (
	"testing"

	"fyne.io/fyne/v2"

	"modu/accessibility/scene"
)

// entryScreen asks for a number of so many places.
func entryScreen(n scene.Node) scene.Scene {
	n.ID, n.Label = "enter", ko("번호")
	return scene.Scene{Lang: "ko", Look: scene.Look{Theme: "default", Size: 100}, Root: scene.Node{ID: "screen", Role: scene.RoleScreen, Label: ko("번호를 눌러 주세요"), Children: []scene.Node{n}}}
}

// A field of fixed length shows its places before they are filled: marks or digits in those
// that are, lines in those that are not, and more room between the groups.
func TestPlaces(t *testing.T) {
	for _, panel := range []string{"default", "small"} {
		pl := rigPanel(panel)
		r, _ := clipRig(t, fyne.NewSize(float32(pl.WidthPx), float32(pl.HeightPx)), pl)
		in := func(n scene.Node) (all []rect, digits string) {
			r.inTurn(scene.Change{To: r.s.rev + 1, After: entryScreen(n)})
			field, _ := r.s.plan.find("enter")
			for _, q := range r.s.plan.prims {
				switch {
				case q.kind == primText && q.node == "enter" && len(q.text) == 1:
					digits += q.text
				case q.kind == primRect && q.width == 0 && q.r.w < field.r.w/8 && q.r.x > field.r.x && q.r.x+q.r.w < field.r.x+field.r.w && q.r.y > field.r.y && q.r.y < field.r.y+field.r.h:
					all = append(all, q.r)
				}
			}
			return all, digits
		}
		secret, _ := in(scene.Node{Role: scene.RoleSecretEntry, Count: 3, Most: 13, Groups: []int{6, 7}})
		if len(secret) != 13 {
			t.Fatalf("%s: %d places, want 13", panel, len(secret))
		}
		for i, q := range secret {
			if isLine := q.w > 3*q.h; isLine != (i >= 3) {
				t.Errorf("%s: place %d of 3 filled ones is %v", panel, i, q)
			}
		}
		step := secret[5].x - secret[4].x
		if gap := secret[6].x - secret[5].x; gap < 1.4*step || gap > 2*step {
			t.Errorf("%s: %v between the groups, %v within one", panel, gap, step)
		}
		open, digits := in(scene.Node{Role: scene.RoleTextEntry, Details: []scene.Text{ko("9011")}, Groups: []int{6}})
		if len(open) != 2 || digits != "9011" {
			t.Errorf("%s: %q and %d lines", panel, digits, len(open))
		}
		if open, _ = in(scene.Node{Role: scene.RoleSecretEntry, Count: 3, Most: 13}); len(open) != 3 {
			t.Errorf("%s: a field of any length has %d marks for 3 characters", panel, len(open))
		}
	}
}
