package kiosk

import (
	"modu/accessibility/reading"
	"modu/accessibility/scene"
	"modu/internal/kiosk/model"
	"modu/internal/kiosk/screen"
	"modu/internal/service"
	"modu/locales"
)

// whereAmI says a screen and what has focus on it.
func whereAmI(u *update, s *scene.Scene) {
	title := locales.Words("Screen", screen.Called(u.at(), s.Root.Label))
	n := s.Find(s.Focus)
	if n == nil {
		u.say(scene.Assertive, "where.nothing", title)
		stage(u)
		return
	}
	u.say(scene.Assertive, "where.am-i", title, locales.Words("Focus", model.Name(n)))
	stage(u)
	tellAgain(u, s)
}

// stage says how far a person has come on their way, also where no bar shows it.
func stage(u *update) {
	if n, ok := screen.Stage(u.at()); ok {
		u.say(scene.Assertive, "where.stage", locales.Count("Index", n.Page.Index+1, ""), locales.Count("Count", n.Page.Count, "stage"), locales.Words("Stage", n.Label))
	}
}

// tellAgain says what a screen is there to tell: keys stop at what can be worked only,
// and a number that was missed must be heard again. Lists to choose from tell themselves.
// What is personal is left to the headset, or to a stop of its own.
func tellAgain(u *update, s *scene.Scene) {
	switch u.at().Step().Kind {
	case service.Count, service.Review, service.Pay, service.Present, service.Print, service.Done, service.Show:
	default:
		return
	}
	if u.m.Overlay.Kind != model.NoOverlay {
		return
	}
	private := u.at().Ear().Private
	for _, late := range [...]bool{false, true} { // what comes next, last
		s.Walk(func(n *scene.Node, _ int) bool {
			switch n.Role {
			case scene.RoleHeading, scene.RoleSummary, scene.RoleText, scene.RoleAlert, scene.RoleProgress:
				if n.Late == late && (!n.Quiet || n.Late || n.Role == scene.RoleSummary) && (private || !n.KeptBack()) {
					for i, t := range model.Telling(n) {
						if i > 0 || n.ID != s.Focus { // its name has just been said
							u.notice(scene.Assertive, t)
						}
					}
				}
			}
			return true
		})
	}
}

// readIdle says where the person is, and what they can do.
func readIdle(u *update) {
	n := u.m.Scene.Find(u.m.Focus())
	if n == nil {
		return
	}
	u.say(scene.Polite, "where.am-i", locales.Words("Screen", screen.Called(u.at(), u.m.Scene.Root.Label)), locales.Words("Focus", model.Name(n)))
	u.say(scene.Polite, "idle.how")
}

// spelled is how often the person has asked about what has focus, without a break.
func spelled(u *update) int {
	if u.m.Spelled.Node != u.m.Focus() {
		return 0
	}
	return u.m.Spelled.Times
}

// spell takes the name of what has focus apart: by syllables or letters, asked again,
// with the names of the letters, and so on in turns. Of a field it spells what is in it;
// of a secret, nothing.
func spell(u *update) {
	n := u.m.Scene.Find(u.m.Focus())
	if n == nil || n.Role == scene.RoleSecretEntry {
		cannot(u)
		return
	}
	times := max(spelled(u), 1)
	u.m.Spelled = model.Spelled{Node: n.ID, Times: times + 1}
	out := spelling(n, times%2 == 0)
	if len(out.Spans) == 0 {
		cannot(u)
		return
	}
	u.notice(scene.Assertive, out)
}

// spelling is the name of a node, or what was typed into it, taken apart.
func spelling(n *scene.Node, names bool) scene.Text {
	text, privacy := n.Label, n.Privacy
	if n.Role == scene.RoleTextEntry {
		if len(n.Details) > 0 {
			text = n.Details[0]
		} else {
			privacy = scene.Public // what a field is called
		}
	}
	out := scene.Text{Lang: text.Lang}
	for _, s := range text.Spans {
		lang := s.Lang
		if lang == "" {
			lang = text.Lang
		}
		spans := reading.Spell(lang, s.Text, names)
		if len(out.Spans) > 0 && len(spans) > 0 {
			out.Spans = append(out.Spans, scene.Span{Text: ", "})
		}
		for i := range spans {
			spans[i].Privacy = max(s.Privacy, privacy)
		}
		out.Spans = append(out.Spans, spans...)
	}
	return out
}

// cannot says that something did not work without ending anything.
func cannot(u *update) { u.say(scene.Assertive, "refuse.cannot") }
