// Package world is a running kiosk seen from outside: a program that was started on a
// display, what it writes about itself, and where it draws what. Races, measurements,
// the demonstration and tests of the real window start it and look at it here.
//
// It hides how such a program is started and ended, and the form of what it writes. It
// knows the kiosk only by its command line, so any program may stand in for it. Start
// starts one goroutine, or two with a transcript; Stop ends them with the program. The
// function that gets the transcript is called on one of them.
package world
