package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"modu/accessibility/input"
)

// keyFor is what a computer keyboard can say. Shift turns two digits into the
// signs of a telephone keypad, and the keys of comma and dot into "slower" and
// "faster", as < and > are printed on them.
func keyFor(name fyne.KeyName, shift bool) (input.Key, bool) {
	if shift {
		switch name {
		case fyne.Key8:
			return input.KeyStar, true
		case fyne.Key3:
			return input.KeyHash, true
		}
	}
	switch name {
	case fyne.KeyUp:
		return input.KeyUp, true
	case fyne.KeyDown:
		return input.KeyDown, true
	case fyne.KeyLeft:
		return input.KeyLeft, true
	case fyne.KeyRight:
		return input.KeyRight, true
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		return input.KeySelect, true
	case fyne.KeyEscape, fyne.KeyBackspace:
		return input.KeyBack, true
	case fyne.KeyF1, fyne.KeyH:
		return input.KeyHelp, true
	case fyne.KeyHome:
		return input.KeyHome, true
	case fyne.KeyR:
		return input.KeyRepeat, true
	case fyne.KeyP:
		return input.KeyPause, true
	case fyne.KeyW:
		return input.KeyWhereAmI, true
	case fyne.KeyS:
		return input.KeySpell, true
	case fyne.KeyC:
		return input.KeyCall, true
	case fyne.KeyL:
		return input.KeyLanguage, true
	case fyne.KeyPlus, fyne.KeyEqual:
		return input.KeyVolumeUp, true
	case fyne.KeyMinus:
		return input.KeyVolumeDown, true
	case fyne.KeyPeriod:
		return input.KeyRateUp, true
	case fyne.KeyComma:
		return input.KeyRateDown, true
	case fyne.KeyAsterisk:
		return input.KeyStar, true
	}
	if len(name) == 1 && name[0] >= '0' && name[0] <= '9' {
		return input.Key(name), true
	}
	return "", false
}

// keyDown takes one press of a key; the driver reports no repeats here.
func (s *Screen) keyDown(e *fyne.KeyEvent) {
	if _, held := s.down[e.Name]; held {
		return
	}
	var mod fyne.KeyModifier
	if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok {
		mod = d.CurrentKeyModifiers()
	}
	if mod&fyne.KeyModifierControl != 0 {
		if e.Name == fyne.KeyQ {
			s.cfg.Emit(input.Quit{})
		}
		return
	}
	key, ok := keyFor(e.Name, mod&fyne.KeyModifierShift != 0)
	if !ok {
		return
	}
	s.down[e.Name] = key
	s.cfg.Emit(input.KeyPressed{Device: s.cfg.Device, Key: key})
}

func (s *Screen) keyUp(e *fyne.KeyEvent) {
	key, ok := s.down[e.Name]
	if !ok {
		return
	}
	delete(s.down, e.Name)
	s.cfg.Emit(input.KeyReleased{Device: s.cfg.Device, Key: key})
}
