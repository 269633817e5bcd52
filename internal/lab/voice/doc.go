// Package voice opens the engines that can speak here by the names that the command line
// gives them, and makes the sound of a text as the kiosk would play it.
//
// It hides which engine gets Korean respelled, how a long text is cut into clauses and at
// another language's words, and how loudness is evened out. Sound is mono at audio.Rate,
// full scale 1. An Engine is used from one goroutine, and must be closed.
package voice
