//go:build cgo && linux && !ci

package otosink

/*
#cgo pkg-config: alsa
#include <alsa/asoundlib.h>

static void modu_quiet(const char *file, int line, const char *function, int err, const char *fmt, ...) {}

// Some twenty lines on stderr for a missing device help nobody; the error itself
// comes back as a number.
static int modu_probe(void) {
	snd_pcm_t *pcm;
	snd_lib_error_set_handler(modu_quiet);
	int err = snd_pcm_open(&pcm, "default", SND_PCM_STREAM_PLAYBACK, SND_PCM_NONBLOCK);
	if (err < 0) return err;
	snd_pcm_close(pcm);
	return 0;
}
*/
import "C"

import "fmt"

// probe opens and closes the default device. oto would go on to every other device
// of the machine when it is missing, and leaves a goroutine behind at each try.
func probe() error {
	if e := C.modu_probe(); e < 0 {
		return fmt.Errorf("%w: %s", ErrNoDevice, C.GoString(C.snd_strerror(e)))
	}
	return nil
}
