package theme

import (
	"math"
	"testing"
)

func TestEveryPairKeepsItsContrast(t *testing.T) {
	for _, id := range IDs() {
		p := Look(id)
		if p.ID != id {
			t.Errorf("look %q has id %q", id, p.ID)
		}
		for _, pair := range p.Pairs() {
			if got := Contrast(pair.A, pair.B); !pair.Holds() {
				t.Errorf("%s: %s is %.2f:1, %s asks for %.1f to %.1f", id, pair.Name, got, pair.Rule, pair.Least, pair.Most)
			}
			if Banned(pair.A, pair.B) {
				t.Errorf("%s: %s is red on green or yellow on blue (CON-8)", id, pair.Name)
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

func TestBannedPairs(t *testing.T) {
	for _, bad := range [][2]uint32{{0xff0000, 0x00a000}, {0x00a000, 0xd02020}, {0xffee00, 0x0000ff}, {0x1040c0, 0xfff000}} {
		if !Banned(rgb(bad[0]), rgb(bad[1])) {
			t.Errorf("%06x and %06x must be banned (CON-8)", bad[0], bad[1])
		}
	}
	for _, good := range [][2]uint32{{0x000000, 0xfff000}, {0x16191d, 0xf6f3ec}, {0xffffff, 0x0b3fae}, {0x0c4036, 0xffffff}} {
		if Banned(rgb(good[0]), rgb(good[1])) {
			t.Errorf("%06x and %06x must not be banned", good[0], good[1])
		}
	}
}

func TestTypeKeepsTheFigures(t *testing.T) {
	const capPerEm = 0.705 // Latin capitals of the shipped font
	far := DefaultPanel()
	far.DistanceMM = 750
	for _, p := range []Panel{DefaultPanel(), far, {800, 1280, 136, 218, 800, 0, 0, 0}, {2160, 3840, 398, 708, 700, 0, 0, 0}} {
		ty := Types(p)
		for name, ink := range map[string]float64{"body": ty.Body, "name": ty.Name, "title": ty.Title} {
			if ink < LeastInk(p) {
				t.Errorf("%v: %s ink %.2f mm, TXT-1 and TXT-2 ask for %.2f", p, name, ink, LeastInk(p))
			}
		}
		if h := ty.Body / InkPerEm * capPerEm; !p.Small() && h < 7.33 {
			t.Errorf("%v: capitals of body text %.2f mm, TXT-3 asks for 7.33 at 600 mm", p, h)
		}
	}
}

func TestSizesKeepTheFigures(t *testing.T) {
	far := DefaultPanel()
	far.DistanceMM = 750
	if LeastInk(far) != 18 {
		t.Errorf("from 750 mm letters must be half as large again: %v", LeastInk(far))
	}
	if Target < 12.7 || Target*Target < 150 || GapSmall-2*(RingOut+RingIn) < 0 || GapFloor < 2.54 || RingOut < 1 {
		t.Error("a size is below TGT-2, TGT-4 or KEY-9, or two rings would meet")
	}
	if (Panel{}).OrDefault() != DefaultPanel() {
		t.Error("a panel without sizes must be the default one")
	}
	for size, mm := range map[int]float64{100: 12, 133: 16, 167: 20, 200: 24} { // TXT-5
		if got := 12 * Scale(size); math.Abs(got-mm) > 1e-9 {
			t.Errorf("size %d gives %v mm, want %v", size, got, mm)
		}
	}
	if Scale(0) != 1 || Scale(-100) != 1 || Scale(100000) != 1 {
		t.Error("a size that is not offered must be 100 %")
	}
}

func TestReach(t *testing.T) {
	for _, tc := range []struct {
		name     string
		p        Panel
		from, to float64
		ok       bool
	}{
		{"32 inch at 690", Panel{1080, 1920, 399, 709, 690, 0, 0, 0}, 179, 709, true},
		{"55 inch at 200", Panel{1080, 1920, 685, 1218, 200, 0, 0, 0}, 198, 1018, true},
		{"a table", Panel{1920, 1080, 476, 268, 750, 88, 0, 0}, 0, 268, true},
		{"leaning back 60 degrees", Panel{1920, 1080, 476, 268, 1120, 60, 0, 0}, 68, 268, true},
		{"too high", Panel{1080, 1920, 268, 476, 1300, 0, 0, 0}, 0, 0, false},
		{"not measured", Panel{1080, 1920, 268, 476, 0, 0, 0, 0}, 0, 476, true},
	} {
		from, to, ok := tc.p.Reach()
		if ok != tc.ok || ok && (math.Abs(from-tc.from) > 0.5 || math.Abs(to-tc.to) > 0.5) {
			t.Errorf("%s: %.1f to %.1f %v, want %.1f to %.1f %v", tc.name, from, to, ok, tc.from, tc.to, tc.ok)
		}
		if ok && tc.p.BottomMM > 0 && from > 0 && math.Abs(tc.p.Height(from)-ReachHigh) > 0.01 {
			t.Errorf("%s: the upper end of reach is at %.1f mm", tc.name, tc.p.Height(from))
		}
	}
}

// Over what stands before it, hands reach less high (RCH-3), and never higher than RCH-1 says.
func TestHigh(t *testing.T) {
	p := DefaultPanel()
	for high, want := range map[float64]float64{0: ReachHigh, 1120: 1120, 1300: ReachHigh} {
		p.HighMM = high
		from, _, ok := p.Reach()
		if got := p.Height(from); !ok || p.High() != want || got > want+0.01 || got < min(want, p.BottomMM+p.HeightMM)-0.01 {
			t.Errorf("up to %.0f: reach begins at %.0f mm, %v", high, got, ok)
		}
	}
}
