//go:build !linux

package pty

import (
	"fmt"
	"io"

	"modu/devices"
)

// Master is the device's end of one pseudo-terminal.
type Master struct{ Slave string }

// Open fails: pseudo-terminals are made in the Linux way only.
func Open() (*Master, error) {
	return nil, fmt.Errorf("pty: %w: simulated ports need Linux", devices.ErrUnsupported)
}

// Read returns io.EOF.
func (*Master) Read([]byte) (int, error) { return 0, io.EOF }

// Write returns io.ErrClosedPipe.
func (*Master) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }

// Baud fails.
func (*Master) Baud() (int, error) { return 0, devices.ErrUnsupported }

// Close does nothing.
func (*Master) Close() error { return nil }
