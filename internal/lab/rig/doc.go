// Package rig is a kiosk without its window, on a bench: the real core and loop, a keypad
// on a pseudo-terminal that is pressed by bytes, and, where asked for, the real voice and
// sound device. Races and measurements press its keys; tests listen to it.
//
// It hides how these parts are wired and in which order they end. A Rig is pressed from
// one goroutine; its Observer is called on the loop's. Each Rig starts the loop and the
// goroutines of its parts, and Close ends them all.
package rig
