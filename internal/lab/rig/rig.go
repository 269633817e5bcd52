package rig

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strconv"
	"time"

	"modu/accessibility/audio/otosink"
	"modu/accessibility/input"
	"modu/accessibility/reading"
	"modu/accessibility/scene"
	"modu/accessibility/speaker"
	"modu/accessibility/synth"
	"modu/accessibility/synth/espeak"
	"modu/assets/earcons"
	"modu/devices/frame"
	"modu/devices/keypad"
	"modu/devices/link"
	"modu/devices/profile"
	"modu/devices/transport/pty"
	"modu/devices/transport/serialport"
	"modu/internal/assemble"
	"modu/internal/runtime"
	"modu/internal/task"
)

// Keypad is the profile of the keypad that is pressed.
const Keypad = "accessible-controller"

// readyLimit is how long the keypad may take to answer its driver, beside much else.
const readyLimit = time.Minute

// Config of a rig.
type Config struct {
	Parts    *assemble.Parts
	Observer runtime.Observer
	// Sound makes it speak on the sound device that ALSA calls "default". Without it, it
	// says nothing.
	Sound bool
	// Buffer is the sound device's buffer in time; 0: as the kiosk has it.
	Buffer time.Duration
}

// Rig is a running kiosk without a window.
type Rig struct {
	master *pty.Master
	prof   *profile.Profile
	closes []func()
}

// Start starts a rig, its pseudo-terminal in dir, and returns when the keypad works.
func Start(ctx context.Context, dir string, c Config) (_ *Rig, err error) {
	prof, issues := assemble.LoadProfile(Keypad)
	if issues.Err() != nil {
		return nil, issues
	}
	r := &Rig{prof: prof}
	defer func() {
		if err != nil {
			r.Close()
		}
	}()
	socket := pty.NewSocket(filepath.Join(dir, "keypad"))
	if r.master, err = socket.Plug(); err != nil {
		return nil, err
	}
	greets := task.Start(func(context.Context) { answerGreeting(r.master) }) // ends when the line is closed
	r.closes = append(r.closes, func() { r.master.Close(); greets.Wait() })
	began := time.Now()
	loop := runtime.NewLoop(c.Parts.Machine(1, 101), func() time.Duration { return time.Since(began) })
	ports := runtime.Ports{Observer: c.Observer}
	if c.Sound {
		ports.Voice = r.voice(c, loop.Emit)
	}
	runs := task.StartIn(ctx, func(ctx context.Context) { loop.Run(ctx, ports) })
	r.closes = append(r.closes, runs.Stop)
	return r, r.plug(ctx, socket.Link(), loop.Emit)
}

// voice makes the voice and the sound device.
func (r *Rig) voice(c Config, emit func(input.Event)) runtime.Voice {
	engine := espeak.Open(espeak.Config{Respell: reading.Respell}, "", nil)
	_ = engine.Prepare(c.Parts.Languages[0], synth.NormalRate)
	sink := otosink.New(otosink.Options{Buffer: c.Buffer})
	s := speaker.New(speaker.Config{Synth: engine, Sink: sink, Emit: emit})
	r.closes = append(r.closes, func() { s.Close(); sink.Close(); engine.Close() })
	return voice{s}
}

// plug connects the keypad's driver, and waits until both understand each other.
func (r *Rig) plug(ctx context.Context, at string, emit func(input.Event)) error {
	spec := r.prof.Port
	spec.USB, spec.Path = nil, at
	ready := make(chan struct{}, 1)
	l := link.Start(ctx, link.Config{ID: "keypad", Class: "keypad", Driver: keypad.New(r.prof, "keypad"), Opener: serialport.Opener{}, Spec: spec,
		Emit: func(ev input.Event) {
			if d, ok := ev.(input.DeviceChanged); ok && d.State == input.DeviceReady {
				select {
				case ready <- struct{}{}:
				default:
				}
			}
			emit(ev)
		}})
	r.closes = append(r.closes, func() { l.Close() })
	select {
	case <-ready:
		return nil
	case <-time.After(readyLimit):
		return errors.New("the keypad did not become ready")
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Down writes the bytes of a key that is pressed, and tells when it began to.
func (r *Rig) Down(key string) (time.Time, error) {
	b, err := r.frame(key, 1)
	if err != nil {
		return time.Time{}, err
	}
	began := time.Now()
	_, err = r.master.Write(b)
	return began, err
}

// Up writes the bytes of a key that is released.
func (r *Rig) Up(key string) error {
	b, err := r.frame(key, 0)
	if err != nil {
		return err
	}
	_, err = r.master.Write(b)
	return err
}

// Close ends everything that Start started.
func (r *Rig) Close() {
	for i := len(r.closes) - 1; i >= 0; i-- {
		r.closes[i]()
	}
	r.closes = nil
}

// frame is what the keypad sends for a key; state 1 is down.
func (r *Rig) frame(key string, state byte) ([]byte, error) {
	for code, k := range r.prof.Keys.Names {
		if string(k) != key {
			continue
		}
		c, err := strconv.ParseUint(code, 16, 8)
		if err != nil {
			return nil, err
		}
		return r.prof.Frame.Encode(frame.Frame{ID: r.prof.Keys.FrameID, Payload: []byte{byte(c), state}})
	}
	return nil, fmt.Errorf("the keypad %s has no key %q", Keypad, key)
}

type voice struct{ *speaker.Speaker }

// Cue plays earcons as the kiosk does: they must cost speech nothing.
func (v voice) Cue(e scene.Earcon) { v.Speaker.Cue(earcons.Of(string(e))) }

func (v voice) SetVolume(db int) { v.Speaker.SetVolume(float64(db)) }

// answerGreeting sends back what the driver asks with, as the real controller does.
func answerGreeting(m *pty.Master) {
	buf := make([]byte, 256)
	for {
		n, err := m.Read(buf)
		if err != nil {
			time.Sleep(5 * time.Millisecond)
			if n == 0 {
				if _, err := m.Write(nil); err != nil {
					return
				}
				continue
			}
		}
		if n > 0 {
			_, _ = m.Write(buf[:n])
		}
	}
}
