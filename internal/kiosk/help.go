package kiosk

import (
	"slices"

	"modu/accessibility"
	"modu/accessibility/scene"
	"modu/internal/kiosk/act"
	"modu/internal/kiosk/course"
	"modu/internal/kiosk/model"
	"modu/internal/kiosk/screen"
	"modu/internal/service"
)

// openHelp opens the help menu; pressed again it closes it, or leads back up to it.
func openHelp(u *update) {
	switch u.m.Overlay.Kind {
	case model.OverlayHelp, model.OverlaySettings, model.OverlaySection, model.OverlaySizes, model.OverlayLooks, model.OverlayHeight:
		leaveOverlay(u)
		return
	}
	if u.m.Idle() {
		u.enter(u.m.Prefs.Speech)
	}
	openOverlay(u, model.OverlayHelp)
}

// needChosen applies a need, or takes it back. On the first screen a stay begins with it.
func needChosen(u *update, a act.Act) {
	node := screen.NeedNode(a.ID)
	i := needAt(node)
	if i < 0 {
		return
	}
	n := accessibility.Needs()[i]
	if u.m.Idle() {
		u.enter(u.m.Prefs.Speech)
	}
	remember(u, node)
	if n.Met(u.c.Preferences, u.m.Prefs) {
		u.m.Prefs = n.Drop(u.c.Preferences, u.m.Prefs)
		u.say(scene.Assertive, "help.undone")
		return
	}
	silent := !u.m.Prefs.Speech
	u.m.Prefs = n.Apply(u.c.Preferences, u.m.Prefs)
	u.say(scene.Assertive, "need."+n.ID+".on")
	if silent && u.m.Prefs.Speech {
		welcome(u)
	}
}

// needAt is the place of a need among all of them, by its node; negative for another node.
func needAt(id scene.NodeID) int {
	return slices.IndexFunc(accessibility.Needs(), func(n accessibility.Need) bool { return screen.NeedPrefix+n.ID == string(id) })
}

// maxUndo bounds what is remembered: people do not go back further one by one.
const maxUndo = 16

// remember keeps how things are, for undo.
func remember(u *update, at scene.NodeID) {
	u.m.Undo = append(slices.Clone(u.m.Undo), model.Undo{Prefs: u.m.Prefs, Node: at})
	if len(u.m.Undo) > maxUndo {
		u.m.Undo = u.m.Undo[1:]
	}
}

// undo makes everything as it was before the last need was chosen, and puts focus there.
func undo(u *update) {
	last := len(u.m.Undo) - 1
	if last < 0 {
		return
	}
	was := u.m.Undo[last]
	u.m.Prefs, u.m.Undo = was.Prefs, slices.Clone(u.m.Undo[:last])
	if i := needAt(was.Node); i >= 0 {
		u.turn(u.m.Pages().Hold(screen.Needs, i, was.Node)) // it may be on another page
	}
	u.setFocus(was.Node)
	u.say(scene.Assertive, "help.undone")
}

func preferenceChosen(u *update, a act.Act) {
	d := accessibility.Find(u.c.Preferences, accessibility.Field(a.ID))
	if a.Value != "" {
		change(u, func() { u.m.Prefs, _ = d.Set(u.m.Prefs, a.Value) })
		return
	}
	switch d.Field {
	case accessibility.FieldSpeech:
		cycle(u, d.Field) // says that it is off while it still can
		if u.m.Prefs.Speech {
			welcome(u)
		}
	case accessibility.FieldCurtain:
		u.m.Prefs = d.Cycle(u.m.Prefs)
		if u.m.Prefs.Curtain {
			u.say(scene.Assertive, "curtain.drawn")
		}
	case accessibility.FieldVolume:
		nextVolume(u)
	default:
		u.m.Prefs = d.Cycle(u.m.Prefs) // the new value is news by itself
	}
}

// reset takes every preference back to what it was at first.
func reset(u *update) {
	remember(u, screen.More)
	speech, lang := u.m.Prefs.Speech, u.m.Prefs.Language
	u.m.Prefs = accessibility.Defaults(u.c.Preferences) // TXT-10: the order is not touched
	u.m.Prefs.Speech = speech                           // who listens must not be left in silence
	u.m.Prefs.Language = lang                           // nor anybody before words that they cannot read
	u.m.Side = scene.AnySide
	u.say(scene.Assertive, "help.was-reset")
}

// step moves a preference by one value and says so, also at either end.
func step(u *update, field accessibility.Field, n int) {
	var moved bool
	u.m.Prefs, moved = accessibility.Find(u.c.Preferences, field).Step(u.m.Prefs, n)
	stepped(u, field, n, moved)
}

