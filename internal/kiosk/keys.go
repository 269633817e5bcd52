package kiosk

import (
	"fmt"
	"time"
	"unicode"
	"unicode/utf8"

	"modu/accessibility"
	"modu/accessibility/input"
	"modu/accessibility/nav"
	"modu/accessibility/scene"
	"modu/internal/kiosk/focus"
	"modu/internal/kiosk/model"
	"modu/internal/kiosk/screen"
	"modu/internal/session"
	"modu/locales"
)

// The contexts in which keys mean something of their own (nav.Keymap).
const (
	contextAny     = model.AnyContext
	contextAttract = "attract"
	contextEntry   = "entry"
)

func keyPressed(u *update, ev input.KeyPressed) {
	if ev.Key == input.KeyHidden {
		hiddenKey(u, ev.Device)
		return
	}
	ctx := contextAny
	if u.m.Idle() {
		ctx = contextAttract
	} else if u.m.Typing() {
		ctx = contextEntry
	}
	if u.m.Overlay.Kind == model.OverlayKeys && !u.m.Headset.Held() && u.m.Clock.Phase == session.Active {
		handled(u, ev.Device)
		u.awake()
		tellKey(u, ctx, ev.Key)
		return
	}
	var intent nav.Intent
	filter := time.Duration(u.m.Prefs.DebounceMS) * time.Millisecond
	u.m.Keys, intent = u.c.Keymap.Press(u.m.Keys, ctx, ev.Device, ev.Key, u.now, filter)
	if u.m.Idle() {
		// From attract any key starts speech (SPK-14): who reaches for keys may not see.
		u.m.Keys = u.m.Keys.ForgetAll() // and does nothing else, however long it is held
		u.enter(true)
		handled(u, ev.Device)
		return
	}
	handled(u, ev.Device)
	if !u.awake() {
		u.m.Keys = u.m.Keys.ForgetAll()
		return
	}
	if ctx == contextEntry && digitTyped(u, ev.Key) {
		return
	}
	if intent == nav.None && !u.c.Keymap.Bound(ctx, ev.Key) {
		u.say(scene.Assertive, "key.unused")
		return
	}
	intend(u, intent)
}

func keyReleased(u *update, ev input.KeyReleased) {
	var intent nav.Intent
	u.m.Keys, intent = u.c.Keymap.Release(u.m.Keys, ev.Device, ev.Key)
	if intent != nav.None {
		u.byPerson()
		intend(u, intent)
	}
}

// handled remembers that the person holds this device: they must hear when it goes.
func handled(u *update, device string) {
	if !u.m.Devices[device] {
		u.m.Devices = clone(u.m.Devices)
		u.m.Devices[device] = true
	}
}

// hiddenKey is a digit that was meant for a covered field. It answers whatever asks
// whether the person is still there, and does nothing else; the person is told that it was not
// typed.
func hiddenKey(u *update, device string) {
	handled(u, device)
	held := u.m.Headset.Held()
	switch awake := u.awake(); {
	case held && awake:
		whilePulled(u, nav.None)
	case awake && u.m.Overlay.Kind == model.OverlayKeys:
		u.notice(scene.Assertive, u.at().KeyName(input.KeyHidden))
	default:
		u.say(scene.Assertive, "typing.lost")
	}
}

// digitTyped takes a digit of a real keypad while a field is on the screen. It reports
// whether the key has been used. Secret digits never come this far.
func digitTyped(u *update, key input.Key) bool {
	r, size := utf8.DecodeRuneInString(string(key))
	if !u.m.Typing() || size != len(key) || !unicode.IsDigit(r) {
		return false
	}
	u.typed(u.m.Entry.Insert(r))
	return true
}

// intend does what the person wants.
func intend(u *update, intent nav.Intent) {
	if intent == nav.None {
		return
	}
	u.m.Intent = intent
	if u.m.Headset.Held() {
		whilePulled(u, intent)
		return
	}
	u.m.Touch = u.m.Touch.Find("") // keys say other things than the finger found
	if intent != nav.WhereAmI && intent != nav.Spell {
		u.m.Spelled = model.Spelled{}
	}
	paused := u.m.Paused
	u.m.Paused = false
	if counts(u, intent) {
		return
	}
	if n, ok := intent.Chosen(); ok {
		chooseNth(u, n)
		return
	}
	if goes(u, intent) || acts(u, intent) {
		return
	}
	speaks(u, intent, paused)
}

// goes moves the focus, where the intent is to move.
func goes(u *update, intent nav.Intent) bool {
	s, at := &u.m.Scene, u.m.Focus()
	keyboard := func(dx, dy int) {
		if dx != 0 {
			u.m.Entry = u.m.Entry.Learn()
		}
		u.follow(focus.MoveOnKeyboard(s, at, dx, dy, u.m.Entry.Sideways))
	}
	switch intent {
	case nav.Next:
		u.follow(focus.Move(s, at, +1))
	case nav.Previous:
		u.follow(focus.Move(s, at, -1))
	case nav.NextGroup:
		u.follow(focus.NextGroup(s, at))
	case nav.KeyAbove:
		keyboard(0, -1)
	case nav.KeyBelow:
		keyboard(0, +1)
	case nav.KeyLeft:
		keyboard(-1, 0)
	case nav.KeyRight:
		keyboard(+1, 0)
	default:
		return false
	}
	return true
}

