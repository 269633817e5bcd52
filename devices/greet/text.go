package greet

import (
	"strings"
	"time"

	"modu/devices"
	"modu/devices/frame"
)

// Question asks a device that speaks lines of text who it is. It answers "V name version".
const Question = "V?\n"

const (
	// gap: a line is sent in one go.
	gap = 500 * time.Millisecond
	// askEvery and wait: boards with a boot loader are silent for 2 s after their port
	// was opened.
	askEvery = time.Second
	wait     = 5 * time.Second
)

// Text is a conversation in lines of text, from the greeting on. The zero value is closed.
type Text struct {
	state State
	lines frame.Lines
	last  time.Duration // when bytes came last
	info  devices.Info
}

// Open begins a conversation. What it returns must be sent.
func (t *Text) Open(now time.Duration) []byte {
	t.lines.Reset()
	t.state = Plan{askEvery, wait}.Open(now)
	return []byte(Question)
}

// Close forgets half a line: the port is gone.
func (t *Text) Close() {
	t.lines.Reset()
	t.state = State{}
}

// Feed takes what arrived, which may be nothing, and returns the words of each line that is
// complete. Each belongs to Answer first.
func (t *Text) Feed(now time.Duration, in []byte) (lines [][]string) {
	if t.lines.Pending() && now-t.last >= gap {
		t.lines.Gap()
	}
	if len(in) > 0 {
		t.last = now
	}
	for _, line := range t.lines.Feed(in) {
		lines = append(lines, strings.Fields(line))
	}
	return lines
}

// Answer takes a line that answers the question; it reports false for any other line.
func (t *Text) Answer(words []string) bool {
	if len(words) < 2 || words[0] != "V" {
		return false
	}
	t.info = devices.Info{Model: words[1], Firmware: strings.Join(words[2:], " ")}
	t.state = t.state.Answered()
	return true
}

// Ask lets time pass and returns what must be sent because of it.
func (t *Text) Ask(now time.Duration) []byte {
	var ask bool
	if t.state, ask = t.state.Step(now); ask {
		return []byte(Question)
	}
	return nil
}

// Working reports whether the device has said who it is, and has not failed since.
func (t *Text) Working() bool { return t.state.Phase() == devices.Working }

// Fail ends the conversation: err says why.
func (t *Text) Fail(err error) { t.state = t.state.Fail(err) }

// Status is what a driver says about its device, as far as the conversation tells.
func (t *Text) Status() devices.Status {
	return devices.Status{Phase: t.state.Phase(), Err: t.state.Err(), Info: t.info}
}

// Deadline is when the driver must be stepped; 0 is never.
func (t *Text) Deadline() (at time.Duration) {
	if t.lines.Pending() {
		at = t.last + gap
	}
	return devices.Sooner(at, t.state.Deadline())
}
