package reader

import (
	"fmt"
	"testing"
	"time"

	"modu/accessibility/input"
	"modu/devices"
	"modu/devices/transport/transporttest"
)

func ready(t testing.TB) *Driver {
	t.Helper()
	d := New("reader")
	if out, _ := d.Open(0); string(out) != "V?\n" {
		t.Fatalf("greets with %q", out)
	}
	d.Step(0, []byte("V modu-reader 1\n"))
	if s := d.Status(); s.Phase != devices.Working || s.Info != (devices.Info{Model: "modu-reader", Firmware: "1"}) {
		t.Fatalf("%+v", s)
	}
	return d
}

func told(events []input.Event) string {
	out := ""
	for _, ev := range events {
		p := ev.(input.Presented)
		out += fmt.Sprintf("%s %v %q;", p.Reader, p.OK, p.Data)
	}
	return out
}

func TestPresented(t *testing.T) {
	for in, want := range map[string]string{
		"P card 900101\r\n":         `card true "900101";`,
		"P code 978893\nP card\n":   `code true "978893";card false "";`,
		"P fingerprint x\n":         `fingerprint true "x";`,
		"P coin 1\nP\nP card 1 2\n": "",
		"rubbish\n\x00\xff\n":       "",
	} {
		for seed := range uint64(6) {
			d := ready(t)
			var events []input.Event
			for _, piece := range transporttest.Chop([]byte(in), seed) {
				ev, _, _ := d.Step(time.Second, piece)
				events = append(events, ev...)
			}
			if got := told(events); got != want {
				t.Errorf("%q, seed %d: %s", in, seed, got)
			}
		}
	}
}

// Nothing is taken from somebody who has not said who they are; silence is told.
func TestSilence(t *testing.T) {
	d := New("reader")
	_, wake := d.Open(0)
	if ev, _, _ := d.Step(0, []byte("P card 1\n")); ev != nil {
		t.Errorf("%v", told(ev))
	}
	for range 20 {
		if wake == 0 {
			break
		}
		_, _, wake = d.Step(wake, nil)
	}
	if s := d.Status(); s.Phase != devices.Failed || s.Err == nil {
		t.Errorf("%+v", s)
	}
}

func FuzzPresented(f *testing.F) {
	f.Add([]byte("P card 1\n"))
	f.Fuzz(func(t *testing.T, in []byte) {
		d := ready(t)
		ev, _, _ := d.Step(time.Second, in)
		for _, e := range ev {
			if p := e.(input.Presented); len(p.Data) > maxData || p.OK != (len(p.Data) > 0) {
				t.Errorf("%d bytes, ok %v", len(p.Data), p.OK)
			}
		}
	})
}
