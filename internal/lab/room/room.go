package room

import (
	"fmt"
	"slices"

	"modu/accessibility/audit/screen"
	"modu/accessibility/scene"
	"modu/internal/assemble"
	"modu/internal/config"
	"modu/internal/lab/verdict"
	"modu/internal/looks"
	"modu/ui"
	"modu/ui/frame"
	"modu/ui/theme"
)

// PanelOf is the panel of a site.
func PanelOf(site config.Site) looks.Panel {
	pl := site.Panel
	_, high, _ := pl.Reach()
	return looks.Panel{Name: "site", Panel: theme.Panel{WidthPx: pl.Pixels.W, HeightPx: pl.Pixels.H, WidthMM: float64(pl.MM.W), HeightMM: float64(pl.MM.H),
		BottomMM: float64(pl.Bottom), TiltDeg: float64(pl.Tilt), DistanceMM: float64(pl.Distance), HighMM: float64(high)}}
}

// Sizes of text are the four of the table of preferences, in per cent (TXT-5).
func Sizes() []int { return []int{100, 133, 167, 200} }

// Measure names what breaks a rule on a panel, and where it has no room for a size, by
// how many millimetres (TXT-6, RCH-6). With a kind, only screens of that kind are
// measured. What breaks a rule is an error.
func Measure(r *verdict.Report, parts *assemble.Parts, panel looks.Panel, kind string) error {
	if _, _, ok := panel.Reach(); !ok {
		return fmt.Errorf("nothing of the panel is between %.0f and %.0f mm above the floor: no hand reaches it (RCH-1)", theme.ReachLow, panel.High())
	}
	d := draft(parts, panel)
	places := looks.Crawl(parts.Core)
	if kind != "" {
		places = slices.DeleteFunc(places, func(p looks.Place) bool { return string(p.Model.Scene.Kind) != kind })
	}
	if len(places) == 0 {
		return fmt.Errorf("no screen of kind %q", kind)
	}
	pictures := 0
	err := each(parts, d, places, func(where string, f frame.Frame) {
		pictures++
		if screen.Shortfall(f) > 0 {
			return
		}
		for _, q := range screen.Geometry(f) {
			message := q.Text
			if q.Node != "" {
				message = fmt.Sprintf("%s: %s", q.Node, q.Text)
			}
			r.Mistake(verdict.Finding{Where: where, Rule: q.Rule, Message: message}, "%s: %s", where, q)
		}
	}, func(s shortage) {
		text := fmt.Sprintf("%d pictures have no room and are drawn smaller; the most is missing in %s: %.0f mm of height", s.count, s.where, s.mm)
		r.Note(verdict.Finding{Where: s.choice(), Rule: "TXT-6", Message: text}, "%s: %s", s.choice(), text)
	})
	if err != nil {
		return err
	}
	r.Count("screens", len(places))
	r.Count("pictures", pictures)
	r.Say("%d screens, %d pictures measured", len(places), pictures)
	if n := len(r.Mistakes); n > 0 {
		return fmt.Errorf("%d findings", n)
	}
	return nil
}

// Lint says where a site's panel has no room for a size, and how many millimetres are
// missing (TXT-6, RCH-6). It looks at the screen of each kind with the most to read;
// Measure looks at all of them.
func Lint(r *verdict.Report, parts *assemble.Parts, panel looks.Panel) error {
	places := looks.Longest(looks.Crawl(parts.Core), 1)
	return each(parts, draft(parts, panel), places, nil, func(s shortage) {
		text := fmt.Sprintf("does not fit the panel and is drawn smaller: %.0f mm of height are missing in %s", s.mm, s.where)
		r.Note(verdict.Finding{Where: s.where, Rule: "TXT-6", Message: s.choice() + " " + text}, "note: %s %s", s.choice(), text)
	})
}

func draft(parts *assemble.Parts, panel looks.Panel) *ui.Draft {
	return ui.NewDraft(ui.Config{Panel: panel.Panel, Pictures: parts.Picture, Looks: parts.Looks})
}

// shortage is how much height is missing at one size and position.
type shortage struct {
	size  int
	low   bool
	count int     // pictures that lack it
	mm    float64 // the most that one of them lacks
	where string  // which one
}

func (s shortage) choice() string {
	return fmt.Sprintf("size %d %%%s", s.size, map[bool]string{true: ", low position"}[s.low])
}

// each shows places at every size and position in every language. see gets every picture
// and may be nil; short gets every size and position that has too little room.
func each(parts *assemble.Parts, d *ui.Draft, places []looks.Place, see func(where string, f frame.Frame), short func(shortage)) error {
	for _, size := range Sizes() {
		for _, low := range []bool{false, true} {
			s, err := tightest(parts, d, places, size, low, see)
			if err != nil {
				return err
			}
			if s.count > 0 {
				short(s)
			}
		}
	}
	return nil
}

// tightest shows places at a size and position in every language, and finds the one
// with the least room. see may be nil.
func tightest(parts *assemble.Parts, d *ui.Draft, places []looks.Place, size int, low bool, see func(where string, f frame.Frame)) (shortage, error) {
	s := shortage{size: size, low: low}
	for _, lang := range parts.Languages {
		for _, p := range places {
			if p.Model.Scene.Kind == scene.KindAttract && (size > 100 || low) {
				continue // there it is always as at first
			}
			c := looks.Choice{Lang: lang, Theme: theme.Default, Size: size, Low: low}
			err := p.Show(parts.Core, c, d, func(page int, f frame.Frame) {
				if see != nil {
					see(fmt.Sprintf("%s, %s, page %d", p.Name, c, page+1), f)
				}
				if mm := screen.Shortfall(f); mm > 0 {
					if s.count++; mm > s.mm {
						s.mm, s.where = mm, fmt.Sprintf("%s, %s", p.Name, lang)
					}
				}
			})
			if err != nil {
				return s, err
			}
		}
	}
	return s, nil
}
