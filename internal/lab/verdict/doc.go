// Package verdict is what a check found: for people line by line as it is found, and for
// programs as one JSON object at the end.
//
// The object, version 1 (internal/doc/kioskctl-json.md shows one of each command):
//
//	version   1; a reader refuses a number that it does not know
//	command   which check this is: "lint", "service lint", "service walk", …
//	holds     whether what was asked for holds; the exit status is 0 exactly then
//	mistakes  what keeps it from holding; never null
//	notes     what somebody should know and that is no mistake; never null
//	counts    how much was looked at, by name: "screens", "items", "stays", …
//
// A finding, in mistakes and notes:
//
//	file, line, column  where in a file; line and column count from 1, and are left out
//	                    where they are unknown
//	where               where that is in no file: a screen, a way to it, a person's stay
//	rule                id of the rule of accessibility that is broken, such as "TXT-6"
//	message             what is the matter; always there
//	remedy              what to do about it
//	times               how many have met it, where that is counted; where is then the first
//
// Fields may be added within a version; none is renamed, and none changes its meaning. It
// hides nothing else and is used from one goroutine.
package verdict
