// Package link keeps one device alive: it opens the port, greets the device, moves
// bytes between port and driver, and comes back for ever when a cable is pulled.
//
// It hides reconnection. One goroutine per device owns the driver; one reads the
// port and one writes it, through a bounded queue, so that a device that stops
// listening never blocks anybody: its port is given up and opened again. What
// happens when is decided by a state machine without I/O (machine.go), so that an
// hour of back-off is tested in no time. A missing device never delays a start.
// It knows no protocol, and never restarts or stops anything but its own port.
package link
