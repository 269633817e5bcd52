package ambient

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"strconv"
	"time"

	"modu/accessibility/audio"
	"modu/internal/child"
	"modu/internal/task"
)

// ErrNoMicrophone: nothing comes from the microphone. Retry later.
var ErrNoMicrophone = errors.New("ambient: no sound from the microphone")

// Program captures: arecord of alsa-utils, which every machine with ALSA may have.
const Program = "arecord"

// Listen feeds a meter from a microphone, an ALSA name, until ctx ends or the microphone
// does. tell is called after every whole second, on the caller's goroutine.
func Listen(ctx context.Context, device string, m *Meter, tell func()) error {
	defer m.lost()
	c, err := child.Start(child.Spec{Command: Program, Args: []string{"-q", "-D", device, "-t", "raw", "-f", "S16_LE", "-c", "1", "-r", strconv.Itoa(audio.Rate)},
		Keep: alsaFinds(), PipeOut: true, Limits: child.Limits{Memory: maxMemory, Files: maxFiles}})
	if err != nil {
		return fmt.Errorf("%w: %v", ErrNoMicrophone, err)
	}
	stop := context.AfterFunc(ctx, c.Kill)
	defer stop()
	feed(c.Out, m, tell)
	c.Kill() // harmless when it has ended
	c.End(0)
	if gone := ctx.Err(); gone != nil {
		return gone
	}
	return fmt.Errorf("%w: %s ended: %v", ErrNoMicrophone, Program, c.Err())
}

// What the program may use: it holds a tenth of a second of sound.
const (
	maxMemory = 256 << 20
	maxFiles  = 64
)

// alsaFinds are the variables by which ALSA, and the sound servers behind it, are found and
// set up.
func alsaFinds() []string {
	return []string{"HOME", "ALSA_CONFIG_PATH", "ALSA_CONFIG_DIR", "ALSA_CONFIG_UCM", "ALSA_CONFIG_UCM2", "ALSA_PLUGIN_DIR", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME",
		"PULSE_SERVER", "PULSE_SOURCE", "PULSE_COOKIE", "PULSE_RUNTIME_PATH", "PULSE_CONFIG_PATH", "PULSE_CLIENTCONFIG",
		"PIPEWIRE_REMOTE", "PIPEWIRE_RUNTIME_DIR", "PIPEWIRE_CONFIG_DIR", "DBUS_SESSION_BUS_ADDRESS"}
}

// feed reads until there is no more. The two buffers are all the sound there ever is:
// 20 ms, overwritten by the next and cleared at the end.
func feed(r io.Reader, m *Meter, tell func()) {
	raw, pcm := make([]byte, 2*audio.Block*2), make([]float32, audio.Block*2)
	defer func() { clear(raw); clear(pcm) }()
	for {
		if _, err := io.ReadFull(r, raw); err != nil {
			return
		}
		for i := range pcm {
			pcm[i] = float32(int16(binary.LittleEndian.Uint16(raw[2*i:]))) / 32768
		}
		if m.Write(pcm) && tell != nil {
			tell()
		}
	}
}

// retry is how long a microphone that failed is left alone.
const retry = 30 * time.Second

// Keep is Listen again and again until ctx ends. state is told, once each, when sound
// comes and when it does not, with the reason.
func Keep(ctx context.Context, device string, m *Meter, tell func(), state func(error)) {
	for {
		heard := false
		err := Listen(ctx, device, m, func() {
			if !heard {
				heard = true
				state(nil)
			}
			tell()
		})
		if ctx.Err() != nil {
			return
		}
		state(err)
		if task.Sleep(ctx, retry) != nil {
			return
		}
	}
}
