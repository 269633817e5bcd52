package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/jezek/xgb/damage"
	"github.com/jezek/xgb/xproto"

	"modu/accessibility/audio/fifocard"
	"modu/accessibility/audio/otosink"
	"modu/accessibility/input"
	"modu/accessibility/reading"
	"modu/accessibility/scene"
	"modu/accessibility/speaker"
	"modu/accessibility/speaker/speakbench"
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
	"modu/internal/scenario"
)

// benchLatte is the order of ten steps that is timed.
const benchLatte = `version: 1
press down
press select
press select
seek item.latte
press select
seek option.temperature.iced
press select
seek options.add
press select
press select
press select
wait 1s
tap card
expect kind done
`

func benchCommand(ctx context.Context, args []string, out, errOut io.Writer) error {
	fs := flags("bench", errOut)
	n := fs.Int("n", 300, "presses to measure")
	pages := fs.Int("pages", 1000, "page changes of the memory run")
	kiosk := fs.String("kiosk", beside("kiosk"), "the kiosk program")
	only := fs.String("only", "", "only the parts whose name contains this: order, catalogue, core, sound, devices, voices, clip, window")
	if fs.Parse(args) != nil || fs.NArg() > 0 || *n < 1 || *pages < 1 {
		return errUsage
	}
	parts, _, err := loadSite("")
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "%-58s %9s %9s %9s  %s\n", "measured on this machine", "p50", "p99", "max", "goal")
	steps := []struct {
		name string
		run  func() error
	}{
		{"order", func() error { return benchOrder(parts, out) }},
		{"catalogue", func() error { return benchCatalogue(out, *n) }},
		{"core", func() error { return benchKeys(ctx, parts, out, *n, false) }},
		{"sound", func() error { return benchKeys(ctx, parts, out, *n/3+1, true) }},
		{"devices", func() error { return benchDevices(ctx, out, *n) }},
		{"voices", func() error { return benchVoices(ctx, out, *n, 0) }},
		{"clip", func() error { return benchClip(ctx, *kiosk, out, min(40, *n/3+1)) }},
		{"window", func() error { return benchWindow(ctx, *kiosk, out, *n/3+1, *pages) }},
	}
	for _, s := range steps {
		if !strings.Contains(s.name, *only) {
			continue
		}
		if err := s.run(); err != nil {
			return fmt.Errorf("%s: %w", s.name, err)
		}
	}
	return nil
}

// show prints one row. Goals are for reading, not for judging: the machine is noisy.
func show(out io.Writer, name, goal string, times []time.Duration) {
	slices.Sort(times)
	at := func(q float64) time.Duration { return times[min(len(times)-1, int(q*float64(len(times))))] }
	ms := func(d time.Duration) string { return fmt.Sprintf("%.2f ms", float64(d.Microseconds())/1000) }
	fmt.Fprintf(out, "%-58s %9s %9s %9s  %s\n", name, ms(at(.5)), ms(at(.99)), ms(times[len(times)-1]), goal)
}

func benchOrder(parts *assemble.Parts, out io.Writer) error {
	script, issues := scenario.Parse("bench", []byte(benchLatte))
	if issues.Err() != nil {
		return issues
	}
	var times []time.Duration
	for range 100 {
		t := time.Now()
		if _, err := scenario.Run(script, scenario.NewVirtual(parts.Machine(1, 101), nil), false); err != nil {
			return err
		}
		times = append(times, time.Since(t))
	}
	show(out, "a complete headless order, ten steps", "< 100 ms", times)
	return nil
}

// stopwatch is an observer that tells when a key led to a scene and to sound.
type stopwatch struct {
	pressed bool
	scene   chan time.Time
	sound   chan time.Time
}

func (s *stopwatch) Event(_ time.Duration, ev input.Event) {
	switch ev.(type) {
	case input.KeyPressed:
		s.pressed = true
	case input.SpeechStarted:
		select {
		case s.sound <- time.Now():
		default:
		}
	}
}

func (s *stopwatch) Output(time.Duration, runtime.Output) {
	if s.pressed {
		s.pressed = false
		s.scene <- time.Now()
	}
}

