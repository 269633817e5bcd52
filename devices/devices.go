package devices

import (
	"errors"
	"time"

	"modu/accessibility/input"
)

// Each of these errors answers one question: what should the caller do?
var (
	// ErrDisconnected: the device is gone. Close the port and open it again later.
	ErrDisconnected = errors.New("device disconnected")
	// ErrTimeout: no answer, or no progress, in time. Try again.
	ErrTimeout = errors.New("device did not answer in time")
	// ErrProtocol: it answers, but wrongly. Log it and start the conversation again.
	ErrProtocol = errors.New("device answers wrongly")
	// ErrUnsupported: it cannot do this. Never try again.
	ErrUnsupported = errors.New("not possible with this device")
	// ErrAbsent: there is no such port. Wait until it appears.
	ErrAbsent = errors.New("no such device")
	// ErrBusy: another program holds the port. Try again, and tell staff.
	ErrBusy = errors.New("in use by another program")
	// ErrPermission: the kiosk's user may not open the port. Tell staff.
	ErrPermission = errors.New("not permitted")
	// ErrClosed: we closed it ourselves. Nothing is wrong.
	ErrClosed = errors.New("closed")
)

// Info is what is known about a connected device.
type Info struct {
	Model    string // as the device or its profile says
	Firmware string // empty if it does not tell
}

// Phase is where the conversation with an open port stands.
type Phase uint8

const (
	Greeting Phase = iota // asked who it is, no answer yet
	Working               // it answered as it should
	Failed                // it did not answer, or wrongly; Open starts again
)

// Status is what a driver says about its device.
type Status struct {
	Phase Phase
	Info  Info
	Err   error  // why Failed, or why Fault is not Healthy
	Fault Health // while Working: what is wrong nevertheless
}

// Health names one fault, or none. It is the last part of a message id:
// "faulty" of a keypad becomes "health.keypad.faulty".
type Health string

const (
	Healthy Health = ""
	Faulty  Health = "faulty"
	Lost    Health = "lost"
	Absent  Health = "absent"
)

// Code is the id in the catalogue of the text for staff.
func (h Health) Code(class string) string { return "health." + class + "." + string(h) }

// Driver is one device's protocol as a state machine. It does no input or output
// and reads no clock: time is an argument that never runs backwards. One
// goroutine at a time may call it.
//
// wake is the moment at which Step wants to be called again even if no byte
// arrives; 0 means never. Returned slices belong to the caller.
type Driver interface {
	// Open begins a new conversation on an open port. It forgets everything that
	// the last conversation left half done.
	Open(now time.Duration) (out []byte, wake time.Duration)
	// Step takes what arrived, which may be nothing, in pieces of any length.
	Step(now time.Duration, in []byte) (events []input.Event, out []byte, wake time.Duration)
	// Close tells that the port is gone. It returns what must be known because of
	// that: a payment whose outcome nobody will tell, for example.
	Close(now time.Duration) []input.Event
	// Status never changes by itself, only in a call of the others.
	Status() Status
}

// Act is an order to a driver: a step that something other than bytes caused.
// Drivers make them (terminal.Driver.Approve), package link carries them out on
// the goroutine that owns the driver, whether or not a port is open.
type Act func(now time.Duration) (events []input.Event, out []byte, wake time.Duration)

// Sooner is the earlier of two wake times, where 0 means never.
func Sooner(a, b time.Duration) time.Duration {
	if a == 0 || b != 0 && b < a {
		return b
	}
	return a
}
