// Package photo photographs screens of a service in a real window, under a virtual
// display of its own, and lets an independent program read the photographs back.
//
// It hides how a screen is put into the window and when its picture is whole, and how
// Debian's tesseract is asked. Take runs a graphical application and so must be called on
// the program's main goroutine, once in a program; it sets variables of this process's
// environment. It needs Xvfb, and tesseract where photographs are read.
package photo
