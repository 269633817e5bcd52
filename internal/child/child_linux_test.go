package child

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// The test binary is its own children.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == "as-child" {
		os.Exit(asChild(os.Args[2]))
	}
	os.Exit(m.Run())
}

func asChild(how string) int {
	switch how {
	case "echo":
		_, _ = io.Copy(os.Stdout, os.Stdin)
	case "hang":
		signal.Ignore(syscall.SIGTERM)
		sleep()
	case "flood":
		for {
			if _, err := os.Stdout.Write(make([]byte, 4096)); err != nil {
				return 3
			}
		}
	case "crash":
		panic("as a broken file may make it")
	case "env":
		fmt.Print(strings.Join(os.Environ(), "\n"))
	case "fds":
		entries, _ := os.ReadDir("/proc/self/fd")
		for _, e := range entries {
			target, err := os.Readlink("/proc/self/fd/" + e.Name())
			if err == nil {
				fmt.Println(e.Name(), target)
			}
		}
	case "limits":
		_, _ = io.ReadAll(os.Stdin) // until they are set
		data, _ := os.ReadFile("/proc/self/limits")
		fmt.Print(string(data))
	case "eat":
		_, _ = io.ReadAll(os.Stdin)
		eaten := make([]byte, 1<<30)
		for i := 0; i < len(eaten); i += 4096 {
			eaten[i] = 1
		}
		fmt.Print("ate ", len(eaten))
	case "spin":
		for n := 0; ; n++ {
			runtime.KeepAlive(n)
		}
	case "gentle":
		ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
		defer stop()
		fmt.Println("up")
		<-ctx.Done()
		fmt.Println("closed in order")
	case "fork", "parent": // starts one that hangs, and tells its id
		self, err := os.Executable()
		if err != nil {
			return 4
		}
		attr := &os.ProcAttr{Files: []*os.File{nil, nil, nil}}
		if how == "fork" { // in its own way, not ours
			p, err := os.StartProcess(self, []string{self, "as-child", "hang"}, attr)
			if err != nil {
				return 5
			}
			fmt.Println(p.Pid)
			return 0 // and leaves it behind
		}
		c, err := Start(Spec{Command: self, Args: []string{"as-child", "hang"}})
		if err != nil {
			return 6
		}
		fmt.Println(c.cmd.Process.Pid)
		sleep()
	}
	return 0
}

// sleep goes on until it is ended from outside. A select without cases would be a deadlock,
// which Go ends.
func sleep() {
	for {
		time.Sleep(time.Hour)
	}
}

// crashed reports whether an error is a program's own end, not one of waiting for it.
func crashed(err error) bool {
	var exit *exec.ExitError
	return errors.As(err, &exit)
}

func start(t *testing.T, how string, s Spec) *Child {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	s.Command, s.Args = self, []string{"as-child", how}
	c, err := Start(s)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Kill(); <-c.Done() })
	return c
}

// patience is how long a test waits for what must happen. It is only waited for where it
// does not.
const patience = 30 * time.Second

func within(t *testing.T, what string, done <-chan struct{}) {
	t.Helper()
	select {
	case <-done:
	case <-time.After(patience):
		t.Fatalf("waited %v for %s", patience, what)
	}
}

