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
// function of a package whose path begins so, or were started by one. A goroutine of
// which the owner knows that it has returned is none of them.
func Left(path string) (stacks []string) {
	buf := make([]byte, 1<<20)
	for {
		n := runtime.Stack(buf, true)
		if n < len(buf) {
			buf = buf[:n]
			break
		}
		buf = make([]byte, 2*len(buf))
	}
	for _, stack := range strings.Split(string(buf), "\n\n")[1:] { // the first is the caller's
		for line := range strings.Lines(stack) {
			if strings.HasPrefix(strings.TrimPrefix(line, "created by "), path) && !strings.Contains(line, "_test.") && !strings.Contains(line, ".Test") {
				stacks = append(stacks, stack)
				break
			}
		}
	}
	return stacks
}
