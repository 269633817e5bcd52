package transport

import (
	"errors"
	"io"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"modu/devices"
)

func readAll(t *testing.T, b *Inbox, size int) string {
	t.Helper()
	p := make([]byte, size)
	n, err := b.Read(p)
	if err != nil {
		t.Fatal(err)
	}
	return string(p[:n])
}

// What a reader has no room for is kept for its next call, and nothing is put in between.
func TestInboxKeepsTheRest(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := NewInbox("port")
		go func() {
			for _, s := range []string{"abc", "d"} {
				if !b.Put([]byte(s)) {
					t.Error("not taken")
				}
			}
		}()
		for _, want := range []string{"ab", "c", "d"} {
			if got := readAll(t, b, 2); got != want {
				t.Errorf("read %q, want %q", got, want)
			}
		}
	})
}

// A read waits as long as its timeout says, in the time of the bubble.
func TestInboxTimeout(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b, begun := NewInbox("port"), time.Now()
		for _, d := range []time.Duration{0, time.Second} {
			if err := b.SetReadTimeout(d); err != nil {
				t.Fatal(err)
			}
			if got := readAll(t, b, 2); got != "" {
				t.Errorf("read %q", got)
			}
		}
		if waited := time.Since(begun); waited != time.Second {
			t.Errorf("waited %v", waited)
		}
	})
}

// The other end's going and our own Close are never mixed up, whichever comes first.
func TestInboxEnds(t *testing.T) {
	cable := errors.New("no such device")
	for name, c := range map[string]struct {
		end  func(b *Inbox)
		want error
		says string
	}{
		"closed":                {(*Inbox).Close, devices.ErrClosed, "port"},
		"closed twice":          {func(b *Inbox) { b.Close(); b.Close() }, devices.ErrClosed, "port"},
		"unplugged":             {func(b *Inbox) { b.Fail(cable) }, devices.ErrDisconnected, cable.Error()},
		"at its end":            {func(b *Inbox) { b.Fail(nil) }, devices.ErrDisconnected, io.EOF.Error()},
		"unplugged twice":       {func(b *Inbox) { b.Fail(cable); b.Fail(nil) }, devices.ErrDisconnected, cable.Error()},
		"closed, which fails":   {func(b *Inbox) { b.Close(); b.Fail(cable) }, devices.ErrClosed, "port"},
		"unplugged, and closed": {func(b *Inbox) { b.Fail(cable); b.Close() }, devices.ErrClosed, "port"},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				b, got := NewInbox("port"), make(chan error, 1)
				go func() { // waits already
					_, err := b.Read(make([]byte, 1))
					got <- err
				}()
				synctest.Wait()
				c.end(b)
				_, later := b.Read(make([]byte, 1))
				synctest.Wait()
				if waiting := <-got; !errors.Is(later, c.want) || !errors.Is(waiting, devices.ErrClosed) && !errors.Is(waiting, devices.ErrDisconnected) || !strings.Contains(later.Error(), c.says) {
					t.Errorf("a read that waited: %v; a later one: %v", waiting, later)
				}
				b.Close()
				if b.Put([]byte("x")) {
					t.Error("after Close something was taken")
				}
				<-b.Closed()
			})
		})
	}
}
