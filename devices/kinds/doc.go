// Package kinds is the table of the kinds of devices: one row says everything that the
// rest of the program must know about a kind.
//
// It hides which kinds there are. The site file's checks, the simulated devices and their
// help, the wiring of the kiosk, the codes of health items and the reference follow from
// the rows, so that a new kind is its driver, its simulator and one row. The table is made
// anew for each caller; nothing here opens a device or starts anything. Any goroutine may
// call it.
package kinds
