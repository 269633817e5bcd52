package devbench

import (
	"testing"
	"time"
)

// The measurements measure something; how much is for a person to judge.
func TestMeasures(t *testing.T) {
	keys, err := Keys(t.Context(), 20)
	if err != nil || len(keys) != 20 {
		t.Fatal(keys, err)
	}
	for _, d := range keys {
		if d <= 0 {
			t.Errorf("a key took %v", d)
		}
	}
	profiles, err := shipped() // each of them is simulated, and becomes ready
	if err != nil {
		t.Fatal(err)
	}
	share, err := Idle(t.Context(), len(profiles), 50*time.Millisecond)
	if err != nil || share < 0 {
		t.Error(share, err)
	}
	replugs, err := Replug(t.Context(), 1)
	if err != nil || len(replugs) != 1 || replugs[0] <= 0 {
		t.Error(replugs, err)
	}
}
