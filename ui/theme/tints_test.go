package theme

import (
	"image/color"
	"testing"

	"modu/accessibility/scene"
)

// The usual look has a ground of its own for each tint, all others have none: in few colours
// each of them means something.
func TestTints(t *testing.T) {
	seen := map[color.NRGBA]scene.Tint{}
	for _, tint := range scene.Tints() {
		c, ok := Look(Default).Tints.Of(tint)
		if !ok || seen[c] != "" {
			t.Errorf("%s is %s, as %q", tint, Hex(c), seen[c])
		}
		seen[c] = tint
		for _, id := range IDs() {
			if _, ok := Look(id).Tints.Of(tint); ok && id != Default {
				t.Errorf("%s has the tint %s", id, tint)
			}
		}
	}
	for _, none := range []scene.Tint{scene.NoTint, "plaid"} {
		if _, ok := Look(Default).Tints.Of(none); ok {
			t.Errorf("%q has a ground", none)
		}
	}
}

// A tint on which words or edges cannot be told is found by its pair.
func TestTintsKeepTheirContrast(t *testing.T) {
	p := Look(Default)
	p.Tints.Wheat = rgb(0x8a6a20)
	broken := map[string]bool{}
	for _, pair := range p.Pairs() {
		broken[pair.Name] = !pair.Holds()
	}
	for _, name := range []string{"ink on wheat", "edge on wheat", "tick on wheat"} {
		if !broken[name] {
			t.Errorf("%s passes on %s", name, Hex(p.Tints.Wheat))
		}
	}
}

// A brand's own card is tinted as far as its words allow; on shipped cards the shipped tints
// stay.
func TestBrandTints(t *testing.T) {
	if same, _ := Dress(Brand{}); same.Tints != Look(Default).Tints {
		t.Errorf("tints of a brand without colours: %+v", same.Tints)
	}
	dark, refused := Dress(Brand{Ground: colour(t, "#101010"), Card: colour(t, "#000000"), Ink: colour(t, "#ffffff"), Accent: colour(t, "#ffd060"), AccentInk: colour(t, "#000000"), Ring: colour(t, "#9fc5ff")})
	if len(refused) > 0 {
		t.Fatal(refused)
	}
	if c, ok := dark.Tints.Of(scene.Sand); ok && Contrast(c, dark.Ink) < 10 {
		t.Errorf("white words stand on %s", Hex(c))
	}
}
