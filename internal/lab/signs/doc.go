// Package signs is what somebody needs who films sign language for a service: the list of
// clips to be filmed, the most seen first, the check of what was filmed, and how much of a stay
// is signed.
//
// It hides how often a screen is seen: simulated customers go through the service by touch,
// straight on and with mishaps, and a walk finds what none of them meets. It is not safe for use
// by several goroutines at once.
package signs
