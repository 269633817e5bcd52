//go:build peers

package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"
	"github.com/jezek/xgb/xtest"

	"modu/internal/lab/xdisplay"
	"modu/ui"
)

// patienceWithOutside is how long a condition outside this program is waited for.
const patienceWithOutside = 60 * time.Second

// until waits for what can be seen from outside only.
func until(t *testing.T, what string, holds func() bool) {
	t.Helper()
	for limit := time.Now().Add(patienceWithOutside); time.Now().Before(limit); time.Sleep(20 * time.Millisecond) {
		if holds() {
			return
		}
	}
	t.Fatalf("waited in vain for %s", what)
}

// virtualDisplay starts an X server of its own and returns its name.
func virtualDisplay(t *testing.T, width, height int) string {
	t.Helper()
	d, err := xdisplay.Start(context.Background(), width, height) // it outlives the kiosks on it
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(d.Close)
	return d.Name
}

// program is a kiosk as a process of its own.
type program struct {
	t     *testing.T
	cmd   *exec.Cmd
	conn  *xgb.Conn
	rects string
	out   lines // its transcript
	err   lines
	ended chan struct{}
	code  int
}

// lines takes what a process writes.
type lines struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (l *lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

func (l *lines) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

// lockedLines make a site file that may be locked without any device.
const lockedLines = "lock: true\ndevices: []\nterminal: {driver: none}\nlamp: {driver: none}\naccept_unreviewed: [ko, en, zh-Hans, ja]\n"

// startProgram starts bin/kiosk on a display and waits for its first picture.
func startProgram(t *testing.T, display, more string, args ...string) *program {
	t.Helper()
	bin := os.Getenv("MODU_KIOSK")
	if bin == "" {
		bin = filepath.Join("..", "..", "bin", "kiosk")
	}
	dir := t.TempDir()
	site := filepath.Join(dir, "site.yaml")
	text := "version: 1\nstate_dir: state\nspeech: {engine: silence}\npanel: {pixels: {w: 1080, h: 1920}, mm: {w: 268, h: 476}}\n" + more
	if err := os.WriteFile(site, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	p := &program{t: t, rects: filepath.Join(dir, "rects.json"), ended: make(chan struct{})}
	p.cmd = exec.Command(bin, append(args, "--site", site, "--transcript", "-", "--rects", p.rects)...)
	p.cmd.Env = append(os.Environ(), "DISPLAY="+display)
	p.cmd.Stdout, p.cmd.Stderr = &p.out, &p.err
	p.cmd.WaitDelay = 5 * time.Second
	if err := p.cmd.Start(); err != nil {
		t.Fatalf("run make build: %v", err)
	}
	go func() {
		defer close(p.ended)
		_ = p.cmd.Wait()
		p.code = p.cmd.ProcessState.ExitCode()
	}()
	xgb.Logger.SetOutput(io.Discard)
	conn, err := xgb.NewConnDisplay(display)
	if err != nil {
		t.Fatal(err)
	}
	p.conn = conn
	t.Cleanup(func() {
		_ = p.cmd.Process.Signal(syscall.SIGTERM)
		<-p.ended
		conn.Close()
		if t.Failed() {
			t.Logf("it said:\n%s", p.err.String())
		}
	})
	if err := xtest.Init(conn); err != nil {
		t.Fatal(err)
	}
	p.untilDrawn()
	return p
}

func (p *program) untilDrawn() {
	p.t.Helper()
	until(p.t, "the first picture", func() bool { _, err := os.Stat(p.rects); return err == nil || p.over() })
	if p.over() {
		p.t.Fatalf("it ended with %d: %s", p.code, p.err.String())
	}
}

// nodes is what the kiosk says is drawn where.
func (p *program) nodes() ([]ui.NodeRect, error) {
	var nodes []ui.NodeRect
	data, err := os.ReadFile(p.rects)
	if err == nil {
		err = json.Unmarshal(data, &nodes)
	}
	return nodes, err
}

func (p *program) over() bool {
	select {
	case <-p.ended:
		return true
	default:
		return false
	}
}

// press presses the right arrow of a keyboard, which is a sign of life when the
// transcript tells of it.
func (p *program) press() {
	p.t.Helper()
	const right = 114 // key code of the usual PC layout that Xvfb starts with
	count := func() int { return strings.Count(p.out.String(), `"key"`) }
	before := count()
	root := xproto.Setup(p.conn).DefaultScreen(p.conn).Root
	for _, kind := range []byte{xproto.KeyPress, xproto.KeyRelease} {
		if err := xtest.FakeInputChecked(p.conn, kind, right, 0, root, 0, 0, 0).Check(); err != nil {
			p.t.Fatal(err)
		}
	}
	until(p.t, "a key to be taken", func() bool { return count() > before || p.over() })
	if p.over() {
		p.t.Fatalf("it ended with %d: %s", p.code, p.err.String())
	}
}

// children are the processes that a process has started, by name and not simulated ones.
func children(pid int) []int {
	var out []int
	tasks, _ := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/children", pid))
	for _, f := range tasks {
		data, _ := os.ReadFile(f)
		for _, s := range strings.Fields(string(data)) {
			if n, err := strconv.Atoi(s); err == nil {
				out = append(out, n)
			}
		}
	}
	return out
}

// A locked kiosk and its supervisor outlive what a terminal sends; one that ended all the
// same is started again; a termination request to the supervisor ends both.
func TestSignalsOnARealLockedKiosk(t *testing.T) {
	display := virtualDisplay(t, 1080, 1920)
	p := startProgram(t, display, lockedLines, "--supervise")
	kiosk := children(p.cmd.Process.Pid)
	if len(kiosk) != 1 {
		t.Fatalf("the supervisor has the children %v", kiosk)
	}
	for _, s := range fromTerminal() {
		for _, pid := range []int{p.cmd.Process.Pid, kiosk[0]} {
			if err := syscall.Kill(pid, s.(syscall.Signal)); err != nil {
				t.Fatalf("%v: %v", s, err)
			}
		}
	}
	p.press()
	if now := children(p.cmd.Process.Pid); len(now) != 1 || now[0] != kiosk[0] {
		t.Fatalf("another child than %v: %v\n%s", kiosk, now, p.err.String())
	}
	// Asked to end by somebody else than its supervisor, it is started again.
	if err := syscall.Kill(kiosk[0], syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	until(t, "another kiosk that draws", func() bool {
		now := children(p.cmd.Process.Pid)
		if len(now) != 1 || now[0] == kiosk[0] {
			return false
		}
		began, err := os.Stat(fmt.Sprintf("/proc/%d", now[0]))
		if err != nil {
			return false
		}
		drawn, err := os.Stat(p.rects)
		return err == nil && drawn.ModTime().After(began.ModTime())
	})
	if now := children(p.cmd.Process.Pid); len(now) != 1 || now[0] == kiosk[0] || !strings.Contains(p.err.String(), errEndedWell.Error()) {
		t.Errorf("children %v after %v\n%s", now, kiosk, p.err.String())
	}
	last := children(p.cmd.Process.Pid)
	if err := p.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	<-p.ended
	if p.code != exitOK || len(last) == 1 && syscall.Kill(last[0], 0) == nil {
		t.Errorf("asked to end: status %d, child %v is there: %v", p.code, last, syscall.Kill(last[0], 0) == nil)
	}
}

// The same of a kiosk that nobody supervises; and one that is not locked ends, and its
// supervisor with it.
func TestSignalsOnARealKiosk(t *testing.T) {
	display := virtualDisplay(t, 1080, 1920)
	locked := startProgram(t, display, lockedLines)
	for _, s := range fromTerminal() {
		if err := locked.cmd.Process.Signal(s); err != nil {
			t.Fatal(err)
		}
	}
	locked.press()
	_ = locked.cmd.Process.Signal(syscall.SIGTERM)
	<-locked.ended
	if locked.code != exitOK {
		t.Errorf("a termination request: status %d", locked.code)
	}
	for _, sig := range []os.Signal{os.Interrupt, syscall.SIGHUP} {
		for _, args := range [][]string{nil, {"--supervise"}} {
			p := startProgram(t, display, "", args...)
			_ = p.cmd.Process.Signal(sig)
			ctx, cancel := context.WithTimeout(t.Context(), patienceWithOutside)
			select {
			case <-p.ended:
				if p.code != exitOK {
					t.Errorf("%v, %v: status %d\n%s", sig, args, p.code, p.err.String())
				}
			case <-ctx.Done():
				t.Errorf("%v, %v: it goes on", sig, args)
			}
			cancel()
		}
	}
}
