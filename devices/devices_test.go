package devices

import (
	"testing"
	"time"
)

func TestSooner(t *testing.T) {
	for _, c := range [][3]time.Duration{{0, 0, 0}, {0, 5, 5}, {5, 0, 5}, {3, 5, 3}, {5, 3, 3}} {
		if got := Sooner(c[0], c[1]); got != c[2] {
			t.Errorf("Sooner(%d, %d) = %d, want %d", c[0], c[1], got, c[2])
		}
	}
}

func TestCode(t *testing.T) {
	if got := Lost.Code("keypad"); got != "health.keypad.lost" {
		t.Error(got)
	}
}
