// Package assets holds what the kiosk shows and reads when a site brings nothing
// of its own: services, device profiles, keymaps, pictures, fonts and earcons.
//
// It hides that they are embedded. Every one of them is a default only: a site
// file replaces a service as a whole by a directory. It is read-only; any
// goroutine may use it.
package assets

import "embed"

// Files holds services/, profiles/, keymaps/ and pictures/.
//
//go:embed all:services all:profiles keymaps all:pictures
var Files embed.FS
