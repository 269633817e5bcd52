// Package xdisplay is an X display seen from outside: it starts a virtual one, presses
// keys and the pointer's button on it, and looks at what it shows, as a person's hands
// and eyes would. It knows nothing of what runs there.
//
// It hides the X protocol and its XTEST and DAMAGE extensions. A Display may be used from
// one goroutine at a time, except for Changes, whose channel may be read by another.
// Coordinates are pixels from the upper left corner of the screen.
//
// It needs Xvfb (Debian package xvfb) to start a display of its own.
package xdisplay
