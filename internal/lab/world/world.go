package world

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"syscall"
	"time"

	"modu/accessibility/scene"
	"modu/internal/datafile"
	"modu/internal/datafile/disk"
	"modu/internal/runtime"
	"modu/internal/task"
	"modu/ui"
)

// PanelW and PanelH are the pixels of the usual upright panel.
const PanelW, PanelH = 1080, 1920

// Options of a program that is started.
type Options struct {
	Program string
	Args    []string
	Display string   // the variable DISPLAY
	Env     []string // more variables, NAME=VALUE
	Stderr  io.Writer
	// Line gets each line of the transcript, as it was written and as an entry. The
	// program must be told to write one to its standard output ("--transcript -").
	Line func(text string, e runtime.Entry)
}

// Kiosk is a running program.
type Kiosk struct {
	cmd   *exec.Cmd
	life  *task.Task // until it has ended and everything that it wrote was read
	err   error      // how it ended; read after life
	Began time.Time  // just before it was started
}

// Start starts a program in a process group of its own. It ends with Stop, or when ctx
// ends.
func Start(ctx context.Context, o Options) (*Kiosk, error) {
	cmd := exec.CommandContext(ctx, o.Program, o.Args...)
	cmd.Env = append(append(os.Environ(), "DISPLAY="+o.Display), o.Env...)
	cmd.Stderr = o.Stderr
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return cmd.Process.Signal(syscall.SIGTERM) }
	cmd.WaitDelay = endLimit
	var pipe io.Reader
	var err error
	if o.Line != nil {
		if pipe, err = cmd.StdoutPipe(); err != nil {
			return nil, err
		}
	}
	k := &Kiosk{cmd: cmd, Began: time.Now()}
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("the program cannot be started: %w", err)
	}
	k.life = task.Start(func(context.Context) { // cmd has the context that ends it
		if pipe != nil {
			follow(pipe, o.Line)
		}
		k.err = cmd.Wait()
	})
	return k, nil
}

// follow reads a transcript to its end.
func follow(r io.Reader, line func(string, runtime.Entry)) {
	s := bufio.NewScanner(r)
	s.Buffer(nil, 1<<20)
	for s.Scan() {
		var e runtime.Entry
		if json.Unmarshal(s.Bytes(), &e) == nil {
			line(s.Text(), e)
		}
	}
	_, _ = io.Copy(io.Discard, r) // a line without end must not hold the program up
}

// PID is the number of the process.
func (k *Kiosk) PID() int { return k.cmd.Process.Pid }

// Ended is closed when the program has ended, by itself or not.
func (k *Kiosk) Ended() <-chan struct{} { return k.life.Ended() }

// endLimit is how long a program may take to end when it is asked to.
const endLimit = 5 * time.Second

// tellLimit is how long a program that does not end has to write where it stands.
const tellLimit = time.Second

// Stop asks the program to end and waits for it; one that does not has to write on its
// standard error where each of its goroutines stands (as Go programs do when told to
// quit), and is killed with all that it started. It returns how the program ended. Stop
// may be called twice.
func (k *Kiosk) Stop() error {
	_ = k.cmd.Process.Signal(syscall.SIGTERM)
	if !k.life.WaitFor(endLimit) {
		_ = k.cmd.Process.Signal(syscall.SIGQUIT)
		_ = k.life.WaitFor(tellLimit)
		_ = syscall.Kill(-k.cmd.Process.Pid, syscall.SIGKILL)
		k.life.Wait()
	}
	return k.err
}

// Rects reads the file that a kiosk keeps with "--rects": what it has drawn, by node.
// Nil: it has drawn nothing yet.
func Rects(file string) map[scene.NodeID]ui.NodeRect {
	data, err := disk.Read(file, datafile.MaxBytes)
	if err != nil {
		return nil
	}
	var list []ui.NodeRect
	if json.Unmarshal(data, &list) != nil {
		return nil // it is being written
	}
	out := map[scene.NodeID]ui.NodeRect{}
	for _, n := range list {
		out[n.Node] = n
	}
	return out
}
