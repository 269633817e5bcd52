package transporttest

import (
	"bytes"
	"context"
	"errors"
	"io"
	"runtime"
	"testing"
	"time"

	"modu/devices"
	"modu/devices/transport"
	"modu/internal/task"
)

// connector makes a fresh port and the device's end of it.
type connector = func(t *testing.T) (transport.Port, io.ReadWriteCloser)

// Conform checks the promises of transport.Port. connect makes a fresh port and
// the device's end of it.
func Conform(t *testing.T, connect func(t *testing.T) (transport.Port, io.ReadWriteCloser)) {
	t.Run("both ways", func(t *testing.T) { bothWays(t, connect) })
	t.Run("a read timeout is no error", func(t *testing.T) { readTimeout(t, connect) })
	t.Run("own close frees a read", func(t *testing.T) { closeFreesRead(t, connect) })
	t.Run("own close frees a write to a device that does not read", func(t *testing.T) { closeFreesWrite(t, connect) })
	t.Run("unplugging is told from closing", func(t *testing.T) { unplugging(t, connect) })
}

func bothWays(t *testing.T, connect connector) {
	t.Helper()
	p, dev := connect(t)
	defer p.Close()
	defer dev.Close()
	every := make([]byte, 256) // no byte may be swallowed or changed on the way
	for i := range every {
		every[i] = byte(i)
	}
	exchange(t, p, dev, every)
	exchange(t, dev, p, every)
}

func readTimeout(t *testing.T, connect connector) {
	t.Helper()
	p, dev := connect(t)
	defer p.Close()
	defer dev.Close()
	for _, d := range []time.Duration{0, time.Millisecond} {
		if err := p.SetReadTimeout(d); err != nil {
			t.Fatal(err)
		}
		if n, err := p.Read(make([]byte, 8)); n != 0 || err != nil {
			t.Errorf("read after %v returned %d, %v", d, n, err)
		}
	}
}

func closeFreesRead(t *testing.T, connect connector) {
	t.Helper()
	p, dev := connect(t)
	defer dev.Close()
	err := freed(t, p.Read, p.Close)
	if !errors.Is(err, devices.ErrClosed) || errors.Is(err, devices.ErrDisconnected) {
		t.Errorf("read ended with %v", err)
	}
	if err := p.Close(); err != nil {
		t.Errorf("second close: %v", err)
	}
}

func closeFreesWrite(t *testing.T, connect connector) {
	t.Helper()
	p, dev := connect(t)
	defer dev.Close()
	written := make(chan int, 1)
	big := make([]byte, 1<<20)
	err := freed(t, func([]byte) (int, error) {
		n, err := p.Write(big)
		written <- n
		return n, err
	}, p.Close)
	if err == nil {
		t.Errorf("all of %d bytes were taken", len(big))
	}
	if n := <-written; n == 0 {
		t.Error("nothing was taken before the write blocked")
	}
}

func unplugging(t *testing.T, connect connector) {
	t.Helper()
	p, dev := connect(t)
	defer p.Close()
	err := freed(t, p.Read, dev.Close)
	if !errors.Is(err, devices.ErrDisconnected) || errors.Is(err, devices.ErrClosed) {
		t.Errorf("read ended with %v", err)
	}
	if _, err := p.Write([]byte("x")); !errors.Is(err, devices.ErrDisconnected) {
		t.Errorf("write after it: %v", err)
	}
	if _, err := p.Read(make([]byte, 1)); !errors.Is(err, devices.ErrDisconnected) {
		t.Errorf("read after it: %v", err)
	}
	p.Close()
	if _, err := p.Write([]byte("x")); !errors.Is(err, devices.ErrClosed) {
		t.Errorf("write after own close: %v", err)
	}
}

func exchange(t *testing.T, from io.Writer, to io.Reader, b []byte) {
	t.Helper()
	var failed error
	writes := task.Start(func(context.Context) { _, failed = from.Write(b) })
	got := make([]byte, 0, len(b))
	buf := make([]byte, 64)
	for len(got) < len(b) {
		n, err := to.Read(buf)
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, buf[:n]...)
	}
	if writes.Wait(); failed != nil {
		t.Fatal(failed)
	}
	if !bytes.Equal(got, b) {
		t.Errorf("% x became % x", b, got)
	}
}

// freed runs op, then end while op may be blocked, and returns op's error.
func freed(t *testing.T, op func([]byte) (int, error), end func() error) error {
	t.Helper()
	started := make(chan struct{})
	var failed error
	works := task.Start(func(context.Context) {
		close(started)
		for n := 0; failed == nil && n == 0; {
			n, failed = op(make([]byte, 8))
		}
	})
	<-started
	for range 1000 {
		runtime.Gosched() // lets op block; the result is the same if it has not
	}
	if err := end(); err != nil {
		t.Error(err)
	}
	works.Wait()
	return failed
}
