// Package screenrace measures the kiosk's window against a browser that shows the same
// menu: same virtual display, same keys, same eyes, turn about.
//
// It hides the course through the service (mirror.go: the same core as in the kiosk knows
// what is shown), the page that the browser shows (peer.go, page.html) and where on the
// screen a key's effect is looked for. Run needs Xvfb, the kiosk program and a Chromium;
// it is used from one goroutine, and everything that it starts has ended when it returns.
// It measures and does not judge: rows that are lost are printed like all others.
package screenrace
