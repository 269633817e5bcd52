package kiosk

import (
	"time"

	"modu/accessibility/reading"
	"modu/accessibility/scene"
	"modu/internal/session"
	"modu/locales"
)

// spelled is how far the person has gone into one thing: asked where they are, heard
// its syllables, heard its letters by name.
type spelled struct {
	Node  scene.NodeID
	Times int
}

// spelled is how often the person has asked about what has focus, without a break.
func (u *update) spelled() int {
	if u.m.Spelled.Node != u.m.focus() {
		return 0
	}
	return u.m.Spelled.Times
}

// spell takes the name of what has focus apart: by syllables or letters, asked again,
// with the names of the letters, and so on in turns. Of a field it spells what is in it;
// of a secret, nothing.
func (u *update) spell() {
	n := u.m.Scene.Find(u.m.focus())
	if n == nil || n.Role == scene.RoleSecretEntry {
		u.cannot()
		return
	}
	times := max(u.spelled(), 1)
	u.m.Spelled = spelled{Node: n.ID, Times: times + 1}
	text := n.Label
	if n.Role == scene.RoleTextEntry && len(n.Details) > 0 {
		text = n.Details[0]
	}
	var out scene.Text
	out.Lang = text.Lang
	for _, s := range text.Spans {
		lang := s.Lang
		if lang == "" {
			lang = text.Lang
		}
		spans := reading.Spell(lang, s.Text, times%2 == 0)
		if len(out.Spans) > 0 && len(spans) > 0 {
			out.Spans = append(out.Spans, scene.Span{Text: ", "})
		}
		for i := range spans {
			spans[i].Privacy = max(s.Privacy, valuePrivacy(n))
		}
		out.Spans = append(out.Spans, spans...)
	}
	if len(out.Spans) == 0 {
		u.cannot()
		return
	}
	u.notice(scene.Assertive, out)
}

// valuePrivacy is how private what is spelled of a node is.
func valuePrivacy(n *scene.Node) scene.Privacy {
	if n.Role == scene.RoleTextEntry && len(n.Details) == 0 {
		return scene.Public // what a field is called
	}
	return n.Privacy
}

// idleRead: whoever has done nothing for so long may have lost the thread.
const idleRead = 20 * time.Second

// idleDeadline is when that is told, once after every act, and only in a headset: in the shop
// it would be a machine that talks to itself.
func (c *Core) idleDeadline(m *Model) (time.Duration, bool) {
	s := m.Clock
	if m.IdleRead || m.Paused || !m.Prefs.Speech || !m.Scene.Ear.Headset || s.Phase != session.Active || m.paying() || s.Speech.Talking {
		return 0, false
	}
	return max(s.LastAct, s.Speech.Ended) + idleRead, true
}

// readIdle says where the person is, and what they can do.
func (u *update) readIdle() {
	at, ok := u.c.idleDeadline(u.m)
	if !ok || u.now < at {
		return
	}
	u.m.IdleRead = true
	n := u.m.Scene.Find(u.m.focus())
	if n == nil {
		return
	}
	u.notice(scene.Polite, u.text("where.am-i", locales.Words("Screen", u.m.Scene.Root.Label), locales.Words("Focus", nameOf(n))))
	u.notice(scene.Polite, u.text("idle.how"))
}
