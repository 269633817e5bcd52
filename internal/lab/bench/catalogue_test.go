package bench

import (
	"fmt"
	"path/filepath"
	"testing"
)

// The bench visits what it says: the list, its second page, what a search found; in the
// large shop as in the small one, and as often as it is asked to.
func TestCatalogueIsVisited(t *testing.T) {
	for _, size := range catalogueSizes() {
		s, err := newShopper(filepath.Join(t.TempDir(), fmt.Sprint(size)), size)
		if err != nil {
			t.Fatal(err)
		}
		for range 3 {
			if times, err := s.visit(); err != nil || len(times) != 3 {
				t.Fatalf("%d things: %d times, %v", size, len(times), err)
			}
		}
	}
}
