package screen

import (
	"strconv"

	"modu/accessibility"
	"modu/accessibility/scene"
	"modu/internal/kiosk/act"
	"modu/internal/kiosk/course"
	"modu/internal/kiosk/focus"
	"modu/internal/kiosk/model"
	"modu/internal/service"
	"modu/locales"
)

// View makes the scene of a moment, without a revision, and what activating its nodes
// does. It resolves the focus: the one the model asks for if it is there, else the first
// of the content. The model must have been settled (model.Moment.Settle).
func View(n model.Moment) (scene.Scene, map[scene.NodeID]act.Act) {
	b := &builder{Moment: n, acts: map[scene.NodeID]act.Act{}}
	content(b)
	namePractice(b)
	callLine(b)
	addClip(b)
	fold(b)
	readFirst(b)
	if b.kind != scene.KindHeadsetOut { // that one brings the one button it needs
		bar(b)
	}
	addPictograms(b, b.nodes)
	stopAtPrivate(b, b.nodes)
	turnByKeys(b)
	addSteps(b)
	addMark(b)
	m := n.M
	s := scene.Scene{
		Session: m.Session,
		Kind:    b.kind,
		Lang:    m.Prefs.Language,
		Ear:     n.Ear(),
		Look:    scene.Look{Theme: m.Prefs.Look, Size: m.Prefs.Size, Easy: m.Prefs.Easy, Low: m.Low(), Side: m.ControlSide(), Strip: m.Prefs.Strip, Bare: m.Prefs.Private, Still: !m.Prefs.Motion},
		Covered: covered(b),
		Marked:  m.Marked(),
		Part:    m.Part,
		Root:    scene.Node{ID: rootID(b), Role: scene.RoleScreen, Label: b.title, Picture: b.picture, Photo: b.photo, Tint: b.tint, Hint: how(b), Children: b.nodes},
	}
	if m.Curtained() {
		s.Curtain, s.Cover = true, b.Text("curtain.line")
	}
	s.Focus = resolveFocus(b, &s)
	return s, b.acts
}

// how tells somebody who wants everything explained how they go on from a screen with several
// questions. That one choice goes on by itself they are told once, on the way.
func how(b *builder) scene.Text {
	m := b.M
	if m.Prefs.Verbosity != accessibility.VerbosityLong || !m.Prefs.Speech || m.Showing() != model.ShowStep || m.Here.Search != "" {
		return scene.Text{}
	}
	if step := b.Step(); step.Kind != service.Options && step.Kind != service.Count && !step.IsMany() {
		return scene.Text{}
	}
	s := scene.Scene{Root: scene.Node{Children: b.nodes}}
	on := s.Root.Find(func(n *scene.Node) bool { return n.Primary })
	if on == nil {
		return scene.Text{}
	}
	return b.Text("how.many", locales.Words("Button", on.Label))
}

// content makes what is particular to the screen that is shown.
func content(b *builder) {
	switch b.M.Showing() {
	case model.ShowWarning:
		warning(b)
	case model.ShowHeadsetOut:
		headsetOut(b)
	case model.ShowOverlay:
		overlay(b)
	case model.ShowAttract:
		attract(b)
	case model.ShowPracticeEnd:
		practiceEnd(b)
	case model.ShowSearch:
		searchScreen(b)
	case model.ShowStep:
		stepScreen(b)
	}
}

func overlay(b *builder) {
	switch b.M.Overlay.Kind {
	case model.OverlayHelp:
		helpMenu(b)
	case model.OverlaySettings:
		settings(b)
	case model.OverlaySection:
		section(b)
	case model.OverlaySizes:
		values(b, accessibility.FieldSize)
	case model.OverlayLooks:
		values(b, accessibility.FieldLook)
	case model.OverlayHeight:
		heightScreen(b)
	case model.OverlayKeys:
		keyPractice(b)
	case model.OverlayStaff:
		callScreen(b)
	case model.OverlayMessage:
		writeScreen(b)
	case model.OverlayHome:
		homeQuestion(b)
	case model.OverlayStop:
		stopQuestion(b)
	case model.OverlayNews:
		menuNews(b)
	}
}

