//go:build cgo && linux && !ci

package otosink

/*
#include <stdlib.h>
#include <alsa/asoundlib.h>

int __real_snd_pcm_open(snd_pcm_t **pcm, const char *name, snd_pcm_stream_t stream, int mode);

// modu_listen fills buf with n mono samples of 48 kHz from a capture device.
static int modu_listen(const char *name, float *buf, long n) {
	snd_pcm_t *pcm;
	int err = __real_snd_pcm_open(&pcm, name, SND_PCM_STREAM_CAPTURE, 0);
	if (err < 0) return err;
	err = snd_pcm_set_params(pcm, SND_PCM_FORMAT_FLOAT_LE, SND_PCM_ACCESS_RW_INTERLEAVED, 1, 48000, 1, 100000);
	if (err >= 0) err = snd_pcm_start(pcm);
	for (long at = 0; err >= 0 && at < n;) {
		snd_pcm_sframes_t got = snd_pcm_readi(pcm, buf + at, n - at);
		if (got < 0) got = snd_pcm_recover(pcm, got, 1);
		if (got < 0) err = got;
		else at += got;
	}
	snd_pcm_close(pcm);
	return err < 0 ? err : 0;
}
*/
import "C"

import (
	"fmt"
	"time"
	"unsafe"

	"modu/accessibility/audio"
)

// Listen records from an ALSA capture device, a microphone or a loopback, for as long
// as d. It blocks. It is for checking a site, not for a running kiosk. Errors wrap
// ErrNoDevice.
func Listen(device string, d time.Duration) ([]float32, error) {
	pcm := make([]float32, audio.Samples(d))
	name := C.CString(alsaName(device))
	defer C.free(unsafe.Pointer(name))
	if e := C.modu_listen(name, (*C.float)(unsafe.Pointer(unsafe.SliceData(pcm))), C.long(len(pcm))); e < 0 {
		return nil, fmt.Errorf("%w to listen with: %q: %s", ErrNoDevice, device, C.GoString(C.snd_strerror(e)))
	}
	return pcm, nil
}
