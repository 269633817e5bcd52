// Package course is one person's way through a service: the step they are at and the way
// back, what they have chosen, what the world is doing for them meanwhile, and practice, in
// which nothing has a consequence.
//
// It hides the rules of that way: guards, what a step does of itself, what may be gone back
// to, what is the same call again, what of practice may become real. It knows the service
// and the order, and nothing of screens, words, terminals and printers: what it wants of
// them are its outcomes. Course is a value, time an argument; any goroutine may call it.
package course