// acts activates a node, where the intent is to.
func acts(u *update, intent nav.Intent) bool {
	switch intent {
	case nav.Submit:
		activate(u, screen.Submit)
	case nav.Erase:
		if u.m.Typing() && !u.m.Entry.Empty() {
			u.typed(u.m.Entry.Erase())
		} else {
			activate(u, screen.Back)
		}
	case nav.Select:
		activate(u, u.m.Focus())
	case nav.Back:
		activate(u, screen.Back)
	case nav.Help:
		activate(u, screen.Help)
	case nav.Home:
		activate(u, screen.Home)
	case nav.Call:
		activate(u, screen.Call)
	default:
		return false
	}
	return true
}

// speaks is about what is heard, and how.
func speaks(u *update, intent nav.Intent, paused bool) {
	switch intent {
	case nav.RateUp, nav.RateDown, nav.VolumeUp, nav.VolumeDown:
		u.m.Paused = paused // how it will go on, not that it should
	}
	switch intent {
	case nav.Repeat:
		again(u)
	case nav.Pause:
		// The press itself has silenced the voice; a second one goes on.
		if u.m.Paused = !paused; paused {
			u.effect(Resume{})
		}
		pausesClip(u)
	case nav.WhereAmI:
		if u.m.Entry.Dial.On {
			howToCount(u)
			return
		}
		if spelled(u) > 0 { // asked again on the same spot: then letter by letter
			spell(u)
		} else {
			u.m.Spelled = model.Spelled{Node: u.m.Focus(), Times: 1}
			whereAmI(u, &u.m.Scene)
		}
	case nav.Spell:
		spell(u)
	case nav.Language:
		cycle(u, accessibility.FieldLanguage)
	case nav.RateUp:
		step(u, accessibility.FieldRate, +1)
	case nav.RateDown:
		step(u, accessibility.FieldRate, -1)
	case nav.VolumeUp:
		stepVolume(u, +1)
	case nav.VolumeDown:
		stepVolume(u, -1)
	}
}

// again says or shows once more what was said or shown last.
func again(u *update) {
	signAgain(u)
	if u.m.Prefs.Strip {
		u.m.Part++
	}
	u.effect(Respeak{})
}

// chooseNth takes the nth choice of the page, for people who know the list.
func chooseNth(u *update, n int) {
	i := 0
	choice := u.m.Scene.Root.Find(func(node *scene.Node) bool {
		if node.Role == scene.RoleChoice && !screen.OffersLanguage(node.ID) { // a digit answers what is asked
			i++
			return i == n
		}
		return false
	})
	if choice == nil {
		u.say(scene.Assertive, "choose.none", locales.Count("N", n, ""))
		return
	}
	u.setFocus(choice.ID)
	activate(u, choice.ID)
}

// activate does what a node is for, or says why it cannot.
func activate(u *update, id scene.NodeID) {
	n := u.m.Scene.Find(id)
	if n == nil {
		return
	}
	if guarded(u, n) {
		readAloud(u, n)
		return
	}
	if n.Disabled {
		u.say(scene.Assertive, "refuse.disabled", locales.Words("Name", model.Name(n)), locales.Words("Reason", n.Reason))
		return
	}
	a, ok := u.m.Acts[id]
	if !ok {
		panic(fmt.Sprintf("kiosk: node %q of screen %q can be focused but does nothing", id, u.m.Scene.Kind))
	}
	do(u, a)
}

// tellKey says what a key is called and what it does, where keys only tell of themselves
// (KEY-8). Pressing select twice ends it: a way out that everybody has.
func tellKey(u *update, ctx string, key input.Key) {
	if key == input.KeySelect && u.m.Overlay.LastKey == key {
		closeOverlay(u)
		return
	}
	press, hold := u.c.Keymap.Meaning(ctx, key)
	calls := press == nav.Call || hold == nav.Call
	if calls && u.m.Overlay.LastKey == key { // staff can be called from everywhere (STF-1)
		u.m.Overlay.LastKey = ""
		callStaff(u)
		return
	}
	u.m.Overlay.LastKey = key
	n := u.at()
	u.notice(scene.Assertive, n.KeyName(key))
	if press == nav.None {
		u.say(scene.Assertive, "key.unused")
	} else {
		u.notice(scene.Assertive, n.Meaning(press))
	}
	if hold != nav.None {
		u.say(scene.Assertive, "keys.held", locales.Words("Does", n.Meaning(hold)))
	}
	if calls {
		u.say(scene.Assertive, "keys.call")
	}
}
