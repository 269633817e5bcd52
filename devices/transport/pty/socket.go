package pty

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
)

// Socket is a place where a device may be plugged in: a link whose name stays the
// same while the terminals behind it come and go.
type Socket struct {
	link string

	mu     sync.Mutex
	master *Master // nil: nothing is plugged in
}

// NewSocket prepares a socket; link is the path that clients open. Nothing is
// plugged in yet.
func NewSocket(link string) *Socket { return &Socket{link: link} }

// Link is the path that clients open.
func (s *Socket) Link() string { return s.link }

// Plug makes a new terminal behind the link.
func (s *Socket) Plug() (*Master, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.master != nil {
		return nil, errors.New("pty: already plugged in")
	}
	m, err := Open()
	if err != nil {
		return nil, err
	}
	// A link left over by a process that died may be replaced; anything else at
	// that path is somebody's file.
	if fi, err := os.Lstat(s.link); err == nil && fi.Mode()&os.ModeSymlink == 0 {
		m.Close()
		return nil, fmt.Errorf("pty: %s exists and is no link", s.link)
	}
	tmp := filepath.Join(filepath.Dir(s.link), fmt.Sprintf(".%s.%d", filepath.Base(s.link), os.Getpid()))
	os.Remove(tmp)
	if err := os.Symlink(m.Slave, tmp); err != nil {
		m.Close()
		return nil, fmt.Errorf("pty: %w", err)
	}
	if err := os.Rename(tmp, s.link); err != nil {
		os.Remove(tmp)
		m.Close()
		return nil, fmt.Errorf("pty: %w", err)
	}
	s.master = m
	return m, nil
}

// Unplug takes the terminal and its link away. It does nothing if nothing is
// plugged in.
func (s *Socket) Unplug() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.master == nil {
		return nil
	}
	os.Remove(s.link)
	err := s.master.Close()
	s.master = nil
	return err
}
