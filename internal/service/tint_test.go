package service

import (
	"strings"
	"testing"

	"modu/accessibility/scene"
)

// Each category has a tint of its own, in their order; what the file says goes before, and a
// short cut has that of what it leads to.
func TestCategoryTint(t *testing.T) {
	menu := strings.NewReplacer("  - {id: hot, label: category.hot, picture: bag}\n",
		"  - {id: often, label: category.hot, items: [salad]}\n  - {id: hot, label: category.hot}\n  - {id: cold, label: category.hot}\n  - {id: late, label: category.hot, tint: lilac}\n",
		"  - {id: stew, category: hot,", "  - {id: salad, category: cold, label: item.stew, price: 1}\n  - {id: cake, category: late, label: item.stew, price: 1}\n  - {id: stew, category: hot,").Replace(shopMenu)
	s, issues := Load(files(shopService, menu), "shop", nil)
	if issues.Err() != nil {
		t.Fatal(issues)
	}
	for id, want := range map[string]scene.Tint{"hot": scene.Tints()[0], "cold": scene.Tints()[1], "often": scene.Tints()[1], "late": scene.Lilac, "": scene.NoTint, "none": scene.NoTint} {
		if got := s.CategoryTint(id); got != want {
			t.Errorf("category %q has the tint %q, want %q", id, got, want)
		}
	}
	_, issues = Load(files(shopService, strings.Replace(shopMenu, "picture: bag}", "picture: bag, tint: lilca}", 1)), "shop", nil)
	if err := issues.Err(); err == nil || !strings.Contains(err.Error(), `did you mean "lilac"?`) {
		t.Errorf("an unknown tint: %v", err)
	}
}
