// Package drivers finds the driver that a profile is for, and the opener of its
// port.
//
// It hides which kinds of keypads there are, so that the kiosk, the trial of a
// profile and tests need not know. It keeps no state; any goroutine may use it. It
// never opens anything.
package drivers
