package bench

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"modu/internal/lab/load"
)

// The bench visits what it says: the list, its second page, what a search found; in the
// large shop as in the small one, and as often as it is asked to.
func TestCatalogueIsVisited(t *testing.T) {
	for name, open := range map[string]func(string, int) (*shopper, error){"a shop": newShopper, "a list": newLister} {
		for _, size := range catalogueSizes() {
			s, err := open(filepath.Join(t.TempDir(), fmt.Sprint(size)), size)
			if err != nil {
				t.Fatal(name, err)
			}
			for range 3 {
				if times, err := s.visit(); err != nil || len(times) != 3 || s.first == 0 {
					t.Fatalf("%s of %d: %d times, %v", name, size, len(times), err)
				}
			}
		}
	}
}

// The shop with a clip is a sound service, and its first screen has one.
func TestSignedSite(t *testing.T) {
	site, err := signedSite(t.TempDir(), 1)
	if err != nil {
		t.Fatal(err)
	}
	parts, _, err := load.Site(site)
	if err != nil {
		t.Fatal(err)
	}
	if n := len(parts.Service.Unsigned(parts.Languages[0])); n != parts.Service.Screens()-1 {
		t.Errorf("%d of %d screens have no clip", n, parts.Service.Screens())
	}
}

// Keys on the bench lead to scenes, and every one is timed.
func TestKeyToScene(t *testing.T) {
	parts, _, err := load.WholeMenu("")
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	if err := errors.Join(keyToScene(t.Context(), parts, &out, 3), order(parts, &out, 2)); err != nil {
		t.Fatal(err)
	}
	if got := out.String(); strings.Count(got, "\n") != 2 || !strings.Contains(got, "scene ready") || !strings.Contains(got, "ten steps") {
		t.Errorf("%q", got)
	}
}
