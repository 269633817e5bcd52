//go:build peers

package peertest

import (
	"bufio"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"gobot.io/x/gobot/v2/platforms/firmata"
	"gobot.io/x/gobot/v2/platforms/firmata/client"

	"modu/devices/profile"
	"modu/devices/sim"
)

// limit ends a test whose peer hangs.
const limit = 30 * time.Second

// board is a simulated board behind a path.
func board(t *testing.T) *sim.Plugged {
	t.Helper()
	const file = "../../assets/profiles/firmata-keypad.yaml"
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	p, issues := profile.Load(file, data)
	if issues != nil {
		t.Fatal(issues)
	}
	plugged, err := sim.Plug(t.Context(), sim.New(p), filepath.Join(t.TempDir(), "board"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { plugged.Close() })
	return plugged
}

func do(t *testing.T, b *sim.Plugged, cmd string) {
	t.Helper()
	if err := b.Do(cmd); err != nil {
		t.Fatal(err)
	}
}

// npm installs the programs of package-lock.json, once, into a folder that is not kept.
func npm(t *testing.T) (dir string) {
	t.Helper()
	dir, err := filepath.Abs("../../.cache/peertest")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	fresh := true
	for _, name := range []string{"package.json", "package-lock.json"} {
		want, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		at := filepath.Join(dir, name)
		if got, err := os.ReadFile(at); err == nil && string(got) == string(want) {
			continue
		}
		if fresh = false; os.WriteFile(at, want, 0o644) != nil {
			t.Fatal("cannot write", at)
		}
	}
	if _, err := os.Stat(filepath.Join(dir, "node_modules", "firmata-io")); err == nil && fresh {
		return dir
	}
	// serialport brings its program in binary form; no script of a package need run.
	cmd := exec.CommandContext(t.Context(), "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("npm must be there, and able to install firmata-io and serialport: %v\n%s", err, out)
	}
	return dir
}

// The npm client firmata-io, over the npm package serialport.
func TestFirmataIO(t *testing.T) {
	dir := npm(t)
	script, err := os.ReadFile("firmata.js")
	if err != nil {
		t.Fatal(err)
	}
	at := filepath.Join(dir, "firmata.js") // node looks for packages beside the script
	if err := os.WriteFile(at, script, 0o644); err != nil {
		t.Fatal(err)
	}
	b := board(t)
	ctx, cancel := context.WithTimeout(t.Context(), limit)
	defer cancel()
	cmd := exec.CommandContext(ctx, "node", at, b.Link())
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal("node must be there: ", err)
	}
	said := bufio.NewScanner(out)
	next := func(want string) {
		t.Helper()
		if !said.Scan() || said.Text() != want {
			t.Errorf("it said %q, want %q", said.Text(), want)
		}
	}
	next("ready StandardFirmata.ino 2.5 20 pins 18 pull-ups 6 analogue")
	next("pin 2 1")
	do(t, b, "press up")
	next("pin 2 0")
	do(t, b, "release up")
	next("pin 2 1")
	next("mode of pin 2 11")
	if s := b.State(); s != "lamp call on" {
		t.Error(s)
	}
	for said.Scan() {
		t.Errorf("it also said %q", said.Text())
	}
	if err := cmd.Wait(); err != nil {
		t.Error(err)
	}
}

// The Go client of gobot, over its own serial port.
func TestGobot(t *testing.T) {
	b := board(t)
	g := firmata.NewAdaptor(b.Link())
	if err := g.Connect(); err != nil {
		t.Fatal(err)
	}
	defer g.Disconnect()
	c := g.Board.(*client.Client)
	if c.FirmwareName == "" || c.ProtocolVersion != "2.5" || len(c.Pins()) != 20 {
		t.Errorf("gobot understood %q, protocol %q, %d pins", c.FirmwareName, c.ProtocolVersion, len(c.Pins()))
	}
	if err := g.DigitalWrite("13", 1); err != nil {
		t.Fatal(err)
	}
	read := func(want int) {
		t.Helper()
		for end := time.Now().Add(limit); ; time.Sleep(5 * time.Millisecond) { // gobot can only be polled
			got, err := g.DigitalRead("2")
			if err != nil {
				t.Fatal(err)
			}
			if got == want {
				return
			}
			if time.Now().After(end) {
				t.Fatalf("pin 2 is %d, want %d", got, want)
			}
		}
	}
	read(1)
	do(t, b, "press up")
	read(0)
	do(t, b, "release up")
	read(1)
	if s := b.State(); !strings.Contains(s, "lamp call on") {
		t.Error(s)
	}
}