// gone waits until a process that need not be ours has ended.
func gone(t *testing.T, pid int) {
	t.Helper()
	fd, err := unix.PidfdOpen(pid, 0)
	if errors.Is(err, unix.ESRCH) {
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	defer unix.Close(fd)
	fds := []unix.PollFd{{Fd: int32(fd), Events: unix.POLLIN}}
	for {
		n, err := unix.Poll(fds, int(patience/time.Millisecond))
		if errors.Is(err, unix.EINTR) {
			continue
		}
		if err != nil || n != 1 {
			t.Fatalf("process %d goes on: %v", pid, err)
		}
		return
	}
}

// id reads the process number that a child tells.
func id(t *testing.T, c *Child) int {
	t.Helper()
	_ = c.Out.SetReadDeadline(time.Now().Add(patience))
	line, err := bufio.NewReader(c.Out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	pid, err := strconv.Atoi(strings.TrimSpace(line))
	if err != nil {
		t.Fatal(err)
	}
	return pid
}

func TestPipes(t *testing.T) {
	c := start(t, "echo", Spec{PipeIn: true, PipeOut: true})
	sent := AppendFrame(nil, 'S', 7, []byte("hello"))
	for _, b := range sent { // in pieces
		if _, err := c.In.Write([]byte{b}); err != nil {
			t.Fatal(err)
		}
	}
	d := NewDecoder(Format{Kinds: "S", MaxPayload: 10})
	buf := make([]byte, 64)
	for {
		f, ok, err := d.Next()
		if err != nil {
			t.Fatal(err)
		}
		if ok {
			if f.Kind != 'S' || f.ID != 7 || string(f.Payload) != "hello" {
				t.Errorf("%+v", f)
			}
			break
		}
		_ = c.Out.SetReadDeadline(time.Now().Add(patience))
		n, err := c.Out.Read(buf)
		if err != nil {
			t.Fatal(err)
		}
		d.Feed(buf[:n])
	}
	if killed := c.End(patience); killed || c.Err() != nil {
		t.Errorf("killed: %v, %v", killed, c.Err())
	}
	if _, err := Start(Spec{Command: "/no/such/program", PipeIn: true, PipeOut: true}); err == nil {
		t.Error("a program that is not there starts")
	}
}

// A child that hangs answers no deadline, and is killed after its grace.
func TestHangs(t *testing.T) {
	c := start(t, "hang", Spec{PipeIn: true, PipeOut: true})
	_ = c.Out.SetReadDeadline(time.Now().Add(time.Millisecond))
	if _, err := c.Out.Read(make([]byte, 1)); !errors.Is(err, os.ErrDeadlineExceeded) {
		t.Errorf("read: %v", err)
	}
	if killed := c.End(time.Millisecond); !killed || !crashed(c.Err()) {
		t.Errorf("killed: %v, %v", killed, c.Err())
	}
	c.Kill() // again, of one that is gone
}

// One that floods waits in its pipe, and ends when that breaks.
func TestFloods(t *testing.T) {
	c := start(t, "flood", Spec{PipeOut: true})
	if _, err := io.ReadFull(c.Out, make([]byte, 1<<20)); err != nil {
		t.Fatal(err)
	}
	if killed := c.End(patience); killed {
		t.Error("it had to be killed")
	}
}

func TestCrashes(t *testing.T) {
	var says strings.Builder
	c := start(t, "crash", Spec{Stderr: &says})
	within(t, "the crash", c.Done())
	if !crashed(c.Err()) || !strings.Contains(says.String(), "as a broken file may make it") {
		t.Errorf("%v: %s", c.Err(), says.String())
	}
}

// What a child has started ends with it, although it has left it behind.
func TestForks(t *testing.T) {
	c := start(t, "fork", Spec{PipeOut: true})
	pid := id(t, c)
	within(t, "the end", c.Done())
	gone(t, pid)
}

// A kiosk that is killed takes its children along.
func TestParentIsKilled(t *testing.T) {
	c := start(t, "parent", Spec{PipeOut: true})
	pid := id(t, c)
	if err := unix.Kill(c.cmd.Process.Pid, unix.SIGKILL); err != nil { // the one, not its group
		t.Fatal(err)
	}
	gone(t, pid)
}

// The thread of whoever starts a child may end: the child does not end with it.
func TestThreadOfTheStarterEnds(t *testing.T) {
	var c *Child
	tid := os.Getpid()
	for tid == os.Getpid() { // the first thread of a program never ends
		done := make(chan struct{})
		go func() {
			defer close(done)
			runtime.LockOSThread() // never unlocked: the thread ends with this goroutine
			tid = unix.Gettid()
			c = start(t, "echo", Spec{PipeIn: true, PipeOut: true})
		}()
		<-done
	}
	for limit := time.Now().Add(patience); ; runtime.Gosched() {
		if err := unix.Tgkill(os.Getpid(), tid, 0); errors.Is(err, unix.ESRCH) {
			break
		}
		if time.Now().After(limit) {
			t.Fatal("the thread does not end")
		}
	}
	if _, err := c.In.Write([]byte("x")); err != nil {
		t.Fatal(err)
	}
	_ = c.Out.SetReadDeadline(time.Now().Add(patience))
	if _, err := io.ReadFull(c.Out, make([]byte, 1)); err != nil {
		t.Errorf("it ended with the thread: %v", err)
	}
}

func said(t *testing.T, how string, s Spec) string {
	t.Helper()
	s.PipeOut = true
	c := start(t, how, s)
	if s.PipeIn {
		_ = c.In.Close() // now its limits are set
	}
	_ = c.Out.SetReadDeadline(time.Now().Add(patience))
	out, err := io.ReadAll(c.Out)
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

func TestEnvironmentIsClean(t *testing.T) {
	t.Setenv("MODU_SECRET", "a key")
	t.Setenv("MODU_KEPT", "kept")
	got := strings.Split(said(t, "env", Spec{Keep: []string{"MODU_KEPT", "MODU_NOT_THERE"}, Env: []string{"MORE=1"}}), "\n")
	slices.Sort(got)
	want := []string{"LC_ALL=C.UTF-8", "MODU_KEPT=kept", "MORE=1", "PATH=" + os.Getenv("PATH")}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	if own := said(t, "env", Spec{OwnEnv: true}); !strings.Contains(own, "MODU_SECRET=a key") {
		t.Errorf("this program once more gets %q", own)
	}
}

// A descriptor that C code has opened, or that we inherited, stays here.
func TestNoDescriptorIsInherited(t *testing.T) {
	fd, err := unix.Open("/dev/zero", unix.O_RDONLY, 0) // without O_CLOEXEC
	if err != nil {
		t.Fatal(err)
	}
	defer unix.Close(fd)
	got := said(t, "fds", Spec{PipeIn: true})
	for line := range strings.Lines(got) {
		n, what, _ := strings.Cut(strings.TrimSpace(line), " ")
		if i, err := strconv.Atoi(n); err != nil || i > 2 && !strings.Contains(what, "anon_inode") && !strings.HasPrefix(what, "/proc/") && !strings.HasPrefix(what, "/sys/fs/cgroup/") { // Go's own
			t.Errorf("it has %s", line)
		}
		if strings.Contains(what, "/dev/zero") {
			t.Errorf("it has our descriptor: %s", line)
		}
	}
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	defer w.Close()
	if got := said(t, "fds", Spec{Files: []*os.File{w}}); !strings.Contains(got, "\n3 pipe:") {
		t.Errorf("what it was given is not there:\n%s", got)
	}
}

func TestLimits(t *testing.T) {
	got := said(t, "limits", Spec{PipeIn: true, Limits: Limits{Memory: 1 << 29, CPU: 90 * time.Second, Files: 40}})
	for _, want := range []string{"Max data size             536870912            536870912", "Max cpu time              90", "Max open files            40                   40", "Max core file size        0                    0"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in\n%s", want, got)
		}
	}
	if got := said(t, "eat", Spec{PipeIn: true, Limits: Limits{Memory: 1 << 28}}); got != "" {
		t.Errorf("it %s", got)
	}
	c := start(t, "spin", Spec{Limits: Limits{CPU: time.Second}})
	within(t, "the end of its time", c.Done())
	if !crashed(c.Err()) {
		t.Errorf("%v", c.Err())
	}
}

// A gentle end gives time to close what is open; the context's end is one.
func TestGentle(t *testing.T) {
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	c := start(t, "gentle", Spec{Stdout: w, Gentle: true, Grace: patience})
	_ = w.Close()
	out := bufio.NewReader(r)
	if line, err := out.ReadString('\n'); err != nil || line != "up\n" {
		t.Fatal(line, err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := c.Wait(ctx); err != nil {
		t.Error(err)
	}
	if line, err := out.ReadString('\n'); err != nil || line != "closed in order\n" {
		t.Error(line, err)
	}
	deaf := start(t, "hang", Spec{Gentle: true, Grace: 200 * time.Millisecond})
	if err := deaf.Wait(ctx); !crashed(err) {
		t.Errorf("one that does not listen: %v", err)
	}
}
