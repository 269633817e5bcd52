// Package screen makes the scene of a moment: every screen that the kiosk can show, and
// what activating each of its nodes does.
//
// View is pure. It hides how a screen is put together, cut into pages and marked for
// practice, the easy form, the strip and sign language; that nothing that can be focused
// does nothing; and that each screen has the same bar. It changes no model. Any goroutine
// may call it.
package screen
