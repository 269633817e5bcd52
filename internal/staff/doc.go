// Package staff is the other end of a call: a small page for a phone or PC of the
// people who work at the site. It shows which kiosk calls, from which screen, how the
// person talks, and what they wrote; it answers "coming", "in two minutes" or in words.
//
// It also shows the menu, on which staff mark what is sold out and change prices, and take
// that back. They add things with a photograph and a name in one language. What they changed
// is downloaded as a file for who keeps the service's own.
//
// What it hides: the HTTP server, its key, its time-outs. What never crosses: anything
// typed into a service, any node that is personal, who the person is. What a person
// wrote to staff is kept in memory until they leave, and nowhere else.
//
// A Desk's methods may be called from any goroutine and never block. Nothing listens
// unless the site file gives a key; without TLS it listens on the machine itself only.
package staff
