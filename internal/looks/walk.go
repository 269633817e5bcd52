package looks

import (
	"fmt"
	"time"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/kiosk"
	"modu/internal/kiosk/screen"
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
	m := p.opened(core, c)
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
			id = screen.NextPage(n.ID)
		}
		return id == ""
	})
	return id
}

// First is the first page of a place, as a person sees it who has made a choice.
func (p Place) First(core *kiosk.Core, c Choice, d Drawer) (frame.Frame, error) {
	d.Forget()
	_, f, err := settle(core, p.opened(core, c), d, p)
	if err != nil {
		err = fmt.Errorf("%s, %s: %w", p.Name, c, err)
	}
	return f, err
}

// Resized shows a place to a person who has made a choice, rests a finger on a node without
// acting on it, and then touches the size on the bar until it is as it was. It calls see
// with the picture before and after each touch.
func (p Place) Resized(core *kiosk.Core, c Choice, d Drawer, at func(frame.Frame) scene.NodeID, see func(f frame.Frame)) error {
	m := p.opened(core, c)
	d.Forget()
	for first := true; first || m.Prefs.Size != c.Size; first = false {
		var f frame.Frame
		var err error
		if m, f, err = settle(core, m, d, p); err != nil {
			return fmt.Errorf("%s, %s: %w", p.Name, c, err)
		}
		see(f)
		if first {
			m = rest(core, m, at(f), p.now)
		}
		p.now += time.Second
		m, _ = tap(core, m, screen.Size, p.now)
	}
	m, f, err := settle(core, m, d, p)
	if err == nil {
		see(f)
	}
	return err
}

// opened is the model of a place with what a person has set, from its first page.
func (p Place) opened(core *kiosk.Core, c Choice) kiosk.Model {
	m := p.Model
	m.PerPage = nil
	m.Course, m.Overlay.Pages = m.Course.Reopen(), kiosk.Model{}.Overlay.Pages
	m.Prefs.Language, m.Prefs.Look, m.Prefs.Size, m.Prefs.Low, m.Prefs.Easy = c.Lang, c.Theme, c.Size, c.Low, c.Easy
	m, _, _ = core.Update(m, input.JackChanged{}, p.now) // an event that changes nothing, to draw it anew
	return m
}

// rest is one finger that comes down on a node and leaves it for nothing.
func rest(core *kiosk.Core, m kiosk.Model, id scene.NodeID, now time.Duration) kiosk.Model {
	m, _, _ = core.Update(m, input.Touched{Phase: input.TouchBegan, Node: id, Revision: m.Revision}, now)
	m, _, _ = core.Update(m, input.Touched{Phase: input.TouchMoved, Revision: m.Revision}, now+press)
	m, _, _ = core.Update(m, input.Touched{Phase: input.TouchEnded, Revision: m.Revision}, now+2*press)
	return m
}
