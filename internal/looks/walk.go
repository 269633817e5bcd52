package looks

import (
	"fmt"
	"time"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/kiosk"
	"modu/ui/frame"
)

// Drawer lays out scenes for one panel and says what fitted; ui.Draft is one.
type Drawer interface {
	Lay(*scene.Scene) (frame.Frame, []input.Fitted)
	Forget() // begins with another screen
}

// Choice is what a person may have set.
type Choice struct {
	Lang  scene.Lang
	Theme string
	Size  int
	Low   bool
	Easy  bool
}

func (c Choice) String() string {
	s := fmt.Sprintf("%s %s %d%%", c.Lang, c.Theme, c.Size)
	if c.Low {
		s += " low"
	}
	if c.Easy {
		s += " easy"
	}
	return s
}

// patience is how often screen and core may answer each other before they are taken to
// disagree for ever.
const patience = 40

// Show shows a place, every page of it, to a person who has made a choice, and calls see
// with each picture. It fails where screen and core never agree on what fits.
func (p Place) Show(core *kiosk.Core, c Choice, d Drawer, see func(page int, f frame.Frame)) error {
	m := p.Model
	m.PerPage = nil
	m.Course, m.Overlay.Pages = m.Course.Reopen(), kiosk.Model{}.Overlay.Pages // from the first page
	m.Prefs.Language, m.Prefs.Look, m.Prefs.Size, m.Prefs.Low, m.Prefs.Easy = c.Lang, c.Theme, c.Size, c.Low, c.Easy
	m, _, _ = core.Update(m, input.JackChanged{}, p.now) // an event that changes nothing, to draw it anew
	d.Forget()
	for page := 0; page < maxPages; page++ {
		var f frame.Frame
		var err error
		if m, f, err = settle(core, m, d, p); err != nil {
			return fmt.Errorf("%s, %s: %w", p.Name, c, err)
		}
		see(page, f)
		next := nextPage(&m.Scene)
		if next == "" {
			return nil
		}
		before := m.Scene.Root
		p.now += time.Second                                  // a second tap at once would be taken for a bounce
		if m, _ = tap(core, m, next, p.now); m.Prefs.Speech { // the first tap only said it (TGT-8)
			p.now += time.Second
			m, _ = tap(core, m, next, p.now)
		}
		if m.Scene.Root.DeepEqual(&before) {
			return fmt.Errorf("%s, %s: %s turns no page", p.Name, c, next)
		}
	}
	return nil
}

// maxPages is how many pages of one screen are looked at.
const maxPages = 60

// settle lets screen and core agree on what fits.
func settle(core *kiosk.Core, m kiosk.Model, d Drawer, p Place) (kiosk.Model, frame.Frame, error) {
	for range patience {
		s := m.Scene
		f, fits := d.Lay(&s)
		if len(fits) == 0 {
			return m, f, nil
		}
		for _, fit := range fits {
			m, _, _ = core.Update(m, fit, p.now)
		}
		if m.Scene.Revision == s.Revision {
			return m, f, nil // nothing changes any more
		}
	}
	return m, frame.Frame{}, fmt.Errorf("screen and core never agree on what fits")
}

// nextPage is the button that turns the page, if there is another.
func nextPage(s *scene.Scene) scene.NodeID {
	var id scene.NodeID
	s.Walk(func(n *scene.Node, _ int) bool {
		if n.Role == scene.RoleGroup && n.Page.Count > 1 && n.Page.Index < n.Page.Count-1 {
			id = n.ID + ".next"
		}
		return id == ""
	})
	return id
}
