package tryout

import (
	"strings"
	"time"

	"modu/accessibility/scene"
	"modu/internal/kiosk/focus"
	"modu/internal/kiosk/screen"
)

// finger is somebody who sees the screen and taps it. They know what is drawn now: what
// is on another page has to be turned to.
type finger struct {
	*stay
	at scene.NodeID
}

// A finger that taps rests for a moment; one that asks for speech, for longer.
const (
	tapping = 100 * time.Millisecond
	resting = 3 * time.Second
)

func (f *finger) begin() {
	if f.opt.Aloud {
		f.log("rests", "a finger on the screen")
		f.forget()
		f.v.Touch("", resting)
		return
	}
	f.log("taps", "the screen")
	f.forget()
	f.v.Touch("", tapping)
}

func (f *finger) perceives(id string) bool {
	want := f.written(id)
	found := false
	f.scene.Walk(func(n *scene.Node, _ int) bool {
		for _, t := range append([]scene.Text{n.Label}, n.Details...) {
			found = found || t.String() == want
		}
		return !found
	})
	return found
}

func (f *finger) find(ids []string) (offer, bool) {
	if o, ok := f.onPage(ids); ok {
		return o, true
	}
	for _, turn := range [...]string{"page.next", "page.previous"} {
		for range maxPages {
			o, ok := f.onPage([]string{turn})
			if !ok || o.disabled {
				break
			}
			f.act()
			if o, ok := f.onPage(ids); ok {
				return o, true
			}
		}
	}
	return offer{}, false
}

// maxPages is how often somebody turns a page before they give up.
const maxPages = 30

// onPage looks at what is drawn and can be tapped.
func (f *finger) onPage(ids []string) (offer, bool) {
	names := map[string]string{}
	for _, id := range ids {
		if n, is := f.ofQuantity(id); is {
			if n == nil {
				continue
			}
			f.at = n.ID
			return offer{id, false, n.Disabled}, true
		}
		names[f.written(id)] = id
	}
	var o offer
	found := false
	f.scene.Walk(func(n *scene.Node, _ int) bool {
		if n.Role.Focusable() {
			if id, is := names[n.Label.String()]; is {
				f.at, found = n.ID, true
				o = offer{id, n.Selected, n.Disabled}
			}
		}
		return !found
	})
	return o, found
}

func (f *finger) act() { f.tap(f.at, "") }

func (f *finger) tap(id scene.NodeID, hidden string) {
	if hidden == "" {
		if n := f.scene.Find(id); n != nil {
			hidden = n.Label.Redacted()
		}
	}
	if f.opt.Aloud && f.m.Model().Touch.Found != id { // the first touch reads (TGT-8)
		f.log("touches", hidden)
		f.forget()
		f.v.Touch(id, tapping)
	}
	f.log("taps", hidden)
	f.forget()
	f.v.Touch(id, tapping)
}

func (f *finger) anything() {
	f.log("taps", "the screen")
	f.forget()
	f.v.Touch("", tapping)
}

func (*finger) led([]string) bool { return false } // who sees looks for it

func (f *finger) enter(text string) {
	for _, r := range text {
		var key scene.NodeID
		f.scene.Walk(func(n *scene.Node, _ int) bool {
			if strings.HasPrefix(string(n.ID), focus.KeyPrefix) && n.Label.String() == string(r) {
				key = n.ID
			}
			return key == ""
		})
		if key == "" {
			f.stay.flag(Reached, "there is no key for what must be typed")
			return
		}
		f.tap(key, "a key")
	}
}

func (f *finger) leave() {}

// settle waits while there is nothing to tap but the bar.
func (f *finger) settle() {
	f.v.Wait(500 * time.Millisecond)
	for range patience {
		if f.opt.Aloud {
			f.v.WaitSpeech()
		}
		if idle(&f.scene) {
			return
		}
		f.busy()
		f.v.Wait(500 * time.Millisecond)
	}
}

// idle reports whether a screen waits for the person, and not the person for it.
func idle(sc *scene.Scene) bool {
	wait, offers := false, false
	sc.Walk(func(n *scene.Node, _ int) bool {
		wait = wait || n.Role == scene.RoleProgress && n.ID == screen.Busy
		offers = offers || n.Role.Focusable() && !strings.HasPrefix(string(n.ID), screen.BarPrefix)
		return true
	})
	return !wait || offers
}
