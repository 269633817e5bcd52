package demo

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"modu/accessibility/input"
	"modu/assets"
	"modu/devices/kinds"
	"modu/internal/assemble"
	"modu/internal/datafile"
	"modu/internal/lab/rig"
	"modu/internal/lab/world"
)

// outside is the devices around a kiosk, each a process of its own on a
// pseudo-terminal.
type outside struct {
	dir     string
	devices map[string]*process
}

// process is one simulated device.
type process struct {
	cmd *exec.Cmd
	mu  sync.Mutex
	in  io.WriteCloser
	out *bufio.Reader
}

// startWorld starts the devices, each by a program that simulates one: "PROGRAM sim KIND
// --link PATH", as kioskctl does.
func startWorld(ctx context.Context, program, dir string) (*outside, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	o := &outside{dir: dir, devices: map[string]*process{}}
	for _, kind := range kinds.Mocks() {
		p, err := startDevice(ctx, program, kind, filepath.Join(dir, kind))
		if err != nil {
			o.close()
			return nil, fmt.Errorf("the simulated %s: %w", kind, err)
		}
		o.devices[kind] = p
	}
	return o, nil
}

func startDevice(ctx context.Context, program, kind, link string) (*process, error) {
	cmd := exec.CommandContext(ctx, program, "sim", kind, "--link", link)
	cmd.Stderr = os.Stderr
	cmd.WaitDelay = 2 * time.Second
	in, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	p := &process{cmd: cmd, in: in, out: bufio.NewReader(out)}
	if line, err := p.out.ReadString('\n'); err != nil || !strings.HasPrefix(line, "ready") {
		p.close()
		return nil, fmt.Errorf("it said %q instead of ready: %v", line, err)
	}
	return p, nil
}

// do gives one command and waits for its answer.
func (p *process) do(cmd string) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if _, err := fmt.Fprintln(p.in, cmd); err != nil {
		return err
	}
	line, err := p.out.ReadString('\n')
	if err != nil {
		return err
	}
	if line = strings.TrimSpace(line); line != "ok" {
		return fmt.Errorf("%s: %s", cmd, line)
	}
	return nil
}

func (p *process) close() {
	_ = p.in.Close()
	_ = p.cmd.Wait()
}

// tap presses and releases a key of the keypad.
func (o *outside) tap(k input.Key) error { return o.devices["keypad"].do("tap " + string(k)) }

// card is what a person does at the terminal.
func (o *outside) card(what string) error { return o.devices["terminal"].do(what) }

// site is a site file for a kiosk amid these devices: the sample site of the service, whose
// keys stand first.
func (o *outside) site(state string) (string, error) {
	sample, err := assets.Files.ReadFile(path.Join("services", assemble.Services()[0], assemble.SampleFile))
	if err != nil {
		return "", err
	}
	at := func(kind string) string {
		p, err := filepath.Abs(filepath.Join(o.dir, kind))
		if err != nil {
			p = filepath.Join(o.dir, kind)
		}
		return datafile.Quote(p)
	}
	if abs, err := filepath.Abs(state); err == nil {
		state = abs
	}
	return string(sample) + fmt.Sprintf(`panel: {pixels: {w: %d, h: %d}, mm: {w: 268, h: 476}}
devices:
  - {id: keypad, driver: keypad, profile: %s, port: {path: %s}}
terminal: {driver: terminal, port: {path: %s}}
lamp: {driver: relay, port: {path: %s}}
state_dir: %s
`, world.PanelW, world.PanelH, rig.Keypad, at("keypad"), at("terminal"), at("lamp"), datafile.Quote(state)), nil
}

func (o *outside) close() {
	for _, p := range o.devices {
		p.close()
	}
}
