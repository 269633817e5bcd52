// Package sign plays sign-language clips: MPEG-1 video, as a program stream (.mpg) or
// bare.
//
// It hides the decoder, and that it runs in a child process: the library's assembly
// checks no bounds, so a broken file may crash or hang it, and must not take the kiosk
// along. The child is a filter, a file in and pictures out, and lives as long as one
// clip is shown.
//
// Open may be called from any goroutine; one goroutine at a time may use a Stream. The
// package never plays sound, never keeps a clip and never waits longer for a picture than
// the player's patience.
package sign
