//go:build !cgo || !linux || ci

package otosink

import (
	"time"

	"modu/accessibility/audio"
)

// Built reports whether this program can play on a device.
const Built = false

// New returns a sink that is silent and says why.
func New(Options) audio.Sink {
	h := make(chan audio.Health, 1)
	h <- audio.Health{Err: ErrNotBuilt}
	return stub{audio.NewPaced(nil), h}
}

// Card cannot tell without libasound.
func Card(string) (int, bool, error) { return -1, false, ErrNotBuilt }

// Listen cannot listen without libasound.
func Listen(string, time.Duration) ([]float32, error) { return nil, ErrNotBuilt }

type stub struct {
	*audio.Paced
	health chan audio.Health
}

func (s stub) Health() <-chan audio.Health { return s.health }
