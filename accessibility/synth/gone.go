package synth

import (
	"sync"
	"time"
)

// Gone waits until everything that wg counts has ended, but not longer than limit: a
// process that the kernel cannot end, or an engine that breaks its contract, is left
// behind, and that is ErrHung. Nothing may be added to wg any more.
func Gone(wg *sync.WaitGroup, limit time.Duration) error {
	gone := make(chan struct{})
	go func() {
		wg.Wait()
		close(gone)
	}()
	t := time.NewTimer(limit)
	defer t.Stop()
	select {
	case <-gone:
		return nil
	case <-t.C:
		return ErrHung
	}
}
