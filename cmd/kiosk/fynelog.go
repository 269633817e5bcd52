package main

import (
	"bytes"
	"io"
	"log"
	"sync"
)

// harmless are complaints of Fyne about a desktop that a kiosk does not have: no
// session bus, no preferences of its own. They would send staff looking for a fault.
var harmless = []string{"failed to watch theme settings", "Preferences load error", "Preferences save error"}

// fyneLog passes the log on without them. Fyne writes such a message as three lines:
// what, cause, place.
type fyneLog struct {
	mu   sync.Mutex
	w    io.Writer
	skip int
}

// quietFyne filters the standard logger, which Fyne writes to.
func quietFyne(w io.Writer) { log.SetOutput(&fyneLog{w: w}) }

func (f *fyneLog) Write(p []byte) (int, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.skip > 0 && (bytes.Contains(p, []byte("Cause:")) || bytes.Contains(p, []byte("At:"))) {
		f.skip--
		return len(p), nil
	}
	f.skip = 0
	for _, h := range harmless {
		if bytes.Contains(p, []byte(h)) {
			f.skip = 2
			return len(p), nil
		}
	}
	return f.w.Write(p)
}
