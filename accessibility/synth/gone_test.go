package synth_test

import (
	"errors"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"modu/accessibility/synth"
)

func TestGone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var wg sync.WaitGroup
		if err := synth.Gone(&wg, time.Second); err != nil {
			t.Error("nothing to wait for:", err)
		}
		wg.Go(func() { time.Sleep(500 * time.Millisecond) })
		began := time.Now()
		if err := synth.Gone(&wg, time.Second); err != nil || time.Since(began) != 500*time.Millisecond {
			t.Error(err, time.Since(began))
		}
		wg.Go(func() { time.Sleep(time.Hour) })
		began = time.Now()
		if err := synth.Gone(&wg, time.Second); !errors.Is(err, synth.ErrHung) || time.Since(began) != time.Second {
			t.Error(err, time.Since(began))
		}
		time.Sleep(2 * time.Hour)
	})
}
