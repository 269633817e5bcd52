// Package scaffold begins new services: from a few answers, or as a copy of a built-in one.
// What it makes passes lint and a trial by simulated customers as it is, so that whoever goes
// on from it knows that a mistake is their own.
//
// It hides the text that a service begins with, in every language. It writes nothing: files
// come as bytes by their names in the directory of the service. Any goroutine may call it; Ask
// waits on its own for whoever answers.
package scaffold