// rootID tells screens of one kind apart: another step, another attempt to pay.
func rootID(b *builder) scene.NodeID {
	id := "screen." + string(b.kind)
	if b.kind == scene.KindHeadsetOut {
		return scene.NodeID(id) // whatever goes on behind it
	}
	if s := b.M.Overlay.Section; s != "" {
		id += "." + string(s)
	}
	if b.M.Overlay.Kind == model.NoOverlay && b.M.Here.Step != "" {
		id += "." + b.M.Here.Step
		if b.M.Here.Zone > 0 {
			id += "." + strconv.Itoa(b.M.Here.Zone)
		}
		if w := b.M.Here.Within; w != (service.Within{}) {
			id += "." + strconv.Itoa(int(w.From)) + "-" + strconv.Itoa(int(w.To))
		}
		if q := b.M.Here.Question; q != course.What {
			id += "." + string(q)
		}
	}
	if b.M.Pay.Effect.Counter != 0 {
		id += "." + strconv.Itoa(int(b.M.Pay.Effect.Counter))
	}
	return scene.NodeID(id)
}

func resolveFocus(b *builder, s *scene.Scene) scene.NodeID {
	want := wanted(b, s)
	if b.kind == scene.KindWarning {
		want = b.first
	}
	if id := pending(b, s, want); id != "" {
		want = id
	}
	for _, id := range [...]scene.NodeID{want, b.first} {
		if n := s.Find(id); n != nil && n.Focusable() {
			return id
		}
	}
	return firstStop(b, s)
}

// firstStop is where keys begin: what turns pages is passed over where there is more to do
// than to read.
func firstStop(b *builder, s *scene.Scene) scene.NodeID {
	ids := s.FocusOrder()
	for _, id := range ids {
		p := s.Parent(id)
		if p != nil && p.Arrange == scene.ArrangeBar {
			break
		}
		if b.acts[id].Kind != act.TurnPage || id == ReadOn {
			return id
		}
	}
	if len(ids) > 0 {
		return ids[0]
	}
	return ""
}

// wanted is where the focus was. Who has read on to the end is at what commits: it stands
// in that place.
func wanted(b *builder, s *scene.Scene) scene.NodeID {
	want := b.M.Focus()
	if want != ReadOn || s.Find(ReadOn) != nil {
		return want
	}
	if n := s.Root.Find(func(n *scene.Node) bool { return n.Commits }); n != nil {
		return n.ID
	}
	return want
}

// pending is the focus that was asked for before its scene was known; "" for none.
func pending(b *builder, s *scene.Scene, want scene.NodeID) scene.NodeID {
	p := b.M.Here.Pending
	c := s.Find(p.Container)
	if c == nil {
		return ""
	}
	list := scene.Scene{Root: *c}
	ids := list.FocusOrder()
	switch {
	case len(ids) == 0:
		if n := s.Find(want); n != nil && n.Focusable() {
			return want
		}
		return turner(s, c.ID, p.Last)
	case !p.Last:
		return ids[0]
	}
	last := ids[len(ids)-1]
	if !b.M.Entry.Sideways && focus.IsKey(last) {
		return focus.BoardOf(s).LastKey() // two keys walk columns: back into the last one
	}
	return last
}

// turner is the button with which keys turn on over a page at which they cannot stop; ""
// where they need none.
func turner(s *scene.Scene, list scene.NodeID, back bool) scene.NodeID {
	pager := s.Find(pagerOf(list))
	if pager == nil {
		return ""
	}
	row := scene.Scene{Root: *pager}
	ids := row.FocusOrder()
	switch {
	case len(ids) == 0:
		return ""
	case back:
		return ids[0]
	}
	return ids[len(ids)-1]
}

// covered reports whether something private is being typed on the step, or to staff, and
// something else is shown.
func covered(b *builder) bool {
	if b.M.Overlay.Kind != model.OverlayMessage && (b.Step().Kind != service.Enter || b.M.Here.Search != "") {
		return false
	}
	s := scene.Scene{Root: scene.Node{Children: b.nodes}}
	return s.Root.Find(func(n *scene.Node) bool { return isEntry(*n) }) == nil
}
