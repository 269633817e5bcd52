//go:build cgo && linux && !ci

package otosink

// Held is held, for the tests.
var Held = held
