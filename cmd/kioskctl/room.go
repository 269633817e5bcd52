package main

import (
	"fmt"
	"io"

	"modu/accessibility/audit/screen"
	"modu/accessibility/scene"
	"modu/internal/assemble"
	"modu/internal/config"
	"modu/internal/looks"
	"modu/ui"
	"modu/ui/frame"
	"modu/ui/theme"
)

// panelOf is the panel of a site.
func panelOf(site config.Site) looks.Panel {
	pl := site.Panel
	return looks.Panel{Name: "site", Panel: theme.Panel{WidthPx: pl.Pixels.W, HeightPx: pl.Pixels.H, WidthMM: float64(pl.MM.W), HeightMM: float64(pl.MM.H),
		BottomMM: float64(pl.Bottom), TiltDeg: float64(pl.Tilt), DistanceMM: float64(pl.Distance)}}
}

// room is how much height is missing at one size and position.
type room struct {
	size  int
	low   bool
	count int     // pictures that lack it
	mm    float64 // the most that one of them lacks
	where string  // which one
}

func (r room) choice() string {
	return fmt.Sprintf("size %d %%%s", r.size, map[bool]string{true: ", low position"}[r.low])
}

// tightest shows places at a size and position in every language, and finds the one
// with the least room. see may be nil.
func tightest(parts *assemble.Parts, d *ui.Draft, places []looks.Place, size int, low bool, see func(where string, f frame.Frame)) (room, error) {
	r := room{size: size, low: low}
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
					if r.count++; mm > r.mm {
						r.mm, r.where = mm, fmt.Sprintf("%s, %s", p.Name, lang)
					}
				}
			})
			if err != nil {
				return r, err
			}
		}
	}
	return r, nil
}

// lintRoom says where the site's panel has no room for a size, and how many millimetres
// are missing (TXT-6, RCH-6). It looks at the screen of each kind with the most to read;
// "kioskctl looks" looks at all of them.
func lintRoom(parts *assemble.Parts, panel looks.Panel, out io.Writer) error {
	d := ui.NewDraft(ui.Config{Panel: panel.Panel, Pictures: parts.Picture, Looks: parts.Looks})
	places := looks.Longest(looks.Crawl(parts.Core), 1)
	for _, size := range textSizes {
		for _, low := range []bool{false, true} {
			r, err := tightest(parts, d, places, size, low, nil)
			if err != nil {
				return err
			}
			if r.count > 0 {
				fmt.Fprintf(out, "note: %s does not fit the panel and is drawn smaller: %.0f mm of height are missing in %s\n", r.choice(), r.mm, r.where)
			}
		}
	}
	return nil
}
