//go:build linux

package evdev

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"

	"golang.org/x/sys/unix"

	"modu/devices"
	"modu/devices/transport"
)

// eviocgrab is _IOW('E', 0x90, int) of include/uapi/linux/input.h.
const eviocgrab = 0x40044590

// Opener opens the input devices of a keypad.
type Opener struct {
	Sys  string                    // where sysfs is; "" means /sys
	Dev  string                    // where device nodes are; "" means /dev
	Grab func(node *os.File) error // takes a node for us alone; nil asks the kernel
}

var (
	_ transport.Opener   = Opener{}
	_ transport.Presence = Opener{}
)

// grab asks the kernel that only we get the events of a node.
func grab(node *os.File) error {
	c, err := node.SyscallConn()
	if err != nil {
		return err
	}
	var inner error
	if err := c.Control(func(fd uintptr) { inner = unix.IoctlSetInt(int(fd), eviocgrab, 1) }); err != nil {
		return err
	}
	return inner
}

// Open opens every input device that has the spec's USB ids and keys, or the one at
// its path, and takes them exclusively.
func (o Opener) Open(_ context.Context, spec transport.PortSpec) (transport.Port, error) {
	nodes := o.nodes(spec)
	if len(nodes) == 0 {
		return nil, fmt.Errorf("%s: %w", spec, devices.ErrAbsent)
	}
	take := o.Grab
	if take == nil {
		take = grab
	}
	p := &port{Inbox: transport.NewInbox(spec.String()), spec: spec}
	for _, at := range nodes {
		f, err := os.OpenFile(at, os.O_RDONLY|unix.O_NONBLOCK|unix.O_CLOEXEC, 0)
		if err == nil {
			p.files = append(p.files, f)
			// A path may lead to something else than an input device, a simulated
			// keypad for example: there is no desktop that would hear its keys.
			if err = take(f); errors.Is(err, unix.ENOTTY) && spec.Path != "" {
				err = nil
			}
		}
		if err != nil {
			p.Close()
			return nil, fmt.Errorf("%s: %w", at, classify(err))
		}
	}
	for _, f := range p.files {
		p.wg.Go(func() { p.read(f) })
	}
	return p, nil
}

// Present reports whether an input device that the spec matches exists.
func (o Opener) Present(spec transport.PortSpec) bool {
	return slices.ContainsFunc(o.nodes(spec), func(at string) bool { _, err := os.Stat(at); return err == nil })
}

// nodes lists the input devices with the spec's ids that have keys or switches.
func (o Opener) nodes(spec transport.PortSpec) (paths []string) {
	if spec.Path != "" {
		return []string{spec.Path}
	}
	if spec.USB == nil {
		return nil
	}
	class := filepath.Join(cmp.Or(o.Sys, "/sys"), "class", "input")
	entries, err := os.ReadDir(class)
	if err != nil {
		return nil // a machine without input devices has none to offer
	}
	for _, e := range entries {
		read := func(name string) string {
			b, _ := os.ReadFile(filepath.Join(class, e.Name(), "device", name)) // what cannot be read is empty and matches nothing
			return strings.TrimSpace(string(b))
		}
		m := spec.USB
		if strings.HasPrefix(e.Name(), "event") &&
			strings.EqualFold(read("id/vendor"), m.VID) && strings.EqualFold(read("id/product"), m.PID) &&
			(m.Serial == "" || read("uniq") == m.Serial) && (m.Product == "" || read("name") == m.Product) &&
			has(read("capabilities/ev"), typeKey, typeSwitch) {
			paths = append(paths, filepath.Join(cmp.Or(o.Dev, "/dev"), "input", e.Name()))
		}
	}
	return paths
}

// has looks into a bit map as sysfs writes it: hexadecimal words, the lowest last.
func has(bitmap string, any ...uint) bool {
	words := strings.Fields(bitmap)
	if len(words) == 0 {
		return false
	}
	low, err := strconv.ParseUint(words[len(words)-1], 16, 64)
	return err == nil && slices.ContainsFunc(any, func(bit uint) bool { return low>>bit&1 == 1 })
}

func classify(err error) error {
	switch {
	case errors.Is(err, unix.EBUSY):
		return fmt.Errorf("%w (%v); end the program that has taken the keypad", devices.ErrBusy, err)
	case errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("%w (%v); add the kiosk's user to the group that owns the node, often input", devices.ErrPermission, err)
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, unix.ENODEV), errors.Is(err, unix.ENXIO):
		return fmt.Errorf("%w (%v)", devices.ErrAbsent, err)
	default:
		return err
	}
}

// port merges the input devices of one keypad. Each read of a node gives whole
// records, so merging never tears one.
type port struct {
	*transport.Inbox
	spec  transport.PortSpec
	files []*os.File
	once  sync.Once
	wg    sync.WaitGroup
}

// read brings what comes from a node. One lost node is the whole keypad lost: they share a
// cable.
func (p *port) read(f *os.File) {
	buf := make([]byte, 64*RecordSize)
	for {
		n, err := f.Read(buf)
		if n > 0 && !p.Put(append([]byte(nil), buf[:n]...)) {
			return
		}
		if err != nil {
			p.Fail(err)
			return
		}
	}
}

// Write fails: nothing is ever sent to a keyboard.
func (p *port) Write([]byte) (int, error) {
	return 0, fmt.Errorf("%s: %w: a keyboard takes no bytes", p.spec, devices.ErrUnsupported)
}

// Close gives the nodes back and waits for their readers.
func (p *port) Close() error {
	var errs []error
	p.once.Do(func() {
		p.Inbox.Close()
		for _, f := range p.files {
			errs = append(errs, f.Close())
		}
		p.wg.Wait()
	})
	return errors.Join(errs...)
}
