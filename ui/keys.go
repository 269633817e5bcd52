package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"modu/accessibility/input"
)

// keyboard is what the keys of a computer keyboard stand for; digits stand for themselves.
var keyboard = map[fyne.KeyName]input.Key{
	fyne.KeyUp:        input.KeyUp,
	fyne.KeyDown:      input.KeyDown,
	fyne.KeyLeft:      input.KeyLeft,
	fyne.KeyRight:     input.KeyRight,
	fyne.KeyReturn:    input.KeySelect,
	fyne.KeyEnter:     input.KeySelect,
	fyne.KeySpace:     input.KeySelect,
	fyne.KeyEscape:    input.KeyBack,
	fyne.KeyBackspace: input.KeyBack,
	fyne.KeyF1:        input.KeyHelp,
	fyne.KeyH:         input.KeyHelp,
	fyne.KeyHome:      input.KeyHome,
	fyne.KeyR:         input.KeyRepeat,
	fyne.KeyP:         input.KeyPause,
	fyne.KeyW:         input.KeyWhereAmI,
	fyne.KeyS:         input.KeySpell,
	fyne.KeyC:         input.KeyCall,
	fyne.KeyL:         input.KeyLanguage,
	fyne.KeyPlus:      input.KeyVolumeUp,
	fyne.KeyEqual:     input.KeyVolumeUp, // plus without Shift
	fyne.KeyMinus:     input.KeyVolumeDown,
	fyne.KeyPeriod:    input.KeyRateUp,   // ">" is printed on it,
	fyne.KeyComma:     input.KeyRateDown, // and "<" on this one
	fyne.KeyAsterisk:  input.KeyStar,
}

// shifted is what keys stand for together with Shift: the star and the hash of a telephone
// keypad.
var shifted = map[fyne.KeyName]input.Key{
	fyne.Key8: input.KeyStar,
	fyne.Key3: input.KeyHash,
}

// keyFor is what a key of a computer keyboard stands for, and whether it stands for
// anything.
func keyFor(name fyne.KeyName, shift bool) (input.Key, bool) {
	if key, ok := shifted[name]; ok && shift {
		return key, true
	}
	if key, ok := keyboard[name]; ok {
		return key, true
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
