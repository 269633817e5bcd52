//go:build !x11 || ci || gles

package ui

import "fyne.io/fyne/v2"

// created: a window without X11 is drawn by the toolkit, whenever it likes.
func created(fyne.Window) bool { return true }

// straightFront is for X11 windows only.
func straightFront(fyne.Window, Paint, func()) (front, error) { return nil, nil }
