package otosink

import (
	"errors"
	"syscall"
	"testing"
)

// A device that somebody else has is told from one that is not there.
func TestBusyIsTold(t *testing.T) {
	busy := openError("hw:0", -int(syscall.EBUSY), "Device or resource busy")
	if !errors.Is(busy, ErrBusy) || !errors.Is(busy, ErrNoDevice) || busy.Error() != `otosink: no sound device that is free: "hw:0": Device or resource busy` {
		t.Error(busy)
	}
	gone := openError("hw:0", -int(syscall.ENOENT), "No such file or directory")
	if errors.Is(gone, ErrBusy) || !errors.Is(gone, ErrNoDevice) {
		t.Error(gone)
	}
}
