// Package archtest holds the rules about which package may know which, and finds
// what breaks them. Its tests run over this module, so a broken rule fails
// "go test ./...". They also hold the tables of ARCHITECTURE.md and the lists of
// packages in .ci against the sources; "go generate" writes those anew.
//
// It hides how Go files are read: Rules only parses them, so files of every build tag
// count; Core works out the types of the core, as the pure lane builds it. The rules are
// tables in rules.go, and the functions that are freed from one are in oversized.go and
// goroutines.go; each exception states its reason. Nothing but tests may
// import it.
package archtest
