// Package tryout sends customers through a service from the first screen to the last:
// by touch, by ear with a keypad, by ear with three keys and a headset, in easy words, in
// every language, for practice; and lets each of them call staff, open help, turn back,
// let the time run out and take a wrong turn on every screen.
//
// It hides how a customer finds their way. They know what they wish and what their way
// of using the kiosk gives them: what is drawn and can be tapped, or what is heard. What
// would block a person is a Finding. It plays the real machine in virtual time, does no
// I/O, and is not safe for use by several goroutines at once.
package tryout
