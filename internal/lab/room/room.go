package room

import (
	"fmt"
	"maps"
	"slices"

	"modu/accessibility/audit/screen"
	"modu/accessibility/scene"
	"modu/internal/assemble"
	"modu/internal/config"
	"modu/internal/lab/verdict"
	"modu/internal/looks"
	"modu/ui"
	"modu/ui/theme"
)

// PanelOf is the panel of a site.
func PanelOf(site config.Site) looks.Panel {
	pl := site.Panel
	_, high, _ := pl.Reach()
	return looks.Panel{Name: "site", Panel: theme.Panel{WidthPx: pl.Pixels.W, HeightPx: pl.Pixels.H, WidthMM: float64(pl.MM.W), HeightMM: float64(pl.MM.H),
		BottomMM: float64(pl.Bottom), TiltDeg: float64(pl.Tilt), DistanceMM: float64(pl.Distance), HighMM: float64(high)}}
}

// ordinarySize is the size of text that nobody has changed, in per cent.
const ordinarySize = 100

// Sizes of text are the four of the table of preferences, in per cent (TXT-5).
func Sizes() []int { return []int{ordinarySize, 133, 167, 200} }

// Measure names what breaks a rule on a panel, and where it has no room for a size, by
// how many millimetres (TXT-6, RCH-6); where reach is met in the low position only (RCH-1);
// and how much of each kind of screen is left empty. With a kind, only screens of that kind
// are measured. What breaks a rule is an error, unless it is a known shortfall of this
// version, which is a note.
func Measure(r *verdict.Report, parts *assemble.Parts, panel looks.Panel, kind string) error {
	if _, _, ok := panel.Reach(); !ok {
		return fmt.Errorf("nothing of the panel is between %.0f and %.0f mm above the floor: no hand reaches it (RCH-1)", theme.ReachLow, panel.High())
	}
	places := looks.Find(parts)
	if kind != "" {
		places = slices.DeleteFunc(places, func(p looks.Place) bool { return string(p.Model.Scene.Kind) != kind })
	}
	if len(places) == 0 {
		return fmt.Errorf("no screen of kind %q", kind)
	}
	v := survey{parts, draft(parts, panel), places}
	t := newTally()
	judged, err := NewVerdicts(r)
	if err != nil {
		return err
	}
	if err := v.each(every, func(s sight) {
		t.see(s)
		for _, q := range s.found {
			if !s.lacksRoom(q) {
				judged.See(s.where(), s.kind(), q)
			}
		}
	}); err != nil {
		return err
	}
	t.report(r)
	judged.Report()
	if err := emptiness(r, v); err != nil {
		return err
	}
	r.Count("screens", len(places))
	r.Count("pictures", t.pictures)
	r.Say("%d screens, %d pictures measured", len(places), t.pictures)
	if n := len(r.Mistakes); n > 0 {
		return fmt.Errorf("%d findings", n)
	}
	return nil
}

// Lint says where a site's panel has no room for a size, and how many millimetres are
// missing (TXT-6, RCH-6), and whether hands reach everything in the low position only
// (RCH-1). It looks at the screen of each kind with the most to read; Measure looks at all
// of them.
func Lint(r *verdict.Report, parts *assemble.Parts, panel looks.Panel) error {
	v := survey{parts, draft(parts, panel), looks.Longest(looks.Crawl(parts.Core), 1)}
	t := newTally()
	if err := v.each(every, t.see); err != nil {
		return err
	}
	for _, s := range t.shortages() {
		text := fmt.Sprintf("does not fit the panel and is drawn smaller: %.0f mm of height are missing in %s", s.mm, s.where)
		r.Note(verdict.Finding{Where: s.where, Rule: "TXT-6", Message: s.choice() + " " + text}, "note: %s %s", s.choice(), text)
	}
	t.onlyLow(r)
	return nil
}

func draft(parts *assemble.Parts, panel looks.Panel) *ui.Draft {
	return ui.NewDraft(ui.Config{Panel: panel.Panel, Pictures: parts.Picture, Looks: parts.Looks})
}

// emptiness says how much of each kind of screen has the colour of the page, on the panel at
// the ordinary size.
func emptiness(r *verdict.Report, v survey) error {
	shares, err := grounds(v)
	if err != nil {
		return err
	}
	for _, k := range slices.Sorted(maps.Keys(shares)) {
		r.Say("%s: %.0f %% of the screen is left empty", k, shares[k]*100)
	}
	return nil
}

// grounds is the share of ground of each kind of screen, of its emptiest.
func grounds(v survey) (map[scene.Kind]float64, error) {
	shares := map[scene.Kind]float64{}
	for _, p := range looks.In(v.places, false) {
		c := looks.Choice{Lang: v.parts.Languages[0], Theme: theme.Default, Size: ordinarySize}
		first, err := p.First(v.parts.Core, c, v.d)
		if err != nil {
			return nil, err
		}
		_, img := v.d.Paint(first.Scene, "")
		k := p.Model.Scene.Kind
		shares[k] = max(shares[k], screen.Ground(img, v.parts.Looks(c.Theme).Ground))
	}
	return shares, nil
}
