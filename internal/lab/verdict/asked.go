package verdict

import "errors"

// ErrAsked marks a mistake in what was asked for, that is in the command line: the person who
// asked can mend it there. A mistake in a file is datafile.Issues.
var ErrAsked = errors.New("mistake in the command line")
