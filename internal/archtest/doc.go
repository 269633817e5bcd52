// Package archtest holds the rules about which package may know which, and finds
// what breaks them. Its test runs over this module, so a broken rule fails
// "go test ./...".
//
// It hides how Go files are read (only parsed, never built, so files of every
// build tag count). The rules are tables in rules.go; each exception there states
// its reason. Nothing but tests may import it.
package archtest
