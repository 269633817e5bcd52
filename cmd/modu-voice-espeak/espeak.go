// SPDX-License-Identifier: GPL-3.0-or-later

package main

/*
#cgo pkg-config: espeak-ng
#include <stdlib.h>
#include <espeak-ng/speak_lib.h>

extern int synthCallback(short *, int, espeak_EVENT *);

static int start(void) {
	int rate = espeak_Initialize(AUDIO_OUTPUT_SYNCHRONOUS, 20, NULL, espeakINITIALIZE_DONT_EXIT);
	if (rate > 0) espeak_SetSynthCallback(synthCallback);
	return rate;
}
// The text is only text: no SSML, no phonemes in brackets.
static int say(const char *text, size_t size, void *user) {
	return espeak_Synth(text, size, 0, POS_CHARACTER, 0, espeakCHARS_UTF8, NULL, user);
}
static int number(espeak_EVENT *e) { return e->type; }
*/
import "C"

import (
	"errors"
	"fmt"
	"runtime/cgo"
	"unsafe"
)

var errNoLibrary = errors.New("libespeak-ng does not start; is espeak-ng-data installed?")

// initialise starts the library; it gives the sample rate in Hz.
func initialise() (int, error) {
	rate := int(C.start())
	if rate <= 0 {
		return 0, errNoLibrary
	}
	return rate, nil
}

// synthesise says a clause, calling deliver for every 20 ms of sound.
func synthesise(w *work, s speech) error {
	name := C.CString(s.voice)
	defer C.free(unsafe.Pointer(name))
	if rc := C.espeak_SetVoiceByName(name); rc != C.EE_OK {
		return fmt.Errorf("voice %s: error %d", s.voice, rc)
	}
	wpm := min(max(normalWPM*s.rate/100, C.espeakRATE_MINIMUM), C.espeakRATE_MAXIMUM)
	if rc := C.espeak_SetParameter(C.espeakRATE, C.int(wpm), 0); rc != C.EE_OK {
		return fmt.Errorf("rate %d: error %d", wpm, rc)
	}
	if rc := C.espeak_SetParameter(C.espeakPITCH, C.int(pitch(s.rate)), 0); rc != C.EE_OK {
		return fmt.Errorf("pitch: error %d", rc)
	}
	text := C.CString(s.text)
	defer C.free(unsafe.Pointer(text))
	h := cgo.NewHandle(w)
	defer h.Delete()
	// The size counts the zero byte at the end.
	if rc := C.say(text, C.size_t(len(s.text)+1), unsafe.Pointer(&h)); rc != C.EE_OK {
		return fmt.Errorf("synthesis: error %d", rc)
	}
	return nil
}

//export synthCallback
func synthCallback(wav *C.short, samples C.int, events *C.espeak_EVENT) C.int {
	if events == nil || events.user_data == nil {
		return 0
	}
	w := (*(*cgo.Handle)(events.user_data)).Value().(*work)
	if w.broken != nil || w.isCancelled(w.current.id) {
		return 1
	}
	b := w.buf[:0]
	for e := events; C.number(e) != C.espeakEVENT_LIST_TERMINATED; e = (*C.espeak_EVENT)(unsafe.Add(unsafe.Pointer(e), C.sizeof_espeak_EVENT)) {
		if C.number(e) == C.espeakEVENT_WORD { // positions count from 1
			b = w.word(b, int(e.text_position)-1, int(e.length), int(e.audio_position)*w.rate/1000)
		}
	}
	if wav != nil && samples > 0 {
		b = appendHeader(b, kindAudio, w.current.id, 2*int(samples))
		// The machine is little-endian, as the protocol is; a test says so.
		b = append(b, unsafe.Slice((*byte)(unsafe.Pointer(wav)), 2*int(samples))...)
	}
	w.write(b)
	if w.broken != nil {
		return 1
	}
	return 0
}
