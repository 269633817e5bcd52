//go:build cgo && linux && !ci

package otosink

/*
#cgo pkg-config: alsa
#cgo LDFLAGS: -Wl,--wrap=snd_pcm_open -Wl,--wrap=snd_pcm_writei -Wl,--wrap=snd_pcm_recover -Wl,--wrap=snd_pcm_hw_params_set_buffer_size_near
#include <stdlib.h>
#include <alsa/asoundlib.h>
#include "alsa.h"
*/
import "C"

import (
	"fmt"
	"strings"
	"sync"
	"unsafe"

	"github.com/hajimehoshi/oto/v2"

	"modu/accessibility/audio"
)

// opening lets one device be opened at a time: which one is known to the process, not
// to oto, which would open "default".
var opening sync.Mutex

// alsaName is the name under which a device takes mono sound of 48 kHz: a bare card
// does not, ALSA's converting form of it does.
func alsaName(device string) string {
	switch {
	case device == "":
		return "default"
	case strings.HasPrefix(device, "hw:"):
		return "plug" + device
	}
	return device
}

// Card opens and closes a device and tells which sound card it plays on, or -1 where
// ALSA does not tell, and whether a sound server stands in between. Errors wrap
// ErrNoDevice, and ErrBusy where another program has the device.
func Card(device string) (card int, server bool, err error) {
	name := C.CString(alsaName(device))
	defer C.free(unsafe.Pointer(name))
	var n, s C.int
	if e := C.modu_probe(name, &n, &s); e < 0 {
		return -1, false, openError(device, int(e), C.GoString(C.snd_strerror(e)))
	}
	return int(n), s != 0, nil
}

// handle is a device that oto has open.
type handle struct {
	ctx  *oto.Context
	slot C.int
}

// newContext makes oto open one device, and no other. ready is closed when the handle
// may be used; errors appear only then.
func (s *sink) newContext() (h *handle, ready chan struct{}, err error) {
	opening.Lock()
	name := C.CString(alsaName(s.opt.Device))
	defer C.free(unsafe.Pointer(name))
	if e := C.modu_open(name); e < 0 {
		opening.Unlock()
		return nil, nil, openError(s.opt.Device, int(e), C.GoString(C.snd_strerror(e)))
	}
	ctx, done, err := oto.NewContextWithOptions(&oto.NewContextOptions{
		SampleRate: audio.Rate, ChannelCount: 1, Format: oto.FormatFloat32LE, BufferSize: s.opt.Buffer / 2})
	if err != nil {
		C.modu_opened()
		opening.Unlock()
		return nil, nil, fmt.Errorf("%w: %v", ErrNoDevice, err)
	}
	h, ready = &handle{ctx: ctx, slot: -1}, make(chan struct{})
	go func() { // ends with the opening; a driver that never returns from it holds the others up, too
		<-done
		h.slot = C.modu_slot()
		C.modu_opened()
		opening.Unlock()
		close(ready)
	}()
	return h, ready, nil
}

// wake says that a sound has begun: the device is not kept waiting behind silence.
func (h *handle) wake() { C.modu_wake(h.slot) }

func (h *handle) mute(on bool) {
	n := C.int(0)
	if on {
		n = 1
	}
	C.modu_mute(h.slot, n)
}

// drop gives the device back, now or when oto comes back from its last write.
func (h *handle) drop() {
	dead := C.int(0)
	if h.ctx.Err() != nil {
		dead = 1
	}
	C.modu_drop(h.slot, dead)
}

// underruns is how often the device ran out of samples, as ALSA reports it.
func (h *handle) underruns() int { return int(C.modu_underruns(h.slot)) }

// size is the device's buffer in samples, as it was granted; 0: not known yet.
func (h *handle) size() int { return int(C.modu_size(h.slot)) }

// server reports whether a sound server plays.
func (h *handle) server() bool { return C.modu_server(h.slot) != 0 }

// card is the number of the sound card; -1 where ALSA does not tell.
func (h *handle) card() int { return int(C.modu_card(h.slot)) }

// held is how many devices this program holds. A device that was dropped is held until oto
// comes back from its last write.
func held() int { return int(C.modu_held()) }
