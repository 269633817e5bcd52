//go:build !cgo || !linux || ci

package otosink_test

import (
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"modu/accessibility/audio"
	"modu/accessibility/audio/otosink"
)

func TestStubSaysSoAndKeepsTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := otosink.New(otosink.Options{})
		defer s.Close()
		if h := <-s.Health(); h.OK || !errors.Is(h.Err, otosink.ErrNotBuilt) {
			t.Errorf("%+v", h)
		}
		began := time.Now()
		<-s.Play(audio.NewClip(make([]float32, audio.Rate)), 0).Ended()
		if d := time.Since(began); d != time.Second {
			t.Errorf("a second lasted %v", d)
		}
	})
}
