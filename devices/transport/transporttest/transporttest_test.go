package transporttest

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"testing"

	"modu/devices"
	"modu/devices/transport"
)

func TestPipeKeepsTheContract(t *testing.T) {
	Conform(t, func(*testing.T) (transport.Port, io.ReadWriteCloser) {
		a, b := Pipe()
		return a, b
	})
}

func TestChoppedKeepsTheContract(t *testing.T) {
	Conform(t, func(*testing.T) (transport.Port, io.ReadWriteCloser) {
		a, b := Pipe()
		return Chopped(a, 1), b
	})
}

func TestChopLosesNothing(t *testing.T) {
	b := []byte("a keypad sends what it likes, when it likes")
	for seed := range uint64(20) {
		if got := slices.Concat(Chop(b, seed)...); !bytes.Equal(got, b) {
			t.Errorf("seed %d: %q", seed, got)
		}
	}
}

func TestNoise(t *testing.T) {
	b := bytes.Repeat([]byte{0x55}, 1000)
	if !bytes.Equal(Noise(b, 0, 1), b) {
		t.Error("no noise changed something")
	}
	if bytes.Equal(Noise(b, 10, 1), b) {
		t.Error("noise changed nothing")
	}
	if !bytes.Equal(Noise(b, 10, 1), Noise(b, 10, 1)) {
		t.Error("one seed gave two kinds of noise")
	}
}

func TestCut(t *testing.T) {
	a, b := Pipe()
	b.Write([]byte("abcdef"))
	got, err := io.ReadAll(Cut(a, 4))
	if string(got) != "abcd" || !errors.Is(err, devices.ErrDisconnected) {
		t.Errorf("read %q, %v", got, err)
	}
}

func TestStalledWriteEndsWithClose(t *testing.T) {
	a, _ := Pipe()
	p := Stalled(a)
	done := make(chan error, 1)
	go func() { _, err := p.Write([]byte("x")); done <- err }()
	p.Close()
	if err := <-done; !errors.Is(err, devices.ErrClosed) {
		t.Error(err)
	}
}
