package load

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"modu/internal/assemble"
	"modu/internal/lab/verdict"
)

func TestService(t *testing.T) {
	for _, name := range assemble.Services() {
		plain, issues := Service(name)
		if issues.Err() != nil {
			t.Fatal(issues)
		}
		if plain.Service.ID != name {
			t.Errorf("%q is loaded as %q", name, plain.Service.ID)
		}
		if with, issues := ServiceWithHeadset(name); issues.Err() != nil || !with.Core.Socket.Present || plain.Core.Socket.Present {
			t.Errorf("%s: a socket for a headset: %v", name, issues)
		}
		if full, issues := Equipped(name); issues.Err() != nil || !full.Core.Socket.Present || !full.Core.StaffPage || !full.Core.Lift {
			t.Errorf("%s with everything: %v", name, issues)
		}
	}
	if _, issues := Service("no-such-service"); issues.Err() == nil {
		t.Error("a service that is not there was loaded")
	}
}

func TestSite(t *testing.T) {
	parts, site, err := Site("")
	if err != nil || parts.Service.ID != assemble.Services()[0] || parts.Core.StaffPage || len(parts.Core.Places) == 0 {
		t.Errorf("the sample: %v", err)
	}
	if answered, issues := Answered(site); issues.Err() != nil || !answered.Core.StaffPage {
		t.Errorf("with a page for the staff: %v", issues)
	}
	file := filepath.Join(t.TempDir(), "site.yaml")
	if err := os.WriteFile(file, []byte("version: 1\nservise: x\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, _, err := Site(file); err == nil || !strings.Contains(err.Error(), "site.yaml:2") {
		t.Errorf("%v", err)
	}
}

// One language is chosen of those that a service has, or all of them.
func TestLanguages(t *testing.T) {
	p, issues := Service("library")
	if issues.Err() != nil {
		t.Fatal(issues)
	}
	if all, err := Languages(p, ""); err != nil || len(all) != len(p.Languages) {
		t.Errorf("%v, %v", all, err)
	}
	if one, err := Languages(p, "en"); err != nil || len(one) != 1 || one[0] != "en" {
		t.Errorf("%v, %v", one, err)
	}
	if _, err := Languages(p, "fr"); !errors.Is(err, verdict.ErrAsked) || !strings.Contains(err.Error(), `"fr"`) {
		t.Error(err)
	}
}
