package link

import (
	"io"
	"slices"
	"testing"
	"time"

	"modu/accessibility/input"
	"modu/devices/keypad"
	"modu/devices/transport"
	"modu/devices/transport/pty"
	"modu/devices/transport/serialport"
)

// BenchmarkKeyOverTerminal is the time from a keypad's bytes leaving to the event:
// pseudo-terminal, go.bug.st/serial, frames, keys, link.
func BenchmarkKeyOverTerminal(b *testing.B) {
	m, err := pty.Open()
	if err != nil {
		b.Fatal(err)
	}
	defer m.Close()
	p := controller(b)
	got := make(events, 100)
	l := Start(b.Context(), Config{ID: "keys", Class: "keypad", Driver: keypad.New(p, "keys"), Opener: serialport.Opener{}, Spec: transport.PortSpec{Path: m.Slave}, Emit: got.emit})
	defer l.Close()
	hello := make([]byte, 10)
	if _, err := io.ReadFull(m, hello); err != nil {
		b.Fatal(err)
	}
	m.Write(hello)
	got.expect(b, state("keys", input.DeviceReady, ""))
	frames := []string{"\x30\x00\x02\x09\x01\xC8\x37", "\x30\x00\x02\x09\x00\xD8\x16"}
	var took []time.Duration
	for i := 0; b.Loop(); i++ {
		began := time.Now()
		m.Write([]byte(frames[i%2]))
		<-got
		took = append(took, time.Since(began))
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds()), "p99-µs")
	b.ReportMetric(float64(took[len(took)/2].Microseconds()), "p50-µs")
}
