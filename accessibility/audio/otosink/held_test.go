//go:build cgo && linux && !ci

package otosink

import (
	"strings"
	"testing"
	"time"

	"modu/accessibility/audio/fifocard"
)

// A card that goes in the moment in which it is dropped is given back all the same: there is
// room for 64 devices, and a kiosk whose jack is loose loses one again and again.
func TestWhatIsLostWhileItIsDroppedIsGivenBack(t *testing.T) {
	for range 8 {
		env, c, err := fifocard.Start(t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range env {
			k, v, _ := strings.Cut(e, "=")
			t.Setenv(k, v)
		}
		s := New(Options{Buffer: 40 * time.Millisecond})
		if h := <-s.Health(); !h.OK {
			t.Fatal(h.Err)
		}
		s.Close()
		c.Close()
	}
	deadline := time.Now().Add(10 * time.Second)
	for held() > 0 {
		if time.Now().After(deadline) {
			t.Fatalf("%d devices are held by nobody", held())
		}
		time.Sleep(5 * time.Millisecond)
	}
}
