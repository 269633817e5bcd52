package devbench

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"syscall"
	"time"

	"modu/accessibility/input"
	"modu/accessibility/nav"
	"modu/assets"
	"modu/devices/drivers"
	"modu/devices/frame"
	"modu/devices/link"
	"modu/devices/profile"
	"modu/devices/sim"
	"modu/devices/transport/pty"
	"modu/internal/task"
)

// patience ends a measurement in which nothing happens.
const patience = 20 * time.Second

func load(name string) (*profile.Profile, error) {
	file := path.Join("profiles", name+".yaml")
	data, err := assets.Files.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("devbench: %w", err)
	}
	p, issues := profile.Load(file, data)
	return p, issues.Err()
}

// shipped are the profiles that the kiosk comes with.
func shipped() ([]*profile.Profile, error) {
	folder, err := fs.Sub(assets.Files, "profiles")
	if err != nil {
		return nil, fmt.Errorf("devbench: %w", err)
	}
	return profile.All(folder)
}

// start links a device at a path. emit is called on the link's goroutine.
func start(ctx context.Context, p *profile.Profile, id, at string, emit func(input.Event)) *link.Link {
	spec := p.Port
	spec.USB, spec.Path = nil, at
	return link.Start(ctx, link.Config{ID: id, Class: "keypad", Driver: drivers.New(p, id), Opener: drivers.Opener(p), Spec: spec, Emit: emit})
}

