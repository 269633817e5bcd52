package kiosk

import (
	"fmt"
	"time"

	"modu/accessibility"
	"modu/accessibility/input"
	"modu/accessibility/nav"
	"modu/accessibility/scene"
	"modu/internal/session"
	"modu/locales"
)

func (u *update) keyPressed(ev input.KeyPressed) {
	if ev.Key == input.KeyHidden {
		u.hiddenKey(ev.Device)
		return
	}
	ctx := "any"
	if u.m.Clock.Phase == session.Attract {
		ctx = "attract"
	} else if u.typing() {
		ctx = "entry"
	}
	if u.m.Talk.Kind == talkKeys && !u.m.Pulled.held() && u.m.Clock.Phase == session.Active {
		u.handled(ev.Device)
		u.awake()
		u.practise(ctx, ev.Key)
		return
	}
	var intent nav.Intent
	filter := time.Duration(u.m.Prefs.StrikeMS) * time.Millisecond
	u.m.Keys, intent = u.c.Keymap.Press(u.m.Keys, ctx, ev.Device, ev.Key, u.now, filter)
	if u.m.Clock.Phase == session.Attract {
		// From attract any key starts speech (SPK-14): who reaches for keys may not see.
		u.m.Keys.Held = nil // and does nothing else, however long it is held
		u.begin(true)
		u.handled(ev.Device)
		return
	}
	u.handled(ev.Device)
	if !u.awake() {
		u.m.Keys.Held = nil
		return
	}
	if ctx == "entry" && u.typeDigit(ev.Key) {
		return
	}
	if intent == nav.None && !u.c.Keymap.Bound(ctx, ev.Key) {
		u.notice(scene.Assertive, u.text("key.unused"))
		return
	}
	u.intend(intent)
}

// handled remembers that the person holds this device: they must hear when it goes.
func (u *update) handled(device string) {
	if !u.m.Hands[device] {
		u.m.Hands = clone(u.m.Hands)
		u.m.Hands[device] = true
	}
}

// intend does what the person wants.
func (u *update) intend(intent nav.Intent) {
	if intent == nav.None {
		return
	}
	u.m.Intent = intent
	if u.m.Pulled.held() {
		u.whilePulled(intent == nav.Select, intent == nav.Call)
		return
	}
	u.m.Spoken = "" // keys say other things than the finger found
	if intent != nav.WhereAmI && intent != nav.Spell {
		u.m.Spelled = spelled{}
	}
	paused := u.m.Paused
	u.m.Paused = false
	if n, ok := intent.Chosen(); ok {
		u.chooseNth(n)
		return
	}
	switch intent {
	case nav.RateUp, nav.RateDown, nav.VolumeUp, nav.VolumeDown:
		u.m.Paused = paused // how it will go on, not that it should
	}
	switch intent {
	case nav.Next:
		u.move(+1)
	case nav.Previous:
		u.move(-1)
	case nav.NextGroup:
		u.nextGroup()
	case nav.KeyAbove:
		u.moveOnKeyboard(0, -1)
	case nav.KeyBelow:
		u.moveOnKeyboard(0, +1)
	case nav.KeyLeft:
		u.moveOnKeyboard(-1, 0)
	case nav.KeyRight:
		u.moveOnKeyboard(+1, 0)
	case nav.Submit:
		u.activate(submitID)
	case nav.Erase:
		u.eraseOrBack()
	case nav.Select:
		u.activate(u.m.focus())
	case nav.Back:
		u.activate(idBack)
	case nav.Help:
		u.activate(idHelp)
	case nav.Home:
		u.activate(idHome)
	case nav.Call:
		u.activate(idCall)
	case nav.Repeat:
		if u.m.Prefs.Sign {
			u.m.Again++
		}
		if u.m.Prefs.Strip {
			u.m.Part++
		}
		u.effects = append(u.effects, Respeak{})
	case nav.Pause:
		// The press itself has silenced the voice; a second one goes on.
		if u.m.Paused = !paused; paused {
			u.effects = append(u.effects, Resume{})
		}
	case nav.WhereAmI:
		if u.spelled() > 0 { // asked again on the same spot: then letter by letter
			u.spell()
		} else {
			u.m.Spelled = spelled{Node: u.m.focus(), Times: 1}
			u.whereAmI()
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

// step moves a preference by one value and says so, also at either end.
func (u *update) step(field string, n int) {
	d := accessibility.Find(u.c.table, field)
	var moved bool
	u.m.Prefs, moved = d.Step(u.m.Prefs, n)
	u.stepped(field, n, moved)
}

// stepped says what a step has led to.
func (u *update) stepped(field string, n int, moved bool) {
	id := "pref.changed"
	if !moved && n < 0 {
		id = "pref.least." + field
	} else if !moved {
		id = "pref.most." + field
	}
	u.notice(scene.Overlay, u.prefText(id, accessibility.Find(u.c.table, field)))
}

// cycle moves a preference to its next value.
func (u *update) cycle(field string) {
	d := accessibility.Find(u.c.table, field)
	u.m.Prefs = d.Cycle(u.m.Prefs)
	u.notice(scene.Assertive, u.prefText("pref.changed", d))
}

func (u *update) prefText(id string, d accessibility.Descriptor) scene.Text {
	return u.text(id, locales.Words("Name", u.text("pref."+d.Field)), locales.Words("Value", u.prefValue(d)))
}

func (u *update) prefValue(d accessibility.Descriptor) scene.Text {
	if d.Field == "volume" {
		return u.volumeLevel()
	}
	return u.text("pref." + d.Field + "." + d.Value(u.m.Prefs))
}

// whereAmI says the screen and what has focus.
func (u *update) whereAmI() { u.whereIn(&u.m.Scene) }

// chooseNth takes the nth choice of the page, for people who know the list.
func (u *update) chooseNth(n int) {
	i := 0
	var id scene.NodeID
	u.m.Scene.Walk(func(node *scene.Node, _ int) bool {
		if node.Role == scene.RoleChoice && !offersLanguage(node.ID) { // a digit answers what is asked
			if i++; i == n {
				id = node.ID
			}
		}
		return id == ""
	})
	if id == "" {
		u.notice(scene.Assertive, u.text("choose.none", locales.Count("N", n, "")))
		return
	}
	u.setFocus(id)
	u.activate(id)
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
		u.notice(scene.Assertive, u.text("refuse.disabled", locales.Words("Name", nameOf(n)), locales.Words("Reason", n.Reason)))
		return
	}
	a, ok := u.m.acts[id]
	if !ok {
		panic(fmt.Sprintf("kiosk: node %q of screen %q can be focused but does nothing", id, u.m.Scene.Kind))
	}
	u.do(a)
}
