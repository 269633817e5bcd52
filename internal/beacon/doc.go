// Package beacon decides when the kiosk says where it stands: somebody who cannot see has
// asked for it, with a remote or a button at the entrance (SPK-17).
//
// It hides when that is allowed, how often it is said, and what happens to who leans on the
// button. Nothing is said while somebody is being served or money is moving. State is a
// value, time an argument; any goroutine may call it.
package beacon
