package room

import (
	"testing"

	"modu/accessibility/scene"
	"modu/internal/lab/load"
	"modu/internal/looks"
	"modu/ui/theme"
)

// TestInvitation: the first screen shows one thing of each category in both forms, by photographs
// or by the drawings of the easy form, never by both.
func TestInvitation(t *testing.T) {
	parts := usual(t)
	first := looks.Place{Name: "the first screen", Model: parts.Core.New(1, 100)}
	for _, panel := range looks.Panels()[:3] {
		for _, easy := range []bool{false, true} {
			f, err := first.First(parts.Core, looks.Choice{Lang: "ko", Theme: theme.Default, Size: ordinarySize, Easy: easy}, draft(parts, panel))
			if err != nil {
				t.Fatal(err)
			}
			invited := 0
			f.Scene.Walk(func(n *scene.Node, _ int) bool {
				if n.Role == scene.RolePicture {
					invited++
					if n.Picture == "" || n.Tint == scene.NoTint || (n.Photo == "") != easy {
						t.Errorf("%s, easy %v: %s shows %q and %q on %q", panel.Name, easy, n.ID, n.Photo, n.Picture, n.Tint)
					}
				}
				return true
			})
			if invited != 6 {
				t.Errorf("%s, easy %v: it invites with %d pictures", panel.Name, easy, invited)
			}
		}
	}
}

// TestBand: on a high panel the picture of what a screen is about stands beside the title, no lower
// than the place of what is said, and takes no height from what is chosen from; at 200 %, where
// what is said stands over the title, there is none.
func TestBand(t *testing.T) {
	parts, _, err := load.WholeMenu("") // a list of the whole menu is about its category
	if err != nil {
		t.Fatal(err)
	}
	panel := looks.Panels()[0]
	met := map[scene.Kind]bool{}
	for _, p := range looks.Crawl(parts.Core) {
		kind := p.Model.Scene.Kind
		if kind != scene.KindItems && kind != scene.KindBasket || p.Easy || met[kind] || kind == scene.KindBasket && p.Model.Order.Len() == 0 {
			continue
		}
		met[kind] = true
		for _, size := range []int{ordinarySize, 200} {
			d := draft(parts, panel)
			f, err := p.First(parts.Core, looks.Choice{Lang: "ko", Theme: theme.Default, Size: size}, d)
			if err != nil {
				t.Fatal(err)
			}
			about := 0
			for _, q := range f.Pictures {
				if q.Node != "" { // it is that of another node
					continue
				}
				if about++; q.Y+q.H > f.Strip.Y+f.Strip.H+1 || q.X < f.W/2 {
					t.Errorf("%s: its picture stands at %v, what is said at %v", kind, q.Rect, f.Strip)
				}
			}
			if want := size == ordinarySize; (about == 1) != want {
				t.Errorf("%s at %d %%: %d pictures of what it is about of %v", kind, size, about, f.Pictures)
			}
		}
	}
	if len(met) != 2 {
		t.Fatalf("met are %v", met)
	}
}