// benchKeys writes the bytes of a key onto a pseudo-terminal and waits for the scene
// that they lead to; with sound, also for the first samples that oto takes, on a card
// that only records.
func benchKeys(ctx context.Context, parts *assemble.Parts, out io.Writer, n int, sound bool) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	dir, err := os.MkdirTemp("", "modu-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	prof, issues := assemble.LoadProfile(standardKeypad)
	if issues.Err() != nil {
		return issues
	}
	socket := pty.NewSocket(filepath.Join(dir, "keypad"))
	master, err := socket.Plug()
	if err != nil {
		return err
	}
	defer master.Close()
	go answerGreeting(master, prof)

	watch := &stopwatch{scene: make(chan time.Time, 1), sound: make(chan time.Time, 1)}
	began := time.Now()
	loop := runtime.NewLoop(parts.Machine(1, 101), func() time.Duration { return time.Since(began) })
	ports := runtime.Ports{Observer: watch}
	if sound {
		env, card, err := fifocard.Start(dir)
		if err != nil {
			return err
		}
		defer card.Close()
		for _, e := range env {
			k, v, _ := strings.Cut(e, "=")
			if err := os.Setenv(k, v); err != nil {
				return err
			}
		}
		engine := espeak.Open(espeak.Config{Respell: reading.Respell}, "", nil)
		defer engine.Close()
		_ = engine.Prepare("ko", 100)
		sink := otosink.New(otosink.Options{})
		defer sink.Close()
		s := speaker.New(speaker.Config{Synth: engine, Sink: sink, Emit: loop.Emit})
		defer s.Close()
		ports.Voice = benchVoice{s}
	}
	ended := make(chan struct{})
	go func() { defer close(ended); loop.Run(ctx, ports) }()
	defer func() { cancel(); <-ended }()
	spec := prof.Port
	spec.USB, spec.Path = nil, socket.Link()
	ready := make(chan struct{}, 1)
	l := link.Start(ctx, link.Config{ID: "keypad", Class: "keypad", Driver: keypad.New(prof, "keypad"), Opener: serialport.Opener{}, Spec: spec,
		Emit: func(ev input.Event) {
			if d, ok := ev.(input.DeviceChanged); ok && d.State == input.DeviceReady {
				ready <- struct{}{}
			}
			loop.Emit(ev)
		}})
	defer l.Close()
	select {
	case <-ready:
	case <-time.After(10 * time.Second):
		return fmt.Errorf("the keypad did not become ready")
	}

	press := func(name string) (scene, pcm time.Duration, err error) {
		select { // a start of before that was not asked for
		case <-watch.sound:
		default:
		}
		down, up := keyFrame(prof, name, true), keyFrame(prof, name, false)
		t := time.Now()
		if _, err := master.Write(down); err != nil {
			return 0, 0, err
		}
		select {
		case at := <-watch.scene:
			scene = at.Sub(t)
		case <-time.After(5 * time.Second):
			return 0, 0, fmt.Errorf("no scene came of key %s", name)
		}
		if sound {
			select {
			case at := <-watch.sound:
				pcm = at.Sub(t)
			case <-time.After(5 * time.Second):
				return 0, 0, fmt.Errorf("no sound came of key %s", name)
			}
		}
		_, err = master.Write(up)
		time.Sleep(25 * time.Millisecond)
		return scene, pcm, err
	}
	for _, k := range []string{"down", "select", "select"} { // to the longest list
		if _, _, err := press(k); err != nil {
			return err
		}
	}
	var scenes, pcms []time.Duration
	for i := range n {
		s, p, err := press([]string{"down", "up"}[i%2])
		if err != nil {
			return err
		}
		scenes, pcms = append(scenes, s), append(pcms, p)
	}
	if !sound {
		show(out, "key byte on the line → scene ready", "p99 < 2 ms", scenes)
		return nil
	}
	show(out, "key byte on the line → first sample taken by the audio stack", "", pcms)
	cli, err := speakbench.CLI(ctx, 50, 60*time.Millisecond)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "%-58s %v\n", "  beside it, espeak-ng --stdout to its first samples:", cli)
	return nil
}

type benchVoice struct{ *speaker.Speaker }

// Cue plays earcons as the kiosk does: they must cost speech nothing.
func (v benchVoice) Cue(e scene.Earcon) { v.Speaker.Cue(earcons.Of(string(e))) }

func (v benchVoice) SetVolume(db int) { v.Speaker.SetVolume(float64(db)) }

// keyFrame is what the keypad sends for a key.
func keyFrame(p *profile.Profile, name string, down bool) []byte {
	for code, k := range p.Keys.Names {
		if string(k) != name {
			continue
		}
		c, err := strconv.ParseUint(code, 16, 8)
		if err != nil {
			break
		}
		state := byte(0)
		if down {
			state = 1
		}
		b, err := p.Frame.Encode(frame.Frame{ID: p.Keys.FrameID, Payload: []byte{byte(c), state}})
		if err == nil {
			return b
		}
	}
	panic("kioskctl: the standard keypad has no key " + name)
}

