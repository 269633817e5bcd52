package transport

import (
	"testing"
	"time"
)

func TestByteTime(t *testing.T) {
	for _, c := range []struct {
		spec PortSpec
		want time.Duration // for 1000 bytes, in whole microseconds
	}{
		{PortSpec{}, 1041666 * time.Microsecond},                                                    // 9600 8N1: 10 bits
		{PortSpec{Baud: 19200, Parity: "odd"}, 572916 * time.Microsecond},                           // 11 bits
		{PortSpec{Baud: 115200, Parity: "even", StopBits: "2"}, 104166 * time.Microsecond},          // 12 bits
		{PortSpec{Baud: 1200, DataBits: 7, Parity: "none", StopBits: "1"}, 7500 * time.Millisecond}, // 9 bits
	} {
		if got := (1000 * c.spec.ByteTime()).Truncate(time.Millisecond); got != c.want.Truncate(time.Millisecond) {
			t.Errorf("%+v: 1000 bytes take %v, want %v", c.spec, got, c.want)
		}
	}
}

func TestNames(t *testing.T) {
	for want, spec := range map[string]PortSpec{
		"/dev/ttyUSB0":                         {Path: "/dev/ttyUSB0", USB: &USBMatch{VID: "28CD", PID: "4008"}},
		"USB 28cd:4008":                        {USB: &USBMatch{VID: "28CD", PID: "4008"}},
		`USB 0403:6001 serial A1 "USB-Serial"`: {USB: &USBMatch{VID: "0403", PID: "6001", Serial: "A1", Product: "USB-Serial"}},
		"no port":                              {},
	} {
		if got := spec.String(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
