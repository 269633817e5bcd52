package main

import (
	"testing"

	"fyne.io/fyne/v2/app"
)

// The toolkit has nothing left to do when its loop has ended: what it has it may wait for
// without end.
func TestNothingIsLeftToTheEndOfTheLoop(t *testing.T) {
	prepareFyne()
	a := app.NewWithID("modu.kiosk")
	last := func() func() {
		l, ok := a.Lifecycle().(interface{ OnStopped() func() })
		if !ok {
			t.Fatalf("%T cannot be asked what it does at the end", a.Lifecycle())
		}
		return l.OnStopped()
	}
	if last() == nil {
		t.Fatal("the toolkit does nothing at the end by itself any more: endAtOnce is not needed")
	}
	endAtOnce(a)
	if last() != nil {
		t.Error("the toolkit still does something when its loop has ended")
	}
}
