package serialport

import (
	"cmp"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"modu/devices/transport"
)

// Device is one serial port that belongs to a USB device.
type Device struct {
	Path                              string
	VID, PID, Serial, Product, Vendor string
}

// ListUSB reads the serial ports on USB from sysfs. It opens no port, so lines in
// use are not disturbed.
func (o Opener) ListUSB() []Device {
	sys, dev := cmp.Or(o.Sys, "/sys"), cmp.Or(o.Dev, "/dev")
	entries, err := os.ReadDir(filepath.Join(sys, "class", "tty"))
	if err != nil {
		return nil // a machine without sysfs has no USB ports to offer
	}
	var out []Device
	for _, e := range entries {
		at, err := filepath.EvalSymlinks(filepath.Join(sys, "class", "tty", e.Name(), "device"))
		if err != nil {
			continue // a virtual terminal
		}
		root, err := filepath.EvalSymlinks(sys)
		if err != nil {
			continue
		}
		// The tty hangs on an interface, or on a converter's port on an interface;
		// the ids are at the USB device above them.
		for ; len(at) > len(root); at = filepath.Dir(at) {
			if vid := attribute(at, "idVendor"); vid != "" {
				out = append(out, Device{Path: filepath.Join(dev, e.Name()), VID: vid, PID: attribute(at, "idProduct"),
					Serial: attribute(at, "serial"), Product: attribute(at, "product"), Vendor: attribute(at, "manufacturer")})
				break
			}
		}
	}
	slices.SortFunc(out, func(a, b Device) int {
		return cmp.Or(cmp.Compare(len(a.Path), len(b.Path)), strings.Compare(a.Path, b.Path))
	})
	return out
}

// FindUSB lists the paths of the ports that match, in order.
func (o Opener) FindUSB(m transport.USBMatch) (paths []string) {
	for _, d := range o.ListUSB() {
		if (m.VID == "" || strings.EqualFold(m.VID, d.VID)) && (m.PID == "" || strings.EqualFold(m.PID, d.PID)) &&
			(m.Serial == "" || m.Serial == d.Serial) && (m.Product == "" || m.Product == d.Product) {
			paths = append(paths, d.Path)
		}
	}
	return paths
}

func attribute(dir, name string) string {
	b, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(b))
}
