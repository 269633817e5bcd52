package child

import (
	"context"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"sync"
	"time"

	"modu/internal/task"
)

// Spec says what is started and what it gets. Command is needed, everything else may be
// left out.
type Spec struct {
	Command string
	Args    []string

	// Keep names variables of our environment that the child gets too, Env further ones
	// ("A=b"). Without them it has PATH and a UTF-8 locale.
	Keep []string
	Env  []string
	// OwnEnv: the child is the kiosk itself and gets our whole environment.
	OwnEnv bool

	PipeIn, PipeOut bool       // Child.In and Child.Out are pipes to and from it
	Stdin           io.Reader  // without PipeIn: what it reads; nil: nothing
	Stdout, Stderr  io.Writer  // where it writes; nil: nobody hears it
	Files           []*os.File // further descriptors, from 3 on

	Limits Limits
	// Gentle: it is asked to end (SIGTERM) and then gets Grace, where others are killed at
	// once. It stays in our process group, and may end its own children in its way.
	Gentle bool
	Grace  time.Duration // 0: a second
}

// Limits bound what a child may use; 0 is no limit. Nothing leaves a core file behind, in
// which what people have said or typed could be read.
type Limits struct {
	Memory int64         // bytes that it has for itself
	CPU    time.Duration // of processor time in its whole life, whole seconds
	Files  int           // open at once
}

// Child is a program that was started. In and Out have deadlines (os.File); they are nil
// where Spec asked for no pipe.
type Child struct {
	In, Out *os.File

	cmd    *exec.Cmd
	gentle bool
	grace  time.Duration
	life   *task.Task
	err    error // how it ended; read after life

	mu     sync.Mutex
	reaped bool // its id may belong to another process from now on
}

// usualGrace is how long a child may take to end when it is asked to.
const usualGrace = time.Second

// Start starts a program. The caller must see to its end: Kill, End or its own.
func Start(s Spec) (*Child, error) {
	c := &Child{cmd: exec.Command(s.Command, s.Args...), gentle: s.Gentle, grace: s.Grace}
	if c.grace == 0 {
		c.grace = usualGrace
	}
	theirs, err := c.pipes(s)
	if err != nil {
		return nil, err
	}
	c.cmd.Stderr, c.cmd.ExtraFiles = s.Stderr, s.Files
	c.cmd.Env = environment(s)
	c.cmd.WaitDelay = usualGrace // what it has started may hold its pipes
	if s.Gentle {
		c.cmd.WaitDelay = c.grace
	}
	started := make(chan error, 1)
	c.life = task.Start(func(context.Context) { c.live(s, started) })
	err = <-started
	for _, f := range theirs {
		_ = f.Close()
	}
	if err != nil {
		c.closePipes()
		return nil, err
	}
	return c, nil
}

// pipes makes the pipes that were asked for and returns the child's ends.
func (c *Child) pipes(s Spec) (theirs []*os.File, err error) {
	c.cmd.Stdin, c.cmd.Stdout = s.Stdin, s.Stdout
	if s.PipeIn {
		r, w, err := os.Pipe()
		if err != nil {
			return nil, err
		}
		c.In, c.cmd.Stdin, theirs = w, r, append(theirs, r)
	}
	if s.PipeOut {
		r, w, err := os.Pipe()
		if err != nil {
			c.closePipes()
			for _, f := range theirs {
				_ = f.Close()
			}
			return nil, err
		}
		c.Out, c.cmd.Stdout, theirs = r, w, append(theirs, w)
	}
	return theirs, nil
}

// live starts the program and waits for its end, on a thread that is held for so long:
// Linux ends a child with the thread that started it.
func (c *Child) live(s Spec, started chan<- error) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	bound(c.cmd, !s.Gentle)
	closeOnExec()
	err := c.cmd.Start()
	if err == nil {
		limit(c.cmd.Process.Pid, s.Limits)
	}
	started <- err
	if err != nil {
		return
	}
	if ended(c.cmd) {
		c.mu.Lock()
		if !c.gentle {
			killGroup(c.cmd) // its id is still its own: it has not been waited for
		}
		c.reaped = true
		c.mu.Unlock()
	}
	c.err = c.cmd.Wait()
	c.mu.Lock()
	c.reaped = true
	c.mu.Unlock()
}

func environment(s Spec) []string {
	if s.OwnEnv {
		return append(os.Environ(), s.Env...)
	}
	env := []string{"LC_ALL=C.UTF-8"}
	for _, name := range append([]string{"PATH"}, s.Keep...) {
		if v, there := os.LookupEnv(name); there {
			env = append(env, name+"="+v)
		}
	}
	return append(env, s.Env...)
}

// Kill ends it at once, with all that it has started. It does not wait.
func (c *Child) Kill() {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch {
	case c.reaped:
	case c.gentle:
		_ = c.cmd.Process.Kill()
	default:
		killGroup(c.cmd)
	}
}

// Done is closed when it is gone and was waited for.
func (c *Child) Done() <-chan struct{} { return c.life.Ended() }

// WaitFor waits for its end, at most for a time; it reports whether it is gone. It ends
// nothing.
func (c *Child) WaitFor(limit time.Duration) bool { return c.life.WaitFor(limit) }

// Err is how it ended; call it after Done.
func (c *Child) Err() error { return c.err }

// Wait waits for its end and returns how it ended. When ctx ends first, so does the child;
// then Wait returns the child's end all the same.
func (c *Child) Wait(ctx context.Context) error {
	select {
	case <-c.life.Ended():
		return c.err
	case <-ctx.Done():
	}
	c.End(c.grace)
	return c.err
}

// End closes the pipes, gives it a while to end by itself, kills it then, and waits. It
// reports whether it had to be killed.
func (c *Child) End(within time.Duration) (killed bool) {
	c.closePipes()
	if c.gentle {
		c.mu.Lock()
		if !c.reaped {
			askToEnd(c.cmd.Process)
		}
		c.mu.Unlock()
	}
	if c.WaitFor(within) {
		return false
	}
	c.Kill()
	c.life.Wait()
	return true
}

func (c *Child) closePipes() {
	for _, f := range []*os.File{c.In, c.Out} {
		if f != nil {
			_ = f.Close()
		}
	}
}

// Find looks for a program beside the one that runs, then in PATH.
func Find(name string) (path string, ok bool) {
	if exe, err := os.Executable(); err == nil {
		beside := filepath.Join(filepath.Dir(exe), name)
		if st, err := os.Stat(beside); err == nil && st.Mode().IsRegular() && st.Mode()&0o111 != 0 {
			return beside, true
		}
	}
	path, err := exec.LookPath(name)
	return path, err == nil
}
