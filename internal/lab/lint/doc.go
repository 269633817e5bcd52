// Package lint judges what an integrator wrote: a site with everything it names, a
// service, keypad profiles. It names every mistake with file, line and remedy.
//
// It hides which checks there are and what each of them reads. Mistakes in files are
// returned as datafile.Issues; what people should know besides goes into the report.
// Clips are decoded by a program that the caller names, in a process of its own, since
// they may be broken. It is used from one goroutine.
package lint
