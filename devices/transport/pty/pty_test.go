//go:build linux

package pty

import (
	"io"
	"os"
	"path/filepath"
	"testing"
)

func TestReplugKeepsTheLink(t *testing.T) {
	link := filepath.Join(t.TempDir(), "keypad")
	s := NewSocket(link)
	for range 2 {
		m, err := s.Plug()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.Plug(); err == nil {
			t.Error("plugged in twice")
		}
		client, err := os.OpenFile(link, os.O_RDWR, 0)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := client.Write([]byte("\r\n\x03")); err != nil { // bytes that a cooked terminal would change
			t.Fatal(err)
		}
		got := make([]byte, 3)
		if _, err := io.ReadFull(m, got); err != nil || string(got) != "\r\n\x03" {
			t.Errorf("read %q, %v", got, err)
		}
		client.Close()
		if err := s.Unplug(); err != nil {
			t.Fatal(err)
		}
		if _, err := os.Lstat(link); !os.IsNotExist(err) {
			t.Errorf("the link is still there: %v", err)
		}
		if _, err := m.Read(got); err != io.EOF {
			t.Errorf("read after unplugging: %v", err)
		}
	}
	if err := s.Unplug(); err != nil {
		t.Error(err)
	}
}

// The reader waits while no client is there, and close frees it.
func TestCloseFreesAReaderWithoutClient(t *testing.T) {
	m, err := Open()
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan error, 1)
	go func() { _, err := m.Read(make([]byte, 1)); done <- err }()
	m.Close()
	if err := <-done; err != io.EOF {
		t.Error(err)
	}
}

func TestSomebodysFileIsNotReplaced(t *testing.T) {
	path := filepath.Join(t.TempDir(), "notes")
	if err := os.WriteFile(path, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	if m, err := NewSocket(path).Plug(); err == nil {
		m.Close()
		t.Error("plugged in over a file")
	}
	if b, _ := os.ReadFile(path); string(b) != "mine" {
		t.Error("the file was changed")
	}
}
