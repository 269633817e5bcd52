package main

import (
	"os"
	"time"

	"modu/accessibility/input"
	"modu/internal/runtime"
	"modu/ui/monitor"
)

// panelSubject is the picture among what is wrong.
const panelSubject = "panel"

// watchMonitor keeps the monitor lit, and the window as large as the screen. It is called
// before the window is there; a kiosk without an X server, or with one that cannot be
// asked, does without. What it returns may be nil.
func watchMonitor(o options, screen *window, h *runtime.Health, now func() time.Duration, say func(string, ...any)) *monitor.Monitor {
	known := false // on Fyne's goroutine only
	screen.sized = func(wide, high int, fits bool) {
		if known {
			say("the window has %d x %d pixels now", wide, high)
		}
		known = true
		if fits {
			h.Clear(panelSubject)
		} else {
			h.Set(panelSubject, "health.panel.shape", now())
		}
	}
	if os.Getenv("WAYLAND_DISPLAY") != "" {
		return nil // the compositor's own business
	}
	changed := screen.follow
	if o.windowed {
		changed = func() {}
	}
	m, err := monitor.Open("", changed)
	if err != nil {
		say("the monitor may go dark, or change its size unseen: %v", err)
	}
	return m
}

// bySomebody reports whether an event means that somebody stands there: a dark monitor is
// lit for it.
func bySomebody(ev input.Event) bool {
	switch ev := ev.(type) {
	case input.KeyPressed, input.Pointed, input.Touched, input.SecretChanged, input.Presented:
		return true
	case input.JackChanged:
		return ev.In
	}
	return false
}