// answerGreeting sends back what the driver asks with, as the real controller does.
func answerGreeting(m *pty.Master, p *profile.Profile) {
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

// benchWindow measures a kiosk in a real window from outside: start, key to changed
// picture, memory.
func benchWindow(ctx context.Context, kiosk string, out io.Writer, n, pages int) error {
	d, err := startDisplay(ctx, panelW, panelH)
	if err != nil {
		return err
	}
	defer d.close()
	changes, err := d.changes()
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "modu-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	site := filepath.Join(dir, "site.yaml")
	if err := os.WriteFile(site, []byte("version: 1\nstate_dir: state\nspeech: {engine: silence}\n"), 0o644); err != nil {
		return err
	}
	var starts []time.Duration
	var cmd *exec.Cmd
	for i := range 5 {
		drain(changes)
		t := time.Now()
		cmd = exec.CommandContext(ctx, kiosk, "--site", site)
		cmd.Env = append(os.Environ(), "DISPLAY="+d.name)
		if err := cmd.Start(); err != nil {
			return err
		}
		if err := d.firstPicture(ctx, changes); err != nil {
			return err
		}
		starts = append(starts, time.Since(t))
		if i < 4 {
			_ = cmd.Process.Signal(syscall.SIGTERM)
			_ = cmd.Wait()
		}
	}
	defer func() { _ = cmd.Process.Signal(syscall.SIGTERM); _ = cmd.Wait() }()
	show(out, "start of the process → first picture (files in cache)", "< 300 ms", starts)
	time.Sleep(2 * time.Second)
	press := func(key string) (time.Duration, error) {
		drain(changes)
		t := time.Now()
		if err := d.key(key, 0); err != nil {
			return 0, err
		}
		select {
		case at := <-changes:
			return at.Sub(t), nil
		case <-time.After(3 * time.Second):
			return 0, fmt.Errorf("pressing %s changed nothing on the screen", key)
		}
	}
	for _, k := range []string{"Down", "Return"} {
		if _, err := press(k); err != nil {
			return err
		}
		time.Sleep(700 * time.Millisecond)
	}
	var focus, page []time.Duration
	for i := range n {
		t, err := press([]string{"Down", "Up"}[i%2])
		if err != nil {
			return err
		}
		focus = append(focus, t)
		time.Sleep(120 * time.Millisecond)
	}
	show(out, "key → changed picture, focus moves (software rendering)", "", focus)
	for i := range n {
		t, err := press([]string{"Return", "BackSpace"}[i%2])
		if err != nil {
			return err
		}
		page = append(page, t)
		time.Sleep(150 * time.Millisecond)
	}
	show(out, "key → changed picture, another screen", "", page)
	first, err := pss(cmd.Process.Pid)
	if err != nil {
		return err
	}
	half := 0
	for i := range pages {
		if _, err := press([]string{"Return", "BackSpace"}[i%2]); err != nil {
			return err
		}
		time.Sleep(60 * time.Millisecond)
		if i == pages/2 {
			if half, err = pss(cmd.Process.Pid); err != nil {
				return err
			}
		}
	}
	last, err := pss(cmd.Process.Pid)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "%-58s %d MiB, after %d: %d MiB, after %d: %d MiB  < 200 MiB, flat\n", "memory (PSS) before page changes", first, pages/2, half, pages, last)
	debug.FreeOSMemory()
	return nil
}

// changes tells when anything on the display was drawn anew.
func (d *display) changes() (<-chan time.Time, error) {
	if err := damage.Init(d.conn); err != nil {
		return nil, err
	}
	if _, err := damage.QueryVersion(d.conn, 1, 1).Reply(); err != nil {
		return nil, err
	}
	id, err := damage.NewDamageId(d.conn)
	if err != nil {
		return nil, err
	}
	if err := damage.CreateChecked(d.conn, id, xproto.Drawable(d.root), damage.ReportLevelNonEmpty).Check(); err != nil {
		return nil, err
	}
	out := make(chan time.Time, 1)
	go func() {
		for {
			ev, err := d.conn.WaitForEvent()
			if ev == nil && err == nil {
				return // the connection was closed
			}
			if _, ok := ev.(damage.NotifyEvent); ok {
				select {
				case out <- time.Now():
				default:
				}
				damage.Subtract(d.conn, id, 0, 0)
			}
		}
	}()
	return out, nil
}

// firstPicture waits until the display shows more than one colour.
func (d *display) firstPicture(ctx context.Context, changes <-chan time.Time) error {
	limit := time.After(20 * time.Second)
	for {
		select {
		case <-changes:
			img, err := d.grab(rect(0, d.height-200, d.width, 200))
			if err != nil {
				return err
			}
			if !uniform(img) {
				return nil
			}
		case <-limit:
			return fmt.Errorf("the kiosk showed nothing for 20 s")
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

func drain(c <-chan time.Time) {
	for {
		select {
		case <-c:
		default:
			return
		}
	}
}
