// Package gallery paints every kind of screen of every shipped service, in both forms, at
// every size, on every panel and in every language, judges the pixels of each picture, and
// leaves one page on which people look at them, old beside new.
//
// It hides which screens, settings and services are painted, and how the page is made. It
// needs no display: pictures are painted as a window would show them. It is used from one
// goroutine and returns when all its own have ended.
package gallery
