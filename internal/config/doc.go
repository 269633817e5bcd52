// Package config reads the site file: what is particular to one kiosk at one
// place. Every key, with its meaning and default, stands in default.yaml beside
// this file; Reference returns it.
//
// It hides the file format and the legal limits of what a site may choose. A site
// file may be absent or empty and gives only what differs from the defaults. All
// mistakes are reported at once with line and remedy, before any device is opened.
// Read does the only I/O (the site file itself); Parse does none. Site is a plain
// value; any goroutine may read it. The package opens no device and reads no
// environment variable.
package config
