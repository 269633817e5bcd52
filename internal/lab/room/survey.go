package room

import (
	"fmt"

	"modu/accessibility/audit/screen"
	"modu/accessibility/scene"
	"modu/internal/assemble"
	"modu/internal/looks"
	"modu/ui"
	"modu/ui/frame"
	"modu/ui/theme"
)

// survey is screens to be measured on one panel.
type survey struct {
	parts  *assemble.Parts
	d      *ui.Draft
	places []looks.Place
}

// sight is one page as one person sees it, and what it breaks.
type sight struct {
	place  looks.Place
	choice looks.Choice
	page   int
	frame  frame.Frame
	found  []screen.Finding
}

func (s sight) where() string {
	return fmt.Sprintf("%s, %s, page %d", s.place.Name, s.choice, s.page+1)
}

func (s sight) kind() scene.Kind { return s.place.Model.Scene.Kind }

// each shows every place in the form in which it was met, at every size and position in
// every language, for which in holds, and gives every page to see.
func (v survey) each(in func(place int, c looks.Choice) bool, see func(sight)) error {
	for i, p := range v.places {
		for _, lang := range v.parts.Languages {
			for _, low := range []bool{false, true} {
				if err := v.sizes(i, looks.Choice{Lang: lang, Theme: theme.Default, Low: low, Easy: p.Easy}, in, see); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// sizes is each for one place at every size. What has not grown at twice the size stands
// with the first of its pages.
func (v survey) sizes(place int, c looks.Choice, in func(int, looks.Choice) bool, see func(sight)) error {
	var plain *frame.Frame // at the ordinary size
	p := v.places[place]
	for _, c.Size = range Sizes() {
		if p.Model.Scene.Kind == scene.KindAttract && (c.Size > ordinarySize || c.Low) {
			continue // nobody's preferences: there it is always as at first
		}
		if !in(place, c) {
			continue
		}
		sights, err := v.look(p, c)
		if err != nil {
			return err
		}
		first := &sights[0]
		switch {
		case c.Size == ordinarySize:
			plain = &first.frame
		case c.Size == 2*ordinarySize && plain != nil && screen.Shortfall(first.frame) == 0:
			first.found = append(first.found, screen.Growth(*plain, first.frame)...)
		}
		for _, s := range sights {
			see(s)
		}
	}
	return nil
}

// look shows a place to one person. What its pages break together stands with the first.
func (v survey) look(p looks.Place, c looks.Choice) ([]sight, error) {
	var sights []sight
	var pages []frame.Frame
	err := p.Show(v.parts.Core, c, v.d, func(page int, f frame.Frame) {
		pages = append(pages, f)
		sights = append(sights, sight{p, c, page, f, screen.Geometry(f)})
	})
	if err == nil {
		sights[0].found = append(sights[0].found, screen.Pages(pages)...)
	}
	return sights, err
}

// lacksRoom reports whether a finding only says that a picture is drawn smaller, which the
// panel may have no room to avoid; how much is missing is reported by itself.
func (s sight) lacksRoom(q screen.Finding) bool {
	return screen.Shortfall(s.frame) > 0 && (q.Rule == "TXT-6" || q.Rule == "TXT-1")
}

// every is a survey of all settings.
func every(int, looks.Choice) bool { return true }