// await waits for a state of a device.
func await(ctx context.Context, states <-chan input.DeviceChanged, want input.DeviceState) error {
	limit := time.NewTimer(patience)
	defer limit.Stop()
	for {
		select {
		case s := <-states:
			if s.State == want {
				return nil
			}
		case <-limit.C:
			return errors.New("devbench: a device did not change its state in time")
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// Keys measures n times how long it takes from the bytes of a key leaving a keypad to
// the intent that the keymap makes of it.
func Keys(ctx context.Context, n int) (times []time.Duration, err error) {
	p, err := load("accessible-controller")
	if err != nil {
		return nil, err
	}
	keymap, err := defaultKeymap()
	if err != nil {
		return nil, err
	}
	m, err := pty.Open()
	if err != nil {
		return nil, err
	}
	defer m.Close()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	states, intents := make(chan input.DeviceChanged, 10), make(chan time.Time, 1)
	var held nav.State
	l := start(ctx, p, "keys", m.Slave, func(e input.Event) {
		switch e := e.(type) {
		case input.DeviceChanged:
			states <- e
		case input.KeyPressed:
			var intent nav.Intent
			if held, intent = keymap.Press(held, "any", e.Device, e.Key, 0, 0); intent == nav.Next {
				intents <- time.Now()
			}
		case input.KeyReleased:
			held, _ = keymap.Release(held, e.Device, e.Key)
		}
	})
	defer l.Close()
	if err := echoHello(m, len(p.Probe.Send)); err != nil {
		return nil, err
	}
	if err := await(ctx, states, input.DeviceReady); err != nil {
		return nil, err
	}
	var moves [2][]byte
	for state := range moves {
		// 08 is "down" of this keypad, 1 pressed and 0 released.
		if moves[state], err = p.Frame.Encode(frame.Frame{ID: p.Keys.FrameID, Payload: []byte{0x08, byte(state)}}); err != nil {
			return nil, err
		}
	}
	return pressed(ctx, m, n, moves[1], moves[0], intents)
}

func defaultKeymap() (*nav.Keymap, error) {
	const mapFile = "keymaps/default.yaml"
	data, err := assets.Files.ReadFile(mapFile)
	if err != nil {
		return nil, fmt.Errorf("devbench: %w", err)
	}
	keymap, issues := nav.LoadKeymap(mapFile, data)
	return keymap, issues.Err()
}

// echoHello answers a greeting of so many bytes with itself.
func echoHello(port io.ReadWriter, size int) error {
	hello := make([]byte, size)
	if _, err := io.ReadFull(port, hello); err != nil {
		return err
	}
	_, err := port.Write(hello)
	return err
}

// pressed presses a key n times and measures each until its intent has come.
func pressed(ctx context.Context, port io.Writer, n int, press, release []byte, intents <-chan time.Time) (times []time.Duration, err error) {
	limit := time.NewTimer(patience + time.Duration(n)*10*time.Millisecond)
	defer limit.Stop()
	for range n {
		began := time.Now()
		if _, err := port.Write(press); err != nil {
			return nil, err
		}
		select {
		case at := <-intents:
			times = append(times, at.Sub(began))
		case <-limit.C:
			return nil, errors.New("devbench: a key was lost")
		case <-ctx.Done():
			return nil, ctx.Err()
		}
		if _, err := port.Write(release); err != nil {
			return nil, err
		}
	}
	return times, nil
}

// Idle measures which part of one processor n devices need while nobody touches them:
// drivers, links and the simulated devices themselves, for a time. They have the shipped
// profiles in turn.
func Idle(ctx context.Context, n int, during time.Duration) (share float64, err error) {
	dir, err := os.MkdirTemp("", "modu-bench-")
	if err != nil {
		return 0, err
	}
	defer os.RemoveAll(dir)
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	profiles, err := shipped()
	if err != nil {
		return 0, err
	}
	states := make(chan input.DeviceChanged, 10*n)
	for i := range n {
		p := profiles[i%len(profiles)]
		id := fmt.Sprintf("device-%d", i)
		plugged, err := sim.Plug(ctx, sim.New(p), filepath.Join(dir, id))
		if err != nil {
			return 0, err
		}
		defer plugged.Close()
		l := start(ctx, p, id, plugged.Link(), func(e input.Event) {
			if d, ok := e.(input.DeviceChanged); ok {
				states <- d
			}
		})
		defer l.Close()
	}
	for range n {
		if err := await(ctx, states, input.DeviceReady); err != nil {
			return 0, err
		}
	}
	before, err := used()
	if err != nil {
		return 0, err
	}
	began := time.Now()
	if err := task.Sleep(ctx, during); err != nil {
		return 0, err
	}
	after, err := used()
	if err != nil {
		return 0, err
	}
	return float64(after-before) / float64(time.Since(began)), nil
}

// used is the processor time of this program.
func used() (time.Duration, error) {
	var r syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &r); err != nil {
		return 0, fmt.Errorf("devbench: %w", err)
	}
	return time.Duration(r.Utime.Nano() + r.Stime.Nano()), nil
}

// Replug measures n times how long it takes from a keypad's node appearing again to
// the keypad working again. The cable is out for another time each round.
func Replug(ctx context.Context, n int) (times []time.Duration, err error) {
	p, err := load("accessible-controller")
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "modu-bench-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	plugged, err := sim.Plug(ctx, sim.New(p), filepath.Join(dir, "keys"))
	if err != nil {
		return nil, err
	}
	defer plugged.Close()
	states := make(chan input.DeviceChanged, 100)
	l := start(ctx, p, "keys", plugged.Link(), func(e input.Event) {
		if d, ok := e.(input.DeviceChanged); ok {
			states <- d
		}
	})
	defer l.Close()
	if err := await(ctx, states, input.DeviceReady); err != nil {
		return nil, err
	}
	for i := range n {
		if err := plugged.Do("unplug"); err != nil {
			return nil, err
		}
		if err := await(ctx, states, input.DeviceLost); err != nil {
			return nil, err
		}
		if err := task.Sleep(ctx, time.Duration(50+170*i%1700)*time.Millisecond); err != nil {
			return nil, err
		}
		began := time.Now()
		if err := plugged.Do("replug"); err != nil {
			return nil, err
		}
		if err := await(ctx, states, input.DeviceReady); err != nil {
			return nil, err
		}
		times = append(times, time.Since(began))
	}
	return times, nil
}
