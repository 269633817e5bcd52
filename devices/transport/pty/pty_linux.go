//go:build linux

package pty

import (
	"errors"
	"fmt"
	"io"
	"os"
	"sync"
	"time"

	"golang.org/x/sys/unix"
)

// clientPoll is how often a terminal without a client is asked for one: the kernel
// does not wake a reader when a client opens the other end.
const clientPoll = 5 * time.Millisecond

// Master is the device's end of one pseudo-terminal.
type Master struct {
	f     *os.File
	Slave string // path of the end that the client opens
	done  chan struct{}
	once  sync.Once
}

// Open makes a pseudo-terminal whose other end is raw from the start; otherwise
// the kernel would echo the device's own bytes back to it.
func Open() (*Master, error) {
	f, err := os.OpenFile("/dev/ptmx", os.O_RDWR|unix.O_NOCTTY|unix.O_NONBLOCK, 0)
	if err != nil {
		return nil, fmt.Errorf("pty: %w", err)
	}
	m := &Master{f: f, done: make(chan struct{})}
	if err := m.control(func(fd int) error {
		if err := unix.IoctlSetPointerInt(fd, unix.TIOCSPTLCK, 0); err != nil {
			return err
		}
		n, err := unix.IoctlGetInt(fd, unix.TIOCGPTN)
		if err != nil {
			return err
		}
		m.Slave = fmt.Sprintf("/dev/pts/%d", n)
		return raw(fd)
	}); err != nil {
		f.Close()
		return nil, fmt.Errorf("pty: %w", err)
	}
	return m, nil
}

func (m *Master) control(do func(fd int) error) error {
	c, err := m.f.SyscallConn()
	if err != nil {
		return err
	}
	var inner error
	if err := c.Control(func(fd uintptr) { inner = do(int(fd)) }); err != nil {
		return err
	}
	return inner
}

// raw sets the terminal raw; on Linux the master's settings are the slave's.
func raw(fd int) error {
	t, err := unix.IoctlGetTermios(fd, unix.TCGETS)
	if err != nil {
		return err
	}
	t.Iflag &^= unix.IGNBRK | unix.BRKINT | unix.PARMRK | unix.ISTRIP | unix.INLCR | unix.IGNCR | unix.ICRNL | unix.IXON
	t.Oflag &^= unix.OPOST
	t.Lflag &^= unix.ECHO | unix.ECHONL | unix.ICANON | unix.ISIG | unix.IEXTEN
	t.Cflag = t.Cflag&^(unix.CSIZE|unix.PARENB) | unix.CS8
	t.Cc[unix.VMIN], t.Cc[unix.VTIME] = 1, 0
	return unix.IoctlSetTermios(fd, unix.TCSETS, t)
}

// Read waits for bytes from a client, and for a client. It ends with io.EOF after
// Close.
func (m *Master) Read(p []byte) (int, error) {
	for {
		n, err := m.f.Read(p)
		if n > 0 {
			return n, nil
		}
		if !errors.Is(err, unix.EIO) && !errors.Is(err, io.EOF) { // EIO: no client has it open
			if errors.Is(err, os.ErrClosed) {
				err = io.EOF
			}
			return 0, err
		}
		t := time.NewTimer(clientPoll)
		select {
		case <-t.C:
		case <-m.done:
			t.Stop()
			return 0, io.EOF
		}
	}
}

// Write gives bytes to the client. Without one they wait in the kernel.
func (m *Master) Write(p []byte) (int, error) {
	n, err := m.f.Write(p)
	if errors.Is(err, os.ErrClosed) {
		err = io.ErrClosedPipe
	}
	return n, err
}

// Baud is the speed that the client has asked for.
func (m *Master) Baud() (baud int, err error) {
	err = m.control(func(fd int) error {
		t, err := unix.IoctlGetTermios(fd, unix.TCGETS2)
		if err == nil {
			baud = int(t.Ospeed)
		}
		return err
	})
	return baud, err
}

// Close hangs up: the client reads an error at once, and loses what it has not
// read yet. A blocked Read or Write ends. Closing again does nothing.
func (m *Master) Close() error {
	var err error
	m.once.Do(func() {
		close(m.done)
		err = m.f.Close()
	})
	return err
}
