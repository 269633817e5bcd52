package kiosk

import (
	"strings"

	"modu/accessibility"
	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/session"
	"modu/locales"
)

// handOf is what the person used last.
func (c *Core) handOf(ev input.Event, before accessibility.Hand) accessibility.Hand {
	switch ev := ev.(type) {
	case input.KeyPressed:
		if c.Switches[ev.Device] {
			return accessibility.Switch
		}
		return accessibility.Keypad
	case input.Touched:
		return accessibility.Touch
	}
	return before
}

// handed lists the messages that have a wording for some hand: those with an "@".
func handed(cat *locales.Catalogue, langs []scene.Lang) map[string]bool {
	ids := map[string]bool{}
	for _, l := range langs {
		for _, id := range cat.IDs(l) {
			if strings.Contains(id, "@") {
				ids[id] = true
			}
		}
	}
	return ids
}

// inHand is the message for what is used, where it has such a wording.
func (c *Core) inHand(id string, h accessibility.Hand) string {
	if h != accessibility.NoHand && len(c.hands) > 0 {
		if v := h.Variant(id); c.hands[v] {
			return v
		}
	}
	return id
}

// forAll says something to everybody, also to somebody who has not asked for speech.
func (u *update) forAll(t scene.Text) {
	u.notice(scene.Assertive, t)
	u.notices[len(u.notices)-1].ForAll = t
}

// confirm tells somebody who has not asked for speech that their choice was taken, and
// not which: bystanders need not know what somebody needs. Who listens hears the new
// value, for the screen says it.
func (u *update) confirm(before accessibility.Preferences) {
	after := u.m.Prefs
	if before.Speech || after.Speech || before == after || u.m.Clock.Phase != session.Active || u.cause.Kind != scene.ByPerson {
		return
	}
	taken := u.text("pref.taken")
	if len(u.notices) == 0 {
		u.forAll(taken) // what is heard is also seen
		return
	}
	if last := &u.notices[len(u.notices)-1]; last.ForAll.IsZero() { // a language is confirmed in its own words
		last.ForAll = taken
	}
}
