// Package ui shows a scene in a Fyne window and turns touch, mouse and computer
// keyboard into input events.
//
// It hides how a scene becomes pixels: a pure layout makes a display list of
// rectangles, text lines and pictures; what differs from the list before it is
// painted into a frame (ui/raster), and the frame goes to the window by way of the
// toolkit or, where that would repaint everything with the processor, straight to
// the X server (ui/direct). Everything visible comes from the scene; the package
// decides where and how large, never what.
//
// A layout (layout.go) tries one level (level.go) after the other in a pass (pass.go),
// until the whole page (page.go) fits. What is on a page is boxes, put together by the
// functions of box.go: rows, columns, insets, overlays. Boxes write into a plan (plan.go),
// the display list, which the painter (paint.go) compares and paints and a presenter
// (presenter.go) brings to the window. Screen (screen.go) owns all of it.
//
// Render, SetCaption, Rect and Dump may be called from any goroutine; the first
// two return at once. Everything else runs on Fyne's goroutine, and bridge.go is
// the only way onto it. Config.Emit and Config.Report are called on Fyne's
// goroutine and must return at once.
//
// It never imports fyne/app, uses no focus of Fyne's, never waits for a device,
// never keeps a scene after the next one, and never cuts a text that could be
// shown by wrapping, by showing fewer things or by smaller type, in this order.
package ui
