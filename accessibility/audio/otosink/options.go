package otosink

import (
	"errors"
	"fmt"
	"syscall"
	"time"
)

// Options of New. The zero value is right for a kiosk.
type Options struct {
	// Device is an ALSA name; "" is "default". No other device is ever opened in its
	// place.
	Device string
	// Buffer is the device's buffer in time; it holds four periods. 0 means 12 ms.
	// Set 40 ms where underruns are heard.
	Buffer time.Duration
}

// ErrNotBuilt: this program was built without the sound device. Never retry.
var ErrNotBuilt = errors.New("otosink: built without cgo, no sound device")

// ErrNoDevice: ALSA has no working device of that name. The sink retries by itself.
var ErrNoDevice = errors.New("otosink: no sound device")

// ErrBusy: the device is there, and another program has it. It is an ErrNoDevice.
var ErrBusy = fmt.Errorf("%w that is free", ErrNoDevice)

// openError is why ALSA did not open a device: errno is its negative error number, reason
// its text.
func openError(device string, errno int, reason string) error {
	err := ErrNoDevice
	if syscall.Errno(-errno) == syscall.EBUSY {
		err = ErrBusy
	}
	return fmt.Errorf("%w: %q: %s", err, device, reason)
}

// ErrStalled: the device accepts no more samples. The sink has given it up.
var ErrStalled = errors.New("otosink: sound device stalled")

// defaultBuffer: with 20 ms old speech is heard for 30 ms after a key, with 14 ms for some
// 20 (SPK-3; the project wants less than 25); still shorter ones run dry more often.
const defaultBuffer = 12 * time.Millisecond
