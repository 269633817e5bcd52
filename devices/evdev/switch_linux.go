//go:build linux

package evdev

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"unsafe"

	"golang.org/x/sys/unix"

	"modu/devices"
	"modu/devices/transport"
)

// eviocgsw is EVIOCGSW(8) of include/uapi/linux/input.h: _IOR('E', 0x1b, 8 bytes).
const eviocgsw = 2<<30 | 8<<16 | 'E'<<8 | 0x1b

// SwitchOpener opens the input device of a headset socket. Unlike a keypad's it is not
// taken exclusively: others may need to know of the plug too.
type SwitchOpener struct {
	Name  string                               // what the device calls itself; used when the spec names neither path nor USB ids
	Sys   string                               // where sysfs is; "" means /sys
	Dev   string                               // where device nodes are; "" means /dev
	State func(node *os.File) (in, known bool) // whether a plug is in now; nil asks the kernel
}

var (
	_ transport.Opener   = SwitchOpener{}
	_ transport.Presence = SwitchOpener{}
)

// place fills in the path of a device that is known by its name.
func (o SwitchOpener) place(spec transport.PortSpec) (transport.PortSpec, error) {
	if spec.Path != "" || spec.USB != nil {
		return spec, nil
	}
	class := filepath.Join(cmp.Or(o.Sys, "/sys"), "class", "input")
	entries, _ := os.ReadDir(class) // none: a machine without input devices
	for _, e := range entries {
		read := func(name string) string {
			b, _ := os.ReadFile(filepath.Join(class, e.Name(), "device", name))
			return strings.TrimSpace(string(b))
		}
		if strings.HasPrefix(e.Name(), "event") && read("name") == o.Name && has(read("capabilities/sw"), switchHeadphone) {
			spec.Path = filepath.Join(cmp.Or(o.Dev, "/dev"), "input", e.Name())
			return spec, nil
		}
	}
	return spec, fmt.Errorf("%q: %w", o.Name, devices.ErrAbsent)
}

// Present reports whether the socket's input device exists.
func (o SwitchOpener) Present(spec transport.PortSpec) bool {
	spec, err := o.place(spec)
	return err == nil && o.nodes(nil).Present(spec)
}

func (o SwitchOpener) nodes(look func(*os.File) error) Opener {
	return Opener{Sys: o.Sys, Dev: o.Dev, Grab: look}
}

// Open opens the input device. What is read first is how things stand now.
func (o SwitchOpener) Open(ctx context.Context, spec transport.PortSpec) (transport.Port, error) {
	spec, err := o.place(spec)
	if err != nil {
		return nil, err
	}
	state := o.State
	if state == nil {
		state = switchState
	}
	var head []byte
	p, err := o.nodes(func(f *os.File) error {
		if in, known := state(f); known {
			head = append(head, SwitchRecord(in)...)
		}
		return nil
	}).Open(ctx, spec)
	if err != nil {
		return nil, err
	}
	return &headed{Port: p, head: head}, nil
}

// switchState asks the kernel. What is no input device, a simulated socket for
// example, tells by itself.
func switchState(f *os.File) (in, known bool) {
	c, err := f.SyscallConn()
	if err != nil {
		return false, false
	}
	var bits [8]byte
	_ = c.Control(func(fd uintptr) {
		_, _, e := unix.Syscall(unix.SYS_IOCTL, fd, eviocgsw, uintptr(unsafe.Pointer(&bits[0])))
		known = e == 0
	})
	return bits[switchHeadphone/8]>>(switchHeadphone%8)&1 == 1, known
}

// headed is a port with something to read before what comes.
type headed struct {
	transport.Port
	mu   sync.Mutex
	head []byte
}

func (h *headed) Read(b []byte) (int, error) {
	h.mu.Lock()
	if n := copy(b, h.head); n > 0 {
		h.head = h.head[n:]
		h.mu.Unlock()
		return n, nil
	}
	h.mu.Unlock()
	return h.Port.Read(b)
}
