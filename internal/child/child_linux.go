package child

import (
	"errors"
	"os"
	"os/exec"
	"strconv"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// bound makes the program end with us; leader: it leads a process group of its own.
func bound(cmd *exec.Cmd, leader bool) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: leader, Pdeathsig: syscall.SIGKILL}
	if !leader {
		cmd.SysProcAttr.Pdeathsig = syscall.SIGTERM
	}
}

// closeOnExec keeps every descriptor of ours from children: Go's own are marked when they
// are opened, those of C libraries, and one that we inherited, often are not.
func closeOnExec() {
	const first = 3
	if unix.CloseRange(first, ^uint(0)>>1, unix.CLOSE_RANGE_CLOEXEC) == nil {
		return
	}
	entries, err := os.ReadDir("/proc/self/fd") // before Linux 5.11
	if err != nil {
		return
	}
	for _, e := range entries {
		if fd, err := strconv.Atoi(e.Name()); err == nil && fd >= first {
			unix.CloseOnExec(fd)
		}
	}
}

// limit sets the limits of a program that has just been started. The memory that counts is
// what it can write: a program may reserve addresses as it likes.
func limit(pid int, l Limits) {
	set := func(resource int, n uint64) {
		_ = unix.Prlimit(pid, resource, &unix.Rlimit{Cur: n, Max: n}, nil) // it may be gone already
	}
	set(unix.RLIMIT_CORE, 0)
	if l.Memory > 0 {
		set(unix.RLIMIT_DATA, uint64(l.Memory))
	}
	if l.CPU > 0 {
		set(unix.RLIMIT_CPU, uint64((l.CPU+time.Second-1)/time.Second))
	}
	if l.Files > 0 {
		set(unix.RLIMIT_NOFILE, uint64(l.Files))
	}
}

// ended waits until the program has ended, and leaves it to be waited for. It reports
// whether that was possible.
func ended(cmd *exec.Cmd) bool {
	for {
		err := unix.Waitid(unix.P_PID, cmd.Process.Pid, nil, unix.WEXITED|unix.WNOWAIT, nil)
		if !errors.Is(err, unix.EINTR) {
			return err == nil
		}
	}
}

// killGroup ends the program and what it has started.
func killGroup(cmd *exec.Cmd) { _ = unix.Kill(-cmd.Process.Pid, unix.SIGKILL) }

func askToEnd(p *os.Process) { _ = p.Signal(syscall.SIGTERM) }
