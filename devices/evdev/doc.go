// Package evdev is the driver of keypads that are keyboards to the operating system:
// USB HID keypads, number pads, and the switch of a headset socket on such a device.
//
// It hides Linux's input_event records and the fact that one keypad may be several
// input devices. An Opener finds them by their USB ids in sysfs, without disturbing
// any, and takes them for itself (EVIOCGRAB), so that no key also reaches a desktop.
// The driver is a state machine without I/O like every other; one goroutine at a
// time may call it. It never decides what a key means, and it never repeats a key:
// the keyboard's own repetition is dropped.
//
// Sources: Linux Documentation/input/input.rst and event-codes.rst,
// include/uapi/linux/input.h and input-event-codes.h.
//
// Not proved, for want of /dev/uinput: that a real node is taken exclusively
// (function grab) and that a real node which appears is found by its ids (function
// Opener.nodes; it is tested with a directory tree that the test makes).
package evdev
