package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"modu/accessibility/input"
	devicekinds "modu/devices/kinds"
	"modu/devices/profile"
	"modu/internal/assemble"
	"modu/internal/datafile"
)

// standardKeypad is the profile of the keypad that demonstration and scenarios use.
const standardKeypad = "accessible-controller"

func simCommand(ctx context.Context, args []string, out, errOut io.Writer) error {
	fs := flags("sim", errOut)
	link := fs.String("link", "", "where the port is put: a path that programs open as a serial port")
	script := fs.String("script", "", "behaviour of a terminal, sale by sale: \"approve after 2s; decline after 2s; wait\"")
	again := fs.String("replay", "", "a record of \"profile try --record\": send what the real device sent, at the same times")
	fs.Usage = func() {
		fmt.Fprintf(errOut, "kioskctl sim KIND|PROFILE --link PATH simulates a device for any program: %s, or the keypad of a profile (%s, or a file).\nCommands, one a line on standard input:\n%s", strings.Join(devicekinds.Mocks(), ", "), strings.Join(assemble.Profiles(), ", "), devicekinds.Help(exampleProfiles()...))
		fs.PrintDefaults()
	}
	if len(args) == 0 || fs.Parse(args[1:]) != nil || *link == "" || fs.NArg() > 0 {
		return errUsage
	}
	if *again != "" {
		return replay(ctx, *again, *link, os.Stdin, out)
	}
	kind, name := args[0], standardKeypad
	if !slices.Contains(devicekinds.Mocks(), kind) {
		kind, name = "keypad", args[0]
	}
	var p *profile.Profile
	if kind == "keypad" {
		var issues datafile.Issues
		if p, issues = assemble.LoadProfile(name); issues.Err() != nil {
			return issues
		}
	}
	return devicekinds.Stand(ctx, kind, *script, *link, p, os.Stdin, out)
}

// exampleProfiles are the embedded profiles, one of each kind of keypad, for the help.
func exampleProfiles() (out []*profile.Profile) {
	seen := map[profile.Kind]bool{}
	for _, name := range assemble.Profiles() {
		if p, _ := assemble.LoadProfile(name); p != nil && !seen[p.Kind] {
			seen[p.Kind] = true
			out = append(out, p)
		}
	}
	return out
}

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

func startWorld(ctx context.Context, dir string) (*outside, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	o := &outside{dir: dir, devices: map[string]*process{}}
	for _, kind := range devicekinds.Mocks() {
		p, err := startDevice(ctx, kind, filepath.Join(dir, kind))
		if err != nil {
			o.close()
			return nil, fmt.Errorf("the simulated %s: %w", kind, err)
		}
		o.devices[kind] = p
	}
	return o, nil
}

func startDevice(ctx context.Context, kind, link string) (*process, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	cmd := exec.CommandContext(ctx, self, "sim", kind, "--link", link)
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

// site is a site file for a kiosk amid these devices.
func (o *outside) site(state string) string {
	at := func(kind string) string {
		p, err := filepath.Abs(filepath.Join(o.dir, kind))
		if err != nil {
			p = filepath.Join(o.dir, kind)
		}
		return quoted(p)
	}
	if abs, err := filepath.Abs(state); err == nil {
		state = abs
	}
	return fmt.Sprintf(`version: 1
panel: {pixels: {w: %d, h: %d}, mm: {w: 268, h: 476}}
devices:
  - {id: keypad, driver: keypad, profile: %s, port: {path: %s}}
terminal: {driver: terminal, port: {path: %s}}
lamp: {driver: relay, port: {path: %s}}
state_dir: %s
`, panelW, panelH, standardKeypad, at("keypad"), at("terminal"), at("lamp"), quoted(state))
}

func (o *outside) close() {
	for _, p := range o.devices {
		p.close()
	}
}
