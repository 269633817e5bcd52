package kiosk

import (
	"modu/accessibility/nav"
	"modu/accessibility/scene"
	"modu/accessibility/speech"
	"modu/accessibility/typing"
	"modu/internal/entry"
	"modu/internal/kiosk/act"
	"modu/internal/kiosk/course"
	"modu/internal/kiosk/focus"
	"modu/internal/kiosk/screen"
	"modu/locales"
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
		if !typedIn(u, u.m.Entry.Len(), o.Done) {
			echo(u, o.Character, o.Syllable)
		}
	case entry.Erased:
		if o.Last == "" {
			u.say(scene.Assertive, "typing.erased-all")
			return
		}
		u.say(scene.Assertive, "typing.erased")
		echo(u, o.Last)
	case entry.ToVault:
		u.effect(TypeSecret{Field: next.Field, Character: o.Character})
	case entry.FromVault:
		u.effect(EraseSecret{Field: next.Field})
	case entry.Counted:
		counted(u, o)
	case entry.Recount:
		u.say(scene.Assertive, map[bool]string{false: "typing.dial.anew", true: "typing.dial.over"}[o.Over])
	case entry.Uncounted:
		u.say(scene.Assertive, "typing.dial.stopped")
	}
}

// counted says that the vault holds more or fewer characters.
func counted(u *update, o entry.Counted) {
	switch {
	case o.More:
		typedIn(u, u.m.Entry.Count, o.Done)
	case u.m.Focus() == u.m.Entry.Field: // what has focus tells of its changes itself
	case u.m.Entry.Count == 0:
		u.say(scene.Assertive, "typing.erased-all")
	default:
		u.say(scene.Assertive, speech.MsgErased, locales.Count("Total", u.m.Entry.Count, ""))
	}
}

// keepsSilent reports whether what is typed into a field is not to be heard now.
func keepsSilent(u *update, field *scene.Node) bool {
	return field.Role == scene.RoleSecretEntry || field.Privacy > scene.Public && !u.at().Ear().Private
}

// typedIn says that a character came in which is not to be heard, and how many there are now. It
// reports false where the character itself is to be heard. After the last one the way on is not behind
// the keyboard and the bar.
func typedIn(u *update, total int, done bool) bool {
	onField := u.m.Focus() == u.m.Entry.Field
	n := u.m.Scene.Find(u.m.Entry.Field)
	if n == nil {
		return false
	}
	if !keepsSilent(u, n) {
		if done && u.m.Prefs.Speech {
			u.setFocus(screen.Submit)
		}
		return false
	}
	if onField && !done {
		return true // what has focus tells of its changes itself
	}
	sayTyped(u, n, total)
	if done && (onField || u.m.Prefs.Speech) {
		u.m.Entry = u.m.Entry.EndCount()
		u.setFocus(screen.Submit)
	}
	return true
}

// echo says characters that were typed, and the syllable that they have become part of.
func echo(u *update, characters ...string) {
	if u.m.Focus() == u.m.Entry.Field {
		return // what has focus tells of its changes itself
	}
	privacy := scene.Personal
	if n := u.m.Scene.Find(u.m.Entry.Field); n != nil {
		privacy = n.Privacy
	}
	for _, s := range characters {
		if s != "" {
			u.notice(scene.Assertive, u.at().Character(s).WithPrivacy(privacy))
		}
	}
}

// sayTyped says how many characters there are in a field.
func sayTyped(u *update, field *scene.Node, total int) {
	id, args := speech.Typed(field, total)
	if u.m.Entry.Dial.On && id == speech.MsgTyped {
		u.say(scene.Assertive, "typing.dial.taken", locales.Count("N", total, "sign"))
		return
	}
	numbers := make([]locales.Arg, 0, len(args))
	for name, n := range args {
		numbers = append(numbers, locales.Count(name, n, ""))
	}
	u.say(scene.Assertive, id, numbers...)
}

// count begins to take digits by presses, and says how.
func count(u *update) {
	u.m.Entry = u.m.Entry.BeginCount()
	if u.m.Crowded() > 0 { // the screen had no room to say so when it opened
		for _, t := range screen.OtherWays(u.at()) {
			u.notice(scene.Assertive, t)
		}
	}
	howToCount(u)
}

func howToCount(u *update) { u.say(scene.Assertive, "typing.dial.how") }

// counts takes what a person does who counts presses: down is one more, select takes the digit,
// up takes back. Nothing is said of a press, and nothing on the screen changes. Whatever else
// they do ends it.
func counts(u *update, intent nav.Intent) bool {
	e := u.m.Entry
	if !e.Dial.On {
		return false
	}
	if u.m.Focus() != screen.Dial || !u.m.Typing() {
		u.m.Entry = e.EndCount()
		return false
	}
	switch intent {
	case nav.Next, nav.KeyBelow:
		u.typed(e.Press())
	case nav.Previous, nav.KeyAbove:
		u.typed(e.Unpress())
	case nav.Select:
		u.typed(e.Take())
	case nav.WhereAmI, nav.Repeat, nav.Pause, nav.RateUp, nav.RateDown, nav.VolumeUp, nav.VolumeDown, nav.Erase:
		return false // about what is heard or typed, not about where one is
	default:
		u.m.Entry = e.EndCount()
		return false
	}
	return true
}

// showPad lets keys reach those on the screen.
func showPad(u *update) {
	u.m.Entry = u.m.Entry.ShowPad()
	keys := focus.KeyboardID
	if u.m.Crowded() > 0 {
		keys = scene.WholePage // they come first there
		u.turn(u.m.Pages().Show(keys, 0))
	}
	u.m.Course = u.m.Course.Await(course.PendingFocus{Container: keys})
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

func nextLayout(u *update) { u.m.Entry = u.m.Entry.NextLayout(u.m.Crowded() > 0) }

// written is what stands in the field on the screen, unless it is secret.
func written(u *update) string { return u.m.Entry.Text.Text() }
