package kiosk

import (
	"fmt"
	"time"
	"unicode"
	"unicode/utf8"

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
	contextAny     = "any"
	contextAttract = "attract"
	contextEntry   = "entry"
)

func (u *update) keyPressed(ev input.KeyPressed) {
	if ev.Key == input.KeyHidden {
		u.hiddenKey(ev.Device)
		return
	}
	ctx := contextAny
	if u.m.Idle() {
		ctx = contextAttract
	} else if u.m.Typing() {
		ctx = contextEntry
	}
	if u.m.Overlay.Kind == model.OverlayKeys && !u.m.Headset.Held() && u.m.Clock.Phase == session.Active {
		u.handled(ev.Device)
		u.awake()
		u.tellKey(ctx, ev.Key)
		return
	}
	var intent nav.Intent
	filter := time.Duration(u.m.Prefs.StrikeMS) * time.Millisecond
	u.m.Keys, intent = u.c.Keymap.Press(u.m.Keys, ctx, ev.Device, ev.Key, u.now, filter)
	if u.m.Idle() {
		// From attract any key starts speech (SPK-14): who reaches for keys may not see.
		u.m.Keys.Held = nil // and does nothing else, however long it is held
		u.enter(true)
		u.handled(ev.Device)
		return
	}
	u.handled(ev.Device)
	if !u.awake() {
		u.m.Keys.Held = nil
		return
	}
	if ctx == contextEntry && u.digitTyped(ev.Key) {
		return
	}
	if intent == nav.None && !u.c.Keymap.Bound(ctx, ev.Key) {
		u.say(scene.Assertive, "key.unused")
		return
	}
	u.intend(intent)
}

func (u *update) keyReleased(ev input.KeyReleased) {
	var intent nav.Intent
	u.m.Keys, intent = u.c.Keymap.Release(u.m.Keys, ev.Device, ev.Key)
	if intent != nav.None {
		u.byPerson()
		u.intend(intent)
	}
}

// handled remembers that the person holds this device: they must hear when it goes.
func (u *update) handled(device string) {
	if !u.m.Devices[device] {
		u.m.Devices = clone(u.m.Devices)
		u.m.Devices[device] = true
	}
}

// hiddenKey is a digit that was meant for a covered field. It answers whatever asks
// whether somebody is there, and does nothing else; the person is told that it was not
// typed.
func (u *update) hiddenKey(device string) {
	u.handled(device)
	held := u.m.Headset.Held()
	switch awake := u.awake(); {
	case held && awake:
		u.whilePulled(nav.None)
	case awake && u.m.Overlay.Kind == model.OverlayKeys:
		u.notice(scene.Assertive, u.at().KeyName("hidden"))
	default:
		u.say(scene.Assertive, "typing.lost")
	}
}

// digitTyped takes a digit of a real keypad while a field is on the screen. It reports
// whether the key has been used. Secret digits never come this far.
func (u *update) digitTyped(key input.Key) bool {
	r, size := utf8.DecodeRuneInString(string(key))
	if !u.m.Typing() || size != len(key) || !unicode.IsDigit(r) {
		return false
	}
	u.typed(u.m.Entry.Insert(r))
	return true
}

// intend does what the person wants.
func (u *update) intend(intent nav.Intent) {
	if intent == nav.None {
		return
	}
	u.m.Intent = intent
	if u.m.Headset.Held() {
		u.whilePulled(intent)
		return
	}
	u.m.Touch = u.m.Touch.Find("") // keys say other things than the finger found
	if intent != nav.WhereAmI && intent != nav.Spell {
		u.m.Spelled = model.Spelled{}
	}
	paused := u.m.Paused
	u.m.Paused = false
	if n, ok := intent.Chosen(); ok {
		u.chooseNth(n)
		return
	}
	if u.goes(intent) || u.acts(intent) {
		return
	}
	u.speaks(intent, paused)
}

// goes moves the focus, where the intent is to move.
func (u *update) goes(intent nav.Intent) bool {
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
func (u *update) acts(intent nav.Intent) bool {
	switch intent {
	case nav.Submit:
		u.activate(screen.Submit)
	case nav.Erase:
		if u.m.Typing() && !u.m.Entry.Empty() {
			u.typed(u.m.Entry.Erase())
		} else {
			u.activate(screen.Back)
		}
	case nav.Select:
		u.activate(u.m.Focus())
	case nav.Back:
		u.activate(screen.Back)
	case nav.Help:
		u.activate(screen.Help)
	case nav.Home:
		u.activate(screen.Home)
	case nav.Call:
		u.activate(screen.Call)
	default:
		return false
	}
	return true
}

// speaks is about what is heard, and how.
func (u *update) speaks(intent nav.Intent, paused bool) {
	switch intent {
	case nav.RateUp, nav.RateDown, nav.VolumeUp, nav.VolumeDown:
		u.m.Paused = paused // how it will go on, not that it should
	}
	switch intent {
	case nav.Repeat:
		u.again()
	case nav.Pause:
		// The press itself has silenced the voice; a second one goes on.
		if u.m.Paused = !paused; paused {
			u.effect(Resume{})
		}
	case nav.WhereAmI:
		if u.spelled() > 0 { // asked again on the same spot: then letter by letter
			u.spell()
		} else {
			u.m.Spelled = model.Spelled{Node: u.m.Focus(), Times: 1}
			u.whereAmI(&u.m.Scene)
		}
	case nav.Spell:
		u.spell()
	case nav.Language:
		u.cycle("language")
	case nav.RateUp:
		u.step("rate", +1)
	case nav.RateDown:
		u.step("rate", -1)
	case nav.VolumeUp:
		u.stepVolume(+1)
	case nav.VolumeDown:
		u.stepVolume(-1)
	}
}

// again says or shows once more what was said or shown last.
func (u *update) again() {
	if u.m.Prefs.Sign {
		u.m.Again++
	}
	if u.m.Prefs.Strip {
		u.m.Part++
	}
	u.effect(Respeak{})
}

// chooseNth takes the nth choice of the page, for people who know the list.
func (u *update) chooseNth(n int) {
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
	u.activate(choice.ID)
}

// activate does what a node is for, or says why it cannot.
func (u *update) activate(id scene.NodeID) {
	n := u.m.Scene.Find(id)
	if n == nil {
		return
	}
	if u.guarded(n) {
		u.readAloud(n)
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
	u.do(a)
}

// tellKey says what a key is called and what it does, where keys only tell of themselves
// (KEY-8). Pressing select twice ends it: a way out that everybody has.
func (u *update) tellKey(ctx string, key input.Key) {
	if key == input.KeySelect && u.m.Overlay.LastKey == key {
		u.closeOverlay()
		return
	}
	press, hold := u.c.Keymap.Meaning(ctx, key)
	calls := press == nav.Call || hold == nav.Call
	if calls && u.m.Overlay.LastKey == key { // staff can be called from everywhere (STF-1)
		u.m.Overlay.LastKey = ""
		u.callStaff()
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
