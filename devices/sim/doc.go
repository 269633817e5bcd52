// Package sim is the other end of the cable: devices that speak the real bytes over
// a real pseudo-terminal, do what a script tells them, and break on purpose.
//
// It hides pacing (bytes come at the speed of the line) and faults. Tests, the
// demonstration and people at a keyboard use one small script language (Help). A
// device is a state machine without I/O; Device serves it to a stream, Plugged
// puts it behind a link in the file system. Do may be called from any goroutine. It
// never imports a driver: what it sends is made from the protocol, not from the
// code under test.
package sim
