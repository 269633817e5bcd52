package kiosk_test

import (
	"io/fs"
	"os"
	"slices"
	"testing"

	"modu/accessibility/scene"
	"modu/assets"
	"modu/internal/kiosk/kiosktest"
	"modu/internal/service"
	"modu/locales"
)

// Every kind of step is a kind of screen, has words for "what comes next", and stands in a
// built-in service or in the museum of the tests: internal/walk meets every step of these and
// asks each for a way on.
func TestEveryKindOfStepIsKnown(t *testing.T) {
	used := map[string]bool{}
	use := func(dir fs.FS) {
		s := kiosktest.Over(dir).Service
		for _, id := range s.Steps() {
			st, _ := s.Step(id)
			used[string(st.Kind)] = true
		}
	}
	services, err := fs.ReadDir(assets.Files, "services")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range services {
		if !e.IsDir() {
			continue
		}
		dir, err := fs.Sub(assets.Files, "services/"+e.Name())
		if err != nil {
			t.Fatal(err)
		}
		use(dir)
	}
	use(os.DirFS("../tryout/testdata/services/museum")) // it counts
	catalogue := locales.New("ko")
	data, err := locales.Files.ReadFile("ko.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if issues := catalogue.Add("ko.yaml", data); issues.Err() != nil {
		t.Fatal(issues)
	}
	// Of these the words depend on the step, or the step passes by itself.
	silent := []service.Kind{service.Present, service.Call}
	for _, name := range service.Kind("").Values() {
		// The questions of a short way are shown as the lists and questions that they are like.
		if service.Kind(name) != service.Short && !slices.Contains(scene.Kinds(), scene.Kind(name)) {
			t.Errorf("scene.Kinds has no %q", name)
		}
		if !used[name] {
			t.Errorf("no service that is walked has a step of kind %q", name)
		}
		for _, id := range []string{"next." + name, "go." + name} {
			if !slices.Contains(silent, service.Kind(name)) && !catalogue.Has(id, "ko") {
				t.Errorf("no message %q says that such a step comes next", id)
			}
		}
	}
	if !catalogue.Has("go.depends", "ko") || catalogue.Has("next.depends", "ko") {
		t.Error("a button that leads on has a name where it is not known what comes; of that nothing is promised")
	}
	for _, words := range []string{"more", "present.card", "present.code", "present.fingerprint"} {
		for _, id := range []string{"next." + words, "go." + words} {
			if !catalogue.Has(id, "ko") {
				t.Errorf("no message %q says what comes next", id)
			}
		}
	}
}
