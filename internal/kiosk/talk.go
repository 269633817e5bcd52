package kiosk

import (
	"cmp"

	"modu/accessibility/input"
	"modu/accessibility/nav"
	"modu/accessibility/scene"
	"modu/locales"
)

func (u *update) openTalk(kind string) {
	u.m.Talk = talk{Kind: kind, Back: u.m.focus()}
}

func (u *update) closeTalk() {
	back := u.m.Talk.Back
	u.m.Talk = talk{}
	u.setFocus(back)
}

// talkKeys is practice: keys say their names and what they do, and do nothing (KEY-8).
const talkKeys = "keys"

// keys is the practice screen. It ends by pressing the same key, select, twice, or by
// touch: a way out that everybody has.
func (b *builder) keys() {
	b.kind = "keys"
	b.title = b.text("keys.title")
	b.says("keys.lead", scene.RoleText, b.text("keys.lead"))
	b.says("keys.out", scene.RoleText, b.text("keys.out"))
	b.first = "keys.end"
	b.actions(primary(b.button("keys.end", b.text("keys.end"), Act{Kind: ActClose})))
}

// practise says what a key is called and what it does.
func (u *update) practise(ctx string, key input.Key) {
	if key == input.KeySelect && u.m.Talk.Last == key {
		u.closeTalk()
		return
	}
	press, hold := u.c.Keymap.Meaning(ctx, key)
	calls := press == nav.Call || hold == nav.Call
	if calls && u.m.Talk.Last == key { // staff can be called from everywhere (STF-1)
		u.m.Talk.Last = ""
		u.callStaff()
		return
	}
	u.m.Talk.Last = key
	u.notice(scene.Assertive, u.keyName(key))
	if press == nav.None {
		u.notice(scene.Assertive, u.text("key.unused"))
	} else {
		u.notice(scene.Assertive, u.meaning(press))
	}
	if hold != nav.None {
		u.notice(scene.Assertive, u.text("keys.held", locales.Words("Does", u.meaning(hold))))
	}
	if calls {
		u.notice(scene.Assertive, u.text("keys.call"))
	}
}

// keyName is what a key is called; one that no text names is called by its profile's.
func (u *update) keyName(key input.Key) scene.Text {
	if id := "key." + string(key); u.c.Catalogue.Has(id, u.m.Prefs.Language) {
		return u.text(id)
	}
	return u.text("key.other", locales.Code("Key", string(key)))
}

func (u *update) meaning(i nav.Intent) scene.Text {
	if n, ok := i.Chosen(); ok {
		return u.text("intent.choose", locales.Count("N", n, ""))
	}
	return u.text("intent." + string(i))
}

// homeQuestion asks before anything is lost (ERR-2).
func (b *builder) homeQuestion() {
	b.kind = "question"
	b.title = b.text("home.title")
	b.first = "home.keep"
	keep := primary(b.button("home.keep", b.text("home.keep"), Act{Kind: ActClose}))
	discard := b.button("home.discard", b.text("home.discard"), Act{Kind: ActLeave})
	b.add(scene.Node{ID: "home.alert", Role: scene.RoleAlert, Label: b.text(cmp.Or(b.m.owed(), "home.loss")),
		Children: []scene.Node{discard, keep}})
}

// warning asks whether somebody is still there; any act is an answer.
func (b *builder) warning() {
	b.kind = kindWarning
	b.title = b.text("warn.title")
	left := seconds(b.m.Clock.Left(b.c.timing(b.m), b.now))
	b.first = "warn.more"
	more := primary(b.button("warn.more", b.text("warn.more"), Act{Kind: ActStay}))
	b.add(scene.Node{ID: "warn.alert", Role: scene.RoleAlert, Label: b.text("warn.any"), Children: []scene.Node{
		{ID: "warn.left", Role: scene.RoleProgress, Quiet: true, Label: b.timeLeft(left)},
		more,
	}})
}

// timeLeft is a countdown as people say it: nobody thinks in 180 seconds.
func (u *update) timeLeft(s int) scene.Text {
	minutes, seconds := locales.Count("M", s/60, "minute"), locales.Count("N", s%60, "second")
	switch {
	case s < 60:
		return u.text("warn.left", seconds)
	case s%60 == 0:
		return u.text("warn.left.minutes", minutes)
	}
	return u.text("warn.left.both", minutes, seconds)
}
