// Package tasktest finds goroutines that should have ended.
//
// A count of all goroutines tells nothing: the runtime's and the test's own come and go.
// Left looks at what each of them is doing instead. Only tests import it.
package tasktest

import (
	"runtime"
	"strings"
)

// Left returns the stacks of the goroutines, other than the caller's, that are in a
// function of a package whose path begins so, or were started by one. In a synctest bubble
// it looks at that bubble alone; after synctest.Wait what has returned is none of them.
func Left(path string) (stacks []string) {
	all := strings.Split(dump(), "\n\n")
	where := bubble(all[0]) // the first is the caller's
	for _, stack := range all[1:] {
		if bubble(stack) == where && in(stack, path) {
			stacks = append(stacks, stack)
		}
	}
	return stacks
}

// dump is what every goroutine is doing.
func dump() string {
	for buf := make([]byte, 1<<20); ; buf = make([]byte, 2*len(buf)) {
		if n := runtime.Stack(buf, true); n < len(buf) {
			return string(buf[:n])
		}
	}
}

// bubble is the synctest bubble of a goroutine as its first line names it, "" for none:
// "goroutine 9 [select, synctest bubble 2]:".
func bubble(stack string) string {
	head, _, _ := strings.Cut(stack, "\n")
	_, name, _ := strings.Cut(head, "synctest bubble ")
	return name
}

func in(stack, path string) bool {
	for line := range strings.Lines(stack) {
		if strings.HasPrefix(strings.TrimPrefix(line, "created by "), path) && !strings.Contains(line, "_test.") && !strings.Contains(line, ".Test") {
			return true
		}
	}
	return false
}
