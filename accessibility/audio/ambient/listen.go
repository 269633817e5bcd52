package ambient

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strconv"
	"time"

	"modu/accessibility/audio"
)

// ErrNoMicrophone: nothing comes from the microphone. Retry later.
var ErrNoMicrophone = errors.New("ambient: no sound from the microphone")

// Program captures: arecord of alsa-utils, which every machine with ALSA may have.
const Program = "arecord"

// Listen feeds a meter from a microphone, an ALSA name, until ctx ends or the microphone
// does. tell is called after every whole second, on the caller's goroutine.
func Listen(ctx context.Context, device string, m *Meter, tell func()) error {
	defer m.lost()
	cmd := exec.CommandContext(ctx, Program, "-q", "-D", device, "-t", "raw", "-f", "S16_LE", "-c", "1", "-r", strconv.Itoa(audio.Rate))
	cmd.Env = os.Environ() // ALSA's configuration may be named there
	cmd.WaitDelay = time.Second
	out, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("%w: %v", ErrNoMicrophone, err)
	}
	feed(out, m, tell)
	_ = cmd.Process.Kill() // harmless when it has ended
	err = cmd.Wait()
	if c := ctx.Err(); c != nil {
		return c
	}
	return fmt.Errorf("%w: %s ended: %v", ErrNoMicrophone, Program, err)
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
		t := time.NewTimer(retry)
		select {
		case <-t.C:
		case <-ctx.Done():
			t.Stop()
			return
		}
	}
}
