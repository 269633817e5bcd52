package walk

import (
	"slices"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/kiosk"
	"modu/internal/kiosk/act"
	"modu/internal/kiosk/model"
	"modu/internal/kiosk/screen"
	"modu/internal/service"
)

// judge finds what would block a person on one screen.
func (w *walker) judge(s state) {
	sc := s.m.Scene
	for _, err := range scene.Validate(&sc) {
		w.flag(s, "%v", err)
	}
	if s.opens == "" && !checked(s) {
		w.flag(s, "nothing is said when it opens")
	}
	sc.Walk(func(n *scene.Node, _ int) bool {
		w.texts(s, n)
		return true
	})
	if s.m.Practice && sc.Kind != scene.KindPractice && sc.Find(screen.PracticeMark) == nil {
		w.flag(s, "it is not marked as practice")
	}
	w.first(s)
	w.leave(s)
	w.dialogs(s)
}

// checked reports whether what was typed is being checked: that is answered before anybody
// could hear a word.
func checked(s state) bool {
	_, is := s.pending.(kiosk.KeepEntry)
	return is
}

// first: focus never begins on what stops, takes back or gives up: who presses select to hear
// more, or to go on, loses nothing by it (ERR-2).
func (w *walker) first(s state) {
	sc := &s.m.Scene
	kind := s.m.Acts[sc.Focus].Kind
	if n := sc.Find(sc.Focus); kind == act.Back && n != nil && n.Primary {
		return // there is nothing to choose here, and nothing to lose
	}
	switch kind {
	case act.AskStop, act.StopPaying, act.WithdrawCall, act.Back, act.Home:
	case act.Leave:
		if sc.Kind != scene.KindQuestion { // at an end there is nothing to lose
			return
		}
	default:
		return
	}
	w.flag(s, "the focus begins on %q, which gives something up", sc.Focus)
}

// texts finds messages that came in another language than asked for: they are missing
// in this one (LNG-3).
func (w *walker) texts(s state, n *scene.Node) {
	for _, t := range append([]scene.Text{n.Label, n.Hint, n.Reason}, n.Details...) {
		if t.IsZero() {
			continue
		}
		if t.ID != "" && t.Lang != w.opt.Lang {
			w.flag(s, "%q: message %q is missing in %s", n.ID, t.ID, w.opt.Lang)
		}
		if how := Disagreement(t, w.opt.Lang); how != "" {
			forms, _ := w.parts.Catalogue.Forms(t.ID, w.opt.Lang)
			w.flag(s, "%q: %s: message %q: %s; give its text and its spoken form the same numbers", n.ID, forms.File, t.ID, how)
		}
		if !w.parts.Catalogue.Has(t.ID, w.opt.Lang) && t.ID != "" && t.Lang == w.opt.Lang {
			w.flag(s, "%q: message %q is in no catalogue", n.ID, t.ID)
		}
	}
}

// unsaid finds what is seen on a screen and heard neither when it opens, or opens anew behind a
// dialog, nor when the focus comes to what can be acted on (SPK-1).
func (w *walker) unsaid(s state, sc Screen) {
	if checked(s) {
		return
	}
	anew := w.heard(s, scene.Change{Cause: scene.Cause{Kind: scene.ByPerson}, After: s.m.Scene})
	heard := []string{sc.Opens, anew}
	for _, it := range sc.Items {
		heard = append(heard, it.Heard)
	}
	sound := func(t scene.Text) string {
		return w.heard(s, scene.Change{Cause: scene.Cause{Kind: scene.ByPerson}, Before: s.m.Scene, After: s.m.Scene,
			Notices: []scene.Notice{{Text: t, Politeness: scene.Assertive}}})
	}
	const valueID, textID scene.NodeID = "value", "value.0"
	value := func(t scene.Text) string { // behind a name: what is personal as a whole is said not to be read
		after := s.m.Scene
		after.Focus, after.Root = "", scene.Node{ID: valueID, Role: scene.RoleScreen, Children: []scene.Node{{ID: textID, Role: scene.RoleText, Details: []scene.Text{t}}}}
		return w.heard(s, scene.Change{Cause: scene.Cause{Kind: scene.ByPerson}, After: after})
	}
	for _, q := range Unsaid(&s.m.Scene, heard, sound, value) {
		w.flag(s, "%q: %q (message %q) is seen and not said (SPK-1)", q.Node, q.Text.Redacted(), q.Text.ID)
	}
}

// staged: while a person goes on, the bar of stages never goes back, and its stages stay as
// many.
func (w *walker) staged(from, to state) {
	was, now := from.m.Scene.Find(screen.Steps), to.m.Scene.Find(screen.Steps)
	switch {
	case was == nil || now == nil:
	case now.Page.Count != was.Page.Count:
		w.flag(to, "the way has %d stages, a screen before it had %d", now.Page.Count, was.Page.Count)
	case now.Page.Index < was.Page.Index && !to.back:
		w.flag(to, "the way goes on to stage %d, and before it was stage %d", now.Page.Index+1, was.Page.Index+1)
	}
}

// leadsBack reports whether a node goes back, to what was chosen too, or begins another round
// of the service.
func (w *walker) leadsBack(s state, id scene.NodeID) bool {
	switch a := s.m.Acts[id]; a.Kind {
	case act.Back, act.Change, act.OpenBasket:
		return true
	case act.Answer:
		st, _ := w.parts.Service.Step(a.Step)
		return slices.ContainsFunc(st.Choices, func(c service.Choice) bool { return c.Value == a.Value && c.Again })
	}
	return false
}

// leave: from every screen people can go home, or at least stop what is under way and
// call staff (ERR-1, STF-1).
func (w *walker) leave(s state) {
	sc := &s.m.Scene
	works := func(id scene.NodeID) bool {
		n := sc.Find(id)
		return n != nil && !n.Disabled
	}
	if !works(screen.Call) || !works(screen.Help) {
		w.flag(s, "help or staff cannot be called")
	}
	if !works(screen.Home) && !works(screen.CancelPay) && !works(screen.StopPay) && !s.m.Pay.Stopping {
		w.flag(s, "it cannot be left")
	}
}

// dialogs: help, and the question before everything is given up, give the focus back
// (a focus lost after a dialog leaves who cannot see in silence).
func (w *walker) dialogs(s state) {
	if k := s.m.Overlay.Kind; k == model.OverlayStop || k == model.OverlayHome {
		return // another dialog takes the place of a question; then nothing is stopped or given up
	}
	for _, key := range []input.Key{input.KeyHelp, input.KeyHome} {
		was := s.m.Scene.Focus
		open := w.press(s, key)
		if open.m.Overlay.Kind == model.NoOverlay || open.m.Overlay.Kind == s.m.Overlay.Kind {
			continue // there is nothing to lose, or it was a dialog itself
		}
		if sc := open.m.Scene; len(scene.Validate(&sc)) > 0 || sc.Focus == "" {
			w.flag(s, "the dialog behind %q is broken or has no focus", key)
		}
		back := w.press(open, key)
		if back.m.Scene.Focus != was || back.m.Scene.Kind != s.m.Scene.Kind || back.opens == "" {
			w.flag(s, "after the dialog behind %q the focus is %q, before it was %q", key, back.m.Scene.Focus, was)
		}
	}
}

func (w *walker) press(s state, key input.Key) state {
	s.opens = ""
	s = w.act(s, input.KeyPressed{Device: "walk", Key: key})
	return w.act(s, input.KeyReleased{Device: "walk", Key: key})
}