// stepVolume moves the volume by one level and says so over what is being said, also at
// either end.
func stepVolume(u *update, n int) {
	var moved bool
	u.m.Prefs.VolumeDB, moved = u.at().Output().Step(u.m.Prefs.VolumeDB, n)
	stepped(u, accessibility.FieldVolume, n, moved)
}

// stepped says what a step has led to.
func stepped(u *update, field accessibility.Field, n int, moved bool) {
	id := "pref.changed"
	if !moved && n < 0 {
		id = "pref.least." + string(field)
	} else if !moved {
		id = "pref.most." + string(field)
	}
	u.notice(scene.Overlay, u.at().Preference(id, accessibility.Find(u.c.Preferences, field)))
}

// cycle moves a preference to its next value.
func cycle(u *update, field accessibility.Field) {
	d := accessibility.Find(u.c.Preferences, field)
	u.m.Prefs = d.Cycle(u.m.Prefs)
	u.notice(scene.Assertive, u.at().Preference("pref.changed", d))
}

// nextSize makes letters and pictures one step larger, from the largest as at first, on the
// screen that is shown.
func nextSize(u *update) {
	if u.m.Idle() {
		u.enter(u.m.Prefs.Speech)
	}
	change(u, func() { cycle(u, accessibility.FieldSize) })
}

// change changes a preference. Where options that stood together are asked one by one from
// then on, the person stays at the one that they are on.
func change(u *update, to func()) {
	together := !u.m.OneByOne()
	to()
	if together && u.m.OneByOne() {
		askHeld(u)
	}
}

// showSection shows the preferences of a section: from another one in its place, so that going
// back leads to the list of all.
func showSection(u *update, a act.Act) {
	to := accessibility.Section(a.ID)
	if u.m.Overlay.Kind != model.OverlaySection {
		deeper(u, model.Overlay{Kind: model.OverlaySection, Section: to})
		return
	}
	from := u.m.Overlay
	u.m.Overlay = model.Overlay{Kind: model.OverlaySection, Section: to, Back: from.Back, Under: from.Under}
}

// leaveSection goes from a section to what led to it; from the few of the easy form to the help menu.
func leaveSection(u *update) {
	if s := u.m.Overlay.Section; s != accessibility.SectionFew {
		up(u, screen.SectionNode(s))
		return
	}
	up(u, screen.More)
}

// leaveSettings goes from the list of sections to what it was opened from: the help menu, or the few
// preferences of the easy form.
func leaveSettings(u *update) {
	if under := u.m.Overlay.Under; len(under) > 0 && under[len(under)-1].Kind == model.OverlaySection {
		up(u, screen.AllSettings)
		return
	}
	up(u, screen.More)
}

// showValues shows the values of a preference, with the focus on the present one.
func showValues(u *update, a act.Act) {
	field := accessibility.Field(a.ID)
	if kind, ok := screen.ValuesOf(field); ok {
		deeper(u, model.Overlay{Kind: kind, Focus: screen.ValueNode(field, accessibility.Find(u.c.Preferences, field).Value(u.m.Prefs))})
	}
}

// askHeld lets options that are now asked one by one go on with the one that the person is on.
func askHeld(u *update) {
	s, here := u.at().Service(), u.m.Here
	if st, _ := s.Step(here.Step); st.Kind != service.Options {
		return
	}
	offers, err := s.Offers(here.Item, here.Picked, u.m.Order)
	if err != nil {
		return
	}
	if i := slices.IndexFunc(offers, func(o service.Offer) bool { return screen.IsOfOption(here.Pages.At.Node, o.ID) }); i >= 0 {
		u.m.Course = course.AskFor(u.m.Course, i)
	}
}

// softestByTouch, in dB below the reset level: where choosing "volume" again and again
// begins anew after the loudest. Lower levels are for volume keys; who has none would
// choose something that cannot be heard, and hear nothing of the way back.
const softestByTouch = -2 * accessibility.VolumeStep

// nextVolume goes one level up, and from the loudest to a soft one.
func nextVolume(u *update) {
	next, moved := u.at().Output().Step(u.m.Prefs.VolumeDB, +1)
	if !moved {
		next = softestByTouch
	}
	u.m.Prefs.VolumeDB = next
}

// speakIn goes on in another language, on the first step of the service. It is said aloud
// in that language, also to somebody who has not asked for speech: words that changed are
// no news to who cannot read them.
func speakIn(u *update, l scene.Lang) {
	u.m.Prefs.Language = l
	u.forAll(u.at().Text("language.chosen"))
	if u.m.Idle() {
		u.enter(u.m.Prefs.Speech)
		return
	}
	u.m.Course = u.m.Course.Focus("") // who has found their language begins at the top
}
