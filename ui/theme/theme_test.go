package theme

import "testing"

func TestEveryPairKeepsItsContrast(t *testing.T) {
	for _, id := range IDs() {
		p := Look(id)
		if p.ID != id {
			t.Errorf("look %q has id %q", id, p.ID)
		}
		for _, pair := range p.Pairs() {
			if got := Contrast(pair.A, pair.B); got < pair.Min {
				t.Errorf("%s: %s is %.2f:1, at least %.1f is asked for", id, pair.Name, got, pair.Min)
			}
		}
	}
	if Look("no such look").ID != "default" {
		t.Error("an unknown look must be the default one")
	}
}

func TestContrastFigures(t *testing.T) {
	if got := Contrast(rgb(0), rgb(0xffffff)); got < 20.99 || got > 21.01 {
		t.Errorf("black on white %.3f", got)
	}
	if got := Contrast(rgb(0x777777), rgb(0xffffff)); got < 4.47 || got > 4.49 {
		t.Errorf("#777 on white %.3f, WCAG's well known value is 4.48", got)
	}
}

func TestTypeKeepsTheFigures(t *testing.T) {
	const capPerEm = 0.705 // Latin capitals of the shipped font
	for _, p := range []Panel{DefaultPanel(), {800, 1280, 136, 218}, {2160, 3840, 398, 708}} {
		ty := Types(p)
		if ty.Body < Least {
			t.Errorf("%v: body ink %.2f mm, TXT-1 asks for %.2f", p, ty.Body, Least)
		}
		if !p.Small() && ty.Name < 12 {
			t.Errorf("%v: names %.2f mm, TXT-2 asks for 12", p, ty.Name)
		}
		if h := ty.Body / InkPerEm * capPerEm; !p.Small() && h < 7.33 {
			t.Errorf("%v: capitals of body text %.2f mm, TXT-3 asks for 7.33 at 600 mm", p, h)
		}
	}
	if Target < 12.7 || Target*Target < 150 || GapSmall-2*(RingOut+RingIn) < 0 || GapFloor < 2.54 || RingOut < 1 {
		t.Error("a size is below TGT-2, TGT-4 or KEY-9, or two rings would meet")
	}
	if (Panel{}).OrDefault() != DefaultPanel() {
		t.Error("a panel without sizes must be the default one")
	}
}
