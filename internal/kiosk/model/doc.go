// Package model is all that the kiosk knows at one moment, and what can be asked of it.
//
// Model is a plain value: it can be compared, printed and stored (Encode, Decode). Setup is
// what never changes while the kiosk runs. Moment is the two together: the words, prices
// and rules of this moment, for drawing a screen (package screen) and taking an event (package
// kiosk). Nothing here changes a model but Settle, which brings it in line with
// itself. It does no I/O and reads no clock; any goroutine may call it.
package model
