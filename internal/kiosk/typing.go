package kiosk

import (
	"modu/accessibility/scene"
	"modu/accessibility/speech"
	"modu/accessibility/typing"
	"modu/internal/entry"
	"modu/internal/kiosk/act"
	"modu/internal/kiosk/screen"
)

// typed takes up what has become of the field on the screen.
func (u *update) typed(next entry.State, outcome entry.Outcome) {
	u.m.Entry = next
	switch o := outcome.(type) {
	case entry.Full:
		u.say(scene.Assertive, "typing.full")
	case entry.NothingToErase:
		u.say(scene.Assertive, "typing.nothing")
	case entry.Echo:
		echo(u, o.Sign, o.Syllable)
	case entry.Erased:
		if o.Last == "" {
			u.say(scene.Assertive, "typing.erased-all")
			return
		}
		u.say(scene.Assertive, "typing.erased")
		echo(u, o.Last)
	case entry.ToVault:
		u.effect(TypeSecret{Field: next.Field, Sign: o.Sign})
	case entry.FromVault:
		u.effect(EraseSecret{Field: next.Field})
	case entry.Counted:
		counted(u, o)
	}
}

// echo says signs that were typed, and the syllable that they have become part of.
func echo(u *update, signs ...string) {
	if u.m.Focus() == u.m.Entry.Field {
		return // what has focus tells of its changes itself
	}
	privacy := scene.Personal
	if n := u.m.Scene.Find(u.m.Entry.Field); n != nil {
		privacy = n.Privacy
	}
	for _, s := range signs {
		if s != "" {
			u.notice(scene.Assertive, u.at().Sign(s).WithPrivacy(privacy))
		}
	}
}

// counted says that the vault holds more or fewer signs.
func counted(u *update, o entry.Counted) {
	onField := u.m.Focus() == u.m.Entry.Field
	if onField && !o.Done {
		return // what has focus tells of its changes itself
	}
	if onField {
		u.setFocus(screen.Submit) // the way on is not behind a whole keyboard
	}
	if o.More {
		u.say(scene.Assertive, speech.MsgAsterisk)
	} else {
		u.say(scene.Assertive, "typing.erased")
	}
}

// keyTyped takes a key of the keyboard on the screen.
func keyTyped(u *update, a act.Act) {
	l := typing.LayoutOf(u.m.Entry.Alphabet, a.ID)
	for _, row := range l.Rows {
		for _, k := range row {
			if k.ID == a.Value {
				u.typed(u.m.Entry.Type(l, k))
				return
			}
		}
	}
}

func nextLayout(u *update, _ act.Act) { u.m.Entry = u.m.Entry.NextLayout(u.m.Crowded() > 0) }

// written is what stands in the field on the screen, unless it is secret.
func written(u *update) string { return u.m.Entry.Text.Text() }
