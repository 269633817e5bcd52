package model

import (
	"cmp"
	"strconv"

	"modu/accessibility/scene"
	"modu/accessibility/typing"
	"modu/internal/entry"
	"modu/internal/kiosk/course"
	"modu/internal/service"
	"modu/internal/session"
)

// Showing is which screen a moment shows: what lies on top wins.
type Showing uint8

// The screens, the topmost first.
const (
	ShowWarning     Showing = iota // whether somebody is still there
	ShowHeadsetOut                 // the stay is held because the headset was pulled
	ShowOverlay                    // Overlay.Kind says which
	ShowAttract                    // the first screen
	ShowPracticeEnd                // practice has ended
	ShowSearch                     // Here.Search says which
	ShowStep                       // of the service
)

// Showing says which screen is shown.
func (m *Model) Showing() Showing {
	switch {
	case m.Clock.Phase == session.Warned:
		return ShowWarning
	case m.Headset.Held():
		return ShowHeadsetOut
	case m.Overlay.Kind != NoOverlay:
		return ShowOverlay
	case m.Here.Step == "":
		return ShowAttract
	case m.Here.Over:
		return ShowPracticeEnd
	case m.Here.Search != "":
		return ShowSearch
	}
	return ShowStep
}

// Fields that are not a step's.
const (
	SearchField  scene.NodeID = "find.name"
	MessageField scene.NodeID = "call.text"
)

const (
	maxSearch  = 20 // characters: longer than any name on a menu
	maxMessage = 60 // characters that staff can take in at a glance
)

// Field is what the screen asks to be typed; false where it asks for nothing.
func (n Moment) Field() (entry.Spec, bool) {
	switch m := n.M; m.Showing() {
	case ShowOverlay:
		return entry.Spec{Field: MessageField, Alphabet: AlphabetOf(m.Prefs.Language), Max: maxMessage}, m.Overlay.Kind == OverlayMessage
	case ShowSearch:
		return entry.Spec{Field: SearchField, Alphabet: AlphabetOf(m.Prefs.Language), Max: maxSearch}, m.Here.Search == course.SearchTyping
	case ShowStep:
		if st := n.Step(); st.Kind == service.Enter {
			return n.stepField(st), true
		}
	}
	return entry.Spec{}, false
}

func (n Moment) stepField(st service.Step) entry.Spec {
	id := "enter." + st.ID
	if st.Secret {
		// A person cannot see what a secret began with, so each visit begins anew.
		id += "." + strconv.Itoa(n.M.Visits)
	}
	fewest := st.Fewest()
	if n.M.Practice {
		fewest = 1
	}
	return entry.Spec{Field: scene.NodeID(id), Alphabet: typing.Alphabet(cmp.Or(st.Alphabet, service.Digits)),
		Secret: st.Secret, Min: fewest, Max: st.Most(), Groups: places(st)}
}

// places are those of a step that takes so many digits and no other number of them: one sees
// how many are to come. In practice it takes fewer, and looks the same.
func places(st service.Step) []int {
	switch {
	case st.Fewest() != st.Most() || st.Most() < 2 || cmp.Or(st.Alphabet, service.Digits) != service.Digits:
		return nil
	case len(st.Groups) == 0:
		return []int{st.Most()}
	}
	return st.Groups
}

// CanType reports whether the keyboard has the characters in which names are written. Chinese
// and Japanese ones have none here: until there is an input method, the search would find
// nothing that is on the menu, so that it is not offered.
func CanType(lang scene.Lang) bool { return lang == "ko" || lang == "en" }

// AlphabetOf is what a person types in; Chinese and Japanese in Latin letters at best.
func AlphabetOf(lang scene.Lang) typing.Alphabet {
	if lang == "ko" {
		return typing.Hangul
	}
	return typing.Latin
}

// Settle brings a model in line with itself before it is shown: the field that is on the
// screen is the one that is typed into, a search that finds nothing is typed anew, and what is
// searched has its index.
func (n Moment) Settle() {
	m := n.M
	if m.Overlay.Kind != OverlayMessage { // whichever way the writing to staff has ended
		m.Entry = m.Entry.Unstash()
	}
	seek(n)
	if m.Showing() == ShowSearch && m.Here.Search == course.SearchFound {
		// Things have other names in another language: a person who changed it among what
		// was found types anew, instead of meeting an empty screen.
		if ids, _ := n.Search(m.Here.Query); len(ids) == 0 {
			m.Course = m.Course.Retype()
		}
	}
	if f, ok := n.Field(); ok {
		m.Entry = m.Entry.Show(f)
	}
	if m.Showing() != ShowStep { // whoever comes back has lost count
		m.Entry = m.Entry.EndCount()
	}
}
