// Package serialport opens real serial lines, and anything else that the kernel
// presents as one (USB adapters, CDC-ACM devices, pseudo-terminals).
//
// It hides go.bug.st/serial, which no other package imports, and sysfs. That library
// sets the line up, takes it exclusively and works the modem lines. The bytes go
// through a second descriptor of our own, because the library's Write blocks for
// ever when the device stops reading, cannot be freed by Close, and after Close may
// write to another file that has got the same descriptor number (v1.8.0). It never
// lists ports through the library: that opens every ttyS* and resets the speed of
// lines in use. An Opener may be used from any goroutine, a Port as package
// transport says.
package serialport
