package evdev

import (
	"slices"
	"testing"
	"time"

	"modu/accessibility/input"
	"modu/devices"
)

func jackEvents(t *testing.T, what string, got []input.Event, want ...bool) {
	t.Helper()
	var ins []bool
	for _, e := range got {
		j, ok := e.(input.JackChanged)
		if !ok || j.Device != "headset" {
			t.Errorf("%s: %+v", what, e)
			continue
		}
		ins = append(ins, j.In)
	}
	if !slices.Equal(ins, want) {
		t.Errorf("%s: %v, want %v", what, ins, want)
	}
}

func TestSwitch(t *testing.T) {
	s := NewSwitch("headset")
	step := func(at time.Duration, in []byte) []input.Event { ev, _, _ := s.Step(at, in); return ev }
	if s.Status().Phase != devices.Greeting {
		t.Error("working before it is open")
	}
	s.Open(0)
	jackEvents(t, "how things stand", step(1, SwitchRecord(false)), false)
	jackEvents(t, "said twice", step(2, SwitchRecord(false)))
	jackEvents(t, "in and out in one read: every edge", step(3, append(append(SwitchRecord(true), SwitchRecord(false)...), SwitchRecord(true)...)), true, false, true)
	// A microphone plug and a key of the same node are not about headsets.
	other := SwitchRecord(false)
	other[18] = 4 // SW_MICROPHONE_INSERT
	jackEvents(t, "another switch", step(4, other))
	// The kernel lost records: the plug may be out.
	lost := SwitchRecord(true)
	lost[16], lost[18], lost[20] = 0, 3, 0 // SYN_DROPPED
	jackEvents(t, "records are missing", step(5, lost[:RecordSize]), false)
	jackEvents(t, "what belongs to the missing part", step(6, SwitchRecord(true)))
	jackEvents(t, "the next report", step(7, SwitchRecord(true)), true)
	jackEvents(t, "the socket vanishes", s.Close(8), false)
	jackEvents(t, "and has gone already", s.Close(9))
	s.Open(10)
	jackEvents(t, "a new conversation tells anew", step(11, SwitchRecord(true)), true)
}

// Half a record that nobody completes must not swallow the next.
func TestSwitchResyncs(t *testing.T) {
	s := NewSwitch("headset")
	s.Open(0)
	_, _, wake := s.Step(10*time.Millisecond, SwitchRecord(true)[:11])
	if wake != 10*time.Millisecond+switchGap {
		t.Error(wake)
	}
	ev, _, _ := s.Step(time.Second, SwitchRecord(true))
	jackEvents(t, "after half a record", ev, true)
}

func FuzzSwitch(f *testing.F) {
	f.Add(SwitchRecord(true), 5)
	f.Fuzz(func(t *testing.T, data []byte, cut int) {
		whole, parts := NewSwitch("headset"), NewSwitch("headset")
		whole.Open(0)
		parts.Open(0)
		want, _, _ := whole.Step(1, data)
		at := min(max(cut, 0), len(data))
		got, _, _ := parts.Step(1, data[:at])
		more, _, _ := parts.Step(1, data[at:])
		if !slices.Equal(append(got, more...), want) {
			t.Errorf("cut at %d: %v and %v, whole %v", at, got, more, want)
		}
	})
}
